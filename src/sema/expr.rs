//! Expressions: the dispatcher, literals, and the small ones.

use num_bigint::BigInt;

use crate::ir;
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind};
use crate::types::{ErrorSet, Float, Pointee, Type, TypeId, Value};

use super::Sema;
use super::frame::BindingKind;
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

impl Sema {
    /// Analyses an expression. `want` is the type that its place asks for, a hint: the caller coerces.
    pub(super) fn expr(&mut self, e: &ast::Expr, want: Option<TypeId>) -> Eval {
        self.enter_expr(e.span)?;
        let result = self.expr_inner(e, want);
        self.ct.nesting -= 1;
        result
    }

    /// An expression with a type that it must have.
    pub(super) fn expr_as(&mut self, e: &ast::Expr, ty: TypeId) -> Eval {
        let op = self.expr(e, Some(ty))?;
        self.coerce(op, ty, e.span)
    }

    fn expr_inner(&mut self, e: &ast::Expr, want: Option<TypeId>) -> Eval {
        let at = e.span;
        match &e.kind {
            ExprKind::Int(n) => Ok(Operand::Known(TypeId::COMPTIME_INT, Value::Int(n.clone()))),
            ExprKind::Float(f) => Ok(Operand::Known(
                TypeId::COMPTIME_FLOAT,
                Value::Float(Float::from_literal(&f.digits)),
            )),
            ExprKind::Char(c) => Ok(Operand::Known(TypeId::COMPTIME_INT, Value::int(*c))),
            ExprKind::Str(text) => Ok(self.string(text)),
            ExprKind::True => Ok(Operand::bool(true)),
            ExprKind::False => Ok(Operand::bool(false)),
            ExprKind::Null => Ok(Operand::Known(TypeId::NULL, Value::Null)),
            ExprKind::Undefined => Ok(Operand::Known(TypeId::UNDEFINED, Value::Undefined)),
            ExprKind::Unreachable => self.unreachable(at),
            ExprKind::Discard => self.fail(at, "'_' used as an identifier without @\"_\" syntax"),
            ExprKind::EnumLiteral(name) => self.enum_literal(name, want, at),
            ExprKind::ErrorLiteral(name) => Ok(self.error_literal(&name.name)),
            ExprKind::ErrorSet(names) => Ok(self.error_set_type(names)),
            ExprKind::Ident(_)
            | ExprKind::Field { .. }
            | ExprKind::Index { .. }
            | ExprKind::Deref(_)
            | ExprKind::Unwrap(_) => {
                let place = self.place(e, want)?;
                self.read(place, at)
            }
            ExprKind::Group(inner) => self.expr(inner, want),
            ExprKind::Assign { place, op, value } => self.assign(place, *op, value, at),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, want, at),
            ExprKind::Binary {
                op,
                op_span,
                lhs,
                rhs,
            } => self.binary(*op, *op_span, lhs, rhs, want, at),
            ExprKind::Try(operand) => self.try_expr(operand, want, at),
            ExprKind::Catch {
                operand,
                payload,
                handler,
            } => self.catch_expr(operand, payload.as_ref(), handler, want, at),
            ExprKind::Call { callee, args } => self.call(callee, args, want, at),
            ExprKind::Builtin { name, args } => self.builtin(name, args, want, at),
            ExprKind::Slice {
                base,
                start,
                end,
                sentinel,
            } => self.slice_expr(base, start, end.as_deref(), sentinel.as_deref(), at),
            ExprKind::Init { ty, body } => self.init_expr(ty.as_deref(), body, want, at),
            ExprKind::PointerType(p) => self.pointer_type(p),
            ExprKind::ArrayType {
                len,
                sentinel,
                child,
            } => self.array_type(len, sentinel, child, at),
            ExprKind::OptionalType(child) => self.optional_type(child),
            ExprKind::ErrorUnionType { set, payload } => self.error_union_type(set, payload, at),
            ExprKind::FnType(proto) => self.fn_type(proto),
            ExprKind::Container(c) => Ok(Operand::of_type(self.container_type(c)?)),
            ExprKind::If(i) => self.if_expr(i, want, at),
            ExprKind::While(w) => self.while_expr(w, want, at),
            ExprKind::For(f) => self.for_expr(f, want, at),
            ExprKind::Switch(s) => self.switch_expr(s, want, at),
            ExprKind::Block(b) => self.block_expr(b, want, at),
            ExprKind::Return(value) => self.return_expr(value.as_deref(), at),
            ExprKind::Break { label, value } => {
                self.break_expr(label.as_ref(), value.as_deref(), at)
            }
            ExprKind::Continue { label, value } => {
                self.continue_expr(label.as_ref(), value.as_deref(), at)
            }
            ExprKind::Comptime(inner) => {
                let (ty, value) = self.comptime_value_hint(inner, want)?;
                Ok(Operand::Known(ty, value))
            }
            ExprKind::Outside(what) => self.refuse(at, &format!("'{what}'")),
        }
    }

    /// Analyses an expression that may be a place.
    pub(super) fn place(&mut self, e: &ast::Expr, want: Option<TypeId>) -> Eval<Place> {
        match &e.kind {
            ExprKind::Ident(name) => self.ident(name, e.span),
            ExprKind::Group(inner) => self.place(inner, want),
            ExprKind::Field { base, name } => {
                self.enter_expr(e.span)?;
                let result = self.field_expr(base, name, e.span);
                self.ct.nesting -= 1;
                result
            }
            ExprKind::Index { base, index } => {
                self.enter_expr(e.span)?;
                let result = self.index_expr(base, index, e.span);
                self.ct.nesting -= 1;
                result
            }
            ExprKind::Builtin { name, args } if &*name.name == "field" && args.len() == 2 => {
                let call = super::builtin::Call {
                    args,
                    want: None,
                    at: e.span,
                    name: &name.name,
                };
                self.field_by_name(&call)
            }
            ExprKind::Deref(inner) => {
                let op = self.expr(inner, None)?;
                self.deref(op, e.span)
            }
            ExprKind::Unwrap(inner) => {
                let place = self.place(inner, None)?;
                self.unwrap_optional(place, e.span)
            }
            _ => Ok(Place::value(self.expr(e, want)?)),
        }
    }

    /// An expression that must be known now; literals take the type asked for.
    pub(super) fn comptime_value(
        &mut self,
        e: &ast::Expr,
        want: Option<TypeId>,
    ) -> Eval<(TypeId, Value)> {
        let (ty, value) = self.comptime_value_hint(e, want)?;
        let Some(want) = want else {
            return Ok((ty, value));
        };
        let saved = std::mem::replace(&mut self.frame.comptime, true);
        let coerced = self.coerce(Operand::Known(ty, value), want, e.span);
        self.frame.comptime = saved;
        match coerced? {
            Operand::Known(ty, value) => Ok((ty, value)),
            Operand::Runtime(_) => self.not_known(e.span),
        }
    }

    /// The same without the coercion at the end.
    pub(super) fn comptime_value_hint(
        &mut self,
        e: &ast::Expr,
        want: Option<TypeId>,
    ) -> Eval<(TypeId, Value)> {
        let saved = self.begin_comptime();
        let result = self.expr(e, want);
        self.end_comptime(saved);
        match result {
            Ok(Operand::Known(ty, value)) => Ok((ty, value)),
            Ok(Operand::Runtime(e)) if e.ty == TypeId::NORETURN => {
                self.fail(e.span, "expected a value, found 'noreturn'")
            }
            Ok(Operand::Runtime(_)) => self.not_known(e.span),
            Err(Flow::Return(_)) if !self.frame.is_call => self.fail(
                e.span,
                "function called at runtime cannot return value at comptime",
            ),
            Err(flow) => Err(flow),
        }
    }

    /// From here on everything must be known.
    pub(super) fn begin_comptime(&mut self) -> (bool, usize, bool) {
        let saved = (self.frame.comptime, self.frame.target_floor, self.frame.dry);
        if !saved.0 {
            self.frame.target_floor = self.frame.targets.len();
        }
        self.frame.comptime = true;
        self.frame.dry = false;
        saved
    }

    pub(super) fn end_comptime(&mut self, saved: (bool, usize, bool)) {
        (self.frame.comptime, self.frame.target_floor, self.frame.dry) = saved;
    }

    /// The value of an operand that must be known.
    pub(super) fn known(&mut self, op: Operand, at: Span) -> Eval<(TypeId, Value)> {
        match op {
            Operand::Known(ty, value) => Ok((ty, value)),
            Operand::Runtime(_) => self.not_known(at),
        }
    }

    /// A string literal: a pointer to a constant array that ends in a zero.
    pub(super) fn string(&mut self, text: &[u8]) -> Operand {
        let len = text.len() as u64;
        let array = self.pool.array_with(len, TypeId::U8, Some(Value::int(0)));
        let ty = self.pool.pointer(array, true);
        let p = Pointee::constant(array, Value::bytes(text));
        Operand::Known(ty, Value::Pointer(p.into()))
    }

    pub(super) fn error_literal(&mut self, name: &str) -> Operand {
        let id = self.pool.error(name);
        let ty = self.pool.error_set(ErrorSet::of([id]));
        Operand::Known(ty, Value::Error(id))
    }

    fn unreachable(&mut self, at: Span) -> Eval {
        if self.frame.comptime && !self.frame.dry {
            return self.fail(at, "reached unreachable code");
        }
        let kind = ir::ExprKind::Panic("reached unreachable code".into());
        Ok(Operand::runtime(TypeId::NORETURN, at, kind))
    }

    /// `.name`: a member of the enum (or a declaration of the type) that its place asks for.
    fn enum_literal(&mut self, name: &ast::Ident, want: Option<TypeId>, at: Span) -> Eval {
        if let Some(want) = want
            && let Some(op) = self.wanted_member(name, want, at)?
        {
            return Ok(op);
        }
        let literal = Value::EnumLiteral((&*name.name).into());
        Ok(Operand::Known(TypeId::ENUM_LITERAL, literal))
    }

    /// What `.name` means where a value of the type is wanted; `None` leaves it a literal.
    pub(super) fn wanted_member(
        &mut self,
        name: &ast::Ident,
        want: TypeId,
        at: Span,
    ) -> Eval<Option<Operand>> {
        let Some(ty) = self.result_container(want) else {
            return Ok(None);
        };
        if matches!(self.pool.get(ty), Type::Enum(_) | Type::Union(_)) {
            self.ensure_fields(ty, at)?;
            let known = match self.pool.get(ty) {
                Type::Enum(id) => {
                    let members = &self.pool.enum_info(*id).members;
                    members.iter().any(|(n, _)| **n == *name.name)
                }
                _ => self.pool.field_index(ty, &name.name).is_some(),
            };
            if known {
                return Ok(None); // coercion does it
            }
        }
        let Some(ns) = self.pool.namespace(ty) else {
            return Ok(None);
        };
        match self.decl_of(ns, &name.name) {
            Some(decl) => {
                let place = self.decl_place(decl, at)?;
                Ok(Some(self.read(place, at)?))
            }
            None if self.pool.is_struct(ty) => {
                let message = format!(
                    "{} '{}' has no member named '{}'",
                    self.kind_name(ty),
                    self.pool.name(ty),
                    name.name
                );
                self.fail(name.span, message)
            }
            None => Ok(None),
        }
    }

    /// The container that a wanted type asks for, inside optionals and error unions.
    pub(super) fn result_container(&self, mut ty: TypeId) -> Option<TypeId> {
        loop {
            match self.pool.get(ty) {
                Type::Optional(child) => ty = *child,
                Type::ErrorUnion { payload, .. } => ty = *payload,
                Type::Struct(_) | Type::Enum(_) | Type::Union(_) | Type::Opaque(_) => {
                    return Some(ty);
                }
                _ => return None,
            }
        }
    }

    fn unary(
        &mut self,
        op: ast::UnaryOp,
        operand: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        match op {
            ast::UnaryOp::AddressOf => self.address_expr(operand, want, at),
            ast::UnaryOp::Not => {
                let value = self.expr_as(operand, TypeId::BOOL)?;
                match value {
                    Operand::Known(_, Value::Bool(b)) => Ok(Operand::bool(!b)),
                    value => self.unary_ir(ir::UnaryOp::Not, value, operand.span, at),
                }
            }
            ast::UnaryOp::Neg | ast::UnaryOp::NegWrap | ast::UnaryOp::BitNot => {
                let value = self.expr(operand, want)?;
                self.negate(op, value, operand.span, at)
            }
        }
    }

    pub(super) fn unary_ir(
        &mut self,
        op: ir::UnaryOp,
        value: Operand,
        value_at: Span,
        at: Span,
    ) -> Eval {
        let operand = self.runtime(value, value_at)?;
        if operand.ty == TypeId::NORETURN {
            return Ok(Operand::Runtime(operand));
        }
        let ty = operand.ty;
        let operand = Box::new(operand);
        Ok(Operand::runtime(
            ty,
            at,
            ir::ExprKind::Unary { op, operand },
        ))
    }

    /// `&x`; `&.{ ... }` takes the type from the pointer that is wanted.
    fn address_expr(&mut self, operand: &ast::Expr, want: Option<TypeId>, at: Span) -> Eval {
        if let Some(want) = want
            && (self.pool.is_numeric(want) || want == TypeId::BOOL)
        {
            let name = self.pool.name(want);
            let message = format!("expected type '{name}', found pointer");
            let d = crate::diag::Diagnostic::error("type", at, message)
                .note("address-of operator always returns a pointer");
            self.report(d);
            return Err(Flow::Failed);
        }
        let inner = want.and_then(|w| self.address_want(w, operand));
        let mut place = self.place(operand, inner)?;
        if let (PlaceKind::Value(_), Some(inner)) = (&place.kind, inner)
            && matches!(
                operand.kind,
                ExprKind::Init { ty: None, .. }
                    | ExprKind::Int(_)
                    | ExprKind::Float(_)
                    | ExprKind::Char(_)
            )
            && let PlaceKind::Value(op) = place.kind
        {
            place = Place::value(self.coerce(op, inner, at)?);
        }
        self.address_of(place, at)
    }

    /// The type for the operand of `&` where a pointer of type `want` is asked for.
    fn address_want(&mut self, want: TypeId, operand: &ast::Expr) -> Option<TypeId> {
        let want = self
            .pool
            .child(want)
            .filter(|_| self.pool.is_optional(want))
            .unwrap_or(want);
        let pointer = self.pool.as_pointer(want)?.clone();
        match pointer.size {
            crate::types::PointerSize::One if pointer.child != TypeId::ANYOPAQUE => {
                Some(pointer.child)
            }
            crate::types::PointerSize::Slice | crate::types::PointerSize::Many => {
                match &operand.kind {
                    ExprKind::Init { ty: None, body } => {
                        let len = match body {
                            ast::InitBody::Empty => 0,
                            ast::InitBody::List(items) => items.len() as u64,
                            ast::InitBody::Fields(_) => return None,
                        };
                        Some(self.pool.array_with(len, pointer.child, pointer.sentinel))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Binds a name to a value inside the running scope: known ones are constants, others get a local.
    pub(super) fn bind_known(&mut self, name: &ast::Ident, ty: TypeId, value: Value) {
        if &*name.name != "_" {
            self.frame
                .bind(&name.name, name.span, BindingKind::Known(ty, value));
        }
    }

    /// A `usize` constant.
    pub(super) fn usize_operand(&self, n: impl Into<BigInt>) -> Operand {
        Operand::Known(TypeId::USIZE, Value::Int(n.into()))
    }
}
