//! Differences: what an interval changed in memory, kept as the exclusive or of its start and its end. The same
//! difference undoes the interval and does it again, and two neighbours become one by the exclusive or of theirs.
//!
//! Pages are packed, sixteen neighbours into one piece of the host's memory: of a page which cells changed, of each such
//! cell which bytes, and those bytes; of the granule words runs of equal changes, for a block changes them all alike.

use super::page::{PAGE_BYTES, PAGE_CELLS};
use super::writes::Writes;

/// The changes of one page, unpacked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    pub cells: [u64; PAGE_CELLS],
    pub words: [u32; PAGE_CELLS],
}

impl Change {
    pub const NONE: Change = Change {
        cells: [0; PAGE_CELLS],
        words: [0; PAGE_CELLS],
    };
}

/// Neighbouring pages of a pack.
const PACK: u32 = 16;
/// Fewer changes than these are listed; of more there is a bit for each of the page.
const LISTED: usize = 32;
/// Behind the last page, so that eight bytes can be read anywhere.
const PAD: usize = 8;
/// Number in the pack, how the rest is written, its length.
const HEADER: usize = 4;

/// The page was touched for the first time: before the interval it does not exist.
const TOUCHES: u8 = 1;
/// How the positions of changed cells are told, and from bit 4 on those of words.
const NO_CHANGE: u8 = 0;
const LIST: u8 = 1;
const BITS: u8 = 2;
const ALL: u8 = 3;
/// Words only: those whose cells changed.
const SAME: u8 = 4;

/// All changed cells changed within the same few bytes, which are told once.
const ALIKE: u8 = 1 << 7;

type Positions = [u64; PAGE_CELLS / 64];

/// What an interval changed. Sorted by page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    packs: Vec<Pack>,
    bytes: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Pack {
    number: u32,
    pages: Box<[u8]>,
}

/// One page as it is packed.
#[derive(Clone, Copy)]
pub(super) struct Packed<'a> {
    pub page: u32,
    modes: u8,
    /// What was written, the changes, and at least [`PAD`] bytes more.
    rest: &'a [u8],
    /// The whole record without its header.
    len: usize,
}

impl Difference {
    /// How many pages it tells of.
    #[cfg(test)]
    fn pages(&self) -> usize {
        self.iter().count()
    }

    /// Bytes of the host.
    pub fn cost(&self) -> u64 {
        // An allocation has a header of its own.
        self.bytes + self.packs.len() as u64 * (size_of::<Pack>() as u64 + 16)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Packed<'_>> + '_ {
        self.packs.iter().flat_map(Pack::iter)
    }

    /// This one and then the next.
    pub fn join(&mut self, next: Difference) {
        let mut joined = Builder::default();
        let mut room = Vec::new();
        let first = std::mem::take(self);
        let (mut first, mut next) = (first.packs.into_iter(), next.packs.into_iter());
        let (mut a, mut b) = (first.next(), next.next());
        while let (Some(one), Some(other)) = (&a, &b) {
            match one.number.cmp(&other.number) {
                std::cmp::Ordering::Less => {
                    joined.add(std::mem::replace(&mut a, first.next()));
                }
                std::cmp::Ordering::Greater => {
                    joined.add(std::mem::replace(&mut b, next.next()));
                }
                std::cmp::Ordering::Equal => {
                    joined.add(Some(one.joined(other, &mut room)));
                    (a, b) = (first.next(), next.next());
                }
            }
        }
        for pack in a.into_iter().chain(first).chain(b).chain(next) {
            joined.add(Some(pack));
        }
        *self = joined.finish();
    }

    /// About so many bytes would be saved by joining this one and another.
    pub fn saving(&self, other: &Difference) -> u64 {
        let mut others = other.packs.iter().peekable();
        let mut saving = 0;
        for pack in &self.packs {
            while others.next_if(|o| o.number < pack.number).is_some() {}
            if let Some(same) = others.next_if(|o| o.number == pack.number) {
                saving += pack.saving(same);
            }
        }
        saving
    }

    /// How many pages both tell of.
    pub fn common_pages(&self, other: &Difference) -> usize {
        let mut others = other.iter().map(|packed| packed.page).peekable();
        self.iter()
            .filter(|packed| {
                while others.next_if(|o| *o < packed.page).is_some() {}
                others.next_if_eq(&packed.page).is_some()
            })
            .count()
    }

    /// Whether it tells of one of these pages.
    pub fn has_page(&self, pages: std::ops::Range<u32>) -> bool {
        self.between(pages).next().is_some()
    }

    /// Whether the program may have written these bytes through pointers.
    pub fn may_have_written(&self, bytes: &std::ops::Range<u64>) -> bool {
        let page = |byte: u64| (byte / PAGE_BYTES).min(u64::from(u32::MAX)) as u32;
        let pages = page(bytes.start)..page(bytes.end.saturating_add(PAGE_BYTES - 1));
        self.between(pages).any(|packed| {
            let start = u64::from(packed.page) * PAGE_BYTES;
            let cell = |byte: u64| (byte.saturating_sub(start).min(PAGE_BYTES) / 8) as usize;
            let cells = cell(bytes.start)..cell(bytes.end.saturating_add(7));
            packed.written().0.may_hold(cells)
        })
    }

    fn between(&self, pages: std::ops::Range<u32>) -> impl Iterator<Item = Packed<'_>> + '_ {
        let first = pages.start / PACK;
        let from = self.packs.partition_point(|pack| pack.number < first);
        self.packs[from..]
            .iter()
            .take_while(move |pack| pack.number <= pages.end / PACK)
            .flat_map(Pack::iter)
            .filter(move |packed| pages.contains(&packed.page))
    }
}

impl Pack {
    fn iter(&self) -> impl Iterator<Item = Packed<'_>> + '_ {
        let mut rest = &self.pages[..];
        std::iter::from_fn(move || {
            if rest.len() <= PAD {
                return None;
            }
            let len = usize::from(u16::from_le_bytes([rest[2], rest[3]]));
            let packed = Packed {
                page: self.number * PACK + u32::from(rest[0]),
                modes: rest[1],
                rest: &rest[HEADER..],
                len,
            };
            rest = &rest[HEADER + len..];
            Some(packed)
        })
    }

