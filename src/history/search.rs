//! Searches through time: the next or the last moment at which something holds. Forwards the machine runs and
//! stops; backwards it runs again over ever longer stretches before the present and the last stop counts.

use std::sync::atomic::Ordering;

use crate::bytecode::Pc;
use crate::vm::guard::Guarded;
use crate::vm::{Halt, Machine, Stop, Tick, Touch, Until, Watch};

use super::timeline::Timeline;

/// Where a search looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stops {
    /// Starts of statements in frames at or below this address, the library's only on demand.
    Statements { fp_at_most: u64, library: bool },
    /// Before one of these instructions.
    Pcs(Vec<Pc>),
    /// The same, where the guards of an instruction let it: one without guards always stops.
    Guarded(Vec<Pc>, Guarded),
    /// Starts of statements as above, and before one of these instructions in any frame.
    Mixed {
        fp_at_most: u64,
        library: bool,
        pcs: Vec<Pc>,
    },
    /// Before an instruction that reads or writes one of these places of memory. Registers are not watched: what lies
    /// in them is compared at statements.
    Accesses(Vec<Watch>),
    /// Nowhere: just to get on.
    Nowhere,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// The present is there.
    Here,
    /// There is none; the present is where it was.
    Nowhere,
    /// Somebody asked to stop; the present is where it was.
    Interrupted,
}

/// Says whether a stop is the one that is looked for.
pub type Accept<'a> = &'a mut dyn FnMut(&Machine) -> bool;

/// The first stretch that is looked through backwards.
pub(super) const FIRST_WINDOW: u64 = 512;
/// Each further stretch is so many times as long, up to the length of an interval.
pub(super) const GROWTH: u64 = 8;

/// A stretch that is looked through gets so many checkpoints at the most, at what was found ...
const TRAIL: u64 = 8;
/// ... and none that is nearer to the last one than this.
const LEAST_TRAIL: u64 = 100_000;

/// Among so many innermost frames, the one is looked for at or below which a search stops.
const FRAMES: usize = 8;

/// So does a stop behind one that took long: few instructions have written so many pages.
pub(super) const MANY_PAGES: usize = 256;

impl Timeline {
    /// Goes to the first accepted stop after the present, recording what is not recorded yet.
    pub fn find_next(&mut self, stops: &Stops, accept: Accept<'_>) -> Found {
        self.find_next_before(stops, Tick(u64::MAX), accept)
    }

    /// The same, but looks no farther than to `limit`.
    pub fn find_next_before(&mut self, stops: &Stops, limit: Tick, accept: Accept<'_>) -> Found {
        let from = self.tick();
        let found = match self.next_stop(stops, limit, true, accept) {
            Next::Stop => Found::Here,
            Next::Limit => Found::Nowhere,
            Next::Interrupted => Found::Interrupted,
        };
        self.back_unless_here(found, from)
    }

    /// Goes to the last accepted stop before the present.
    pub fn find_last(&mut self, stops: &Stops, accept: Accept<'_>) -> Found {
        self.find_last_after(stops, Tick(0), accept)
    }

    /// The same, but looks no farther than back to `floor`.
    pub fn find_last_after(&mut self, stops: &Stops, floor: Tick, accept: Accept<'_>) -> Found {
        let from = self.tick();
        let mut upto = from;
        let mut window = FIRST_WINDOW;
        let own = self.own_code(stops);
        let found = loop {
            if upto <= floor {
                break Found::Nowhere;
            }
            self.progress.store(upto.0, Ordering::Relaxed);
            if self.interrupt.load(Ordering::Relaxed) {
                break Found::Interrupted;
            }
            let interval = self.interval_at(Tick(upto.0 - 1));
            let start = self.start(interval).tick().max(floor);
            if !self.may_hold(stops, interval) {
                upto = start;
                continue;
            }
            if let Stops::Pcs(pcs) | Stops::Guarded(pcs, _) = stops {
                upto = self.last_piece(interval, pcs, upto).unwrap_or(start);
            }
            if let Some((since, pcs)) = &own
                && upto > *since
            {
                let last = self.last_piece(interval, pcs, upto).unwrap_or(start);
                upto = last.max(*since);
            }
            if upto <= start {
                continue;
            }
            let begin = match self.base == interval || !stops.are_rare() {
                true => Tick(upto.0.saturating_sub(window))
                    .max(start)
                    .max(self.checkpoint_before(upto)),
                false => start,
            };
            match self.last_in(stops, begin, upto, accept) {
                Err(Interrupted) => break Found::Interrupted,
                Ok(Some(tick)) => {
                    self.seek_undisturbed(tick);
                    break Found::Here;
                }
                Ok(None) => upto = begin,
            }
            window = window.saturating_mul(GROWTH);
        };
        self.back_unless_here(found, from)
    }

