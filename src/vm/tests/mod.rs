//! Tests of the memory of the machine, one file a subject, with a small bench to write them on.

mod access;
mod blocks;
mod heap;
mod machine;
mod model;
mod pages;

use crate::bytecode::address::STACK_BASE;
use crate::bytecode::{LocalRef, Pc};
use crate::types::TypeId;

use super::{
    AllocatorRef, At, BlockId, Checked, Event, EventKind, Fault, FaultCode, Journal, Limits,
    Memory, Request, StackId, Step, Tick,
};

/// The address of the first slot that tests use for locals.
const FRAME: u64 = STACK_BASE + 16;

const PAGE_ALLOCATOR: AllocatorRef = AllocatorRef {
    pointer: 0xaaaa,
    vtable: 0x10,
};
const OTHER: AllocatorRef = AllocatorRef {
    pointer: 0x20,
    vtable: 0x20,
};

/// A memory, a journal and a clock.
struct Bench {
    memory: Memory,
    journal: Journal,
    tick: u64,
}

fn small() -> Limits {
    Limits {
        heap: 64 << 20,
        stack: 1 << 20,
        host: 64 << 20,
        quarantine: 1 << 16,
        ..Limits::default()
    }
}

impl Bench {
    fn new() -> Bench {
        Bench::with(&small())
    }

    fn with(limits: &Limits) -> Bench {
        let mut bench = Bench {
            memory: Memory::with_globals(&[], &[], std::iter::empty(), limits),
            journal: Journal::new(limits.events),
            tick: 0,
        };
        bench.memory.grow_stack((FRAME / 8) as usize + 64).unwrap();
        bench
    }

    fn at(&mut self) -> At {
        self.tick += 1;
        At {
            tick: Tick(self.tick),
            step: Step(self.tick),
            pc: Pc(0),
            stack: StackId(0),
        }
    }

    /// What `Allocator.alloc(u8, len)` of page_allocator does.
    fn alloc(&mut self, len: u64) -> u64 {
        self.alloc_of(1, len)
    }

    fn alloc_of(&mut self, size: u64, count: u64) -> u64 {
        let at = self.at();
        let own = self.memory.page_alloc(size * count, 1, at).unwrap();
        self.born(PAGE_ALLOCATOR, own.expect("memory enough"), size, count)
            .unwrap()
    }

    /// An allocator hands out memory that it had all the time.
    fn born(&mut self, by: AllocatorRef, ptr: u64, size: u64, count: u64) -> Checked<u64> {
        let since = Tick(self.tick);
        self.born_since(since, by, ptr, size, count)
    }

    fn born_since(
        &mut self,
        since: Tick,
        by: AllocatorRef,
        ptr: u64,
        size: u64,
        count: u64,
    ) -> Checked<u64> {
        let at = self.at();
        let asked = Request {
            ty: TypeId(0),
            count,
            align: 1,
        };
        let place = (ptr, size * count);
        self.memory
            .block_born(&mut self.journal, by, place, asked, since, at)
    }

    fn dies(&mut self, by: AllocatorRef, ptr: u64, len: u64) -> Checked<u64> {
        let at = self.at();
        self.memory
            .block_dies(&mut self.journal, by, (ptr, len, 1), at)
    }

    /// What `Allocator.free` of page_allocator does.
    fn free(&mut self, ptr: u64, len: u64) -> Checked<()> {
        let own = self.dies(PAGE_ALLOCATOR, ptr, len)?;
        let at = self.at();
        self.memory.page_free(own, len, at)
    }

    fn local(&mut self, addr: u64, len: u64) -> u64 {
        let now = Tick(self.tick);
        self.memory.tag_local(addr, len, LocalRef(7), false, now)
    }

    fn load(&mut self, ptr: u64, len: u64) -> Checked<u64> {
        let fast = match len {
            1 => self.memory.load::<1>(ptr),
            2 => self.memory.load::<2>(ptr),
            4 => self.memory.load::<4>(ptr),
            8 => self.memory.load::<8>(ptr),
            _ => None,
        };
        match fast {
            Some(value) => {
                // The cold way must agree with the fast one.
                assert_eq!(self.memory.load_cold(ptr, len).unwrap().value, value);
                Ok(value)
            }
            None => {
                let loaded = self.memory.load_cold(ptr, len)?;
                if !loaded.is_defined() {
                    return Err(self.memory.undefined_use(ptr, len));
                }
                Ok(loaded.value)
            }
        }
    }

    fn store(&mut self, ptr: u64, len: u64, value: u64) -> Checked<()> {
        let is_done = match len {
            1 => self.memory.store::<1>(ptr, value),
            2 => self.memory.store::<2>(ptr, value),
            4 => self.memory.store::<4>(ptr, value),
            8 => self.memory.store::<8>(ptr, value),
            _ => false,
        };
        match is_done {
            true => Ok(()),
            false => self.memory.store_cold(ptr, len, value),
        }
    }

    fn kinds(&self) -> Vec<EventKind> {
        self.journal
            .events()
            .past()
            .map(|(_, event): (_, &Event)| event.kind())
            .collect()
    }
}

#[track_caller]
fn fault<T: std::fmt::Debug>(outcome: Checked<T>) -> Fault {
    *outcome.expect_err("a fault")
}

#[track_caller]
fn expect_fault<T: std::fmt::Debug>(outcome: Checked<T>, code: FaultCode, block: u32) -> Fault {
    let fault = fault(outcome);
    assert_eq!(fault.code, code);
    assert_eq!(fault.block(), (block > 0).then_some(BlockId(block)));
    fault
}
