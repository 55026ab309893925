//! Changes of granule words, packed: 64 neighbours at a time, as runs of equal changes, for a block changes all its words
//! alike. What is told is the exclusive or of before and after, and only the bytes of it that change anywhere.

use super::few::OneCell;
use super::group::{GROUP, Positions};
use super::page::PAGE_CELLS;
use super::room::{Room, read_eight};

type Group = [u32; GROUP];

/// Instead of a group's first byte: all words of the page changed by what follows.
const WHOLE: u8 = 1 << 7;

/// Packs the changes of a page.
pub(super) fn put_words(room: &mut Room, words: &[u32; PAGE_CELLS]) {
    let first = words[0];
    if first != 0 && words.iter().fold(0, |all, word| all | (word ^ first)) == 0 {
        room.put(0xff | u64::from(WHOLE) << 8, 2);
        return room.put(u64::from(first), 4);
    }
    let head = room.len();
    room.put(0, 1);
    let mut changed = 0u8;
    for (i, group) in words.as_chunks().0.iter().enumerate() {
        let all = group.iter().fold(0, |all, word| all | word);
        if all != 0 {
            changed |= 1 << i;
            put_group(room, group, all);
        }
    }
    room.set(head, changed);
}

/// Packs the changes of a page of which only these cells were written, in their order.
pub(super) fn put_few_words(room: &mut Room, changes: &[OneCell]) {
    let head = room.len();
    room.put(0, 1);
    let mut changed = 0u8;
    for some in changes.chunk_by(|a, b| a.cell as usize / GROUP == b.cell as usize / GROUP) {
        let mut group = [0; GROUP];
        let mut all = 0;
        for change in some {
            group[change.cell as usize % GROUP] = change.word;
            all |= change.word;
        }
        if all != 0 {
            changed |= 1 << (some[0].cell as usize / GROUP);
            put_group(room, &group, all);
        }
    }
    room.set(head, changed);
}

/// Undoes the changes of a page or does them again.
pub(super) fn apply_words(bytes: &[u8], at: &mut usize, words: &mut [u32]) {
    let changed = bytes[*at];
    *at += 1;
    if bytes[*at] == WHOLE && changed != 0 {
        let change = read_eight(bytes, *at + 1) as u32;
        *at += 5;
        return words.iter_mut().for_each(|word| *word ^= change);
    }
    let groups = words.as_chunks_mut().0.iter_mut().enumerate();
    for (_, group) in groups.filter(|(i, _)| changed >> i & 1 == 1) {
        apply_group(bytes, at, group);
    }
}

/// Positions, which bytes change, and for each run of changes its length and these bytes.
fn put_group(room: &mut Room, group: &Group, all: u32) {
    let positions = Positions::of(group);
    let first = all.trailing_zeros() / 8;
    let count = 4 - (all.leading_zeros() / 8 + first) as usize;
    room.put(u64::from(positions.mode()), 1);
    positions.put(room);
    room.put(u64::from(first) << 4 | count as u64, 1);
    let mut put_run = |run: u64, value: u32| {
        if run > 0 {
            room.put(run | u64::from(value >> (8 * first)) << 8, 1 + count);
        }
    };
    let (mut run, mut value) = (0, 0);
    positions.each(|i| {
        if group[i] != value {
            put_run(run, value);
            (run, value) = (0, group[i]);
        }
        run += 1;
    });
    put_run(run, value);
}

fn apply_group(bytes: &[u8], at: &mut usize, group: &mut Group) {
    let mode = bytes[*at];
    *at += 1;
    let positions = Positions::read(mode, bytes, at);
    let (first, count) = (bytes[*at] >> 4, bytes[*at] & 15);
    *at += 1;
    let mask = u64::MAX >> (64 - 8 * count);
    let mut next = || {
        let run = usize::from(bytes[*at]);
        let value = (read_eight(bytes, *at + 1) & mask) << (8 * first);
        *at += 1 + usize::from(count);
        (run, value as u32)
    };
    if positions == Positions::ALL {
        let mut rest = &mut group[..];
        while !rest.is_empty() {
            let (run, value) = next();
            let (now, later) = rest.split_at_mut(run);
            now.iter_mut().for_each(|word| *word ^= value);
            rest = later;
        }
        return;
    }
    let (mut run, mut value) = (0, 0);
    positions.each(|i| {
        if run == 0 {
            (run, value) = next();
        }
        run -= 1;
        group[i] ^= value;
    });
}
