//! What panics say, in Zig's words, and the fault of using a value that was never given.

use std::sync::Arc;

use crate::bytecode::{PanicKind, addr_of, pointer};
use crate::types::ErrorId;

use super::frame::FrameView;
use super::machine::{Halt, Machine};
use super::run::Message;
use super::word::STACK_TAG;
use super::{Access, AccessKind, Detail, Fault, FaultCode, Object};

/// Frames in which the owner of an undefined value is looked for.
const NAMED_FRAMES: usize = 256;

impl Fault {
    /// A call through a pointer that leads to no function.
    #[cold]
    #[inline(never)]
    pub(super) fn no_function(address: u64) -> Box<Fault> {
        let access = Access {
            kind: AccessKind::Call,
            ptr: address,
            len: 0,
        };
        Box::new(Fault::new(FaultCode::OutOfBounds, access).because(Detail::Nowhere))
    }
}

impl Machine {
    pub(super) fn panic_message(&self, message: Message) -> Arc<str> {
        match message {
            Message::Text(text) => text.into(),
            Message::Index { index, len } => {
                format!("index out of bounds: index {index}, len {len}").into()
            }
        }
    }

    /// The instruction `Panic`.
    pub(super) fn panic(&mut self) {
        let instr = self.instruction();
        let reg = |slot: u16| self.memory.reg(self.now.fp + usize::from(slot));
        let (a, b) = (reg(instr.a), reg(instr.b));
        let index = instr.imm() as usize;
        let text: Arc<str> = match PanicKind::ALL.get(usize::from(instr.x)) {
            Some(PanicKind::Text) => self.program.texts[index].clone(),
            Some(PanicKind::UnwrapError) => {
                format!("attempt to unwrap error: {}", self.error_name(a)).into()
            }
            Some(PanicKind::Union) => self.union_panic(index, a),
            Some(PanicKind::Slice) => return self.panic_with_text(instr.a),
            Some(PanicKind::Index) => format!("index out of bounds: index {a}, len {b}").into(),
            Some(PanicKind::StartAfterEnd) => {
                format!("start index {a} is larger than end index {b}").into()
            }
            Some(PanicKind::Sentinel) | None => {
                format!("sentinel mismatch: expected {a}, found {b}").into()
            }
        };
        self.stop_for_good(Halt::Panic(text));
    }

    fn error_name(&self, code: u64) -> &str {
        self.program.types.error_name(ErrorId(code as u16))
    }

    fn union_panic(&self, check: usize, active: u64) -> Arc<str> {
        let (ty, field) = self.program.union_checks[check];
        let types = &self.program.types;
        let Some(info) = types.as_union(ty) else {
            return "access of inactive union field".into();
        };
        let wanted = &info.fields[field as usize].name;
        let tag = info.tag.and_then(|tag| types.as_enum(tag));
        let found = match tag {
            Some(tag) => {
                let mut members = tag.members.iter();
                members
                    .find(|(_, number)| *number as u64 == active)
                    .map(|m| &m.0)
            }
            None => info.fields.get(active as usize).map(|f| &f.name),
        };
        match found {
            Some(found) => {
                format!("access of union field '{wanted}' while field '{found}' is active").into()
            }
            None => format!("access of union field '{wanted}' while another is active").into(),
        }
    }

    /// `@panic` of a text in memory.
    fn panic_with_text(&mut self, slot: u16) {
        let at = self.now.fp + usize::from(slot);
        let (ptr, len) = (self.memory.reg(at), self.memory.reg(at + 1));
        let halt = match self.memory.read_bytes(ptr, len.min(1 << 16)) {
            Ok(bytes) => Halt::Panic(String::from_utf8_lossy(&bytes).into()),
            Err(fault) => Halt::Fault(fault),
        };
        self.stop_for_good(halt);
    }

    /// The fault of using an undefined register: it tells where the value came from.
    #[cold]
    pub(super) fn undefined_register_fault(&self, cell: usize) -> Box<Fault> {
        let from = self.now.undefined.get(cell).map_or(0, |entry| entry.from);
        if from != 0 && !self.memory.is_defined(from, 1) {
            let fault = self.named(self.memory.undefined_use(from, 1));
            // A place without a name, such as the result of a call: then it is about the variable that took it.
            if fault.object != Object::Unknown || fault.code != FaultCode::UndefinedRead {
                return fault;
            }
        }
        let access = Access {
            kind: AccessKind::Use,
            ptr: pointer(STACK_TAG, cell as u64 * 8),
            len: 8,
        };
        let fault = Fault::new(FaultCode::UndefinedRead, access)
            .because(Detail::UndefinedBytes { mask: 0xff });
        Box::new(fault)
    }

    /// An undefined value in a frame belongs to the variable that lies there; the memory knows no names.
    pub(super) fn named(&self, fault: Box<Fault>) -> Box<Fault> {
        let (Object::Unknown, Detail::UndefinedBytes { mask }) = (fault.object, fault.detail)
        else {
            return fault;
        };
        let at = addr_of(fault.access.ptr) + u64::from(mask.trailing_zeros() % 64);
        let program = &self.program;
        let of_frame = |frame: FrameView| {
            let locals = program.visible_locals(frame.pc).into_iter().rev();
            let mut places = locals.map(|local| {
                let info = program.local(local);
                let addr = frame.fp + 8 * u64::from(info.slot);
                (local, addr, program.types.size(info.ty))
            });
            places.find(|(_, addr, size)| (*addr..addr + size).contains(&at))
        };
        match self.frames(NAMED_FRAMES).into_iter().find_map(of_frame) {
            Some((local, addr, _)) => {
                Box::new(fault.of(Object::Local { local, addr }, (at - addr) as i64))
            }
            None => fault,
        }
    }
}
