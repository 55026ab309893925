//! Values and where they are: registers, the memory of the frame, memory behind a pointer; and the instructions
//! that bring them from one to the other.

use crate::types::{Class, ContainerLayout, Type, TypeId};

use super::super::*;
use super::function::Lowering;

/// Where bytes lie.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loc {
    /// So many bytes after the frame's start.
    Frame { byte: u32, home: Option<Home> },
    /// So many bytes after where the pointer in a register points. `loose` where that need not be aligned as its type is.
    Pointer { reg: u16, offset: u32, loose: bool },
}

/// Frame memory that belongs to a local with a tag of its own: the register with the pointer to the local's start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Home {
    pub reg: u16,
    /// Where the local starts in the frame.
    pub base: u32,
}

/// Where a value is to go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Dest {
    /// Nobody wants it.
    Nowhere,
    /// The register of a scalar, the first of a slice's two.
    Reg(u16),
    Loc(Loc),
}

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operand {
    Void,
    Reg(u16),
    Loc(Loc),
}

impl Loc {
    /// Where the pointer in a register points.
    pub const fn behind(reg: u16) -> Loc {
        Loc::Pointer {
            reg,
            offset: 0,
            loose: false,
        }
    }

    /// The same place, which need not be aligned.
    pub fn loosened(self, if_: bool) -> Loc {
        match self {
            Loc::Pointer { reg, offset, loose } => Loc::Pointer {
                reg,
                offset,
                loose: loose || if_,
            },
            loc => loc,
        }
    }

    pub fn slot(slot: u16) -> Loc {
        Loc::Frame {
            byte: u32::from(slot) * 8,
            home: None,
        }
    }

    /// So many bytes further.
    pub fn at(self, by: u64) -> Loc {
        let by = by as u32;
        match self {
            Loc::Frame { byte, home } => Loc::Frame {
                byte: byte + by,
                home,
            },
            Loc::Pointer { reg, offset, loose } => Loc::Pointer {
                reg,
                offset: offset + by,
                loose,
            },
        }
    }

    /// The slot that begins here, if one does.
    pub fn as_slot(self) -> Option<u16> {
        match self {
            Loc::Frame { byte, .. } if byte % 8 == 0 => Some((byte / 8) as u16),
            _ => None,
        }
    }
}

