//! The timeline: the machine, its checkpoints, and the way from one moment to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use crate::bytecode::Pc;
use crate::vm::{Halt, Machine, Scalars, Stop, Tick, Until, Watch};

use super::interval::{Inner, Interval};
use super::record::{Options, Pace};
use super::search::{FIRST_WINDOW, GROWTH, MANY_PAGES, Stops};
use super::shortcut::{Place, Shortcut, last_checkpoint};
use super::spans::Spans;

/// Going forward this many instructions is cheaper than applying differences.
const NEAR: u64 = 300_000;

/// After so many times the length of the shortest interval it is looked whether the open interval has become too large ...
const LOOK: u64 = 4;
/// ... which is when what its pages held before takes so many bytes.
const MOST_OPEN: u64 = 36 << 20;

/// So many instructions before the goal of a jump, a checkpoint is left: where searches backwards from there look next.
const APPROACHES: [u64; 6] = approaches();

const fn approaches() -> [u64; 6] {
    let mut distances = [0; 6];
    let (mut distance, mut window) = (0, FIRST_WINDOW);
    let mut i = distances.len();
    while i > 0 {
        i -= 1;
        window *= GROWTH;
        distance += window;
        distances[i] = distance;
    }
    distances
}

/// A machine that can go to every moment of its run.
///
/// The intervals cover the recording without gaps from tick 0. The present lies at or after the start of interval
/// `base`, and of `inner` checkpoints inside it; what pages held then that were written since is in the memory itself,
/// which is why everything begins with putting that back. The last interval is open: its end is as far as the
/// recording has come, and it has no checkpoints inside.
pub struct Timeline {
    pub(super) machine: Machine,
    pub(super) intervals: Vec<Interval>,
    pub(super) base: usize,
    pub(super) inner: usize,
    pub(super) shortcuts: Vec<Shortcut>,
    pub(super) spans: Spans,
    /// The last moment that was reached, and the statements begun until then.
    pub(super) end: (Tick, u64),
    pub(super) options: Options,
    pub(super) pace: Pace,
    /// Up to here is known what ran.
    covered: Tick,
    /// Bytes that all checkpoints and differences hold together.
    pub(super) cost: u64,
    /// Set by whoever wants a long search or run to stop.
    pub(super) interrupt: Arc<AtomicBool>,
    /// The tick that a search has come to.
    pub(super) progress: Arc<AtomicU64>,
    /// Stops that guards have refused in all searches.
    pub(super) passed: u64,
}

impl Timeline {
    /// A timeline that starts where the machine is: the machine is at the start of its program.
    pub fn new(mut machine: Machine, options: Options) -> Timeline {
        if options.record {
            let frame = machine.frame_cells();
            machine.memory_mut().begin_interval(frame);
            machine.cover_anew();
        }
        let first = Interval::new(machine.scalars());
        Timeline {
            end: (machine.tick(), machine.steps()),
            cost: first.cost(),
            intervals: vec![first],
            base: 0,
            inner: 0,
            shortcuts: Vec::new(),
            spans: Spans::default(),
            pace: Pace::new(&options),
            covered: machine.tick(),
            options,
            machine,
            interrupt: Arc::new(AtomicBool::new(false)),
            progress: Arc::new(AtomicU64::new(0)),
            passed: 0,
        }
    }

    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    pub fn tick(&self) -> Tick {
        self.machine.tick()
    }

    /// The last moment recorded so far, and the statements begun until then.
    pub fn end(&self) -> (Tick, u64) {
        self.end
    }

    /// Whether the recording has reached the end of the program (or its limit).
    pub fn is_complete(&self) -> bool {
        self.machine
            .end()
            .is_some_and(|(tick, _)| tick == self.end.0)
    }

    /// How the program ends, once that is recorded.
    pub fn halt(&self) -> Option<&Halt> {
        self.machine.end().map(|(_, halt)| halt)
    }

    /// Set this from elsewhere to stop a search, a jump or a recording that takes long. Nothing goes on before it is
    /// taken back.
    pub fn interrupt_flag(&self) -> Arc<AtomicBool> {
        self.interrupt.clone()
    }

    /// The tick that a search, a jump or the recording has come to, to be looked at from elsewhere.
    pub fn progress(&self) -> Arc<AtomicU64> {
        self.progress.clone()
    }

