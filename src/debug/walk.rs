//! What moving needs of a timeline: where we are, going to a moment, and finding the next or the last stop of some
//! kind. The real one is [`crate::history`]'s; tests walk on made-up runs.

use crate::bytecode::Pc;

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
    /// Before an instruction that writes (or also reads) these bytes.
    Accesses { addr: u64, len: u64, reads: bool },
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
    /// The first accepted stop after the present; records what has not been recorded yet.
    fn find_next(&mut self, stops: &Stops, accept: Accept<'_, Self::State>) -> Found;
    /// The last accepted stop before the present.
    fn find_last(&mut self, stops: &Stops, accept: Accept<'_, Self::State>) -> Found;
    /// To the moment before statement `step` (from 1) begins. The number must have been reached.
    fn seek_step(&mut self, step: u64) -> Found;
    /// To the last moment of the run, recording as far as needed.
    fn seek_end(&mut self) -> Found;
}
