//! Differences: what an interval changed in memory, kept as the exclusive or of its start and its end. The same
//! difference undoes the interval and does it again, and two neighbours become one by the exclusive or of theirs.

use super::few::OneCell;
use super::pack::{Change, PACK, Pack, Packed, Packing};
use super::page::PAGE_BYTES;
use super::way::Way;
use super::writes::Writes;

/// Packs that are looked at to tell how much two differences have in common.
const ASKED: usize = 24;

/// What an interval changed. Sorted by page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    packs: Vec<Pack>,
    bytes: u64,
}

impl Difference {
    /// How many pages it tells of.
    #[cfg(test)]
    fn pages(&self) -> usize {
        let packs = self.packs.iter();
        packs.map(|pack| pack.has.count_ones() as usize).sum()
    }

    /// Bytes of the host.
    pub fn cost(&self) -> u64 {
        // An allocation has a header of its own.
        self.bytes + self.packs.len() as u64 * (size_of::<Pack>() as u64 + 16)
    }

    pub(super) fn packs(&self) -> &[Pack] {
        &self.packs
    }

    #[cfg(test)]
    fn iter(&self) -> impl Iterator<Item = Packed<'_>> + '_ {
        self.packs.iter().flat_map(Pack::iter)
    }

    /// This one and then the next.
    pub fn join(&mut self, next: Difference) {
        let mut joined = Difference::default();
        let mut packing = Packing::default();
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
                    joined.add(Pack::union(&[one, other], &mut packing));
                    (a, b) = (first.next(), next.next());
                }
            }
        }
        for pack in a.into_iter().chain(first).chain(b).chain(next) {
            joined.add(Some(pack));
        }
        joined.packs.shrink_to_fit();
        *self = joined;
    }

    /// All of these, one after the other.
    pub fn union(parts: &[&Difference]) -> Difference {
        let mut union = Difference::default();
        let (mut way, mut packs) = (Way::new(parts), Vec::new());
        let mut packing = Packing::default();
        while way.next(&mut packs) {
            union.add(Pack::union(&packs, &mut packing));
        }
        union.packs.shrink_to_fit();
        union
    }

    /// About so many bytes would be saved by joining this one and another.
    pub fn saving(&self, other: &Difference) -> u64 {
        let common: Vec<_> = self.common_packs(other).collect();
        // Of many, some tell enough.
        let step = (common.len() / ASKED).max(1);
        let asked = common.iter().step_by(step);
        asked.map(|(a, b)| a.saving(b)).sum::<u64>() * step as u64
    }

    /// How many pages both tell of, and how many this one.
    pub fn common_pages(&self, other: &Difference) -> (usize, usize) {
        let count = |pages: u16| pages.count_ones() as usize;
        let common = self.common_packs(other);
        let common = common.map(|(a, b)| count(a.has & b.has)).sum();
        (common, self.packs.iter().map(|pack| count(pack.has)).sum())
    }

    fn common_packs<'a>(
        &'a self,
        other: &'a Difference,
    ) -> impl Iterator<Item = (&'a Pack, &'a Pack)> {
        let mut others = other.packs.iter().peekable();
        self.packs.iter().filter_map(move |pack| {
            while others.next_if(|o| o.number < pack.number).is_some() {}
            let same = others.next_if(|o| o.number == pack.number)?;
            Some((pack, same))
        })
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

    fn add(&mut self, pack: Option<Pack>) {
        if let Some(pack) = pack {
            self.bytes += pack.len() as u64;
            self.packs.push(pack);
        }
    }
}

/// Packs page after page, in their order.
#[derive(Default)]
pub(super) struct Builder {
    done: Difference,
    number: u32,
    packing: Packing,
}

impl Builder {
    pub(super) fn push(&mut self, page: u32, touches: bool, written: &Writes, change: &Change) {
        self.begin(page);
        self.packing.put_page(page, touches, written, change);
    }

    /// A page of which these cells alone changed, in their order.
    pub(super) fn push_few(&mut self, page: u32, written: &Writes, changes: &[OneCell]) {
        self.begin(page);
        self.packing.put_few(page, written, changes);
    }

    /// A page as it is packed elsewhere.
    pub(super) fn copy(&mut self, packed: &Packed<'_>) {
        self.begin(packed.page);
        self.packing.copy(packed);
    }

    fn begin(&mut self, page: u32) {
        if self.number != page / PACK {
            self.close();
            self.number = page / PACK;
        }
    }

    pub(super) fn finish(mut self) -> Difference {
        self.close();
        self.done.packs.shrink_to_fit();
        self.done
    }

    fn close(&mut self) {
        if !self.packing.is_empty() {
            let pack = self.packing.take(self.number);
            self.done.add(Some(pack));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::PAGE_CELLS;
    use super::super::writes::Writes;
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
            let mut written = Writes::NONE;
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
