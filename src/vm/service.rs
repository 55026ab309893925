//! Instructions that need the whole machine: events, services for the library, formatted output, the end.

use crate::bytecode::number_table::INTRINSICS;
use crate::bytecode::{FormatPart, FormatTarget, Instr, Notice, Op, Program, addr_of, pointer};
use crate::ir::{FormatSpec, FunctionId, Intrinsic};
use crate::types::{Class, ErrorId, TypeId};

use super::format::{self, Bytes, Contents};
use super::machine::{Halt, Machine, Stop};
use super::word::STACK_TAG;
use super::{AllocatorRef, Checked, Event, EventKind, Fault, Limit, Memory, Request, Tick};

impl Machine {
    /// Does the instruction at the present, which the loop left to it. `None`: go on.
    #[cold]
    #[inline(never)]
    pub(super) fn serve(&mut self) -> Option<Stop> {
        if self.is_patched() {
            if self.is_marked() {
                return Some(Stop::Marked(self.pc()));
            }
            self.note_covered();
            return None;
        }
        let instr = self.instruction();
        match instr.opcode() {
            Op::Event => self.event(instr),
            Op::Intrinsic => self.intrinsic(instr),
            Op::Format => self.print(instr),
            Op::Untag => self.untag(instr),
            Op::Halt => self.finish(),
            Op::Panic => self.panic(),
            _ => self.stop_for_good(Halt::Panic(
                "the program ran into something that is no instruction".into(),
            )),
        }
        self.halt().is_some().then_some(Stop::Halted)
    }

    fn reg(&self, slot: u16) -> u64 {
        self.memory.reg(self.now.fp + usize::from(slot))
    }

    fn set_reg(&mut self, slot: u16, value: u64) {
        let cell = self.now.fp + usize::from(slot);
        self.now.undefined.remove(cell);
        self.memory.set_reg(cell, value);
    }

    /// Completes the instruction, or ends the run.
    fn settle(&mut self, result: Checked<()>) {
        match result {
            Ok(()) => self.complete(1),
            Err(fault) => self.stop_for_good(Halt::Fault(fault)),
        }
    }

    fn event(&mut self, instr: Instr) {
        let number = instr.imm();
        let defer = crate::bytecode::DeferRef(number);
        let kind = match Notice::ALL.get(usize::from(instr.x)) {
            Some(Notice::DeferArmed) => EventKind::DeferArmed(defer),
            Some(Notice::DeferFired) => EventKind::DeferFired(defer),
            Some(Notice::DeferDisarmed) => EventKind::DeferDisarmed(defer),
            _ => match self.reg(instr.a) {
                0 => return self.complete(1),
                code => EventKind::ErrorReturned(ErrorId(code as u16)),
            },
        };
        let at = self.at();
        self.journal.push(at, kind);
        self.complete(1);
    }

    /// A local ends from which blocks were cut: they end with it.
    fn untag(&mut self, instr: Instr) {
        let addr = addr_of(self.reg(instr.a));
        let len = u64::from(instr.imm());
        let at = self.at();
        self.memory.end_blocks_in(&mut self.journal, addr, len, at);
        let _ended = self.memory.untag_local(addr, len, Tick(self.now.tick));
        self.complete(if instr.x == 0 { 1 } else { 2 });
    }

    /// The entry function has returned: its result lies where its frame was.
    fn finish(&mut self) {
        let halt = result_of(&self.program, self.entry, &self.memory, self.now.fp);
        self.stop_for_good(halt);
    }

    fn intrinsic(&mut self, instr: Instr) {
        let Some(&op) = INTRINSICS.get(usize::from(instr.x)) else {
            return self.stop_for_good(Halt::Panic("unknown service".into()));
        };
        if let Intrinsic::Exit = op {
            let code = self.reg(instr.a) as u8;
            return self.stop_for_good(Halt::Exited(code));
        }
        if let Some(slot) = self.undefined_argument(op, instr.a) {
            let fault = self.undefined_register_fault(self.now.fp + usize::from(slot));
            return self.stop_for_good(Halt::Fault(fault));
        }
        match op {
            Intrinsic::MemCopy | Intrinsic::MemMove => self.copy_memory(op, instr.a),
            Intrinsic::Write => self.write(instr.a),
            _ => {
                let result = self.memory_service(op, instr);
                self.settle(result);
            }
        }
    }

