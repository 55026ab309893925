//! What the library asks of the machine: births and deaths of blocks, pages of the heap, filling and copying, and
//! the events that the log keeps. All of it stays inside the machine, so the loop need not be left for it.

use crate::bytecode::number_table::INTRINSICS;
use crate::bytecode::{DeferRef, Notice, Pc, addr_of};
use crate::ir::Intrinsic;
use crate::types::{ErrorId, TypeId};

use super::run::{CAREFUL, Exit, Message};
use super::slow::{Outcome, Slow};
use super::{AllocatorRef, At, Checked, EventKind, Request, Step, Tick};

impl Slow<'_> {
    /// When and where, for the journal.
    fn at(&mut self) -> At {
        let is_start = self.instr.is_statement();
        At {
            tick: Tick(self.tick),
            step: Step(self.steps + u64::from(is_start)),
            pc: Pc(self.pc as u32),
            stack: self.journal.stack_of(self.memory, self.fp),
        }
    }

    /// Something that the event log keeps.
    pub(super) fn event(&mut self) {
        let w = self.word();
        let defer = DeferRef(w.imm());
        let kind = match Notice::ALL.get(w.x() as usize) {
            Some(Notice::DeferArmed) => EventKind::DeferArmed(defer),
            Some(Notice::DeferFired) => EventKind::DeferFired(defer),
            Some(Notice::DeferDisarmed) => EventKind::DeferDisarmed(defer),
            _ => match self.memory.reg(self.fp + w.a()) {
                0 => return,
                code => EventKind::ErrorReturned(ErrorId(code as u16)),
            },
        };
        let at = self.at();
        self.journal.push(at, kind);
    }

    /// A local ends; blocks that were cut from it end with it.
    pub(super) fn untag(&mut self) {
        let w = self.word();
        let addr = addr_of(self.memory.reg(self.fp + w.a()));
        let len = u64::from(w.imm());
        let is_it = w.x() == 0 || addr == self.frame_byte(0, self.operand());
        let now = Tick(self.tick);
        if is_it && !self.memory.untag_local(addr, len, now) {
            let at = self.at();
            self.memory.end_blocks_in(self.journal, addr, len, at);
            let _ended = self.memory.untag_local(addr, len, now);
        }
    }

    pub(super) fn intrinsic<const MODE: u8>(&mut self) -> Outcome<()> {
        let window = self.word().a();
        let Some(&op) = INTRINSICS.get(self.word().x() as usize) else {
            return Err(Exit::Service);
        };
        if MODE >= CAREFUL
            && let Some(slot) = self.undefined_argument(op, window)
        {
            return Err(Exit::Undefined(slot));
        }
        self.memory_service(op, window)
    }

    /// The first register of the window that the service would use without a value. An allocator without state
    /// has an undefined state pointer: it is a name here, not a place.
    fn undefined_argument(&self, op: Intrinsic, window: usize) -> Option<usize> {
        let (first, end) = match op {
            Intrinsic::PageAlloc | Intrinsic::BlocksEnd | Intrinsic::PageFree => (0, 2),
            Intrinsic::BlockBorn => (1, 6),
            Intrinsic::ParseFloat => (0, 3),
            Intrinsic::Exit | Intrinsic::Write | Intrinsic::ReadByte => (0, 0),
            Intrinsic::BlockDies | Intrinsic::BlockChecked => (1, 5),
            Intrinsic::MemCopy | Intrinsic::MemMove | Intrinsic::BlockResized => (0, 4),
            Intrinsic::PageResize => (0, 3),
            _ => (0, 2),
        };
        let undefined = |slot: usize| self.undefined.contains(self.fp + slot);
        let is_bulk = matches!(
            op,
            Intrinsic::MemCopy | Intrinsic::MemMove | Intrinsic::MemSet
        );
        // Nothing is copied or filled: it does not matter where.
        let is_empty = |slot: usize| is_bulk && !undefined(slot + 1) && self.arg(slot + 1) == 0;
        (window + first..window + end).find(|&slot| {
            let is_pointer = (slot - window).is_multiple_of(2);
            undefined(slot) && !(is_pointer && is_empty(slot))
        })
    }

    fn arg(&self, slot: usize) -> u64 {
        self.memory.reg(self.fp + slot)
    }

    /// The registers of a window.
    #[inline]
    fn args<const N: usize>(&self, window: usize) -> [u64; N] {
        let cells = &self.memory.cells[self.fp + window..];
        *cells.first_chunk().expect("a window is part of a frame")
    }

    fn memory_service(&mut self, op: Intrinsic, w: usize) -> Outcome<()> {
        match op {
            Intrinsic::BlockBorn => self.born(w)?,
            Intrinsic::BlockDies => {
                let [pointer, vtable, ptr, len, align] = self.args(w);
                let (by, place) = (AllocatorRef { pointer, vtable }, (ptr, len, align));
                let at = self.at();
                let own = self.memory.block_dies(self.journal, by, place, at)?;
                self.set(w, own);
            }
            Intrinsic::BlockChecked => {
                let [pointer, vtable, ptr, len, align] = self.args(w);
                let (by, place) = (AllocatorRef { pointer, vtable }, (ptr, len, align));
                let own = self.memory.block_checked(by, place)?;
                self.set(w, own);
            }
            Intrinsic::BlockStretched => {
                let (ptr, len) = (self.arg(w), self.arg(w + 1));
                let at = self.at();
                self.memory.block_stretched(self.journal, ptr, len, at)?;
            }
            Intrinsic::BlockResized => {
                let old = (self.arg(w), self.arg(w + 1));
                let new = (self.arg(w + 2), self.arg(w + 3));
                let (since, at) = (self.called(), self.at());
                let memory = &mut self.memory;
                let renewed = memory.block_renewed(self.journal, old, new, since, at)?;
                self.set(w, renewed);
            }
            Intrinsic::BlocksEnd => {
                let (ptr, len) = (self.arg(w), self.arg(w + 1));
                let at = self.at();
                self.memory.blocks_end(self.journal, ptr, len, at)?;
            }
            Intrinsic::AllocatorEnds => {
                let (ptr, len) = (self.arg(w), self.arg(w + 1));
                let at = self.at();
                self.memory.allocator_ends(ptr, len, at);
            }
            Intrinsic::PageAlloc => {
                let (len, align) = (self.arg(w), self.arg(w + 1));
                let at = self.at();
                let found = self.memory.page_alloc(len, align, at)?;
                self.set(w, found.unwrap_or(0));
            }
            Intrinsic::PageFree => {
                let (ptr, len) = (self.arg(w), self.arg(w + 1));
                let at = self.at();
                self.memory.page_free(ptr, len, at)?;
            }
            Intrinsic::PageResize => {
                let (ptr, old, new) = (self.arg(w), self.arg(w + 1), self.arg(w + 2));
                let at = self.at();
                let done = self.memory.page_resize(ptr, old, new, at)?;
                self.set(w, done.into());
            }
            Intrinsic::MemSet => {
                let (dst, count, size) = (self.arg(w), self.arg(w + 1), self.arg(w + 2));
                self.fill(dst, count, size, addr_of(self.arg(w + 3)))?;
            }
            Intrinsic::ParseFloat => self.parse_float(w)?,
            Intrinsic::MemCopy | Intrinsic::MemMove => self.copy_memory(op, w)?,
            // These look outside of the machine.
            Intrinsic::Write | Intrinsic::ReadByte | Intrinsic::Exit => {
                return Err(Exit::Service);
            }
        }
        Ok(())
    }

    /// What an allocator handed out becomes a block.
    fn born(&mut self, w: usize) -> Checked<()> {
        let site = &self.program.sites[self.word().imm() as usize];
        let [pointer, vtable, ptr, len, align, count] = self.args(w);
        let asked = Request {
            ty: site.ty.unwrap_or(TypeId::U8),
            count,
            align: align as u32,
        };
        let (by, since, at) = (AllocatorRef { pointer, vtable }, self.called(), self.at());
        let memory = &mut self.memory;
        let born = memory.block_born(self.journal, by, (ptr, len), asked, since, at)?;
        self.set(w, born);
        Ok(())
    }

    /// The tick at which the running function was called.
    fn called(&self) -> Tick {
        Tick(self.memory.reg(self.fp - 1))
    }

    /// Text becomes `?f64`, as it lies in memory: the number, then the flag.
    fn parse_float(&mut self, w: usize) -> Checked<()> {
        let text = self.memory.read_bytes(self.arg(w), self.arg(w + 1))?;
        let number = crate::types::parse_float(&text, self.arg(w + 2) as u16);
        let at = (self.fp + w) as u64 * 8;
        self.memory.define_frame(at, 16);
        let bits = number.unwrap_or_default().to_bits();
        self.memory.write_raw(at, 8, bits, u8::MAX);
        self.memory
            .write_raw(at + 8, 8, number.is_some().into(), u8::MAX);
        if number.is_none() {
            self.memory.undefine_frame(at, 8);
        }
        Ok(())
    }

    /// `count` elements of `size` bytes become copies of the one at `value`, which may lie in a frame.
    fn fill(&mut self, dst: u64, count: u64, size: u64, value: u64) -> Checked<()> {
        if size <= 8 {
            let one = self.memory.read_raw(value, size);
            self.memory.fill(dst, size, count, one.value, one.defined)
        } else {
            self.memory.fill_from(dst, size, count, value)
        }
    }

    /// `@memcpy` and `@memmove`: destination and source as slices, then the size of an element.
    fn copy_memory(&mut self, op: Intrinsic, w: usize) -> Outcome<()> {
        let (dst, count) = (self.arg(w), self.arg(w + 1));
        let (src, given) = (self.arg(w + 2), self.arg(w + 3));
        let len = count.saturating_mul(self.arg(w + 4));
        if count != given {
            let text = "source and destination arguments have non-equal lengths";
            return Err(Exit::Panic(Message::Text(text)));
        }
        let (to, from) = (addr_of(dst), addr_of(src));
        if op == Intrinsic::MemCopy && len > 0 && to < from + len && from < to + len {
            return Err(Exit::Panic(Message::Text("@memcpy arguments alias")));
        }
        Ok(self.memory.copy(dst, src, len)?)
    }
}
