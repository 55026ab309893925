//! The fast way of memory accesses, over the two halves of memory as plain slices. What it declines is not decided
//! yet: `Memory`'s slow way does that.

use std::cell::Cell;

use crate::bytecode::address::ADDRESS_BITS;

use super::word::{LOAD_STOPS, STORE_STOPS, TAG};

#[inline(always)]
const fn value_mask<const N: usize>() -> u64 {
    if N == 8 { u64::MAX } else { (1 << (8 * N)) - 1 }
}

/// Where an access goes: the cell, the byte in it, the bits of the granule word that the bytes have.
struct Place {
    index: usize,
    offset: u32,
    bytes: u32,
}

/// The place of `N` bytes, of which only an aligned one is looked at further.
#[inline(always)]
fn place<const N: usize>(ptr: u64) -> Place {
    let index = (ptr << (64 - ADDRESS_BITS) >> (64 - ADDRESS_BITS + 3)) as usize;
    let offset = if N == 8 { 0 } else { (ptr & 7) as u32 };
    let bytes = ((1u32 << N) - 1) << offset;
    Place {
        index,
        offset,
        bytes,
    }
}

/// Whether the granule word `word` lets an access pass: the pointer's tag is the owner's, the bytes are defined, nothing
/// in `stops` is set, and the address is aligned. All in one compare.
#[inline(always)]
fn passes<const N: usize>(ptr: u64, word: u32, bytes: u32, stops: u32) -> bool {
    let wanted = (ptr >> 32) as u32 & TAG | bytes;
    let crooked = ptr as u32 & (N as u32 - 1);
    word & (TAG | stops | bytes) ^ wanted | crooked == 0
}

#[inline(always)]
pub(super) fn load<const N: usize>(cells: &[Cell<u64>], words: &[u32], ptr: u64) -> Option<u64> {
    let place = place::<N>(ptr);
    let (word, cell) = (words.get(place.index)?, cells.get(place.index)?);
    passes::<N>(ptr, *word, place.bytes, LOAD_STOPS)
        .then(|| cell.get() >> (8 * place.offset) & value_mask::<N>())
}

#[inline(always)]
#[must_use]
pub(super) fn store<const N: usize>(
    cells: &[Cell<u64>],
    words: &[u32],
    ptr: u64,
    value: u64,
) -> bool {
    let place = place::<N>(ptr);
    let (Some(word), Some(cell)) = (words.get(place.index), cells.get(place.index)) else {
        return false;
    };
    let passes = passes::<N>(ptr, *word, place.bytes, STORE_STOPS);
    if passes {
        put::<N>(cell, place.offset, value);
    }
    passes
}

/// Writes `N` bytes of a cell.
#[inline(always)]
fn put<const N: usize>(cell: &Cell<u64>, offset: u32, value: u64) {
    if N == 8 {
        cell.set(value);
    } else {
        let mask = value_mask::<N>() << (8 * offset);
        cell.set(cell.get() & !mask | (value << (8 * offset)) & mask);
    }
}

/// A value of the frame, if all its bytes are defined.
#[inline(always)]
pub(super) fn frame_load<const N: usize>(
    cells: &[Cell<u64>],
    words: &[u32],
    index: usize,
    offset: u32,
) -> Option<u64> {
    let bytes = ((1u32 << N) - 1) << offset;
    if words[index] & bytes != bytes {
        return None;
    }
    Some(cells[index].get() >> (8 * offset) & value_mask::<N>())
}

#[inline(always)]
pub(super) fn frame_store<const N: usize>(
    cells: &[Cell<u64>],
    words: &mut [u32],
    index: usize,
    offset: u32,
    value: u64,
) {
    let bytes = ((1u32 << N) - 1) << offset;
    words[index] |= bytes;
    put::<N>(&cells[index], offset, value);
}
