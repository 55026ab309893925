//! An instruction as the loop has it: one word, out of which fields are taken where they are used.

use crate::bytecode::{Instr, STATEMENT};

/// Taken out all at once, the fields would occupy registers of the host in every instruction.
#[derive(Clone, Copy)]
pub(super) struct Fields(pub u64);

impl Fields {
    /// An instruction that stands for itself.
    #[inline(always)]
    pub(super) fn alone(instr: Instr) -> Fields {
        Fields(instr.word() & !u64::from(STATEMENT))
    }

    /// The number of the instruction, or of the sequence that begins with it.
    #[inline(always)]
    pub(super) fn number(self) -> u8 {
        self.0 as u8
    }

    #[inline(always)]
    pub(super) fn x(self) -> u64 {
        self.0 >> 8 & 0xff
    }

    #[inline(always)]
    pub(super) fn a(self) -> usize {
        (self.0 >> 16) as u16 as usize
    }

    #[inline(always)]
    pub(super) fn b(self) -> usize {
        (self.0 >> 32) as u16 as usize
    }

    #[inline(always)]
    pub(super) fn c(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// `b` and `c` as signed numbers.
    #[inline(always)]
    pub(super) fn signed_b(self) -> i64 {
        i64::from((self.0 >> 32) as i16)
    }

    #[inline(always)]
    pub(super) fn signed_c(self) -> i64 {
        self.0 as i64 >> 48
    }

    #[inline(always)]
    pub(super) fn imm(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The low bits of a value as the integer type in `x`.
    #[inline(always)]
    pub(super) fn normal(self, value: u64) -> u64 {
        let shift = 64 - (self.x() as u32 & 127);
        if self.x() & 128 != 0 {
            ((value << shift) as i64 >> shift) as u64
        } else {
            value << shift >> shift
        }
    }

    /// The value, if it is one of the integer type in `x`.
    #[inline(always)]
    pub(super) fn fitting(self, value: u64) -> Option<u64> {
        (self.normal(value) == value).then_some(value)
    }
}

/// Sign extension of a value of 4 bytes.
#[inline(always)]
pub(super) fn signed32(value: u64) -> u64 {
    value as u32 as i32 as u64
}