/// How a scalar lies in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Form {
    /// 1, 2, 4 or 8.
    pub bytes: u8,
    pub signed: bool,
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// The form of a scalar type.
    pub fn form(&self, ty: TypeId) -> Form {
        let bytes = self.types.size(ty).clamp(1, 8) as u8;
        let signed = match self.num_kind(ty) {
            NumKind::Int { signed, .. } => signed,
            NumKind::Float(_) => false,
        };
        Form { bytes, signed }
    }

    /// The type as a number: floats as they are, all else as the integer that holds it.
    pub fn num_kind(&self, ty: TypeId) -> NumKind {
        match *self.types.get(ty) {
            Type::Float(bits) => NumKind::Float(bits),
            Type::Enum(id) => self.num_kind(self.types.enum_info(id).tag),
            Type::Bool => NumKind::Int {
                signed: false,
                bits: 1,
            },
            Type::ErrorSet(_) => NumKind::Int {
                signed: false,
                bits: 16,
            },
            _ => match self.types.int_info(ty) {
                Some(int) => NumKind::Int {
                    signed: int.signed,
                    bits: int.bits,
                },
                None => NumKind::Int {
                    signed: false,
                    bits: (self.types.size(ty).min(16) * 8) as u16,
                },
            },
        }
    }

    /// Puts a value that is somewhere to where it is wanted.
    pub fn deliver(&mut self, from: Operand, ty: TypeId, dest: Dest) {
        match (from, dest) {
            (Operand::Void, _) | (_, Dest::Nowhere) => {}
            (Operand::Reg(from), Dest::Reg(to)) => self.move_regs(to, from, ty),
            (Operand::Reg(from), Dest::Loc(to)) => self.store(to, ty, from),
            (Operand::Loc(from), Dest::Reg(to)) => self.load(to, ty, from),
            (Operand::Loc(from), Dest::Loc(to)) => match self.class(ty) {
                Class::Void => {}
                Class::Memory { .. } => self.copy(to, from, self.types.size(ty)),
                _ => {
                    let reg = self.loaded(from, ty);
                    self.store(to, ty, reg);
                }
            },
        }
    }

    pub fn move_regs(&mut self, to: u16, from: u16, ty: TypeId) {
        if to != from {
            let op = match self.class(ty) {
                Class::Slice => Op::Mov2,
                _ => Op::Mov,
            };
            self.code.op(op, to, from, 0);
        }
    }

    /// The value in registers.
    pub fn in_reg(&mut self, operand: Operand, ty: TypeId) -> u16 {
        match operand {
            Operand::Reg(reg) => reg,
            Operand::Loc(loc) => self.loaded(loc, ty),
            Operand::Void => 0,
        }
    }

    /// A scalar or slice from memory, in new registers.
    pub fn loaded(&mut self, from: Loc, ty: TypeId) -> u16 {
        let reg = self.alloc(self.types.slots(ty));
        self.load(reg, ty, from);
        reg
    }

    pub fn load(&mut self, to: u16, ty: TypeId, from: Loc) {
        match self.class(ty) {
            Class::Slice => {
                let usize = TypeId::USIZE;
                // The pointer last: its register may be the one that is overwritten.
                if let Loc::Pointer { reg, .. } = from
                    && reg == to
                {
                    self.load(to + 1, usize, from.at(8));
                    self.load(to, usize, from);
                } else {
                    self.load(to, usize, from);
                    self.load(to + 1, usize, from.at(8));
                }
            }
            Class::Scalar => self.load_form(to, self.form(ty), from),
            _ => {}
        }
    }

    pub fn load_form(&mut self, to: u16, form: Form, from: Loc) {
        match from {
            Loc::Frame { byte, .. } if crosses(byte, form) => {
                let from = self.as_pointer(from).loosened(true);
                self.load_form(to, form, from);
            }
            Loc::Frame { byte, .. } => {
                let op = match (form.bytes, form.signed) {
                    (1, _) => Op::FrLdU8,
                    (2, _) => Op::FrLdU16,
                    (4, false) => Op::FrLdU32,
                    (4, true) => Op::FrLdS32,
                    _ => Op::FrLd64,
                };
                self.code
                    .op_x(op, (byte % 8) as u8, to, (byte / 8) as u16, 0);
            }
            Loc::Pointer { loose, .. } => {
                let (reg, offset) = self.near_pointer(from);
                let op = match (form.bytes, form.signed) {
                    (1, _) => Op::LdU8,
                    (2, _) => Op::LdU16,
                    (4, false) => Op::LdU32,
                    (4, true) => Op::LdS32,
                    _ => Op::Ld64,
                };
                self.code.op_x(op, loose.into(), to, reg, offset);
            }
        }
        self.sign_small(to, form);
    }

    /// Loads of one and two bytes bring zeros above them.
    pub fn sign_small(&mut self, reg: u16, form: Form) {
        if form.signed && form.bytes < 4 {
            self.code.op_x(Op::Norm, 128 + form.bytes * 8, reg, reg, 0);
        }
    }

    pub fn store(&mut self, to: Loc, ty: TypeId, from: u16) {
        match self.class(ty) {
            Class::Slice => {
                self.store(to, TypeId::USIZE, from);
                self.store(to.at(8), TypeId::USIZE, from + 1);
            }
            Class::Scalar => self.store_form(to, self.form(ty), from),
            _ => {}
        }
    }

    pub fn store_form(&mut self, to: Loc, form: Form, from: u16) {
        match to {
            Loc::Frame { byte, .. } if crosses(byte, form) => {
                let to = self.as_pointer(to).loosened(true);
                self.store_form(to, form, from);
            }
            Loc::Frame { byte, .. } => {
                let op = match form.bytes {
                    1 => Op::FrSt8,
                    2 => Op::FrSt16,
                    4 => Op::FrSt32,
                    _ => Op::FrSt64,
                };
                self.code
                    .op_x(op, (byte % 8) as u8, from, (byte / 8) as u16, 0);
            }
            Loc::Pointer { loose, .. } => {
                let (reg, offset) = self.near_pointer(to);
                let op = match form.bytes {
                    1 => Op::St8,
                    2 => Op::St16,
                    4 => Op::St32,
                    _ => Op::St64,
                };
                self.code.op_x(op, loose.into(), from, reg, offset);
            }
        }
    }

    /// Copies bytes; definedness travels along.
    pub fn copy(&mut self, to: Loc, from: Loc, size: u64) {
        if size == 0 {
            return;
        }
        let size32 = size as u32;
        match (to, from) {
            (Loc::Frame { byte: t, .. }, Loc::Frame { byte: f, .. })
                if t % 8 == 0 && f % 8 == 0 && size.is_multiple_of(8) && size32 / 8 <= 0xffff =>
            {
                let (t, f, n) = ((t / 8) as u16, (f / 8) as u16, (size32 / 8) as u16);
                if t != f {
                    self.code.op(Op::FrCopy, t, f, n);
                }
            }
            (Loc::Frame { byte, .. }, Loc::Pointer { .. }) => {
                let (reg, offset) = self.near_pointer(from);
                self.code
                    .op_x(Op::CopyIn, (byte % 8) as u8, (byte / 8) as u16, reg, offset);
                self.extension(size32);
            }
            (Loc::Pointer { .. }, Loc::Frame { byte, .. }) => {
                let (reg, offset) = self.near_pointer(to);
                self.code.op_x(
                    Op::CopyOut,
                    (byte % 8) as u8,
                    (byte / 8) as u16,
                    reg,
                    offset,
                );
                self.extension(size32);
            }
            (Loc::Frame { .. }, Loc::Frame { .. }) => {
                let from = self.as_pointer(from);
                self.copy(to, from, size);
            }
            (Loc::Pointer { .. }, Loc::Pointer { .. }) => {
                let to = self.pointer_reg(to);
                let from = self.pointer_reg(from);
                self.code.op(Op::CopyPtr, to, from, 0);
                self.extension(size32);
            }
        }
    }

    fn extension(&mut self, number: u32) {
        self.code.op_wide(Op::Ext, 0, 0, number);
    }

    /// Makes the bytes undefined.
    pub fn undefine(&mut self, loc: Loc, size: u64) {
        if size == 0 {
            return;
        }
        match loc {
            Loc::Frame { byte, .. } => {
                let (slot, x) = ((byte / 8) as u16, (byte % 8) as u8);
                self.code.op_wide(Op::FrUndef, x, slot, size as u32);
            }
            Loc::Pointer { .. } => {
                let reg = self.pointer_reg(loc);
                self.code.op_wide(Op::PtrUndef, 0, reg, size as u32);
            }
        }
    }

    /// New memory of the frame, which will be filled part by part: what stays between the parts counts as defined.
    pub fn define(&mut self, loc: Loc, ty: TypeId) {
        if let Some(slot) = loc.as_slot()
            && self.has_gaps(ty)
        {
            let slots = self.types.size(ty).div_ceil(8) as u32;
            self.code.op_wide(Op::FrDefine, 0, slot, slots);
        }
    }

    /// Whether a value that is built part by part leaves bytes between its parts.
    pub fn has_gaps(&self, ty: TypeId) -> bool {
        if !matches!(self.class(ty), Class::Memory { .. }) {
            return false;
        }
        let size = self.types.size(ty);
        match *self.types.get(ty) {
            Type::Array { child, .. } => self.has_gaps(child),
            Type::Optional(child) => match self.types.optional_layout(child).flag_offset {
                Some(flag) => {
                    !self.ends_value(ty, flag) && size != flag + 1 || self.has_gaps(child)
                }
                None => self.has_gaps(child),
            },
            Type::ErrorUnion { payload, .. } => {
                let parts = self.types.error_union_layout(payload);
                let filled = 2 + self.types.size(payload) == size;
                !filled && !self.ends_value(ty, parts.code_offset) || self.has_gaps(payload)
            }
            Type::Struct(_) => {
                let Some(info) = self.types.as_struct(ty) else {
                    return true;
                };
                let fields = || info.fields.iter().filter(|f| !f.is_comptime);
                info.layout == ContainerLayout::Packed
                    || fields().map(|f| self.types.size(f.ty)).sum::<u64>() != size
                    || fields().any(|f| self.has_gaps(f.ty))
            }
            _ => true,
        }
    }

    /// Whether the flag or code at this offset has the last eight bytes of the value for itself.
    pub fn ends_value(&self, ty: TypeId, offset: u64) -> bool {
        offset.is_multiple_of(8) && offset + 8 == self.types.size(ty)
    }

    /// Stores a flag or a code at this offset of a value; in the frame the bytes that nobody uses behind it are
    /// zeros, so that they need not be defined on their own.
    pub fn store_mark(&mut self, to: Loc, ty: TypeId, offset: u64, form: Form, from: u16) {
        let at = to.at(offset);
        let form = match at.as_slot() {
            Some(_) if self.ends_value(ty, offset) => Form { bytes: 8, ..form },
            _ => form,
        };
        self.store_form(at, form, from);
    }

    /// The place as a pointer, plus an offset.
    pub fn as_pointer(&mut self, loc: Loc) -> Loc {
        match loc {
            Loc::Pointer { .. } => loc,
            Loc::Frame {
                byte,
                home: Some(home),
            } => Loc::Pointer {
                reg: home.reg,
                offset: byte - home.base,
                loose: false,
            },
            Loc::Frame { byte, home: None } => {
                let reg = self.reg();
                self.code.op_wide(Op::FrAddr, 0, reg, byte);
                Loc::behind(reg)
            }
        }
    }

    /// The pointer to the place, in a register.
    pub fn pointer_reg(&mut self, loc: Loc) -> u16 {
        match self.as_pointer(loc) {
            Loc::Pointer { reg, offset: 0, .. } => reg,
            loc => {
                let to = self.reg();
                self.pointer_into(loc, to);
                to
            }
        }
    }

    pub fn pointer_into(&mut self, loc: Loc, to: u16) {
        let Loc::Pointer { reg, offset, .. } = self.as_pointer(loc) else {
            return;
        };
        match u16::try_from(offset) {
            Ok(0) => self.move_regs(to, reg, TypeId::USIZE),
            Ok(near) => self.code.op(Op::PtrAddI, to, reg, near),
            Err(_) => {
                let by = self.constant(u64::from(offset));
                self.pointer_element(to, reg, by, 1);
            }
        }
    }

    /// `to = pointer + index * size`
    pub fn pointer_element(&mut self, to: u16, pointer: u16, index: u16, size: u64) {
        let small = u8::try_from(size).unwrap_or(0);
        self.code.op_x(Op::PtrElem, small, to, pointer, index);
        if small == 0 {
            self.extension(size as u32);
        }
    }

    /// Register and an offset that fits an instruction.
    fn near_pointer(&mut self, loc: Loc) -> (u16, u16) {
        if let Loc::Pointer { reg, offset, .. } = loc
            && let Ok(near) = u16::try_from(offset)
        {
            return (reg, near);
        }
        (self.pointer_reg(loc), 0)
    }

    /// New memory of the frame for a value of the type.
    pub fn temporary(&mut self, ty: TypeId) -> Loc {
        Loc::slot(self.alloc(self.types.slots(ty)))
    }
}

/// Whether a scalar at this byte of a frame lies in two slots.
fn crosses(byte: u32, form: Form) -> bool {
    byte % 8 + u32::from(form.bytes) > 8
}
