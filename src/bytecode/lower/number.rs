//! Arithmetic: an instruction of its own for what programs do all the time, one general instruction for the rest.

use crate::ir::{BinaryOp, Expr, ExprKind, OverflowOp, UnaryOp};
use crate::types::{Class, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::{Dest, Loc, Operand};

/// Whether evaluating the expression leaves the registers of all locals as they are.
pub(super) fn is_calm(e: &Expr) -> bool {
    use ExprKind::*;
    match &e.kind {
        Const(_) | Undefined | Panic(_) => true,
        Read(place) | AddressOf(place) => is_calm_place(place),
        UnionTag(place) => is_calm_place(place),
        Unary { operand: e, .. }
        | Cast { operand: e, .. }
        | SlicePtr(e)
        | SliceLen(e)
        | WrapOptional(e)
        | WrapPayload(e)
        | WrapError(e)
        | Retype(e)
        | IsNull(e)
        | IsError(e)
        | UnwrapOptional(e)
        | UnwrapPayload(e)
        | UnwrapError(e)
        | Try(e)
        | ArrayFill(e)
        | UnionInit { payload: e, .. } => is_calm(e),
        Binary { lhs, rhs, .. } | WithOverflow { lhs, rhs, .. } => is_calm(lhs) && is_calm(rhs),
        And(lhs, rhs) | Or(lhs, rhs) => is_calm(lhs) && is_calm(rhs),
        MakeSlice { ptr, len } => is_calm(ptr) && is_calm(len),
        Call { args, .. } | Intrinsic { args, .. } => args.iter().all(is_calm),
        StructInit(fields) => fields.iter().all(|(_, e)| is_calm(e)),
        ArrayInit(items) => items.iter().all(is_calm),
        _ => false,
    }
}

fn is_calm_place(place: &crate::ir::Place) -> bool {
    use crate::ir::PlaceKind::*;
    match &place.kind {
        Local(_) | Global(_) => true,
        Deref(e) | Temporary(e) => is_calm(e),
        Field { base, .. }
        | SlicePtr(base)
        | SliceLen(base)
        | OptionalPayload { base, .. }
        | ErrorPayload { base, .. }
        | UnionField { base, .. } => is_calm_place(base),
        Element { base, index } => is_calm_place(base) && is_calm(index),
        SliceElement { slice, index } => is_calm(slice) && is_calm(index),
        PointerElement { ptr, index } => is_calm(ptr) && is_calm(index),
    }
}

/// An integer type in the `x` of an instruction.
pub(super) fn int_code(signed: bool, bits: u16) -> u8 {
    bits as u8 | if signed { 128 } else { 0 }
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// Both operands in registers, the left one as it was before the right one was evaluated.
    pub fn two_regs(&mut self, lhs: &'m Expr, rhs: &'m Expr) -> (u16, u16) {
        let before = self.frame.top();
        let mut a = self.regs(lhs);
        if !is_calm(rhs) {
            a = self.frozen_since(before, a, lhs.ty);
        }
        (a, self.regs(rhs))
    }

    /// The register, or a copy of it, that nothing changes: what was taken since then belongs to nobody else.
    pub fn frozen_since(&mut self, before: u32, reg: u16, ty: TypeId) -> u16 {
        match u32::from(reg) >= before || self.is_loop_constant(reg) {
            true => reg,
            false => self.frozen(reg, ty),
        }
    }

    /// A copy that nothing changes.
    pub fn frozen(&mut self, reg: u16, ty: TypeId) -> u16 {
        let copy = self.alloc(self.types.slots(ty));
        self.move_regs(copy, reg, ty);
        copy
    }

    pub fn binary(&mut self, op: BinaryOp, lhs: &'m Expr, rhs: &'m Expr, ty: TypeId, to: u16) {
        use BinaryOp::*;
        match op {
            PtrAdd | PtrSub | PtrDiff => return self.pointer_arithmetic(op, lhs, rhs, to),
            _ if matches!(self.class(lhs.ty), Class::Memory { .. }) => {
                return self.compare_wide(op, lhs, rhs, to);
            }
            Eq | Ne | Lt | Le | Gt | Ge => return self.compare(op, lhs, rhs, to),
            _ => {}
        }
        if let Some(value) = self.scalar_constant(rhs) {
            let a = self.regs(lhs);
            if self.immediate(op, ty, to, a, value) {
                return;
            }
            let b = self.regs(rhs);
            return self.arithmetic(op, ty, self.num_kind(rhs.ty), to, a, b);
        }
        if let (Add | Mul | BitAnd, Some(value)) = (op, self.scalar_constant(lhs)) {
            let b = self.regs(rhs);
            if self.immediate(op, ty, to, b, value) {
                return;
            }
            let a = self.regs(lhs);
            return self.arithmetic(op, ty, self.num_kind(rhs.ty), to, a, b);
        }
        let (a, b) = self.two_regs(lhs, rhs);
        self.arithmetic(op, ty, self.num_kind(rhs.ty), to, a, b);
    }

    /// An instruction with the right operand inside, if there is one.
    pub fn immediate(&mut self, op: BinaryOp, ty: TypeId, to: u16, a: u16, value: u64) -> bool {
        let NumKind::Int { signed, bits } = self.num_kind(ty) else {
            return false;
        };
        let number = match signed {
            true => i128::from(value as i64),
            false => i128::from(value),
        };
        let number = match op {
            BinaryOp::Add => number,
            BinaryOp::Sub => -number,
            BinaryOp::Mul if number == 1 => 0,
            _ => return self.immediate_bits(op, (signed, bits), to, a, number),
        };
        let Ok(small) = i16::try_from(number) else {
            return false;
        };
        let (op, by) = match (signed, bits) {
            (true, 32) => (Op::AddIS32, small as u16),
            (false, 32) => (Op::AddIU32, small as u16),
            (true, 64) => (Op::AddIS64, small as u16),
            (false, 64) if small < 0 => (Op::SubIU64, small.unsigned_abs()),
            (false, 64) => (Op::AddIU64, small as u16),
            _ => (Op::AddIX, small as u16),
        };
        self.code.op_x(op, int_code(signed, bits), to, a, by);
        true
    }

    /// Shifts and masks, and divisions that are nothing else.
    fn immediate_bits(
        &mut self,
        op: BinaryOp,
        (signed, bits): (bool, u16),
        to: u16,
        a: u16,
        number: i128,
    ) -> bool {
        use BinaryOp::*;
        let power = number > 0 && number & (number - 1) == 0;
        let places = i128::from(number.trailing_zeros());
        let (op, by) = match op {
            BitAnd => (Op::AndI, number),
            Mod if power => (Op::AndI, number - 1),
            Rem if power && !signed => (Op::AndI, number - 1),
            DivFloor if power => (Op::ShrI, places),
            DivTrunc if power && !signed => (Op::ShrI, places),
            Shl if number < i128::from(bits) => (Op::ShlI, number),
            Shr if number < i128::from(bits) => (Op::ShrI, number),
            _ => return false,
        };
        let Ok(by) = u16::try_from(by) else {
            return false;
        };
        let x = match op {
            Op::AndI => 0,
            _ => int_code(signed, bits),
        };
        self.code.op_x(op, x, to, a, by);
        true
    }

    /// `to = a op b` on scalars of a type of at most 64 bits.
    pub fn arithmetic(
        &mut self,
        op: BinaryOp,
        ty: TypeId,
        rhs_kind: NumKind,
        to: u16,
        a: u16,
        b: u16,
    ) {
        use BinaryOp::*;
        let kind = self.num_kind(ty);
        if let (Min | Max, NumKind::Int { signed, .. }) = (op, kind)
            && kind == rhs_kind
        {
            return self.choose(op, signed, to, a, b);
        }
        let direct = match kind {
            NumKind::Int { signed, bits } => {
                let code = int_code(signed, bits);
                match (op, signed, bits) {
                    (Add, true, 32) => Some((Op::AddS32, code)),
                    (Add, false, 32) => Some((Op::AddU32, code)),
                    (Add, true, 64) => Some((Op::AddS64, code)),
                    (Add, false, 64) => Some((Op::AddU64, code)),
                    (Add, ..) => Some((Op::AddX, code)),
                    (Sub, true, 32) => Some((Op::SubS32, code)),
                    (Sub, false, 32) => Some((Op::SubU32, code)),
                    (Sub, true, 64) => Some((Op::SubS64, code)),
                    (Sub, false, 64) => Some((Op::SubU64, code)),
                    (Sub, ..) => Some((Op::SubX, code)),
                    (Mul, false, 64) => Some((Op::MulU64, code)),
                    (Mul, ..) => Some((Op::MulX, code)),
                    (DivTrunc | DivFloor, false, _) => Some((Op::DivU, code)),
                    (Rem | Mod, false, _) => Some((Op::RemU, code)),
                    (AddWrap, ..) => Some((Op::AddW, code)),
                    (SubWrap, ..) => Some((Op::SubW, code)),
                    (MulWrap, ..) => Some((Op::MulW, code)),
                    (BitAnd, ..) => Some((Op::And, code)),
                    (BitOr, ..) => Some((Op::Or, code)),
                    (BitXor, ..) => Some((Op::Xor, code)),
                    (Shl, ..) => Some((Op::Shl, code)),
                    (Shr, ..) => Some((Op::Shr, code)),
                    _ => None,
                }
            }
            NumKind::Float(64) => match op {
                Add => Some((Op::AddF, 0)),
                Sub => Some((Op::SubF, 0)),
                Mul => Some((Op::MulF, 0)),
                DivTrunc => Some((Op::DivF, 0)),
                _ => None,
            },
            NumKind::Float(_) => None,
        };
        match direct {
            Some((op, x)) => self.code.op_x(op, x, to, a, b),
            None => self.general(op, kind, rhs_kind, to, a, b),
        }
    }

    /// The smaller or the larger of two integers.
    fn choose(&mut self, op: BinaryOp, signed: bool, to: u16, a: u16, b: u16) {
        let (a, b) = if to == b { (b, a) } else { (a, b) };
        let holds = match op {
            BinaryOp::Min => BinaryOp::Le,
            _ => BinaryOp::Ge,
        };
        let (first, end) = (self.code.label(), self.code.label());
        self.branch_ints(holds, signed, a, b, true, first);
        self.code.op(Op::Mov, to, b, 0);
        if to != a {
            self.code.jump(end);
        }
        self.code.bind(first);
        self.move_regs(to, a, TypeId::USIZE);
        self.code.bind(end);
    }

    /// The two-word instruction: kinds of the left and the right operand in the extension.
    fn general(&mut self, op: BinaryOp, kind: NumKind, rhs_kind: NumKind, to: u16, a: u16, b: u16) {
        self.code.op_x(Op::Bin, op as u8, to, a, b);
        self.code.op(Op::Ext, kind.encode(), rhs_kind.encode(), 0);
    }

    fn compare(&mut self, op: BinaryOp, lhs: &'m Expr, rhs: &'m Expr, to: u16) {
        use BinaryOp::*;
        let kind = self.num_kind(lhs.ty);
        let (mut a, mut b) = self.two_regs(lhs, rhs);
        if self.types.is_pointer(lhs.ty) {
            let (x, y) = (self.reg(), self.reg());
            self.untagged(a, x);
            self.untagged(b, y);
            (a, b) = (x, y);
        }
        let (direct, x, a, b) = match (kind, op) {
            (NumKind::Int { .. }, Eq) => (Some(Op::SetEq), 0, a, b),
            (NumKind::Int { .. }, Ne) => (Some(Op::SetNe), 0, a, b),
            (NumKind::Int { signed: true, .. }, Lt) => (Some(Op::SetLtS), 0, a, b),
            (NumKind::Int { signed: true, .. }, Gt) => (Some(Op::SetLtS), 0, b, a),
            (NumKind::Int { signed: false, .. }, Lt) => (Some(Op::SetLtU), 0, a, b),
            (NumKind::Int { signed: false, .. }, Gt) => (Some(Op::SetLtU), 0, b, a),
            (NumKind::Float(64), Eq) => (Some(Op::SetF), 0, a, b),
            (NumKind::Float(64), Ne) => (Some(Op::SetF), 1, a, b),
            (NumKind::Float(64), Lt) => (Some(Op::SetF), 2, a, b),
            (NumKind::Float(64), Le) => (Some(Op::SetF), 3, a, b),
            (NumKind::Float(64), Gt) => (Some(Op::SetF), 2, b, a),
            (NumKind::Float(64), Ge) => (Some(Op::SetF), 3, b, a),
            _ => (None, 0, a, b),
        };
        match direct {
            Some(op) => self.code.op_x(op, x, to, a, b),
            None => self.general(op, kind, kind, to, a, b),
        }
    }

    fn pointer_arithmetic(&mut self, op: BinaryOp, lhs: &'m Expr, rhs: &'m Expr, to: u16) {
        let size = self
            .types
            .child(lhs.ty)
            .map_or(1, |child| self.types.size(child));
        let (a, b) = self.two_regs(lhs, rhs);
        match op {
            BinaryOp::PtrAdd => self.pointer_element(to, a, b, size),
            BinaryOp::PtrSub => {
                let (zero, back) = (self.constant(0), self.reg());
                let wrap = int_code(false, 64);
                self.code.op_x(Op::SubW, wrap, back, zero, b);
                self.pointer_element(to, a, back, size);
            }
            _ => {
                let (x, y) = (self.reg(), self.reg());
                self.untagged(a, x);
                self.untagged(b, y);
                let wrap = int_code(false, 64);
                self.code.op_x(Op::SubW, wrap, to, x, y);
                if size > 1 {
                    let by = self.constant(size);
                    self.code.op_x(Op::DivU, wrap, to, to, by);
                }
            }
        }
    }

    /// The address without the tag.
    pub fn untagged(&mut self, from: u16, to: u16) {
        let wrap = int_code(false, 48);
        self.code.op_x(Op::Norm, wrap, to, from, 0);
    }

    pub fn unary_number(&mut self, op: UnaryOp, operand: &'m Expr, ty: TypeId, to: u16) {
        let kind = self.num_kind(operand.ty);
        if let Class::Memory { .. } = self.class(operand.ty) {
            let from = self.wide(operand);
            return self.unary_general(op, kind, ty, to, from);
        }
        let reg = self.regs(operand);
        match (op, kind) {
            (UnaryOp::Neg, NumKind::Int { signed, bits }) => {
                self.code.op_x(Op::Neg, int_code(signed, bits), to, reg, 0);
            }
            _ => self.unary_general(op, kind, ty, to, reg),
        }
    }

    fn unary_general(&mut self, op: UnaryOp, kind: NumKind, ty: TypeId, to: u16, from: u16) {
        self.code.op_x(Op::Un, op as u8, to, from, 0);
        let result = self.num_kind(ty);
        self.code.op(Op::Ext, kind.encode(), result.encode(), 0);
    }

    pub fn unary_wide(&mut self, op: UnaryOp, operand: &'m Expr, ty: TypeId, to: Loc) {
        let kind = self.num_kind(operand.ty);
        let from = self.wide(operand);
        self.with_slot(to, ty, |l, slot| l.unary_general(op, kind, ty, slot, from));
    }

    /// The operand of a general instruction: the slot of a scalar or of a number in the frame.
    pub fn wide(&mut self, e: &'m Expr) -> u16 {
        match self.operand(e) {
            Operand::Reg(reg) => reg,
            Operand::Loc(loc) => {
                let loc = self.in_slots(loc, e.ty);
                loc.as_slot().unwrap_or(0)
            }
            Operand::Void => 0,
        }
    }

    /// Two such operands; the left one as it was before.
    pub fn two_wide(&mut self, lhs: &'m Expr, rhs: &'m Expr) -> (u16, u16) {
        let a = self.wide(lhs);
        if matches!(rhs.kind, ExprKind::Const(_) | ExprKind::Read(_)) {
            return (a, self.wide(rhs));
        }
        let copy = self.temporary(lhs.ty);
        let from = match self.class(lhs.ty) {
            Class::Memory { .. } => Operand::Loc(Loc::slot(a)),
            _ => Operand::Reg(a),
        };
        let slot = copy.as_slot().unwrap_or(0);
        let dest = match from {
            Operand::Loc(_) => Dest::Loc(copy),
            _ => Dest::Reg(slot),
        };
        self.deliver(from, lhs.ty, dest);
        (slot, self.wide(rhs))
    }

    /// Runs with a slot of the frame as destination, and brings the result to where it belongs.
    pub fn with_slot(&mut self, to: Loc, ty: TypeId, write: impl FnOnce(&mut Self, u16)) {
        match to.as_slot() {
            Some(slot) => write(self, slot),
            None => {
                let copy = self.temporary(ty);
                write(self, copy.as_slot().unwrap_or(0));
                self.copy(to, copy, self.types.size(ty));
            }
        }
    }

    pub fn binary_wide(&mut self, op: BinaryOp, lhs: &'m Expr, rhs: &'m Expr, ty: TypeId, to: Loc) {
        let (a, b) = self.two_wide(lhs, rhs);
        let (kind, rhs_kind) = (self.num_kind(lhs.ty), self.num_kind(rhs.ty));
        self.with_slot(to, ty, |l, slot| l.general(op, kind, rhs_kind, slot, a, b));
    }

    fn compare_wide(&mut self, op: BinaryOp, lhs: &'m Expr, rhs: &'m Expr, to: u16) {
        let (a, b) = self.two_wide(lhs, rhs);
        let kind = self.num_kind(lhs.ty);
        self.general(op, kind, kind, to, a, b);
    }

    /// `place op= value` where the place's value is in slots of the frame.
    pub fn general_in_place(&mut self, op: BinaryOp, ty: TypeId, slot: u16, rhs: (u16, TypeId)) {
        let (kind, rhs_kind) = (self.num_kind(ty), self.num_kind(rhs.1));
        self.general(op, kind, rhs_kind, slot, slot, rhs.0);
    }

    pub fn with_overflow(
        &mut self,
        op: OverflowOp,
        lhs: &'m Expr,
        rhs: &'m Expr,
        ty: TypeId,
        to: Loc,
    ) {
        let (a, b) = self.two_wide(lhs, rhs);
        let kind = self.num_kind(lhs.ty);
        let result = self.types.field_offset(ty, 0) as u16;
        let bit = self.types.field_offset(ty, 1) as u16;
        self.with_slot(to, ty, |l, slot| {
            l.code.op_x(Op::Overflow, op as u8, slot, a, b);
            l.code.op(Op::Ext, kind.encode(), result, bit);
        });
    }
}
