//! `@memcpy`, `@memmove`, `@memset`, `@splat`.

use crate::ir::{ExprKind, Intrinsic};
use crate::source::Span;
use crate::types::{Base, PointerSize, Type, TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    pub(super) fn builtin_mem_copy(&mut self, call: &Call) -> Eval {
        let (a_at, b_at) = (call.args[0].span, call.args[1].span);
        let dest = self.expr(&call.args[0], None)?;
        let source = self.expr(&call.args[1], None)?;
        let (dest_ty, dest_len) = self.copy_side(&dest, true, a_at)?;
        let (source_ty, source_len) = self.copy_side(&source, false, b_at)?;
        if dest_ty != source_ty {
            let (a, b) = (self.pool.name(dest_ty), self.pool.name(source_ty));
            return self.fail(
                call.at,
                format!("pointer element type '{b}' cannot coerce into element type '{a}'"),
            );
        }
        if let (Some(a), Some(b)) = (dest_len, source_len)
            && a != b
        {
            let d = crate::diag::Diagnostic::error("type", call.at, "non-matching copy lengths")
                .label(a_at, format!("length {a} here"))
                .label(b_at, format!("length {b} here"));
            self.report(d);
            return Err(super::Flow::Failed);
        }
        if let Some(done) = self.known_copy(&dest, &source)? {
            return Ok(done);
        }
        // One side may be a many-item pointer: the other one says the length.
        let dest = self.copy_slice(dest, dest_ty, false, a_at)?;
        let source = self.copy_slice(source, dest_ty, true, b_at)?;
        let op = if call.name == "memmove" {
            Intrinsic::MemMove
        } else {
            Intrinsic::MemCopy
        };
        let args = vec![self.runtime(dest, a_at)?, self.runtime(source, b_at)?];
        Ok(Operand::runtime(
            TypeId::VOID,
            call.at,
            ExprKind::Intrinsic { op, args },
        ))
    }

    /// Element type, and length where it is known.
    fn copy_side(&mut self, op: &Operand, writes: bool, at: Span) -> Eval<(TypeId, Option<u64>)> {
        let ty = op.ty();
        let name = self.pool.name(ty);
        let Some(p) = self.pool.as_pointer(ty).cloned() else {
            return self.fail(at, format!("type '{name}' is not an indexable pointer"));
        };
        if writes && p.is_const {
            return self
                .fail(at, "cannot copy to constant pointer")
                .map_err(|_: super::Flow| super::Flow::Failed);
        }
        match (p.size, self.pool.get(p.child)) {
            (PointerSize::One, Type::Array { len, child, .. }) => Ok((*child, Some(*len))),
            (PointerSize::Slice, _) => Ok((
                p.child,
                match op.known() {
                    Some(Value::Slice(_, n)) => Some(*n),
                    _ => None,
                },
            )),
            (PointerSize::Many, _) => Ok((p.child, None)),
            _ => self.fail(at, format!("type '{name}' is not an indexable pointer")),
        }
    }

    fn copy_slice(&mut self, op: Operand, child: TypeId, is_const: bool, at: Span) -> Eval {
        if self.pool.is_many_pointer(op.ty()) {
            return self.not_yet(at, "copying to or from a many-item pointer: slice it first");
        }
        let own_const = self.pool.as_pointer(op.ty()).is_some_and(|p| p.is_const);
        let slice = self.pool.slice(child, is_const || own_const);
        self.coerce(op, slice, at)
    }

    /// A copy between comptime variables.
    fn known_copy(&mut self, dest: &Operand, source: &Operand) -> Eval<Option<Operand>> {
        let (Operand::Known(dest_ty, to), Operand::Known(source_ty, from)) = (dest, source) else {
            return Ok(None);
        };
        let Some((first, len)) = self.known_span(*dest_ty, to) else {
            return Ok(None);
        };
        if !matches!(first.base, Base::Cell(_)) {
            return Ok(None);
        }
        let Some(items) = self.elements(*source_ty, from) else {
            return Ok(None);
        };
        for (i, item) in items.into_iter().take(len as usize).enumerate() {
            if let Some(place) = super::super::slice::advance(&first, i as u64) {
                self.store(&place, item);
            }
        }
        Ok(Some(Operand::void()))
    }

    pub(super) fn builtin_mem_set(&mut self, call: &Call) -> Eval {
        let a_at = call.args[0].span;
        let dest = self.expr(&call.args[0], None)?;
        if let Some(p) = self.pool.as_pointer(dest.ty())
            && p.is_const
        {
            return self.fail(a_at, "cannot memset constant pointer");
        }
        let (child, _) = self.copy_side(&dest, true, a_at)?;
        let value = self.expr_as(&call.args[1], child)?;
        if let (Operand::Known(ty, to), Operand::Known(_, new)) = (&dest, &value)
            && let Some((first, len)) = self.known_span(*ty, to)
            && matches!(first.base, Base::Cell(_))
        {
            for i in 0..len {
                if let Some(place) = super::super::slice::advance(&first, i) {
                    self.store(&place, new.clone());
                }
            }
            return Ok(Operand::void());
        }
        let dest = self.copy_slice(dest, child, false, a_at)?;
        let args = vec![
            self.runtime(dest, a_at)?,
            self.runtime(value, call.args[1].span)?,
        ];
        let kind = ExprKind::Intrinsic {
            op: Intrinsic::MemSet,
            args,
        };
        Ok(Operand::runtime(TypeId::VOID, call.at, kind))
    }

    pub(super) fn builtin_splat(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let Type::Array { len, child, .. } = *self.pool.get(to) else {
            let name = self.pool.name(to);
            return self.fail(
                call.at,
                format!("expected array or vector type, found '{name}'"),
            );
        };
        let op = self.expr_as(&call.args[0], child)?;
        match op {
            Operand::Known(_, value) if len <= 1 << 20 => {
                self.make_elements(len, call.at)?;
                let items = vec![value; len as usize];
                Ok(Operand::Known(
                    to,
                    Value::aggregate(items, child == TypeId::U8),
                ))
            }
            op => {
                let value = Box::new(self.runtime(op, call.args[0].span)?);
                self.ensure_layout(to, call.at)?;
                Ok(Operand::runtime(to, call.at, ExprKind::ArrayFill(value)))
            }
        }
    }
}
