//! Packs: the changes of up to sixteen neighbouring pages in one piece of the host's memory.

use super::cell_change::{apply_cells, changed_cells, put_cells, put_few_cells};
use super::cell_union::put_both;
use super::few::OneCell;
use super::page::PAGE_CELLS;
use super::room::{PAD, Room};
use super::word_change::{apply_words, put_few_words, put_words};
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
pub(super) const PACK: u32 = 16;
/// Number in the pack, flags, length of the rest.
const HEADER: usize = 4;

/// The page was touched for the first time: before the interval it does not exist.
const TOUCHES: u8 = 1;
/// Some words changed, and not only cells.
const WORDS: u8 = 2;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pack {
    pub number: u32,
    /// A bit for each page that it tells of.
    pub has: u16,
    pages: Box<[u8]>,
}

/// One page as it is packed.
#[derive(Clone, Copy)]
pub(super) struct Packed<'a> {
    pub page: u32,
    flags: u8,
    /// What was written, the changes, and at least [`PAD`] bytes more.
    rest: &'a [u8],
    /// The whole record without its header.
    len: usize,
}

impl Pack {
    /// A copy of the right size: the room is used again, and the host's memory has no holes.
    fn new(number: u32, has: u16, pages: &[u8]) -> Pack {
        let mut bytes = Vec::with_capacity(pages.len() + PAD);
        bytes.extend_from_slice(pages);
        bytes.extend_from_slice(&[0; PAD]);
        Pack {
            number,
            has,
            pages: bytes.into_boxed_slice(),
        }
    }

