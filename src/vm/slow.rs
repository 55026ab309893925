//! One instruction at a time, from its beginning: those that take many steps of the host, and those that the loop could
//! not do in its quick way, whatever the reason was. What fails here is the program's fault, panic or undefined value.

use crate::bytecode::address::pointer;
use crate::bytecode::number_table::{BINARY, CASTS, OVERFLOWS, UNARY};
use crate::bytecode::op::code as op;
use crate::bytecode::{FarCall, FarCallee, Instr, LocalRef, NumKind, Program, function_of};
use crate::ir::CastKind;

use super::access::Loaded;
use super::arith;
use super::code::Code;
use super::fields::{Fields, Word, signed32, word};
use super::memory::{Checked, Memory};
use super::run::{CAREFUL, Entry, Exit, Message, WATCHING};
use super::word::{DEFINED, STACK_TAG, UNDEFINED_CELL};
use super::{AccessKind, Fault, Journal, Tick, UndefinedRegisters};

/// An instruction, and what it works on.
pub(super) struct Slow<'a> {
    pub program: &'a Program,
    pub code: &'a Code,
    pub entries: &'a [Entry],
    pub memory: &'a mut Memory,
    pub journal: &'a mut Journal,
    pub undefined: &'a mut UndefinedRegisters,
    pub instr: Instr,
    pub pc: usize,
    pub fp: usize,
    /// Instructions executed before this one.
    pub tick: u64,
    /// Statements begun before this one.
    pub steps: u64,
}

/// What the loop does then.
pub(super) enum Then {
    /// Goes on behind so many words of code.
    Past(usize),
    /// Does the same instruction: what was in its way is gone, and nothing else has happened.
    Again,
    /// Calls a function whose frame begins so many slots from here.
    Enter { distance: usize, entry: Entry },
    /// Comes out; nothing has happened.
    Exit(Exit),
}

pub(super) type Outcome<T> = Result<T, Exit>;

impl From<Box<Fault>> for Exit {
    fn from(fault: Box<Fault>) -> Exit {
        Exit::Fault(fault)
    }
}

fn panic(text: &'static str) -> Exit {
    Exit::Panic(Message::Text(text))
}

