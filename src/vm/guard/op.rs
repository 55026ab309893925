//! The operations of a test that is asked often: a list over a handful of registers.

use super::test::{Arithmetic, Wanted, Width};

/// So many registers there are; a number, an address, or the bits of a double in each.
pub(super) const REGISTERS: usize = 16;
pub(super) type Registers = [i128; REGISTERS];

/// Where an operation leaves its result.
pub(super) type Register = u8;
/// Number of an operation.
pub(super) type Target = u8;

/// Where a test goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ways {
    pub then: Target,
    pub otherwise: Target,
}

impl Ways {
    #[inline(always)]
    pub fn of(self, holds: bool) -> Target {
        if holds { self.then } else { self.otherwise }
    }
}

/// Whatever has no value ends it all: the test does not hold then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Op {
    /// A slot of the frame.
    Slot {
        to: Register,
        width: Width,
        slot: u16,
    },
    /// Bytes of the frame.
    Frame {
        to: Register,
        width: Width,
        offset: u32,
    },
    /// Behind the pointer in a slot, so many bytes on.
    Behind {
        to: Register,
        width: Width,
        slot: u16,
        offset: u32,
    },
    /// Behind an address.
    Load {
        to: Register,
        width: Width,
        at: Register,
        offset: u32,
    },
    /// Where the frame begins.
    FrameAddress {
        to: Register,
        offset: u32,
    },
    /// A pointer that leads somewhere.
    NotNull(Register),
    Element {
        to: Register,
        first: Register,
        index: Register,
        len: Register,
        size: Register,
    },
    /// What lies so many bytes into an element.
    LoadElement {
        to: Register,
        width: Width,
        first: Register,
        index: Register,
        len: Register,
        size: Register,
        offset: u16,
    },
    /// The same, of the slice in a slot and the one after it.
    LoadOfSlice {
        to: Register,
        width: Width,
        slot: u16,
        index: Register,
        size: Register,
        offset: u16,
    },
    Negate {
        to: Register,
        from: Register,
    },
    Invert {
        to: Register,
        from: Register,
    },
    Compute {
        how: Arithmetic,
        to: Register,
        lhs: Register,
        rhs: Register,
    },
    ToFloat {
        to: Register,
        from: Register,
    },
    /// From single to double.
    Widen(Register),
    NegateFloat {
        to: Register,
        from: Register,
    },
    ComputeFloat {
        how: Arithmetic,
        to: Register,
        lhs: Register,
        rhs: Register,
    },
    Copy {
        to: Register,
        from: Register,
        next: Target,
    },
    Compare {
        wanted: Wanted,
        lhs: Register,
        rhs: Register,
        ways: Ways,
    },
    CompareFloats {
        wanted: Wanted,
        lhs: Register,
        rhs: Register,
        ways: Ways,
    },
    /// The end: whether the test holds.
    Decide(bool),
}

const _: () = assert!(
    size_of::<Op>() <= 16,
    "a guard's operations fill few lines of the host's cache"
);
