//! Which code ran lately: the first instruction of each stretch that runs as a whole is replaced by one that notes it
//! and puts the original back, so a stretch costs something once and nothing afterwards. Searches backwards pass over
//! what never ran.

use crate::bytecode::disassemble::has_extension;
use crate::bytecode::{Instr, LineKind, Op, Pc, Program};

use super::machine::Machine;

/// A bit for each leader that has run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage(Box<[u64]>);

impl Coverage {
    /// The leaders whose bits are given.
    #[cfg(test)]
    pub(crate) fn of(bits: u64) -> Coverage {
        Coverage(Box::new([bits]))
    }

    #[inline]
    pub(crate) fn has(&self, pc: u32) -> bool {
        let word = self.0.get(pc as usize / 64);
        word.is_some_and(|word| word >> (pc % 64) & 1 == 1)
    }

    fn add(&mut self, pc: u32) {
        if let Some(word) = self.0.get_mut(pc as usize / 64) {
            *word |= 1 << (pc % 64);
        }
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

/// The first instructions of all stretches: where one of them runs, all before the next leader may run, and none of
/// these can run otherwise.
pub(super) struct Leaders(Box<[u64]>);

impl Leaders {
    pub fn new(program: &Program) -> Leaders {
        let mut leaders = Leaders(vec![0; program.code.len() / 64 + 1].into_boxed_slice());
        let mut pc = 0;
        while let Some(&instr) = program.code.get(pc) {
            let next = pc + 1 + usize::from(has_extension(instr));
            if let Some(target) = jump_target(pc, instr) {
                leaders.add(target);
            }
            if is_border(instr.opcode()) {
                leaders.add(next);
            }
            pc = next;
        }
        for table in &program.tables {
            let targets = table.targets.iter().chain([&table.otherwise]);
            targets.for_each(|pc| leaders.add(pc.0 as usize));
        }
        for function in &program.functions {
            leaders.add(function.entry.0 as usize);
        }
        let statements = program.lines.iter();
        for line in statements.filter(|line| line.kind == LineKind::Statement) {
            leaders.add(line.start.0 as usize);
        }
        leaders
    }

    fn add(&mut self, pc: usize) {
        if let Some(word) = self.0.get_mut(pc / 64) {
            *word |= 1 << (pc % 64);
        }
    }

    fn is_one(&self, pc: u32) -> bool {
        let word = self.0.get(pc as usize / 64);
        word.is_some_and(|word| word >> (pc % 64) & 1 == 1)
    }

    /// The leader of the stretch in which an instruction stands.
    fn of(&self, pc: u32) -> u32 {
        let mut index = (pc as usize / 64).min(self.0.len() - 1);
        let mut bits = self.0[index] & (u64::MAX >> (63 - pc % 64));
        while bits == 0 && index > 0 {
            index -= 1;
            bits = self.0[index];
        }
        match bits {
            0 => 0,
            _ => index as u32 * 64 + 63 - bits.leading_zeros(),
        }
    }
}

/// Where a jump leads if it is taken, but for tables.
fn jump_target(pc: usize, instr: Instr) -> Option<usize> {
    use Op::*;
    match instr.opcode() {
        Jump => Some(instr.imm() as usize),
        JEq | JNe | JLtS | JGeS | JLtU | JGeU | JEqI | JNeI | JLtSI | JGeSI | JLtUI | JGeUI
        | JF | ForNext => (pc + 1).checked_add_signed(isize::from(instr.c as i16)),
        _ => None,
    }
}

/// Whether what follows may run without it, or long after it.
fn is_border(op: Op) -> bool {
    use Op::*;
    matches!(
        op,
        Jump | JEq
            | JNe
            | JLtS
            | JGeS
            | JLtU
            | JGeU
            | JEqI
            | JNeI
            | JLtSI
            | JGeSI
            | JLtUI
            | JGeUI
            | JF
            | ForNext
            | Table
            | Call
            | CallPtr
            | CallFar
            | Ret
            | Ret1
            | Ret2
            | RetN
            | Halt
            | Panic
            | Intrinsic
    )
}

impl Machine {
    /// The first instruction of the stretch in which an instruction stands: whoever runs that runs all up to this one.
    pub fn leader_of(&self, pc: Pc) -> Pc {
        Pc(self.leaders.of(pc.0))
    }

    /// Begins to note which code runs; what was noted before is handed over.
    pub fn cover_anew(&mut self) -> Coverage {
        let size = self.leaders.0.len();
        let fresh = Coverage(vec![0; size].into_boxed_slice());
        let before = self.covered.replace(fresh).unwrap_or_default();
        for (index, word) in self.leaders.0.iter().enumerate() {
            let mut bits = *word;
            while bits != 0 {
                let at = index * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                self.code.set_patched(&self.program, at as u32, true);
            }
        }
        self.cover_present();
        before
    }

    /// The stretch in which the present stands is under way: its leader will not be met.
    pub(super) fn cover_present(&mut self) {
        let leader = self.leaders.of(self.now.pc);
        if leader == self.now.pc {
            return;
        }
        if let Some(covered) = &mut self.covered {
            covered.add(leader);
            if !self.is_marked_at(leader) {
                self.code.set_patched(&self.program, leader, false);
            }
        }
    }

    /// The first instructions of the stretches in a piece of the code.
    pub fn stretches(&self, code: std::ops::Range<Pc>) -> impl Iterator<Item = Pc> + '_ {
        let all = (code.start.0..code.end.0).map(Pc);
        all.filter(|pc| self.leaders.is_one(pc.0))
    }

    /// Whether an instruction of a stretch with this coverage may have run.
    pub fn may_have_run(&self, pc: Pc, coverage: &Coverage) -> bool {
        coverage.0.is_empty() || coverage.has(self.leaders.of(pc.0))
    }

    /// The instruction at the present runs: it is noted, and needs no patch any more unless it is marked.
    pub(super) fn note_covered(&mut self) {
        let pc = self.now.pc;
        if let Some(covered) = &mut self.covered {
            covered.add(pc);
        }
        self.code.set_patched(&self.program, pc, false);
    }

    /// Whether the instruction is patched although it is not marked.
    pub(super) fn is_awaited(&self, pc: u32) -> bool {
        let covered = self.covered.as_ref();
        self.leaders.is_one(pc) && covered.is_some_and(|covered| !covered.has(pc))
    }
}
