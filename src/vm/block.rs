//! The block table: every block that an allocator handed out, alive or dead, and which of them lies where now.
//!
//! A block's life consists of *leases*: one when it is born, a further one each time its pointers are renewed (a
//! reallocation in place, an allocator that hands on what another one gave it). Each lease has a tag of its own.
//! Leases are never changed when time moves: whether one is alive is decided by the present.

mod lease;
mod travel;

use std::cell::RefCell;
use std::collections::HashMap;

use super::event::At;
use super::ledger::Ledger;
use super::places::Places;
use super::quick_hash::Quick;
use super::tagged::Tagged;
use super::{BlockId, Step, Tick};
pub use lease::{AllocatorId, Cause, Death, Lease, LeaseId, Request};
pub(in crate::vm) use lease::{EndedLease, NewBlock, NewLease};
use lease::{NEVER, NOBODY, Resize};

/// Where a block lies for some time: from before the instruction at `from` until before that at `until`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stay {
    pub start: u64,
    pub len: u64,
    pub from: Tick,
    pub until: Tick,
}

/// Sums over all blocks at the present.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Totals {
    pub live_blocks: u32,
    pub live_bytes: u64,
    pub peak_bytes: u64,
    /// When that was first reached.
    pub peak: Step,
    /// Blocks born so far; the number of the youngest.
    pub born: u32,
    pub born_bytes: u64,
}

impl Totals {
    #[inline]
    fn note_peak(&mut self, step: Step) {
        if self.live_bytes > self.peak_bytes {
            self.peak_bytes = self.live_bytes;
            self.peak = step;
        }
    }
}

/// Where the table stands in its ledgers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BlocksMark {
    leases: usize,
    deaths: usize,
    resizes: usize,
    pub totals: Totals,
}

pub struct Blocks {
    leases: Ledger<Lease>,
    deaths: Ledger<Death>,
    resizes: Ledger<Resize>,
    /// The innermost live lease at each start address.
    live: Places,
    allocators: Vec<(u64, u64)>,
    allocator_ids: HashMap<(u64, u64), AllocatorId, Quick>,
    last_allocator: AllocatorId,
    totals: Totals,
    limit: u32,
    /// Leases kept beyond which the table wants to be thinned.
    crowd: usize,
    /// For questions about dangling pointers.
    tagged: RefCell<Tagged>,
    /// Leases that had been let go of and are made again, whose end is not: nobody knows yet when it comes.
    unsettled: usize,
}

/// So many leases are always kept, dead or alive.
const FEW: usize = 200_000;
/// Leases that are looked at one by one before all are put in order.
const LATELY: usize = 50_000;

impl Blocks {
    pub(super) fn new(limit: u32) -> Blocks {
        Blocks {
            leases: Ledger::default(),
            deaths: Ledger::default(),
            resizes: Ledger::default(),
            live: Places::default(),
            allocators: Vec::new(),
            allocator_ids: HashMap::default(),
            last_allocator: AllocatorId(0),
            totals: Totals::default(),
            limit,
            crowd: FEW,
            tagged: RefCell::default(),
            unsettled: 0,
        }
    }

    pub fn totals(&self) -> Totals {
        self.totals
    }

    pub fn leases(&self) -> &Ledger<Lease> {
        &self.leases
    }

    pub fn deaths(&self) -> &Ledger<Death> {
        &self.deaths
    }

    #[inline]
    pub fn lease(&self, id: LeaseId) -> Option<&Lease> {
        self.leases.get(id.0 as usize)
    }

    /// The leases of the past that had a tag, from the youngest to the oldest.
    pub(super) fn tagged(&self, tag: u16) -> Vec<(LeaseId, &Lease)> {
        let mut tagged = self.tagged.borrow_mut();
        let ids = tagged.find(tag, &self.leases);
        ids.filter(|id| (id.0 as usize) < self.leases.len())
            .filter_map(|id| Some((id, self.lease(id)?)))
            .collect()
    }

    /// The youngest lease of the past that had a tag and was around an address, if it is among the last ones: what
    /// dangles was mostly freed a moment ago. Nothing where [`Blocks::tagged`] knows as fast.
    pub(super) fn last_around(&self, tag: u16, addr: u64) -> Option<LeaseId> {
        if self.tagged.borrow().is_ready(&self.leases) {
            return None;
        }
        let mut last = self.leases.past_reversed().take(LATELY);
        let found = last.find(|(_, lease)| lease.tag == tag && lease.contains(addr));
        found.map(|(number, _)| LeaseId(number as u32))
    }

    /// Pointer and vtable of an allocator.
    pub fn allocator(&self, id: AllocatorId) -> (u64, u64) {
        self.allocators[id.0 as usize]
    }

    pub(super) fn intern_allocator(&mut self, pointer: u64, vtable: u64) -> AllocatorId {
        let last = self.last_allocator;
        if self.allocators.get(last.0 as usize) == Some(&(pointer, vtable)) {
            return last;
        }
        // A program that makes an arena for each request has many of them.
        let allocators = &mut self.allocators;
        let ids = self.allocator_ids.entry((pointer, vtable));
        self.last_allocator = *ids.or_insert_with(|| {
            allocators.push((pointer, vtable));
            AllocatorId(allocators.len() as u32 - 1)
        });
        self.last_allocator
    }

