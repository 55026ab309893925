//! The timeline: the machine, its checkpoints, and the way from one moment to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::bytecode::Pc;
use crate::vm::{Halt, Machine, PageImage, Scalars, Stop, Tick, Until, Watch};

use super::interval::{Interval, Side};
use super::record::{Options, Pace};

/// Going forward this many instructions is cheaper than exchanging pages.
const NEAR: u64 = 300_000;

/// So many instructions before the goal of a jump, a checkpoint is left.
const APPROACHES: [u64; 2] = [50_000, 2_000];

/// A machine that can go to every moment of its run.
///
/// The intervals cover the recording without gaps from tick 0. The present lies at or after the start of interval
/// `base`; pages written since that start have their images in the memory itself, which is why everything begins
/// with putting those back. The last interval is open: its end is as far as the recording has come.
pub struct Timeline {
    pub(super) machine: Machine,
    pub(super) intervals: Vec<Interval>,
    pub(super) base: usize,
    /// The last moment that was reached, and the statements begun until then.
    pub(super) end: (Tick, u64),
    pub(super) options: Options,
    pub(super) pace: Pace,
    /// Bytes that all images hold together.
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
        let first = Interval::new(machine.scalars(), Vec::new());
        Timeline {
            end: (machine.tick(), machine.steps()),
            cost: first.cost(),
            intervals: vec![first],
            base: 0,
            pace: Pace::new(&options),
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

    /// Bytes of the host for checkpoints and page images.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    /// Ticks of all checkpoints.
    pub fn checkpoints(&self) -> impl Iterator<Item = Tick> + '_ {
        self.intervals.iter().map(|interval| interval.start.tick())
    }

    /// Goes to a moment, recording as far as needed. Stops short of it only at the end of the program, or when
    /// interrupted (then the present is some moment on the way, which is as good as any).
    pub fn seek(&mut self, to: Tick) -> Stop {
        let target = self.interval_at(to);
        let now = self.tick();
        let is_near = to >= now && (target <= self.base || to.0 - now.0 < NEAR);
        if !is_near && (target != self.base || to < now) {
            self.leave();
            // Leaving may have made a checkpoint, and room for it by merging others.
            let target = self.interval_at(to);
            if target < self.base && self.is_over_budget() {
                self.forget_after(target);
            }
            self.go_to_checkpoint(target);
        }
        self.run_to(to)
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

    /// When an interval ends, as far as it is recorded.
    pub(super) fn interval_end(&self, index: usize) -> Tick {
        self.intervals
            .get(index + 1)
            .map_or(self.end.0, |next| next.start.tick())
    }

    /// Puts the pages of the present interval back: the present is the checkpoint at `base`.
    pub(super) fn leave(&mut self) {
        if !self.options.record {
            return;
        }
        let is_front = self.base + 1 == self.intervals.len() && self.tick() == self.end.0;
        if is_front && self.tick() > self.intervals[self.base].start.tick() {
            // What was recorded last stays within one exchange of pages.
            self.close();
        }
        let images = self.machine.memory_mut().close_interval();
        self.machine.memory_mut().put_back(images);
        self.restore(self.base);
    }

    /// From the checkpoint at `base` to another one.
    pub(super) fn go_to_checkpoint(&mut self, target: usize) {
        if !self.options.record {
            return;
        }
        while self.base > target {
            self.base -= 1;
            self.exchange(self.base);
        }
        while self.base < target {
            self.exchange(self.base);
            self.base += 1;
        }
        self.restore(target);
        let frame = self.machine.frame_cells();
        self.machine.memory_mut().begin_interval(frame);
    }

    /// Goes back to a checkpoint without keeping what memory held after it: a program that fills all it may have would
    /// need the same once more. What is forgotten is recorded again when the present comes there.
    fn forget_after(&mut self, target: usize) {
        if !self.options.record {
            return;
        }
        let over = self.base;
        for index in (target..over).rev() {
            let images = std::mem::take(&mut self.intervals[index].images);
            self.machine.memory_mut().put_back(images);
        }
        self.base = target;
        self.intervals.truncate(target + 1);
        // Open again: what will run in it is not known.
        self.intervals[target].coverage = None;
        self.cost = self.intervals.iter().map(Interval::cost).sum();
    }

    fn exchange(&mut self, index: usize) {
        let images = &mut self.intervals[index].images;
        self.machine.memory_mut().swap(images);
    }

    fn restore(&mut self, index: usize) {
        self.machine.restore(&self.intervals[index].start);
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
            if approach == Some(self.tick()) && self.tick() > self.start(self.base).tick() {
                self.checkpoint();
            }
        }
    }

