//! Comparisons, `and` and `or`, and the type in which several values meet.

use std::cmp::Ordering;

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp as B};
use crate::types::{ErrorSet, Pointer, PointerSize, StructField, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place};
use super::stmt::strip_groups;

impl Sema {
    pub(super) fn compare(&mut self, op: B, lhs: &ast::Expr, rhs: &ast::Expr, at: Span) -> Eval {
        let a = self.expr(lhs, None)?;
        let b_want = Some(a.ty()).filter(|ty| self.pool.is_enum(*ty) || self.pool.is_union(*ty));
        let b = self.expr(rhs, b_want)?;
        if a.is_noreturn() {
            return Ok(a);
        }
        if b.is_noreturn() {
            return Ok(b);
        }
        if let Some(result) = self.compare_null(op, &a, &b, at)? {
            return self.null_test(result, op, a, b, at);
        }
        let (ta, tb) = (a.ty(), b.ty());
        let equality = matches!(op, B::Eq | B::Ne);
        let is_text = |e| matches!(strip_groups(e).kind, ast::ExprKind::Str(_));
        if equality && (is_text(lhs) || is_text(rhs)) {
            // That was said when the text of the function was looked at, before any types.
            self.frame.failed = true;
            return Err(Flow::Failed);
        }
        if equality && let Some(result) = self.compare_types(op, &a, &b) {
            return Ok(result);
        }
        if equality && let Some(result) = self.compare_tag(op, &a, &b) {
            let (a, b) = self.tags(a, b, result, lhs.span, rhs.span)?;
            return self.compare_same(op, a, b, (lhs.span, rhs.span), at);
        }
        if equality && (self.is_value_optional(ta) || self.is_value_optional(tb)) {
            return self.compare_optionals(op, (a, lhs.span), (b, rhs.span), at);
        }
        self.member_of(ta, &b, rhs.span)?;
        self.member_of(tb, &a, lhs.span)?;
        if let Some(result) = self.compare_out_of_range(op, &a, &b) {
            return Ok(Operand::bool(result));
        }
        let ty = match self.common_integer(ta, tb) {
            Some(ty) => ty,
            None => self.peer_of(&[(&a, lhs.span), (&b, rhs.span)], at)?,
        };
        self.check_comparable(op, ty, lhs.span, at)?;
        let a = self.coerce(a, ty, lhs.span)?;
        let b = self.coerce(b, ty, rhs.span)?;
        self.compare_same(op, a, b, (lhs.span, rhs.span), at)
    }

    /// `.x` beside an enum names one of its members.
    fn member_of(&mut self, ty: TypeId, other: &Operand, at: Span) -> Eval<()> {
        let (Some(info), Operand::Known(_, Value::EnumLiteral(name))) =
            (self.pool.as_enum(ty), other)
        else {
            return Ok(());
        };
        if info.members.iter().any(|(member, _)| **member == **name) {
            return Ok(());
        }
        let shown = self.pool.name(ty);
        self.fail(at, format!("no field named '{name}' in enum '{shown}'"))
    }

    /// `a == b` of one type.
    pub(super) fn compare_same(
        &mut self,
        op: B,
        a: Operand,
        b: Operand,
        (a_at, b_at): (Span, Span),
        at: Span,
    ) -> Eval {
        if let (Operand::Known(ty, x), Operand::Known(_, y)) = (&a, &b)
            && let Some(result) = self.compare_known(op, *ty, x, y, at)?
        {
            return Ok(Operand::bool(result));
        }
        if let Some(bits) = self.packed_integer(a.ty()) {
            // A packed struct compares as the integer that it is.
            let x = self.cast(ir::CastKind::BitCast, a, bits, a_at)?;
            let y = self.cast(ir::CastKind::BitCast, b, bits, b_at)?;
            let op = super::arith::ir_op(op);
            return self.binary_ir(op, TypeId::BOOL, (x, a_at), (y, b_at), at);
        }
        self.binary_ir(
            super::arith::ir_op(op),
            TypeId::BOOL,
            (a, a_at),
            (b, b_at),
            at,
        )
    }

    fn packed_integer(&self, ty: TypeId) -> Option<TypeId> {
        let info = self.pool.as_struct(ty)?;
        info.backing
    }

