//! Pages: which parts of the arena were ever touched, and what those written in the open interval held before it.
//! Closing the interval leaves the differences of its pages, which undo it and do it again.

use super::difference::{Builder, Difference};
use super::few::{FewCells, MOST};
use super::memory::Memory;
use super::pack::Change;
use super::word::{CLEAN, REGISTER, WATCH_READ, WATCH_WRITE};
use super::writes::{LINE, MOST_EXACT, Writes};

pub const PAGE_BYTES: u64 = 4096;
/// Cells (and granule words) of a page.
pub const PAGE_CELLS: usize = (PAGE_BYTES / 8) as usize;
/// What a touched page costs the host: bytes and granule words.
pub const PAGE_COST: u64 = (PAGE_CELLS * (size_of::<u64>() + size_of::<u32>())) as u64;

/// The page has granule words of its own; before that it is all zero, and costs nothing.
const TOUCHED: u8 = 1;
/// It was written in the open interval: what it held before is kept.
pub(super) const SAVED: u8 = 2;
/// Only its granule words were: they alone are kept, and the first write to its cells must see to those.
pub(super) const WORDS_SAVED: u8 = 4;
/// The program wrote all over it in the last interval that wrote it, and most likely will again: its first write there
/// tells of all its cells, and the others go unnoticed.
pub(super) const SWEPT: u8 = 8;
/// Only a few cells of it were written, and only those are kept.
pub(super) const FEW: u8 = 16;

/// Every so many intervals none of the pages that were written becomes [`SWEPT`]: the next one shows which of them still are.
const LESSON: u32 = 8;

/// The bits of granule words that belong to a moment, and not to whoever looks on.
pub(super) const OURS: u32 = !(CLEAN | WATCH_READ | WATCH_WRITE);

/// A page that was written in the open interval, and where it lies among the saved contents.
pub(super) struct OpenPage {
    pub page: u32,
    pub writes: Writes,
    pub saved: Saved,
}

/// What a page held.
#[derive(Clone, Copy)]
pub(super) enum Saved {
    /// Nothing: it was never touched.
    Untouched,
    /// In a few cells; the others are what they were.
    Few(usize),
    Touched {
        words: SavedWords,
        /// `None`: the cells are what they were.
        cells: Option<usize>,
    },
}

#[derive(Clone, Copy)]
pub(super) enum SavedWords {
    /// All of them the same.
    Alike(u32),
    Each(usize),
}

/// The pages of the open interval. What they held lies in long lists, whose room is used again and again.
#[derive(Default)]
pub(super) struct OpenPages {
    pub list: Vec<OpenPage>,
    pub cells: Vec<u64>,
    pub words: Vec<u32>,
    pub few: Vec<FewCells>,
    /// Cells that pages have told of one by one, of those that tell of each.
    told: usize,
}

/// The state of all pages.
pub(super) struct Pages {
    pub(super) state: Vec<u8>,
    /// By page: if it is saved, its place in the list of the open interval.
    pub(super) place: Vec<u32>,
    pub(super) open: OpenPages,
    /// How many intervals were closed.
    closed: u32,
    recording: bool,
    touched: u64,
    limit: u64,
}

impl OpenPages {
    /// Keeps the granule words of a page.
    pub(super) fn keep_words(&mut self, words: &[u32]) -> SavedWords {
        let first = words[0] & OURS;
        let unlike = |sum, word: &u32| sum | (word & OURS) ^ first;
        if words.iter().fold(0, unlike) == 0 {
            return SavedWords::Alike(first);
        }
        self.words.extend(words.iter().map(|word| word & OURS));
        SavedWords::Each(self.words.len() - words.len())
    }

