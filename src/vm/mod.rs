//! The machine: one deterministic, single-threaded, forward-only computer with a byte-addressed memory that
//! knows who owns each byte and whether it is defined. It knows nothing of breakpoints, histories or screens;
//! it stops where it is told to, and says why it stopped.

pub mod format;
mod tape;

pub use tape::Tape;

/// Instructions executed since the start; orders the whole history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Tick(pub u64);

/// User statements begun since the start: the number of the statement that runs next, minus one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Step(pub u64);

/// A block of memory that an allocator handed out: `#1`, `#2`, ... in order of birth, never reused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlockId(pub u32);

impl std::fmt::Display for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.0)
    }
}