    /// An optional that is no pointer.
    fn is_value_optional(&self, ty: TypeId) -> bool {
        matches!(self.pool.get(ty), Type::Optional(c) if !self.is_pointer_like(*c))
    }

    /// A runtime integer beside a number that its type cannot hold: the answer is known.
    fn compare_out_of_range(&self, op: B, a: &Operand, b: &Operand) -> Option<bool> {
        let (runtime, known, flipped) = match (a, b) {
            (Operand::Runtime(e), Operand::Known(_, Value::Int(n))) => (e.ty, n, false),
            (Operand::Known(_, Value::Int(n)), Operand::Runtime(e)) => (e.ty, n, true),
            _ => return None,
        };
        self.pool.int_info(runtime)?;
        let (min, max) = self.pool.int_range(runtime);
        let order = if *known < min {
            Ordering::Greater
        } else if *known > max {
            Ordering::Less
        } else {
            // At the end of its type's range a number has nothing beyond it.
            let op = if flipped { mirrored(op) } else { op };
            return match op {
                B::Lt if *known == min => Some(false),
                B::Ge if *known == min => Some(true),
                B::Gt if *known == max => Some(false),
                B::Le if *known == max => Some(true),
                _ => None,
            };
        };
        let order = if flipped { order.reverse() } else { order };
        Some(match op {
            B::Eq => false,
            B::Ne => true,
            B::Lt | B::Le => order == Ordering::Less,
            _ => order == Ordering::Greater,
        })
    }

    /// Two integer types of different sign compare in one that holds both.
    fn common_integer(&mut self, a: TypeId, b: TypeId) -> Option<TypeId> {
        let (x, y) = (self.pool.int_info(a)?, self.pool.int_info(b)?);
        if x.signed == y.signed {
            return None;
        }
        let (signed, unsigned) = if x.signed { (x, y) } else { (y, x) };
        if signed.bits > unsigned.bits {
            return None;
        }
        let bits = match unsigned.bits + 1 {
            n if n <= 32 => 32,
            n if n <= 64 => 64,
            _ => 128,
        };
        (unsigned.bits < 128).then(|| self.pool.int(true, bits))
    }

