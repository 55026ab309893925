//! Recording: how far apart checkpoints lie, and what goes when they hold more memory than they may.

use std::time::Duration;

use crate::vm::{Scalars, Stop, Tick};

use super::interval::Interval;
use super::timeline::Timeline;

/// What a recording may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Without it, only the present can be looked at.
    pub record: bool,
    /// Bytes of checkpoints and differences. Over it, neighbouring intervals become one, the farther from the present the longer.
    pub budget: u64,
    /// Instructions between two checkpoints, where memory is written sparsely.
    pub interval: u64,
    /// Intervals get shorter where instructions take long. Two recordings then differ in their checkpoints.
    pub clock: bool,
    /// Bytes of the host for differences, touched memory and tables together.
    pub host: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            record: true,
            budget: 256 << 20,
            interval: 1_000_000,
            clock: true,
            host: 220 << 20,
        }
    }
}

/// How a recording goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// There is more to record.
    More,
    /// The program has ended.
    Complete,
    Interrupted,
}

/// The distance between checkpoints, adapted to what they cost.
pub(super) struct Pace {
    pub length: u64,
    /// How long the open interval has been running, if that counts.
    pub ran: Option<Duration>,
    shortest: u64,
    /// Without recording: instructions between two looks at the block table.
    pub unrecorded: u64,
}

/// Saving a page and telling its difference takes about as long as so many instructions.
const PAGE_WORTH: u64 = 6000;
/// That may take one part in so many of the time.
const SHARE: u32 = 8;
/// By the clock: so many times as long as telling the difference takes all that an interval costs.
const ALL: u32 = 4;
/// So long takes the birth or the death of a block.
const BLOCK_WORTH: u64 = 80;
/// Intervals never get longer than so many times the shortest by that ...
const LONGEST: u64 = 16;
/// ... nor, where they are longer than the shortest, than takes about so long to be run again.
const LONGEST_RUN: Duration = Duration::from_millis(35);
/// But they take so many times as long as telling what they changed, up to a time: few times up to the time that going
/// back to something in one may take, more times where that leaves time for the way there.
const LEAST: [(u32, Duration); 2] = [
    (6, Duration::from_millis(100)),
    (8, Duration::from_millis(50)),
];
/// One part in so many of the run is as near as any moment counts.
const SCALE: f64 = 8.0;
/// Intervals should not become longer than one part in so many of the run: a jump into one runs through it.
const LONG: f64 = 40.0;
/// What a checkpoint alone holds, at the least.
const LEAST_SAVING: u64 = 400;
/// Neighbours that write different pages save nothing yet, but what comes of them may: one part in so many of what they
/// hold. Otherwise the first interval that covers a round of a program would swallow all others.
const HOPE: u64 = 32;
/// Intervals at most, whatever they cost: to come far, all between must be applied.
const MOST_INTERVALS: usize = 600;
/// One part in so many of the budget is left to those who look around: checkpoints inside intervals, and shortcuts.
const RESERVE: u64 = 8;
/// Blocks that were born last, of those around the present, stay: what just died is what a program trips over.
const LATELY: usize = 100_000;
/// The least that is left for differences when the program itself takes much.
const LEAST_BUDGET: u64 = 48 << 20;

impl Pace {
    pub fn new(options: &Options) -> Pace {
        Pace {
            length: options.interval.max(1),
            ran: options.clock.then_some(Duration::ZERO),
            shortest: options.interval.max(1),
            unrecorded: 16_000_000,
        }
    }

    /// An interval of so many instructions, births and deaths of blocks has saved pages, a part of which the one before it
    /// had saved too: longer ones would save them less often. Those that are written once would be saved as often as
    /// before. Telling the difference took so long.
    fn note(&mut self, instructions: u64, blocks: u64, pages: (usize, usize), took: Duration) {
        let (again, all) = pages;
        let fair = again as u64 * PAGE_WORTH * u64::from(SHARE);
        // What takes long would also take long to be replayed.
        let work = 1 + blocks * BLOCK_WORTH / instructions.max(1);
        let mut wanted = (fair / work).clamp(self.shortest, self.shortest * LONGEST);
        if let Some(ran) = &mut self.ran {
            let ran = std::mem::take(ran).as_secs_f64().max(1e-9);
            let in_time = |time: f64| (instructions as f64 * time / ran) as u64;
            let part = again as f64 / all.max(1) as f64;
            let fair = (took * ALL * SHARE).as_secs_f64() * part;
            let most = in_time(fair.min(LONGEST_RUN.as_secs_f64()));
            let least = LEAST.map(|(times, longest)| (took * times).min(longest));
            let least = least[0].max(least[1]).as_secs_f64();
            wanted = wanted.min(most).max(self.shortest).max(in_time(least));
        }
        // Half way from the last length, so that one wild interval does not decide alone.
        self.length = (self.length + wanted).div_ceil(2);
    }
}

