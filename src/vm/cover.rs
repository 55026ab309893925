//! Which statements ran lately: the first instruction of each is replaced by one that notes it and puts the original
//! back, so a statement costs something once and nothing afterwards. Searches backwards pass over what never ran.

use crate::bytecode::{Instr, Op, Pc};

use super::machine::Machine;

/// A bit for each instruction that starts a statement and has run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage(Box<[u64]>);

impl Coverage {
    fn has(&self, pc: u32) -> bool {
        let word = self.0.get(pc as usize / 64);
        word.is_some_and(|word| word >> (pc % 64) & 1 == 1)
    }

    /// What ran in either.
    pub fn join(&mut self, other: &Coverage) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// Bytes of the host.
    pub fn cost(&self) -> u64 {
        self.0.len() as u64 * 8
    }
}

/// What replaces an instruction that is to be noticed.
pub(super) fn patch() -> u64 {
    Instr::new(Op::Patched, 0, 0, 0, 0).word()
}

impl Machine {
    /// Begins to note which statements run; what was noted before is handed over.
    pub fn cover_anew(&mut self) -> Coverage {
        let size = self.code.len().div_ceil(64);
        let fresh = Coverage(vec![0; size].into_boxed_slice());
        let before = self.covered.replace(fresh).unwrap_or_default();
        for pc in 0..self.starts.words() {
            let mut bits = self.starts.word(pc);
            while bits != 0 {
                let at = pc * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                self.code[at] = patch();
            }
        }
        before
    }

    /// Whether an instruction of a stretch with this coverage may have run.
    pub fn may_have_run(&self, pc: Pc, coverage: &Coverage) -> bool {
        let is_known =
            (pc.0 as usize) < self.code.len() && self.starts.is_start(pc.0 as usize, true);
        !is_known || coverage.0.is_empty() || coverage.has(pc.0)
    }

    /// The instruction at the present runs: it is noted, and needs no patch any more unless it is marked.
    pub(super) fn note_covered(&mut self) {
        let pc = self.now.pc;
        if let Some(covered) = &mut self.covered
            && let Some(word) = covered.0.get_mut(pc as usize / 64)
        {
            *word |= 1 << (pc % 64);
        }
        self.code[pc as usize] = self.program.code[pc as usize].word();
    }

    /// What stands in the code at an instruction that is not marked.
    pub(super) fn unmarked_word(&self, pc: u32) -> u64 {
        let is_awaited = self.starts.is_start(pc as usize, true)
            && self
                .covered
                .as_ref()
                .is_some_and(|covered| !covered.has(pc));
        match is_awaited {
            true => patch(),
            false => self.program.code[pc as usize].word(),
        }
    }
}