    /// Bytes of the host, but for its own and those of an allocation's header.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = Packed<'_>> + '_ {
        let mut rest = &self.pages[..];
        std::iter::from_fn(move || {
            if rest.len() <= PAD {
                return None;
            }
            let len = usize::from(u16::from_le_bytes([rest[2], rest[3]]));
            let packed = Packed {
                page: self.number * PACK + u32::from(rest[0]),
                flags: rest[1],
                rest: &rest[HEADER..],
                len,
            };
            rest = &rest[HEADER + len..];
            Some(packed)
        })
    }

    /// Of the same pages: what is told of each, page by page and in the order of the packs.
    pub fn page_by_page<'a>(packs: &[&'a Pack], mut told: impl FnMut(&[Packed<'a>])) {
        let mut rests: Vec<_> = packs.iter().map(|pack| pack.iter().peekable()).collect();
        let mut same = Vec::new();
        while let Some(page) = rests.iter_mut().filter_map(|r| Some(r.peek()?.page)).min() {
            let rests = rests.iter_mut();
            same.extend(rests.filter_map(|r| r.next_if(|p| p.page == page)));
            told(&same);
            same.clear();
        }
    }

    /// Of the same pages: all, one after the other.
    pub fn union(packs: &[&Pack], packing: &mut Packing) -> Option<Pack> {
        let number = packs.first()?.number;
        let mut change = Change::NONE;
        Pack::page_by_page(packs, |same| match same {
            [only] => packing.copy(only),
            [first, second] if packing.put_both(*first, *second) => {}
            _ => packing.put_all(same, &mut change),
        });
        Some(packing.take(number))
    }

    pub fn saving(&self, other: &Pack) -> u64 {
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

impl Packed<'_> {
    pub fn touches(&self) -> bool {
        self.flags & TOUCHES != 0
    }

    /// What the program wrote through pointers, and where the changes begin.
    pub fn written(&self) -> (Writes, usize) {
        Writes::read(self.rest)
    }

    /// Undoes the page or does it again.
    pub fn apply(&self, cells: &mut [u64], words: &mut [u32]) {
        let mut at = self.written().1;
        apply_cells(self.rest, &mut at, cells);
        if self.flags & WORDS != 0 {
            apply_words(self.rest, &mut at, words);
        }
    }

    /// About so many bytes less if two of the same page become one.
    fn saving(&self, other: Packed<'_>) -> u64 {
        let changed = |page: &Packed<'_>| changed_cells(page.rest, &mut page.written().1);
        let (a, b) = (changed(self), changed(&other));
        let (mut common, mut all) = (0, 0);
        for (a, b) in a.iter().zip(&b) {
            common += u64::from((a & b).count_ones());
            all += u64::from(a.count_ones() + b.count_ones());
        }
        let len = (self.len + other.len) as u64;
        HEADER as u64 + len * common / all.max(1)
    }
}

/// Packs page after page of a pack, in their order.
#[derive(Default)]
pub(super) struct Packing {
    has: u16,
    bytes: Vec<u8>,
    room: Room,
}

impl Packing {
    pub fn put_page(&mut self, page: u32, touches: bool, written: &Writes, change: &Change) {
        put_cells(&mut self.room, &change.cells);
        let has_words = change.words.iter().fold(0, |all, word| all | word) != 0;
        if has_words {
            put_words(&mut self.room, &change.words);
        }
        self.finish_page(page, touches, written, has_words);
    }

    /// A page of which only a few cells were written.
    pub fn put_few(&mut self, page: u32, written: &Writes, changes: &[OneCell]) {
        put_few_cells(&mut self.room, changes);
        let has_words = changes.iter().any(|change| change.word != 0);
        if has_words {
            put_few_words(&mut self.room, changes);
        }
        self.finish_page(page, false, written, has_words);
    }

    /// The changes of a page are in the room.
    fn finish_page(&mut self, page: u32, touches: bool, written: &Writes, has_words: bool) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; HEADER]);
        written.write(&mut self.bytes);
        self.bytes.extend_from_slice(self.room.take());
        let flags = (u8::from(touches) * TOUCHES) | (u8::from(has_words) * WORDS);
        let len = self.bytes.len() - start - HEADER;
        let header = header(page, flags, len);
        self.bytes[start..start + HEADER].copy_from_slice(&header);
        self.has |= 1 << (page % PACK);
    }

    /// The same page twice, one after the other. False, and nothing was done, if that takes unpacking all of it.
    fn put_both(&mut self, one: Packed<'_>, other: Packed<'_>) -> bool {
        let ((mut written, mut i), (more, mut j)) = (one.written(), other.written());
        if !put_both(&mut self.room, (one.rest, &mut i), (other.rest, &mut j)) {
            return false;
        }
        let has_words = (one.flags | other.flags) & WORDS != 0;
        match (one.flags & WORDS != 0, other.flags & WORDS != 0) {
            (false, false) => {}
            (true, false) => self.room.copy(&one.rest[i..one.len]),
            (false, true) => self.room.copy(&other.rest[j..other.len]),
            (true, true) => {
                let mut words = [0; PAGE_CELLS];
                apply_words(one.rest, &mut i, &mut words);
                apply_words(other.rest, &mut j, &mut words);
                put_words(&mut self.room, &words);
            }
        }
        written.join(more);
        self.finish_page(
            one.page,
            one.touches() ^ other.touches(),
            &written,
            has_words,
        );
        true
    }

    /// The same page several times, by way of `change`.
    fn put_all(&mut self, same: &[Packed<'_>], change: &mut Change) {
        let Some(first) = same.first() else {
            return;
        };
        change.cells.fill(0);
        change.words.fill(0);
        let (mut written, mut touches) = (Writes::NONE, false);
        for packed in same {
            packed.apply(&mut change.cells, &mut change.words);
            written.join(packed.written().0);
            touches ^= packed.touches();
        }
        self.put_page(first.page, touches, &written, change);
    }

    /// A page as it is packed.
    pub fn copy(&mut self, packed: &Packed<'_>) {
        let header = header(packed.page, packed.flags, packed.len);
        self.bytes.extend_from_slice(&header);
        self.bytes.extend_from_slice(&packed.rest[..packed.len]);
        self.has |= 1 << (packed.page % PACK);
    }

    /// Whether there is no page yet.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What was put until now, as one pack.
    pub fn take(&mut self, number: u32) -> Pack {
        let pack = Pack::new(number, std::mem::take(&mut self.has), &self.bytes);
        self.bytes.clear();
        pack
    }
}

fn header(page: u32, flags: u8, len: usize) -> [u8; HEADER] {
    let [low, high] = (len as u16).to_le_bytes();
    [(page % PACK) as u8, flags, low, high]
}
