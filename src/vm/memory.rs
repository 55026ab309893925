//! The memory of the simulated machine: one flat arena of 8-byte cells, and a granule word for each that says
//! who owns it and which bytes are defined. Registers are cells of the stack, so an index is all a slot needs.
//! The arena is reserved whole and zeroed by the host's system page by page: what is never touched costs nothing.

use crate::bytecode::Program;
use crate::bytecode::address::{GLOBALS_BASE, HEAP_BASE, STACK_BASE, addr_of};

use super::allocation::Ended;
use super::block::{Blocks, BlocksMark};
use super::fault::{Access, AccessKind, Detail, Fault, FaultCode};
use super::heap::Heap;
use super::ledger::Ledger;
use super::limits::Limits;
use super::live_locals::LiveLocals;
use super::owner::{NextTags, Owners};
use super::page::{PAGE_BYTES, PAGE_CELLS, Pages};
use super::watch::Watches;
use super::{Tick, word};

/// The outcome of what may be illegal.
pub type Checked<T> = Result<T, Box<Fault>>;

/// The first slot of the very first frame; its header lies below.
pub const FIRST_FRAME: usize = (STACK_BASE / 8) as usize + 2;

/// Bytes of the smallest heap for which addresses are reserved: less spares the host nothing.
const MIN_HEAP: u64 = 64 << 20;

/// The arena ends before this address, so that an address has at most 32 bits.
pub(super) const ARENA_END: u64 = 1 << 32;
/// Bytes of the largest heap that there can be.
const MAX_HEAP: u64 = 2 << 30;

pub struct Memory {
    pub(super) cells: Vec<u64>,
    pub(super) words: Vec<u32>,
    pub(super) pages: Pages,
    pub(super) stack: StackBounds,
    pub(super) owners: Owners,
    pub(super) blocks: Blocks,
    pub(super) heap: Heap,
    pub(super) ended: Ledger<Ended>,
    pub(super) watches: Watches,
}

/// What a moment of the memory needs besides its pages.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MemoryMark {
    tags: NextTags,
    locals: LiveLocals,
    heap: Heap,
    blocks: BlocksMark,
    ended: usize,
}

impl MemoryMark {
    pub(super) fn births(&self) -> u32 {
        self.blocks.totals.born
    }
}

/// Between these cells the stack may be written without a look: real, and saved in the open interval.
pub(super) struct StackBounds {
    low: usize,
    high: usize,
    limit: usize,
}

/// A contiguous piece of memory as people look at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Peek {
    /// As the program would read them: `0xaa` where undefined.
    pub bytes: Vec<u8>,
    /// As they lie there: what freed or undefined memory held last.
    pub raw: Vec<u8>,
    pub defined: Vec<bool>,
}

impl StackBounds {
    /// Whether a frame that ends before `end` can be entered as it is; else [`Memory::grow_stack`] must be asked.
    #[inline(always)]
    pub(super) fn may_enter(&self, end: usize) -> bool {
        end <= self.high
    }

    /// Whether a frame whose header starts at `start` can be returned to; else [`Memory::shrink_stack`] must be told.
    #[inline(always)]
    pub(super) fn may_leave_to(&self, start: usize) -> bool {
        start >= self.low
    }
}

impl MemoryMark {
    /// Bytes of the heap's pages that were handed out and not given back.
    pub fn heap_live_bytes(&self) -> u64 {
        self.heap.live_bytes
    }

    /// Blocks that were born and that died until then.
    pub fn births_and_deaths(&self) -> u64 {
        let totals = &self.blocks.totals;
        2 * u64::from(totals.born) - u64::from(totals.live_blocks)
    }
}

impl Memory {
    /// The memory at the start of a program: its globals, an empty stack and an empty heap.
    pub fn new(program: &Program, limits: &Limits) -> Memory {
        let globals = program
            .globals
            .iter()
            .map(|g| (g.addr, g.size, g.hidden || g.is_const));
        Memory::with_globals(&program.image, &program.image_undefined, globals, limits)
    }

    /// As [`Memory::new`], from the parts: the image of the globals, its undefined ranges, and for each global where it
    /// lies and whether it is constant.
    pub fn with_globals(
        image: &[u8],
        undefined: &[(u32, u32)],
        globals: impl Iterator<Item = (u64, u64, bool)>,
        limits: &Limits,
    ) -> Memory {
        let stack = limits.stack.clamp(PAGE_BYTES, HEAP_BASE - STACK_BASE);
        let (cells, words) = reserve(limits.heap);
        let heap_end = cells.len() as u64 * 8;
        let first = (STACK_BASE / 8) as usize;
        let mut memory = Memory {
            pages: Pages::new(cells.len() / PAGE_CELLS, limits.host),
            cells,
            words,
            stack: StackBounds {
                low: 0,
                high: first,
                limit: first + (stack / 8) as usize,
            },
            owners: Owners::new(globals),
            blocks: Blocks::new(limits.live_blocks),
            heap: Heap::new(limits, heap_end),
            ended: Ledger::default(),
            watches: Watches::default(),
        };
        memory.load_globals(image, undefined);
        memory
    }

