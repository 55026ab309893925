//! Structs, arrays and unions, built part by part where they will live: what an initialiser reads from its own
//! destination is what was written there so far, as in Zig.

use crate::ir::{Expr, Intrinsic};
use crate::types::{Class, ContainerLayout, Type, TypeId, Value};

use super::super::*;
use super::function::Lowering;
use super::memory::{Dest, Form, Loc};
use super::place::Spot;

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn struct_init(&mut self, ty: TypeId, fields: &'m [(u32, Expr)], to: Loc) {
        let Some(info) = self.types.as_struct(ty) else {
            return;
        };
        if info.layout == ContainerLayout::Packed {
            return self.packed_init(ty, fields, to);
        }
        for (index, value) in fields {
            if info.fields[*index as usize].is_comptime {
                continue;
            }
            let offset = self.types.field_offset(ty, *index);
            self.into(value, Dest::Loc(to.at(offset)));
        }
    }

    /// A packed struct is one integer: made as a whole, then stored.
    fn packed_init(&mut self, ty: TypeId, fields: &'m [(u32, Expr)], to: Loc) {
        let size = self.types.size(ty);
        let whole = self.temporary(ty);
        self.define(whole, ty);
        let zero = self.constant(0);
        for at in 0..size.div_ceil(8) {
            let word = Form {
                bytes: 8,
                signed: false,
            };
            self.store_form(whole.at(at * 8), word, zero);
        }
        for (index, value) in fields {
            let bit = u32::from(self.types.packed_bit_offset(ty, *index));
            match self.class(value.ty) {
                Class::Void => self.effect(value),
                Class::Memory { .. } => {
                    let from = self.memory(value);
                    self.write_bits_from_memory(whole, bit, value.ty, from);
                }
                _ => {
                    let from = self.regs(value);
                    self.write_spot(Spot::Bits { loc: whole, bit }, value.ty, from);
                }
            }
        }
        self.copy(to, whole, size);
    }

    pub fn array_init(&mut self, ty: TypeId, items: &'m [Expr], to: Loc) {
        let size = self.element_size(ty);
        for (index, item) in items.iter().enumerate() {
            self.into(item, Dest::Loc(to.at(index as u64 * size)));
        }
        self.write_sentinel(ty, to);
    }

    fn element_size(&self, ty: TypeId) -> u64 {
        self.types
            .child(ty)
            .map_or(0, |child| self.types.size(child))
    }

    fn write_sentinel(&mut self, ty: TypeId, to: Loc) {
        let Type::Array {
            len,
            child,
            sentinel: Some(sentinel),
        } = self.types.get(ty)
        else {
            return;
        };
        let (len, child) = (*len, *child);
        let bits = sentinel_bits(sentinel);
        let reg = self.constant(bits);
        self.store(to.at(len * self.types.size(child)), child, reg);
    }

    /// Every element the same: the first is built, the machine repeats it.
    pub fn array_fill(&mut self, ty: TypeId, value: &'m Expr, to: Loc) {
        let Some((len, child)) = self.types.as_array(ty) else {
            return;
        };
        let size = self.types.size(child);
        if len == 0 || size == 0 {
            self.effect(value);
            return self.write_sentinel(ty, to);
        }
        self.into(value, Dest::Loc(to));
        if len > 1 {
            // Window: destination, elements, size of one, pointer to one.
            let window = self.alloc(4);
            let first = self.pointer_reg(to);
            self.move_regs(window + 3, first, TypeId::USIZE);
            self.pointer_into(to.at(size), window);
            self.number_into(len - 1, window + 1);
            self.number_into(size, window + 2);
            let site = self.site(None);
            self.code
                .op_wide(Op::Intrinsic, Intrinsic::MemSet as u8, window, site);
        }
        self.write_sentinel(ty, to);
    }

    pub fn union_init(&mut self, ty: TypeId, field: u32, payload: &'m Expr, to: Loc) {
        let layout = self.types.union_layout(ty);
        self.into(payload, Dest::Loc(to.at(layout.payload_offset)));
        if layout.tag_size > 0 {
            let tag = self.constant(self.union_tag(ty, field));
            self.store_form(to.at(layout.tag_offset), tag_form(layout.tag_size), tag);
        }
    }

    /// The number that says that this field is active.
    pub fn union_tag(&self, ty: TypeId, field: u32) -> u64 {
        let Some(info) = self.types.as_union(ty) else {
            return 0;
        };
        let name = info.fields.get(field as usize).map(|f| &f.name);
        let members = info.tag.and_then(|tag| self.types.as_enum(tag));
        match members {
            Some(tag) => tag
                .members
                .iter()
                .find(|(member, _)| Some(member) == name)
                .map_or(0, |&(_, number)| number as u64),
            None => field.into(),
        }
    }

    pub fn load_union_tag(&mut self, loc: Loc, ty: TypeId, to: u16) {
        let layout = self.types.union_layout(ty);
        let at = loc.at(layout.tag_offset);
        match self.types.as_union(ty).and_then(|u| u.tag) {
            Some(tag) => self.load(to, tag, at),
            None => self.load_form(to, tag_form(layout.tag_size), at),
        }
    }

    /// Panics unless the field is the active one.
    pub fn check_union_tag(&mut self, loc: Loc, ty: TypeId, field: u32) {
        let active = self.reg();
        self.load_union_tag(loc, ty, active);
        let wanted = self.union_tag(ty, field);
        let fine = self.code.label();
        match i16::try_from(wanted as i64) {
            Ok(small) => self.branch_imm(Op::JEqI, active, small as u16, fine),
            Err(_) => {
                let wanted = self.constant(wanted);
                self.branch_ints(crate::ir::BinaryOp::Eq, false, active, wanted, true, fine);
            }
        }
        let checks = &mut self.unit.parts.union_checks;
        let index = match checks.iter().rposition(|check| *check == (ty, field)) {
            Some(index) => index,
            None => {
                checks.push((ty, field));
                checks.len() - 1
            }
        };
        let kind = PanicKind::Union as u8;
        self.code.op_wide(Op::Panic, kind, active, index as u32);
        self.code.end_here();
        self.code.bind(fine);
    }

    /// A site of the table that intrinsics refer to.
    pub fn site(&mut self, ty: Option<TypeId>) -> u32 {
        let site = SiteInfo {
            span: self.code.spot,
            function: self.id,
            ty,
        };
        self.unit.parts.sites.push(site);
        self.unit.parts.sites.len() as u32 - 1
    }
}

fn tag_form(size: u64) -> Form {
    Form {
        bytes: size.clamp(1, 8) as u8,
        signed: false,
    }
}

/// A sentinel as a register holds it.
pub(super) fn sentinel_bits(sentinel: &Value) -> u64 {
    match sentinel {
        Value::Int(n) => {
            let signed = i64::try_from(n).map(|n| n as u64);
            signed.or_else(|_| u64::try_from(n)).unwrap_or(0)
        }
        Value::Bool(b) => u64::from(*b),
        Value::Float(f) => f.to_f64().to_bits(),
        _ => 0,
    }
}