    /// Ready for the next interval. Room that only an unusual one needed is given back.
    fn clear(&mut self) {
        const MUCH: usize = 1 << 17;
        let (cells, words, few) = (self.cells.len(), self.words.len(), self.few.len());
        self.list.clear();
        self.cells.clear();
        self.words.clear();
        self.few.clear();
        self.told = 0;
        if self.cells.capacity() > MUCH.max(4 * cells) {
            self.cells.shrink_to(2 * cells);
        }
        if self.words.capacity() > MUCH.max(4 * words) {
            self.words.shrink_to(2 * words);
        }
        if self.few.capacity() > (MUCH / MOST).max(4 * few) {
            self.few.shrink_to(2 * few);
        }
    }

    /// Bytes of the host. What is only reserved costs nothing.
    fn footprint(&self) -> u64 {
        let list = self.list.len() * size_of::<OpenPage>();
        let few = self.few.len() * size_of::<FewCells>();
        (list + few + self.cells.len() * 8 + self.words.len() * 4) as u64
    }
}

impl Pages {
    pub(super) fn new(pages: usize, limit: u64) -> Pages {
        Pages {
            state: vec![0; pages],
            place: vec![0; pages],
            open: OpenPages::default(),
            closed: 0,
            recording: false,
            touched: 0,
            limit,
        }
    }

    #[inline]
    pub(super) fn is_recording(&self) -> bool {
        self.recording
    }

    #[inline]
    pub(super) fn is_touched(&self, page: usize) -> bool {
        self.state[page] & TOUCHED != 0
    }

    pub(super) fn touched_bytes(&self) -> u64 {
        self.touched * PAGE_COST
    }

    /// Bytes of the host for what the pages of the open interval held before.
    pub(super) fn open_bytes(&self) -> u64 {
        self.open.footprint()
    }

    /// Whether so many more pages keep the limit of the host.
    pub(super) fn has_room_for(&self, pages: u64) -> bool {
        self.touched_bytes() + pages * PAGE_COST <= self.limit
    }

    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    pub(super) fn touched(&self) -> impl Iterator<Item = usize> + '_ {
        // Nearly all of the arena is untouched, and passed over in large pieces.
        const UNTOUCHED: [u8; 4096] = [0; 4096];
        let pieces = self.state.chunks(UNTOUCHED.len()).enumerate();
        let touched = pieces.filter(|(_, piece)| **piece != UNTOUCHED[..piece.len()]);
        touched.flat_map(|(number, piece)| {
            let first = number * UNTOUCHED.len();
            let states = piece.iter().enumerate();
            states.filter_map(move |(i, state)| (state & TOUCHED != 0).then_some(first + i))
        })
    }

    /// Nothing of it is written yet.
    pub(super) fn open_page(&mut self, page: usize, saved: Saved) {
        let writes = Writes::of_page(self.open.list.len());
        self.open_written(page, writes, saved);
    }

    fn open_written(&mut self, page: usize, writes: Writes, saved: Saved) {
        self.state[page] |= match saved {
            Saved::Touched { cells: None, .. } => WORDS_SAVED,
            Saved::Few(_) => FEW,
            _ => SAVED,
        };
        self.place[page] = self.open.list.len() as u32;
        self.open.list.push(OpenPage {
            page: page as u32,
            writes,
            saved,
        });
    }
}

impl Memory {
    /// Makes a page real. Its words are still zero.
    pub(super) fn touch(&mut self, page: usize) {
        debug_assert!(!self.pages.is_touched(page));
        self.pages.touched += 1;
        self.pages.state[page] |= TOUCHED;
        self.flag_again(page);
        if self.pages.recording {
            // Its words are new: nobody would notice the first writes to them.
            self.pages
                .open_written(page, Writes::WHOLE, Saved::Untouched);
        }
    }

    /// Keeps the contents of a touched page before the first write of the interval.
    #[inline]
    pub(super) fn save(&mut self, page: usize) {
        if self.pages.recording && self.pages.state[page] & SAVED == 0 {
            self.save_now(page);
        }
    }

