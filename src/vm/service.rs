//! Instructions that need the whole machine: events, services for the library, formatted output, the end.

use crate::bytecode::number_table::INTRINSICS;
use crate::bytecode::{FormatPart, FormatTarget, Instr, Op, Program, addr_of, pointer, tag_of};
use crate::ir::{FormatSpec, FunctionId, Intrinsic};
use crate::types::{Class, ErrorId, TypeId};

use super::format::{self, Bytes, Contents};
use super::machine::{Halt, Machine, Stop};
use super::word::STACK_TAG;
use super::{Event, EventKind, Fault, Limit, Memory};

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
            Op::Intrinsic => self.intrinsic(instr),
            Op::Format => self.print(instr),
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

    /// The entry function has returned: its result lies where its frame was.
    fn finish(&mut self) {
        let halt = result_of(&self.program, self.entry, &self.memory, self.now.fp);
        self.stop_for_good(halt);
    }

    /// The services that look outside: what the machine itself holds is served by [`super::intrinsic`].
    fn intrinsic(&mut self, instr: Instr) {
        let w = instr.a;
        match INTRINSICS.get(usize::from(instr.x)) {
            Some(Intrinsic::Exit) => {
                let code = self.reg(w) as u8;
                self.stop_for_good(Halt::Exited(code));
            }
            Some(Intrinsic::Write) => {
                let cells = self.now.fp + usize::from(w)..self.now.fp + usize::from(w) + 2;
                match cells
                    .into_iter()
                    .find(|cell| self.is_register_undefined(*cell))
                {
                    Some(cell) => {
                        let fault = self.undefined_register_fault(cell);
                        self.stop_for_good(Halt::Fault(fault));
                    }
                    None => self.write(w),
                }
            }
            Some(Intrinsic::ReadByte) => self.read_byte(w),
            _ => self.stop_for_good(Halt::Panic("unknown service".into())),
        }
    }

    fn read_byte(&mut self, window: u16) {
        let Machine { output, input, .. } = self;
        let byte = output.read(|| input.as_mut().and_then(|read| read()));
        // `?u8` as it lies in memory: the byte, then the flag.
        let cell = self.now.fp + usize::from(window);
        let value = byte.map_or(0, |b| u64::from(b) | 1 << 8);
        self.memory.write_raw(cell as u64 * 8, 8, value, u8::MAX);
        self.complete(1);
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
        if tag_of(pointer) == STACK_TAG {
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