    /// Of the same pages: both, one after the other.
    fn joined(&self, next: &Pack, room: &mut Vec<u8>) -> Pack {
        room.clear();
        let (mut first, mut second) = (self.iter().peekable(), next.iter().peekable());
        let mut change = Change::NONE;
        let mut packing = Room::default();
        loop {
            let (a, b) = (first.peek().copied(), second.peek().copied());
            match (a, b) {
                (None, None) => break,
                (Some(a), Some(b)) if a.page == b.page => {
                    change.cells.fill(0);
                    change.words.fill(0);
                    a.apply(&mut change.cells, &mut change.words);
                    b.apply(&mut change.cells, &mut change.words);
                    let mut written = a.written().0;
                    written.join(b.written().0);
                    let touches = a.touches() != b.touches();
                    put_page(room, &mut packing, a.page, touches, &written, &change);
                    first.next();
                    second.next();
                }
                (Some(a), b) if b.is_none_or(|b| a.page < b.page) => {
                    a.copy_to(room);
                    first.next();
                }
                (_, b) => {
                    b.into_iter().for_each(|b| b.copy_to(room));
                    second.next();
                }
            }
        }
        Pack::new(self.number, room)
    }

    /// A copy of the right size: the room is used again, and the host's memory has no holes.
    fn new(number: u32, pages: &[u8]) -> Pack {
        let mut bytes = Vec::with_capacity(pages.len() + PAD);
        bytes.extend(pages);
        bytes.extend([0; PAD]);
        Pack {
            number,
            pages: bytes.into_boxed_slice(),
        }
    }

    fn saving(&self, other: &Pack) -> u64 {
        let mut others = other.iter().peekable();
        let mut saving = 0;
        for page in self.iter() {
            while others.next_if(|o| o.page < page.page).is_some() {}
            if let Some(same) = others.next_if(|o| o.page == page.page) {
                saving += page.saving(same);
            }
        }
        saving
    }
}

impl<'a> Packed<'a> {
    pub(super) fn touches(&self) -> bool {
        self.modes & TOUCHES != 0
    }

    fn cell_mode(&self) -> u8 {
        self.modes >> 1 & 7
    }

    fn word_mode(&self) -> u8 {
        self.modes >> 4 & 7
    }

    /// What the program wrote through pointers, and where the changes begin.
    fn written(&self) -> (Writes, usize) {
        Writes::read(self.rest)
    }

