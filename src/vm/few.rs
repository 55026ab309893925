//! Pages of which an interval writes only a few cells: those alone are kept and compared. Programs that write here and
//! there, as hash maps make them do, would otherwise copy a page for each number.

use std::ops::Range;

use super::difference::Builder;
use super::memory::Memory;
use super::page::{FEW, OURS, OpenPage, PAGE_CELLS, SAVED, SWEPT, Saved, WORDS_SAVED, set_unclean};
use super::word::CLEAN;
use super::writes::Writes;

/// Cells of a page that are kept one by one: keeping more of them takes about as long as keeping the page.
pub(super) const MOST: usize = 32;
/// Pages of which a few cells are kept, at the most: among more, finding the place to keep a cell takes longer than keeping
/// the page.
const MOST_PAGES: usize = 2048;
/// Who begins with so many neighbours writes them all, most likely.
const ROW: usize = 8;
/// Cells that are written by one instruction, at the most.
const MOST_AT_ONCE: usize = 4;

/// A cell of a page, by its number there: what it held, or what became of it.
#[derive(Clone, Copy, Default)]
pub(super) struct OneCell {
    pub value: u64,
    pub word: u32,
    pub cell: u32,
}

/// Some cells of one page, in the order in which they were written.
#[derive(Clone, Copy, Default)]
pub(super) struct FewCells {
    count: usize,
    cells: [OneCell; MOST],
}

impl FewCells {
    pub fn get(&self) -> &[OneCell] {
        &self.cells[..self.count]
    }

    /// False if there is no room, or will be none.
    fn push(&mut self, cell: OneCell) -> bool {
        if self.count == ROW && cell.cell.abs_diff(self.cells[0].cell) == ROW as u32 {
            return false;
        }
        let place = self.cells.get_mut(self.count);
        self.count += usize::from(place.is_some());
        place.map(|place| *place = cell).is_some()
    }

    /// What searches for writes are told, of a page that was written after so many others.
    fn writes(&self, others: u32) -> Writes {
        let mut writes = Writes::of_page(others as usize);
        for one in self.get() {
            writes.tell(one.cell as usize);
        }
        writes
    }
}

impl Memory {
    /// Keeps a cell that the program is about to write for the first time in the interval, and notes that. False if the
    /// whole page has to be kept.
    pub(super) fn save_cell(&mut self, page: usize, cell: usize) -> bool {
        let pages = &mut self.pages;
        let is_otherwise = SAVED | WORDS_SAVED | SWEPT;
        if !pages.is_recording() || pages.state[page] & is_otherwise != 0 || !pages.is_touched(page)
        {
            return false;
        }
        if pages.state[page] & FEW == 0 {
            let few = pages.open.few.len();
            if few == MOST_PAGES {
                return false;
            }
            pages.open.few.push(FewCells::default());
            pages.open_page(page, Saved::Few(few));
        }
        let open = &mut pages.open;
        let Saved::Few(few) = open.list[pages.place[page] as usize].saved else {
            return false;
        };
        let is_kept = open.few[few].push(OneCell {
            value: self.cells[cell],
            word: self.words[cell] & OURS,
            cell: (cell % PAGE_CELLS) as u32,
        });
        if is_kept {
            self.words[cell] &= !CLEAN;
        }
        is_kept
    }

    /// The same for some neighbouring cells.
    pub(super) fn save_cells(&mut self, page: usize, mut cells: Range<usize>) -> bool {
        cells.len() <= MOST_AT_ONCE
            && cells.all(|cell| {
                let is_kept = self.pages.state[page] & FEW != 0 && self.words[cell] & CLEAN == 0;
                is_kept || self.save_cell(page, cell)
            })
    }

    /// Something else is about to be written: keeps all of a page of which a few cells are kept.
    pub(super) fn save_all_of_few(&mut self, page: usize) {
        let all = page * PAGE_CELLS..(page + 1) * PAGE_CELLS;
        let open = &mut self.pages.open;
        let others = self.pages.place[page];
        let place = others as usize;
        let entry = &mut open.list[place];
        let Saved::Few(few) = entry.saved else {
            return;
        };
        let few = &open.few[few];
        let at = open.cells.len();
        open.cells.extend_from_slice(&self.cells[all.clone()]);
        let mut words = [0; PAGE_CELLS];
        words.copy_from_slice(&self.words[all.clone()]);
        for one in few.get() {
            open.cells[at + one.cell as usize] = one.value;
            words[one.cell as usize] = one.word;
        }
        entry.writes = few.writes(others);
        let is_noted = entry.writes.is_whole();
        let (words, cells) = (open.keep_words(&words), Some(at));
        open.list[place].saved = Saved::Touched { words, cells };
        self.pages.state[page] ^= FEW | SAVED;
        if is_noted {
            set_unclean(&mut self.words[all]);
        }
    }

    /// Tells what became of the few cells, and closes the page.
    pub(super) fn take_few(&mut self, page: &OpenPage, few: &FewCells, builder: &mut Builder) {
        let start = page.page as usize * PAGE_CELLS;
        let mut changes = *few;
        let changes = &mut changes.cells[..few.count];
        for one in changes.iter_mut() {
            one.value ^= self.cells[start + one.cell as usize];
            one.word ^= self.words[start + one.cell as usize] & OURS;
        }
        changes.sort_unstable_by_key(|one| one.cell);
        let others = self.pages.place[page.page as usize];
        builder.push_few(page.page, &few.writes(others), changes);
        self.close_few(page.page as usize, few);
    }

    pub(super) fn close_few(&mut self, page: usize, few: &FewCells) {
        self.pages.state[page] &= !FEW;
        for one in few.get() {
            self.words[page * PAGE_CELLS + one.cell as usize] |= CLEAN;
        }
    }

    pub(super) fn put_few_back(&mut self, page: usize, few: &FewCells) {
        for one in few.get() {
            let at = page * PAGE_CELLS + one.cell as usize;
            self.cells[at] = one.value;
            self.words[at] = self.words[at] & !OURS | CLEAN | one.word;
        }
    }
}