    /// The value of a slot, by the index of its cell. Unchecked: it is the machine's own.
    #[inline(always)]
    pub fn reg(&self, slot: usize) -> u64 {
        self.cells[slot]
    }

    #[inline(always)]
    pub fn set_reg(&mut self, slot: usize, value: u64) {
        self.cells[slot] = value;
    }

    /// Copies slots of the stack, and which of their bytes are defined; the two ranges may overlap.
    pub(super) fn copy_slots(&mut self, to: usize, from: usize, count: usize) {
        self.cells.copy_within(from..from + count, to);
        let mut one = |i: usize| {
            let given = self.words[from + i] & word::DEFINED;
            self.words[to + i] = self.words[to + i] & !word::DEFINED | given;
        };
        if to <= from {
            (0..count).for_each(&mut one);
        } else {
            (0..count).rev().for_each(&mut one);
        }
    }

    /// Makes room for a frame that ends before `end`.
    #[cold]
    #[inline(never)]
    pub fn grow_stack(&mut self, end: usize) -> Checked<()> {
        let access = Access {
            kind: AccessKind::Call,
            ptr: self.stack.high as u64 * 8,
            len: (end.saturating_sub(self.stack.high)) as u64 * 8,
        };
        if end > self.stack.limit {
            let base = (STACK_BASE / 8) as usize;
            let detail = Detail::StackLimit {
                needed: (end - base) as u64 * 8,
                limit: (self.stack.limit - base) as u64 * 8,
            };
            return Err(Box::new(
                Fault::new(FaultCode::StackOverflow, access).because(detail),
            ));
        }
        let pages = self.stack.high / PAGE_CELLS..end.div_ceil(PAGE_CELLS);
        let fresh = pages.clone().filter(|page| !self.pages.is_touched(*page));
        if !self.pages.has_room_for(fresh.count() as u64) {
            return Err(self.out_of_host_memory(access));
        }
        for page in pages {
            self.touch_stack_page(page);
            self.stack.high = (page + 1) * PAGE_CELLS;
        }
        Ok(())
    }

    /// The stack goes back to a frame whose header starts at `start`: its pages are about to be written.
    #[cold]
    #[inline(never)]
    pub fn shrink_stack(&mut self, start: usize) {
        while self.stack.low > start {
            let page = (self.stack.low - 1) / PAGE_CELLS;
            self.touch_stack_page(page);
            self.stack.low = page * PAGE_CELLS;
        }
    }

    /// Whether a cell lies in the part of the stack that was ever used.
    pub(super) fn is_stack(&self, cell: usize) -> bool {
        let base = (STACK_BASE / 8) as usize;
        (base..self.stack.limit).contains(&cell) && self.pages.is_touched(cell / PAGE_CELLS)
    }

    /// Whether these addresses reach into the room of the stack.
    pub(super) fn may_be_stack(&self, start: u64, end: u64) -> bool {
        start < self.stack.limit as u64 * 8 && STACK_BASE < end
    }

    /// An interval begins while the frame with these slots runs.
    pub(super) fn open_stack(&mut self, frame: std::ops::Range<usize>) {
        let first = frame.start / PAGE_CELLS;
        let end = frame.end.div_ceil(PAGE_CELLS);
        for page in first..end {
            self.touch_stack_page(page);
        }
        self.stack.low = first * PAGE_CELLS;
        self.stack.high = end * PAGE_CELLS;
    }

    /// The fault of a program that touches more than the host may give.
    #[cold]
    pub(super) fn out_of_host_memory(&self, access: Access) -> Box<Fault> {
        let detail = Detail::HostLimit {
            limit: self.pages.limit(),
        };
        Box::new(Fault::new(FaultCode::OutOfMemory, access).because(detail))
    }

    /// Bytes of the host that memory, what it held when the interval began, and the block table take.
    pub fn footprint(&self) -> u64 {
        self.pages.touched_bytes() + self.pages.open_bytes() + self.blocks.footprint()
    }

    /// Bytes of the host for pages that were ever touched.
    pub fn touched_bytes(&self) -> u64 {
        self.pages.touched_bytes()
    }

    /// Bytes of the host that keep what pages held when the interval began.
    pub fn open_bytes(&self) -> u64 {
        self.pages.open_bytes()
    }

    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The present, but for the pages.
    pub fn mark(&self) -> MemoryMark {
        MemoryMark {
            tags: self.owners.tags,
            locals: self.owners.live.clone(),
            heap: self.heap,
            blocks: self.blocks.mark(),
            ended: self.ended.len(),
        }
    }

    /// Makes a marked moment the present; the pages move by [`Memory::apply`].
    pub fn restore(&mut self, mark: &MemoryMark) {
        let MemoryMark {
            tags,
            locals,
            heap,
            blocks,
            ended,
        } = mark;
        self.owners.tags = *tags;
        self.owners.live = locals.clone();
        self.heap = *heap;
        self.blocks.restore(blocks);
        self.ended.set_len(*ended);
    }