    /// Stops that guards have refused in all searches until now.
    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// Bytes of the host for checkpoints and differences.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    /// Ticks of all checkpoints.
    pub fn checkpoints(&self) -> impl Iterator<Item = Tick> + '_ {
        self.intervals.iter().flat_map(|interval| {
            let inner = interval.inner.iter().map(|inner| inner.start.tick());
            std::iter::once(interval.start.tick()).chain(inner)
        })
    }

    /// Goes to a moment, recording as far as needed. Stops short of it only at the end of the program, or when
    /// interrupted (then the present is some moment on the way, which is as good as any).
    pub fn seek(&mut self, to: Tick) -> Stop {
        let target = last_checkpoint(&self.intervals, to);
        let here = (self.base, self.inner);
        let now = self.tick();
        let is_near = to >= now && (target <= here || to.0 - now.0 < NEAR);
        if !is_near && (target != here || to < now) {
            self.leave();
            // Leaving may have made a checkpoint, and room for it by merging others.
            self.go_to_checkpoint(last_checkpoint(&self.intervals, to));
        }
        self.run_to(to)
    }

    /// Runs again from one recorded moment to another: the tables have again what they had let go of in between.
    pub fn replay(&mut self, from: Tick, to: Tick) -> Stop {
        match self.seek(from) {
            Stop::Interrupted => Stop::Interrupted,
            _ => self.run_to(to),
        }
    }

    /// The interval in which something became true that was not before and is ever after.
    pub fn interval_when(&self, is_true: impl Fn(&Scalars) -> bool) -> (Tick, Tick) {
        let next = self.intervals.partition_point(|i| !is_true(&i.start));
        let index = next.saturating_sub(1);
        (self.start(index).tick(), self.interval_end(index))
    }

    /// Goes to a recorded moment. Whoever goes there relies on being there, and it is near: an interrupt is for what
    /// follows.
    pub fn seek_undisturbed(&mut self, to: Tick) {
        let mut is_asked = false;
        while self.seek(to) == Stop::Interrupted {
            is_asked |= self.interrupt.swap(false, Ordering::Relaxed);
        }
        if is_asked {
            self.interrupt.store(true, Ordering::Relaxed);
        }
    }

    /// Somebody will look around at the present: leaves checkpoints before it, as a jump to it and a step back would.
    pub fn look_around(&mut self) {
        let to = self.tick();
        let is_far =
            to.0 - self.here().tick().0 > NEAR || self.machine.memory().dirty_pages() >= MANY_PAGES;
        if self.options.record && is_far {
            self.seek(Tick(to.0 - 1));
            self.seek_undisturbed(to);
            self.find_last(&Stops::ALL_USER, &mut |_| true);
            self.seek_undisturbed(to);
        }
    }

    /// The last interval that starts at or before a moment.
    pub(super) fn interval_at(&self, tick: Tick) -> usize {
        self.intervals.partition_point(|i| i.start.tick() <= tick) - 1
    }

    /// The last interval that starts with at most so many statements begun.
    pub(super) fn interval_at_step(&self, steps: u64) -> usize {
        self.intervals
            .partition_point(|i| i.start.steps() <= steps)
            .saturating_sub(1)
    }

    /// When the last checkpoint before a moment is.
    pub(super) fn checkpoint_before(&self, tick: Tick) -> Tick {
        let (interval, inner) = last_checkpoint(&self.intervals, Tick(tick.0.saturating_sub(1)));
        self.intervals[interval].checkpoint(inner).tick()
    }

    /// The last checkpoint at or before the present.
    pub(super) fn here(&self) -> &Scalars {
        self.intervals[self.base].checkpoint(self.inner)
    }

    /// The next checkpoint after the present.
    fn next_checkpoint(&self) -> Option<Tick> {
        let inner = self.intervals[self.base].inner.get(self.inner);
        let next = self.intervals.get(self.base + 1);
        let next = inner.map(|i| &i.start).or(next.map(|i| &*i.start));
        next.map(Scalars::tick)
    }

    /// When an interval ends, as far as it is recorded.
    pub(super) fn interval_end(&self, index: usize) -> Tick {
        self.intervals
            .get(index + 1)
            .map_or(self.end.0, |next| next.start.tick())
    }

    /// Puts the pages of the present interval back: the present is the last checkpoint.
    pub(super) fn leave(&mut self) {
        if !self.options.record {
            return;
        }
        self.settle();
        let is_front = self.is_last() && self.tick() == self.end.0;
        if is_front && self.tick() > self.here().tick() {
            // What was recorded last stays within one difference.
            self.close();
        }
        self.machine.memory_mut().undo_open();
        self.restore_here();
    }

    /// Blocks that are made again here, but not up to their end, would be taken for ones that never end: goes on to where
    /// the table is whole.
    fn settle(&mut self) {
        let mut is_asked = false;
        while self.machine.memory().blocks().is_unsettled() && !self.is_last() {
            let border = self.border(self.interval_end(self.base));
            match self.advance(Until::Tick(border)) {
                Stop::Reached => {}
                Stop::Interrupted => is_asked |= self.interrupt.swap(false, Ordering::Relaxed),
                _ => break,
            }
        }
        if is_asked {
            self.interrupt.store(true, Ordering::Relaxed);
        }
    }

    /// From the checkpoint before the present, which was left, to another one.
    fn go_to_checkpoint(&mut self, to: Place) {
        if !self.options.record {
            return;
        }
        self.move_memory(to);
        (self.base, self.inner) = to;
        self.restore_here();
        self.begin();
    }

    /// The present becomes the checkpoint before it, but for the pages of memory.
    fn restore_here(&mut self) {
        let interval = &self.intervals[self.base];
        self.machine.restore(interval.checkpoint(self.inner));
    }

    fn begin(&mut self) {
        let frame = self.machine.frame_cells();
        self.machine.memory_mut().begin_interval(frame);
    }

    fn is_last(&self) -> bool {
        self.base + 1 == self.intervals.len()
    }

    /// Runs forward to a moment, over checkpoints and beyond the recording.
    pub(super) fn run_to(&mut self, to: Tick) -> Stop {
        loop {
            let border = self.border(to);
            let approach = self.approach(to).filter(|point| *point < border);
            let stop = self.advance(Until::Tick(approach.unwrap_or(border)));
            if stop != Stop::Reached || approach.is_none() && border == to {
                return stop;
            }
            if approach == Some(self.tick()) {
                self.checkpoint_inside();
            }
        }
    }

    /// Where to leave a checkpoint shortly before a moment that is far away: whoever jumps somewhere looks around there,
    /// and goes back a little more often than not. Not where the recording grows, which leaves its own.
    fn approach(&self, to: Tick) -> Option<Tick> {
        let away = to.0.saturating_sub(self.tick().0);
        let distance = APPROACHES.iter().find(|distance| away > 2 * **distance);
        distance
            .filter(|_| self.options.record && to <= self.end.0)
            .map(|distance| Tick(to.0 - distance))
    }

    /// How far the machine may run at once on its way to a moment: up to the next checkpoint, made or to be made.
    pub(super) fn border(&self, to: Tick) -> Tick {
        if !self.options.record {
            return to.min(Tick(self.tick().0 + self.pace.unrecorded));
        }
        let fresh = Tick(self.here().tick().0.saturating_add(self.spacing()));
        let next = self.next_checkpoint().unwrap_or(Tick(u64::MAX));
        let look = Tick(self.tick().0.saturating_add(self.look()));
        match fresh > self.tick() {
            true => to.min(next).min(look).min(fresh),
            false => to.min(next).min(look),
        }
    }

    /// So far the recording runs at once.
    fn look(&self) -> u64 {
        self.options.interval.max(1).saturating_mul(LOOK)
    }

    /// How far from the last checkpoint the next one is made: the recording leaves them all along, whoever runs through
    /// what is recorded leaves them where it may come back.
    fn spacing(&self) -> u64 {
        match self.is_last() {
            true => self.pace.length,
            false => u64::MAX,
        }
    }

    /// Runs the machine within the present interval, and takes care of its end.
    pub(super) fn advance(&mut self, until: Until) -> Stop {
        self.advance_past(until, &mut |_| false)
    }

    /// The same, over marks that `passes`.
    pub(super) fn advance_past(
        &mut self,
        until: Until,
        passes: &mut dyn FnMut(&Machine) -> bool,
    ) -> Stop {
        // What runs here is in the tables again.
        self.intervals[self.base].is_thin = false;
        let begun = (self.is_last() && self.pace.ran.is_some()).then(Instant::now);
        let stop = self.machine.run_past(until, &self.interrupt, passes);
        if let (Some(ran), Some(begun)) = (&mut self.pace.ran, begun) {
            *ran += begun.elapsed();
        }
        let now = self.tick();
        self.end = self.end.max((now, self.machine.steps()));
        self.progress.store(now.0, Ordering::Relaxed);
        if !self.options.record {
            let now = self.tick();
            self.machine.memory_mut().forget_dead_blocks(now);
            return stop;
        }
        if self.next_checkpoint().is_some_and(|next| now >= next) {
            self.pass();
        } else if now.0 - self.here().tick().0 >= self.spacing() || self.is_swollen() {
            self.close();
        } else if self.is_last() && now == self.end.0 && now.0 - self.covered.0 >= self.look() {
            self.cover_piece();
        }
        self.thin_tables();
        stop
    }

    /// At the end of the recording: what ran until here since the last piece is the next one of the open interval.
    fn cover_piece(&mut self) {
        let coverage = self.machine.cover_anew();
        let interval = &mut self.intervals[self.base];
        self.cost -= interval.pieces.cost();
        interval.pieces.push(self.end.0, coverage);
        self.cost += interval.pieces.cost();
        self.covered = self.end.0;
    }

    /// Whether what the pages of the recording's last interval held before takes more room than it should.
    fn is_swollen(&self) -> bool {
        self.is_last() && self.machine.memory().open_bytes() > MOST_OPEN
    }

    /// The present has come to the next checkpoint by running: what changed until there is known.
    fn pass(&mut self) {
        let interval = &mut self.intervals[self.base];
        if self.inner < interval.inner.len() {
            self.machine.memory_mut().forget_open();
            self.inner += 1;
        } else {
            if self.inner > 0 && interval.tail.is_none() {
                let tail = self.machine.memory_mut().take_difference();
                self.cost += tail.cost();
                interval.tail = Some(tail);
            } else {
                self.machine.memory_mut().forget_open();
            }
            (self.base, self.inner) = (self.base + 1, 0);
        }
        debug_assert_eq!(self.tick(), self.here().tick());
        self.begin();
        self.thin_tables();
    }

    /// Makes the present, which is the end of the recording, a checkpoint.
    fn close(&mut self) {
        let begun = Instant::now();
        let difference = self.machine.memory_mut().take_difference();
        let took = begun.elapsed();
        self.cover_piece();
        let interval = &mut self.intervals[self.base];
        self.cost -= interval.cost();
        interval.difference = difference;
        self.cost += interval.cost();
        let next = Interval::new(self.machine.scalars());
        self.cost += next.cost();
        self.intervals.push(next);
        self.base += 1;
        self.note_pace(took);
        self.begin();
        self.keep_budget();
    }

    /// Makes the present a checkpoint inside its interval, whose end is known.
    pub(super) fn checkpoint_inside(&mut self) {
        if self.tick() == self.here().tick() || self.is_last() {
            return;
        }
        let difference = self.machine.memory_mut().take_difference();
        let inner = Inner {
            start: self.machine.scalars(),
            difference,
        };
        let interval = &mut self.intervals[self.base];
        self.cost -= interval.cost();
        let next = interval.inner.get_mut(self.inner);
        let rest = next.map(|i| &mut i.difference).or(interval.tail.as_mut());
        if let Some(rest) = rest {
            // From here on it is only the rest of what lay before the next one.
            rest.join(inner.difference.clone());
        }
        interval.inner.insert(self.inner, inner);
        self.cost += interval.cost();
        self.inner += 1;
        self.begin();
        self.keep_inner_budget();
    }

    /// Whether watched bytes may have been written in an interval.
    pub(super) fn may_have_written(&self, index: usize, watch: &Watch) -> bool {
        // The last interval is open.
        if !self.options.record || index + 1 >= self.intervals.len() {
            return true;
        }
        let difference = &self.intervals[index].difference;
        match self.machine.memory().is_direct(watch) {
            true => difference.has_page(watch.pages()),
            false => difference.may_have_written(&watch.bytes()),
        }
    }

    /// Whether one of these instructions may have run in an interval.
    pub(super) fn may_have_run(&self, index: usize, pcs: &[Pc]) -> bool {
        let end = self.interval_end(index);
        self.last_piece(index, pcs, end).is_some()
    }

    /// No such instruction has run in an interval between this moment and `before`. `None`: none has, from its start on.
    pub(super) fn last_piece(&self, index: usize, pcs: &[Pc], before: Tick) -> Option<Tick> {
        // The last interval is open.
        if index + 1 >= self.intervals.len() {
            return Some(before);
        }
        let pieces = &self.intervals[index].pieces;
        pieces.last_with(before, |coverage| {
            let mut pcs = pcs.iter();
            pcs.any(|pc| self.machine.may_have_run(*pc, coverage))
        })
    }

    /// The checkpoint at the start of an interval.
    pub(super) fn start(&self, index: usize) -> &Scalars {
        &self.intervals[index].start
    }
}
