//! The recorded run as moving needs it: a thin door to [`Timeline`].

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::{Duration, Instant};

use super::walk::{Accept, Found, FrameMark, Here, Stops, Walk};
use crate::bytecode::Program;
use crate::history::{self, Progress, Timeline};
use crate::vm::{BlockId, Halt, Limits, Machine, Stop, Tick, Watch};

/// Instructions that are recorded between two looks at the clock.
const CHUNK: u64 = 200_000;

pub struct Past {
    timeline: Timeline,
}

impl Past {
    pub fn start(program: Arc<Program>, limits: &Limits, options: history::Options) -> Past {
        let machine = Machine::new(program, limits.clone());
        Past {
            timeline: Timeline::new(machine, options),
        }
    }

    pub fn machine(&self) -> &Machine {
        self.timeline.machine()
    }

    pub fn interrupt_flag(&self) -> Arc<AtomicBool> {
        self.timeline.interrupt_flag()
    }

    /// How far a long move has come, in instructions, to be looked at from another thread.
    pub fn progress(&self) -> Arc<AtomicU64> {
        self.timeline.progress()
    }

    /// Somebody will look around at the present.
    pub fn look_around(&mut self) {
        self.timeline.look_around();
    }

    /// The last tick that is recorded.
    pub fn end_tick(&self) -> u64 {
        self.timeline.end().0.0
    }

    /// Statements begun up to there.
    pub fn end_step(&self) -> u64 {
        self.timeline.end().1
    }

    pub fn is_complete(&self) -> bool {
        self.timeline.is_complete()
    }

    /// Visits that guards have passed in all searches until now.
    pub fn passed(&self) -> u64 {
        self.timeline.passed()
    }

    /// How the run ends, once that is recorded.
    pub fn halt(&self) -> Option<&Halt> {
        self.timeline.halt()
    }

    /// Runs again from one recorded moment to another, so that the tables have what they had let go of.
    pub fn replay(&mut self, from: u64, to: u64) -> Found {
        match self.timeline.replay(Tick(from), Tick(to)) {
            Stop::Interrupted => Found::Interrupted,
            _ => Found::Here,
        }
    }

    /// The ticks between which an event of this number happened.
    pub fn interval_of_event(&self, number: usize) -> Range<u64> {
        let (from, to) = self.timeline.interval_when(|s| s.events() > number);
        from.0..to.0
    }

    /// The ticks between which a block was born.
    pub fn interval_of_birth(&self, block: BlockId) -> Range<u64> {
        let (from, to) = self.timeline.interval_when(|s| s.births() >= block.0);
        from.0..to.0
    }

    /// Records so many instructions more.
    pub fn record_instructions(&mut self, instructions: u64) {
        let goal = self.end_tick().saturating_add(instructions);
        while self.end_tick() < goal && self.timeline.record(CHUNK) == Progress::More {}
    }

    /// So many instructions on or back, or as many as there are.
    pub fn go_instructions(&mut self, count: u32, back: bool) -> Found {
        let from = self.here();
        let count = u64::from(count);
        let to = match back {
            true => from.tick.saturating_sub(count),
            false if from.halted => from.tick,
            false => from.tick.saturating_add(count),
        };
        let stop = self.timeline.seek(Tick(to));
        if stop == Stop::Interrupted {
            Found::Interrupted
        } else if self.here().tick == from.tick {
            Found::Nowhere
        } else {
            Found::Here
        }
    }

    /// Records for about so long, at the end of the recording; true while there is more.
    pub fn record(&mut self, budget: Duration) -> bool {
        let start = Instant::now();
        while self.timeline.record(CHUNK) == Progress::More {
            if start.elapsed() >= budget {
                return true;
            }
        }
        !self.is_complete()
    }
}

pub fn here(machine: &Machine) -> Here {
    Here {
        tick: machine.tick().0,
        steps: machine.steps(),
        pc: machine.pc(),
        fp: machine.fp(),
        called: machine.frame_called().0,
        halted: has_ended(machine),
    }
}

/// The program has returned or exited: there is no next instruction.
pub fn has_ended(machine: &Machine) -> bool {
    matches!(
        machine.halt(),
        Some(Halt::Exited(_) | Halt::ReturnedError(_))
    )
}

fn timelines(stops: &Stops) -> history::Stops {
    match stops {
        Stops::Statements {
            fp_at_most,
            library,
        } => history::Stops::Statements {
            fp_at_most: *fp_at_most,
            library: *library,
        },
        Stops::Pcs(pcs) => history::Stops::Pcs(pcs.clone()),
        Stops::Guarded(pcs, guarded) => history::Stops::Guarded(pcs.clone(), guarded.clone()),
        Stops::Mixed {
            fp_at_most,
            library,
            pcs,
        } => history::Stops::Mixed {
            fp_at_most: *fp_at_most,
            library: *library,
            pcs: pcs.clone(),
        },
        &Stops::Accesses {
            addr,
            len,
            touch,
            direct,
        } => history::Stops::Accesses(vec![Watch {
            addr,
            len,
            touch,
            direct,
        }]),
    }
}

fn found(found: history::Found) -> Found {
    match found {
        history::Found::Here => Found::Here,
        history::Found::Nowhere => Found::Nowhere,
        history::Found::Interrupted => Found::Interrupted,
    }
}

impl Walk for Past {
    type State = Machine;

    fn here(&self) -> Here {
        here(self.machine())
    }

    fn state(&self) -> &Machine {
        self.machine()
    }

    fn frames(&self) -> Vec<FrameMark> {
        let frames = self.machine().frames(usize::MAX);
        let mark = |frame: crate::vm::FrameView| FrameMark {
            fp: frame.fp,
            called: frame.called.0,
            pc: frame.pc,
        };
        frames.into_iter().map(mark).collect()
    }

    fn seek(&mut self, tick: u64) {
        self.timeline.seek_undisturbed(Tick(tick));
    }

    fn find_next_before(
        &mut self,
        stops: &Stops,
        limit: u64,
        accept: Accept<'_, Machine>,
    ) -> Found {
        let stops = timelines(stops);
        let accept = &mut |machine: &Machine| accept(&here(machine), machine);
        found(self.timeline.find_next_before(&stops, Tick(limit), accept))
    }

    fn find_last_after(&mut self, stops: &Stops, floor: u64, accept: Accept<'_, Machine>) -> Found {
        let stops = timelines(stops);
        let accept = &mut |machine: &Machine| accept(&here(machine), machine);
        found(self.timeline.find_last_after(&stops, Tick(floor), accept))
    }

    fn seek_step(&mut self, step: u64) -> Found {
        found(self.timeline.seek_step(step))
    }

    fn seek_end(&mut self) -> Found {
        found(self.timeline.seek_end())
    }
}
