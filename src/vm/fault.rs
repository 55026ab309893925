//! Faults as data: illegal acts of the program, found before they take effect. The code is stable and public; the
//! detail says which rule was broken, one rule a sentence. Who was there before and when is in the block table.

use crate::bytecode::LocalRef;

use super::BlockId;

/// What kind of illegal act it is. The names are stable: people search for them and scripts compare them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FaultCode {
    Leak,
    DoubleFree,
    UseAfterFree,
    UseAfterDeinit,
    DanglingStack,
    UndefinedRead,
    WrongAllocator,
    PartialFree,
    FreeNonHeap,
    OutOfBounds,
    Misaligned,
    StackOverflow,
    OutOfMemory,
}

impl FaultCode {
    pub const ALL: [FaultCode; 13] = [
        FaultCode::Leak,
        FaultCode::DoubleFree,
        FaultCode::UseAfterFree,
        FaultCode::UseAfterDeinit,
        FaultCode::DanglingStack,
        FaultCode::UndefinedRead,
        FaultCode::WrongAllocator,
        FaultCode::PartialFree,
        FaultCode::FreeNonHeap,
        FaultCode::OutOfBounds,
        FaultCode::Misaligned,
        FaultCode::StackOverflow,
        FaultCode::OutOfMemory,
    ];

    /// As it stands in `error[...]`.
    pub fn name(self) -> &'static str {
        match self {
            FaultCode::Leak => "leak",
            FaultCode::DoubleFree => "double-free",
            FaultCode::UseAfterFree => "use-after-free",
            FaultCode::UseAfterDeinit => "use-after-deinit",
            FaultCode::DanglingStack => "dangling-stack",
            FaultCode::UndefinedRead => "undefined-read",
            FaultCode::WrongAllocator => "wrong-allocator",
            FaultCode::PartialFree => "partial-free",
            FaultCode::FreeNonHeap => "free-non-heap",
            FaultCode::OutOfBounds => "out-of-bounds",
            FaultCode::Misaligned => "misaligned",
            FaultCode::StackOverflow => "stack-overflow",
            FaultCode::OutOfMemory => "out-of-memory",
        }
    }
}

impl std::fmt::Display for FaultCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What the program was about to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccessKind {
    Read,
    Write,
    /// Give a block back.
    Free,
    /// Change a block's size.
    Resize,
    /// An allocator hands out memory.
    HandOut,
    /// Call a function and enter its frame.
    Call,
    /// Use a value in a decision, arithmetic, an address or output.
    Use,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Access {
    pub kind: AccessKind,
    /// With its tag.
    pub ptr: u64,
    pub len: u64,
}

/// What the pointer was made for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Object {
    Unknown,
    Block(BlockId),
    Local {
        local: LocalRef,
        /// Where it lies.
        addr: u64,
    },
    /// A local whose name is forgotten.
    SomeLocal,
    /// A block that was freed so long ago that nobody knows which one it was.
    SomeBlock,
    /// Index in [`crate::bytecode::Program::globals`].
    Global(u32),
}

/// Which rule was broken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Detail {
    /// The code says it all.
    Plain,
    /// Address 0 or the unmapped page around it.
    Null,
    /// An address in which nobody lives.
    Nowhere,
    /// The pointer itself is undefined memory.
    UndefinedPointer,
    /// The memory belongs to the machine: a return address, the heap's own bookkeeping.
    MachineMemory,
    /// Which bytes of the access, counted from its start, are undefined.
    UndefinedBytes {
        mask: u64,
    },

    // Wrong frees.
    /// The pointer leads into the middle of the block.
    InteriorPointer,
    /// `destroy` or `free` of one element of an allocated slice.
    Element {
        index: u64,
    },
    /// The block is longer or shorter than what was given back.
    WrongLength {
        given: u64,
        actual: u64,
    },
    WrongAlignment {
        given: u64,
        actual: u64,
    },
    /// The block came from another allocator.
    OtherAllocator,
    StackMemory,
    Literal,
    GlobalVariable,
    /// No allocator ever handed out this address.
    NeverAllocated,
    /// Its allocator ended or was reset, and took the block along.
    GoneWithItsAllocator,
    /// The memory of the block was handed out a second time.
    HandedOutAgain,
    /// The block was resized: this is its old pointer.
    OldPointer,
    /// An allocator gave out memory that is not (or no longer) its own.
    NotTheAllocatorsMemory,
    /// Bytes asked of the stack, and its limit.
    StackLimit {
        needed: u64,
        limit: u64,
    },
    /// Bytes of the host that the run may use.
    HostLimit {
        limit: u64,
    },
    BlockLimit {
        limit: u64,
    },
}

impl Detail {
    /// The rule in one sentence; empty where the code says it all.
    pub fn rule(&self) -> &'static str {
        match self {
            Detail::Plain => "",
            Detail::Null => "the address is null",
            Detail::Nowhere => "nothing lives at this address",
            Detail::UndefinedPointer => "the pointer itself was never given a value",
            Detail::MachineMemory => "this memory belongs to the machine, not to the program",
            Detail::UndefinedBytes { .. } => "these bytes were never given a value",
            Detail::InteriorPointer => "a block is given back by the pointer to its start",
            Detail::Element { .. } => {
                "one element of a slice cannot be given back alone: free the whole slice"
            }
            Detail::WrongLength { .. } => {
                "a block is given back with the length that it was allocated with"
            }
            Detail::WrongAlignment { .. } => {
                "a block is given back with the alignment that it was allocated with"
            }
            Detail::OtherAllocator => "a block goes back to the allocator that it came from",
            Detail::StackMemory => "a local variable is not allocated: it ends with its scope",
            Detail::Literal => "a literal is part of the program: nobody allocated it",
            Detail::GlobalVariable => "a global variable lives as long as the program",
            Detail::NeverAllocated => "no allocator ever handed out this address",
            Detail::GoneWithItsAllocator => {
                "its allocator was ended or reset, and its blocks ended with it"
            }
            Detail::HandedOutAgain => "its allocator has handed the same memory out again",
            Detail::OldPointer => "the block was reallocated: only the new pointer is valid",
            Detail::NotTheAllocatorsMemory => "the allocator handed out memory that is not its own",
            Detail::StackLimit { .. } => "the calls nest deeper than the stack is large",
            Detail::HostLimit { .. } => "the program touches more memory than the machine may hold",
            Detail::BlockLimit { .. } => "more blocks are alive than the machine may hold",
        }
    }
}

/// An illegal act: where it would have happened, to what, and which rule forbids it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    pub code: FaultCode,
    pub access: Access,
    pub object: Object,
    /// Bytes from the start of the object to the first forbidden byte.
    pub offset: i64,
    pub detail: Detail,
}

impl Fault {
    pub fn new(code: FaultCode, access: Access) -> Fault {
        Fault {
            code,
            access,
            object: Object::Unknown,
            offset: 0,
            detail: Detail::Plain,
        }
    }

    pub fn because(mut self, detail: Detail) -> Fault {
        self.detail = detail;
        self
    }

    pub fn of(mut self, object: Object, offset: i64) -> Fault {
        self.object = object;
        self.offset = offset;
        self
    }

    /// The block that the fault is about.
    pub fn block(&self) -> Option<BlockId> {
        match self.object {
            Object::Block(block) => Some(block),
            _ => None,
        }
    }
}
