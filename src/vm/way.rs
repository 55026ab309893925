//! Ways through time: differences that are applied one after the other. All of them to a few pages, then all of them to
//! the next few, so that a long way goes through memory once.

use super::difference::{Builder, Difference};
use super::memory::Memory;
use super::pack::{Pack, Packed};
use super::page::PAGE_CELLS;

/// What is still to be applied, by difference.
pub(super) struct Way<'a>(Vec<&'a [Pack]>);

impl<'a> Way<'a> {
    pub(super) fn new(differences: &[&'a Difference]) -> Way<'a> {
        Way(differences.iter().map(|d| d.packs()).collect())
    }

    /// The packs of the next few pages, in the order in which they are to be applied.
    pub(super) fn next(&mut self, packs: &mut Vec<&'a Pack>) -> bool {
        packs.clear();
        let firsts = self.0.iter().filter_map(|rest| rest.first());
        let Some(number) = firsts.map(|pack| pack.number).min() else {
            return false;
        };
        for rest in &mut self.0 {
            if let Some((first, later)) = rest.split_first()
                && first.number == number
            {
                packs.push(first);
                *rest = later;
            }
        }
        true
    }
}

impl Memory {
    /// Undoes intervals that end at the present, or does them again if they begin there. None may be open with pages in
    /// it.
    pub fn apply(&mut self, way: &[&Difference]) {
        debug_assert_eq!(self.dirty_pages(), 0, "an interval is open");
        let (mut way, mut packs) = (Way::new(way), Vec::new());
        while way.next(&mut packs) {
            for packed in packs.iter().flat_map(|pack| pack.iter()) {
                self.apply_page(&packed);
            }
        }
    }

    /// The same, and tells what they changed together.
    pub fn apply_as_one(&mut self, way: &[&Difference]) -> Difference {
        debug_assert_eq!(self.dirty_pages(), 0, "an interval is open");
        let (mut way, mut packs) = (Way::new(way), Vec::new());
        let mut builder = Builder::default();
        while way.next(&mut packs) {
            Pack::page_by_page(&packs, |same| {
                // Told once, it is told already.
                if let [only] = same {
                    builder.copy(only);
                    return self.apply_page(only);
                }
                for packed in same {
                    self.save_as_it_is(packed.page as usize);
                    self.apply_page(packed);
                }
                self.take_changes(&mut builder);
            });
        }
        builder.finish()
    }

    fn apply_page(&mut self, packed: &Packed<'_>) {
        let page = packed.page as usize;
        if packed.touches() && self.pages.is_touched(page) {
            self.untouch(page);
            return;
        }
        let start = page * PAGE_CELLS;
        let cells = &mut self.cells[start..start + PAGE_CELLS];
        // The flags of whoever looks on are in no difference, and so stay as they are.
        packed.apply(cells, &mut self.words[start..start + PAGE_CELLS]);
        if packed.touches() {
            self.touch_again(page);
        }
    }
}