    /// The first register of the window that the service would use without a value. An allocator without state
    /// has an undefined state pointer: it is a name here, not a place.
    fn undefined_argument(&self, op: Intrinsic, window: u16) -> Option<u16> {
        if self.now.undefined.is_empty() {
            return None;
        }
        let (first, end) = match op {
            Intrinsic::PageAlloc | Intrinsic::BlocksEnd | Intrinsic::PageFree => (0, 2),
            Intrinsic::BlockBorn => (1, 6),
            Intrinsic::ReadByte => (0, 0),
            Intrinsic::ParseFloat => (0, 3),
            Intrinsic::BlockDies | Intrinsic::BlockChecked => (1, 5),
            Intrinsic::MemCopy | Intrinsic::MemMove | Intrinsic::BlockResized => (0, 4),
            Intrinsic::PageResize => (0, 3),
            _ => (0, 2),
        };
        let undefined = |slot: &u16| self.is_register_undefined(self.now.fp + usize::from(*slot));
        let is_bulk = matches!(
            op,
            Intrinsic::MemCopy | Intrinsic::MemMove | Intrinsic::MemSet
        );
        // Nothing is copied or filled: it does not matter where.
        let is_empty = |slot: u16| is_bulk && !undefined(&(slot + 1)) && self.reg(slot + 1) == 0;
        (window + first..window + end).find(|&slot| {
            let is_pointer = (slot - window).is_multiple_of(2);
            undefined(&slot) && !(is_pointer && is_empty(slot))
        })
    }

    fn memory_service(&mut self, op: Intrinsic, instr: Instr) -> Checked<()> {
        let w = instr.a;
        let arg = |machine: &Machine, i: u16| machine.reg(w + i);
        match op {
            Intrinsic::PageAlloc => {
                let (len, align) = (arg(self, 0), arg(self, 1));
                let at = self.at();
                let found = self.memory.page_alloc(len, align, at)?;
                self.set_reg(w, found.unwrap_or(0));
            }
            Intrinsic::PageFree => {
                let (ptr, len) = (arg(self, 0), arg(self, 1));
                let at = self.at();
                self.memory.page_free(ptr, len, at)?;
            }
            Intrinsic::PageResize => {
                let (ptr, old, new) = (arg(self, 0), arg(self, 1), arg(self, 2));
                let at = self.at();
                let done = self.memory.page_resize(ptr, old, new, at)?;
                self.set_reg(w, done.into());
            }
            Intrinsic::BlockBorn => {
                let site = &self.program.sites[instr.imm() as usize];
                let asked = Request {
                    ty: site.ty.unwrap_or(TypeId::U8),
                    count: arg(self, 5),
                    align: arg(self, 4) as u32,
                };
                let place = (arg(self, 2), arg(self, 3));
                let since = self.called();
                let by = self.allocator(w);
                let at = self.at();
                let born =
                    self.memory
                        .block_born(&mut self.journal, by, place, asked, since, at)?;
                self.set_reg(w, born);
            }
            Intrinsic::BlockDies => {
                let place = (arg(self, 2), arg(self, 3), arg(self, 4));
                let by = self.allocator(w);
                let at = self.at();
                let own = self.memory.block_dies(&mut self.journal, by, place, at)?;
                self.set_reg(w, own);
            }
            Intrinsic::BlockChecked => {
                let place = (arg(self, 2), arg(self, 3), arg(self, 4));
                let own = self.memory.block_checked(self.allocator(w), place)?;
                self.set_reg(w, own);
            }
            Intrinsic::BlockStretched => {
                let (ptr, len) = (arg(self, 0), arg(self, 1));
                let at = self.at();
                self.memory
                    .block_stretched(&mut self.journal, ptr, len, at)?;
            }
            Intrinsic::BlockResized => {
                let (old, new) = ((arg(self, 0), arg(self, 1)), (arg(self, 2), arg(self, 3)));
                let since = self.called();
                let at = self.at();
                let renewed = self
                    .memory
                    .block_renewed(&mut self.journal, old, new, since, at)?;
                self.set_reg(w, renewed);
            }
            Intrinsic::BlocksEnd => {
                let (ptr, len) = (arg(self, 0), arg(self, 1));
                let at = self.at();
                self.memory.blocks_end(&mut self.journal, ptr, len, at)?;
            }
            Intrinsic::AllocatorEnds => {
                let (ptr, len) = (arg(self, 0), arg(self, 1));
                let at = self.at();
                self.memory.allocator_ends(ptr, len, at);
            }
            Intrinsic::MemSet => {
                let frame = addr_of(arg(self, 3));
                let (dst, count, size) = (arg(self, 0), arg(self, 1), arg(self, 2));
                self.fill(dst, count, size, frame)?;
            }
            Intrinsic::ReadByte => {
                let Machine { output, input, .. } = self;
                let byte = output.read(|| input.as_mut().and_then(|read| read()));
                // `?u8` as it lies in memory: the byte, then the flag.
                let cell = self.now.fp + usize::from(w);
                let value = byte.map_or(0, |b| u64::from(b) | 1 << 8);
                self.memory.write_raw(cell as u64 * 8, 8, value, u8::MAX);
            }
            Intrinsic::ParseFloat => {
                let text = self.memory.read_bytes(arg(self, 0), arg(self, 1))?;
                let number = crate::types::parse_float(&text, arg(self, 2) as u16);
                // `?f64` as it lies in memory: the number, then the flag.
                let at = (self.now.fp + usize::from(w)) as u64 * 8;
                self.memory.define_frame(at, 16);
                let bits = number.unwrap_or_default().to_bits();
                self.memory.write_raw(at, 8, bits, u8::MAX);
                self.memory
                    .write_raw(at + 8, 8, number.is_some().into(), u8::MAX);
                if number.is_none() {
                    self.memory.undefine_frame(at, 8);
                }
            }
            Intrinsic::MemCopy | Intrinsic::MemMove | Intrinsic::Write | Intrinsic::Exit => {}
        }
        Ok(())
    }

