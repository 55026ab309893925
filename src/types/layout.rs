//! Sizes, alignments and offsets.

/// Size and alignment of a type in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    pub size: u64,
    pub align: u32,
}

/// How a value of a type lives in the registers (8-byte slots of a frame).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// No bytes, no slot.
    Void,
    /// One slot, sign- or zero-extended to 64 bits (floats as their bits).
    Scalar,
    /// Two slots: pointer, length.
    Slice,
    /// The real bytes, in as many slots as they need.
    Memory { slots: u32 },
}
