//! Keeps the tags of the granules in step with the tree of owners. Whole granules of a new owner are painted in
//! one sweep; wherever owners meet or end, each granule is settled from the block table.

use std::ops::Range;

use crate::bytecode::address::{HEAP_BASE, global_tag};

use super::memory::Memory;
use super::owner::{LOOKERS_ON, Owner};
use super::page::{PAGE_BYTES, PAGE_CELLS};
use super::word::{self, DEAD, DEFINED, KIND, META, SHARED, TAG, UNDEFINED_CELL, WHOLE};

/// Who owns a granule.
enum GranuleOwner {
    /// One owner has all of it, and all up to `until`.
    One {
        tag: u16,
        until: u64,
    },
    /// One owner has the first bytes, nobody the rest.
    Part {
        tag: u16,
        len: u64,
    },
    Several,
    Nobody {
        until: u64,
    },
}

impl Memory {
    /// Paints the granules of a new owner, which is in its table already; their bytes become undefined.
    ///
    /// Untouched pages that lie wholly inside stay untouched: they are painted when they are first used. Only
    /// leases may leave them so, for only they are found from an address alone.
    pub(super) fn own(&mut self, start: u64, end: u64, tag: u16) {
        if let Some(granules) = self.granules_of_page(start, end) {
            self.save(granules.start / PAGE_CELLS);
            return self.own_granules(granules, tag);
        }
        self.each_page(start, end, |memory, page, from, upto| {
            if !memory.pages.is_touched(page) {
                if upto - from == PAGE_BYTES {
                    return;
                }
                memory.make_real(page);
            }
            memory.save(page);
            let whole = from.next_multiple_of(8).min(upto)..(upto & !7).max(from);
            if whole.is_empty() {
                memory.undefine_frame(from, upto - from);
                return memory.paint(from, upto, tag);
            }
            memory.own_granules((whole.start >> 3) as usize..(whole.end >> 3) as usize, tag);
            for (at, end) in [(from, whole.start), (whole.end, upto)] {
                if at < end {
                    memory.undefine_frame(at, end - at);
                    memory.paint(at, end, tag);
                }
            }
        });
    }

    /// The granules of a range that fills them, in one page that is touched. Most blocks are such.
    #[inline]
    fn granules_of_page(&self, start: u64, end: u64) -> Option<Range<usize>> {
        let page = (start / PAGE_BYTES) as usize;
        let is_one = (start | end) & 7 == 0 && end <= (page as u64 + 1) * PAGE_BYTES;
        if !is_one || !self.pages.is_touched(page) {
            return None;
        }
        Some((start >> 3) as usize..(end >> 3) as usize)
    }

    /// Whole granules get an owner, and no values.
    #[inline]
    fn own_granules(&mut self, granules: Range<usize>, tag: u16) {
        for cell in &mut self.cells[granules.clone()] {
            *cell = UNDEFINED_CELL;
        }
        self.paint_undefined(granules, tag);
    }

    /// The same; what the cells held stays there.
    #[inline]
    fn paint_undefined(&mut self, granules: Range<usize>, tag: u16) {
        for word in &mut self.words[granules] {
            *word = *word & LOOKERS_ON | word::with_tag(tag) | WHOLE;
        }
    }

    /// Paints pages of the heap for the allocator that asked for them; the block made of them will be undefined.
    pub(super) fn own_pages(&mut self, start: u64, end: u64, tag: u16) {
        self.each_page(start, end, |memory, page, from, upto| {
            if memory.pages.is_touched(page) {
                memory.save_words(page);
                memory.forget_values(from, upto);
                memory.paint(from, upto, tag);
            }
        });
    }

    /// Paints the granules of an owner whose tag has changed; the contents stay.
    pub(super) fn rename(&mut self, start: u64, end: u64, tag: u16) {
        self.each_page(start, end, |memory, page, from, upto| {
            if memory.pages.is_touched(page) {
                memory.save_words(page);
                memory.paint(from, upto, tag);
            }
        });
    }