    /// The tick at which the running function was called.
    fn called(&self) -> Tick {
        Tick(self.memory.reg(self.now.fp - 1))
    }

    fn allocator(&self, window: u16) -> AllocatorRef {
        AllocatorRef {
            pointer: self.reg(window),
            vtable: self.reg(window + 1),
        }
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
    fn copy_memory(&mut self, op: Intrinsic, window: u16) {
        let (dst, count) = (self.reg(window), self.reg(window + 1));
        let (src, given) = (self.reg(window + 2), self.reg(window + 3));
        let len = count.saturating_mul(self.reg(window + 4));
        if count != given {
            let text = "source and destination arguments have non-equal lengths";
            return self.stop_for_good(Halt::Panic(text.into()));
        }
        let (to, from) = (addr_of(dst), addr_of(src));
        if op == Intrinsic::MemCopy && len > 0 && to < from + len && from < to + len {
            return self.stop_for_good(Halt::Panic("@memcpy arguments alias".into()));
        }
        let result = self.memory.copy(dst, src, len);
        self.settle(result);
    }

    fn write(&mut self, window: u16) {
        let stream = self.reg(window) as u8;
        let (ptr, len) = (self.reg(window + 1), self.reg(window + 2));
        match self.memory.read_bytes(ptr, len) {
            Ok(bytes) => self.put_out(stream, &bytes),
            Err(fault) => self.stop_for_good(Halt::Fault(fault)),
        }
    }

    /// Appends to the output and completes the instruction.
    fn put_out(&mut self, stream: u8, bytes: &[u8]) {
        let total = self.output.bytes().len() + bytes.len();
        if total as u64 > self.limits.output {
            let limit = Limit::Output(self.limits.output);
            return self.stop_for_good(Halt::Limit(limit));
        }
        if !bytes.is_empty() {
            if self.output.pieces().len() as u64 >= self.limits.prints {
                let limit = Limit::Prints(self.limits.prints);
                return self.stop_for_good(Halt::Limit(limit));
            }
            let at = self.at();
            self.output.write(stream, bytes, at.tick);
            let end = total as u32;
            self.journal.push(at, EventKind::Output { stream, end });
        }
        self.complete(1);
    }

    fn print(&mut self, instr: Instr) {
        let program = self.program.clone();
        let info = &program.formats[instr.imm() as usize];
        let window = (self.now.fp + usize::from(instr.a)) as u64 * 8;
        let mut text = Vec::new();
        for part in &info.pieces {
            match part {
                FormatPart::Text(piece) => text.extend_from_slice(piece.as_bytes()),
                FormatPart::Value {
                    ty,
                    spec,
                    offset,
                    width,
                    precision,
                } => {
                    let at = window + u64::from(*offset);
                    let mut measured = [*width, *precision].into_iter().flatten();
                    let undefined = measured
                        .find_map(|m| self.undefined_scalar(TypeId::USIZE, window + u64::from(m)))
                        .or_else(|| self.undefined_scalar(*ty, at));
                    if let Some(slot) = undefined {
                        let fault = self.undefined_register_fault(slot);
                        return self.stop_for_good(Halt::Fault(fault));
                    }
                    let number = |at: Option<u32>| {
                        let cell = (window + u64::from(at?)) / 8;
                        Some(u32::try_from(self.memory.reg(cell as usize)).unwrap_or(u32::MAX))
                    };
                    let spec = &FormatSpec {
                        width: number(*width).or(spec.width),
                        precision: number(*precision).or(spec.precision),
                        ..spec.clone()
                    };
                    let from = pointer(STACK_TAG, at);
                    let mut reader = Reader(&mut self.memory);
                    let done =
                        format::render(&program.types, &mut reader, *ty, from, spec, &mut text);
                    if let Err(stop) = done {
                        return self.stop_for_good(refused(stop, self.limits.output));
                    }
                }
            }
        }
        match info.dest {
            FormatTarget::Stream(stream) => self.put_out(stream, &text),
            FormatTarget::Count => {
                self.set_reg(instr.a, text.len() as u64);
                self.complete(1);
            }
            FormatTarget::Buffer(ty) => self.print_into_buffer(instr.a, ty, &text),
        }
    }

    /// The result is `error{NoSpaceLeft}![]u8`, in the window.
    fn print_into_buffer(&mut self, window: u16, ty: TypeId, text: &[u8]) {
        let (ptr, len) = (self.reg(window), self.reg(window + 1));
        let types = &self.program.types;
        let payload = types.child(ty).unwrap_or(TypeId::VOID);
        let layout = types.error_union_layout(payload);
        let code = types.find_error("NoSpaceLeft").map_or(1, |e| e.0);
        let size = types.size(ty);
        let at = (self.now.fp + usize::from(window)) as u64 * 8;
        let fits = text.len() as u64 <= len;
        let kept = &text[..text.len().min(len as usize)];
        if let Err(fault) = self.memory.write_bytes(ptr, kept) {
            return self.stop_for_good(Halt::Fault(fault));
        }
        self.memory.define_frame(at, size.next_multiple_of(8));
        let code = if fits { 0 } else { u64::from(code) };
        let memory = &mut self.memory;
        memory.write_raw(at + layout.payload_offset, 8, ptr, u8::MAX);
        memory.write_raw(
            at + layout.payload_offset + 8,
            8,
            text.len() as u64,
            u8::MAX,
        );
        memory.write_raw(at + layout.code_offset, 2, code, u8::MAX);
        if !fits {
            memory.undefine_frame(at + layout.payload_offset, 16);
        }
        self.complete(1);
    }

    /// The cell of an undefined scalar or slice that is to be printed. Of an empty slice only the length counts.
    fn undefined_scalar(&self, ty: TypeId, at: u64) -> Option<usize> {
        let count = match self.program.types.class(ty) {
            Class::Scalar => 1,
            Class::Slice => 2,
            _ => 0,
        };
        let first = (at / 8) as usize;
        let undefined = |cell: usize| self.is_register_undefined(cell);
        let is_empty = count == 2 && !undefined(first + 1) && self.memory.reg(first + 1) == 0;
        (first + usize::from(is_empty)..first + count).find(|&cell| undefined(cell))
    }

    /// Events so far, newest last, for the trace of an error.
    pub fn last_events(&self) -> impl Iterator<Item = &Event> {
        self.journal
            .events()
            .past_reversed()
            .map(|(_, event)| event)
    }
}

/// Memory as the renderer reads it: what it may not read, or what is undefined, ends the run.
struct Reader<'a>(&'a mut Memory);

