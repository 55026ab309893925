//! Births and deaths of blocks, as the calls of the allocator interface report them. This is where a wrong free is
//! told from a right one, and where chunks take the blocks inside them along when they end.

use crate::bytecode::address::{addr_of, pointer, tag_of};
use bytemuck::{Pod, Zeroable};

use super::block::{Cause, EndedLease, Lease, LeaseId, NewBlock, NewLease, Request};
use super::diagnose::Target;
use super::event::{At, EventKind, Journal};
use super::fault::{Access, AccessKind, Detail, Fault, FaultCode, Object};
use super::memory::{Checked, Memory};
use super::owner::Owner;
use super::word;
use super::{BlockId, Tick};

/// An allocator as a program names it: both words of its interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AllocatorRef {
    pub pointer: u64,
    pub vtable: u64,
}

/// The state of an allocator that was ended by its `deinit`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Ended {
    /// With the tag of the variable that held it.
    pub ptr: u64,
    pub len: u64,
    pub at: At,
}

/// Allocators whose end is remembered at least.
const ENDED_KEPT: usize = 4096;

impl Memory {
    /// Memory that an allocator handed out becomes a block; the result carries its tag. `since` is the tick at
    /// which the call of the allocator began: a block of the same place that was born in it is handed on.
    pub fn block_born(
        &mut self,
        journal: &mut Journal,
        by: AllocatorRef,
        (ptr, len): (u64, u64),
        asked: Request,
        since: Tick,
        at: At,
    ) -> Checked<u64> {
        if len == 0 {
            return Ok(ptr);
        }
        let access = Access {
            kind: AccessKind::HandOut,
            ptr,
            len,
        };
        let start = addr_of(ptr);
        let (innermost, clear) = self.blocks.innermost_and_clear(start);
        let around = self.handing_out(access, innermost)?;
        let innermost = innermost.map(|(id, _)| id);
        if self.blocks.is_full() {
            let limit = u64::from(self.blocks.limit());
            let fault = Fault::new(FaultCode::OutOfMemory, access);
            return Err(Box::new(fault.because(Detail::BlockLimit { limit })));
        }
        let block = self.block_handed_on(&around, (start, len), since);
        // What starts here is around it: else it would be the innermost.
        let is_free = innermost == around.lease
            && (start + len <= clear || !self.blocks.is_any_in(start + 1..start + len));
        if !is_free {
            self.end_overlapping(journal, around.lease, start, start + len, at);
        }
        let new = NewLease {
            block,
            tag: self.new_tag(start, start + len),
            outer_tag: around.tag,
            parent: around.lease,
            start,
            len,
            asked,
            allocator: self.blocks.intern_allocator(by.pointer, by.vtable),
            born: at,
        };
        let tag = new.tag;
        self.blocks.begin(new);
        self.own(start, start + len, tag);
        if block == NewBlock::Next {
            let newest = BlockId(self.blocks.totals().born);
            journal.push(at, EventKind::Born(newest));
        }
        Ok(pointer(tag, start))
    }

    /// A block of the same place that was born since `since` is the one that is handed out now.
    fn block_handed_on(&self, around: &Owner, (start, len): (u64, u64), since: Tick) -> NewBlock {
        let same = around
            .lease
            .filter(|_| around.start == start && around.end == start + len);
        let lease = same.and_then(|id| self.blocks.lease(id));
        match (same, lease) {
            (Some(id), Some(lease)) if lease.block().is_some() && lease.born.tick > since => {
                NewBlock::Of(id)
            }
            _ => NewBlock::Next,
        }
    }

    /// A block is given back: checks that it may be, ends it, and gives the pointer that its allocator knows.
    pub fn block_dies(
        &mut self,
        journal: &mut Journal,
        by: AllocatorRef,
        (ptr, len, align): (u64, u64, u64),
        at: At,
    ) -> Checked<u64> {
        if len == 0 {
            return Ok(ptr);
        }
        let access = Access {
            kind: AccessKind::Free,
            ptr,
            len,
        };
        let (id, lease, is_whole) = self.block_to_end(by, access, align)?;
        let own = pointer(lease.outer_tag, addr_of(ptr));
        // A local around it could be known only by the tags on its granules.
        match is_whole && lease.parent().is_some() {
            true => self.end_whole(id, at, Cause::Freed, false, Some(journal)),
            false => self.end_lease(id, at, Cause::Freed, Some(journal)),
        }
        Ok(own)
    }