    /// Takes granules back from an owner with tag `from` that is out of its table: they belong to whoever is around
    /// it, most likely the one with tag `to`. Their bytes become undefined; what they held last stays readable for
    /// people, since nothing overwrites it.
    pub(super) fn disown(&mut self, start: u64, end: u64, from: u16, to: u16) {
        self.each_page(start, end, |memory, page, at, upto| {
            if !memory.pages.is_touched(page) {
                return;
            }
            memory.save_words(page);
            memory.forget_values(at, upto);
            // A local is known only by the tags on its granules, so they must be there before anybody looks.
            let granules = (at >> 3) as usize..upto.div_ceil(8) as usize;
            for word in &mut memory.words[granules] {
                if word::tag(*word) == from {
                    *word = *word & !TAG | word::with_tag(to);
                }
            }
            memory.settle(at, upto);
        });
    }

    /// The same where the memory lies wholly inside the owner with tag `to`, from which it was cut.
    pub(super) fn give_back(&mut self, start: u64, end: u64, from: u16, to: u16) {
        if let Some(granules) = self.granules_of_page(start, end) {
            self.save_words(granules.start / PAGE_CELLS);
            return self.paint_undefined(granules, to);
        }
        let (first, last) = (start.next_multiple_of(8).min(end), (end & !7).max(start));
        if start < first {
            self.disown(start, first, from, to);
        }
        if first >= last {
            if first < end {
                self.disown(first, end, from, to);
            }
            return;
        }
        self.each_page(first, last, |memory, page, at, upto| {
            if memory.pages.is_touched(page) {
                memory.save_words(page);
                memory.paint_undefined((at >> 3) as usize..(upto >> 3) as usize, to);
            }
        });
        if last < end {
            self.disown(last, end, from, to);
        }
    }

    /// Makes an untouched page real: everything in it belongs to the leases around it, all undefined.
    pub(super) fn make_real(&mut self, page: usize) {
        self.touch(page);
        self.cells[page * PAGE_CELLS..(page + 1) * PAGE_CELLS].fill(UNDEFINED_CELL);
        let start = page as u64 * PAGE_BYTES;
        self.settle(start, start + PAGE_BYTES);
    }

    /// Gives each global its tag and defines it.
    pub(super) fn paint_globals(&mut self) {
        for index in 0..self.owners.globals.len() {
            let (start, size, _) = self.owners.globals[index];
            for granule in start >> 3..(start + size).div_ceil(8) {
                let offset = start.saturating_sub(granule * 8);
                let bits = word::byte_mask(offset, (start + size - granule * 8).min(8) - offset);
                self.words[granule as usize] |= bits;
            }
            self.paint(start, start + size, global_tag(index));
        }
    }

    fn each_page(
        &mut self,
        start: u64,
        end: u64,
        mut act: impl FnMut(&mut Memory, usize, u64, u64),
    ) {
        let mut at = start;
        while at < end {
            let page = at / PAGE_BYTES;
            let upto = end.min((page + 1) * PAGE_BYTES);
            act(self, page as usize, at, upto);
            at = upto;
        }
    }

    /// Paints `[start, end)` of one real page; granules that are not wholly inside are settled.
    pub(super) fn paint(&mut self, start: u64, end: u64, tag: u16) {
        let from = start.next_multiple_of(8).min(end);
        let upto = (end & !7).max(from);
        for word in &mut self.words[(from >> 3) as usize..(upto >> 3) as usize] {
            *word = *word & (LOOKERS_ON | DEFINED) | word::with_tag(tag) | WHOLE;
        }
        if from > start {
            self.settle(start & !7, from);
        }
        if upto < end {
            self.settle(upto, end);
        }
    }

    /// Finds out for every granule that overlaps `[start, end)`, in one real page, who owns it now.
    pub(super) fn settle(&mut self, start: u64, end: u64) {
        let mut at = start & !7;
        let end = end.next_multiple_of(8);
        while at < end {
            let word = self.words[(at >> 3) as usize];
            let (run, owner) = match self.granule_owner(at) {
                GranuleOwner::One { tag, until } => {
                    (until.clamp(at + 8, end), word::with_tag(tag) | WHOLE)
                }
                GranuleOwner::Part { tag, len } => (at + 8, word::with_tag(tag) | word::first(len)),
                GranuleOwner::Several => (at + 8, self.base_tag(at).unwrap_or(word & TAG) | SHARED),
                GranuleOwner::Nobody { until } => {
                    let run = until.clamp(at + 8, end);
                    self.bury(at, run);
                    at = run;
                    continue;
                }
            };
            for word in &mut self.words[(at >> 3) as usize..(run >> 3) as usize] {
                *word = *word & (LOOKERS_ON | DEFINED) | owner;
            }
            at = run;
        }
    }

