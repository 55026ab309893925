//! The block table: every block that an allocator handed out, alive or dead, and which of them lies where now.
//!
//! A block's life consists of *leases*: one when it is born, a further one each time its pointers are renewed (a
//! reallocation in place, an allocator that hands on what another one gave it). Each lease has a tag of its own.
//! Leases are never changed when time moves: whether one is alive is decided by the present.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use bytemuck::{Pod, Zeroable};

use crate::types::TypeId;

use super::event::At;
use super::ledger::Ledger;
use super::places::Places;
use super::quick_hash::Quick;
use super::tagged::Tagged;
use super::{BlockId, Step, Tick};

/// One lease, by order of birth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct LeaseId(pub u32);

/// One allocator: the pointer and the vtable of its interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct AllocatorId(pub u32);

const NEVER: u64 = u64::MAX;
const NOBODY: u32 = u32::MAX;

/// What was asked of the allocator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Request {
    /// So many elements ...
    pub count: u64,
    /// ... of this type.
    pub ty: TypeId,
    pub align: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Lease {
    pub start: u64,
    /// Changes when the block is resized without losing its pointers.
    pub len: u64,
    pub asked: Request,
    pub born: At,
    died: u64,
    block: u32,
    pub tag: u16,
    /// The tag of the memory around it, which it gets back.
    pub outer_tag: u16,
    pub(super) parent: u32,
    pub allocator: AllocatorId,
    /// The next lease of the same block, as far as recorded.
    next: u32,
    /// Blocks born up to and including this lease.
    born_blocks: u32,
}

/// The end of a lease.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Death {
    pub at: At,
    pub lease: LeaseId,
    cause: u32,
}

/// Why a lease ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u32)]
pub enum Cause {
    /// It was given back.
    Freed,
    /// Reallocated: the block goes on with new pointers.
    Renewed,
    /// The memory that it was cut from was given back or reset.
    OwnerEnded,
    /// Its allocator handed out the same memory again.
    HandedOutAgain,
    /// The local variable that it was cut from ended.
    ScopeEnded,
}

impl Death {
    pub fn cause(&self) -> Cause {
        Cause::ALL[self.cause as usize]
    }
}

impl Cause {
    const ALL: [Cause; 5] = [
        Cause::Freed,
        Cause::Renewed,
        Cause::OwnerEnded,
        Cause::HandedOutAgain,
        Cause::ScopeEnded,
    ];
}

/// A change of length in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
struct Resize {
    tick: Tick,
    from: u64,
    to: u64,
    /// Elements before and after.
    counts: [u64; 2],
    lease: u64,
}

impl Resize {
    fn lease(&self) -> LeaseId {
        LeaseId(self.lease as u32)
    }
}

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

/// Leases that are always kept, dead or alive.
const FEW: usize = 200_000;

impl Lease {
    /// The block; pieces of memory that no allocator handed out as a block (pages of the heap) have none.
    pub fn block(&self) -> Option<BlockId> {
        (self.block != NOBODY).then_some(BlockId(self.block))
    }

    pub fn end(&self) -> u64 {
        self.start + self.len
    }

    pub fn contains(&self, addr: u64) -> bool {
        self.start <= addr && addr < self.end()
    }

    /// The tick of its end, if it is known.
    pub fn died(&self) -> Option<Tick> {
        (self.died != NEVER).then_some(Tick(self.died))
    }

    /// Whether it is alive when `tick` instructions have been executed.
    pub fn is_alive(&self, tick: Tick) -> bool {
        self.born.tick < tick && tick.0 <= self.died
    }

    /// Whether its block has no later lease, as far as recorded.
    pub fn is_last(&self) -> bool {
        self.next == NOBODY
    }

    /// The lease that it was cut from.
    pub fn parent(&self) -> Option<LeaseId> {
        (self.parent != NOBODY).then_some(LeaseId(self.parent))
    }
}

/// Of which block a new lease is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NewBlock {
    /// Of a new one, numbered next.
    Next,
    /// It goes on with the block of this lease, if that has one.
    Of(LeaseId),
    /// Of none: pages of the heap.
    None,
}

/// What a new lease is made from.
pub(super) struct NewLease {
    pub block: NewBlock,
    pub tag: u16,
    pub outer_tag: u16,
    pub parent: Option<LeaseId>,
    pub start: u64,
    pub len: u64,
    pub asked: Request,
    pub allocator: AllocatorId,
    pub born: At,
}

