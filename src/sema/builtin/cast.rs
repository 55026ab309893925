//! Conversions.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::ir::CastKind;
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Base, ErrorSet, Float, Pointee, Pointer, PointerSize, Type, TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    pub(super) fn builtin_as(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        self.expr_as(&call.args[1], ty)
    }

    pub(super) fn builtin_int_cast(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if !self.pool.is_any_int(to) {
            let name = self.pool.name(to);
            return self.fail(
                call.at,
                format!("expected integer or vector, found '{name}'"),
            );
        }
        if op.is_noreturn() {
            return Ok(op);
        }
        if !self.pool.is_any_int(op.ty()) {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected integer or vector, found '{name}'"));
        }
        match op {
            Operand::Known(_, Value::Int(n)) => {
                if to == TypeId::COMPTIME_INT || self.pool.int_fits(to, &n) {
                    return Ok(Operand::Known(to, Value::Int(n)));
                }
                let name = self.pool.name(to);
                self.fail(
                    at,
                    format!("type '{name}' cannot represent integer value '{n}'"),
                )
            }
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            op if op.ty() == to => Ok(op),
            _ if to == TypeId::COMPTIME_INT => self.not_known(at),
            op => {
                let kind = if self.int_widens(op.ty(), to) {
                    CastKind::Widen
                } else {
                    CastKind::IntCast
                };
                self.cast(kind, op, to, call.at)
            }
        }
    }

    fn int_widens(&self, from: TypeId, to: TypeId) -> bool {
        match (self.pool.int_info(from), self.pool.int_info(to)) {
            (Some(a), Some(b)) => match (a.signed, b.signed) {
                (false, true) => a.bits < b.bits,
                (true, false) => false,
                _ => a.bits <= b.bits,
            },
            _ => false,
        }
    }

    pub(super) fn builtin_truncate(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let (a, b) = (self.pool.int_info(op.ty()), self.pool.int_info(to));
        if op.ty() == TypeId::COMPTIME_INT
            && let Operand::Known(_, Value::Int(n)) = &op
            && b.is_some()
        {
            return Ok(Operand::Known(to, Value::Int(self.wrap(to, n.clone()))));
        }
        let (Some(a), Some(b)) = (a, b) else {
            let bad = if b.is_none() { to } else { op.ty() };
            let name = self.pool.name(bad);
            return self.fail(at, format!("expected integer or vector, found '{name}'"));
        };
        if a.signed != b.signed {
            let (want, name) = (
                if b.signed { "signed" } else { "unsigned" },
                self.pool.name(op.ty()),
            );
            return self.fail(at, format!("expected {want} integer type, found '{name}'"));
        }
        if a.bits < b.bits {
            let (big, small) = (self.pool.name(to), self.pool.name(op.ty()));
            return self.fail(
                at,
                format!("destination type '{big}' has more bits than source type '{small}'"),
            );
        }
        match op {
            Operand::Known(_, Value::Int(n)) => {
                Ok(Operand::Known(to, Value::Int(self.wrap(to, n))))
            }
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            op if op.ty() == to => Ok(op),
            op => self.cast(CastKind::Truncate, op, to, call.at),
        }
    }

    pub(super) fn builtin_float_cast(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if !self.pool.is_any_float(to) {
            let name = self.pool.name(to);
            return self.fail(
                call.at,
                format!("expected float or vector type, found '{name}'"),
            );
        }
        match op {
            Operand::Known(_, Value::Float(f)) => Ok(Operand::Known(to, self.float_in(to, f))),
            Operand::Known(TypeId::COMPTIME_INT, _) => self.coerce(op, to, at),
            op if self.pool.is_float(op.ty()) => {
                if op.ty() == to {
                    return Ok(op);
                }
                self.cast(CastKind::FloatCast, op, to, call.at)
            }
            op => {
                let name = self.pool.name(op.ty());
                self.fail(at, format!("expected float or vector type, found '{name}'"))
            }
        }
    }

    pub(super) fn builtin_float_from_int(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if !self.pool.is_any_float(to) {
            let name = self.pool.name(to);
            return self.fail(call.at, format!("expected float type, found '{name}'"));
        }
        match op {
            Operand::Known(_, Value::Int(n)) => {
                let f = Float::from_int(&n);
                Ok(Operand::Known(to, self.float_in(to, f)))
            }
            op if self.pool.is_int(op.ty()) => self.cast(CastKind::IntToFloat, op, to, call.at),
            op => {
                let name = self.pool.name(op.ty());
                self.fail(at, format!("expected integer type, found '{name}'"))
            }
        }
    }

    pub(super) fn builtin_int_from_float(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if !self.pool.is_any_int(to) {
            let name = self.pool.name(to);
            return self.fail(call.at, format!("expected integer type, found '{name}'"));
        }
        match op {
            Operand::Known(_, Value::Float(f)) => {
                let whole = f.trunc();
                let Some(n) = whole.to_exact_int() else {
                    let name = self.pool.name(to);
                    return self.fail(
                        at,
                        format!(
                            "float value '{}' cannot be stored in integer type '{name}'",
                            f.to_f64()
                        ),
                    );
                };
                if to == TypeId::COMPTIME_INT || self.pool.int_fits(to, &n) {
                    return Ok(Operand::Known(to, Value::Int(n)));
                }
                let name = self.pool.name(to);
                self.fail(
                    at,
                    format!(
                        "float value '{}' cannot be stored in integer type '{name}'",
                        f.to_f64()
                    ),
                )
            }
            op if self.pool.is_float(op.ty()) => self.cast(CastKind::FloatToInt, op, to, call.at),
            op => {
                let name = self.pool.name(op.ty());
                self.fail(at, format!("expected float type, found '{name}'"))
            }
        }
    }

    pub(super) fn builtin_int_from_bool(&mut self, call: &Call) -> Eval {
        let op = self.expr(&call.args[0], None)?;
        if op.ty() != TypeId::BOOL && op.ty() != TypeId::UNDEFINED && !op.is_noreturn() {
            let name = self.pool.name(op.ty());
            let at = call.args[0].span;
            return self.fail(at, format!("expected 'bool', found '{name}'"));
        }
        match self.coerce(op, TypeId::BOOL, call.args[0].span)? {
            Operand::Known(_, Value::Bool(b)) => {
                Ok(Operand::Known(TypeId::U1, Value::int(u8::from(b))))
            }
            op => self.cast(CastKind::IntFromBool, op, TypeId::U1, call.at),
        }
    }

    pub(super) fn builtin_int_from_enum(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let op = if self.pool.is_union(op.ty()) {
            self.union_tag(super::super::operand::Place::value(op), at)?
        } else {
            op
        };
        self.ensure_fields(op.ty(), at)?;
        let Some(tag) = self.pool.as_enum(op.ty()).map(|e| e.tag) else {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected enum or tagged union, found '{name}'"));
        };
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(tag, value)),
            op => self.cast(CastKind::IntFromEnum, op, tag, call.at),
        }
    }

    pub(super) fn builtin_enum_from_int(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        self.ensure_fields(to, at)?;
        let Some(info) = self.pool.as_enum(to).cloned() else {
            let name = self.pool.name(to);
            return self.fail(call.at, format!("expected enum, found '{name}'"));
        };
        if !self.pool.is_any_int(op.ty()) {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected integer type, found '{name}'"));
        }
        match op {
            Operand::Known(_, Value::Int(n)) => {
                let number = n.to_i128();
                let known = info.members.iter().any(|(_, m)| Some(*m) == number);
                let open = info.non_exhaustive && self.pool.int_fits(info.tag, &n);
                if known || open {
                    return Ok(Operand::Known(to, Value::Int(n)));
                }
                let name = self.pool.name(to);
                self.fail(
                    call.at,
                    format!("enum '{name}' has no tag with value '{n}'"),
                )
            }
            Operand::Known(_, value) => Ok(Operand::Known(to, value)),
            op => self.cast(CastKind::EnumFromInt, op, to, call.at),
        }
    }

    pub(super) fn builtin_int_from_error(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if !self.pool.is_error_set(op.ty()) {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected error set type, found '{name}'"));
        }
        match op {
            Operand::Known(_, Value::Error(e)) => Ok(Operand::Known(TypeId::U16, Value::int(e.0))),
            op => self.cast(CastKind::IntFromError, op, TypeId::U16, call.at),
        }
    }

    pub(super) fn builtin_error_from_int(&mut self, call: &Call) -> Eval {
        let op = self.expr_as(&call.args[0], TypeId::U16)?;
        self.cast(CastKind::ErrorFromInt, op, TypeId::ANYERROR, call.at)
    }

    pub(super) fn builtin_error_cast(&mut self, call: &Call) -> Eval {
        let Some(to) = call.want else {
            self.result_type(call)?;
            return Err(super::Flow::Failed);
        };
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if let Operand::Known(_, Value::Error(e)) = &op
            && self.pool.is_error_set(to)
        {
            let e = *e;
            if self.resolved_set(to, at)?.contains(e) {
                return Ok(Operand::Known(to, Value::Error(e)));
            }
            let (name, set) = (self.pool.error_name(e).to_owned(), self.pool.name(to));
            return self.fail(
                at,
                format!("'error.{name}' not a member of error set '{set}'"),
            );
        }
        if let Type::ErrorSet(ErrorSet::Inferred(_)) = self.pool.get(to) {
            self.resolved_set(to, at)?;
        }
        self.cast(CastKind::ErrorCast, op, to, call.at)
    }

    pub(super) fn builtin_int_from_ptr(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let pointer = match self.pool.get(op.ty()) {
            Type::Pointer(p) => p.size != PointerSize::Slice,
            Type::Optional(c) => self.is_pointer_like(*c),
            _ => false,
        };
        if !pointer {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected pointer, found '{name}'"));
        }
        if let Operand::Known(_, Value::Pointer(p)) = &op
            && let (Base::Address(n), true) = (&p.base, p.path.is_empty())
        {
            return Ok(self.usize_operand(*n));
        }
        self.cast(CastKind::IntFromPtr, op, TypeId::USIZE, call.at)
    }

    pub(super) fn builtin_ptr_from_int(&mut self, call: &Call) -> Eval {
        let to = self.pointer_want(call)?;
        let target = match self.pool.get(to) {
            Type::Optional(c) if self.is_pointer_like(*c) => *c,
            _ => to,
        };
        if !self.is_pointer_like(target) {
            let name = self.pool.name(to);
            return self.fail(call.at, format!("expected pointer type, found '{name}'"));
        }
        let op = self.expr_as(&call.args[0], TypeId::USIZE)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        if let Operand::Known(_, Value::Int(n)) = &op {
            let n = n.to_u64().unwrap_or(0);
            if n == 0 {
                if to != target {
                    return Ok(Operand::Known(to, Value::Null));
                }
                if self.pool.as_pointer(to).is_some_and(|p| p.allow_zero) {
                    let zero = Value::Pointer(Pointee::new(Base::Address(0)).into());
                    return Ok(Operand::Known(to, zero));
                }
                let name = self.pool.name(to);
                return self.fail(
                    call.at,
                    format!("pointer type '{name}' does not allow address zero"),
                );
            }
            let align = self
                .pool
                .as_pointer(target)
                .map_or(1, |p| self.pool.pointer_align(p));
            if n % u64::from(align) != 0 {
                let name = self.pool.name(target);
                return self.fail(
                    call.at,
                    format!("pointer type '{name}' requires aligned address"),
                );
            }
            let value = Value::Pointer(Pointee::new(Base::Address(n)).into());
            let op = Operand::Known(target, value);
            return self.coerce(op, to, call.at);
        }
        self.cast(CastKind::PtrFromInt, op, to, call.at)
    }

    /// The operand of a pointer cast and what its type asks for, through nested casts.
    pub(super) fn builtin_ptr_cast(&mut self, call: &Call) -> Eval {
        self.pointer_conversion(call, |_, to, _| to)
    }

    pub(super) fn builtin_align_cast(&mut self, call: &Call) -> Eval {
        let want = self.pointer_want(call)?;
        let at = call.args[0].span;
        let op = self.cast_operand(&call.args[0], want)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let Some((target, from)) = self.pointer_pair(want, op.ty()) else {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected pointer type, found '{name}'"));
        };
        let align = self.pool.pointer_align(&target);
        let own = self.pool.align(from.child);
        let aligned = Pointer {
            align: Some(align).filter(|a| *a != own || from.child == TypeId::ANYOPAQUE),
            ..from.clone()
        };
        let ty = self.pool.pointer_with(aligned);
        let ty = if self.pool.is_optional(op.ty()) {
            self.pool.optional(ty)
        } else {
            ty
        };
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(ty, value)),
            op if self.pool.pointer_align(&from) >= align => {
                self.cast(CastKind::PtrCast, op, ty, call.at)
            }
            op => self.cast(CastKind::AlignCast, op, ty, call.at),
        }
    }

    pub(super) fn builtin_const_cast(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let want = call.want.unwrap_or(TypeId::VOID);
        let op = self.cast_operand(&call.args[0], want)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let Some(p) = self.pointer_of(op.ty()) else {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected pointer type, found '{name}'"));
        };
        let ty = self.pool.pointer_with(Pointer {
            is_const: false,
            ..p
        });
        let ty = if self.pool.is_optional(op.ty()) {
            self.pool.optional(ty)
        } else {
            ty
        };
        match op {
            Operand::Known(_, value) => Ok(Operand::Known(ty, value)),
            op => self.cast(CastKind::PtrCast, op, ty, call.at),
        }
    }

    /// The result type of a pointer cast: what the place wants, without an error union around it.
    fn pointer_want(&mut self, call: &Call) -> Eval<TypeId> {
        let Some(mut ty) = call.want else {
            return self.result_type(call);
        };
        while let Type::ErrorUnion { payload, .. } = self.pool.get(ty) {
            ty = *payload;
        }
        Ok(ty)
    }

    /// The operand of a pointer cast: only another cast inside it hears of the result type.
    fn cast_operand(&mut self, e: &ast::Expr, want: TypeId) -> Eval {
        let inner = super::super::stmt::strip_groups(e);
        let is_cast = matches!(
            &inner.kind,
            ast::ExprKind::Builtin { name, .. }
                if matches!(&*name.name, "ptrCast" | "alignCast" | "constCast" | "fieldParentPtr")
        );
        self.expr(e, is_cast.then_some(want))
    }

    /// The pointer type in `*T` or `?*T`.
    fn pointer_of(&self, ty: TypeId) -> Option<Pointer> {
        match self.pool.get(ty) {
            Type::Pointer(p) => Some(p.clone()),
            Type::Optional(c) => self.pool.as_pointer(*c).cloned(),
            _ => None,
        }
    }

    fn pointer_pair(&self, to: TypeId, from: TypeId) -> Option<(Pointer, Pointer)> {
        Some((self.pointer_of(to)?, self.pointer_of(from)?))
    }

    fn pointer_conversion(
        &mut self,
        call: &Call,
        pick: fn(&Pointer, TypeId, &Pointer) -> TypeId,
    ) -> Eval {
        let want = self.pointer_want(call)?;
        let at = call.args[0].span;
        let op = self.cast_operand(&call.args[0], want)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let Some((target, from)) = self.pointer_pair(want, op.ty()) else {
            let bad = if self.pointer_of(want).is_none() {
                want
            } else {
                op.ty()
            };
            let name = self.pool.name(bad);
            return self.fail(at, format!("expected pointer type, found '{name}'"));
        };
        let to = pick(&target, want, &from);
        self.check_pointer_cast(&target, &from, to, op.ty(), call.at)?;
        self.convert_pointer(op, &target, &from, to, call.at)
    }

    fn check_pointer_cast(
        &mut self,
        to: &Pointer,
        from: &Pointer,
        to_ty: TypeId,
        from_ty: TypeId,
        at: Span,
    ) -> Eval<()> {
        use crate::diag::Diagnostic;
        if from.is_const && !to.is_const {
            let d = Diagnostic::error("type", at, "@ptrCast discards const qualifier")
                .note("use @constCast to discard const qualifier");
            self.report(d);
            return Err(super::Flow::Failed);
        }
        let (a, b) = (self.pool.pointer_align(from), self.pool.pointer_align(to));
        if a < b {
            let (x, y) = (self.pool.name(from_ty), self.pool.name(to_ty));
            let d = Diagnostic::error("type", at, "@ptrCast increases pointer alignment")
                .note(format!("'{x}' has alignment '{a}'"))
                .note(format!("'{y}' has alignment '{b}'"))
                .note("use @alignCast to assert pointer alignment");
            self.report(d);
            return Err(super::Flow::Failed);
        }
        Ok(())
    }

    fn convert_pointer(
        &mut self,
        op: Operand,
        to: &Pointer,
        from: &Pointer,
        ty: TypeId,
        at: Span,
    ) -> Eval {
        let slices = (
            from.size == PointerSize::Slice,
            to.size == PointerSize::Slice,
        );
        match slices {
            (false, false) => self.pointer_cast(op, ty, at),
            (true, false) => {
                let many = self.many_of(op.ty());
                let ptr = match op {
                    Operand::Known(_, Value::Slice(p, _)) => {
                        Operand::Known(many, Value::Pointer(p))
                    }
                    op => {
                        let e = self.runtime(op, at)?;
                        Operand::runtime(many, at, crate::ir::ExprKind::SlicePtr(Box::new(e)))
                    }
                };
                self.pointer_cast(ptr, ty, at)
            }
            (_, true) => self.slice_cast(op, to, from, ty, at),
        }
    }

    /// A cast that gives a slice: the number of bytes stays.
    fn slice_cast(
        &mut self,
        op: Operand,
        to: &Pointer,
        from: &Pointer,
        ty: TypeId,
        at: Span,
    ) -> Eval {
        self.ensure_layout(to.child, at)?;
        self.ensure_layout(from.child, at)?;
        let new_size = self.pool.size(to.child);
        let many_to = self.many_of(ty);
        if from.size == PointerSize::Slice {
            let old_size = self.pool.size(from.child);
            if old_size == new_size {
                return match op {
                    Operand::Known(_, value) if to.child == from.child => {
                        Ok(Operand::Known(ty, value))
                    }
                    op => {
                        let op = Operand::Runtime(self.runtime(op, at)?);
                        self.cast(CastKind::PtrCast, op, ty, at)
                    }
                };
            }
            return self.resized_slice(op, many_to, old_size, new_size, ty, at);
        }
        let total = self.pool.size(from.child);
        if from.size != PointerSize::One || new_size == 0 || !total.is_multiple_of(new_size) {
            let (a, b) = (self.pool.name(op.ty()), self.pool.name(ty));
            return self.fail(
                at,
                format!("illegal pointer cast from '{a}' to slice '{b}'"),
            );
        }
        let ptr = self.pointer_cast(op, many_to, at)?;
        let ptr = Box::new(self.runtime(ptr, at)?);
        let len = self.usize_operand(total / new_size);
        let len = Box::new(self.runtime(len, at)?);
        Ok(Operand::runtime(
            ty,
            at,
            crate::ir::ExprKind::MakeSlice { ptr, len },
        ))
    }

    fn resized_slice(
        &mut self,
        op: Operand,
        many: TypeId,
        old: u64,
        new: u64,
        ty: TypeId,
        at: Span,
    ) -> Eval {
        use crate::ir::{self, BinaryOp, ExprKind, StmtKind};
        let slice_ty = op.ty();
        let own_many = self.many_of(slice_ty);
        let init = self.runtime(op, at)?;
        let local = self.frame.temporary(slice_ty, at);
        let read = || ir::Expr {
            kind: ExprKind::Read(super::super::control::local_place(local, slice_ty, at)),
            ty: slice_ty,
            span: at,
        };
        let stmt = self.silent(StmtKind::Let { local, init }, at);
        let ptr = Operand::runtime(own_many, at, ExprKind::SlicePtr(Box::new(read())));
        let ptr = self.pointer_cast(ptr, many, at)?;
        let ptr = Box::new(self.runtime(ptr, at)?);
        let len = Operand::runtime(TypeId::USIZE, at, ExprKind::SliceLen(Box::new(read())));
        let size = |n: u64| Operand::Known(TypeId::USIZE, Value::int(n));
        let bytes = self.binary_ir(BinaryOp::Mul, TypeId::USIZE, (len, at), (size(old), at), at)?;
        let count = self.binary_ir(
            BinaryOp::DivExact,
            TypeId::USIZE,
            (bytes, at),
            (size(new), at),
            at,
        )?;
        let len = Box::new(self.runtime(count, at)?);
        let tail = ir::Expr {
            kind: ExprKind::MakeSlice { ptr, len },
            ty,
            span: at,
        };
        Ok(Operand::Runtime(super::super::switch::block_of(
            vec![stmt],
            tail,
            at,
        )))
    }

    pub(super) fn builtin_bit_cast(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let from = op.ty();
        for (ty, is_to) in [(to, true), (from, false)] {
            self.ensure_layout(ty, at)?;
            let refused = match self.pool.get(ty) {
                Type::Enum(_) => Some("@enumFromInt"),
                Type::Pointer(_) => Some("@ptrCast"),
                Type::ComptimeInt
                | Type::ComptimeFloat
                | Type::Type
                | Type::Null
                | Type::Undefined
                | Type::EnumLiteral
                | Type::Void
                | Type::ErrorSet(_)
                | Type::ErrorUnion { .. }
                | Type::Optional(_)
                | Type::Fn(_) => Some(""),
                _ => None,
            };
            if let Some(other) = refused {
                let name = self.pool.name(ty);
                let side = if is_to { "to" } else { "from" };
                let d = crate::diag::Diagnostic::error(
                    "type",
                    if is_to { call.at } else { at },
                    format!("cannot @bitCast {side} '{name}'"),
                );
                let other = match (other, is_to) {
                    ("@enumFromInt", false) => "@intFromEnum",
                    (o, _) => o,
                };
                let d = if other.is_empty() {
                    d
                } else {
                    d.note(format!("use {other} to cast {side} '{name}'"))
                };
                self.report(d);
                return Err(super::Flow::Failed);
            }
        }
        let (a, b) = (self.pool.bit_size(from), self.pool.bit_size(to));
        if a != b {
            let (x, y) = (self.pool.name(from), self.pool.name(to));
            return self.fail(call.at, format!("@bitCast size mismatch: destination type '{y}' has {b} bits but source type '{x}' has {a} bits"));
        }
        if let Operand::Known(_, value) = &op
            && let Some(value) = self.known_bit_cast(from, value, to)
        {
            return Ok(Operand::Known(to, value));
        }
        self.cast(CastKind::BitCast, op, to, call.at)
    }

    /// Numbers and packed structs are integers in disguise.
    fn known_bit_cast(&self, from: TypeId, value: &Value, to: TypeId) -> Option<Value> {
        let bits = match (self.pool.get(from), value) {
            (Type::Float(16), Value::Float(f)) => BigInt::from(f.to_f16_bits()),
            _ => self.packed_bits(from, value)?,
        };
        self.from_bits(to, &bits)
    }

    /// The value of a type that has these bits.
    pub(in super::super) fn from_bits(&self, ty: TypeId, bits: &BigInt) -> Option<Value> {
        let mask = |n: &BigInt, width: u64| -> BigInt { n & ((BigInt::from(1) << width) - 1) };
        match self.pool.get(ty) {
            Type::Int { .. } | Type::Usize | Type::Isize => {
                Some(Value::Int(self.wrap(ty, bits.clone())))
            }
            Type::Bool => Some(Value::Bool(mask(bits, 1) == BigInt::from(1))),
            Type::Enum(id) => {
                let tag = self.pool.enum_info(*id).tag;
                Some(Value::Int(self.wrap(tag, bits.clone())))
            }
            Type::Float(32) => Some(Value::float(
                f32::from_bits(mask(bits, 32).to_u32()?).into(),
            )),
            Type::Float(64) => Some(Value::float(f64::from_bits(mask(bits, 64).to_u64()?))),
            Type::Array { len, child, .. } if *len <= 1 << 12 => {
                let width = 8 * self.pool.size(*child);
                let part = |i: u64| self.from_bits(*child, &mask(&(bits >> (width * i)), width));
                let items: Option<Vec<Value>> = (0..*len).map(part).collect();
                Some(Value::aggregate(items?, *child == TypeId::U8))
            }
            Type::Struct(id) => {
                let info = self.pool.struct_info(*id);
                if info.layout != crate::types::ContainerLayout::Packed {
                    return None;
                }
                let mut items = Vec::new();
                for (i, f) in info.fields.iter().enumerate() {
                    let shifted = bits >> self.pool.packed_bit_offset(ty, i as u32);
                    let own = mask(&shifted, self.pool.bit_size(f.ty));
                    items.push(self.from_bits(f.ty, &own)?);
                }
                Some(Value::Aggregate(items.into()))
            }
            _ => None,
        }
    }
}