    /// Where to leave a checkpoint shortly before a moment that is far away: whoever jumps somewhere looks around there,
    /// and goes back a little more often than not. Not where the recording grows, which leaves its own.
    fn approach(&self, to: Tick) -> Option<Tick> {
        let away = to.0.saturating_sub(self.tick().0);
        let distance = APPROACHES.iter().find(|distance| away > 4 * **distance);
        distance
            .filter(|_| self.options.record && to <= self.end.0)
            .map(|distance| Tick(to.0 - distance))
    }

    /// How far the machine may run at once on its way to a moment: up to the next checkpoint, made or to be made.
    pub(super) fn border(&self, to: Tick) -> Tick {
        if !self.options.record {
            return to.min(Tick(self.tick().0 + self.pace.unrecorded));
        }
        let start = self.intervals[self.base].start.tick();
        let next = match self.intervals.get(self.base + 1) {
            Some(next) => next.start.tick(),
            None => Tick(u64::MAX),
        };
        let fresh = Tick(start.0 + self.pace.length);
        match fresh > self.tick() {
            true => to.min(next).min(fresh),
            false => to.min(next),
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
        let stop = self.machine.run_past(until, &self.interrupt, passes);
        let now = self.tick();
        self.end = self.end.max((now, self.machine.steps()));
        self.progress.store(now.0, Ordering::Relaxed);
        if !self.options.record {
            let now = self.tick();
            self.machine.memory_mut().forget_dead_blocks(now);
            return stop;
        }
        let is_open = self.base + 1 == self.intervals.len();
        if !is_open && now >= self.intervals[self.base + 1].start.tick() {
            self.pass();
        } else if now.0 - self.intervals[self.base].start.tick().0 >= self.pace.length {
            self.close();
        }
        stop
    }

    /// The present has come to the next checkpoint by running: the interval lies in the past now.
    fn pass(&mut self) {
        debug_assert_eq!(self.tick(), self.intervals[self.base + 1].start.tick());
        self.cost -= self.intervals[self.base].cost();
        let images = self.take_images();
        self.intervals[self.base].images = images;
        self.cost += self.intervals[self.base].cost();
        self.base += 1;
    }

    /// Makes the present a checkpoint. The interval that it falls into becomes two: what came before lies in the
    /// past; what follows keeps its images, for a page that is exchanged for its equal does no harm.
    pub(super) fn close(&mut self) {
        let pages = self.checkpoint();
        self.pace.note(pages);
    }

    /// The same, off the beat. Returns how many pages the interval before it has written.
    fn checkpoint(&mut self) -> usize {
        let images = self.take_images();
        let pages = images.len();
        let is_front = self.base + 1 == self.intervals.len();
        let coverage = match is_front {
            // Whatever ran since the last such moment, the interval is among it.
            true => Some(self.machine.cover_anew()),
            false => self.intervals[self.base].coverage.clone(),
        };
        let interval = &mut self.intervals[self.base];
        self.cost -= interval.cost();
        let ahead = std::mem::replace(&mut interval.images, images);
        self.cost += interval.cost();
        let interval = &mut self.intervals[self.base];
        let mut next = Interval::new(self.machine.scalars(), ahead);
        if !is_front {
            next.coverage = coverage.clone();
        }
        self.cost -= interval.cost();
        interval.coverage = coverage;
        self.cost += interval.cost();
        self.cost += next.cost();
        self.base += 1;
        self.intervals.insert(self.base, next);
        self.keep_budget();
        pages
    }

    fn take_images(&mut self) -> Vec<PageImage> {
        let frame = self.machine.frame_cells();
        let mut images = self.machine.memory_mut().begin_interval(frame);
        images.sort_unstable_by_key(|image| image.page);
        images
    }

    /// Whether watched bytes may have been written in an interval.
    pub(super) fn may_have_written(&self, index: usize, watch: &Watch) -> bool {
        // The last interval is open, and that of the present has part of its images in the memory.
        if !self.options.record || index + 1 >= self.intervals.len() || index == self.base {
            return true;
        }
        let images = &self.intervals[index].images;
        let pages = watch.pages();
        let first = images.partition_point(|image| image.page < pages.start);
        let is_direct = self.machine.memory().is_direct(watch);
        images[first..]
            .iter()
            .take_while(|image| image.page < pages.end)
            .any(|image| is_direct || image.may_have_written(&watch.bytes()))
    }

    /// Whether one of these instructions may have run in an interval.
    pub(super) fn may_have_run(&self, index: usize, pcs: &[Pc]) -> bool {
        match &self.intervals[index].coverage {
            Some(coverage) => pcs
                .iter()
                .any(|pc| self.machine.may_have_run(*pc, coverage)),
            None => true,
        }
    }

    /// The checkpoint at the start of an interval.
    pub(super) fn start(&self, index: usize) -> &Scalars {
        &self.intervals[index].start
    }

    pub(super) fn side(&self, index: usize) -> Side {
        match index < self.base {
            true => Side::Past,
            false => Side::Future,
        }
    }
}
