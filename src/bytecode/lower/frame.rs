//! The frame of a function: which slots are taken, where locals live, and what lies beyond the reach of 16 bits.

use crate::ir::LocalId;
use crate::source::Span;
use crate::types::{Class, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::{Home, Loc};

/// Locals with more slots than this lie behind all others, where instructions do not reach them directly.
pub(super) const BIG: u32 = 512;

/// Registers and direct memory of a frame.
const MAX_SLOTS: u32 = 0xfff0;

/// Where a local lives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Storage {
    /// No bytes.
    Void,
    /// A scalar, or the first of a slice's two registers.
    Reg(u16),
    Memory(Loc),
}

/// The slots of a frame, given out like a stack.
pub(super) struct Frame {
    /// The next free slot.
    top: u32,
    /// Statements give back what lies above.
    floor: u32,
    /// The most that were taken at once.
    high: u32,
    /// Slots of big locals.
    big: u32,
    /// Calls go to where the big locals end.
    pub is_big: bool,
    /// Instructions and constants that need to know where the big locals begin.
    patches: Vec<Patch>,
}

enum Patch {
    /// The two words of a [`Op::FrAddr`] or [`Op::Tag`]: byte offset in `{i}`.
    Bytes(usize),
    /// The first constant of a [`FarCall`].
    Distance(usize),
}

/// The state of a frame to come back to.
#[derive(Clone, Copy)]
pub(super) struct FrameMark {
    top: u32,
    floor: u32,
}

impl Frame {
    pub fn new(is_big: bool) -> Frame {
        Frame {
            top: 0,
            floor: 0,
            high: 0,
            big: 0,
            is_big,
            patches: Vec::new(),
        }
    }

    pub fn top(&self) -> u32 {
        self.top
    }

    pub fn mark(&self) -> FrameMark {
        FrameMark {
            top: self.top,
            floor: self.floor,
        }
    }

    /// Gives back what was taken since the mark, but for what is to be kept.
    pub fn release(&mut self, mark: FrameMark) {
        self.top = mark.top.max(self.floor);
    }

    /// Gives back what was taken since the first mark, kept or not, unless more was kept after the second.
    pub fn release_unless_kept(&mut self, mark: FrameMark, own: FrameMark) {
        if self.floor == own.floor {
            self.floor = mark.floor;
        }
        self.release(mark);
    }

    /// Takes all slots below this one.
    pub fn take_up_to(&mut self, end: u32) {
        self.top = self.top.max(end);
        self.high = self.high.max(self.top);
    }

    /// Gives everything back: the end of a scope.
    pub fn leave(&mut self, mark: FrameMark) {
        (self.top, self.floor) = (mark.top, mark.floor);
    }

    /// What is taken now stays until the scope ends.
    pub fn keep(&mut self) {
        self.floor = self.top;
    }

    /// Whether something that stays lies beyond this slot.
    pub fn has_kept_above(&self, slot: u16) -> bool {
        self.floor > slot.into()
    }

    pub fn cover(&mut self, slots: u32) {
        self.high = self.high.max(slots);
    }

    pub fn total_slots(&self) -> u32 {
        self.small_slots() + self.big
    }

    fn small_slots(&self) -> u32 {
        self.high.next_multiple_of(2)
    }
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// Takes slots; the first is even if there are several, so that 16-byte values are aligned.
    pub fn alloc(&mut self, slots: u32) -> u16 {
        if slots > 1 {
            self.frame.top = self.frame.top.next_multiple_of(2);
        }
        let first = self.frame.top;
        let end = first.saturating_add(slots);
        if end > MAX_SLOTS {
            let span = self.code.spot;
            self.problem.get_or_insert_with(|| super::Problem {
                span: Some(span),
                message: format!(
                    "the values of function '{}' need more registers than the machine has",
                    self.ir.name
                ),
            });
            return 0;
        }
        self.frame.top = end;
        self.frame.high = self.frame.high.max(end);
        first as u16
    }

    pub fn reg(&mut self) -> u16 {
        self.alloc(1)
    }

    /// The local comes to life in new slots.
    pub fn new_local(&mut self, id: LocalId) -> Storage {
        let slots = self.types.slots(self.ir.locals[id.0 as usize].ty);
        if slots > BIG {
            return self.new_big_local(id, slots);
        }
        if self.ir.locals[id.0 as usize].align > Some(8) {
            // Frames begin at multiples of 16 bytes.
            self.frame.top = self.frame.top.next_multiple_of(2);
        }
        let slot = self.alloc(slots);
        self.frame.keep();
        self.adopt_local(id, slot)
    }

    /// The local lives at these slots.
    pub fn adopt_local(&mut self, id: LocalId, slot: u16) -> Storage {
        let local = &self.ir.locals[id.0 as usize];
        let size = self.types.size(local.ty) as u32;
        self.add_local_info(id, slot.into());
        let storage = match self.class(local.ty) {
            Class::Void => Storage::Void,
            Class::Scalar | Class::Slice if !local.address_taken => Storage::Reg(slot),
            _ => {
                let byte = u32::from(slot) * 8;
                let local_ref = self.local_refs[id.0 as usize];
                let home = local.address_taken.then(|| Home {
                    reg: self.tag_frame(byte, size, local_ref, false),
                    base: byte,
                });
                Storage::Memory(Loc::Frame { byte, home })
            }
        };
        self.storage[id.0 as usize] = Some(storage);
        storage
    }

