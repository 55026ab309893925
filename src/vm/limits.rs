//! What a program may use, so that no program can hurt the host. Each limit that ends a run is named in its halt.

const MIB: u64 = 1 << 20;

/// The bounds of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that are live at once in the simulated heap, 2 GiB at the most; a request beyond it fails with
    /// `error.OutOfMemory`.
    pub heap: u64,
    /// Bytes of the simulated stack; growing beyond it is the fault `stack-overflow`.
    pub stack: u64,
    /// Bytes of the host for touched memory. A recording may need as much once more, to go back.
    /// Reaching it is the fault `out-of-memory`.
    pub host: u64,
    /// Blocks that are alive at once; beyond it the machine itself is out of memory.
    pub live_blocks: u32,
    /// Bytes of output that are kept.
    pub output: u64,
    /// Pieces of output: each is kept with the moment at which it was printed.
    pub prints: u64,
    /// Instructions; `None` runs until it ends or is interrupted.
    pub instructions: Option<u64>,
    /// Freed memory waits so many bytes long before its addresses come back.
    pub quarantine: u64,
    /// Events kept of the log; older ones are made again by replaying.
    pub events: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            heap: 1024 * MIB,
            stack: 16 * MIB,
            host: 160 * MIB,
            live_blocks: 1_500_000,
            output: 16 * MIB,
            prints: 2_000_000,
            instructions: Some(100_000_000_000),
            quarantine: 32 * MIB,
            events: 1_000_000,
        }
    }
}

/// A budget that a run has spent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    Instructions(u64),
    Output(u64),
    Prints(u64),
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Limit::Instructions(n) => write!(f, "the program ran for {n} instructions, the limit"),
            Limit::Output(n) => write!(f, "the program printed {n} bytes, the limit"),
            Limit::Prints(n) => write!(f, "the program printed {n} times, the limit"),
        }
    }
}