    /// The same where only granule words are about to be written: who dies leaves what it held.
    pub(super) fn save_words(&mut self, page: usize) {
        if !self.pages.recording || self.pages.state[page] & (SAVED | WORDS_SAVED) != 0 {
            return;
        }
        if self.pages.state[page] & FEW != 0 {
            return self.save_now(page);
        }
        let words = self.save_words_now(page);
        let saved = Saved::Touched { words, cells: None };
        self.pages.open_page(page, saved);
    }

    #[cold]
    fn save_now(&mut self, page: usize) {
        debug_assert!(self.pages.is_touched(page));
        if self.pages.state[page] & FEW != 0 {
            return self.save_all_of_few(page);
        }
        let open = &mut self.pages.open;
        let at = open.cells.len();
        let all = page * PAGE_CELLS..(page + 1) * PAGE_CELLS;
        open.cells.extend_from_slice(&self.cells[all]);
        if self.pages.state[page] & WORDS_SAVED != 0 {
            self.pages.state[page] ^= WORDS_SAVED | SAVED;
            let place = self.pages.place[page] as usize;
            if let Saved::Touched { cells, .. } = &mut self.pages.open.list[place].saved {
                *cells = Some(at);
            }
            return;
        }
        let words = self.save_words_now(page);
        let cells = Some(at);
        let saved = Saved::Touched { words, cells };
        self.pages.open_page(page, saved);
    }

    fn save_words_now(&mut self, page: usize) -> SavedWords {
        let words = &self.words[page * PAGE_CELLS..(page + 1) * PAGE_CELLS];
        self.pages.open.keep_words(words)
    }

    /// The program writes cells of a saved page: noted, and not noticed again. Only the first few are told apart.
    pub(super) fn note_written(&mut self, page: usize, cells: std::ops::Range<usize>) {
        if !self.pages.recording {
            return;
        }
        debug_assert!(self.pages.state[page] & SAVED != 0);
        let place = self.pages.place[page] as usize;
        let open = &mut self.pages.open;
        let writes = &mut open.list[place].writes;
        if writes.is_whole() {
            return;
        }
        if writes.is_exact() {
            open.told += cells.len();
        }
        let start = page * PAGE_CELLS;
        let is_much = writes.is_exact() && open.told > MOST_EXACT;
        if is_much || self.pages.state[page] & SWEPT != 0 {
            *writes = Writes::WHOLE;
            return set_unclean(&mut self.words[start..start + PAGE_CELLS]);
        }
        let first = cells.start - start;
        let end = cells.end - start;
        let mut lines = 0u32;
        if cells.len() < LINE {
            for cell in first..end {
                match writes.tell(cell) {
                    true => self.words[start + cell] &= !CLEAN,
                    false => lines |= 1 << (cell / LINE),
                }
            }
        } else {
            (first / LINE..end.div_ceil(LINE)).for_each(|line| lines |= 1 << line);
        }
        while lines != 0 {
            let line = lines.trailing_zeros() as usize;
            lines &= lines - 1;
            if writes.tell_line(line) {
                return set_unclean(&mut self.words[start..start + PAGE_CELLS]);
            }
            let from = start + line * LINE;
            set_unclean(&mut self.words[from..from + LINE]);
        }
    }

    /// An interval begins: what is written from here on is noticed. The one before it is over, by
    /// [`Memory::take_difference`], [`Memory::forget_open`] or [`Memory::undo_open`].
    ///
    /// The frame that runs (its slots `frame`, header included) is written without any check, so its pages are
    /// saved at once; [`Memory::grow_stack`] and [`Memory::shrink_stack`] save those that the stack reaches later.
    pub fn begin_interval(&mut self, frame: std::ops::Range<usize>) {
        assert!(
            self.pages.open.list.is_empty(),
            "an interval is over before the next one begins"
        );
        if !self.pages.recording {
            self.pages.recording = true;
            for page in self.pages.touched().collect::<Vec<_>>() {
                self.mark_clean(page);
            }
        }
        self.open_stack(frame);
    }