    pub(super) fn is_full(&self) -> bool {
        self.live.len() >= self.limit as usize
    }

    pub(super) fn limit(&self) -> u32 {
        self.limit
    }

    /// The innermost live lease around an address.
    pub fn innermost(&self, addr: u64) -> Option<LeaseId> {
        self.innermost_and_clear(addr).0.map(|(id, _)| id)
    }

    /// The same, and an address before which no other lease starts behind this one.
    #[inline]
    pub(super) fn innermost_and_clear(&self, addr: u64) -> (Option<(LeaseId, &Lease)>, u64) {
        // Live leases nest: what contains `addr` is the nearest one that starts before it, or is around that one.
        let (mut nearest, clear) = self.live.around(addr);
        while let Some(id) = nearest {
            match self.lease(id) {
                Some(lease) if !lease.contains(addr) => nearest = lease.parent(),
                Some(lease) => return (Some((id, lease)), clear),
                None => nearest = None,
            }
        }
        (None, clear)
    }

    /// The first lease with this tag from one outwards.
    #[inline]
    pub(super) fn find_outwards<'a>(
        &'a self,
        from: (LeaseId, &'a Lease),
        tag: u16,
    ) -> Option<(LeaseId, &'a Lease)> {
        match from.1.tag == tag {
            true => Some(from),
            false => self.outwards(from.0).find(|(_, lease)| lease.tag == tag),
        }
    }

