//! Leases: what an allocator handed out, from then until its pointers are no longer good.

use bytemuck::{Pod, Zeroable};

use super::super::event::At;
use super::super::{BlockId, Tick};
use crate::types::TypeId;

/// One lease, by order of birth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct LeaseId(pub u32);

/// One allocator: the pointer and the vtable of its interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct AllocatorId(pub u32);

pub(super) const NEVER: u64 = u64::MAX;
pub(super) const NOBODY: u32 = u32::MAX;

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

/// A piece of memory under one tag, and whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Lease {
    pub start: u64,
    /// Changes when the block is resized without losing its pointers.
    pub len: u64,
    pub asked: Request,
    pub born: At,
    pub(super) died: u64,
    pub(super) block: u32,
    pub tag: u16,
    /// The tag of the memory around it, which it gets back.
    pub outer_tag: u16,
    pub(in crate::vm) parent: u32,
    pub allocator: AllocatorId,
    /// The next lease of the same block, as far as recorded.
    pub(super) next: u32,
    /// Blocks born up to and including this lease.
    pub(super) born_blocks: u32,
}

/// The end of a lease.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Death {
    pub at: At,
    pub lease: LeaseId,
    pub(super) cause: u32,
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
pub(super) struct Resize {
    pub(super) tick: Tick,
    pub(super) from: u64,
    pub(super) to: u64,
    /// Elements before and after.
    pub(super) counts: [u64; 2],
    pub(super) lease: u64,
}

impl Resize {
    pub(super) fn lease(&self) -> LeaseId {
        LeaseId(self.lease as u32)
    }
}

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
pub(in crate::vm) enum NewBlock {
    /// Of a new one, numbered next.
    Next,
    /// It goes on with the block of this lease, if that has one.
    Of(LeaseId),
    /// Of none: pages of the heap.
    None,
}

/// What a new lease is made from.
pub(in crate::vm) struct NewLease {
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
pub(in crate::vm) struct EndedLease {
    /// The block that ends with it.
    pub block: Option<BlockId>,
    pub start: u64,
    pub end: u64,
    pub tag: u16,
    pub outer_tag: u16,
    /// Whether it lies wholly inside the lease that it was cut from, if it was cut from one.
    pub is_inside: Option<bool>,
}