/// What a lease was that has just ended.
pub(super) struct EndedLease {
    /// The block that ends with it.
    pub block: Option<BlockId>,
    pub start: u64,
    pub end: u64,
    pub tag: u16,
    pub outer_tag: u16,
    /// Whether it lies wholly inside the lease that it was cut from, if it was cut from one.
    pub is_inside: Option<bool>,
}

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

    /// Takes a lease out of the index; the one around it takes its place where both start.
    fn leave(&mut self, id: LeaseId) {
        let Some(lease) = self.lease(id) else { return };
        let start = lease.start;
        let around = lease
            .parent()
            .filter(|p| self.lease(*p).is_some_and(|p| p.start == start));
        self.live.hand_over(start, id, around);
    }

    pub fn mark(&self) -> BlocksMark {
        BlocksMark {
            leases: self.leases.len(),
            deaths: self.deaths.len(),
            resizes: self.resizes.len(),
            totals: self.totals,
        }
    }

    /// Moves the present to where the table was at `mark`, back or forth. The memory moves by its differences.
    pub fn restore(&mut self, mark: &BlocksMark) {
        let now = self.mark();
        let is_past =
            mark.leases <= now.leases && mark.deaths <= now.deaths && mark.resizes <= now.resizes;
        if is_past {
            self.undo(mark, &now);
        } else {
            self.redo(mark, &now);
        }
        self.leases.set_len(mark.leases);
        self.deaths.set_len(mark.deaths);
        self.resizes.set_len(mark.resizes);
        self.totals = mark.totals;
    }

    fn undo(&mut self, mark: &BlocksMark, now: &BlocksMark) {
        for resize in self
            .resizes_between(mark.resizes, now.resizes)
            .into_iter()
            .rev()
        {
            if let Some(lease) = self.leases.get_mut(resize.lease as usize) {
                lease.len = resize.from;
                lease.asked.count = resize.counts[0];
            }
        }
        // Younger leases are inside older ones, so they leave first.
        let deaths: Vec<LeaseId> = self.deaths_between(mark.deaths, now.deaths);
        for id in self
            .leases_between(mark.leases, now.leases)
            .into_iter()
            .rev()
        {
            // Of one that is dead already there is nothing to take out.
            self.leave(id);
        }
        // Inner leases died before the ones around them, so they come back after them.
        for id in deaths.into_iter().rev() {
            if (id.0 as usize) < mark.leases {
                self.enter(id);
            }
        }
    }

    fn redo(&mut self, mark: &BlocksMark, now: &BlocksMark) {
        let deaths = self.deaths_between(now.deaths, mark.deaths);
        // Of those that begin on the way: which end there as well.
        let mut dead = vec![false; mark.leases.saturating_sub(now.leases)];
        for id in deaths {
            match (id.0 as usize).checked_sub(now.leases) {
                Some(new) => dead[new] = true,
                None => self.leave(id),
            }
        }
        for id in self.leases_between(now.leases, mark.leases) {
            if !dead[id.0 as usize - now.leases] {
                self.enter(id);
            }
        }
        for resize in self.resizes_between(now.resizes, mark.resizes) {
            if let Some(lease) = self.leases.get_mut(resize.lease as usize) {
                lease.len = resize.to;
                lease.asked.count = resize.counts[1];
            }
        }
    }

    fn enter(&mut self, id: LeaseId) {
        if let Some(lease) = self.lease(id) {
            let start = lease.start;
            self.live.insert(start, id);
        }
    }

    fn leases_between(&self, from: usize, to: usize) -> Vec<LeaseId> {
        self.leases
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(number, _)| LeaseId(number as u32))
            .collect()
    }

    fn deaths_between(&self, from: usize, to: usize) -> Vec<LeaseId> {
        self.deaths
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(_, death)| death.lease)
            .collect()
    }

    fn resizes_between(&self, from: usize, to: usize) -> Vec<Resize> {
        self.resizes
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(_, resize)| *resize)
            .collect()
    }

    /// Whether the table holds so much that the dead should go.
    pub fn is_crowded(&self) -> bool {
        self.leases.kept() > self.crowd
    }

    /// Whether leases are being made again: the table is whole only at the next checkpoint.
    pub fn is_unsettled(&self) -> bool {
        self.unsettled > 0
    }

    /// Lets go of leases that were born after `from` and dead before `to`, which is the moment `end`: going to
    /// either of the two does not need them, and a replay writes them again. Of a block that has several, all go or none.
    pub(super) fn thin(&mut self, from: &BlocksMark, to: &BlocksMark, end: Tick) {
        let kept = self.blocks_across(from, to, end);
        let is_wanted = |lease: &Lease| {
            lease.died >= end.0 || lease.block().is_some_and(|block| kept.contains(&block))
        };
        self.leases.thin(from.leases..to.leases, is_wanted);
        let leases = &self.leases;
        let is_kept = |lease: LeaseId| leases.get(lease.0 as usize).is_some();
        self.deaths
            .thin(from.deaths..to.deaths, |death| is_kept(death.lease));
        self.resizes
            .thin(from.resizes..to.resizes, |resize| is_kept(resize.lease()));
    }

    /// Blocks of which some leases were born and dead between two marks, and others were not.
    fn blocks_across(
        &self,
        from: &BlocksMark,
        to: &BlocksMark,
        end: Tick,
    ) -> HashSet<BlockId, Quick> {
        let during = self.leases.iter_from(from.leases);
        let during = during.take_while(|(number, _)| *number < to.leases);
        let is_across = |block: BlockId| {
            let mut leases = self.leases_of(block);
            let is_older = self
                .first_lease(block)
                .is_none_or(|l| (l.0 as usize) < from.leases);
            is_older || leases.any(|(_, lease)| lease.died >= end.0)
        };
        // Most blocks have one lease.
        let blocks = during.filter_map(|(_, lease)| {
            let block = lease.block()?;
            (!lease.is_last() || lease.born_blocks != block.0).then_some(block)
        });
        blocks.filter(|block| is_across(*block)).collect()
    }

    /// Thinning is over for now: what is left may double before it is due again.
    pub(super) fn calm(&mut self) {
        self.crowd = FEW.max(2 * self.leases.kept());
    }

    /// Lets go of the dead but for the newest: there is no way back.
    pub(super) fn forget_the_dead(&mut self, now: Tick) {
        let mut to = self.mark();
        let from = BlocksMark {
            leases: 0,
            deaths: 0,
            resizes: 0,
            totals: Totals::default(),
        };
        to.leases = to.leases.saturating_sub(FEW / 2);
        self.thin(&from, &to, now);
        self.calm();
    }

    /// Bytes of the host that the table holds.
    pub fn footprint(&self) -> u64 {
        (self.leases.kept() * size_of::<Lease>()
            + self.deaths.kept() * size_of::<Death>()
            + self.resizes.kept() * size_of::<Resize>()
            + self.live.footprint()) as u64
    }
}