impl Slow<'_> {
    /// As the loop that looks on in this way would do it.
    #[inline(never)]
    pub(super) fn execute<const MODE: u8>(mut self) -> Then {
        self.instruction::<MODE>().unwrap_or_else(Then::Exit)
    }

    fn instruction<const MODE: u8>(&mut self) -> Outcome<Then> {
        if self.code.is_patched(self.pc as u32) {
            return Err(Exit::Service);
        }
        let w = self.word();
        match w.number() {
            op::LdU8 => self.load::<MODE>(1, Ptr::Behind)?,
            op::LdU16 => self.load::<MODE>(2, Ptr::Behind)?,
            op::LdU32 | op::LdS32 => self.load::<MODE>(4, Ptr::Behind)?,
            op::Ld64 => self.load::<MODE>(8, Ptr::Behind)?,
            op::LdEU8 => self.load::<MODE>(1, Ptr::Element)?,
            op::LdEU32 | op::LdES32 => self.load::<MODE>(4, Ptr::Element)?,
            op::LdE64 => self.load::<MODE>(8, Ptr::Element)?,
            op::St8 => self.store::<MODE>(1, Ptr::Behind)?,
            op::St16 => self.store::<MODE>(2, Ptr::Behind)?,
            op::St32 => self.store::<MODE>(4, Ptr::Behind)?,
            op::St64 => self.store::<MODE>(8, Ptr::Behind)?,
            op::StE8 => self.store::<MODE>(1, Ptr::Element)?,
            op::StE32 => self.store::<MODE>(4, Ptr::Element)?,
            op::StE64 => self.store::<MODE>(8, Ptr::Element)?,
            op::LdBits => self.load_bits::<MODE>()?,
            op::StBits => self.store_bits::<MODE>()?,

            op::FrLdU8 => self.frame_load::<MODE>(1, w.b(), w.x())?,
            op::FrLdU16 => self.frame_load::<MODE>(2, w.b(), w.x())?,
            op::FrLdU32 | op::FrLdS32 => self.frame_load::<MODE>(4, w.b(), w.x())?,
            op::FrLd64 => self.frame_load::<MODE>(8, w.b(), 0)?,
            op::FrSt8 => self.frame_store::<MODE>(1, w.b(), w.x())?,
            op::FrSt16 => self.frame_store::<MODE>(2, w.b(), w.x())?,
            op::FrSt32 => self.frame_store::<MODE>(4, w.b(), w.x())?,
            op::FrSt64 => self.frame_store::<MODE>(8, w.b(), 0)?,
            op::FrLdE64 => {
                let index = self.frame_index::<MODE>()?;
                self.frame_load::<MODE>(8, w.b() + index, 0)?;
                return Ok(Then::Past(2));
            }
            op::FrStE64 => {
                let index = self.frame_index::<MODE>()?;
                self.frame_store::<MODE>(8, w.b() + index, 0)?;
                return Ok(Then::Past(2));
            }

            op::Bin | op::Un | op::Cast | op::Overflow => {
                match w.number() {
                    op::Bin => self.binary::<MODE>()?,
                    op::Un => self.unary::<MODE>()?,
                    op::Cast => self.cast::<MODE>()?,
                    _ => self.overflow::<MODE>()?,
                }
                return Ok(Then::Past(2));
            }
            op::ElemAddr => {
                let size = self.element_size();
                let at = self.element::<MODE>(size)?;
                self.set(w.a(), at);
                return Ok(Then::Past(self.words_with_size()));
            }
            op::PtrElem => {
                let by = self.get::<MODE>(w.c())?.wrapping_mul(self.element_size());
                let from = self.get::<MODE>(w.b())?;
                self.set(w.a(), moved(from, by));
                return Ok(Then::Past(self.words_with_size()));
            }
            op::BoundsI => {
                let (index, len) = (self.get::<MODE>(w.a())?, u64::from(w.imm()));
                return Err(Exit::Panic(Message::Index { index, len }));
            }

            op::FrUndef => {
                let (at, len) = (self.frame_byte(w.a(), w.x()), u64::from(w.imm()));
                self.look_out::<MODE>(at, len, AccessKind::Write)?;
                self.now_memory(at, len);
                self.memory.undefine_frame(at, len);
            }
            op::FrCopy => self.frame_copy::<MODE>()?,
            op::CopyIn => {
                let from = self.get::<MODE>(w.b())?.wrapping_add(w.c() as u64);
                let (at, len) = (self.frame_byte(w.a(), w.x()), self.operand());
                self.look_out::<MODE>(at, len, AccessKind::Write)?;
                self.memory.copy_in(at, from, len)?;
                self.now_memory(at, len);
                return Ok(Then::Past(2));
            }
            op::CopyOut => {
                let to = self.get::<MODE>(w.b())?.wrapping_add(w.c() as u64);
                let (at, len) = (self.frame_byte(w.a(), w.x()), self.operand());
                self.look_out::<MODE>(at, len, AccessKind::Read)?;
                self.memory.copy_out(to, at, len)?;
                return Ok(Then::Past(2));
            }
            op::CopyPtr => {
                let (to, from) = (self.get::<MODE>(w.a())?, self.get::<MODE>(w.b())?);
                self.memory.copy(to, from, self.operand())?;
                return Ok(Then::Past(2));
            }
            op::PtrUndef => {
                let ptr = self.get::<MODE>(w.a())?;
                self.memory.undefine(ptr, w.imm().into())?;
            }
            op::Undef => {
                for i in self.fp + w.a()..self.fp + w.a() + w.imm() as usize {
                    self.memory.cells[i] = UNDEFINED_CELL;
                    self.undefined.insert(i, 0);
                }
            }
            op::Tag => {
                self.tag::<MODE>();
                return Ok(Then::Past(2));
            }
            op::Untag => {
                self.untag();
                return Ok(Then::Past(1 + usize::from(w.x() != 0)));
            }

            op::Call | op::CallPtr => return self.call::<MODE>(),
            op::CallFar => return self.call_far::<MODE>(),
            op::FarResult => self.far_result::<MODE>()?,
            op::Ret | op::Ret1 | op::Ret2 | op::RetN => {
                let distance = (self.memory.cells[self.fp - 2] >> 32) as usize;
                self.memory.shrink_stack(self.fp - distance - 2);
                return Ok(Then::Again);
            }
            op::Event => self.event(),
            op::Intrinsic => self.intrinsic::<MODE>()?,
            op::Halt | op::Ext | op::Panic | op::Format => return Err(Exit::Service),
            // The loop does these itself, but an idiom that begins with one of them leaves it here when it gives up a round.
            op::Mov if MODE < CAREFUL => {
                let value = self.memory.reg(self.fp + w.b());
                self.set(w.a(), value);
            }
            op::AddU64 | op::MulU64 => {
                let (p, q) = (self.get::<MODE>(w.b())?, self.get::<MODE>(w.c())?);
                let result = match w.number() {
                    op::AddU64 => p.checked_add(q),
                    _ => p.checked_mul(q),
                };
                let result = result.ok_or_else(|| panic(arith::OVERFLOW))?;
                self.set(w.a(), result);
            }
            _ => return Err(self.failure::<MODE>()),
        }
        Ok(Then::Past(1))
    }

    /// Why an instruction that only computes was left undone: an operand is undefined, or there is no result.
    #[cold]
    fn failure<const MODE: u8>(&self) -> Exit {
        let w = self.word();
        let (text, operands): (_, &[usize]) = match w.number() {
            op::JEq
            | op::JNe
            | op::JLtS
            | op::JGeS
            | op::JLtU
            | op::JGeU
            | op::JF
            | op::ForNext => ("", &[w.a(), w.b()]),
            op::JEqI | op::JNeI | op::JLtSI | op::JGeSI | op::JLtUI | op::JGeUI | op::Table => {
                ("", &[w.a()])
            }
            op::DivU | op::RemU => (arith::DIVISION_BY_ZERO, &[w.b(), w.c()]),
            op::Shl | op::Shr => (arith::SHIFT_TOO_BIG, &[w.b(), w.c()]),
            op::Fit => (arith::DOES_NOT_FIT, &[w.b()]),
            op::AddIS32
            | op::AddIU32
            | op::AddIS64
            | op::AddIU64
            | op::SubIU64
            | op::AddIX
            | op::Neg => (arith::OVERFLOW, &[w.b()]),
            op::AndI | op::ShlI | op::ShrI | op::BoolNot | op::Norm | op::PtrAddI => ("", &[w.b()]),
            _ => (arith::OVERFLOW, &[w.b(), w.c()]),
        };
        operands
            .iter()
            .find_map(|slot| self.get::<MODE>(*slot).err())
            .unwrap_or(panic(text))
    }

    #[inline]
    pub(super) fn word(&self) -> Fields<Word> {
        Fields(word(self.instr, self.instr.opcode() as u8))
    }

    /// The value of a register, for use.
    fn get<const MODE: u8>(&self, slot: usize) -> Outcome<u64> {
        if MODE >= CAREFUL && self.undefined.contains(self.fp + slot) {
            return Err(Exit::Undefined(slot));
        }
        Ok(self.memory.cells[self.fp + slot])
    }

    #[inline]
    pub(super) fn set(&mut self, slot: usize, value: u64) {
        self.undefined.remove(self.fp + slot);
        self.memory.cells[self.fp + slot] = value;
    }

    /// Puts what was found in memory into a register; what is undefined is noted.
    fn set_found(&mut self, slot: usize, found: Loaded, from: u64) {
        let value = match self.word().number() {
            op::LdS32 | op::LdES32 | op::FrLdS32 => signed32(found.value),
            _ => found.value,
        };
        self.set(slot, value);
        if !found.is_defined() {
            self.undefined.insert(self.fp + slot, from);
        }
    }

    /// The number in the instruction's second word.
    pub(super) fn operand(&self) -> u64 {
        self.program.code[self.pc + 1].imm().into()
    }

    /// The address of a byte of the frame.
    pub(super) fn frame_byte(&self, slot: usize, offset: u64) -> u64 {
        (self.fp + slot) as u64 * 8 + offset
    }

    /// Looks out for watched bytes of the frame, which instructions reach without a pointer.
    fn look_out<const MODE: u8>(&mut self, at: u64, len: u64, kind: AccessKind) -> Checked<()> {
        match MODE {
            WATCHING => self.memory.look_out(at, len, kind),
            _ => Ok(()),
        }
    }

    /// Bytes of the frame are written as memory; what was noted of the registers that they were is over.
    fn now_memory(&mut self, at: u64, len: u64) {
        let cells = (at >> 3) as usize..(at + len).div_ceil(8) as usize;
        self.undefined.forget(cells);
    }

    fn pointer<const MODE: u8>(&self, ptr: Ptr, len: u64) -> Outcome<u64> {
        match ptr {
            Ptr::Behind => Ok(self
                .get::<MODE>(self.word().b())?
                .wrapping_add(self.word().c() as u64)),
            Ptr::Element => self.element::<MODE>(len),
        }
    }

    /// The address of an element of a slice.
    fn element<const MODE: u8>(&self, size: u64) -> Outcome<u64> {
        let slice = self.word().b();
        let index = self.get::<MODE>(self.word().c())?;
        let len = self.get::<MODE>(slice + 1)?;
        if index >= len {
            return Err(Exit::Panic(Message::Index { index, len }));
        }
        Ok(self
            .get::<MODE>(slice)?
            .wrapping_add(index.wrapping_mul(size)))
    }

    /// In `x`, or in the second word if that is 0.
    fn element_size(&self) -> u64 {
        match self.word().x() {
            0 => self.operand(),
            size => size,
        }
    }

    fn words_with_size(&self) -> usize {
        1 + usize::from(self.word().x() == 0)
    }

    fn load<const MODE: u8>(&mut self, len: u64, ptr: Ptr) -> Outcome<()> {
        let ptr = self.pointer::<MODE>(ptr, len)?;
        let found = self.memory.load_slow(ptr, len, self.word().x() & 1 == 1)?;
        self.set_found(self.word().a(), found, ptr);
        Ok(())
    }

    fn store<const MODE: u8>(&mut self, len: u64, ptr: Ptr) -> Outcome<()> {
        let ptr = self.pointer::<MODE>(ptr, len)?;
        let cell = self.fp + self.word().a();
        let value = self.memory.cells[cell];
        if MODE >= CAREFUL && self.undefined.contains(cell) {
            self.memory.store_partly(ptr, len, value, 0)?;
        } else {
            self.memory
                .store_slow(ptr, len, value, self.word().x() & 1 == 1)?;
        }
        Ok(())
    }

    fn load_bits<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let (ptr, count) = (self.get::<MODE>(w.b())?, w.x() as u32 & 127);
        let (at, first) = (ptr.wrapping_add(w.c() as u64 / 8), w.c() as u32 % 8);
        let bytes = u64::from((first + count).div_ceil(8)).max(1);
        let low = self.memory.load_cold(at, bytes.min(8))?;
        let mut raw = u128::from(low.value);
        let mut is_defined = low.is_defined();
        if bytes > 8 {
            let high = self.memory.load_cold(at.wrapping_add(8), bytes - 8)?;
            raw |= u128::from(high.value) << 64;
            is_defined &= high.is_defined();
        }
        self.set(w.a(), w.normal((raw >> first) as u64));
        if !is_defined {
            self.undefined.insert(self.fp + w.a(), at);
        }
        Ok(())
    }

    fn store_bits<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let (ptr, count) = (self.get::<MODE>(w.b())?, w.x() as u32 & 127);
        let (at, first) = (ptr.wrapping_add(w.c() as u64 / 8), w.c() as u32 % 8);
        let value = self.get::<MODE>(w.a())?;
        self.memory.store_bits(at, first, count, value)?;
        Ok(())
    }

    fn frame_load<const MODE: u8>(&mut self, len: u64, slot: usize, offset: u64) -> Outcome<()> {
        let at = self.frame_byte(slot, offset & 7);
        self.look_out::<MODE>(at, len, AccessKind::Read)?;
        let found = self.memory.read_raw(at, len);
        self.set_found(self.word().a(), found, pointer(STACK_TAG, at));
        Ok(())
    }

    fn frame_store<const MODE: u8>(&mut self, len: u64, slot: usize, offset: u64) -> Outcome<()> {
        let at = self.frame_byte(slot, offset & 7);
        self.look_out::<MODE>(at, len, AccessKind::Write)?;
        let from = self.fp + self.word().a();
        let value = self.memory.cells[from];
        let is_undefined = MODE >= CAREFUL && self.undefined.contains(from);
        self.now_memory(at, len);
        let defined = if is_undefined { 0 } else { u8::MAX };
        self.memory.write_raw(at, len, value, defined);
        Ok(())
    }

    /// The index into an array of the frame.
    fn frame_index<const MODE: u8>(&self) -> Outcome<usize> {
        let (index, len) = (self.get::<MODE>(self.word().c())?, self.operand());
        match index < len {
            true => Ok(index as usize),
            false => Err(Exit::Panic(Message::Index { index, len })),
        }
    }

    fn frame_copy<const MODE: u8>(&mut self) -> Outcome<()> {
        let (to, from, count) = (
            self.fp + self.word().a(),
            self.fp + self.word().b(),
            self.word().c(),
        );
        self.look_out::<MODE>(from as u64 * 8, count as u64 * 8, AccessKind::Read)?;
        self.look_out::<MODE>(to as u64 * 8, count as u64 * 8, AccessKind::Write)?;
        self.memory.copy_slots(to, from, count);
        if MODE >= CAREFUL {
            self.undefined.copy_range(to, from, count);
        }
        Ok(())
    }

    /// The operand of a general instruction, in raw bits.
    fn number<const MODE: u8>(&mut self, slot: usize, kind: NumKind) -> Outcome<u128> {
        if kind.slots() == 1 {
            let value = self.get::<MODE>(slot)?;
            return Ok(match kind {
                NumKind::Int { signed: true, .. } => value as i64 as i128 as u128,
                _ => u128::from(value),
            });
        }
        let (at, size) = (self.frame_byte(slot, 0), kind.bytes());
        self.look_out::<MODE>(at, size, AccessKind::Read)?;
        let memory = &*self.memory;
        let first = self.fp + slot;
        let wanted = (1u32 << (size - 8)) - 1;
        if memory.words[first] & DEFINED != DEFINED || memory.words[first + 1] & wanted != wanted {
            return Err(memory.undefined_use(at, size).into());
        }
        let (low, high) = (memory.cells[first], memory.cells[first + 1]);
        Ok(kind.normal(u128::from(low) | u128::from(high) << 64))
    }

    fn set_number<const MODE: u8>(&mut self, kind: NumKind, raw: u128) -> Outcome<()> {
        let slot = self.word().a();
        if kind.slots() == 1 {
            self.set(slot, raw as u64);
            return Ok(());
        }
        let at = self.frame_byte(slot, 0);
        self.look_out::<MODE>(at, 16, AccessKind::Write)?;
        self.now_memory(at, 16);
        let first = self.fp + slot;
        self.memory.cells[first] = raw as u64;
        self.memory.cells[first + 1] = (raw >> 64) as u64;
        self.memory.words[first] |= DEFINED;
        self.memory.words[first + 1] |= DEFINED;
        Ok(())
    }

    /// The kinds of number in the fields of the second word.
    fn kinds(&self) -> [NumKind; 3] {
        let ext = self.program.code[self.pc + 1].word();
        [16, 32, 48].map(|shift| NumKind::decode((ext >> shift) as u16))
    }

    fn binary<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let [kind, rhs_kind, _] = self.kinds();
        let operation = BINARY[w.x() as usize];
        let (p, q) = (
            self.number::<MODE>(w.b(), kind)?,
            self.number::<MODE>(w.c(), rhs_kind)?,
        );
        let raw = arith::binary(operation, kind, p, q).map_err(panic)?;
        if operation.is_comparison() {
            self.set(w.a(), raw as u64);
            return Ok(());
        }
        self.set_number::<MODE>(kind, raw)
    }

    fn unary<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let [kind, result, _] = self.kinds();
        let operand = self.number::<MODE>(w.b(), kind)?;
        let raw = arith::unary(UNARY[w.x() as usize], kind, operand).map_err(panic)?;
        self.set_number::<MODE>(result, raw)
    }

    fn cast<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let operation = CASTS[w.x() as usize];
        if operation == CastKind::PtrFromInt {
            let address = self.get::<MODE>(w.b())?;
            let align = self.operand() as u32;
            let ptr = self.memory.pointer_from_int(address, align);
            self.set(w.a(), ptr.map_err(panic)?);
            return Ok(());
        }
        let [_, from, to] = self.kinds();
        let operand = self.number::<MODE>(w.b(), from)?;
        let raw = arith::cast(operation, from, to, operand).map_err(panic)?;
        self.set_number::<MODE>(to, raw)
    }

    fn overflow<const MODE: u8>(&mut self) -> Outcome<()> {
        let w = self.word();
        let ext = self.program.code[self.pc + 1].word();
        let [kind, ..] = self.kinds();
        let (p, q) = (
            self.number::<MODE>(w.b(), kind)?,
            self.number::<MODE>(w.c(), kind)?,
        );
        let operation = OVERFLOWS[w.x() as usize];
        let (result, overflowed) = arith::with_overflow(operation, kind, p, q);
        let size = kind.bytes();
        let result_at = self.frame_byte(w.a(), ext >> 32 & 0xffff);
        let bit_at = self.frame_byte(w.a(), ext >> 48);
        self.look_out::<MODE>(result_at, size, AccessKind::Write)?;
        self.now_memory(result_at, size);
        self.now_memory(bit_at, 1);
        self.memory
            .write_raw(result_at, size.min(8), result as u64, u8::MAX);
        if size > 8 {
            let high = (result >> 64) as u64;
            self.memory
                .write_raw(result_at + 8, size - 8, high, u8::MAX);
        }
        self.memory.write_raw(bit_at, 1, overflowed.into(), u8::MAX);
        Ok(())
    }

    fn tag<const MODE: u8>(&mut self) {
        let w = self.word();
        let ext = self.program.code[self.pc + 1].word();
        let at = self.frame_byte(0, w.imm().into());
        let local = LocalRef((ext >> 8 & 0xff | (ext >> 16 & 0xffff) << 8) as u32);
        let cell = (at >> 3) as usize;
        let is_defined = !(MODE >= CAREFUL && self.undefined.contains(cell));
        if !is_defined {
            self.undefined.remove(cell);
            self.undefined.remove(cell + 1);
        }
        let now = Tick(self.tick);
        let ptr = self.memory.tag_local(at, ext >> 32, local, is_defined, now);
        self.set(w.a(), ptr);
    }

    /// The function behind a register.
    fn callee<const MODE: u8>(&self, slot: usize) -> Outcome<Entry> {
        let callee = self.get::<MODE>(slot)?;
        match function_of(callee, self.entries.len()) {
            Some(id) => Ok(self.entries[id.0 as usize]),
            None => Err(Exit::Fault(Fault::no_function(callee))),
        }
    }

    /// A call that needs more stack than there is yet, or more than most.
    fn call<const MODE: u8>(&mut self) -> Outcome<Then> {
        let w = self.word();
        let entry = match w.number() {
            op::Call => self.entries[w.imm() as usize],
            _ => self.callee::<MODE>(w.b())?,
        };
        let distance = w.a();
        self.memory
            .grow_stack(self.fp + distance + entry.slots as usize)?;
        Ok(Then::Enter { distance, entry })
    }

    fn call_far<const MODE: u8>(&mut self) -> Outcome<Then> {
        let w = self.word();
        let at = w.imm() as usize;
        let constants = &self.program.constants[at..at + 4];
        let call = FarCall::decode(constants.try_into().expect("four constants"));
        let entry = match call.callee {
            FarCallee::Function(id) => self.entries[id.0 as usize],
            FarCallee::Register(slot) => self.callee::<MODE>(slot as usize)?,
        };
        let distance = call.distance as usize;
        let callee = self.fp + distance;
        self.memory.grow_stack(callee + entry.slots as usize)?;
        self.copy_far::<MODE>(callee, self.fp + w.a(), call.args as usize);
        Ok(Then::Enter { distance, entry })
    }

    fn far_result<const MODE: u8>(&mut self) -> Outcome<()> {
        let (to, at) = (self.fp + self.word().a(), self.word().imm() as usize);
        let constants = &self.program.constants;
        let (distance, count) = (constants[at] as usize, constants[at + 2] as usize);
        self.look_out::<MODE>(to as u64 * 8, count as u64 * 8, AccessKind::Write)?;
        self.copy_far::<MODE>(to, self.fp + distance, count);
        Ok(())
    }

    fn copy_far<const MODE: u8>(&mut self, to: usize, from: usize, count: usize) {
        self.memory.copy_slots(to, from, count);
        if MODE >= CAREFUL {
            self.undefined.copy_range(to, from, count);
        }
    }
}

/// Where a scalar in memory is.
#[derive(Clone, Copy)]
enum Ptr {
    /// `c` bytes behind the pointer in `b`.
    Behind,
    /// The element `c` of the slice in `b`.
    Element,
}

/// A pointer so many bytes further: the tag stays what it is.
#[inline]
pub(super) fn moved(ptr: u64, by: u64) -> u64 {
    pointer((ptr >> 48) as u16, ptr.wrapping_add(by))
}
