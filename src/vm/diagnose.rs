//! From a refused access to the fault: whose pointer was it, is that owner gone or does the access lie outside it?

use crate::bytecode::address::{
    FIRST_LOCAL_TAG, FIRST_TAG, GLOBALS_BASE, HEAP_BASE, STACK_BASE, addr_of, global_tag, tag_of,
};

use super::block::{Cause, Lease, LeaseId};
use super::fault::{Access, Detail, Fault, FaultCode, Object};
use super::memory::Memory;
use super::owner::distance;
use super::page::PAGE_BYTES;
use super::word::{self, KIND, META};

/// Who a pointer was made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// A lease that has this tag, the one nearest to the address; and whether it is alive.
    Lease(LeaseId, bool),
    Local {
        object: Object,
        start: u64,
        is_alive: bool,
    },
    Global {
        index: u32,
        start: u64,
    },
    /// A lease that ended so long ago that the table let go of it: which one it was is not known.
    Forgotten,
    Nothing,
}

impl Memory {
    /// Why `access` was refused at `at`, an address inside it.
    #[cold]
    #[inline(never)]
    pub(super) fn diagnose(&self, access: Access, at: u64) -> Box<Fault> {
        let fault = match self.target(access.ptr) {
            Target::Lease(id, is_alive) => self.diagnose_lease(access, at, id, is_alive),
            Target::Local {
                object,
                start,
                is_alive,
            } => {
                let code = match is_alive {
                    true => FaultCode::OutOfBounds,
                    false => FaultCode::DanglingStack,
                };
                Fault::new(code, access).of(object, at as i64 - start as i64)
            }
            Target::Global { index, start } => Fault::new(FaultCode::OutOfBounds, access)
                .of(Object::Global(index), at as i64 - start as i64),
            Target::Forgotten => {
                Fault::new(FaultCode::UseAfterFree, access).of(Object::SomeBlock, 0)
            }
            Target::Nothing => self.diagnose_stray(access, at),
        };
        Box::new(fault)
    }

    fn diagnose_lease(&self, access: Access, at: u64, id: LeaseId, is_alive: bool) -> Fault {
        let Some(lease) = self.blocks.lease(id) else {
            return self.diagnose_stray(access, at);
        };
        let offset = at as i64 - lease.start as i64;
        let object = lease.block().map_or(Object::Unknown, Object::Block);
        if is_alive {
            return Fault::new(FaultCode::OutOfBounds, access).of(object, offset);
        }
        let detail = match self.blocks.death(id).map(|death| death.cause()) {
            Some(Cause::Renewed) => Detail::OldPointer,
            Some(Cause::OwnerEnded) => Detail::GoneWithItsAllocator,
            Some(Cause::HandedOutAgain) => Detail::HandedOutAgain,
            _ => Detail::Plain,
        };
        let code = match self.blocks.death(id).map(|death| death.cause()) {
            Some(Cause::ScopeEnded) => FaultCode::DanglingStack,
            _ if self.is_state_of_ended(lease) => FaultCode::UseAfterDeinit,
            _ => FaultCode::UseAfterFree,
        };
        Fault::new(code, access).of(object, offset).because(detail)
    }

    /// A pointer that was never made from anything that is known.
    fn diagnose_stray(&self, access: Access, at: u64) -> Fault {
        let fault = Fault::new(FaultCode::OutOfBounds, access);
        if access.ptr == word::UNDEFINED_CELL {
            return Fault::new(FaultCode::UndefinedRead, access).because(Detail::UndefinedPointer);
        }
        if at < PAGE_BYTES {
            return fault.because(Detail::Null);
        }
        let word = self.words.get((at >> 3) as usize).copied().unwrap_or(0);
        if word & KIND == META {
            return fault.because(Detail::MachineMemory);
        }
        match self.object_at(at) {
            (Object::Unknown, _) => fault.because(Detail::Nowhere),
            (object, start) => fault
                .of(object, at as i64 - start as i64)
                .because(Detail::Nowhere),
        }
    }

    /// Who the tag of a pointer belongs or belonged to.
    pub(super) fn target(&self, ptr: u64) -> Target {
        let (tag, addr) = (tag_of(ptr), addr_of(ptr));
        if tag < FIRST_TAG {
            return Target::Nothing;
        }
        if tag >= FIRST_LOCAL_TAG {
            return self.target_local(ptr, tag, addr);
        }
        // A block and a global may have the same tag: the pointer was made for the one that is nearer.
        let (away, lease) = match self.target_lease(tag, addr) {
            Some((0, found)) => return found,
            Some(found) => found,
            None => (u64::MAX, Target::Nothing),
        };
        match self.owners.nearest_global(tag, addr) {
            Some((index, start, end)) if distance(addr, start, end) < away => {
                Target::Global { index, start }
            }
            _ => lease,
        }
    }

