//! The fast way of memory accesses, over the two halves of memory as plain slices. What it declines is not decided
//! yet: `Memory`'s slow way does that.

use std::cell::Cell;
use std::hint::cold_path;

use crate::bytecode::address::ADDRESS_BITS;

use super::granule::{Granule, Shared};
use super::memory::ARENA_END;
use super::word::{DEFINED, KIND, LOAD_STOPS, STORE_STOPS, TAG};

const _: () = assert!(ARENA_END <= 1 << 32);

#[inline(always)]
const fn value_mask<const N: usize>() -> u64 {
    if N == 8 { u64::MAX } else { (1 << (8 * N)) - 1 }
}

/// The cell that holds the byte behind a pointer. Turned, not shifted: the host's compiler makes of two shifts one and a
/// mask, which takes up a register.
#[inline(always)]
fn cell_index(ptr: u64) -> usize {
    (ptr.rotate_left(64 - ADDRESS_BITS) >> (64 - ADDRESS_BITS + 3)) as usize
}

/// Where the bytes behind a pointer begin in their cell.
#[inline(always)]
fn offset_in_cell<const N: usize>(ptr: u64) -> usize {
    if N == 8 { 0 } else { (ptr & 7) as usize }
}

/// The bits that `N` bytes have in a granule word.
#[inline(always)]
fn bytes_at<const N: usize>(offset: usize) -> u32 {
    ((1u32 << N) - 1) << offset
}

/// Whether the granule word `word` lets an aligned access pass: the pointer's tag is the owner's, the bytes are defined,
/// and nothing in `stops` is set. The address has a granule word, so it lies below [`ARENA_END`]: then nothing but the
/// tag is in the pointer's upper half.
#[inline(always)]
fn passes(ptr: u64, word: u32, bytes: u32, stops: u32) -> bool {
    let differences = word ^ (ptr >> 32) as u32;
    differences & (TAG | stops | bytes) == bytes
}

#[inline(always)]
pub(super) fn load<const N: usize>(
    cells: &[Cell<Granule>],
    words: &[u32],
    ptr: u64,
) -> Option<u64> {
    let index = cell_index(ptr);
    let (word, cell) = (*words.get(index)?, cells.get(index)?);
    if !ptr.is_multiple_of(N as u64) {
        return None;
    }
    // Nearly always all of the granule is defined: to ask for that is a compare with a number that is known.
    if !passes(ptr, word, DEFINED, LOAD_STOPS) {
        cold_path();
        let bytes = bytes_at::<N>(offset_in_cell::<N>(ptr));
        if N == 8 || !passes(ptr, word, bytes, LOAD_STOPS) {
            return None;
        }
    }
    Some(cell.part::<N>(offset_in_cell::<N>(ptr)))
}

#[inline(always)]
#[must_use]
pub(super) fn store<const N: usize>(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    ptr: u64,
    value: u64,
) -> bool {
    let index = cell_index(ptr);
    let (Some(word), Some(cell)) = (words.get_mut(index), cells.get(index)) else {
        return false;
    };
    if !ptr.is_multiple_of(N as u64) {
        return false;
    }
    let offset = offset_in_cell::<N>(ptr);
    if !passes(ptr, *word, DEFINED, STORE_STOPS) {
        let bytes = bytes_at::<N>(offset);
        // The first write of memory that wholly belongs to the pointer's owner only defines it besides.
        let is_owned = (ptr >> 32) as u32 & TAG != 0;
        let is_first = is_owned && passes(ptr, *word | bytes, bytes, STORE_STOPS | KIND);
        if !is_first && !passes(ptr, *word, bytes, STORE_STOPS) {
            return false;
        }
        *word |= bytes;
    }
    cell.set_part::<N>(offset, value);
    true
}

/// A value of the frame, if all its bytes are defined.
#[inline(always)]
pub(super) fn frame_load<const N: usize>(
    cells: &[Cell<Granule>],
    words: &[u32],
    index: usize,
    offset: usize,
) -> Option<u64> {
    if words[index] & DEFINED != DEFINED {
        cold_path();
        let bytes = bytes_at::<N>(offset);
        if words[index] & bytes != bytes {
            return None;
        }
    }
    // Unlike behind pointers the offset may be any.
    Some(cells[index].value() >> (8 * offset) & value_mask::<N>())
}

#[inline(always)]
pub(super) fn frame_store<const N: usize>(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    index: usize,
    offset: usize,
    value: u64,
) {
    if words[index] & DEFINED != DEFINED {
        words[index] |= bytes_at::<N>(offset);
    }
    put::<N>(&cells[index], 8 * offset as u32, value);
}

