//! What moving needs of a timeline: where we are, going to a moment, and finding the next or the last stop of some
//! kind. The real one is [`crate::history`]'s; tests walk on made-up runs.

use crate::bytecode::Pc;
use crate::vm::Touch;
use crate::vm::guard::Guarded;

/// A moment as moving sees it: before one instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Here {
    pub tick: u64,
    /// User statements begun.
    pub steps: u64,
    pub pc: Pc,
    /// Address of the frame; callees lie above their callers.
    pub fp: u64,
    /// When the frame was entered: tells it from an earlier one at the same address.
    pub called: u64,
    /// The program has ended: there is no instruction.
    pub halted: bool,
}

/// One active call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameMark {
    pub fp: u64,
    pub called: u64,
    /// The instruction that runs next, or the call that is under way.
    pub pc: Pc,
}

/// Where a search looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stops {
    /// Starts of statements in frames not above `fp_at_most`.
    Statements { fp_at_most: u64, library: bool },
    /// Before one of these instructions, sorted.
    Pcs(Vec<Pc>),
    /// The same, where the guards of an instruction let it: one without guards always stops.
    Guarded(Vec<Pc>, Guarded),
    /// Both: starts of statements in frames not above `fp_at_most`, and before one of these instructions in any.
    Mixed {
        fp_at_most: u64,
        library: bool,
        pcs: Vec<Pc>,
    },
    /// Before an instruction that touches these bytes in this way: through a pointer, or, if `direct`, however.
    Accesses {
        addr: u64,
        len: u64,
        touch: Touch,
        direct: bool,
    },
}

impl Stops {
    /// Starts of all statements.
    pub fn statements(library: bool) -> Stops {
        Stops::Statements {
            fp_at_most: u64::MAX,
            library,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// The present is there now.
    Here,
    /// The present did not move.
    Nowhere,
    /// The present did not move; somebody asked to stop the search.
    Interrupted,
}

/// Says yes to the stop that is looked for.
pub type Accept<'a, S> = &'a mut dyn FnMut(&Here, &S) -> bool;

pub trait Walk {
    /// What can be looked at while a search passes by.
    type State;

    fn here(&self) -> Here;
    fn state(&self) -> &Self::State;
    /// Active calls, innermost first.
    fn frames(&self) -> Vec<FrameMark>;
    /// To a tick that is recorded.
    fn seek(&mut self, tick: u64);
    /// The first accepted stop after the present and before tick `limit`; records what has not been recorded yet.
    fn find_next_before(
        &mut self,
        stops: &Stops,
        limit: u64,
        accept: Accept<'_, Self::State>,
    ) -> Found;
    /// The last accepted stop before the present, not before tick `floor`.
    fn find_last_after(
        &mut self,
        stops: &Stops,
        floor: u64,
        accept: Accept<'_, Self::State>,
    ) -> Found;

    /// The first accepted stop after the present.
    fn find_next(&mut self, stops: &Stops, accept: Accept<'_, Self::State>) -> Found {
        self.find_next_before(stops, u64::MAX, accept)
    }

    /// The last accepted stop before the present.
    fn find_last(&mut self, stops: &Stops, accept: Accept<'_, Self::State>) -> Found {
        self.find_last_after(stops, 0, accept)
    }

    /// To the moment before statement `step` (from 1) begins. The number must have been reached.
    fn seek_step(&mut self, step: u64) -> Found;
    /// To the last moment of the run, recording as far as needed.
    fn seek_end(&mut self) -> Found;
}