    /// While a call is active, a search for statements in its frame or below it finds none but its own: its callers wait, and
    /// whoever it calls is above. Where nothing of its function has run, something that it calls was running all the time.
    /// When it began, and the stretches of its function, with all else that the search stops at.
    pub(super) fn own_code(&self, stops: &Stops) -> Option<(Tick, Vec<Pc>)> {
        let (fp, others) = match stops {
            Stops::Statements { fp_at_most, .. } => (*fp_at_most, &[][..]),
            Stops::Mixed {
                fp_at_most, pcs, ..
            } => (*fp_at_most, &pcs[..]),
            _ => return None,
        };
        let frames = self.machine.frames(FRAMES);
        let frame = frames.iter().find(|frame| frame.fp == fp)?;
        let info = self.machine.program().function(frame.function);
        let own = self.machine.stretches(info.entry..info.end);
        let pcs = own.chain(others.iter().copied()).collect();
        Some((Tick(frame.called.0 + 1), pcs))
    }

    /// To the moment before statement `step` (from 1) begins, recording as far as needed.
    pub fn seek_step(&mut self, step: u64) -> Found {
        let from = self.tick();
        let wanted = step.saturating_sub(1);
        let interval = self.interval_at_step(wanted);
        let is_on_the_way = self.machine.steps() <= wanted && interval <= self.base;
        if !is_on_the_way || self.options.record && self.machine.halt().is_some() {
            self.seek(self.start(interval).tick());
        }
        let found = loop {
            if self.machine.steps() == wanted && Stops::ALL_USER.holds(&self.machine) {
                break Found::Here;
            }
            // A statement takes an instruction at least, so this cannot go too far.
            let missing = wanted.saturating_sub(self.machine.steps());
            let is_far = missing > 16;
            let next = match is_far {
                true => (&Stops::Nowhere, Tick(self.tick().0 + missing)),
                false => (&Stops::ALL_USER, Tick(u64::MAX)),
            };
            let next = self.next_stop(next.0, next.1, true, &mut |_| true);
            match next {
                Next::Limit if !is_far || self.machine.halt().is_some() => break Found::Nowhere,
                Next::Interrupted => break Found::Interrupted,
                _ => {}
            }
        };
        self.back_unless_here(found, from)
    }

    /// To the last moment of the run, recording as far as needed.
    pub fn seek_end(&mut self) -> Found {
        let to = self.machine.end().map_or(Tick(u64::MAX), |(tick, _)| tick);
        match self.seek(to) {
            Stop::Interrupted => Found::Interrupted,
            _ => Found::Here,
        }
    }

    /// The last accepted stop in a stretch, without its end.
    fn last_in(
        &mut self,
        stops: &Stops,
        begin: Tick,
        upto: Tick,
        accept: Accept<'_>,
    ) -> Result<Option<Tick>, Interrupted> {
        if self.seek(begin) == Stop::Interrupted {
            return Err(Interrupted);
        }
        let mut last = None;
        if stops.holds(&self.machine) && accept(&self.machine) {
            last = Some(begin);
        }
        // Whether the first instruction accesses watched memory shows only when it runs.
        let mut passing = !matches!(stops, Stops::Accesses(_));
        let gap = ((upto.0 - begin.0) / TRAIL).max(LEAST_TRAIL);
        loop {
            let left = self.here().tick();
            let next = self.next_stop(stops, upto, passing, &mut |machine| {
                let is_one = accept(machine);
                if is_one {
                    last = Some(machine.tick());
                }
                // Only the last one counts. Not to run there twice, checkpoints are left at stops.
                let is_far = machine.tick().0 - left.0 >= gap;
                is_one && (is_far || machine.memory().dirty_pages() >= MANY_PAGES)
            });
            match next {
                Next::Interrupted => return Err(Interrupted),
                Next::Limit => return Ok(last),
                Next::Stop => self.checkpoint_inside(),
            }
            passing = true;
        }
    }

    /// Whether an interval can have such a stop at all, as far as that is known.
    fn may_hold(&self, stops: &Stops, interval: usize) -> bool {
        match stops {
            Stops::Accesses(list) => list.iter().any(|watch| {
                watch.touch != Touch::Writes || self.may_have_written(interval, watch)
            }),
            Stops::Pcs(pcs) | Stops::Guarded(pcs, _) => self.may_have_run(interval, pcs),
            _ => true,
        }
    }

    /// Runs on to the next accepted stop before `limit`, or to `limit`, or to the end of the program. If `passing`, the
    /// instruction at the present is no stop.
    fn next_stop(&mut self, stops: &Stops, limit: Tick, passing: bool, accept: Accept<'_>) -> Next {
        let pcs = stops.pcs();
        pcs.iter().for_each(|pc| self.machine.mark(*pc));
        match stops {
            Stops::Accesses(list) => self.machine.watch(list, passing),
            Stops::Guarded(_, guarded) => self.machine.guard(guarded),
            _ => {}
        }
        let next = self.next_marked_stop(stops, limit, accept);
        pcs.iter().for_each(|pc| self.machine.unmark(*pc));
        match stops {
            Stops::Accesses(_) => self.machine.watch(&[], false),
            Stops::Guarded(..) => {
                self.passed += self.machine.guarded_passes();
                self.machine.guard(&Guarded::NONE);
            }
            _ => {}
        }
        next
    }

