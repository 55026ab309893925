//! Where functions begin: the statement that a call runs first. The code of a loop may stand before its condition, and a
//! condition that is the first statement comes again in each round.

use super::atlas::Atlas;
use crate::bytecode::disassemble::has_extension;
use crate::bytecode::{LineKind, Op, Pc};
use crate::ir::FunctionId;
use crate::vm::Machine;

/// The first statement of a function.
#[derive(Clone, Copy)]
pub struct Entrance {
    pub pc: Pc,
    /// It comes again in the same call: at first after so many instructions.
    after: Option<u64>,
}

impl Entrance {
    /// Whether the call begins, before the statement at which a machine stands.
    pub fn is_entered(&self, machine: &Machine) -> bool {
        let Some(after) = self.after else {
            return true;
        };
        machine.pc() != self.pc || machine.tick().0 <= machine.frame_called().0 + 1 + after
    }

    pub fn comes_again(&self) -> bool {
        self.after.is_some()
    }
}

impl Atlas {
    /// The first statements of functions, in the order of the code.
    pub fn entrances(&self, functions: &[FunctionId]) -> Vec<Entrance> {
        let mut all: Vec<Entrance> = functions.iter().filter_map(|&f| self.entrance(f)).collect();
        all.sort_by_key(|entrance| entrance.pc);
        all
    }

    fn entrance(&self, function: FunctionId) -> Option<Entrance> {
        let program = self.program();
        let (mut pc, mut after, mut has_jumped) = (program.function(function).entry, 0, false);
        while !self.is_any_statement(pc) {
            let instr = *program.code.get(pc.0 as usize)?;
            match instr.opcode() {
                // It leads to itself at the worst, which is a statement.
                Op::Jump if has_jumped => return self.first_in_code(function),
                Op::Jump => (pc, has_jumped) = (Pc(instr.imm()), true),
                _ => pc = Pc(pc.0 + 1 + u32::from(has_extension(instr))),
            }
            after += 1;
        }
        Some(Entrance {
            pc,
            after: has_jumped.then_some(after),
        })
    }

    fn first_in_code(&self, function: FunctionId) -> Option<Entrance> {
        let info = self.program().function(function);
        let lines = &self.program().lines;
        let first = lines.partition_point(|l| l.start < info.entry);
        let mut own = lines[first..].iter().take_while(|l| l.start < info.end);
        let statement = own.find(|l| l.kind == LineKind::Statement)?;
        Some(Entrance {
            pc: statement.start,
            after: None,
        })
    }
}