    /// Thins the block table between two moments, the second of which is `end`, but for so many blocks that were born last.
    pub fn thin_blocks(&mut self, from: &MemoryMark, to: &MemoryMark, end: Tick, youngest: usize) {
        self.blocks.thin(&from.blocks, &to.blocks, end, youngest);
    }

    /// The block table has been thinned everywhere.
    pub fn blocks_are_thin(&mut self) {
        self.blocks.calm();
    }

    /// Where there is no way back: keeps the block table small.
    pub fn forget_dead_blocks(&mut self, now: Tick) {
        if self.blocks.is_crowded() {
            self.blocks.forget_the_dead(now);
        }
    }

    /// What lies at an address, for people: never a fault, never a change.
    pub fn peek(&self, addr: u64, len: u64) -> Peek {
        let mut peek = Peek {
            bytes: Vec::with_capacity(len as usize),
            raw: Vec::with_capacity(len as usize),
            defined: Vec::with_capacity(len as usize),
        };
        let addr = addr_of(addr);
        for at in addr..addr.saturating_add(len) {
            let index = (at >> 3) as usize;
            let (cell, word) = match self.words.get(index) {
                Some(word) => (self.cells[index], *word),
                None => (0, 0),
            };
            let shift = (at & 7) * 8;
            peek.bytes.push((word::visible(cell, word) >> shift) as u8);
            peek.raw.push((cell >> shift) as u8);
            peek.defined.push(word >> (at & 7) & 1 == 1);
        }
        peek
    }

    /// The same as [`Memory::peek_value`] where all bytes have values, else `None`.
    pub fn glance(&self, addr: u64, len: u64) -> Option<u64> {
        let addr = addr_of(addr);
        let last = addr.checked_add(len.clamp(1, 8) - 1)?;
        if (last >> 3) as usize >= self.words.len() {
            return None;
        }
        let found = self.read_raw(addr, len.min(8));
        found.is_defined().then_some(found.value)
    }

    /// One little-endian number of up to 8 bytes as the program would read it, for people.
    pub fn peek_value(&self, addr: u64, len: u64) -> u64 {
        let peek = self.peek(addr, len.min(8));
        peek.bytes
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    /// Whether all bytes of a range have values.
    pub fn is_defined(&self, addr: u64, len: u64) -> bool {
        let (start, end) = (addr_of(addr), addr_of(addr).saturating_add(len));
        let mut at = start;
        while at < end {
            let next = ((at | 7) + 1).min(end);
            let wanted = word::byte_mask(at & 7, next - at);
            match self.words.get((at >> 3) as usize) {
                Some(word) if word & wanted == wanted => at = next,
                _ => return false,
            }
        }
        true
    }

    /// Whether no byte of a range has a value.
    pub fn is_undefined(&self, addr: u64, len: u64) -> bool {
        let (start, end) = (addr_of(addr), addr_of(addr).saturating_add(len));
        let mut at = start;
        while at < end {
            let index = (at >> 3) as usize;
            let Some(word) = self.words.get(index) else {
                return true;
            };
            // A page that was never touched has no values; most of a large block may be such.
            if !self.pages.is_touched(index / PAGE_CELLS) {
                at = (at / PAGE_BYTES + 1) * PAGE_BYTES;
                continue;
            }
            let next = ((at | 7) + 1).min(end);
            if word & word::byte_mask(at & 7, next - at) != 0 {
                return false;
            }
            at = next;
        }
        true
    }

    fn load_globals(&mut self, image: &[u8], undefined: &[(u32, u32)]) {
        let pages = (image.len() as u64).div_ceil(PAGE_BYTES) as usize;
        let first = (GLOBALS_BASE / PAGE_BYTES) as usize;
        for page in first..first + pages {
            self.touch(page);
        }
        let base = (GLOBALS_BASE / 8) as usize;
        for (i, chunk) in image.chunks(8).enumerate() {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            self.cells[base + i] = u64::from_le_bytes(bytes);
        }
        self.paint_globals();
        for (start, end) in undefined {
            for at in *start..*end {
                self.words[base + (at as usize >> 3)] &= !(1 << (at & 7));
            }
        }
    }
}

/// Bytes of the arena for a heap of so many. Freed addresses rest for a while and large requests fragment, so the addresses
/// outnumber the bytes.
const fn arena_for(heap: u64) -> u64 {
    (HEAP_BASE + heap + heap / 2 + MIN_HEAP).next_multiple_of(PAGE_BYTES)
}

const _: () = assert!(arena_for(MAX_HEAP) <= ARENA_END);

/// Reserves the arena for a heap of so many bytes, or the largest smaller one that the host can promise.
fn reserve(heap: u64) -> (Vec<u64>, Vec<u32>) {
    let mut heap = heap.clamp(MIN_HEAP, MAX_HEAP);
    loop {
        let bytes = arena_for(heap);
        let cells = (bytes / 8) as usize;
        // A refused `vec!` would abort; asking first does not. Neither touches the memory.
        let promised = Vec::<u64>::new()
            .try_reserve_exact(cells + cells / 2)
            .is_ok();
        if promised || heap <= MIN_HEAP {
            return (vec![0; cells], vec![0; cells]);
        }
        heap = (heap / 2).max(MIN_HEAP);
    }
}
