//! The fast way of memory accesses, over the two halves of memory as plain slices. What it declines is not decided
//! yet: `Memory`'s slow way does that.

use std::cell::Cell;

use crate::bytecode::address::ADDRESS_BITS;

use super::memory::ARENA_END;
use super::word::{DEFINED, KIND, LOAD_STOPS, STORE_STOPS, TAG};

const _: () = assert!(ARENA_END <= 1 << 32);

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

/// The cell that holds the byte behind a pointer.
#[inline(always)]
fn cell_index(ptr: u64) -> usize {
    (ptr << (64 - ADDRESS_BITS) >> (64 - ADDRESS_BITS + 3)) as usize
}

/// The place of `N` bytes, of which only an aligned one is looked at further.
#[inline(always)]
fn place<const N: usize>(ptr: u64) -> Place {
    let index = cell_index(ptr);
    let offset = if N == 8 { 0 } else { (ptr & 7) as u32 };
    let bytes = ((1u32 << N) - 1) << offset;
    Place {
        index,
        offset,
        bytes,
    }
}

/// Whether the granule word `word` lets an access pass: the pointer's tag is the owner's, the bytes are defined, nothing
/// in `stops` is set, and the address is aligned. The address has a granule word, so it lies below [`ARENA_END`]: then
/// nothing but the tag is in the pointer's upper half.
#[inline(always)]
fn passes<const N: usize>(ptr: u64, word: u32, bytes: u32, stops: u32) -> bool {
    let differences = word ^ (ptr >> 32) as u32;
    ptr.is_multiple_of(N as u64) && differences & (TAG | stops | bytes) == bytes
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
    words: &mut [u32],
    ptr: u64,
    value: u64,
) -> bool {
    let place = place::<N>(ptr);
    let (Some(word), Some(cell)) = (words.get_mut(place.index), cells.get(place.index)) else {
        return false;
    };
    if !passes::<N>(ptr, *word, place.bytes, STORE_STOPS) {
        // The first write of memory that wholly belongs to the pointer's owner only defines it besides.
        let is_owned = (ptr >> 32) as u32 & TAG != 0;
        if !is_owned || !passes::<N>(ptr, *word | place.bytes, place.bytes, STORE_STOPS | KIND) {
            return false;
        }
        *word |= place.bytes;
    }
    put::<N>(cell, place.offset, value);
    true
}

