//! Pages: which parts of the arena were ever touched, and the old images of those written in the open interval.
//! An image is bidirectional: swapping it with the memory undoes the interval, swapping again redoes it.

use super::memory::Memory;
use super::word::{CLEAN, REGISTER, WATCH_READ, WATCH_WRITE};

pub const PAGE_BYTES: u64 = 4096;
/// Cells (and granule words) of a page.
pub const PAGE_CELLS: usize = (PAGE_BYTES / 8) as usize;
/// What a touched page costs the host: bytes and granule words.
pub const PAGE_COST: u64 = size_of::<PageData>() as u64;

/// The page has granule words of its own; before that it is all zero, and costs nothing.
const TOUCHED: u8 = 1;
/// Its image of the open interval is taken.
const SAVED: u8 = 2;
/// More of its cells were written in the open interval than are told one by one.
const WHOLE: u8 = 4;

/// Cells of a page that are told one by one.
const TOLD: usize = 4;

/// Which cells of a page the program wrote through pointers in an interval, and maybe more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Written {
    /// Numbers of cells from 1; 0 is none.
    cells: [u16; TOLD],
    is_whole: bool,
}

impl Written {
    const WHOLE: Written = Written {
        cells: [0; TOLD],
        is_whole: true,
    };

    /// False if it is one too many.
    fn add(&mut self, cell: usize) -> bool {
        let number = cell as u16 + 1;
        if self.is_whole || self.cells.contains(&number) {
            return true;
        }
        match self.cells.iter_mut().find(|c| **c == 0) {
            Some(free) => *free = number,
            None => return false,
        }
        true
    }

    fn join(&mut self, other: Written) {
        let more = other.cells.iter().filter(|c| **c != 0);
        if other.is_whole || !more.into_iter().all(|c| self.add(usize::from(*c) - 1)) {
            *self = Written::WHOLE;
        }
    }

    /// Whether one of these cells may be among them.
    fn may_hold(&self, cells: std::ops::Range<usize>) -> bool {
        let is_in = |c: &u16| *c != 0 && cells.contains(&(usize::from(*c) - 1));
        self.is_whole || self.cells.iter().any(is_in)
    }
}

/// The contents of one page.
#[derive(Clone, PartialEq, Eq)]
pub struct PageData {
    cells: [u64; PAGE_CELLS],
    words: [u32; PAGE_CELLS],
}

/// The other contents of a page: those before the interval while the present lies behind it, else those after.
#[derive(Clone, PartialEq, Eq)]
pub struct PageImage {
    pub page: u32,
    written: Written,
    /// `None`: never touched.
    data: Option<Box<PageData>>,
}

impl PageImage {
    /// Bytes of the host. An untouched page counts as well: its image fills up when time goes back over it.
    pub const COST: u64 = PAGE_COST + size_of::<PageImage>() as u64;

    /// Of the same page, for an interval that takes another one in.
    pub fn written_too(&mut self, other: &PageImage) {
        self.written.join(other.written);
    }

    /// Whether the program may have written these bytes through pointers.
    pub fn may_have_written(&self, bytes: &std::ops::Range<u64>) -> bool {
        let start = u64::from(self.page) * PAGE_BYTES;
        let cell = |byte: u64| (byte.saturating_sub(start).min(PAGE_BYTES) / 8) as usize;
        let end = bytes.end.saturating_add(7);
        self.written.may_hold(cell(bytes.start)..cell(end))
    }
}

/// The state of all pages.
pub(super) struct Pages {
    state: Vec<u8>,
    /// By page: what was written in the open interval.
    written: Vec<[u16; TOLD]>,
    open: Vec<PageImage>,
    recording: bool,
    touched: u64,
    limit: u64,
}

impl Pages {
    pub(super) fn new(pages: usize, limit: u64) -> Pages {
        Pages {
            state: vec![0; pages],
            written: vec![[0; TOLD]; pages],
            open: Vec::new(),
            recording: false,
            touched: 0,
            limit,
        }
    }

    #[inline]
    pub(super) fn is_touched(&self, page: usize) -> bool {
        self.state[page] & TOUCHED != 0
    }