    /// Ends the open interval, and tells what it changed.
    pub fn take_difference(&mut self) -> Difference {
        let mut builder = Builder::default();
        self.take_changes(&mut builder);
        builder.finish()
    }

    /// Ends the open interval, and adds what it changed to what others changed in pages before.
    pub(super) fn take_changes(&mut self, builder: &mut Builder) {
        let mut open = std::mem::take(&mut self.pages.open);
        open.list.sort_unstable_by_key(|open| open.page);
        let mut change = Change::NONE;
        for page in &open.list {
            if let Saved::Few(few) = page.saved {
                self.take_few(page, &open.few[few], builder);
                continue;
            }
            self.change_of(page, &open, &mut change);
            let was_touched = !matches!(page.saved, Saved::Untouched);
            let touches = was_touched != self.pages.is_touched(page.page as usize);
            builder.push(page.page, touches, &page.writes, &change);
            self.close_page(page);
        }
        self.pages.closed = self.pages.closed.wrapping_add(1);
        open.clear();
        self.pages.open = open;
    }

    /// Ends the open interval, whose changes are known already.
    pub fn forget_open(&mut self) {
        let mut open = std::mem::take(&mut self.pages.open);
        for page in &open.list {
            match page.saved {
                Saved::Few(few) => self.close_few(page.page as usize, &open.few[few]),
                _ => self.close_page(page),
            }
        }
        open.clear();
        self.pages.open = open;
    }

    /// Ends the open interval and puts back what there was before it.
    pub fn undo_open(&mut self) {
        let mut open = std::mem::take(&mut self.pages.open);
        for page in &open.list {
            self.put_back(page, &open);
            self.pages.state[page.page as usize] &= !(SAVED | WORDS_SAVED | FEW);
        }
        open.clear();
        self.pages.open = open;
    }

    fn change_of(&self, page: &OpenPage, open: &OpenPages, change: &mut Change) {
        let start = page.page as usize * PAGE_CELLS;
        let cells = &self.cells[start..start + PAGE_CELLS];
        let words = &self.words[start..start + PAGE_CELLS];
        let (saved_words, cells_at) = match page.saved {
            Saved::Touched { words, cells } => (words, cells),
            _ => (SavedWords::Alike(0), None),
        };
        match (page.saved, cells_at) {
            (Saved::Untouched, _) => change.cells.copy_from_slice(cells),
            (_, None) => change.cells.fill(0),
            (_, Some(at)) => {
                let saved = &open.cells[at..at + PAGE_CELLS];
                let pairs = cells.iter().zip(saved);
                let changes = change.cells.iter_mut().zip(pairs);
                changes.for_each(|(to, (now, old))| *to = now ^ old);
            }
        }
        let changes = change.words.iter_mut().zip(words);
        match saved_words {
            SavedWords::Each(at) => {
                let saved = &open.words[at..at + PAGE_CELLS];
                let changes = changes.zip(saved);
                changes.for_each(|((to, now), old)| *to = now & OURS ^ old);
            }
            SavedWords::Alike(old) => changes.for_each(|(to, now)| *to = now & OURS ^ old),
        }
    }

    fn close_page(&mut self, open: &OpenPage) {
        let page = open.page as usize;
        let is_new = matches!(open.saved, Saved::Untouched);
        let is_swept = open.writes.is_whole() && !is_new;
        let is_lesson = self.pages.closed.is_multiple_of(LESSON);
        let state = &mut self.pages.state[page];
        let is_clean = *state & SAVED == 0;
        *state &= !(SAVED | WORDS_SAVED | SWEPT);
        if is_swept && !is_lesson {
            *state |= SWEPT;
        }
        if !is_clean && self.pages.is_touched(page) {
            self.mark_clean(page);
        }
    }