    fn new_big_local(&mut self, id: LocalId, slots: u32) -> Storage {
        let local = &self.ir.locals[id.0 as usize];
        let first = self.frame.big.next_multiple_of(2);
        let end = first.saturating_add(slots);
        if end > 1 << 28 {
            self.problem = Some(self.too_big(local.span, "the local variables of this function"));
            return Storage::Void;
        }
        self.frame.big = end;
        self.add_local_info(id, BIG_SLOT | first);
        let reg = if local.address_taken {
            let size = self.types.size(local.ty) as u32;
            self.tag_frame(first * 8, size, self.local_refs[id.0 as usize], true)
        } else {
            let reg = self.reg();
            self.frame.keep();
            self.patch_here(Patch::Bytes);
            self.code.op_wide(Op::FrAddr, 0, reg, first * 8);
            reg
        };
        let storage = Storage::Memory(Loc::behind(reg));
        self.storage[id.0 as usize] = Some(storage);
        storage
    }

    /// Frame memory gets an owner of its own; the register with its pointer.
    pub fn tag_frame(&mut self, byte: u32, size: u32, local: LocalRef, is_big: bool) -> u16 {
        let reg = self.reg();
        self.frame.keep();
        if self.conditional > 0 {
            // It may come here again before the scope ends.
            self.maybe_untag(reg, size, byte);
        }
        if is_big {
            self.patch_here(Patch::Bytes);
        }
        self.code.op_wide(Op::Tag, 0, reg, byte);
        let number = local.0;
        self.code
            .op_wide(Op::Ext, number as u8, (number >> 8) as u16, size);
        self.owns(reg, size, byte);
        reg
    }

    /// The instruction that is written next needs the place of the big locals.
    fn patch_here(&mut self, patch: fn(usize) -> Patch) {
        if self.code.is_live() {
            let at = self.code.instrs.len();
            self.frame.patches.push(patch(at));
        }
    }

    /// The constants of a far call whose distance is known at the end.
    pub fn far_call(&mut self, call: FarCall) -> u32 {
        let constants = &mut self.unit.parts.constants;
        let index = constants.len();
        constants.extend(call.encode());
        self.frame.patches.push(Patch::Distance(index));
        index as u32
    }

    /// Fills in where big locals begin and where calls go.
    pub fn patch_frame(&mut self) {
        let begin = self.frame.small_slots();
        let end = self.frame.total_slots().next_multiple_of(2) + 2;
        for patch in &self.frame.patches {
            match *patch {
                Patch::Bytes(at) => {
                    let instr = &mut self.code.instrs[at];
                    let byte = instr.imm() + begin * 8;
                    (instr.b, instr.c) = (byte as u16, (byte >> 16) as u16);
                }
                Patch::Distance(at) => self.unit.parts.constants[at] = end.into(),
            }
        }
        for info in &mut self.unit.parts.locals[self.first_local..] {
            if info.slot & BIG_SLOT != 0 {
                info.slot = (info.slot & !BIG_SLOT) + begin;
            }
        }
    }

    fn add_local_info(&mut self, id: LocalId, slot: u32) {
        let local = &self.ir.locals[id.0 as usize];
        let info = LocalInfo {
            function: self.id,
            name: local.name.clone(),
            ty: local.ty,
            class: self.class(local.ty),
            slot,
            span: local.span,
            is_param: self.ir.params.contains(&id),
            is_const: local.is_const,
            address_taken: local.address_taken,
            hidden: local.hidden,
        };
        self.unit.parts.locals.push(info);
        self.local_refs[id.0 as usize] = LocalRef(self.unit.parts.locals.len() as u32 - 1);
    }

    /// A nameless local, for memory that an expression makes.
    pub fn add_temporary_info(&mut self, ty: TypeId, slot: u32, span: Span) -> LocalRef {
        let info = LocalInfo {
            function: self.id,
            name: String::new(),
            ty,
            class: self.class(ty),
            slot,
            span,
            is_param: false,
            is_const: true,
            address_taken: true,
            hidden: true,
        };
        self.unit.parts.locals.push(info);
        LocalRef(self.unit.parts.locals.len() as u32 - 1)
    }

    /// From here on people can see the local.
    pub fn show_local(&mut self, id: LocalId) {
        let entry = ScopeEntry::Local(self.local_refs[id.0 as usize]);
        self.enter_node(entry);
    }

    /// A link of the scope chain: what is written from here on is behind it.
    pub fn enter_node(&mut self, entry: ScopeEntry) {
        self.code.finish_step();
        self.code.here.scope = self.unit.scope(Some(self.code.here.scope), entry);
    }
}

/// Marks a slot that counts from where the big locals begin.
const BIG_SLOT: u32 = 1 << 31;
