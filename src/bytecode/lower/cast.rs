//! Conversions. Those that only change the type cost nothing: a register holds the same number for `u8` and `u32`.

use crate::ir::{CastKind, Expr};
use crate::types::{Class, ErrorSet, Type, TypeId};

use super::super::*;
use super::function::Lowering;
use super::memory::{Dest, Loc, Operand};
use super::number::int_code;

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn is_register(&self, ty: TypeId) -> bool {
        matches!(self.class(ty), Class::Scalar | Class::Slice)
    }

    /// The operand of a cast that changes nothing in the registers.
    pub fn plain_cast(&mut self, kind: CastKind, operand: &'m Expr, ty: TypeId) -> Option<Operand> {
        self.is_plain(kind, operand, ty)
            .then(|| self.operand(operand))
    }

    fn is_plain(&self, kind: CastKind, operand: &Expr, ty: TypeId) -> bool {
        match kind {
            CastKind::Widen
            | CastKind::IntFromEnum
            | CastKind::IntFromBool
            | CastKind::IntFromError => {
                self.class(operand.ty) == Class::Scalar && self.class(ty) == Class::Scalar
            }
            CastKind::IntCast => self.always_fits(operand.ty, ty),
            CastKind::PtrCast => self.class(operand.ty) == self.class(ty),
            CastKind::BitCast => match (self.class(operand.ty), self.class(ty)) {
                (Class::Slice, Class::Slice) => true,
                (Class::Scalar, Class::Scalar) => self.num_kind(operand.ty) == self.num_kind(ty),
                (Class::Memory { slots: a }, Class::Memory { slots: b }) => a == b,
                _ => false,
            },
            _ => false,
        }
    }

    fn always_fits(&self, from: TypeId, to: TypeId) -> bool {
        if !self.is_register(from) || !self.is_register(to) {
            return false;
        }
        match (self.num_kind(from), self.num_kind(to)) {
            (
                NumKind::Int {
                    signed: s,
                    bits: from,
                },
                NumKind::Int {
                    signed: t,
                    bits: to,
                },
            ) => match (s, t) {
                (true, false) => false,
                (false, true) => to > from,
                _ => to >= from,
            },
            _ => false,
        }
    }

    pub fn cast_register(&mut self, kind: CastKind, operand: &'m Expr, ty: TypeId, to: u16) {
        if self.is_plain(kind, operand, ty) && self.class(operand.ty) == self.class(ty) {
            return self.into(operand, Dest::Reg(to));
        }
        match kind {
            CastKind::ArrayPtrToSlice => {
                let array = self.types.child(operand.ty);
                let len = array.and_then(|a| self.types.as_array(a));
                self.into(operand, Dest::Reg(to));
                self.number_into(len.map_or(0, |(len, _)| len), to + 1);
            }
            CastKind::IntFromPtr => {
                let reg = self.regs(operand);
                self.untagged(reg, to);
            }
            CastKind::AlignCast => {
                let reg = self.align_checked(operand, ty);
                self.move_regs(to, reg, ty);
            }
            CastKind::PtrFromInt => {
                let reg = self.regs(operand);
                let allows_zero = self.types.as_pointer(ty).is_some_and(|p| p.allow_zero);
                let nullable = allows_zero || self.types.is_optional(ty);
                self.code.op_x(Op::Cast, kind as u8, to, reg, 0);
                let align = self.alignment(ty) | u32::from(nullable) << 31;
                self.code.op_wide(Op::Ext, 0, 0, align);
            }
            CastKind::EnumFromInt => self.enum_from_int(operand, ty, to),
            CastKind::ErrorFromInt => {
                let reg = self.regs(operand);
                let count = self.types.error_count() as u64 + 1;
                self.check_error_code(reg, count);
                self.move_regs(to, reg, ty);
            }
            CastKind::ErrorCast => self.error_cast(operand, ty, to),
            CastKind::BitCast => self.bit_cast(operand, ty, to),
            _ => self.cast_number(kind, operand, ty, to),
        }
    }

    /// Between numbers.
    fn cast_number(&mut self, kind: CastKind, operand: &'m Expr, ty: TypeId, to: u16) {
        let (from_kind, to_kind) = (self.num_kind(operand.ty), self.num_kind(ty));
        if self.class(operand.ty) == Class::Scalar
            && let (NumKind::Int { signed: source, .. }, NumKind::Int { signed, bits }) =
                (from_kind, to_kind)
        {
            let reg = self.regs(operand);
            let code = int_code(signed, bits);
            if kind == CastKind::IntCast {
                self.code.op_x(Op::Fit, code, to, reg, source.into());
            } else {
                self.code.op_x(Op::Norm, code, to, reg, 0);
            }
            return;
        }
        let from = self.wide(operand);
        self.general_cast(kind, from_kind, to_kind, to, from);
    }

    fn general_cast(&mut self, kind: CastKind, from: NumKind, result: NumKind, to: u16, reg: u16) {
        self.code.op_x(Op::Cast, kind as u8, to, reg, 0);
        self.code.op(Op::Ext, 0, from.encode(), result.encode());
    }

    /// A cast whose result lives in memory.
    pub fn cast_memory(&mut self, kind: CastKind, operand: &'m Expr, ty: TypeId, to: Loc) {
        if let Some(done) = self.plain_cast(kind, operand, ty) {
            return self.deliver(done, ty, Dest::Loc(to));
        }
        match kind {
            CastKind::BitCast | CastKind::PtrCast => {
                let from = self.memory(operand);
                let size = self.types.size(ty).min(self.types.size(operand.ty));
                self.copy(to, from, size);
            }
            CastKind::ArrayPtrToSlice | CastKind::AlignCast => {
                // An optional slice: the pointer's bytes come first.
                let reg = self.alloc(2);
                self.cast_register(kind, operand, ty, reg);
                self.store(to, TypeId::USIZE, reg);
                self.store(to.at(8), TypeId::USIZE, reg + 1);
            }
            _ => {
                let (from_kind, to_kind) = (self.num_kind(operand.ty), self.num_kind(ty));
                let from = self.wide(operand);
                self.with_slot(to, ty, |l, slot| {
                    l.general_cast(kind, from_kind, to_kind, slot, from);
                });
            }
        }
    }

    fn bit_cast(&mut self, operand: &'m Expr, ty: TypeId, to: u16) {
        match (self.class(operand.ty), self.class(ty)) {
            (Class::Scalar, Class::Scalar) => {
                let reg = self.regs(operand);
                let bytes = self.types.size(operand.ty).min(8) as u16;
                let bits = match self.num_kind(ty) {
                    NumKind::Int { signed, bits } => int_code(signed, bits),
                    NumKind::Float(_) => int_code(false, bytes * 8),
                };
                self.code.op_x(Op::Norm, bits, to, reg, 0);
            }
            _ => {
                let less = self.types.align(operand.ty) < self.types.align(ty);
                let from = self.memory(operand).loosened(less);
                self.load(to, ty, from);
                if let NumKind::Int { signed, bits } = self.num_kind(ty)
                    && u64::from(bits) < self.types.size(ty) * 8
                {
                    self.code.op_x(Op::Norm, int_code(signed, bits), to, to, 0);
                }
            }
        }
    }

    /// What a pointer of the type must be a multiple of.
    fn alignment(&self, ty: TypeId) -> u32 {
        let ty = match self.types.is_optional(ty) {
            true => self.types.child(ty).unwrap_or(ty),
            false => ty,
        };
        match self.types.as_pointer(ty) {
            Some(p) if self.types.is_function(p.child) => 1,
            Some(p) => self.types.pointer_align(p).max(1),
            None => 1,
        }
    }

    /// The pointer in its register, once it is known to be aligned as the type asks.
    pub fn align_checked(&mut self, operand: &'m Expr, ty: TypeId) -> u16 {
        let reg = self.regs(operand);
        let align = self.alignment(ty);
        if align > 1 {
            let rest = self.reg();
            match u16::try_from(align - 1) {
                Ok(mask) => self.code.op(Op::AndI, rest, reg, mask),
                Err(_) => {
                    let mask = self.constant(u64::from(align - 1));
                    self.code.op(Op::And, rest, reg, mask);
                }
            }
            self.panic_unless(
                |l, fine| l.branch_imm(Op::JEqI, rest, 0, fine),
                "incorrect alignment",
            );
        }
        reg
    }

    fn enum_from_int(&mut self, operand: &'m Expr, ty: TypeId, to: u16) {
        let Type::Enum(id) = *self.types.get(ty) else {
            return;
        };
        let info = self.types.enum_info(id);
        let value = self.regs(operand);
        if info.non_exhaustive {
            let NumKind::Int { signed: source, .. } = self.num_kind(operand.ty) else {
                return;
            };
            let NumKind::Int { signed, bits } = self.num_kind(ty) else {
                return;
            };
            self.code
                .op_x(Op::Fit, int_code(signed, bits), to, value, source.into());
            return;
        }
        let mut numbers: Vec<i128> = info.members.iter().map(|m| m.1).collect();
        numbers.sort_unstable();
        let signed = matches!(self.num_kind(operand.ty), NumKind::Int { signed: true, .. });
        let fine = self.code.label();
        for (low, high) in runs(&numbers) {
            self.branch_range(value, signed, (low, high), fine);
        }
        self.panic_text("invalid enum value");
        self.code.bind(fine);
        self.move_regs(to, value, ty);
    }

    fn check_error_code(&mut self, reg: u16, count: u64) {
        let fine = self.code.label();
        self.branch_range(reg, false, (1, i128::from(count) - 1), fine);
        self.panic_text("invalid error code");
        self.code.bind(fine);
    }

    fn error_cast(&mut self, operand: &'m Expr, ty: TypeId, to: u16) {
        let reg = self.regs(operand);
        if let Some(ErrorSet::Names(names)) = self.types.resolve_set(ty) {
            let fine = self.code.label();
            let numbers: Vec<i128> = names.iter().map(|n| i128::from(n.0)).collect();
            for range in runs(&numbers) {
                self.branch_range(reg, false, range, fine);
            }
            self.panic_text("invalid error code");
            self.code.bind(fine);
        }
        self.move_regs(to, reg, ty);
    }
}

/// Sorted numbers as inclusive ranges without gaps.
pub(super) fn runs(numbers: &[i128]) -> Vec<(i128, i128)> {
    let mut ranges: Vec<(i128, i128)> = Vec::new();
    for &n in numbers {
        match ranges.last_mut() {
            Some(last) if last.1 == n || last.1 + 1 == n => last.1 = n,
            _ => ranges.push((n, n)),
        }
    }
    ranges
}
