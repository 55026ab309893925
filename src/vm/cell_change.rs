//! Changes of cells, packed: 64 neighbours at a time, because neighbours change alike. What is told is the exclusive or
//! of before and after; the forms are such that the host reads and writes most of them without looking at each cell.

use super::few::OneCell;
use super::group::{GROUP, POSITIONS, Positions};
use super::page::PAGE_CELLS;
use super::room::{Room, read_eight};
use super::span::{FLAG, Span, apply_span, gather, marks, put_span};

pub(super) type Group = [u64; GROUP];

/// How the changes of a group are told, in bits 2 and 3 of its first byte; how positions are is in the others.
pub(super) const FORM: u8 = 3 << 2;
/// All that changed did so equally: that change.
pub(super) const EQUAL: u8 = 0 << 2;
/// Of each byte the same bit at the most, whose number comes first: for each cell a byte that says which bytes.
pub(super) const FLAGS: u8 = 1 << 2;
/// The same few bytes of each: which, and these.
const SPAN: u8 = 2 << 2;
/// Each has a form of its own.
pub(super) const EACH: u8 = 3 << 2;

/// Instead of a group's first byte: all cells of the page changed by what follows.
pub(super) const WHOLE: u8 = 1 << 7;

/// Fewer changes may be told shorter one by one.
const FEW: usize = 9;
/// So may those of more bytes ...
const WIDE: usize = 4;
/// ... but to save less than one part in so many is not worth a look at each when they are undone.
const EACH_PARTS: usize = 4;

/// Packs the changes of a page.
pub(super) fn put_cells(room: &mut Room, cells: &[u64; PAGE_CELLS]) {
    let first = cells[0];
    if first != 0 && cells.iter().fold(0, |all, cell| all | (cell ^ first)) == 0 {
        room.put(0xff | u64::from(WHOLE) << 8, 2);
        return room.put(first, 8);
    }
    let head = room.len();
    room.put(0, 1);
    let mut changed = 0u8;
    for (i, group) in cells.as_chunks().0.iter().enumerate() {
        let all = group.iter().fold(0, |all, cell| all | cell);
        if all != 0 {
            changed |= 1 << i;
            put_group(room, group, all);
        }
    }
    room.set(head, changed);
}

/// Packs the changes of a page of which only these cells were written, in their order.
pub(super) fn put_few_cells(room: &mut Room, changes: &[OneCell]) {
    let head = room.len();
    room.put(0, 1);
    let mut changed = 0u8;
    for some in changes.chunk_by(|a, b| a.cell as usize / GROUP == b.cell as usize / GROUP) {
        let some = || some.iter().filter(|change| change.value != 0);
        let bits = some().fold(0, |bits, change| bits | 1 << (change.cell as usize % GROUP));
        if bits == 0 {
            continue;
        }
        let positions = Positions(bits);
        room.put(u64::from(EACH | positions.mode()), 1);
        positions.put(room);
        some().for_each(|change| put_cell(room, change.value));
        changed |= some().fold(0, |bits, change| bits | 1 << (change.cell as usize / GROUP));
    }
    room.set(head, changed);
}

/// Undoes the changes of a page or does them again.
pub(super) fn apply_cells(bytes: &[u8], at: &mut usize, cells: &mut [u64]) {
    let changed = bytes[*at];
    *at += 1;
    if bytes[*at] == WHOLE && changed != 0 {
        let change = read_eight(bytes, *at + 1);
        *at += 9;
        return cells.iter_mut().for_each(|cell| *cell ^= change);
    }
    let groups = cells.as_chunks_mut().0.iter_mut().enumerate();
    for (_, group) in groups.filter(|(i, _)| changed >> i & 1 == 1) {
        apply_group(bytes, at, group);
    }
}

/// Passes over what is packed, and tells which cells changed, group by group.
pub(super) fn changed_cells(bytes: &[u8], at: &mut usize) -> [u64; PAGE_CELLS / GROUP] {
    let changed = bytes[*at];
    *at += 1;
    if bytes[*at] == WHOLE && changed != 0 {
        *at += 9;
        return [u64::MAX; PAGE_CELLS / GROUP];
    }
    let mut all = [0; PAGE_CELLS / GROUP];
    let groups = all.iter_mut().enumerate();
    for (_, positions) in groups.filter(|(i, _)| changed >> i & 1 == 1) {
        *positions = pass_group(bytes, at).0;
    }
    all
}

pub(super) fn put_group(room: &mut Room, group: &Group, all: u64) {
    let positions = Positions::of(group);
    let first = group[positions.0.trailing_zeros() as usize % GROUP];
    let is_unlike = |cell: &u64| *cell != 0 && *cell != first;
    let count = positions.count();
    if all == first && !group.iter().any(is_unlike) {
        room.put(u64::from(EQUAL | positions.mode()), 1);
        positions.put(room);
        return room.put(first, 8);
    }
    let bit = all.trailing_zeros() % 8;
    let span = Span::of(all);
    let is_flags = all & !(FLAG << bit) == 0 && span.count() > 1;
    let width = if is_flags { 1 } else { span.count() };
    let is_shorter = |each: usize| EACH_PARTS * each < (EACH_PARTS - 1) * count * width;
    if (count < FEW || width > WIDE) && is_shorter(each_cost(group, positions)) {
        return put_each(room, group, positions);
    }
    // Unchanged ones among many take less than to be left out.
    let gaps = (GROUP - count) * width;
    let positions = match gaps <= positions.cost() {
        true => Positions::ALL,
        false => positions,
    };
    if is_flags {
        room.put(u64::from(FLAGS | positions.mode()), 1);
        positions.put(room);
        room.put(u64::from(bit), 1);
        positions.each(|i| room.put(gather(group[i] >> bit), 1));
        return;
    }
    room.put(u64::from(SPAN | positions.mode()), 1);
    positions.put(room);
    room.put(u64::from(span.bytes), 1);
    put_span(room, group, positions, span);
}