    /// The check of [`Memory::block_dies`] alone, before a block is resized.
    pub fn block_checked(
        &self,
        by: AllocatorRef,
        (ptr, len, align): (u64, u64, u64),
    ) -> Checked<u64> {
        if len == 0 {
            return Ok(ptr);
        }
        let access = Access {
            kind: AccessKind::Resize,
            ptr,
            len,
        };
        let (_, lease, _) = self.block_to_end(by, access, align)?;
        Ok(pointer(lease.outer_tag, addr_of(ptr)))
    }

    /// A block was resized in place and keeps its pointers.
    pub fn block_stretched(
        &mut self,
        journal: &mut Journal,
        ptr: u64,
        len: u64,
        at: At,
    ) -> Checked<()> {
        let access = Access {
            kind: AccessKind::Resize,
            ptr,
            len,
        };
        let Some((id, lease)) = self.live_lease(tag_of(ptr), addr_of(ptr)) else {
            return Err(self.diagnose_free(access));
        };
        let (start, old, tag, block) = (lease.start, lease.len, lease.tag, lease.block());
        let (parent, outer_tag) = (lease.parent(), lease.outer_tag);
        if len > old {
            self.end_overlapping(journal, parent, start + old, start + len, at);
        } else {
            self.end_leases_inside(
                start + len,
                start + old,
                at,
                Cause::OwnerEnded,
                Some(journal),
            );
        }
        self.blocks.resize(id, len, at);
        if len > old {
            self.own(start + old, start + len, tag);
        } else {
            self.disown(start + len, start + old, tag, outer_tag);
        }
        if let Some(block) = block {
            journal.push(at, EventKind::Resized(block));
        }
        Ok(())
    }

    /// A block was reallocated, in place or to a new address, its contents moved: only the result leads to it now.
    pub fn block_renewed(
        &mut self,
        journal: &mut Journal,
        (ptr, old_len): (u64, u64),
        (new_ptr, new_len): (u64, u64),
        since: Tick,
        at: At,
    ) -> Checked<u64> {
        let access = Access {
            kind: AccessKind::Resize,
            ptr,
            len: old_len,
        };
        let Some(id) = self.lease_being_renewed(ptr, since) else {
            return Err(self.diagnose_free(access));
        };
        let Some(old) = self.blocks.lease(id).cloned() else {
            return Err(self.diagnose_free(access));
        };
        let new_start = addr_of(new_ptr);
        let is_moved = new_start != old.start;
        let access = Access {
            kind: AccessKind::HandOut,
            ptr: new_ptr,
            len: new_len,
        };
        let innermost = self.blocks.innermost_and_clear(new_start).0;
        let around = self.handing_out(access, innermost)?;
        if self.blocks.is_alive(id) {
            self.end_leases_under(id, at, Cause::Renewed, Some(journal));
            self.blocks.end(id, at, Cause::Renewed);
            if is_moved {
                self.disown(old.start, old.end(), old.tag, old.outer_tag);
            } else {
                self.rename(old.start, old.end(), old.outer_tag);
            }
        }
        let new_end = new_start + new_len;
        self.end_overlapping(journal, around.lease, new_start, new_end, at);
        let elements = (old.asked.count as u128 * new_len as u128 / old.len.max(1) as u128) as u64;
        let new = NewLease {
            block: NewBlock::Of(id),
            tag: self.new_tag(new_start, new_end),
            outer_tag: around.tag,
            parent: around.lease,
            start: new_start,
            len: new_len,
            asked: Request {
                count: elements,
                ..old.asked
            },
            allocator: old.allocator,
            born: at,
        };
        let tag = new.tag;
        let id = self.blocks.begin(new);
        let kept = new_start + old.len.min(new_len);
        self.rename(new_start, kept, tag);
        self.own(kept, new_end, tag);
        if !is_moved && new_len < old.len {
            self.disown(new_end, old.end(), old.outer_tag, old.outer_tag);
        }
        if let Some(block) = old.block()
            && !self.blocks.is_handed_on(id)
        {
            journal.push(at, EventKind::Resized(block));
        }
        Ok(pointer(tag, new_start))
    }

    /// All blocks inside this memory end at once: the reset of an arena or of a fixed buffer.
    pub fn blocks_end(&mut self, journal: &mut Journal, ptr: u64, len: u64, at: At) -> Checked<()> {
        if len == 0 {
            return Ok(());
        }
        let kind = AccessKind::Free;
        let (start, end) = (addr_of(ptr), addr_of(ptr) + len);
        let innermost = self.blocks.innermost_and_clear(start).0;
        let owner = self.handing_out(Access { kind, ptr, len }, innermost)?;
        let owner = owner.lease;
        self.end_overlapping_as(journal, owner, start, end, at, Cause::OwnerEnded);
        Ok(())
    }

