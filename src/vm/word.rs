//! The granule word: what the machine knows about 8 bytes of memory, in 32 bits. One load and one compare of it
//! answer whether an access is in order; whatever needs thought makes that compare fail.
//!
//! ```text
//!  31           16 15     12 11  10  9   8  7       0
//! |  owner's tag  |  kind   | RW | W | C | 0 | defined |
//! ```

/// A bit for each byte: its value is defined.
pub const DEFINED: u32 = 0xff;
// Bit 8 is unused.
/// The granule has not been written in the open interval: its first write must see to it that what it held is kept.
pub const CLEAN: u32 = 1 << 9;
/// Somebody wants to know of writes.
pub const WATCH_WRITE: u32 = 1 << 10;
/// Somebody wants to know of reads.
pub const WATCH_READ: u32 = 1 << 11;
pub const KIND: u32 = 0xf << 12;
/// The kinds from 8 on need an exact look: the highest bit of the kind.
pub const EXACT: u32 = 8 << 12;
pub const TAG: u32 = 0xffff_0000;

/// All eight bytes belong to the owner.
pub const WHOLE: u32 = 0;
/// Several owners share the granule; the tag is that of the one around them.
pub const SHARED: u32 = 8 << 12;
/// The bytes were given back; the tag is their last one, so that the next owner gets another.
pub const DEAD: u32 = 9 << 12;
/// The heap's own bookkeeping.
pub const META: u32 = 10 << 12;

/// What a load must not meet.
pub const LOAD_STOPS: u32 = WATCH_READ | EXACT;
/// What a store must not meet.
pub const STORE_STOPS: u32 = CLEAN | WATCH_WRITE | EXACT;

/// The owner of slots of a frame that are registers.
pub const STACK_TAG: u16 = 1;
/// A slot of the stack that holds a register.
pub const REGISTER: u32 = (STACK_TAG as u32) << 16 | DEFINED;

/// Only the first `n` bytes belong to the owner, the others to nobody.
#[inline]
pub const fn first(n: u64) -> u32 {
    debug_assert!(n < 8);
    (n as u32) << 12
}

/// How many bytes of a granule belong to its one owner.
#[inline]
pub const fn owned(word: u32) -> u64 {
    match (word & KIND) >> 12 {
        0 => 8,
        n => n as u64,
    }
}

#[inline]
pub const fn tag(word: u32) -> u16 {
    (word >> 16) as u16
}

#[inline]
pub const fn with_tag(tag: u16) -> u32 {
    (tag as u32) << 16
}

/// The bits of `len` bytes from byte `offset` of a granule on.
#[inline]
pub const fn byte_mask(offset: u64, len: u64) -> u32 {
    debug_assert!(offset + len <= 8);
    (((1u32 << len) - 1) << offset) & DEFINED
}

/// A granule mask (one bit a byte) as a mask of the 64-bit cell.
#[inline]
pub const fn cell_mask(bits: u32) -> u64 {
    // Spreads bit i to bit 8*i, then fills the bytes.
    let mut mask = 0u64;
    let mut i = 0;
    while i < 8 {
        if bits >> i & 1 == 1 {
            mask |= 0xff << (8 * i);
        }
        i += 1;
    }
    mask
}

/// What undefined memory reads as.
pub const UNDEFINED_CELL: u64 = 0xaaaa_aaaa_aaaa_aaaa;

/// The value of a cell as the program sees it: undefined bytes read as `0xaa`.
#[inline]
pub fn visible(cell: u64, word: u32) -> u64 {
    if word & DEFINED == DEFINED {
        return cell;
    }
    let mask = cell_mask(word & DEFINED);
    cell & mask | UNDEFINED_CELL & !mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undefined_bytes_read_as_aa() {
        assert_eq!(
            visible(0x1122_3344_5566_7788, 0b0000_1111),
            0xaaaa_aaaa_5566_7788
        );
        assert_eq!(visible(7, DEFINED), 7);
    }

    #[test]
    fn a_partial_granule_knows_how_much_is_owned() {
        assert_eq!(owned(WHOLE | with_tag(20)), 8);
        assert_eq!(owned(first(3) | DEFINED), 3);
        assert_ne!(SHARED & EXACT, 0);
        assert_eq!(first(7) & EXACT, 0);
    }
}