    /// Undoes the page or does it again.
    pub(super) fn apply(&self, cells: &mut [u64], words: &mut [u32]) {
        let mut at = self.written().1;
        let changed = read_positions(self.cell_mode(), self.rest, &mut at);
        match self.modes & ALIKE != 0 {
            true => apply_alike(self.rest, &mut at, &changed, cells),
            false => apply_each(self.rest, &mut at, &changed, cells),
        }
        let changed = match self.word_mode() {
            SAME => changed,
            mode => read_positions(mode, self.rest, &mut at),
        };
        let (mut run, mut value) = (0, 0);
        each(&changed, |word| {
            if run == 0 {
                let bytes = &self.rest[at..at + 6];
                run = u16::from_le_bytes([bytes[0], bytes[1]]);
                value = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]);
                at += 6;
            }
            run -= 1;
            words[word] ^= value;
        });
    }

    fn copy_to(&self, bytes: &mut Vec<u8>) {
        put_header(bytes, self.page, self.modes, self.len);
        bytes.extend(&self.rest[..self.len]);
    }

    /// About so many bytes less if two of the same page become one.
    fn saving(&self, other: Packed<'_>) -> u64 {
        let positions = |page: &Packed<'_>| {
            let mut at = page.written().1;
            read_positions(page.cell_mode(), page.rest, &mut at)
        };
        let (a, b) = (positions(self), positions(&other));
        let (mut common, mut all) = (0, 0);
        for (a, b) in a.iter().zip(&b) {
            common += u64::from((a & b).count_ones());
            all += u64::from(a.count_ones() + b.count_ones());
        }
        let len = (self.len + other.len) as u64;
        HEADER as u64 + len * common / all.max(1)
    }
}

/// Packs page after page, in their order.
#[derive(Default)]
pub(super) struct Builder {
    done: Difference,
    number: u32,
    bytes: Vec<u8>,
    room: Room,
}

impl Builder {
    pub(super) fn push(&mut self, page: u32, touches: bool, written: &Writes, change: &Change) {
        if self.number != page / PACK {
            self.close();
            self.number = page / PACK;
        }
        let Builder { bytes, room, .. } = self;
        put_page(bytes, room, page, touches, written, change);
    }

    pub(super) fn finish(mut self) -> Difference {
        self.close();
        self.done.packs.shrink_to_fit();
        self.done
    }

    fn close(&mut self) {
        if !self.bytes.is_empty() {
            let pack = Pack::new(self.number, &self.bytes);
            self.bytes.clear();
            self.add(Some(pack));
        }
    }

    fn add(&mut self, pack: Option<Pack>) {
        if let Some(pack) = pack {
            self.done.bytes += pack.pages.len() as u64;
            self.done.packs.push(pack);
        }
    }
}

fn put_header(bytes: &mut Vec<u8>, page: u32, modes: u8, len: usize) {
    let [low, high] = (len as u16).to_le_bytes();
    bytes.extend([(page % PACK) as u8, modes, low, high]);
}

fn put_page(
    bytes: &mut Vec<u8>,
    room: &mut Room,
    page: u32,
    touches: bool,
    written: &Writes,
    change: &Change,
) {
    let start = bytes.len();
    put_header(bytes, page, 0, 0);
    written.write(bytes);
    let cells = positions(&change.cells);
    let cell_mode = put_positions(bytes, &cells);
    let alike = put_cells(bytes, room, &cells, &change.cells);
    let words = positions(&change.words);
    let word_mode = match words {
        _ if words == [0; PAGE_CELLS / 64] => NO_CHANGE,
        _ if words == cells => SAME,
        _ => put_positions(bytes, &words),
    };
    put_words(room, &words, &change.words);
    bytes.extend(room.take());
    let modes = (u8::from(touches) * TOUCHES) | (cell_mode << 1) | (word_mode << 4) | alike;
    let len = bytes.len() - start - HEADER;
    bytes[start + 1] = modes;
    bytes[start + 2..start + HEADER].copy_from_slice(&(len as u16).to_le_bytes());
}

/// Bytes of a change that need no code of their own to be few.
const SMALL: usize = 3;

/// Cell by cell, or all alike if that is shorter; which of the two is the answer.
fn put_cells(
    bytes: &mut Vec<u8>,
    room: &mut Room,
    changed: &Positions,
    cells: &[u64; PAGE_CELLS],
) -> u8 {
    let all = cells.iter().fold(0, |all, cell| all | cell);
    let (first, count) = span(all);
    let changes: u32 = changed.iter().map(|bits| bits.count_ones()).sum();
    let changes = changes as usize;
    // Many small changes, and not the same again and again: there is no need to try both.
    let is_plain = || {
        let again = cells.windows(2).filter(|pair| pair[0] == pair[1]).count();
        again < PAGE_CELLS / 4
    };
    if changes < PAGE_CELLS / 2 || count > SMALL || !is_plain() {
        put_each(room, changed, cells);
        let each_cell = room.take();
        if all == 0 || each_cell.len() <= 1 + count * changes {
            bytes.extend(each_cell);
            return 0;
        }
    }
    bytes.push((first << 4) as u8 | count as u8);
    each(changed, |cell| room.put(cells[cell] >> (8 * first), count));
    bytes.extend(room.take());
    ALIKE
}

