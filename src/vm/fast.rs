//! The fast way of memory accesses, over the two halves of memory as plain slices. What it declines is not decided
//! yet: `Memory`'s slow way does that.

use crate::bytecode::address::ADDRESS_MASK;

use super::word::{LOAD_STOPS, STORE_STOPS, TAG};

const fn value_mask<const N: usize>() -> u64 {
    if N == 8 { u64::MAX } else { (1 << (8 * N)) - 1 }
}

#[inline(always)]
pub(super) fn load<const N: usize>(cells: &[u64], words: &[u32], ptr: u64) -> Option<u64> {
    let index = ((ptr & ADDRESS_MASK) >> 3) as usize;
    let word = *words.get(index)?;
    let offset = (ptr & 7) as u32;
    let bytes = ((1u32 << N) - 1) << offset;
    let wanted = (ptr >> 32) as u32 & TAG | bytes;
    // Alignment and everything else in one compare.
    let crooked = ptr as u32 & (N as u32 - 1);
    if word & (TAG | LOAD_STOPS | bytes) ^ wanted | crooked != 0 {
        return None;
    }
    Some(*cells.get(index)? >> (8 * offset) & value_mask::<N>())
}

#[inline(always)]
#[must_use]
pub(super) fn store<const N: usize>(
    cells: &mut [u64],
    words: &[u32],
    ptr: u64,
    value: u64,
) -> bool {
    let index = ((ptr & ADDRESS_MASK) >> 3) as usize;
    let (Some(word), Some(cell)) = (words.get(index), cells.get_mut(index)) else {
        return false;
    };
    let offset = (ptr & 7) as u32;
    let bytes = ((1u32 << N) - 1) << offset;
    let wanted = (ptr >> 32) as u32 & TAG | bytes;
    let crooked = ptr as u32 & (N as u32 - 1);
    if word & (TAG | STORE_STOPS | bytes) ^ wanted | crooked != 0 {
        return false;
    }
    if N == 8 {
        *cell = value;
    } else {
        let mask = value_mask::<N>() << (8 * offset);
        *cell = *cell & !mask | (value << (8 * offset)) & mask;
    }
    true
}

/// A value of the frame, if all its bytes are defined.
#[inline(always)]
pub(super) fn frame_load<const N: usize>(
    cells: &[u64],
    words: &[u32],
    index: usize,
    offset: u32,
) -> Option<u64> {
    let bytes = ((1u32 << N) - 1) << offset;
    if words[index] & bytes != bytes {
        return None;
    }
    Some(cells[index] >> (8 * offset) & value_mask::<N>())
}

#[inline(always)]
pub(super) fn frame_store<const N: usize>(
    cells: &mut [u64],
    words: &mut [u32],
    index: usize,
    offset: u32,
    value: u64,
) {
    let bytes = ((1u32 << N) - 1) << offset;
    words[index] |= bytes;
    let cell = &mut cells[index];
    if N == 8 {
        *cell = value;
    } else {
        let mask = value_mask::<N>() << (8 * offset);
        *cell = *cell & !mask | (value << (8 * offset)) & mask;
    }
}