/// Writes `N` bytes of a cell.
#[inline(always)]
fn put<const N: usize>(cell: &Cell<u64>, offset: u32, value: u64) {
    if N == 8 {
        cell.set(value);
    } else {
        // Turned so that the bytes come to lie where those of the value are.
        let turned = cell.get().rotate_right(8 * offset);
        let mask = value_mask::<N>();
        cell.set((turned & !mask | value & mask).rotate_left(8 * offset));
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

/// Aligned bytes that a copy reads or writes: whole granules, and the beginning of one more.
#[derive(Clone, Copy)]
struct Stretch {
    /// Of the first cell.
    index: usize,
    cells: usize,
    /// The bits that the granule word has for the rest.
    rest: u32,
}

impl Stretch {
    /// Copies of more granules than these are worth a call.
    const MOST: usize = 8;

    #[inline(always)]
    fn new(index: usize, len: u64) -> Option<Stretch> {
        let cells = (len / 8) as usize;
        let rest = (1 << (len % 8)) - 1;
        (cells <= Stretch::MOST).then_some(Stretch { index, cells, rest })
    }

    #[inline(always)]
    fn behind(ptr: u64, len: u64) -> Option<Stretch> {
        let index = cell_index(ptr);
        let is_tagged = (ptr >> 32) as u32 & TAG != 0;
        if ptr & 7 != 0 || !is_tagged {
            return None;
        }
        Stretch::new(index, len)
    }

    /// Whether each granule's word and the bits of it that are meant pass.
    #[inline(always)]
    fn all(self, words: &[u32], passes: impl Fn(u32, u32) -> bool) -> bool {
        let Some(words) = words.get(self.index..=self.index + self.cells) else {
            return false;
        };
        let (last, whole) = words.split_last().expect("one at least");
        for word in whole {
            if !passes(*word, DEFINED) {
                return false;
            }
        }
        self.rest == 0 || passes(*last, self.rest)
    }

    #[inline(always)]
    fn is_defined(self, words: &[u32]) -> bool {
        self.all(words, |word, bytes| word & bytes == bytes)
    }

    #[inline(always)]
    fn may_be_read(self, words: &[u32], ptr: u64) -> bool {
        let tag = (ptr >> 32) as u32 & TAG;
        self.all(words, |word, bytes| {
            word & (TAG | LOAD_STOPS | bytes) == tag | bytes
        })
    }

    #[inline(always)]
    fn may_be_written(self, words: &[u32], ptr: u64) -> bool {
        let tag = (ptr >> 32) as u32 & TAG;
        self.all(words, |word, bytes| {
            let word = if word & KIND == 0 { word | bytes } else { word };
            word & (TAG | STORE_STOPS | bytes) == tag | bytes
        })
    }

    /// The contents go to another place of the same size, and are defined there.
    #[inline(always)]
    fn copy_to(self, to: usize, cells: &[Cell<u64>], words: &mut [u32]) -> bool {
        let end = self.cells + 1;
        let is_apart = to + end <= self.index || self.index + end <= to;
        let (Some(source), Some(target), Some(words)) = (
            cells.get(self.index..self.index + end),
            cells.get(to..to + end),
            words.get_mut(to..to + end),
        ) else {
            return false;
        };
        if !is_apart {
            return false;
        }
        for i in 0..self.cells {
            target[i].set(source[i].get());
            words[i] |= DEFINED;
        }
        if self.rest != 0 {
            let mask = (1 << (8 * self.rest.count_ones())) - 1;
            let last = self.cells;
            target[last].set(target[last].get() & !mask | source[last].get() & mask);
            words[last] |= self.rest;
        }
        true
    }
}

/// What the granule words of a source must have besides values, and those of a target.
#[derive(Clone, Copy)]
struct Wanted {
    mask: u32,
    value: u32,
}

impl Wanted {
    /// Slots of a frame.
    const VALUES: Wanted = Wanted {
        mask: DEFINED,
        value: DEFINED,
    };
    const ANYTHING: Wanted = Wanted { mask: 0, value: 0 };

    #[inline(always)]
    fn readable(ptr: u64) -> Wanted {
        Wanted {
            mask: TAG | LOAD_STOPS | DEFINED,
            value: (ptr >> 32) as u32 & TAG | DEFINED,
        }
    }

    #[inline(always)]
    fn writable(ptr: u64) -> Wanted {
        Wanted {
            mask: TAG | STORE_STOPS | KIND,
            value: (ptr >> 32) as u32 & TAG,
        }
    }
}

/// One end of a copy of whole granules.
#[derive(Clone, Copy)]
struct End {
    index: usize,
    wanted: Wanted,
}

/// Copies so many whole granules; the two ends may overlap.
#[inline(always)]
fn copy_granules<const N: usize>(
    cells: &[Cell<u64>],
    words: &mut [u32],
    to: End,
    from: End,
) -> Option<()> {
    let passes = |words: &[u32; N], wanted: Wanted| {
        let wrong = |word: &u32| word & wanted.mask ^ wanted.value;
        words.iter().fold(0, |all, word| all | wrong(word)) == 0
    };
    let source: &[Cell<u64>; N] = cells.get(from.index..)?.first_chunk()?;
    let target: &[Cell<u64>; N] = cells.get(to.index..)?.first_chunk()?;
    let is_readable = passes(words.get(from.index..)?.first_chunk()?, from.wanted);
    let words: &mut [u32; N] = words.get_mut(to.index..)?.first_chunk_mut()?;
    if !is_readable || !passes(words, to.wanted) {
        return None;
    }
    let values: [u64; N] = std::array::from_fn(|i| source[i].get());
    for i in 0..N {
        target[i].set(values[i]);
        words[i] |= DEFINED;
    }
    Some(())
}

/// The same for the lengths that most values have; `None` for others.
#[inline(always)]
fn copy_whole(cells: &[Cell<u64>], words: &mut [u32], to: End, from: End, len: u64) -> Option<()> {
    match len {
        8 => copy_granules::<1>(cells, words, to, from),
        16 => copy_granules::<2>(cells, words, to, from),
        24 => copy_granules::<3>(cells, words, to, from),
        32 => copy_granules::<4>(cells, words, to, from),
        _ => None,
    }
}

/// A pointer that may lead to whole granules.
#[inline(always)]
fn whole_granules(ptr: u64) -> Option<usize> {
    let is_tagged = (ptr >> 32) as u32 & TAG != 0;
    (ptr & 7 == 0 && is_tagged).then_some(cell_index(ptr))
}

/// Copies from behind a pointer to the cells of a frame.
#[inline(never)]
#[must_use]
pub(super) fn copy_in(
    cells: &[Cell<u64>],
    words: &mut [u32],
    to: usize,
    ptr: u64,
    len: u64,
) -> bool {
    let is_copied = whole_granules(ptr).and_then(|index| {
        let wanted = Wanted::readable(ptr);
        let from = End { index, wanted };
        let wanted = Wanted::ANYTHING;
        copy_whole(cells, words, End { index: to, wanted }, from, len)
    });
    if is_copied.is_some() {
        return true;
    }
    Stretch::behind(ptr, len)
        .is_some_and(|from| from.may_be_read(words, ptr) && from.copy_to(to, cells, words))
}

/// Copies from the cells of a frame to behind a pointer.
#[inline(never)]
#[must_use]
pub(super) fn copy_out(
    cells: &[Cell<u64>],
    words: &mut [u32],
    ptr: u64,
    from: usize,
    len: u64,
) -> bool {
    let is_copied = whole_granules(ptr).and_then(|index| {
        let wanted = Wanted::writable(ptr);
        let to = End { index, wanted };
        let wanted = Wanted::VALUES;
        copy_whole(
            cells,
            words,
            to,
            End {
                index: from,
                wanted,
            },
            len,
        )
    });
    if is_copied.is_some() {
        return true;
    }
    let (Some(from), Some(to)) = (Stretch::new(from, len), Stretch::behind(ptr, len)) else {
        return false;
    };
    from.is_defined(words) && to.may_be_written(words, ptr) && from.copy_to(to.index, cells, words)
}

/// Copies from behind one pointer to behind another.
#[inline(never)]
#[must_use]
pub(super) fn copy(cells: &[Cell<u64>], words: &mut [u32], to: u64, from: u64, len: u64) -> bool {
    let (Some(source), Some(target)) = (Stretch::behind(from, len), Stretch::behind(to, len))
    else {
        return false;
    };
    source.may_be_read(words, from)
        && target.may_be_written(words, to)
        && source.copy_to(target.index, cells, words)
}