    /// Gives granules to nobody: pages of the heap were freed. Their bytes stay readable for people.
    pub(super) fn abandon(&mut self, start: u64, end: u64) {
        self.each_page(start, end, |memory, page, at, upto| {
            if memory.pages.is_touched(page) {
                memory.save_words(page);
                memory.forget_values(at, upto);
                memory.bury(at, upto.next_multiple_of(8));
            }
        });
    }

    /// Granules become nobody's. The last owner's tag stays on them, so that the next one gets another.
    fn bury(&mut self, start: u64, end: u64) {
        for word in &mut self.words[(start >> 3) as usize..(end >> 3) as usize] {
            if *word & KIND != META {
                *word = *word & (LOOKERS_ON | DEFINED | TAG) | DEAD;
            }
        }
    }

    /// Who owns the granule at `at`, by the tables of owners.
    fn granule_owner(&self, at: u64) -> GranuleOwner {
        let granule_end = at + 8;
        let Some(owner) = self.owner_at(at) else {
            // On the heap an owner that is no lease starts with a granule.
            let is_nobodys = match at >= HEAP_BASE {
                true => self.blocks.starting_in(at..granule_end).next().is_none(),
                false => (at..granule_end).all(|byte| self.owner_at(byte).is_none()),
            };
            return match is_nobodys {
                true => GranuleOwner::Nobody {
                    until: self.nobody_until(at),
                },
                false => GranuleOwner::Several,
            };
        };
        let inside = self.blocks.starting_in(at + 1..owner.end).next();
        let until = inside
            .and_then(|id| self.blocks.lease(id))
            .map_or(owner.end, |lease| lease.start);
        if until >= granule_end {
            return GranuleOwner::One {
                tag: owner.tag,
                until: until & !7,
            };
        }
        let is_last = until == owner.end && !self.is_owned_after(&owner, granule_end);
        match is_last {
            true => GranuleOwner::Part {
                tag: owner.tag,
                len: owner.end - at,
            },
            false => GranuleOwner::Several,
        }
    }

    /// Whether somebody owns bytes between the end of an owner and the end of its last granule.
    fn is_owned_after(&self, owner: &Owner, granule_end: u64) -> bool {
        let mut beyond = self.blocks.starting_in(owner.end..granule_end);
        if beyond.next().is_some() {
            return true;
        }
        match owner.lease {
            None => (owner.end..granule_end).any(|byte| self.owners.global_at(byte).is_some()),
            Some(id) => {
                let mut outermost = owner.start;
                for (_, lease) in self.blocks.outwards(id) {
                    if lease.end() > owner.end {
                        return true;
                    }
                    outermost = lease.start;
                }
                let base = self.base_owner_at(outermost);
                base.is_some_and(|base| base.end > owner.end)
            }
        }
    }

    /// Up to where no owner follows on a granule that is nobody's.
    fn nobody_until(&self, at: u64) -> u64 {
        if at < HEAP_BASE {
            return at + 8;
        }
        // On the heap, what is not a lease stands right behind a header.
        let page_end = (at / PAGE_BYTES + 1) * PAGE_BYTES;
        let cells = (at >> 3) as usize..(page_end >> 3) as usize;
        let header = self.words[cells]
            .iter()
            .position(|word| word & KIND == META);
        let header = header.map_or(page_end, |i| at + 8 * i as u64);
        let lease = self.blocks.starting_in(at..page_end).next();
        let lease = lease.and_then(|id| self.blocks.lease(id));
        lease.map_or(header, |lease| header.min(lease.start & !7))
    }

    /// The tag around all blocks that lie in a granule.
    fn base_tag(&self, at: u64) -> Option<u32> {
        let inner = (at..at + 8).find_map(|byte| self.blocks.innermost(byte))?;
        let (_, outermost) = self.blocks.outwards(inner).last()?;
        Some(word::with_tag(outermost.outer_tag))
    }
}