    /// All blocks that were cut from a local end with it.
    pub fn end_blocks_in(&mut self, journal: &mut Journal, addr: u64, len: u64, at: At) {
        self.end_leases_inside(addr, addr + len, at, Cause::ScopeEnded, Some(journal));
    }

    /// An allocator has ended: using its state is an error of its own from now on.
    pub fn allocator_ends(&mut self, ptr: u64, len: u64, at: At) {
        self.ended.push(Ended { ptr, len, at });
        if self.ended.kept() > 2 * ENDED_KEPT {
            // Only the newest ones can be what a program trips over.
            self.ended.thin(0..self.ended.len() - ENDED_KEPT, |_| false);
        }
    }

    /// Whether a lease held the state of an allocator that has ended.
    pub(super) fn is_state_of_ended(&self, lease: &Lease) -> bool {
        let ptr = pointer(lease.tag, lease.start);
        let mut ended = self.ended.past_reversed().map(|(_, ended)| ended);
        ended.any(|ended| ended.ptr == ptr)
    }

    /// The ended allocator that an address belonged to, if its variable still lives.
    pub fn ended_allocator(&self, addr: u64) -> Option<&Ended> {
        self.ended
            .past_reversed()
            .map(|(_, ended)| ended)
            .find(|ended| {
                let start = addr_of(ended.ptr);
                (start..start + ended.len).contains(&addr)
                    && self
                        .owner_at(addr)
                        .is_some_and(|o| o.tag == tag_of(ended.ptr))
            })
    }

    /// The owner from whose memory an allocator cuts a block; the pointer says which. `innermost` is the innermost
    /// lease there.
    fn handing_out(&self, access: Access, innermost: Option<(LeaseId, &Lease)>) -> Checked<Owner> {
        let (tag, start) = (tag_of(access.ptr), addr_of(access.ptr));
        let owner = match innermost.and_then(|inner| self.blocks.find_outwards(inner, tag)) {
            Some((id, lease)) => Some(Owner {
                tag,
                start: lease.start,
                end: lease.end(),
                lease: Some(id),
            }),
            None => self.base_owner_at(start).filter(|owner| owner.tag == tag),
        };
        let Some(owner) = owner else {
            let mut fault = self.diagnose(access, start);
            fault.detail = Detail::NotTheAllocatorsMemory;
            return Err(fault);
        };
        if start + access.len > owner.end {
            let (object, from) = self.object_at(start);
            let fault = Fault::new(FaultCode::OutOfBounds, access)
                .of(object, owner.end as i64 - from as i64)
                .because(Detail::NotTheAllocatorsMemory);
            return Err(Box::new(fault));
        }
        Ok(owner)
    }

    /// The block that may be given back or resized now by this allocator, and whether surely nothing was cut from it; or
    /// which rule forbids it.
    fn block_to_end(
        &self,
        by: AllocatorRef,
        access: Access,
        align: u64,
    ) -> Checked<(LeaseId, &Lease, bool)> {
        let (tag, addr) = (tag_of(access.ptr), addr_of(access.ptr));
        let (innermost, clear) = self.blocks.innermost_and_clear(addr);
        let found = innermost.and_then(|inner| self.blocks.find_outwards(inner, tag));
        let Some((id, lease)) = found else {
            return Err(self.diagnose_free(access));
        };
        match self.broken_rule(lease, by, addr, (access.len, align)) {
            None => {
                let is_innermost = innermost.is_some_and(|(inner, _)| inner == id);
                Ok((id, lease, is_innermost && lease.end() <= clear))
            }
            Some((code, detail)) => {
                let (object, start) = self.object_of(id);
                Err(Box::new(
                    Fault::new(code, access)
                        .of(object, addr as i64 - start as i64)
                        .because(detail),
                ))
            }
        }
    }