    /// A lease and the ones around it, from the inside outwards.
    pub fn outwards(&self, from: LeaseId) -> impl Iterator<Item = (LeaseId, &Lease)> + '_ {
        let mut next = Some(from);
        std::iter::from_fn(move || {
            let id = next?;
            let lease = self.lease(id)?;
            next = lease.parent();
            Some((id, lease))
        })
    }

    /// The innermost live leases that start in a range, by address.
    pub fn starting_in(&self, range: std::ops::Range<u64>) -> impl Iterator<Item = LeaseId> + '_ {
        self.live.starting_in(range)
    }

    /// Whether a live lease starts in a range.
    pub(super) fn is_any_in(&self, range: std::ops::Range<u64>) -> bool {
        self.live.is_any_in(range)
    }

    /// Whether nothing was cut from a live lease.
    pub(super) fn is_innermost(&self, id: LeaseId) -> bool {
        self.lease(id).is_none_or(|lease| {
            let (nearest, clear) = self.live.around(lease.start);
            let inside = lease.start + 1..lease.end();
            nearest == Some(id) && (inside.end <= clear || !self.live.is_any_in(inside))
        })
    }

    /// All live blocks by address; of leases that start at one place only the innermost.
    pub fn live(&self) -> impl Iterator<Item = LeaseId> + '_ {
        self.live.all()
    }

    /// Whether a lease is alive at the present.
    pub fn is_alive(&self, id: LeaseId) -> bool {
        let Some(lease) = self.lease(id) else {
            return false;
        };
        let innermost = self.live.get(lease.start);
        innermost.is_some_and(|inner| {
            self.outwards(inner)
                .take_while(|(_, around)| around.start == lease.start)
                .any(|(around, _)| around == id)
        })
    }

    /// The first lease of a block.
    pub fn first_lease(&self, block: BlockId) -> Option<LeaseId> {
        let number = self.leases.partition(|l| l.born_blocks < block.0);
        let lease = self.leases.get(number)?;
        (lease.block() == Some(block)).then_some(LeaseId(number as u32))
    }

    /// The leases of a block, from the first one on, the recorded future included.
    pub fn leases_of(&self, block: BlockId) -> impl Iterator<Item = (LeaseId, &Lease)> + '_ {
        let mut next = self.first_lease(block);
        std::iter::from_fn(move || {
            let id = next?;
            let lease = self.lease(id)?;
            next = (lease.next != NOBODY).then_some(LeaseId(lease.next));
            Some((id, lease))
        })
    }

    /// All places and lengths that a block has in its life, as far as recorded.
    pub fn stays_of(&self, block: BlockId) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::new();
        for (id, lease) in self.leases_of(block) {
            let own = self.resizes.iter_from(0).map(|(_, resize)| resize);
            let mut own = own.filter(|resize| resize.lease() == id).peekable();
            let first = own.peek().map_or(lease.len, |resize| resize.from);
            let lengths = own.map(|resize| (resize.tick, resize.to));
            for (tick, len) in std::iter::once((lease.born.tick, first)).chain(lengths) {
                let from = Tick(tick.0 + 1);
                if let Some(last) = stays.last_mut() {
                    last.until = last.until.min(from);
                }
                stays.push(Stay {
                    start: lease.start,
                    len,
                    from,
                    until: Tick(lease.died.saturating_add(1)),
                });
            }
        }
        stays
    }

    /// The lease by which the program got a block: an allocator that hands on what another one gave it comes last.
    pub fn birth_of(&self, block: BlockId) -> Option<(LeaseId, &Lease)> {
        let mut leases = self.leases_of(block);
        let mut birth = leases.next()?;
        for (id, lease) in leases {
            if lease.parent() != Some(birth.0) {
                break;
            }
            birth = (id, lease);
        }
        Some(birth)
    }

    /// How a lease ended, as far as recorded.
    pub fn death(&self, lease: LeaseId) -> Option<&Death> {
        let died = self.lease(lease)?.died()?;
        let first = self.deaths.partition(|d| d.at.tick < died);
        self.deaths
            .iter_from(first)
            .map(|(_, death)| death)
            .take_while(|death| death.at.tick == died)
            .find(|death| death.lease == lease)
    }

    /// A lease begins. Its parent is alive and around it, and no other live lease is inside.
    pub(super) fn begin(&mut self, new: NewLease) -> LeaseId {
        let id = LeaseId(self.leases.len() as u32);
        let block = match new.block {
            NewBlock::Next => {
                self.totals.born += 1;
                self.totals.born_bytes += new.len;
                Some(BlockId(self.totals.born))
            }
            NewBlock::Of(last) => {
                self.link(last, id);
                self.lease(last).and_then(|lease| lease.block())
            }
            NewBlock::None => None,
        };
        self.unsettled += usize::from(self.leases.is_gap());
        self.leases.push(Lease {
            block: block.map_or(NOBODY, |block| block.0),
            tag: new.tag,
            outer_tag: new.outer_tag,
            parent: new.parent.map_or(NOBODY, |p| p.0),
            start: new.start,
            len: new.len,
            asked: new.asked,
            allocator: new.allocator,
            born: new.born,
            died: NEVER,
            next: NOBODY,
            born_blocks: self.totals.born,
        });
        debug_assert!(
            self.lease(id)
                .is_some_and(|l| l.tag == new.tag && l.start == new.start),
            "a replay must repeat the recorded run"
        );
        self.live.insert(new.start, id);
        if new.block == NewBlock::Next || self.counts(id) {
            self.totals.live_blocks += 1;
            self.totals.live_bytes += new.len;
            self.totals.note_peak(new.born.step);
        }
        id
    }

    /// A lease ends; what was cut from it has ended before.
    pub(super) fn end(&mut self, id: LeaseId, at: At, cause: Cause) -> Option<EndedLease> {
        let lease = self.leases.get_mut(id.0 as usize)?;
        debug_assert!(lease.died == NEVER || lease.died == at.tick.0);
        lease.died = at.tick.0;
        let (start, end, block) = (lease.start, lease.end(), lease.block());
        let (tag, outer_tag, around) = (lease.tag, lease.outer_tag, lease.parent());
        let outer = around.and_then(|around| self.lease(around));
        let is_handed_on = outer.is_some_and(|outer| outer.block() == block);
        let is_inside = outer.map(|outer| outer.start <= start && end <= outer.end());
        let heir = outer.filter(|outer| outer.start == start).and(around);
        self.live.hand_over(start, id, heir);
        self.unsettled -= usize::from(self.deaths.is_gap());
        self.deaths.push(Death {
            lease: id,
            at,
            cause: cause as u32,
        });
        let block = block.filter(|_| !is_handed_on);
        if block.is_some() {
            self.totals.live_blocks -= 1;
            self.totals.live_bytes -= end - start;
        }
        Some(EndedLease {
            block,
            start,
            end,
            tag,
            outer_tag,
            is_inside,
        })
    }

    /// A lease changes its length and keeps its pointers.
    pub(super) fn resize(&mut self, id: LeaseId, to: u64, at: At) {
        let Some(lease) = self.leases.get_mut(id.0 as usize) else {
            return;
        };
        let from = std::mem::replace(&mut lease.len, to);
        let count = lease.asked.count;
        lease.asked.count = (count as u128 * to as u128 / from.max(1) as u128) as u64;
        let counts = [count, lease.asked.count];
        if self.counts(id) {
            self.totals.live_bytes = self.totals.live_bytes - from + to;
            self.totals.note_peak(at.step);
        }
        self.resizes.push(Resize {
            tick: at.tick,
            lease: id.0.into(),
            from,
            to,
            counts,
        });
    }

    /// Whether the lease around this one is of the same block: then the block lives on in that.
    pub(super) fn is_handed_on(&self, id: LeaseId) -> bool {
        let Some(lease) = self.lease(id) else {
            return false;
        };
        let around = lease.parent().and_then(|p| self.lease(p));
        lease.block().is_some() && around.is_some_and(|around| around.block() == lease.block())
    }

    /// Whether a lease is the outermost of a block, the one that stands for it in the sums.
    fn counts(&self, id: LeaseId) -> bool {
        self.lease(id).is_some_and(|l| l.block().is_some()) && !self.is_handed_on(id)
    }

    /// The block of one lease goes on in the next, after any others that it had since.
    fn link(&mut self, from: LeaseId, next: LeaseId) {
        let mut last = from;
        while let Some(lease) = self.leases.get_mut(last.0 as usize) {
            if lease.next >= next.0 {
                lease.next = next.0;
                return;
            }
            last = LeaseId(lease.next);
        }
    }
}