/// The bytes between the zero bytes at both ends: the first of them, and how many.
fn span(value: u64) -> (u32, usize) {
    let first = value.trailing_zeros() / 8;
    let count = 8u32.saturating_sub(first + value.leading_zeros() / 8);
    (first, count as usize)
}

fn apply_alike(bytes: &[u8], at: &mut usize, changed: &Positions, cells: &mut [u64]) {
    let (first, count) = (bytes[*at] >> 4, usize::from(bytes[*at] & 15));
    *at += 1;
    let mask = u64::MAX >> (64 - 8 * count);
    each(changed, |cell| {
        cells[cell] ^= (read_eight(bytes, *at) & mask) << (8 * first);
        *at += count;
    });
}

fn apply_each(bytes: &[u8], at: &mut usize, changed: &Positions, cells: &mut [u64]) {
    let (mut last, mut again) = (0, 0);
    each(changed, |cell| {
        if again > 0 {
            again -= 1;
        } else if bytes[*at] == 0 {
            again = bytes[*at + 1];
            *at += 2;
        } else {
            last = read_bytes(bytes, at);
        }
        cells[cell] ^= last;
    });
}

fn read_eight(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

fn put_each(room: &mut Room, changed: &Positions, cells: &[u64; PAGE_CELLS]) {
    let (mut last, mut again) = (0, 0u8);
    each(changed, |cell| {
        let value = cells[cell];
        if value == last && again < u8::MAX {
            again += 1;
            return;
        }
        put_again(room, again);
        again = 0;
        last = value;
        put_bytes(room, value);
    });
    put_again(room, again);
}

/// Room into which eight bytes are written at once, of which some are meant: packing is the better part of what recording
/// costs.
struct Room {
    bytes: [u8; Room::SIZE],
    at: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room {
            bytes: [0; Room::SIZE],
            at: 0,
        }
    }
}

impl Room {
    /// Of a cell a code, a mask and eight bytes at the most; and what is written too much.
    const SIZE: usize = PAGE_CELLS * 10 + 8;

    #[inline]
    fn put(&mut self, value: u64, count: usize) {
        if let Some(eight) = self.bytes[self.at..].first_chunk_mut() {
            *eight = value.to_le_bytes();
        }
        self.at += count;
    }

    /// Empties it.
    fn take(&mut self) -> &[u8] {
        &self.bytes[..std::mem::take(&mut self.at)]
    }
}

/// The last change comes so many times again. The first of them is told by the zero itself.
#[inline]
fn put_again(room: &mut Room, times: u8) {
    if times > 0 {
        room.put(u64::from(times - 1) << 8, 2);
    }
}

/// How many changed words in a row change alike, and by what.
fn put_words(room: &mut Room, changed: &Positions, words: &[u32; PAGE_CELLS]) {
    let (mut value, mut run) = (0, 0u64);
    each(changed, |word| {
        if words[word] != value {
            put_run(room, run, value);
            (run, value) = (0, words[word]);
        }
        run += 1;
    });
    put_run(room, run, value);
}

#[inline]
fn put_run(room: &mut Room, run: u64, value: u32) {
    if run > 0 {
        room.put(run | u64::from(value) << 16, 6);
    }
}

/// A change has bytes all over: a mask of those that are not zero follows, and then those.
const SCATTERED: u8 = 15;
/// The same with one byte, for all of them are equal: flags have changed.
const REPEATED: u8 = 14;

/// From which byte on and how many, and those. A mask where that leaves out more than it takes itself.
#[inline]
fn put_bytes(room: &mut Room, value: u64) {
    let (first, count) = span(value);
    let mut marks = marks(value);
    let given = (marks.wrapping_mul(0x0101_0101_0101_0101) >> 56) as usize;
    if given + 1 >= count {
        room.put(u64::from(first) << 4 | count as u64, 1);
        return room.put(value >> (8 * first), count);
    }
    // Brings the marks, one a byte, together in the highest byte.
    let mask = marks.wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let byte = value >> (8 * first) & 0xff;
    if marks * byte == value {
        return room.put(u64::from(REPEATED) | mask << 8 | byte << 16, 3);
    }
    room.put(u64::from(SCATTERED) | mask << 8, 2);
    while marks != 0 {
        let bit = marks.trailing_zeros();
        room.put(value >> bit, 1);
        marks &= marks - 1;
    }
}