    fn put_back(&mut self, page: &OpenPage, open: &OpenPages) {
        let number = page.page as usize;
        let all = number * PAGE_CELLS..(number + 1) * PAGE_CELLS;
        let (words, cells) = match page.saved {
            Saved::Untouched => return self.untouch(number),
            Saved::Few(few) => return self.put_few_back(number, &open.few[few]),
            Saved::Touched { words, cells } => (words, cells),
        };
        if let Some(at) = cells {
            self.cells[all.clone()].copy_from_slice(&open.cells[at..at + PAGE_CELLS]);
        }
        let now = self.words[all].iter_mut();
        let renew = |word: &mut u32, old: u32| *word = *word & !OURS | CLEAN | old;
        match words {
            SavedWords::Each(at) => {
                let saved = &open.words[at..at + PAGE_CELLS];
                now.zip(saved).for_each(|(word, old)| renew(word, *old));
            }
            SavedWords::Alike(old) => now.for_each(|word| renew(word, old)),
        }
    }

    /// Pages dirtied so far in the open interval.
    pub fn dirty_pages(&self) -> usize {
        self.pages.open.list.len()
    }

    /// Whether changes are kept at all.
    pub fn is_recording(&self) -> bool {
        self.pages.recording
    }

    /// Back to where the page did not exist. Watch flags come back when it is touched again.
    pub(super) fn untouch(&mut self, page: usize) {
        self.pages.touched -= 1;
        self.pages.state[page] &= !(TOUCHED | SWEPT);
        let all = page * PAGE_CELLS..(page + 1) * PAGE_CELLS;
        self.cells[all.clone()].fill(0);
        self.words[all].fill(0);
    }

    /// The page exists again, and has its contents already.
    pub(super) fn touch_again(&mut self, page: usize) {
        self.pages.touched += 1;
        self.pages.state[page] |= TOUCHED;
        if self.pages.recording {
            self.mark_clean(page);
        }
        self.flag_again(page);
    }

    /// Keeps what a page holds, or that there is none.
    pub(super) fn save_as_it_is(&mut self, page: usize) {
        if self.pages.state[page] & SAVED != 0 {
            return;
        }
        match self.pages.is_touched(page) {
            true => self.save_now(page),
            false => {
                let pages = &mut self.pages;
                pages.open_page(page, Saved::Untouched);
            }
        }
    }

    fn mark_clean(&mut self, page: usize) {
        for word in self.page_words(page) {
            *word |= CLEAN;
        }
    }

    fn page_words(&mut self, page: usize) -> &mut [u32] {
        let start = page * PAGE_CELLS;
        &mut self.words[start..start + PAGE_CELLS]
    }

    /// Makes a page of the stack real: every slot a register.
    pub(super) fn touch_stack_page(&mut self, page: usize) {
        if self.pages.is_touched(page) {
            self.save(page);
        } else {
            self.touch(page);
            self.page_words(page).fill(REGISTER);
            self.flag_again(page);
        }
    }

    /// Equal for equal contents of memory, whatever was looked at or saved in between.
    pub fn hash_into(&self, hasher: &mut impl std::hash::Hasher) {
        for page in self.pages.touched() {
            let cells = page * PAGE_CELLS..(page + 1) * PAGE_CELLS;
            let words = self.words[cells.clone()]
                .iter()
                .map(|w| u64::from(w & OURS));
            let sum = self.cells[cells].iter().copied().zip(words);
            let sum = sum.fold(0, |sum, (cell, word)| mix(mix(sum, cell), word));
            hasher.write_usize(page);
            hasher.write_u64(sum);
        }
    }
}

/// One step of a hash that is quick, not strong: whole memories are hashed at many moments.
fn mix(sum: u64, value: u64) -> u64 {
    (sum.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Writes of these cells are not noticed any more.
pub(super) fn set_unclean(words: &mut [u32]) {
    for word in words {
        *word &= !CLEAN;
    }
}