    /// `a == b` where one is `?T`: both null, or both payloads equal.
    fn compare_optionals(
        &mut self,
        op: B,
        (a, a_at): (Operand, Span),
        (b, b_at): (Operand, Span),
        at: Span,
    ) -> Eval {
        let ty = self.peer_of(&[(&a, a_at), (&b, b_at)], at)?;
        let Type::Optional(child) = *self.pool.get(ty) else {
            return self.internal(at, "optionals that meet in no optional");
        };
        self.check_comparable(op, child, a_at, at)?;
        let a = self.coerce(a, ty, a_at)?;
        let b = self.coerce(b, ty, b_at)?;
        if let (Operand::Known(_, x), Operand::Known(_, y)) = (&a, &b) {
            return Ok(Operand::bool((x == y) == (op == B::Eq)));
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        let mut stmts = Vec::new();
        let mut keep = |s: &mut Self, op: Operand, span: Span| -> Eval<ir::LocalId> {
            let init = s.runtime(op, span)?;
            let local = s.frame.temporary(ty, span);
            stmts.push(s.silent(ir::StmtKind::Let { local, init }, span));
            Ok(local)
        };
        let x = keep(self, a, a_at)?;
        let y = keep(self, b, b_at)?;
        let read = |local| ir::Expr {
            kind: ExprKind::Read(super::control::local_place(local, ty, at)),
            ty,
            span: at,
        };
        let is_null = |e: ir::Expr| ir::Expr {
            kind: ExprKind::IsNull(Box::new(e)),
            ty: TypeId::BOOL,
            span: at,
        };
        let payload =
            |local| Operand::runtime(child, at, ExprKind::UnwrapOptional(Box::new(read(local))));
        let equal = self.binary_ir(
            ir::BinaryOp::Eq,
            TypeId::BOOL,
            (payload(x), at),
            (payload(y), at),
            at,
        )?;
        let equal = self.runtime(equal, at)?;
        let no = self.runtime(Operand::bool(false), at)?;
        let choose = |test: ir::Expr, then: ir::Expr, other: ir::Expr| ir::Expr {
            kind: ExprKind::If {
                test: Box::new(ir::Test::Bool(test)),
                then: Box::new(then),
                otherwise: Some(Box::new(other)),
            },
            ty: TypeId::BOOL,
            span: at,
        };
        let both = choose(is_null(read(y)), no, equal);
        let tail = choose(is_null(read(x)), is_null(read(y)), both);
        let tree = Operand::Runtime(super::switch::block_of(stmts, tail, at));
        if op == B::Eq {
            return Ok(tree);
        }
        self.unary_ir(ir::UnaryOp::Not, tree, at, at)
    }

    fn compare_known(
        &mut self,
        op: B,
        ty: TypeId,
        x: &Value,
        y: &Value,
        at: Span,
    ) -> Eval<Option<bool>> {
        let order = match (x, y) {
            (Value::Undefined, _) | (_, Value::Undefined) => {
                return self.fail(at, "use of undefined value here causes illegal behavior");
            }
            (Value::Int(x), Value::Int(y)) => Some(x.cmp(y)),
            (Value::Float(x), Value::Float(y)) => x.compare(*y),
            (Value::Bool(x), Value::Bool(y)) => Some(x.cmp(y)),
            (Value::Pointer(x), Value::Pointer(y)) => {
                // Where two constants lie is not known yet.
                if x == y {
                    Some(Ordering::Equal)
                } else if x.base != y.base || matches!(op, B::Eq | B::Ne) {
                    Some(Ordering::Less)
                } else {
                    return Ok(None);
                }
            }
            (Value::Union(x, _), Value::Union(y, _)) => Some(x.cmp(y)),
            (x, y) => Some(if x == y {
                Ordering::Equal
            } else {
                Ordering::Less
            }),
        };
        let _ = ty;
        Ok(Some(match op {
            B::Eq => order == Some(Ordering::Equal),
            B::Ne => order != Some(Ordering::Equal),
            B::Lt => order == Some(Ordering::Less),
            B::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            B::Gt => order == Some(Ordering::Greater),
            _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }))
    }

    fn check_comparable(&mut self, op: B, ty: TypeId, _ty_at: Span, at: Span) -> Eval<()> {
        let equality = matches!(op, B::Eq | B::Ne);
        let allowed = match self.pool.get(ty) {
            Type::Int { .. }
            | Type::Usize
            | Type::Isize
            | Type::ComptimeInt
            | Type::Float(_)
            | Type::ComptimeFloat => true,
            Type::Undefined => true,
            Type::Bool
            | Type::Type
            | Type::EnumLiteral
            | Type::Enum(_)
            | Type::ErrorSet(_)
            | Type::Void
            | Type::Fn(_)
            | Type::Opaque(_)
            | Type::AnyOpaque => equality,
            Type::Pointer(p) => {
                p.size != PointerSize::Slice
                    && (equality || p.size == PointerSize::C || p.size == PointerSize::Many)
            }
            Type::Optional(child) => equality && self.is_pointer_like(*child),
            Type::Struct(id) => {
                equality
                    && self.pool.struct_info(*id).layout == crate::types::ContainerLayout::Packed
            }
            Type::Null => equality,
            _ => false,
        };
        if allowed {
            return Ok(());
        }
        let name = self.pool.name(ty);
        let symbol = symbol(op);
        let mut d = Diagnostic::error(
            "type",
            at,
            format!("operator {symbol} not allowed for type '{name}'"),
        );
        if self.is_text(ty) {
            d = d.hint("compare the contents with `std.mem.eql(u8, a, b)`");
        }
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn is_pointer_like(&self, ty: TypeId) -> bool {
        matches!(self.pool.get(ty), Type::Pointer(p) if p.size != PointerSize::Slice)
    }

    pub(super) fn is_text(&self, ty: TypeId) -> bool {
        match self.pool.get(ty) {
            Type::Pointer(p) => {
                p.child == TypeId::U8
                    || self
                        .pool
                        .as_array(p.child)
                        .is_some_and(|(_, c)| c == TypeId::U8)
            }
            Type::Array { child, .. } => *child == TypeId::U8,
            _ => false,
        }
    }

    /// Whether one side is `null`; then which one asks.
    fn compare_null(&mut self, op: B, a: &Operand, b: &Operand, at: Span) -> Eval<Option<bool>> {
        let (left, right) = (a.ty() == TypeId::NULL, b.ty() == TypeId::NULL);
        if !left && !right {
            return Ok(None);
        }
        if !matches!(op, B::Eq | B::Ne) {
            return self.fail(
                at,
                format!(
                    "operator {} not allowed for type '@TypeOf(null)'",
                    symbol(op)
                ),
            );
        }
        let other = if left { b.ty() } else { a.ty() };
        match self.pool.get(other) {
            Type::Optional(_) | Type::Null => Ok(Some(left)),
            Type::Pointer(p) if p.size == PointerSize::C => Ok(Some(left)),
            _ => {
                let name = self.pool.name(other);
                self.fail(at, format!("comparison of '{name}' with null"))
            }
        }
    }

    fn null_test(&mut self, null_is_left: bool, op: B, a: Operand, b: Operand, at: Span) -> Eval {
        let subject = if null_is_left { b } else { a };
        let negated = op == B::Ne;
        match subject {
            Operand::Known(_, value) => {
                if value.is_undefined() {
                    return self.fail(at, "use of undefined value here causes illegal behavior");
                }
                let is_null = matches!(value, Value::Null);
                Ok(Operand::bool(is_null != negated))
            }
            Operand::Runtime(e) => {
                if self.frame.comptime && !self.frame.dry {
                    return self.not_known(at);
                }
                let test = Operand::runtime(TypeId::BOOL, at, ExprKind::IsNull(Box::new(e)));
                if !negated {
                    return Ok(test);
                }
                self.unary_ir(ir::UnaryOp::Not, test, at, at)
            }
        }
    }

    fn compare_types(&self, op: B, a: &Operand, b: &Operand) -> Option<Operand> {
        match (a, b) {
            (
                Operand::Known(TypeId::TYPE, Value::Type(x)),
                Operand::Known(TypeId::TYPE, Value::Type(y)),
            ) => Some(Operand::bool((x == y) == (op == B::Eq))),
            _ => None,
        }
    }

    /// A tagged union compares with a tag; says whether the union is on the left.
    fn compare_tag(&self, _op: B, a: &Operand, b: &Operand) -> Option<bool> {
        let tag_like = |ty| self.pool.is_enum(ty) || ty == TypeId::ENUM_LITERAL;
        if self.pool.is_union(a.ty()) && tag_like(b.ty()) {
            return Some(true);
        }
        if self.pool.is_union(b.ty()) && tag_like(a.ty()) {
            return Some(false);
        }
        None
    }

    fn tags(
        &mut self,
        a: Operand,
        b: Operand,
        union_left: bool,
        a_at: Span,
        b_at: Span,
    ) -> Eval<(Operand, Operand)> {
        let (union, other, union_at, other_at) = if union_left {
            (a, b, a_at, b_at)
        } else {
            (b, a, b_at, a_at)
        };
        if self
            .pool
            .as_union(union.ty())
            .is_some_and(|u| u.tag.is_none())
        {
            return self.fail(
                union_at,
                "comparison of union and enum literal is only valid for tagged union types",
            );
        }
        let tag = self.union_tag(Place::value(union), union_at)?;
        self.member_of(tag.ty(), &other, other_at)?;
        let other = self.coerce(other, tag.ty(), other_at)?;
        Ok(if union_left {
            (tag, other)
        } else {
            (other, tag)
        })
    }

    pub(super) fn logic(
        &mut self,
        is_and: bool,
        lhs: &ast::Expr,
        rhs: &ast::Expr,
        at: Span,
    ) -> Eval {
        let a = self.expr_as(lhs, TypeId::BOOL)?;
        match a {
            Operand::Known(_, Value::Bool(b)) => {
                if b != is_and {
                    return Ok(Operand::bool(b));
                }
                self.expr_as(rhs, TypeId::BOOL)
            }
            Operand::Known(..) => self.fail(
                lhs.span,
                "use of undefined value here causes illegal behavior",
            ),
            Operand::Runtime(e) if e.ty == TypeId::NORETURN => Ok(Operand::Runtime(e)),
            Operand::Runtime(a) => {
                self.frame.conditional += 1;
                let b = self.expr_as(rhs, TypeId::BOOL);
                self.frame.conditional -= 1;
                let b = b?;
                // `x and false` is known only where `x` has no effect; Zig keeps it at run time.
                let b = self.runtime(b, rhs.span)?;
                let (a, b) = (Box::new(a), Box::new(b));
                let kind = if is_and {
                    ExprKind::And(a, b)
                } else {
                    ExprKind::Or(a, b)
                };
                Ok(Operand::runtime(TypeId::BOOL, at, kind))
            }
        }
    }

    /// The type that all values have after coercion.
    pub(super) fn peer_of(&mut self, items: &[(&Operand, Span)], at: Span) -> Eval<TypeId> {
        let mut peer: Option<(TypeId, Span)> = None;
        for (op, span) in items {
            let ty = op.ty();
            peer = Some(match peer {
                None => (ty, *span),
                Some((so_far, first)) => match self.peer_types(so_far, ty, items)? {
                    Some(met) => (met, first),
                    None => {
                        let (a, b) = (self.pool.name(so_far), self.pool.name(ty));
                        let d = Diagnostic::error(
                            "type",
                            at,
                            format!("incompatible types: '{a}' and '{b}'"),
                        )
                        .label(first, format!("type '{a}' here"))
                        .label(*span, format!("type '{b}' here"));
                        self.report(d);
                        return Err(Flow::Failed);
                    }
                },
            });
        }
        Ok(peer.map_or(TypeId::VOID, |(ty, _)| ty))
    }

    /// The type in which two types meet.
    fn peer_types(
        &mut self,
        a: TypeId,
        b: TypeId,
        items: &[(&Operand, Span)],
    ) -> Eval<Option<TypeId>> {
        if a == b || b == TypeId::NORETURN || b == TypeId::UNDEFINED {
            return Ok(Some(a));
        }
        if a == TypeId::NORETURN || a == TypeId::UNDEFINED {
            return Ok(Some(b));
        }
        if let Some(ty) = self.peer_numbers(a, b, items) {
            return Ok(Some(ty));
        }
        let (ta, tb) = (self.pool.get(a).clone(), self.pool.get(b).clone());
        let found = match (&ta, &tb) {
            // A tag beside its union is a union without payload.
            (Type::Enum(_), Type::Union(id)) if self.pool.union_info(*id).tag == Some(a) => Some(b),
            (Type::Union(id), Type::Enum(_)) if self.pool.union_info(*id).tag == Some(b) => Some(a),
            (Type::ErrorSet(_), Type::ErrorSet(_)) => Some(self.union_of_sets(a, b)?),
            (Type::ErrorUnion { set: x, payload: p }, Type::ErrorUnion { set: y, payload: q }) => {
                match self.peer_types(*p, *q, items)? {
                    Some(payload) => {
                        let set = self.union_of_sets(*x, *y)?;
                        Some(self.pool.error_union(set, payload))
                    }
                    None => None,
                }
            }
            (Type::ErrorUnion { set, payload }, Type::ErrorSet(_)) => {
                let set = self.union_of_sets(*set, b)?;
                Some(self.pool.error_union(set, *payload))
            }
            (Type::ErrorSet(_), Type::ErrorUnion { set, payload }) => {
                let set = self.union_of_sets(a, *set)?;
                Some(self.pool.error_union(set, *payload))
            }
            (Type::ErrorUnion { set, payload }, _) => self
                .peer_types(*payload, b, items)?
                .map(|p| self.pool.error_union(*set, p)),
            (_, Type::ErrorUnion { set, payload }) => self
                .peer_types(a, *payload, items)?
                .map(|p| self.pool.error_union(*set, p)),
            (Type::ErrorSet(_), _) => Some(self.pool.error_union(a, b)),
            (_, Type::ErrorSet(_)) => Some(self.pool.error_union(b, a)),
            (Type::Null, Type::Optional(_)) => Some(b),
            (Type::Optional(_), Type::Null) => Some(a),
            (Type::Null, Type::Pointer(p)) if p.size == PointerSize::C => Some(b),
            (Type::Pointer(p), Type::Null) if p.size == PointerSize::C => Some(a),
            (Type::Null, _) => Some(self.pool.optional(b)),
            (_, Type::Null) => Some(self.pool.optional(a)),
            (Type::Optional(x), Type::Optional(y)) => self
                .peer_types(*x, *y, items)?
                .map(|p| self.pool.optional(p)),
            (Type::Optional(x), _) => self
                .peer_types(*x, b, items)?
                .map(|p| self.pool.optional(p)),
            (_, Type::Optional(y)) => self
                .peer_types(a, *y, items)?
                .map(|p| self.pool.optional(p)),
            (Type::EnumLiteral, Type::Enum(_) | Type::Union(_)) => Some(b),
            (Type::Enum(_) | Type::Union(_), Type::EnumLiteral) => Some(a),
            (Type::Union(_), Type::Enum(_)) => Some(a),
            (Type::Enum(_), Type::Union(_)) => Some(b),
            (Type::Pointer(x), Type::Pointer(y)) => self.peer_pointers(x, y),
            (
                Type::Array { len, child, .. },
                Type::Array {
                    len: n, child: c, ..
                },
            ) if len == n && child == c => Some(self.pool.array(*len, *child)),
            (Type::Array { .. }, Type::Struct(_)) if self.is_anonymous(b) => Some(a),
            (Type::Struct(_), Type::Array { .. }) if self.is_anonymous(a) => Some(b),
            (Type::Struct(_), Type::Struct(_)) => self.peer_tuples(a, b, items)?,
            (Type::Fn(_), Type::Pointer(p)) if p.child == a => Some(b),
            (Type::Pointer(p), Type::Fn(_)) if p.child == b => Some(a),
            (Type::Fn(x), Type::Fn(y)) if !x.is_generic && !y.is_generic => None,
            _ => None,
        };
        Ok(found)
    }

    /// A tuple or struct without a name meets one with a name in that; two tuples meet field by field, and a field
    /// that is known and the same in both stays known.
    fn peer_tuples(
        &mut self,
        a: TypeId,
        b: TypeId,
        items: &[(&Operand, Span)],
    ) -> Eval<Option<TypeId>> {
        match (self.is_anonymous(a), self.is_anonymous(b)) {
            (true, false) => return Ok(Some(b)),
            (false, true) => return Ok(Some(a)),
            (false, false) => return Ok(None),
            (true, true) => {}
        }
        let (Some(x), Some(y)) = (self.pool.as_struct(a), self.pool.as_struct(b)) else {
            return Ok(None);
        };
        if !x.is_tuple || !y.is_tuple || x.fields.len() != y.fields.len() {
            return Ok(None);
        }
        let known = |f: &StructField| f.default.clone().filter(|_| f.is_comptime);
        let pairs: Vec<_> = x
            .fields
            .iter()
            .zip(&y.fields)
            .map(|(f, g)| ((f.ty, known(f)), (g.ty, known(g))))
            .collect();
        let mut fields = Vec::with_capacity(pairs.len());
        for ((p, v), (q, w)) in pairs {
            let Some(ty) = self.peer_types(p, q, items)? else {
                return Ok(None);
            };
            let same = v.filter(|v| p == q && w.as_ref() == Some(v));
            fields.push((ty, same));
        }
        Ok(Some(self.pool.tuple(&fields)))
    }

    fn union_of_sets(&mut self, a: TypeId, b: TypeId) -> Eval<TypeId> {
        if a == b {
            return Ok(a);
        }
        let at = Span::new(crate::source::FileId(0), 0, 0);
        let (x, y) = (self.resolved_set(a, at)?, self.resolved_set(b, at)?);
        Ok(match (x, y) {
            (ErrorSet::Names(x), ErrorSet::Names(y)) => {
                let all = x.iter().chain(y.iter()).copied();
                let set = ErrorSet::of(all.collect::<Vec<_>>());
                self.pool.error_set(set)
            }
            _ => TypeId::ANYERROR,
        })
    }

    fn peer_numbers(&mut self, a: TypeId, b: TypeId, items: &[(&Operand, Span)]) -> Option<TypeId> {
        let pool = &self.pool;
        let known = |ty| {
            items
                .iter()
                .filter(|(op, _)| op.ty() == ty)
                .all(|(op, _)| op.known().is_some())
        };
        match (pool.get(a), pool.get(b)) {
            (Type::ComptimeInt, Type::ComptimeFloat) => Some(b),
            (Type::ComptimeFloat, Type::ComptimeInt) => Some(a),
            (Type::ComptimeInt, _) if pool.is_int(b) || pool.is_float(b) => Some(b),
            (_, Type::ComptimeInt) if pool.is_int(a) || pool.is_float(a) => Some(a),
            (Type::ComptimeFloat, Type::Float(_)) => Some(b),
            (Type::Float(_), Type::ComptimeFloat) => Some(a),
            (Type::Float(x), Type::Float(y)) => Some(if x >= y { a } else { b }),
            (Type::Float(_), _) if pool.is_int(b) && known(b) => Some(a),
            (_, Type::Float(_)) if pool.is_int(a) && known(a) => Some(b),
            _ => {
                let (x, y) = (pool.int_info(a)?, pool.int_info(b)?);
                if x.signed == y.signed {
                    return Some(match x.bits.cmp(&y.bits) {
                        Ordering::Less => b,
                        Ordering::Greater | Ordering::Equal => a,
                    });
                }
                let (signed, unsigned, s, u) = if x.signed { (a, b, x, y) } else { (b, a, y, x) };
                if s.bits > u.bits {
                    return Some(signed);
                }
                // A known value that fits takes the other type.
                if known(signed) && self.values_fit(items, signed, unsigned) {
                    return Some(unsigned);
                }
                if known(unsigned) && self.values_fit(items, unsigned, signed) {
                    return Some(signed);
                }
                None
            }
        }
    }

    fn values_fit(&self, items: &[(&Operand, Span)], from: TypeId, to: TypeId) -> bool {
        let mut of_type = items.iter().filter(|(op, _)| op.ty() == from);
        of_type.all(|(op, _)| match op.known() {
            Some(Value::Int(n)) => self.pool.int_fits(to, n),
            _ => false,
        })
    }

    fn peer_pointers(&mut self, x: &Pointer, y: &Pointer) -> Option<TypeId> {
        use PointerSize::{C, Many, One, Slice};
        let is_const = x.is_const || y.is_const;
        let array = |s: &Self, p: &Pointer| match s.pool.get(p.child) {
            Type::Array {
                len,
                child,
                sentinel,
            } if p.size == One => Some((*len, *child, sentinel.clone())),
            _ => None,
        };
        let make = |s: &mut Self, size, child, sentinel| {
            Some(s.pool.pointer_with(Pointer {
                size,
                child,
                is_const,
                align: x.align.min(y.align),
                sentinel,
                allow_zero: false,
                bits: None,
            }))
        };
        match (array(self, x), array(self, y)) {
            (Some((_, c, s)), Some((_, d, t))) if x.child != y.child && c == d => {
                let sentinel = if s == t { s } else { None };
                return make(self, Slice, c, sentinel);
            }
            (Some((_, c, s)), None) if matches!(y.size, Slice | Many) && c == y.child => {
                let sentinel = if s == y.sentinel { s } else { None };
                return make(self, y.size, c, sentinel);
            }
            (None, Some((_, c, s))) if matches!(x.size, Slice | Many) && c == x.child => {
                let sentinel = if s == x.sentinel { s } else { None };
                return make(self, x.size, c, sentinel);
            }
            _ => {}
        }
        if x.size == y.size && x.child == y.child {
            let sentinel = if x.sentinel == y.sentinel {
                x.sentinel.clone()
            } else {
                None
            };
            return make(self, x.size, x.child, sentinel);
        }
        if x.size == One && y.size == One {
            if x.child == TypeId::ANYOPAQUE || y.child == TypeId::ANYOPAQUE {
                return make(self, One, TypeId::ANYOPAQUE, None);
            }
            if self.is_anonymous(x.child) {
                return make(self, One, y.child, None);
            }
            if self.is_anonymous(y.child) {
                return make(self, One, x.child, None);
            }
        }
        if self.is_anonymous(x.child) && y.size == Slice {
            return make(self, Slice, y.child, y.sentinel.clone());
        }
        if self.is_anonymous(y.child) && x.size == Slice {
            return make(self, Slice, x.child, x.sentinel.clone());
        }
        if (x.size == C || y.size == C) && x.child == y.child {
            return make(self, C, x.child, None);
        }
        None
    }
}

fn symbol(op: B) -> &'static str {
    match op {
        B::Eq => "==",
        B::Ne => "!=",
        B::Lt => "<",
        B::Le => "<=",
        B::Gt => ">",
        _ => ">=",
    }
}

/// The operator with its sides exchanged.
fn mirrored(op: B) -> B {
    match op {
        B::Lt => B::Gt,
        B::Gt => B::Lt,
        B::Le => B::Ge,
        B::Ge => B::Le,
        other => other,
    }
}