/// The marks that a mask stands for.
fn spread(mask: u8) -> u64 {
    // Each bit but the highest moves seven times its number.
    let low = u64::from(mask & 0x7f).wrapping_mul(0x0002_0408_1020_4081);
    low & 0x0101_0101_0101_0101 | u64::from(mask >> 7) << 56
}

/// The lowest bit of each byte that is not zero.
#[inline]
fn marks(value: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    (((value & LOW) + LOW) | value) >> 7 & (!LOW >> 7)
}

fn read_bytes(bytes: &[u8], at: &mut usize) -> u64 {
    let code = bytes[*at];
    *at += 1;
    let (first, count) = (code >> 4, code & 15);
    if count <= 8 {
        let value = read_eight(bytes, *at) & u64::MAX >> (64 - 8 * count);
        *at += usize::from(count);
        return value << (8 * first);
    }
    let mut left = bytes[*at];
    *at += 1;
    if code == REPEATED {
        *at += 1;
        return spread(left) * u64::from(bytes[*at - 1]);
    }
    let mut value = 0;
    while left != 0 {
        value |= u64::from(bytes[*at]) << (8 * left.trailing_zeros());
        *at += 1;
        left &= left - 1;
    }
    value
}

/// Where a page changed.
fn positions<T: Copy + PartialEq + Default>(changes: &[T; PAGE_CELLS]) -> Positions {
    let mut positions = [0; PAGE_CELLS / 64];
    for (bits, changes) in positions.iter_mut().zip(changes.chunks_exact(64)) {
        for (i, eight) in changes.chunks_exact(8).enumerate() {
            if eight == [T::default(); 8] {
                continue;
            }
            let mut some = 0u64;
            for (j, change) in eight.iter().enumerate() {
                some |= u64::from(*change != T::default()) << j;
            }
            *bits |= some << (8 * i);
        }
    }
    positions
}

fn put_positions(bytes: &mut Vec<u8>, positions: &Positions) -> u8 {
    let count: u32 = positions.iter().map(|bits| bits.count_ones()).sum();
    match count as usize {
        0 => NO_CHANGE,
        PAGE_CELLS => ALL,
        count if count < LISTED => {
            bytes.push(count as u8);
            each(positions, |at| bytes.extend((at as u16).to_le_bytes()));
            LIST
        }
        _ => {
            positions
                .iter()
                .for_each(|bits| bytes.extend(bits.to_le_bytes()));
            BITS
        }
    }
}

fn read_positions(mode: u8, bytes: &[u8], at: &mut usize) -> Positions {
    let mut positions = [0; PAGE_CELLS / 64];
    match mode {
        ALL => positions = [u64::MAX; PAGE_CELLS / 64],
        LIST => {
            let count = usize::from(bytes[*at]);
            let list = &bytes[*at + 1..*at + 1 + 2 * count];
            for pair in list.chunks_exact(2) {
                let position = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
                positions[position / 64] |= 1 << (position % 64);
            }
            *at += 1 + 2 * count;
        }
        BITS => {
            for bits in &mut positions {
                *bits = read_eight(bytes, *at);
                *at += 8;
            }
        }
        _ => {}
    }
    positions
}

