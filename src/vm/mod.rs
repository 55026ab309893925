//! The machine: one deterministic, single-threaded, forward-only computer with a byte-addressed memory that
//! knows who owns each byte and whether it is defined. It knows nothing of breakpoints, histories or screens;
//! it stops where it is told to, and says why it stopped.

mod access;
mod allocation;
mod arith;
mod block;
mod bulk;
mod cell_change;
mod cell_union;
mod clock;
mod code;
mod cover;
mod diagnose;
mod difference;
mod event;
mod fast;
mod fault;
mod few;
mod fields;
mod float;
pub mod format;
mod frame;
mod granule;
mod group;
pub mod guard;
mod heap;
mod idiom;
mod intrinsic;
mod ledger;
mod limits;
mod live_locals;
mod machine;
mod memory;
mod output;
mod owner;
mod pack;
mod page;
mod paint;
mod panic;
mod places;
mod quick_hash;
mod room;
mod run;
mod sequence;
mod service;
mod shelf;
mod slow;
mod span;
mod stacks;
mod tagged;
mod tape;
#[cfg(test)]
mod tests;
mod undefined;
mod watch;
mod way;
pub mod word;
mod word_change;
mod writes;

pub use access::Loaded;
pub use allocation::{AllocatorRef, Ended};
pub use block::{
    AllocatorId, Blocks, BlocksMark, Cause, Death, Lease, LeaseId, Request, Stay, Totals,
};
use bytemuck::{Pod, Zeroable};
pub use cover::Coverage;
pub use diagnose::Resolved;
pub use difference::Difference;
pub use event::{At, Event, EventKind, Journal, StackId};
pub use fault::{Access, AccessKind, Detail, Fault, FaultCode, Object};
pub use frame::FrameView;
pub use heap::Heap;
pub use ledger::Ledger;
pub use limits::{Limit, Limits};
pub use machine::{Halt, Input, Machine, Scalars, Stop, Until};
pub use memory::{Checked, FIRST_FRAME, Memory, MemoryMark, Peek};
pub use output::{Output, OutputMark, Written};
pub use owner::{LocalLife, NextTags};
pub use page::PAGE_BYTES;
pub use stacks::CallStack;
pub use tape::Tape;
pub use undefined::{UndefinedRegister, UndefinedRegisters};
pub use watch::{Touch, Watch};

/// Instructions executed since the start; orders the whole history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Zeroable, Pod)]
#[repr(transparent)]
pub struct Tick(pub u64);

/// User statements begun since the start: the number of the statement that runs next, minus one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Zeroable, Pod)]
#[repr(transparent)]
pub struct Step(pub u64);

/// A block of memory that an allocator handed out: `#1`, `#2`, ... in order of birth, never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlockId(pub u32);

impl std::fmt::Display for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
