//! The stack as frames: who called whom, from where and when. Each frame has a header of two slots below it:
//! where to return to and how far below the caller's frame lies, and the instruction that called.

use crate::bytecode::Pc;
use crate::ir::FunctionId;

use super::Tick;
use super::machine::Machine;
use super::memory::{FIRST_FRAME, Memory};

/// One activation of a function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameView {
    pub function: FunctionId,
    /// In the innermost frame the instruction that runs next; in the others the call that is under way.
    pub pc: Pc,
    /// Address of its slot 0.
    pub fp: u64,
    /// The instruction that called it had this number; 0 for the first frame.
    pub called: Tick,
}

impl Machine {
    /// The frames, innermost first, at most so many.
    pub fn frames(&self, most: usize) -> Vec<FrameView> {
        let mut frames = Vec::new();
        let (mut pc, mut fp) = (self.now.pc, self.now.fp);
        if pc == 0 {
            // The first function has returned.
            return frames;
        }
        while frames.len() < most {
            frames.push(FrameView {
                function: self.program.line_at(Pc(pc)).function,
                pc: Pc(pc),
                fp: fp as u64 * 8,
                called: Tick(self.memory.reg(fp - 1)),
            });
            match self.caller(fp) {
                Some((call, caller)) => (pc, fp) = (call, caller),
                None => break,
            }
        }
        frames
    }

    /// How many frames there are.
    pub fn depth(&self) -> u32 {
        let callers = self.memory.callers(self.now.fp).count() as u32;
        callers + u32::from(self.now.pc != 0)
    }

    /// The call that made the frame, and its caller's frame.
    fn caller(&self, fp: usize) -> Option<(u32, usize)> {
        self.memory.caller(fp)
    }
}

impl Memory {
    /// The call that made a frame, and its caller's frame.
    #[inline]
    pub(super) fn caller(&self, fp: usize) -> Option<(u32, usize)> {
        if fp <= FIRST_FRAME {
            return None;
        }
        let header = self.reg(fp - 2);
        let distance = (header >> 32) as usize;
        let back = header as u32;
        (distance > 0 && back > 0).then(|| (back - 1, fp - distance))
    }

    /// The calls under way, innermost first, each with its caller's frame.
    fn callers(&self, fp: usize) -> impl Iterator<Item = (u32, usize)> + Clone + '_ {
        std::iter::successors(self.caller(fp), |(_, caller)| self.caller(*caller))
    }
}
