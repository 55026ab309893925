//! Places: where a name, a field, an element lives; reading, writing and taking addresses.

use crate::ir::{BinaryOp, Expr, ExprKind, Place, PlaceKind};
use crate::types::{Class, ContainerLayout, Type, TypeId};

use super::super::*;
use super::frame::Storage;
use super::function::Lowering;
use super::memory::{Dest, Loc, Operand};
use super::number::{int_code, is_calm};

/// A place whose parts are evaluated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    Void,
    Reg(u16),
    Loc(Loc),
    /// Element of a slice in registers; reading and writing check the index. Scalars of 1, 4 or 8 bytes.
    Element {
        slice: u16,
        index: u16,
    },
    /// Element of an array of 8-byte scalars in the frame.
    FrameElement {
        slot: u16,
        index: u16,
        len: u32,
    },
    /// So many bits after the start of a packed struct.
    Bits {
        loc: Loc,
        bit: u32,
    },
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// Evaluates what leads to the place.
    pub fn place(&mut self, place: &'m Place) -> Spot {
        let spot = std::mem::replace(&mut self.code.spot, place.span);
        let found = self.place_open(place, false);
        self.code.spot = spot;
        match (self.class(place.ty), found) {
            (Class::Void, _) => Spot::Void,
            _ => found,
        }
    }

    /// The place behind a pointer that may be handed out.
    pub fn address(&mut self, place: &'m Place) -> Loc {
        let spot = std::mem::replace(&mut self.code.spot, place.span);
        let found = self.place_open(place, true);
        self.code.spot = spot;
        self.spot_memory(found, place.ty)
    }

    /// The place as memory.
    pub fn place_memory(&mut self, place: &'m Place) -> Loc {
        let found = self.place(place);
        self.spot_memory(found, place.ty)
    }

    fn spot_memory(&mut self, spot: Spot, ty: TypeId) -> Loc {
        match spot {
            Spot::Loc(loc) => loc,
            // Nothing is there, but it has an address.
            Spot::Void => Loc::behind(self.number(u64::from(self.types.align(ty).max(8)))),
            Spot::Reg(reg) => {
                let loc = self.temporary(ty);
                self.store(loc, ty, reg);
                loc
            }
            Spot::Element { slice, index } => {
                let to = self.reg();
                self.element_address(to, slice, index, self.types.size(ty));
                Loc::behind(to)
            }
            Spot::FrameElement { slot, index, len } => {
                let base = self.pointer_reg(Loc::slot(slot));
                self.checked_element(base, index, len.into(), 8)
            }
            // Whole bytes have an address; else it is the pointer to the host, and the bits stand in its type.
            Spot::Bits { loc, bit } => match self.types.is_whole_bytes(ty, bit.into()) {
                true => loc.at(u64::from(bit / 8)),
                false => loc,
            },
        }
    }

    pub fn element_address(&mut self, to: u16, slice: u16, index: u16, size: u64) {
        let small = u8::try_from(size).unwrap_or(0);
        self.code.op_x(Op::ElemAddr, small, to, slice, index);
        if small == 0 {
            self.code.op_wide(Op::Ext, 0, 0, size as u32);
        }
    }

    fn checked_element(&mut self, base: u16, index: u16, len: u64, size: u64) -> Loc {
        self.check_index(index, len);
        let to = self.reg();
        self.pointer_element(to, base, index, size);
        Loc::behind(to)
    }

    fn check_index(&mut self, index: u16, len: u64) {
        match u32::try_from(len) {
            Ok(len) => self.code.op_wide(Op::BoundsI, 0, index, len),
            Err(_) => {
                let len = self.constant(len);
                self.panic_index_unless_below(index, len);
            }
        }
    }

    fn place_open(&mut self, place: &'m Place, address: bool) -> Spot {
        match &place.kind {
            PlaceKind::Local(id) => self.local_spot(*id, address),
            PlaceKind::Global(id) => {
                let pointer = self.unit.images.global(*id, 0);
                Spot::Loc(Loc::behind(self.constant(pointer)))
            }
            PlaceKind::Deref(pointer) => self.deref(pointer),
            PlaceKind::Field { base, index } => self.field(base, *index, address),
            PlaceKind::Element { base, index } => self.element(base, index, place.ty, address),
            PlaceKind::SliceElement { slice, index } => {
                let loose = self.is_loose(slice.ty);
                let pointer = self.types.as_pointer(slice.ty);
                let has_sentinel = pointer.is_some_and(|p| p.sentinel.is_some());
                let (mut slice, index) = self.two_regs(slice, index);
                if has_sentinel {
                    slice = self.with_sentinel(slice);
                }
                let size = self.types.size(place.ty);
                if self.class(place.ty) == Class::Scalar && matches!(size, 1 | 4 | 8) && !loose {
                    return Spot::Element { slice, index };
                }
                let to = self.reg();
                self.element_address(to, slice, index, size);
                Spot::Loc(Loc::behind(to).loosened(loose))
            }
            PlaceKind::PointerElement { ptr, index } => {
                let loose = self.is_loose(ptr.ty);
                let (pointer, index) = self.two_regs(ptr, index);
                let to = self.reg();
                self.pointer_element(to, pointer, index, self.types.size(place.ty));
                Spot::Loc(Loc::behind(to).loosened(loose))
            }
            PlaceKind::SlicePtr(base) => self.slice_part(base, 0, address),
            PlaceKind::SliceLen(base) => self.slice_part(base, 1, address),
            PlaceKind::OptionalPayload { base, checked } => {
                let ty = base.ty;
                let spot = self.place_open(base, address);
                let held = self.spot_operand(spot, ty);
                if *checked {
                    self.check_not_null(held, ty);
                }
                match held {
                    Operand::Reg(reg) => Spot::Reg(reg),
                    Operand::Loc(loc) => Spot::Loc(loc),
                    Operand::Void => Spot::Void,
                }
            }
            PlaceKind::ErrorPayload { base, checked } => {
                let loc = self.base_memory(base, address);
                if *checked {
                    self.check_no_error(loc, base.ty);
                }
                let layout = self.types.error_union_layout(place.ty);
                Spot::Loc(loc.at(layout.payload_offset))
            }
            PlaceKind::UnionField {
                base,
                index,
                checked,
            } => self.union_field(base, *index, *checked, address),
            PlaceKind::Temporary(value) => self.temporary_place(value, address),
        }
    }

    fn local_spot(&mut self, id: crate::ir::LocalId, address: bool) -> Spot {
        match self.storage[id.0 as usize] {
            None | Some(Storage::Void) => Spot::Void,
            Some(Storage::Reg(reg)) => Spot::Reg(reg),
            Some(Storage::Memory(loc)) if address => Spot::Loc(self.as_pointer(loc)),
            Some(Storage::Memory(loc)) => Spot::Loc(loc),
        }
    }

    fn deref(&mut self, pointer: &'m Expr) -> Spot {
        let reg = self.regs(pointer);
        let loc = Loc::behind(reg).loosened(self.is_loose(pointer.ty));
        match self.types.as_pointer(pointer.ty).and_then(|p| p.bits) {
            Some(bits) => Spot::Bits {
                loc,
                bit: bits.offset.into(),
            },
            None => Spot::Loc(loc),
        }
    }

    /// Whether what the pointer points to may be aligned less than its type asks.
    fn is_loose(&self, ty: TypeId) -> bool {
        let pointer = self.types.as_pointer(ty);
        pointer.is_some_and(|p| p.align.is_some_and(|a| a < self.types.align(p.child)))
    }

    /// The base of a part as memory, so that parts of it have addresses.
    fn base_memory(&mut self, base: &'m Place, address: bool) -> Loc {
        let spot = self.place_open(base, address);
        self.spot_memory(spot, base.ty)
    }

    fn field(&mut self, base: &'m Place, index: u32, address: bool) -> Spot {
        let spot = self.place_open(base, address);
        let is_packed = self
            .types
            .as_struct(base.ty)
            .is_some_and(|s| s.layout == ContainerLayout::Packed);
        if is_packed {
            let offset = u32::from(self.types.packed_bit_offset(base.ty, index));
            return match spot {
                Spot::Bits { loc, bit } => Spot::Bits {
                    loc,
                    bit: bit + offset,
                },
                other => Spot::Bits {
                    loc: self.spot_memory(other, base.ty),
                    bit: offset,
                },
            };
        }
        let field = self
            .types
            .as_struct(base.ty)
            .map(|s| &s.fields[index as usize]);
        let loose = field.is_some_and(|f| f.align.is_some_and(|a| a < self.types.align(f.ty)));
        let loc = self.spot_memory(spot, base.ty).loosened(loose);
        Spot::Loc(loc.at(self.types.field_offset(base.ty, index)))
    }

    fn element(&mut self, base: &'m Place, index: &'m Expr, ty: TypeId, address: bool) -> Spot {
        let size = self.types.size(ty);
        let len = self.array_len(base.ty);
        let loc = self.base_memory(base, address);
        if let Some(at) = self.scalar_constant(index)
            && at < len
        {
            return Spot::Loc(loc.at(at * size));
        }
        let loc = match loc {
            loc if !is_calm(index) => self.freeze_loc(loc),
            loc => loc,
        };
        let index = self.regs(index);
        if let Some(slot) = loc.as_slot()
            && size == 8
            && self.class(ty) == Class::Scalar
            && let Ok(len) = u32::try_from(len)
            && !address
        {
            return Spot::FrameElement { slot, index, len };
        }
        let base = self.pointer_reg(loc);
        Spot::Loc(self.checked_element(base, index, len, size))
    }

    /// Elements that an index may name, the sentinel included.
    fn array_len(&self, ty: TypeId) -> u64 {
        match self.types.get(ty) {
            Type::Array { len, sentinel, .. } => len + u64::from(sentinel.is_some()),
            _ => 0,
        }
    }

    /// The slice with its sentinel as one more element: an index may name that too.
    fn with_sentinel(&mut self, slice: u16) -> u16 {
        let longer = self.alloc(2);
        self.code.op(Op::Mov2, longer, slice, 0);
        let code = int_code(false, 64);
        self.code.op_x(Op::AddIU64, code, longer + 1, slice + 1, 1);
        longer
    }

    fn slice_part(&mut self, base: &'m Place, part: u16, address: bool) -> Spot {
        match self.place_open(base, address) {
            Spot::Reg(reg) => Spot::Reg(reg + part),
            other => {
                let loc = self.spot_memory(other, base.ty);
                Spot::Loc(loc.at(u64::from(part) * 8))
            }
        }
    }

    fn union_field(&mut self, base: &'m Place, index: u32, checked: bool, address: bool) -> Spot {
        let spot = self.place_open(base, address);
        if let Spot::Bits { .. } = spot {
            return spot;
        }
        let loc = self.spot_memory(spot, base.ty);
        let layout = self.types.union_layout(base.ty);
        if checked && layout.tag_size > 0 {
            self.check_union_tag(loc, base.ty, index);
        }
        let is_packed = self
            .types
            .as_union(base.ty)
            .is_some_and(|u| u.layout == ContainerLayout::Packed);
        if is_packed {
            return Spot::Bits { loc, bit: 0 };
        }
        Spot::Loc(loc.at(layout.payload_offset))
    }

    /// A value as a place. If it gets an address, it is memory with a tag of its own until the scope ends.
    fn temporary_place(&mut self, value: &'m Expr, address: bool) -> Spot {
        if self.class(value.ty) == Class::Void {
            self.effect(value);
            return Spot::Void;
        }
        if let ExprKind::Const(image) = &value.kind {
            return Spot::Loc(self.pooled(image));
        }
        if !address {
            return match self.class(value.ty) {
                Class::Memory { .. } => Spot::Loc(self.memory(value)),
                _ => Spot::Reg(self.regs(value)),
            };
        }
        let loc = self.temporary(value.ty);
        self.frame.keep();
        let Loc::Frame { byte, .. } = loc else {
            return Spot::Void;
        };
        let size = self.types.size(value.ty) as u32;
        let local = self.add_temporary_info(value.ty, byte / 8, value.span);
        let reg = self.tag_frame(byte, size, local, false);
        let home = super::memory::Home { reg, base: byte };
        self.build(
            value,
            Loc::Frame {
                byte,
                home: Some(home),
            },
        );
        Spot::Loc(Loc::behind(reg))
    }

    fn spot_operand(&mut self, spot: Spot, ty: TypeId) -> Operand {
        match spot {
            Spot::Void => Operand::Void,
            Spot::Reg(reg) => Operand::Reg(reg),
            Spot::Loc(loc) => Operand::Loc(loc),
            other => Operand::Loc(self.spot_memory(other, ty)),
        }
    }

    /// The value of the place: scalars and slices in registers, all else where it lies.
    pub fn read_spot(&mut self, spot: Spot, ty: TypeId) -> Operand {
        match spot {
            Spot::Void => Operand::Void,
            Spot::Reg(reg) => Operand::Reg(reg),
            Spot::Loc(loc) => self.settled(Operand::Loc(loc), ty),
            _ if matches!(self.class(ty), Class::Memory { .. }) => {
                let copy = self.temporary(ty);
                self.read_bits_into_memory(spot, ty, copy);
                Operand::Loc(copy)
            }
            _ => {
                let reg = self.alloc(self.types.slots(ty));
                self.read_into(spot, ty, reg);
                Operand::Reg(reg)
            }
        }
    }

    /// Reads a scalar or slice into registers.
    pub fn read_into(&mut self, spot: Spot, ty: TypeId, to: u16) {
        match spot {
            Spot::Void => {}
            Spot::Reg(reg) => self.move_regs(to, reg, ty),
            Spot::Loc(loc) => self.load(to, ty, loc),
            Spot::Element { slice, index } => {
                let form = self.form(ty);
                let op = match (form.bytes, form.signed) {
                    (1, _) => Op::LdEU8,
                    (4, false) => Op::LdEU32,
                    (4, true) => Op::LdES32,
                    _ => Op::LdE64,
                };
                self.code.op(op, to, slice, index);
                self.sign_small(to, form);
            }
            Spot::FrameElement { slot, index, len } => {
                self.code.op(Op::FrLdE64, to, slot, index);
                self.code.op_wide(Op::Ext, 0, 0, len);
            }
            Spot::Bits { loc, bit } => {
                let pointer = self.pointer_reg(loc);
                let code = self.bits_code(ty);
                self.code.op_x(Op::LdBits, code, to, pointer, bit as u16);
            }
        }
    }

    fn bits_code(&self, ty: TypeId) -> u8 {
        let bits = self.types.bit_size(ty).min(64) as u16;
        int_code(self.form(ty).signed, bits)
    }

    /// A packed struct inside a packed struct, or a wide number there: bits of up to 128.
    fn read_bits_into_memory(&mut self, spot: Spot, ty: TypeId, to: Loc) {
        let Spot::Bits { loc, bit } = spot else {
            return;
        };
        let pointer = self.pointer_reg(loc);
        let word = self.reg();
        self.define(to, ty);
        for (at, bits) in bit_words(self.types.bit_size(ty)) {
            let from = (bit + at * 8) as u16;
            self.code
                .op_x(Op::LdBits, int_code(false, bits), word, pointer, from);
            self.store_part(to.at(at.into()), self.types.size(ty) - u64::from(at), word);
        }
    }

    /// Stores as many bytes of a word as the value has left.
    fn store_part(&mut self, to: Loc, left: u64, word: u16) {
        let bytes = match left {
            8.. => 8,
            4.. => 4,
            2.. => 2,
            _ => 1,
        };
        let form = super::memory::Form {
            bytes,
            signed: false,
        };
        self.store_form(to, form, word);
    }

    /// Writes a scalar or slice that is in registers.
    pub fn write_spot(&mut self, spot: Spot, ty: TypeId, from: u16) {
        match spot {
            Spot::Void => {}
            Spot::Reg(reg) => self.move_regs(reg, from, ty),
            Spot::Loc(loc) => self.store(loc, ty, from),
            Spot::Element { slice, index } => {
                let op = match self.form(ty).bytes {
                    1 => Op::StE8,
                    4 => Op::StE32,
                    _ => Op::StE64,
                };
                self.code.op(op, from, slice, index);
            }
            Spot::FrameElement { slot, index, len } => {
                self.code.op(Op::FrStE64, from, slot, index);
                self.code.op_wide(Op::Ext, 0, 0, len);
            }
            Spot::Bits { loc, bit } => {
                let pointer = self.pointer_reg(loc);
                let code = self.bits_code(ty);
                self.code.op_x(Op::StBits, code, from, pointer, bit as u16);
            }
        }
    }

    /// Writes a value of packed bits that lies in memory.
    pub fn write_bits_from_memory(&mut self, loc: Loc, bit: u32, ty: TypeId, from: Loc) {
        let pointer = self.pointer_reg(loc);
        let word = self.reg();
        for (at, bits) in bit_words(self.types.bit_size(ty)) {
            let source = self.pointer_reg(from);
            self.code.op_x(
                Op::LdBits,
                int_code(false, bits),
                word,
                source,
                (at * 8) as u16,
            );
            let to = (bit + at * 8) as u16;
            self.code
                .op_x(Op::StBits, int_code(false, bits), word, pointer, to);
        }
    }

    /// Keeps what the place depends on from being changed by what is evaluated before it is used.
    fn freeze(&mut self, spot: Spot) -> Spot {
        match spot {
            Spot::Element { slice, index } => {
                let pair = self.alloc(2);
                self.code.op(Op::Mov2, pair, slice, 0);
                Spot::Element {
                    slice: pair,
                    index: self.frozen(index, TypeId::USIZE),
                }
            }
            Spot::FrameElement { slot, index, len } => Spot::FrameElement {
                slot,
                index: self.frozen(index, TypeId::USIZE),
                len,
            },
            Spot::Loc(loc) => Spot::Loc(self.freeze_loc(loc)),
            Spot::Bits { loc, bit } => Spot::Bits {
                loc: self.freeze_loc(loc),
                bit,
            },
            other => other,
        }
    }

    fn freeze_loc(&mut self, loc: Loc) -> Loc {
        match loc {
            Loc::Pointer { reg, offset, loose } => Loc::Pointer {
                reg: self.frozen(reg, TypeId::USIZE),
                offset,
                loose,
            },
            loc => loc,
        }
    }

    pub fn assign(&mut self, place: &'m Place, value: &'m Expr) {
        let ty = place.ty;
        if self.class(ty) == Class::Void {
            self.place(place);
            return self.effect(value);
        }
        let mut spot = self.place(place);
        if !is_calm(value) {
            spot = self.freeze(spot);
        }
        match (spot, self.class(ty)) {
            (Spot::Reg(reg), Class::Scalar) => self.into(value, Dest::Reg(reg)),
            (Spot::Loc(loc), _) => self.into(value, Dest::Loc(loc)),
            (Spot::Bits { loc, bit }, Class::Memory { .. }) => {
                let from = self.memory(value);
                self.write_bits_from_memory(loc, bit, ty, from);
            }
            // A slice changes as a whole: its new value may need both halves of the old one.
            _ => {
                let from = self.regs(value);
                self.write_spot(spot, ty, from);
            }
        }
    }

    pub fn assign_op(&mut self, place: &'m Place, op: BinaryOp, value: &'m Expr) {
        let ty = place.ty;
        let mut spot = self.place(place);
        if !is_calm(value) {
            spot = self.freeze(spot);
        }
        match self.class(ty) {
            Class::Memory { .. } => self.assign_op_wide(spot, ty, op, value),
            Class::Scalar => self.assign_op_scalar(spot, ty, op, value),
            _ => {}
        }
    }

    fn assign_op_scalar(&mut self, spot: Spot, ty: TypeId, op: BinaryOp, value: &'m Expr) {
        let mut old = match self.read_spot(spot, ty) {
            Operand::Reg(reg) => reg,
            _ => return,
        };
        let to = match spot {
            Spot::Reg(reg) => reg,
            _ => self.reg(),
        };
        if let Some(number) = self.scalar_constant(value)
            && self.immediate(op, ty, to, old, number)
        {
            return self.write_spot(spot, ty, to);
        }
        if !is_calm(value) {
            old = self.frozen(old, ty);
        }
        let by = self.regs(value);
        match op {
            BinaryOp::PtrAdd | BinaryOp::PtrSub => self.step_pointer(op, ty, to, old, by),
            _ => self.arithmetic(op, ty, self.num_kind(value.ty), to, old, by),
        }
        self.write_spot(spot, ty, to);
    }

    fn step_pointer(&mut self, op: BinaryOp, ty: TypeId, to: u16, old: u16, mut by: u16) {
        let child = self.payload_type(ty);
        if op == BinaryOp::PtrSub {
            let (zero, back) = (self.constant(0), self.reg());
            self.code
                .op_x(Op::SubW, int_code(false, 64), back, zero, by);
            by = back;
        }
        self.pointer_element(to, old, by, self.types.size(child));
    }

    fn assign_op_wide(&mut self, spot: Spot, ty: TypeId, op: BinaryOp, value: &'m Expr) {
        let loc = self.spot_memory(spot, ty);
        let copy = self.temporary(ty);
        self.copy(copy, loc, self.types.size(ty));
        let slot = copy.as_slot().unwrap_or(0);
        let by = self.wide(value);
        self.general_in_place(op, ty, slot, (by, value.ty));
        self.copy(loc, copy, self.types.size(ty));
    }
}

/// Bits in words of 64: byte offset and bits of each.
fn bit_words(bits: u64) -> impl Iterator<Item = (u32, u16)> {
    (0..bits.div_ceil(64)).map(move |i| (i as u32 * 8, (bits - i * 64).min(64) as u16))
}