impl Bytes for Reader<'_> {
    type Error = Box<Fault>;

    fn read(&mut self, pointer: u64, out: &mut [u8]) -> Result<Contents, Box<Fault>> {
        let len = out.len() as u64;
        if crate::bytecode::tag_of(pointer) == STACK_TAG {
            let at = addr_of(pointer);
            if !self.0.is_defined(at, len) {
                return Err(self.0.undefined_use(at, len));
            }
            let peek = self.0.peek(at, len);
            out.copy_from_slice(&peek.bytes);
        } else {
            out.copy_from_slice(&self.0.read_bytes(pointer, len)?);
        }
        Ok(Contents::Defined)
    }
}

fn refused(stop: format::Stop<Box<Fault>>, limit: u64) -> Halt {
    match stop {
        format::Stop::Read(fault) => Halt::Fault(fault),
        format::Stop::Unreachable => Halt::Panic("reached unreachable code".into()),
        format::Stop::TooLong => Halt::Limit(Limit::Output(limit)),
    }
}

/// How the program ends, by what its entry function returned.
fn result_of(program: &Program, entry: FunctionId, memory: &Memory, fp: usize) -> Halt {
    let types = &program.types;
    let ret = program.function(entry).ret;
    let at = fp as u64 * 8;
    if types.is_error_union(ret) {
        let payload = types.child(ret).unwrap_or(TypeId::VOID);
        let layout = types.error_union_layout(payload);
        let code = memory.read_raw(at + layout.code_offset, 2).value as u16;
        if code != 0 {
            return Halt::ReturnedError(ErrorId(code));
        }
        return Halt::Exited(match types.size(payload) {
            0 => 0,
            _ => memory.read_raw(at + layout.payload_offset, 1).value as u8,
        });
    }
    match types.class(ret) {
        Class::Scalar if types.is_error_set(ret) => {
            Halt::ReturnedError(ErrorId(memory.reg(fp) as u16))
        }
        Class::Scalar => Halt::Exited(memory.reg(fp) as u8),
        _ => Halt::Exited(0),
    }
}