    fn target_local(&self, ptr: u64, tag: u16, addr: u64) -> Target {
        if ptr == word::UNDEFINED_CELL || !(STACK_BASE..HEAP_BASE).contains(&addr) {
            return Target::Nothing;
        }
        match self.owners.local(tag) {
            Some(life) => Target::Local {
                object: Object::Local {
                    local: life.local,
                    addr: life.addr,
                },
                start: life.addr,
                is_alive: self.is_local_alive(life, ptr),
            },
            None => Target::Local {
                object: Object::SomeLocal,
                start: addr,
                is_alive: false,
            },
        }
    }

    /// The lease with a tag that contains an address, the youngest if several did, else the nearest; alive ones first.
    /// With it, how many bytes away it is.
    fn target_lease(&self, tag: u16, addr: u64) -> Option<(u64, Target)> {
        if let Some((id, _)) = self.live_lease(tag, addr) {
            return Some((0, Target::Lease(id, true)));
        }
        if let Some(id) = self.blocks.last_around(tag, addr) {
            return Some((0, Target::Lease(id, self.blocks.is_alive(id))));
        }
        let mut best: Option<(u64, bool, LeaseId)> = None;
        for (id, lease) in self.blocks.tagged(tag) {
            let is_alive = self.blocks.is_alive(id);
            let away = distance(addr, lease.start, lease.end());
            let is_better = match best {
                None => true,
                Some((nearest, alive, _)) => {
                    away == 0 && nearest != 0
                        || nearest != 0 && is_alive && !alive
                        || nearest != 0 && is_alive == alive && away < nearest
                }
            };
            if is_better {
                best = Some((away, is_alive, id));
            }
        }
        let (away, is_alive, id) = best?;
        // Others had the tag that are not kept. One that lies elsewhere need not be the one, unless it is alive and
        // close: then the pointer has run out of it.
        let is_close = away == 0 || is_alive && away <= PAGE_BYTES;
        match is_close || !self.blocks.leases().has_gaps() {
            true => Some((away, Target::Lease(id, is_alive))),
            false => Some((away, Target::Forgotten)),
        }
    }

    /// The live lease with this tag around an address.
    #[inline]
    pub(super) fn live_lease(&self, tag: u16, addr: u64) -> Option<(LeaseId, &Lease)> {
        let inner = self.blocks.innermost_and_clear(addr).0?;
        self.blocks.find_outwards(inner, tag)
    }

    /// What lives at an address now, and where it starts.
    pub(super) fn object_at(&self, addr: u64) -> (Object, u64) {
        let block = self.blocks.innermost(addr).and_then(|id| {
            self.blocks
                .outwards(id)
                .find_map(|(_, lease)| Some((lease.block()?, lease.start)))
        });
        if let Some((block, start)) = block {
            return (Object::Block(block), start);
        }
        if (GLOBALS_BASE..STACK_BASE).contains(&addr) {
            return match self.owners.global_at(addr) {
                Some((index, start, _)) => (Object::Global(index), start),
                None => (Object::Unknown, addr),
            };
        }
        if (STACK_BASE..HEAP_BASE).contains(&addr) {
            let word = self.words.get((addr >> 3) as usize).copied().unwrap_or(0);
            return match self.owners.local(word::tag(word)) {
                Some(life) if life.addr <= addr && addr < life.addr + life.len => {
                    let (local, start) = (life.local, life.addr);
                    (Object::Local { local, addr: start }, start)
                }
                _ => (Object::Unknown, addr),
            };
        }
        (Object::Unknown, addr)
    }

    /// What a pointer leads to, for people: the owner it was made for, and whether that is still there.
    pub fn resolve(&self, ptr: u64) -> Resolved {
        match self.target(ptr) {
            Target::Lease(id, is_alive) => {
                let lease = self.blocks.lease(id);
                let block = lease.and_then(|lease| lease.block());
                let start = lease.map_or(0, |lease| lease.start);
                Resolved {
                    object: block.map_or(Object::Unknown, Object::Block),
                    offset: addr_of(ptr) as i64 - start as i64,
                    is_alive,
                }
            }
            Target::Local {
                object,
                start,
                is_alive,
            } => Resolved {
                object,
                offset: addr_of(ptr) as i64 - start as i64,
                is_alive,
            },
            Target::Global { index, start } => Resolved {
                object: Object::Global(index),
                offset: addr_of(ptr) as i64 - start as i64,
                is_alive: global_tag(index as usize) == tag_of(ptr),
            },
            Target::Forgotten => Resolved {
                object: Object::SomeBlock,
                offset: 0,
                is_alive: false,
            },
            Target::Nothing => Resolved {
                object: Object::Unknown,
                offset: 0,
                is_alive: false,
            },
        }
    }
}

/// Where a pointer leads, for people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Resolved {
    pub object: Object,
    /// Bytes from the object's start.
    pub offset: i64,
    /// Whether the pointer may still be used.
    pub is_alive: bool,
}
