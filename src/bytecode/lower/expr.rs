//! Expressions: each is built where its value is wanted. Scalars and slices are computed in registers, everything
//! else in memory, part by part.

use crate::ir::{CastKind, Expr, ExprKind, Image, UnaryOp};
use crate::source::Span;
use crate::types::{Class, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::{Dest, Loc, Operand};

impl<'u, 'm> Lowering<'u, 'm> {
    /// Runs the expression; its value, if any, is not wanted.
    pub fn effect(&mut self, e: &'m Expr) {
        self.into(e, Dest::Nowhere);
    }

    /// Evaluates the expression to where it is wanted.
    pub fn into(&mut self, e: &'m Expr, dest: Dest) {
        let mark = self.frame.mark();
        let spot = self.enter_spot(e.span);
        self.into_open(e, dest);
        self.code.spot = spot;
        self.frame.release(mark);
    }

    fn enter_spot(&mut self, span: Span) -> Span {
        std::mem::replace(&mut self.code.spot, span)
    }

    fn into_open(&mut self, e: &'m Expr, dest: Dest) {
        if self.control(e, dest) {
            return;
        }
        match (self.class(e.ty), dest) {
            (Class::Void, _) => self.void(e),
            (Class::Memory { .. }, Dest::Loc(loc)) => self.in_memory(e, loc),
            (Class::Memory { .. }, _) => {
                self.memory(e);
            }
            (_, Dest::Reg(reg)) => self.in_registers(e, reg),
            (_, Dest::Loc(loc)) if matches!(e.kind, ExprKind::Undefined) => {
                self.undefine(loc, self.types.size(e.ty));
            }
            (_, Dest::Loc(loc)) => {
                let reg = self.regs(e);
                self.store(loc, e.ty, reg);
            }
            (_, Dest::Nowhere) => {
                self.regs(e);
            }
        }
    }

    /// The value of a scalar or slice in registers that nothing changes before they are used; its own if it is a local.
    pub fn regs(&mut self, e: &'m Expr) -> u16 {
        match self.operand(e) {
            Operand::Reg(reg) => reg,
            other => self.in_reg(other, e.ty),
        }
    }

    /// The value in memory: where it is already, or in a new temporary.
    pub fn memory(&mut self, e: &'m Expr) -> Loc {
        match self.operand(e) {
            Operand::Loc(loc) => loc,
            Operand::Reg(reg) => {
                let loc = self.temporary(e.ty);
                self.store(loc, e.ty, reg);
                loc
            }
            Operand::Void => Loc::slot(0),
        }
    }

    /// The value wherever it is; scalars and slices in registers.
    pub fn operand(&mut self, e: &'m Expr) -> Operand {
        let spot = self.enter_spot(e.span);
        let operand = self.operand_open(e);
        self.code.spot = spot;
        operand
    }

    fn operand_open(&mut self, e: &'m Expr) -> Operand {
        let class = self.class(e.ty);
        if class == Class::Void {
            self.into_open(e, Dest::Nowhere);
            return Operand::Void;
        }
        if let Some(found) = self.located(e, class) {
            return found;
        }
        if let Some(value) = self.word_constant(e) {
            return Operand::Reg(self.constant(value));
        }
        let to = self.temporary(e.ty);
        match class {
            Class::Memory { .. } => {
                self.build(e, to);
                Operand::Loc(to)
            }
            _ => {
                let reg = to.as_slot().unwrap_or(0);
                self.into(e, Dest::Reg(reg));
                Operand::Reg(reg)
            }
        }
    }

    /// The value of expressions that have it somewhere already, or that say themselves where it is.
    fn located(&mut self, e: &'m Expr, class: Class) -> Option<Operand> {
        Some(match &e.kind {
            ExprKind::Read(place) => {
                let spot = self.place(place);
                self.read_spot(spot, place.ty)
            }
            ExprKind::Call { callee, args } => self.call(callee, args, e.ty),
            ExprKind::Intrinsic { op, args } => self.intrinsic(*op, args, e),
            ExprKind::Format(format) => self.format(format, e.ty),
            ExprKind::Retype(inner) => self.operand(inner),
            ExprKind::Cast {
                kind: CastKind::AlignCast,
                operand,
            } if !matches!(class, Class::Memory { .. }) => {
                Operand::Reg(self.align_checked(operand, e.ty))
            }
            ExprKind::Cast { kind, operand } => return self.plain_cast(*kind, operand, e.ty),
            ExprKind::UnwrapOptional(inner) => self.unwrap_optional(inner),
            ExprKind::UnwrapPayload(inner) => self.unwrap_payload(inner),
            ExprKind::UnwrapError(inner) => {
                let held = self.memory(inner);
                Operand::Reg(self.load_error_code(held, inner.ty))
            }
            ExprKind::Try(inner) => self.try_operand(inner),
            ExprKind::WrapOptional(inner) if class == Class::Scalar => self.operand(inner),
            ExprKind::SlicePtr(inner) => Operand::Reg(self.regs(inner)),
            ExprKind::SliceLen(inner) => Operand::Reg(self.regs(inner) + 1),
            ExprKind::AddressOf(place) => {
                let loc = self.address(place);
                Operand::Reg(self.pointer_reg(loc))
            }
            ExprKind::Const(image) if matches!(class, Class::Memory { .. }) => {
                Operand::Loc(self.pooled(image))
            }
            _ => return None,
        })
    }

    /// Builds the value in new memory of the frame.
    pub fn build(&mut self, e: &'m Expr, to: Loc) {
        let whole = matches!(
            e.kind,
            ExprKind::Const(_) | ExprKind::Undefined | ExprKind::Read(_) | ExprKind::Call { .. }
        );
        if !whole {
            self.define(to, e.ty);
        }
        self.into(e, Dest::Loc(to));
    }

    fn void(&mut self, e: &'m Expr) {
        match &e.kind {
            ExprKind::Assign { place, value } => self.assign(place, value),
            ExprKind::AssignOp { place, op, value } => self.assign_op(place, *op, value),
            ExprKind::Discard(value) => self.effect(value),
            ExprKind::Call { callee, args } => {
                self.call(callee, args, e.ty);
            }
            ExprKind::Intrinsic { op, args } => {
                self.intrinsic(*op, args, e);
            }
            ExprKind::Format(format) => {
                self.format(format, e.ty);
            }
            ExprKind::Try(inner) => {
                self.try_operand(inner);
            }
            ExprKind::UnwrapOptional(inner) => {
                self.unwrap_optional(inner);
            }
            ExprKind::UnwrapPayload(inner) => {
                self.unwrap_payload(inner);
            }
            ExprKind::Read(place) => {
                self.place(place);
            }
            ExprKind::Retype(inner)
            | ExprKind::Cast { operand: inner, .. }
            | ExprKind::WrapPayload(inner)
            | ExprKind::WrapOptional(inner)
            | ExprKind::ArrayFill(inner) => self.effect(inner),
            ExprKind::StructInit(fields) => {
                for (_, value) in fields {
                    self.effect(value);
                }
            }
            ExprKind::ArrayInit(items) => {
                for value in items {
                    self.effect(value);
                }
            }
            ExprKind::UnionInit { payload, .. } => self.effect(payload),
            _ => {}
        }
    }

    /// A scalar or slice, computed into registers.
    fn in_registers(&mut self, e: &'m Expr, to: u16) {
        match &e.kind {
            ExprKind::Const(image) => self.constant_into(image, e.ty, to),
            ExprKind::Undefined => {
                let count = self.types.slots(e.ty);
                self.code.op_wide(Op::Undef, 0, to, count);
            }
            ExprKind::Read(place) => {
                let spot = self.place(place);
                self.read_into(spot, place.ty, to);
            }
            ExprKind::AddressOf(place) => {
                let loc = self.address(place);
                self.pointer_into(loc, to);
            }
            ExprKind::Unary { op, operand } => self.unary(*op, operand, e.ty, to),
            ExprKind::Binary { op, lhs, rhs } => self.binary(*op, lhs, rhs, e.ty, to),
            ExprKind::And(..) | ExprKind::Or(..) | ExprKind::IsNull(_) | ExprKind::IsError(_) => {
                self.decide_into(e, to);
            }
            ExprKind::Cast { kind, operand } => self.cast_register(*kind, operand, e.ty, to),
            ExprKind::MakeSlice { ptr, len } => self.make_slice(ptr, len, to),
            ExprKind::Slice {
                base,
                start,
                end,
                check_sentinel,
            } => self.slice(
                e.ty,
                base,
                start,
                end.as_deref(),
                check_sentinel.as_ref(),
                to,
            ),
            ExprKind::UnionTag(place) => {
                let loc = self.place_memory(place);
                self.load_union_tag(loc, place.ty, to);
            }
            _ => self.located_into(e, Dest::Reg(to)),
        }
    }

    /// Everything else, built in memory.
    fn in_memory(&mut self, e: &'m Expr, to: Loc) {
        match &e.kind {
            ExprKind::Undefined => self.undefine(to, self.types.size(e.ty)),
            ExprKind::StructInit(fields) => self.struct_init(e.ty, fields, to),
            ExprKind::ArrayInit(items) => self.array_init(e.ty, items, to),
            ExprKind::ArrayFill(value) => self.array_fill(e.ty, value, to),
            ExprKind::UnionInit { field, payload } => self.union_init(e.ty, *field, payload, to),
            ExprKind::WrapOptional(value) => self.wrap_optional(e.ty, value, to),
            ExprKind::WrapPayload(value) => self.wrap_payload(e.ty, value, to),
            ExprKind::WrapError(value) => {
                let code = self.regs(value);
                self.wrap_error_code(to, e.ty, code);
            }
            ExprKind::Retype(inner) => self.into(inner, Dest::Loc(to)),
            ExprKind::Unary { op, operand } => self.unary_wide(*op, operand, e.ty, to),
            ExprKind::Binary { op, lhs, rhs } => self.binary_wide(*op, lhs, rhs, e.ty, to),
            ExprKind::WithOverflow { op, lhs, rhs } => {
                self.with_overflow(*op, lhs, rhs, e.ty, to);
            }
            ExprKind::Cast { kind, operand } => self.cast_memory(*kind, operand, e.ty, to),
            _ => self.located_into(e, Dest::Loc(to)),
        }
    }

    fn located_into(&mut self, e: &'m Expr, dest: Dest) {
        let class = self.class(e.ty);
        let found = match &e.kind {
            // What is brought to its place at once need not be brought out of memory first.
            ExprKind::Try(inner) => Some(self.try_opened(inner)),
            ExprKind::UnwrapOptional(inner) => Some(self.optional_opened(inner)),
            ExprKind::UnwrapPayload(inner) => Some(self.payload_opened(inner)),
            ExprKind::Retype(inner) | ExprKind::WrapOptional(inner)
                if class == self.class(inner.ty) && class == Class::Scalar =>
            {
                return self.into(inner, dest);
            }
            _ => self.located(e, class),
        };
        match found {
            Some(from) => self.deliver(from, e.ty, dest),
            None => {
                let what = self.types.name(e.ty);
                self.problem.get_or_insert_with(|| super::Problem {
                    span: Some(e.span),
                    message: format!("not yet: this way to make a value of type '{what}'"),
                });
            }
        }
    }

    /// A constant of at most 8 bytes as a register holds it, if it is plain.
    pub fn scalar_constant(&self, e: &Expr) -> Option<u64> {
        match &e.kind {
            ExprKind::Const(image)
                if image.relocations.is_empty()
                    && image.undefined.is_empty()
                    && self.class(e.ty) == Class::Scalar =>
            {
                Some(self.scalar_of(image, e.ty))
            }
            ExprKind::Retype(inner) if self.class(e.ty) == Class::Scalar => {
                self.scalar_constant(inner)
            }
            _ => None,
        }
    }

    /// The same, addresses included.
    fn word_constant(&mut self, e: &Expr) -> Option<u64> {
        match &e.kind {
            ExprKind::Const(image)
                if image.undefined.is_empty() && self.class(e.ty) == Class::Scalar =>
            {
                let relocated = image.relocations.iter().find(|r| r.0 == 0);
                Some(match relocated {
                    Some(&(_, relocation)) => self.unit.images.relocated(relocation),
                    None => self.scalar_of(image, e.ty),
                })
            }
            _ => None,
        }
    }

    fn scalar_of(&self, image: &Image, ty: TypeId) -> u64 {
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(&image.bytes) {
            *to = *from;
        }
        let raw = u64::from_le_bytes(bytes);
        let form = self.form(ty);
        let shift = 64 - 8 * u32::from(form.bytes);
        if form.signed {
            ((raw << shift) as i64 >> shift) as u64
        } else {
            raw << shift >> shift
        }
    }

    fn constant_into(&mut self, image: &Image, ty: TypeId, to: u16) {
        if !image.undefined.is_empty() {
            let from = self.pooled(image);
            self.load(to, ty, from);
            return;
        }
        let relocated = |at: u32| image.relocations.iter().find(|r| r.0 == at);
        let word = |lowering: &mut Self, at: u32, to: u16| {
            let value = match relocated(at) {
                Some(&(_, relocation)) => lowering.unit.images.relocated(relocation),
                None => {
                    let part = image.bytes.get(at as usize..at as usize + 8);
                    part.map_or(0, |b| b.try_into().map_or(0, u64::from_le_bytes))
                }
            };
            lowering.number_into(value, to);
        };
        match self.class(ty) {
            Class::Slice => {
                word(self, 0, to);
                word(self, 8, to + 1);
            }
            _ if relocated(0).is_some() => word(self, 0, to),
            _ => self.number_into(self.scalar_of(image, ty), to),
        }
    }

    /// Memory that holds the constant, behind a pointer.
    pub fn pooled(&mut self, image: &Image) -> Loc {
        let pointer = self.unit.images.pooled(image);
        Loc::behind(self.constant(pointer))
    }

    fn unary(&mut self, op: UnaryOp, operand: &'m Expr, ty: TypeId, to: u16) {
        if op == UnaryOp::Not {
            let reg = self.regs(operand);
            self.code.op(Op::BoolNot, to, reg, 0);
        } else {
            self.unary_number(op, operand, ty, to);
        }
    }
}