    fn next_marked_stop(&mut self, stops: &Stops, limit: Tick, accept: Accept<'_>) -> Next {
        let from = self.tick();
        let mut asked = None;
        while self.tick() < limit {
            if self.pass_over(stops, limit) && stops.holds(&self.machine) && accept(&self.machine) {
                return Next::Stop;
            }
            let until = self.until(stops, limit);
            let stop = self.advance_past(until, &mut |machine| {
                asked = Some(machine.tick());
                !accept(machine)
            });
            let is_before = self.tick() < limit;
            match stop {
                Stop::Interrupted => return Next::Interrupted,
                // At marks it was asked on the way.
                Stop::Marked(_) => return Next::Stop,
                Stop::Watched if accept(&self.machine) => return Next::Stop,
                Stop::Watched => {}
                // A checkpoint may be in the way, so what the machine came for is asked again.
                Stop::Reached => {
                    if is_before && stops.holds(&self.machine) && accept(&self.machine) {
                        return Next::Stop;
                    }
                }
                // What ends the run badly is an instruction like others, where one may stand.
                Stop::Halted => {
                    let is_new = self.tick() > from && asked != Some(self.tick());
                    let is_stop = is_before && is_new && stops.holds(&self.machine);
                    return match is_stop && accept(&self.machine) {
                        true => Next::Stop,
                        false => Next::Limit,
                    };
                }
            }
        }
        Next::Limit
    }

    /// At a checkpoint: goes on to the next interval that may have such a stop. False if that is this one.
    fn pass_over(&mut self, stops: &Stops, limit: Tick) -> bool {
        let is_known = |index| index + 1 < self.intervals.len();
        let own = self.own_code(stops);
        let may_hold = |index| {
            self.may_hold(stops, index)
                && (own.as_ref()).is_none_or(|(_, pcs)| self.may_have_run(index, pcs))
        };
        let mut next = self.base;
        while is_known(next) && self.interval_end(next) < limit && !may_hold(next) {
            next += 1;
        }
        if next == self.base {
            return false;
        }
        self.seek(self.start(next).tick());
        true
    }

    /// How far the machine may run at once in search of a stop.
    fn until(&self, stops: &Stops, limit: Tick) -> Until {
        let border = self.border(limit);
        match stops {
            Stops::Statements {
                fp_at_most,
                library,
            }
            | Stops::Mixed {
                fp_at_most,
                library,
                ..
            } => Until::Statement {
                fp_at_most: *fp_at_most,
                library: *library,
                limit: border,
            },
            Stops::Pcs(_) | Stops::Guarded(..) | Stops::Accesses(_) | Stops::Nowhere => {
                Until::Tick(border)
            }
        }
    }

    fn back_unless_here(&mut self, found: Found, from: Tick) -> Found {
        if found != Found::Here {
            self.seek_undisturbed(from);
        }
        found
    }
}

/// Somebody asked to stop.
struct Interrupted;

/// Where a run to the next stop ended.
enum Next {
    Stop,
    Limit,
    Interrupted,
}

impl Stops {
    /// All statements of the user.
    pub const ALL_USER: Stops = Stops::Statements {
        fp_at_most: u64::MAX,
        library: false,
    };

    /// Whether a stretch is better looked through at once than from its end in ever larger pieces.
    fn are_rare(&self) -> bool {
        matches!(
            self,
            Stops::Pcs(_) | Stops::Guarded(..) | Stops::Accesses(_)
        )
    }

    /// The instructions to be marked for it.
    fn pcs(&self) -> &[Pc] {
        match self {
            Stops::Pcs(pcs) | Stops::Guarded(pcs, _) | Stops::Mixed { pcs, .. } => pcs,
            Stops::Statements { .. } | Stops::Accesses(_) | Stops::Nowhere => &[],
        }
    }

    /// Whether the machine stands at such a stop.
    fn holds(&self, machine: &Machine) -> bool {
        if matches!(
            machine.halt(),
            Some(Halt::Exited(_) | Halt::ReturnedError(_))
        ) {
            return false;
        }
        match self {
            Stops::Statements {
                fp_at_most,
                library,
            } => machine.fp() <= *fp_at_most && machine.is_at_statement(*library),
            Stops::Mixed {
                fp_at_most,
                library,
                pcs,
            } => {
                machine.fp() <= *fp_at_most && machine.is_at_statement(*library)
                    || pcs.contains(&machine.pc())
            }
            Stops::Pcs(pcs) | Stops::Guarded(pcs, _) => pcs.contains(&machine.pc()),
            // An access shows only when it is tried: the machine says so itself.
            Stops::Accesses(_) | Stops::Nowhere => false,
        }
    }
}