    fn broken_rule(
        &self,
        lease: &Lease,
        by: AllocatorRef,
        addr: u64,
        (len, align): (u64, u64),
    ) -> Option<(FaultCode, Detail)> {
        if lease.block().is_none() {
            return Some((FaultCode::FreeNonHeap, Detail::NeverAllocated));
        }
        let asked = (lease.start, lease.len, u64::from(lease.asked.align));
        if asked == (addr, len, align)
            && self.blocks.allocator(lease.allocator) == (by.pointer, by.vtable)
        {
            return None;
        }
        let size = lease.len / lease.asked.count.max(1);
        let offset = addr - lease.start;
        let is_element = lease.asked.count > 1 && len == size && offset.is_multiple_of(size.max(1));
        if is_element {
            let index = offset / size.max(1);
            return Some((FaultCode::PartialFree, Detail::Element { index }));
        }
        if offset != 0 {
            return Some((FaultCode::PartialFree, Detail::InteriorPointer));
        }
        if self.blocks.allocator(lease.allocator) != (by.pointer, by.vtable) {
            return Some((FaultCode::WrongAllocator, Detail::OtherAllocator));
        }
        if len != lease.len {
            let (given, actual) = (len, lease.len);
            let detail = Detail::WrongLength { given, actual };
            return Some((FaultCode::PartialFree, detail));
        }
        let (given, actual) = (align, u64::from(lease.asked.align));
        (given != actual).then_some((
            FaultCode::Misaligned,
            Detail::WrongAlignment { given, actual },
        ))
    }

    /// Why memory that is no live block of this pointer cannot be given back.
    #[cold]
    pub(super) fn diagnose_free(&self, access: Access) -> Box<Fault> {
        let addr = addr_of(access.ptr);
        let fault = |code| Fault::new(code, access);
        Box::new(match self.target(access.ptr) {
            Target::Lease(id, is_alive) => {
                let (object, start) = self.object_of(id);
                let fault = match is_alive {
                    true => fault(FaultCode::PartialFree).because(Detail::InteriorPointer),
                    false => {
                        let cause = self.blocks.death(id).map(|death| death.cause());
                        let (code, detail) = second_free(cause);
                        let is_after_deinit = self.blocks.lease(id).is_some_and(|lease| {
                            let around = lease.parent().and_then(|id| self.blocks.lease(id));
                            around.is_some_and(|around| self.is_state_of_ended(around))
                        });
                        match is_after_deinit {
                            true => fault(FaultCode::UseAfterDeinit),
                            false => fault(code),
                        }
                        .because(detail)
                    }
                };
                fault.of(object, addr as i64 - start as i64)
            }
            Target::Forgotten => fault(FaultCode::DoubleFree).of(Object::SomeBlock, 0),
            Target::Local { object, start, .. } => fault(FaultCode::FreeNonHeap)
                .because(Detail::StackMemory)
                .of(object, addr as i64 - start as i64),
            Target::Global { index, start } => {
                let detail = match self.owners.globals[index as usize].2 {
                    true => Detail::Literal,
                    false => Detail::GlobalVariable,
                };
                fault(FaultCode::FreeNonHeap)
                    .because(detail)
                    .of(Object::Global(index), addr as i64 - start as i64)
            }
            Target::Nothing if access.ptr == word::UNDEFINED_CELL => {
                fault(FaultCode::UndefinedRead).because(Detail::UndefinedPointer)
            }
            Target::Nothing => fault(FaultCode::FreeNonHeap).because(Detail::NeverAllocated),
        })
    }

    fn object_of(&self, id: LeaseId) -> (Object, u64) {
        match self.blocks.lease(id) {
            Some(lease) => (
                lease.block().map_or(Object::Unknown, Object::Block),
                lease.start,
            ),
            None => (Object::Unknown, 0),
        }
    }

    /// The lease that a reallocation replaces: alive, or ended within this call by the allocator inside.
    fn lease_being_renewed(&self, ptr: u64, since: Tick) -> Option<LeaseId> {
        let (tag, addr) = (tag_of(ptr), addr_of(ptr));
        if let Some((id, _)) = self.live_lease(tag, addr) {
            return Some(id);
        }
        let recent = self.blocks.deaths().past_reversed();
        recent
            .map(|(_, death)| death)
            .take_while(|death| death.at.tick >= since)
            .find(|death| {
                self.blocks
                    .lease(death.lease)
                    .is_some_and(|lease| lease.tag == tag && lease.start == addr)
            })
            .map(|death| death.lease)
    }

    /// Ends a lease and everything that was cut from it.
    pub(super) fn end_lease(
        &mut self,
        id: LeaseId,
        at: At,
        cause: Cause,
        mut journal: Option<&mut Journal>,
    ) {
        self.end_leases_under(id, at, Cause::OwnerEnded, journal.as_deref_mut());
        // A local is known only by the tags on its granules, so it is asked for while they are there.
        let is_in_base = self.blocks.lease(id).is_some_and(|lease| {
            lease.parent().is_none() && self.is_in_base(lease.start, lease.end())
        });
        self.end_whole(id, at, cause, is_in_base, journal);
    }

