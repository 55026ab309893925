//! What a loop adds up: `sum += item`, `count += 1`.

use crate::bytecode::{Instr, Op};

use super::super::fields::{Fields, Word, word};
use super::Operand;

pub(super) struct Sum {
    pub slot: u16,
    op: Op,
    /// The instruction that adds.
    adder: Word,
    pub by: Operand,
}

impl Sum {
    /// The addition of this instruction, if a loop can add up in it.
    pub fn at(add: &Instr) -> Option<Sum> {
        let by = match add.opcode() {
            Op::AddU64 | Op::AddS64 | Op::AddW | Op::AddF => Operand::Slot(add.c),
            Op::AddIU64 => Operand::Number(add.c.into()),
            Op::AddIU32 => Operand::Number(add.c as i16 as u64),
            _ => return None,
        };
        (add.a == add.b).then_some(Sum {
            slot: add.a,
            op: add.opcode(),
            adder: word(*add, 0),
            by,
        })
    }

    /// As the instruction adds; nothing where that overflows.
    #[inline(always)]
    pub fn added(&self, sum: u64, by: u64) -> Option<u64> {
        match self.op {
            Op::AddIU32 => u32::try_from(sum.wrapping_add(by)).ok().map(u64::from),
            Op::AddS64 => (sum as i64).checked_add(by as i64).map(|sum| sum as u64),
            Op::AddW => Some(Fields(&self.adder).normal(sum.wrapping_add(by))),
            Op::AddF => Some((f64::from_bits(sum) + f64::from_bits(by)).to_bits()),
            _ => sum.checked_add(by),
        }
    }
}