pub(super) fn apply_group(bytes: &[u8], at: &mut usize, group: &mut Group) {
    let mode = bytes[*at];
    *at += 1;
    let positions = Positions::read(mode, bytes, at);
    match mode & FORM {
        EQUAL => {
            let change = read_eight(bytes, *at);
            *at += 8;
            positions.each(|i| group[i] ^= change);
        }
        FLAGS => {
            let bit = bytes[*at];
            let marks = &bytes[*at + 1..*at + 1 + positions.count()];
            *at += 1 + marks.len();
            let change = |marks: &u8| spread(*marks) << bit;
            if positions == Positions::ALL {
                let cells = group.iter_mut().zip(marks);
                return cells.for_each(|(cell, marks)| *cell ^= change(marks));
            }
            let mut marks = marks.iter();
            positions.each(|i| group[i] ^= marks.next().map_or(0, change));
        }
        SPAN => {
            let span = Span::of_bytes(bytes[*at]);
            let changes = &bytes[*at + 1..];
            *at += 1 + positions.count() * span.count();
            apply_span(changes, group, positions, span);
        }
        _ => {
            let mut last = 0;
            positions.each(|i| {
                last = read_cell(bytes, at, last);
                group[i] ^= last;
            });
        }
    }
}

pub(super) fn pass_group(bytes: &[u8], at: &mut usize) -> Positions {
    let mode = bytes[*at];
    *at += 1;
    let positions = Positions::read(mode, bytes, at);
    match mode & FORM {
        EQUAL => *at += 8,
        FLAGS => *at += 1 + positions.count(),
        SPAN => *at += 1 + positions.count() * Span::of_bytes(bytes[*at]).count(),
        _ => positions.each(|_| *at += cell_cost(bytes[*at], bytes[*at + 1])),
    }
    positions
}

/// The flags that a byte stands for.
#[inline(always)]
fn spread(mask: u8) -> u64 {
    // Each bit but the highest moves seven times its number.
    let low = u64::from(mask & 0x7f).wrapping_mul(0x0002_0408_1020_4081);
    low & FLAG | u64::from(mask >> 7) << 56
}

/// Codes of single changes. The change is the same as the last one.
const AGAIN: u8 = 0;
/// It has bytes all over: a mask of those that are not zero follows, and then those.
const SCATTERED: u8 = 15;
/// The same with one byte, for all of them are equal: flags have changed.
const REPEATED: u8 = 14;

/// The bytes between the zero bytes at both ends: the first of them, and how many.
fn straight(value: u64) -> (u32, usize) {
    let first = value.trailing_zeros() / 8;
    let count = 8u32.saturating_sub(first + value.leading_zeros() / 8);
    (first, count as usize)
}

/// Bytes that telling the changes one by one would take, about.
fn each_cost(group: &Group, positions: Positions) -> usize {
    let (mut cost, mut last) = (0, 0);
    positions.each(|i| {
        cost += match group[i] == last {
            true => 1,
            false => 1 + straight(group[i]).1,
        };
        last = group[i];
    });
    cost
}

fn put_each(room: &mut Room, group: &Group, positions: Positions) {
    room.put(u64::from(EACH | positions.mode()), 1);
    positions.put(room);
    let mut last = 0;
    positions.each(|i| {
        match group[i] == last {
            true => room.put(u64::from(AGAIN), 1),
            false => put_cell(room, group[i]),
        }
        last = group[i];
    });
}

/// From which byte on and how many, and those. A mask where that leaves out more than it takes itself.
#[inline]
fn put_cell(room: &mut Room, value: u64) {
    let (first, count) = straight(value);
    let mut marks = marks(value);
    let given = (marks.wrapping_mul(FLAG) >> 56) as usize;
    if given + 1 >= count {
        room.put(u64::from(first) << 4 | count as u64, 1);
        return room.put(value >> (8 * first), count);
    }
    let mask = gather(marks);
    let byte = value >> (8 * first) & 0xff;
    if marks * byte == value {
        return room.put(u64::from(REPEATED) | mask << 8 | byte << 16, 3);
    }
    room.put(u64::from(SCATTERED) | mask << 8, 2);
    while marks != 0 {
        room.put(value >> marks.trailing_zeros(), 1);
        marks &= marks - 1;
    }
}

#[inline]
fn read_cell(bytes: &[u8], at: &mut usize, last: u64) -> u64 {
    let (code, mut mask) = (bytes[*at], bytes[*at + 1]);
    let start = *at;
    *at += cell_cost(code, mask);
    let (first, count) = (code >> 4, code & 15);
    match code {
        AGAIN => last,
        REPEATED => spread(mask) * u64::from(bytes[start + 2]),
        SCATTERED => {
            let (mut value, mut from) = (0, start + 2);
            while mask != 0 {
                value |= u64::from(bytes[from]) << (8 * mask.trailing_zeros());
                from += 1;
                mask &= mask - 1;
            }
            value
        }
        _ => (read_eight(bytes, start + 1) & u64::MAX >> (64 - 8 * count)) << (8 * first),
    }
}

/// Bytes of a single change, by the first two of them.
fn cell_cost(code: u8, mask: u8) -> usize {
    match code {
        REPEATED => 3,
        SCATTERED => 2 + mask.count_ones() as usize,
        _ => 1 + usize::from(code & 15),
    }
}

/// What a group's first byte holds is told apart.
const _: () = assert!(FORM & POSITIONS == 0 && (FORM | POSITIONS) >> 4 == 0);