impl Timeline {
    /// Goes on recording from where the recording ends, for about so many instructions. The present moves there.
    pub fn record(&mut self, instructions: u64) -> Progress {
        if self.is_complete() {
            return Progress::Complete;
        }
        let to = Tick(self.end.0.0.saturating_add(instructions));
        match self.seek(to) {
            Stop::Halted => Progress::Complete,
            Stop::Interrupted => Progress::Interrupted,
            _ => Progress::More,
        }
    }

    /// The last interval has just been closed, and telling its difference took so long.
    pub(super) fn note_pace(&mut self, took: Duration) {
        let [.., before, last, next] = &self.intervals[..] else {
            return;
        };
        let (again, all) = last.difference.common_pages(&before.difference);
        let instructions = next.start.tick().0 - last.start.tick().0;
        let blocks = |at: &Scalars| at.memory().births_and_deaths();
        let blocks = blocks(&next.start).saturating_sub(blocks(&last.start));
        self.pace.note(instructions, blocks, (again, all), took);
        self.extend_spans(2 * again >= all);
    }

    /// Lets go of checkpoints inside intervals, and then makes neighbours one, until all fit their budget.
    pub(super) fn keep_budget(&mut self) {
        let budget = self.budget();
        while self.cost > budget
            && (self.forget_shortcut() || self.forget_inner() || self.forget_span())
        {}
        let most = budget - budget / RESERVE;
        while self.cost > budget
            || self.cost - self.cost_aside() > most
            || self.intervals.len() > MOST_INTERVALS
        {
            let Some(index) = self.cheapest_merge() else {
                break;
            };
            self.merge(index);
        }
        self.thin_tables();
    }

    /// Bytes of what is there for those who look around.
    fn cost_aside(&self) -> u64 {
        let inner = self.intervals.iter().map(Interval::inner_cost);
        inner.sum::<u64>() + self.shortcuts_cost() + self.spans.cost()
    }

    /// The same for checkpoints inside intervals only: nothing is merged for them, and they take no more than their part
    /// even where there is room.
    pub(super) fn keep_inner_budget(&mut self) {
        let budget = self.budget();
        let is_much = |line: &Timeline| {
            line.cost > budget || line.cost_aside() - line.spans.cost() > budget / RESERVE
        };
        while is_much(self)
            && (self.forget_shortcut()
                || self.forget_inner()
                || self.cost > budget && self.forget_span()
                || self.join_inner())
        {}
        self.thin_tables();
    }

    /// Makes the first two checkpoints inside the present interval one. The last ones are nearest to where somebody
    /// looks around.
    fn join_inner(&mut self) -> bool {
        let interval = &mut self.intervals[self.base];
        // What was written since the first one is known from there only.
        if interval.inner.len() < 3 || self.inner == 1 {
            return false;
        }
        self.cost -= interval.inner_cost();
        let first = interval.inner.remove(0);
        let next = &mut interval.inner[0].difference;
        let second = std::mem::replace(next, first.difference);
        next.join(second);
        self.cost += interval.inner_cost();
        self.inner = self.inner.saturating_sub(1);
        true
    }

    /// What differences may hold, given what the program itself holds.
    pub(super) fn budget(&self) -> u64 {
        let program = self.machine.footprint();
        let rest = self.options.host.saturating_sub(program);
        self.options.budget.min(rest.max(LEAST_BUDGET))
    }