#[inline(always)]
fn each(positions: &Positions, mut found: impl FnMut(usize)) {
    for (i, bits) in positions.iter().enumerate() {
        if *bits == u64::MAX {
            (0..64).for_each(|bit| found(i * 64 + bit));
            continue;
        }
        let mut left = *bits;
        while left != 0 {
            found(i * 64 + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of its own, so that a failure comes again.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, below: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (self.0 >> 33) % below
        }

        fn value(&mut self) -> u64 {
            let all = self.roll(1 << 31) << 33 ^ self.roll(1 << 31) << 11 ^ self.roll(1 << 31);
            match self.roll(4) {
                0 => all,
                1 => all & 0xff,
                2 => all & 0xffff_0000_00ff_ff00,
                _ => 0x0101_0000_0000_0000,
            }
        }

        /// None, few, many or all of a page's cells and words.
        fn change(&mut self) -> Change {
            let mut change = Change::NONE;
            for _ in 0..[0, 3, 100, 600][self.roll(4) as usize] {
                change.cells[self.roll(PAGE_CELLS as u64) as usize] = self.value();
            }
            let (start, len) = (self.roll(512) as usize, self.roll(512) as usize);
            let word = self.value() as u32;
            match self.roll(4) {
                0 => change.words.fill(word),
                1 => change
                    .words
                    .iter_mut()
                    .skip(start)
                    .take(len)
                    .for_each(|w| *w = word),
                2 => change.words[start] = word,
                _ => change
                    .words
                    .iter_mut()
                    .zip(&change.cells)
                    .for_each(|(w, c)| *w = *c as u32),
            }
            change
        }

        fn pages(&mut self) -> Vec<(u32, Change)> {
            let mut page = self.roll(40) as u32;
            let count = self.roll(30);
            (0..count)
                .map(|_| {
                    let reach = 1 << self.roll(6);
                    page += 1 + self.roll(reach) as u32;
                    (page, self.change())
                })
                .collect()
        }
    }

    fn packed(pages: &[(u32, Change)]) -> Difference {
        let mut builder = Builder::default();
        for (page, change) in pages {
            let mut written = Writes::default();
            written.tell(*page as usize % PAGE_CELLS);
            builder.push(*page, page % 3 == 0, &written, change);
        }
        builder.finish()
    }

    fn unpacked(difference: &Difference) -> Vec<(u32, Change)> {
        difference
            .iter()
            .map(|packed| {
                let mut change = Change::NONE;
                packed.apply(&mut change.cells, &mut change.words);
                (packed.page, change)
            })
            .collect()
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let mut dice = Dice(5);
        for _ in 0..300 {
            let pages = dice.pages();
            let difference = packed(&pages);
            assert!(unpacked(&difference) == pages);
            assert_eq!(difference.pages(), pages.len());
            assert!(difference.iter().all(|p| p.touches() == (p.page % 3 == 0)));
            for (page, _) in &pages {
                let start = u64::from(*page) * PAGE_BYTES;
                let told = start + 8 * u64::from(*page % PAGE_CELLS as u32);
                assert!(difference.may_have_written(&(told + 3..told + 4)));
                assert!(!difference.may_have_written(&(told + 8..start + PAGE_BYTES)));
                assert!(difference.has_page(*page..*page + 1));
            }
        }
    }

    #[test]
    fn two_become_one() {
        let mut dice = Dice(9);
        for _ in 0..300 {
            let (a, b) = (dice.pages(), dice.pages());
            let mut model = std::collections::BTreeMap::new();
            for (page, change) in a.iter().chain(&b) {
                let sum = model.entry(*page).or_insert(Change::NONE);
                sum.cells
                    .iter_mut()
                    .zip(&change.cells)
                    .for_each(|(to, c)| *to ^= c);
                sum.words
                    .iter_mut()
                    .zip(&change.words)
                    .for_each(|(to, c)| *to ^= c);
            }
            let (first, second) = (packed(&a), packed(&b));
            let mut joined = first.clone();
            joined.join(second.clone());
            assert!(unpacked(&joined) == model.into_iter().collect::<Vec<_>>());
            let is_common =
                |page: u32| first.has_page(page..page + 1) && second.has_page(page..page + 1);
            for packed in joined.iter() {
                // Once touched, and never untouched in between: a page cannot be new in both.
                assert_eq!(
                    packed.touches(),
                    packed.page % 3 == 0 && !is_common(packed.page)
                );
            }
            assert!(joined.cost() <= first.cost() + second.cost() + 8 * PAGE_BYTES);
            // Once more, and the second is gone.
            joined.join(second);
            let rest = unpacked(&joined)
                .into_iter()
                .filter(|(_, change)| *change != Change::NONE);
            let wanted = a.into_iter().filter(|(_, change)| *change != Change::NONE);
            assert!(rest.eq(wanted));
        }
    }

    #[test]
    fn equal_changes_take_little_room() {
        let mut change = Change::NONE;
        change.cells.fill(0xaaaa_aaaa_aaaa_aaaa);
        change.words.fill(0x0012_00ff);
        let page = packed(&[(7, change)]);
        assert!(page.cost() < 120, "{}", page.cost());
        // The same cells again: joining saves about one of the two.
        assert!(page.saving(&page.clone()) > 15);
    }
}