    /// Ends a lease from which nothing is cut. `is_in_base` says of one that was cut from none whether the memory that was
    /// there before is around all of it.
    fn end_whole(
        &mut self,
        id: LeaseId,
        at: At,
        cause: Cause,
        is_in_base: bool,
        journal: Option<&mut Journal>,
    ) {
        let Some(ended) = self.end_alone(id, at, cause, journal) else {
            return;
        };
        let (start, end) = (ended.start, ended.end);
        match ended.is_inside.unwrap_or(is_in_base) {
            true => self.give_back(start, end, ended.tag, ended.outer_tag),
            false => self.disown(start, end, ended.tag, ended.outer_tag),
        }
    }

    /// Ends the lease in the tables only; the memory is settled by the caller.
    fn end_alone(
        &mut self,
        id: LeaseId,
        at: At,
        cause: Cause,
        journal: Option<&mut Journal>,
    ) -> Option<EndedLease> {
        let ended = self.blocks.end(id, at, cause);
        let block = ended.as_ref().and_then(|ended| ended.block);
        if let (Some(block), Some(journal)) = (block, journal) {
            journal.push(at, EventKind::Freed(block));
        }
        ended
    }

    /// Ends what was cut from a lease, innermost first, in the tables only.
    fn end_leases_under(
        &mut self,
        id: LeaseId,
        at: At,
        cause: Cause,
        mut journal: Option<&mut Journal>,
    ) {
        if self.blocks.is_innermost(id) {
            return;
        }
        let mut path = vec![id];
        while let Some(&top) = path.last() {
            let Some(lease) = self.blocks.lease(top) else {
                return;
            };
            let range = lease.start..lease.end();
            let inside = self.blocks.starting_in(range).find(|inner| *inner != top);
            match inside {
                Some(inner) => path.push(inner),
                None => {
                    path.pop();
                    if top != id {
                        self.end_alone(top, at, cause, journal.as_deref_mut());
                    }
                }
            }
        }
    }

    /// Ends all leases that start in a range, whatever they were cut from.
    pub(super) fn end_leases_inside(
        &mut self,
        start: u64,
        end: u64,
        at: At,
        cause: Cause,
        mut journal: Option<&mut Journal>,
    ) {
        loop {
            let next = self.blocks.starting_in(start..end).next();
            let Some(inner) = next else { return };
            // The outermost one that starts in the range takes the others along.
            let outermost = self
                .blocks
                .outwards(inner)
                .take_while(|(_, lease)| lease.start >= start)
                .last();
            let Some((id, _)) = outermost else { return };
            self.end_lease(id, at, cause, journal.as_deref_mut());
        }
    }

    /// Ends the leases inside `around` that overlap a range: its memory is handed out again.
    fn end_overlapping(
        &mut self,
        journal: &mut Journal,
        around: Option<LeaseId>,
        start: u64,
        end: u64,
        at: At,
    ) {
        self.end_overlapping_as(journal, around, start, end, at, Cause::HandedOutAgain);
    }

    fn end_overlapping_as(
        &mut self,
        journal: &mut Journal,
        around: Option<LeaseId>,
        start: u64,
        end: u64,
        at: At,
        cause: Cause,
    ) {
        while let Some(id) = self.overlapping(around, start, end) {
            self.end_lease(id, at, cause, Some(journal));
        }
    }

    /// A lease directly inside `around` that overlaps a range.
    fn overlapping(&self, around: Option<LeaseId>, start: u64, end: u64) -> Option<LeaseId> {
        let before = self.blocks.innermost(start);
        let later = self.blocks.starting_in(start..end);
        before
            .into_iter()
            .chain(later)
            .find_map(|inner| self.directly_inside(around, inner))
    }

    /// The lease around `inner`, or itself, that was cut from `around`; `None` if it is not inside it.
    fn directly_inside(&self, around: Option<LeaseId>, inner: LeaseId) -> Option<LeaseId> {
        self.blocks
            .outwards(inner)
            .find(|(_, lease)| lease.parent() == around)
            .map(|(id, _)| id)
            .filter(|id| Some(*id) != around)
    }
}

/// The fault of giving back what is no longer there.
fn second_free(cause: Option<Cause>) -> (FaultCode, Detail) {
    match cause {
        Some(Cause::Renewed) => (FaultCode::DoubleFree, Detail::OldPointer),
        Some(Cause::OwnerEnded) => (FaultCode::DoubleFree, Detail::GoneWithItsAllocator),
        Some(Cause::HandedOutAgain) => (FaultCode::DoubleFree, Detail::HandedOutAgain),
        Some(Cause::ScopeEnded) => (FaultCode::DanglingStack, Detail::Plain),
        Some(Cause::Freed) | None => (FaultCode::DoubleFree, Detail::Plain),
    }
}