    /// Lets go of the checkpoints inside the interval that is farthest from the present.
    fn forget_inner(&mut self) -> bool {
        let all = self.intervals.iter().enumerate();
        let others = all.filter(|(i, interval)| *i != self.base && !interval.inner.is_empty());
        let Some((far, _)) = others.max_by_key(|(i, _)| i.abs_diff(self.base)) else {
            return false;
        };
        let interval = &mut self.intervals[far];
        self.cost -= interval.inner_cost();
        interval.forget_inner();
        true
    }

    /// The pair of neighbours whose union costs searches and jumps least for what it saves.
    fn cheapest_merge(&mut self) -> Option<usize> {
        let (now, base) = (self.tick().0, self.base);
        let last = self.intervals.len() - 1;
        let mut best: Option<(f64, usize)> = None;
        let (scale, long) = (self.end.0.0 as f64 / SCALE, self.end.0.0 as f64 / LONG);
        for index in (0..last.saturating_sub(1)).filter(|i| *i + 1 != base) {
            let (start, border) = (self.start(index).tick().0, self.start(index + 1).tick().0);
            let end = self.interval_end(index + 1).0;
            let away = match end <= now {
                true => now - end,
                false => start.saturating_sub(now),
            };
            // What is looked for lies near the present or anywhere, and long intervals are more than twice as bad.
            let weight = 1.0 / (away + self.pace.shortest) as f64 + 1.0 / scale;
            let (a, b) = ((border - start) as f64, (end - border) as f64);
            let harm = a * b * (a + b) * weight * weight * (1.0 + ((a + b) / long).powi(3));
            let pair = &self.intervals[index..index + 2];
            let hope = pair.iter().map(|i| i.difference.cost()).sum::<u64>() / HOPE;
            let score = harm / (self.saving(index) + hope + LEAST_SAVING) as f64;
            if best.is_none_or(|(least, _)| score < least) {
                best = Some((score, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// Bytes that an interval and the next would save as one.
    fn saving(&mut self, index: usize) -> u64 {
        let [interval, next] = &mut self.intervals[index..index + 2] else {
            return 0;
        };
        let ask = || interval.difference.saving(&next.difference);
        *interval.saving.get_or_insert_with(ask)
    }

    /// Interval `index` takes the next one in.
    fn merge(&mut self, index: usize) {
        let next = self.intervals.remove(index + 1);
        self.forget_spans_at(next.start.tick());
        self.cost -= next.cost() + self.intervals[index].cost();
        self.intervals[index].absorb(next);
        self.cost += self.intervals[index].cost();
        if let Some(before) = index.checked_sub(1) {
            self.intervals[before].saving = None;
        }
        if index < self.base {
            self.base -= 1;
        }
    }

    /// Blocks that were born and died between two checkpoints come back by replaying; the tables let them go when
    /// they hold too much.
    pub(super) fn thin_tables(&mut self) {
        if !self.machine.memory().blocks().is_crowded() {
            return;
        }
        let (base, last) = (self.base, self.intervals.len() - 1);
        for index in (0..last).filter(|index| *index != base) {
            if self.intervals[index].is_thin {
                continue;
            }
            let is_near = index.abs_diff(base) == 1;
            self.thin_interval(index, if is_near { LATELY } else { 0 });
            self.intervals[index].is_thin = !is_near;
        }
        self.thin_base();
        self.machine.memory_mut().blocks_are_thin();
    }

    fn thin_interval(&mut self, index: usize, youngest: usize) {
        // What is alive at a checkpoint inside is needed to go there.
        let inner = self.intervals[index].inner.iter().map(|i| &i.start);
        let next = &*self.intervals[index + 1].start;
        let mut from = &*self.intervals[index].start;
        for to in inner.chain([next]) {
            let memory = self.machine.memory_mut();
            memory.thin_blocks(from.memory(), to.memory(), to.tick(), youngest);
            from = to;
        }
    }

    /// From the last checkpoint to the present.
    fn thin_base(&mut self) {
        let now = self.tick();
        let here = self.intervals[self.base].checkpoint(self.inner).memory();
        let memory = self.machine.memory_mut();
        let to = memory.mark();
        memory.thin_blocks(here, &to, now, LATELY);
    }

    /// Bytes of the host that everything together holds.
    pub fn footprint(&self) -> u64 {
        self.cost + self.machine.footprint()
    }
}