/// Writes `N` bytes of a cell from a bit on, all of it at once: what is built in a frame is copied elsewhere next, whole
/// cells at a time, and a host that has written parts would wait until it can read the whole.
#[inline(always)]
fn put<const N: usize>(cell: &Cell<Granule>, bit: u32, value: u64) {
    if N == 8 {
        cell.set_value(value);
    } else {
        // Turned so that the bytes come to lie where those of the value are.
        let turned = cell.value().rotate_right(bit);
        let mask = value_mask::<N>();
        cell.set_value((turned & !mask | value & mask).rotate_left(bit));
    }
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
    fn copy_to(self, to: usize, cells: &[Cell<Granule>], words: &mut [u32]) -> bool {
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
            target[last].set_value(target[last].value() & !mask | source[last].value() & mask);
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
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: End,
    from: End,
) -> Option<()> {
    let passes = |words: &[u32; N], wanted: Wanted| {
        let wrong = |word: &u32| word & wanted.mask ^ wanted.value;
        words.iter().fold(0, |all, word| all | wrong(word)) == 0
    };
    // As long as the cells, so that each end is looked at once.
    let words = words.get_mut(..cells.len())?;
    let source: &[Cell<Granule>; N] = cells.get(from.index..)?.first_chunk()?;
    let target: &[Cell<Granule>; N] = cells.get(to.index..)?.first_chunk()?;
    let is_readable = passes(words.get(from.index..)?.first_chunk()?, from.wanted);
    let words: &mut [u32; N] = words.get_mut(to.index..)?.first_chunk_mut()?;
    if !is_readable || !passes(words, to.wanted) {
        return None;
    }
    let values: [Granule; N] = std::array::from_fn(|i| source[i].get());
    for i in 0..N {
        target[i].set(values[i]);
        words[i] |= DEFINED;
    }
    Some(())
}

/// The same for the lengths that most values have; `None` for others.
#[inline(always)]
fn copy_whole(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: End,
    from: End,
    len: u64,
) -> Option<()> {
    match len {
        8 => copy_granules::<1>(cells, words, to, from),
        24 => copy_granules::<3>(cells, words, to, from),
        32 => copy_granules::<4>(cells, words, to, from),
        _ => None,
    }
}

/// Slots of a frame go elsewhere in it or to another frame, with what is known of their bytes. One or two of them, of
/// which most values consist, are moved without a loop.
#[inline(always)]
pub(super) fn move_slots(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: usize,
    from: usize,
    count: usize,
) {
    let mut one = |i: usize| {
        cells[to + i].set(cells[from + i].get());
        words[to + i] = words[to + i] & !DEFINED | words[from + i] & DEFINED;
    };
    match count {
        1 => one(0),
        2 => {
            one(0);
            one(1);
        }
        _ => move_many_slots(cells, words, to, from, count),
    }
}

#[inline(never)]
fn move_many_slots(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: usize,
    from: usize,
    count: usize,
) {
    for i in 0..count {
        cells[to + i].set(cells[from + i].get());
        words[to + i] = words[to + i] & !DEFINED | words[from + i] & DEFINED;
    }
}

/// Whether a pointer may lead to whole granules.
#[inline(always)]
fn whole_granules(ptr: u64) -> bool {
    let is_tagged = (ptr >> 32) as u32 & TAG != 0;
    ptr & 7 == 0 && is_tagged
}

/// Copies from behind a pointer to the cells of a frame. Two of them are done on the spot: slices, optional numbers and
/// small structs are most of what is copied.
#[inline(always)]
#[must_use]
pub(super) fn copy_in(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: usize,
    ptr: u64,
    len: u64,
) -> bool {
    let (from, to_slots) = ends_in(ptr, to);
    let is_pair = len == 16 && whole_granules(ptr);
    is_pair && copy_granules::<2>(cells, words, to_slots, from).is_some()
        || copy_in_any(cells, words, to, ptr, len)
}

/// Both ends of a copy from behind a pointer to a frame.
#[inline(always)]
fn ends_in(ptr: u64, to: usize) -> (End, End) {
    let from = End {
        index: cell_index(ptr),
        wanted: Wanted::readable(ptr),
    };
    let to = End {
        index: to,
        wanted: Wanted::ANYTHING,
    };
    (from, to)
}

#[inline(never)]
fn copy_in_any(cells: &[Cell<Granule>], words: &mut [u32], to: usize, ptr: u64, len: u64) -> bool {
    let (from, to_slots) = ends_in(ptr, to);
    if whole_granules(ptr) && copy_whole(cells, words, to_slots, from, len).is_some() {
        return true;
    }
    Stretch::behind(ptr, len)
        .is_some_and(|from| from.may_be_read(words, ptr) && from.copy_to(to, cells, words))
}

/// Copies from the cells of a frame to behind a pointer; as above.
#[inline(always)]
#[must_use]
pub(super) fn copy_out(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    ptr: u64,
    from: usize,
    len: u64,
) -> bool {
    let (to, from_slots) = ends_out(ptr, from);
    let is_pair = len == 16 && whole_granules(ptr);
    is_pair && copy_granules::<2>(cells, words, to, from_slots).is_some()
        || copy_out_any(cells, words, ptr, from, len)
}

/// Both ends of a copy from a frame to behind a pointer.
#[inline(always)]
fn ends_out(ptr: u64, from: usize) -> (End, End) {
    let to = End {
        index: cell_index(ptr),
        wanted: Wanted::writable(ptr),
    };
    let from = End {
        index: from,
        wanted: Wanted::VALUES,
    };
    (to, from)
}

#[inline(never)]
fn copy_out_any(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    ptr: u64,
    from: usize,
    len: u64,
) -> bool {
    let (to, from_slots) = ends_out(ptr, from);
    if whole_granules(ptr) && copy_whole(cells, words, to, from_slots, len).is_some() {
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
pub(super) fn copy(
    cells: &[Cell<Granule>],
    words: &mut [u32],
    to: u64,
    from: u64,
    len: u64,
) -> bool {
    let (Some(source), Some(target)) = (Stretch::behind(from, len), Stretch::behind(to, len))
    else {
        return false;
    };
    source.may_be_read(words, from)
        && target.may_be_written(words, to)
        && source.copy_to(target.index, cells, words)
}
