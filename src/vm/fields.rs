//! An instruction as the loop has it: one word, out of which fields are taken where they are used.

use std::borrow::Borrow;

use crate::bytecode::Instr;

/// An instruction as it lies in the code of the loop: the number, `x`, and `a`, `b`, `c`.
pub(super) type Word = (u8, u8, [u16; 3]);

/// An instruction as a [`Word`], whose number is not always that of the instruction.
pub(super) fn word(instr: Instr, number: u8) -> Word {
    (number, instr.x, [instr.a, instr.b, instr.c])
}

/// The fields of a word, which is best left where it is: taken out all at once, they would occupy registers of the host
/// in every instruction.
#[derive(Clone, Copy)]
pub(super) struct Fields<W>(pub W);

impl<W: Borrow<Word> + Copy> Fields<W> {
    /// The number of the instruction, or of the sequence that begins with it.
    #[inline(always)]
    pub(super) fn number(self) -> u8 {
        self.0.borrow().0
    }

    #[inline(always)]
    pub(super) fn x(self) -> u64 {
        self.0.borrow().1.into()
    }

    #[inline(always)]
    pub(super) fn a(self) -> usize {
        self.0.borrow().2[0].into()
    }

    #[inline(always)]
    pub(super) fn b(self) -> usize {
        self.0.borrow().2[1].into()
    }

    #[inline(always)]
    pub(super) fn c(self) -> usize {
        self.0.borrow().2[2].into()
    }

    /// `b` and `c` as signed numbers.
    #[inline(always)]
    pub(super) fn signed_b(self) -> i64 {
        (self.0.borrow().2[1] as i16).into()
    }

    #[inline(always)]
    pub(super) fn signed_c(self) -> i64 {
        (self.0.borrow().2[2] as i16).into()
    }

    #[inline(always)]
    pub(super) fn imm(self) -> u32 {
        let [_, low, high] = self.0.borrow().2;
        u32::from(low) | u32::from(high) << 16
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
