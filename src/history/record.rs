//! Recording: how far apart checkpoints lie, and what goes when they hold more memory than they may.

use crate::vm::{PageImage, Stop, Tick};

use super::interval::Side;
use super::timeline::Timeline;

/// What a recording may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Without it, only the present can be looked at.
    pub record: bool,
    /// Bytes of page images. Over it, neighbouring intervals become one, the farther from the present the longer.
    pub budget: u64,
    /// Instructions between two checkpoints, where memory is written sparsely.
    pub interval: u64,
    /// Bytes of the host for images, touched memory and tables together.
    pub host: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            record: true,
            budget: 256 << 20,
            interval: 1_000_000,
            host: 370 << 20,
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
    shortest: u64,
    /// Without recording: instructions between two looks at the block table.
    pub unrecorded: u64,
}

/// Saving a page takes about as long as so many instructions.
const PAGE_WORTH: u64 = 1500;
/// Saving may take one part in so many of the time.
const SHARE: u64 = 8;
/// Intervals never get longer than so many times the shortest by that.
const LONGEST: u64 = 16;
/// Intervals at most, whatever they cost.
const MOST_INTERVALS: usize = 4096;
/// The least that is left for images when the program itself takes much.
const LEAST_BUDGET: u64 = 48 << 20;

impl Pace {
    pub fn new(options: &Options) -> Pace {
        Pace {
            length: options.interval.max(1),
            shortest: options.interval.max(1),
            unrecorded: 16_000_000,
        }
    }

    /// An interval has saved so many pages.
    pub fn note(&mut self, pages: usize) {
        let fair = pages as u64 * PAGE_WORTH * SHARE;
        // Half way from the last length, so that one wild interval does not decide alone.
        let wanted = fair.clamp(self.shortest, self.shortest * LONGEST);
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

    /// Makes neighbours one until the images fit their budget.
    pub(super) fn keep_budget(&mut self) {
        while self.cost > self.budget() || self.intervals.len() > MOST_INTERVALS {
            let Some(index) = self.cheapest_merge() else {
                break;
            };
            self.merge(index);
        }
        self.thin_tables();
    }

    /// Whether images hold more than they may, and no merging can help.
    pub(super) fn is_over_budget(&self) -> bool {
        self.cost > self.budget()
    }

    /// What images may hold, given what the program itself holds.
    fn budget(&self) -> u64 {
        let program = self.machine.footprint();
        let rest = self.options.host.saturating_sub(program);
        self.options.budget.min(rest.max(LEAST_BUDGET))
    }

    /// The pair of neighbours whose union would be shortest for its distance from the present.
    fn cheapest_merge(&self) -> Option<usize> {
        let now = self.tick().0;
        let last = self.intervals.len() - 1;
        (0..last)
            .filter(|i| *i + 1 != self.base && *i + 1 < last)
            .min_by_key(|i| {
                let (start, end) = (self.start(*i).tick().0, self.interval_end(*i + 1).0);
                let away = match self.side(*i) {
                    Side::Past => now.saturating_sub(end),
                    Side::Future => start.saturating_sub(now),
                };
                let length = u128::from(end - start);
                length * 1_000_000 / u128::from(away + self.pace.shortest)
            })
    }

    /// Interval `index` takes the next one in. Both lie on the same side of the present.
    fn merge(&mut self, index: usize) {
        let side = self.side(index);
        debug_assert_eq!(side, self.side(index + 1));
        let next = self.intervals.remove(index + 1);
        self.cost -= next.cost() + self.intervals[index].cost();
        self.intervals[index].absorb(next, side);
        self.cost += self.intervals[index].cost();
        if side == Side::Past {
            self.base -= 1;
        }
    }

    /// Blocks that were born and died between two checkpoints come back by replaying; the tables let them go when
    /// they hold too much.
    fn thin_tables(&mut self) {
        if !self.machine.memory().blocks().is_crowded() {
            return;
        }
        // The newest intervals stay whole: what just died is what a program trips over.
        let upto = self.base.saturating_sub(1);
        for index in 0..upto {
            let (from, to) = (
                &self.intervals[index].start,
                &self.intervals[index + 1].start,
            );
            let memory = self.machine.memory_mut();
            memory.thin_blocks(from.memory(), to.memory(), to.tick());
        }
        self.machine.memory_mut().blocks_are_thin();
    }

    /// Bytes of the host that everything together holds.
    pub fn footprint(&self) -> u64 {
        self.cost + self.machine.footprint()
    }
}

const _: () = assert!(PageImage::COST < 8192);