    pub(super) fn touched_bytes(&self) -> u64 {
        self.touched * PAGE_COST
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
            self.pages.state[page] |= SAVED | WHOLE;
            self.pages.open.push(PageImage {
                page: page as u32,
                written: Written::default(),
                data: None,
            });
        }
    }

    /// Keeps the contents of a touched page before the first write of the interval.
    #[inline]
    pub(super) fn save(&mut self, page: usize) {
        if self.pages.recording && self.pages.state[page] & SAVED == 0 {
            self.save_now(page);
        }
    }

    #[cold]
    fn save_now(&mut self, page: usize) {
        debug_assert!(self.pages.is_touched(page));
        let data = self.read_page(page);
        self.pages.state[page] |= SAVED;
        self.pages.open.push(PageImage {
            page: page as u32,
            written: Written::default(),
            data: Some(data),
        });
    }

    /// The program writes cells of a saved page: noted, and not noticed again. Only the first few are told apart.
    pub(super) fn note_written(&mut self, page: usize, cells: std::ops::Range<usize>) {
        if !self.pages.recording || self.pages.state[page] & WHOLE != 0 {
            return;
        }
        let start = page * PAGE_CELLS;
        let mut written = Written {
            cells: self.pages.written[page],
            is_whole: false,
        };
        for cell in cells {
            if !written.add(cell - start) {
                self.pages.state[page] |= WHOLE;
                for word in self.page_words(page) {
                    *word &= !CLEAN;
                }
                return;
            }
            self.words[cell] &= !CLEAN;
        }
        self.pages.written[page] = written.cells;
    }

    /// From here on images are taken; what was taken since the last call is handed over.
    ///
    /// The frame that runs (its slots `frame`, header included) is written without any check, so its pages are
    /// saved at once; `Memory::enter` and `Memory::leave` save those that the stack reaches later.
    pub fn begin_interval(&mut self, frame: std::ops::Range<usize>) -> Vec<PageImage> {
        let images = self.close_interval();
        if !self.pages.recording {
            self.pages.recording = true;
            for page in self.pages.touched().collect::<Vec<_>>() {
                self.mark_clean(page);
            }
        }
        self.open_stack(frame);
        images
    }

    /// Hands over the images of the open interval; the next one must be begun before anything runs.
    pub fn close_interval(&mut self) -> Vec<PageImage> {
        let mut images = std::mem::take(&mut self.pages.open);
        for image in &mut images {
            let page = image.page as usize;
            image.written = Written {
                cells: std::mem::take(&mut self.pages.written[page]),
                is_whole: self.pages.state[page] & WHOLE != 0,
            };
            self.pages.state[page] &= !(SAVED | WHOLE);
            if self.pages.is_touched(page) {
                self.mark_clean(page);
            }
        }
        images
    }

    /// Pages dirtied so far in the open interval.
    pub fn dirty_pages(&self) -> usize {
        self.pages.open.len()
    }

    pub fn dirty_page_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.pages.open.iter().map(|image| image.page)
    }

    /// Whether images are taken at all.
    pub fn is_recording(&self) -> bool {
        self.pages.recording
    }

    /// Exchanges the contents of memory and images. No interval may be open with images in it.
    pub fn swap(&mut self, images: &mut [PageImage]) {
        debug_assert!(
            self.pages.open.is_empty(),
            "close the interval before moving in time"
        );
        for image in images {
            self.swap_page(image);
        }
    }

    /// Gives memory the contents of images; what it held until now is lost. No interval may be open with images in it.
    pub fn put_back(&mut self, images: Vec<PageImage>) {
        debug_assert!(
            self.pages.open.is_empty(),
            "close the interval before moving in time"
        );
        for image in images {
            self.write_page(image.page as usize, image.data);
        }
    }

    fn swap_page(&mut self, image: &mut PageImage) {
        let page = image.page as usize;
        let now = self.pages.is_touched(page).then(|| self.read_page(page));
        let then = std::mem::replace(&mut image.data, now);
        self.write_page(page, then);
    }

    fn write_page(&mut self, page: usize, contents: Option<Box<PageData>>) {
        let watched = self.page_watches(page);
        match contents {
            Some(data) => {
                self.pages.touched += u64::from(!self.pages.is_touched(page));
                self.pages.state[page] |= TOUCHED;
                let start = page * PAGE_CELLS;
                self.cells[start..start + PAGE_CELLS].copy_from_slice(&data.cells);
                self.words[start..start + PAGE_CELLS].copy_from_slice(&data.words);
                if self.pages.recording {
                    self.mark_clean(page);
                }
            }
            None => {
                self.pages.touched -= u64::from(self.pages.is_touched(page));
                self.pages.state[page] &= !TOUCHED;
                let start = page * PAGE_CELLS;
                self.cells[start..start + PAGE_CELLS].fill(0);
                self.words[start..start + PAGE_CELLS].fill(0);
            }
        }
        self.restore_watches(page, watched);
    }

    /// Watch flags belong to whoever looks on, not to a moment: they stay where they are when time moves.
    fn page_watches(&self, page: usize) -> Option<Vec<u32>> {
        const WATCHES: u32 = WATCH_READ | WATCH_WRITE;
        let start = page * PAGE_CELLS;
        let words = &self.words[start..start + PAGE_CELLS];
        words
            .iter()
            .any(|w| w & WATCHES != 0)
            .then(|| words.iter().map(|w| w & WATCHES).collect())
    }

    fn restore_watches(&mut self, page: usize, watched: Option<Vec<u32>>) {
        for (word, watch) in self
            .page_words(page)
            .iter_mut()
            .zip(watched.unwrap_or_default())
        {
            *word |= watch;
        }
    }

    fn read_page(&self, page: usize) -> Box<PageData> {
        const OURS: u32 = !(CLEAN | WATCH_READ | WATCH_WRITE);
        let start = page * PAGE_CELLS;
        let mut data = Box::new(PageData {
            cells: [0; PAGE_CELLS],
            words: [0; PAGE_CELLS],
        });
        data.cells
            .copy_from_slice(&self.cells[start..start + PAGE_CELLS]);
        for (to, from) in data.words.iter_mut().zip(&self.words[start..]) {
            *to = from & OURS;
        }
        data
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
        const OURS: u32 = !(CLEAN | WATCH_READ | WATCH_WRITE);
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
