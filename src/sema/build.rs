//! Operators that build: `++`, `**`, `||`; and the types of structs without a declaration.

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{
    ContainerLayout, ErrorSet, PointerSize, Resolution, StructField, StructInfo, Type, TypeId,
    Value,
};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place};

/// More elements than this are refused in one value.
const MOST: u64 = 1 << 22;

/// One side of `++` or `**`.
struct Piece {
    child: TypeId,
    sentinel: Option<Value>,
    len: u64,
    /// The operand was a pointer to an array, or a slice: the result is a pointer too.
    is_pointer: bool,
    source: PieceSource,
}

enum PieceSource {
    Known(Vec<Value>),
    Runtime(Operand),
}

impl Sema {
    pub(super) fn concat(
        &mut self,
        lhs: &ast::Expr,
        rhs: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let _ = want;
        let a = self.expr(lhs, None)?;
        let b = self.expr(rhs, None)?;
        if self.pool.is_tuple(a.ty()) && self.pool.is_tuple(b.ty()) {
            return self.concat_tuples(a, b, at);
        }
        let child = self.piece_child(&a).or_else(|| self.piece_child(&b));
        let a = self.piece(a, child, lhs.span)?;
        let b = self.piece(b, child, rhs.span)?;
        if a.child != b.child {
            let (x, y) = (self.pool.name(a.child), self.pool.name(b.child));
            return self.fail(at, format!("incompatible types: '{x}' and '{y}'"));
        }
        let is_pointer = a.is_pointer || b.is_pointer;
        let sentinel = if a.sentinel == b.sentinel {
            a.sentinel.clone()
        } else {
            a.sentinel.clone().or(b.sentinel.clone())
        };
        let len = a.len + b.len;
        self.make_elements(len, at)?;
        let ty = self.pool.array_with(len, a.child, sentinel);
        if let (PieceSource::Known(x), PieceSource::Known(y)) = (&a.source, &b.source) {
            let items: Vec<Value> = x.iter().chain(y).cloned().collect();
            let value = Value::aggregate(items, a.child == TypeId::U8);
            return self.pointed(Operand::Known(ty, value), is_pointer, at);
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        let child = a.child;
        let mut stmts = Vec::new();
        let mut elements = Vec::new();
        for piece in [a, b] {
            self.piece_elements(piece, &mut stmts, &mut elements, at)?;
        }
        let array = self.make_array(ty, child, elements, at)?;
        let tail = self.runtime(array, at)?;
        let tree = super::switch::block_of(stmts, tail, at);
        self.pointed(Operand::Runtime(tree), is_pointer, at)
    }

    fn concat_tuples(&mut self, a: Operand, b: Operand, at: Span) -> Eval {
        let mut parts = Vec::new();
        let mut stmts = Vec::new();
        for op in [a, b] {
            let (ty, value) = match op {
                Operand::Known(ty, value) => (ty, value),
                Operand::Runtime(e) => {
                    self.runtime_fields(e, &mut stmts, &mut parts, at)?;
                    continue;
                }
            };
            let fields: Vec<TypeId> = self
                .pool
                .as_struct(ty)
                .map(|s| s.fields.iter().map(|f| f.ty).collect())
                .unwrap_or_default();
            for (i, field) in fields.into_iter().enumerate() {
                let item = value.item(i).unwrap_or(Value::Undefined);
                parts.push((Operand::Known(field, item), at));
            }
        }
        let tuple = self.make_tuple(parts, at)?;
        if stmts.is_empty() {
            return Ok(tuple);
        }
        let tail = self.runtime(tuple, at)?;
        Ok(Operand::Runtime(super::switch::block_of(stmts, tail, at)))
    }

    /// The fields of a tuple of the running program, which is kept in a local for that.
    fn runtime_fields(
        &mut self,
        tuple: ir::Expr,
        stmts: &mut Vec<ir::Stmt>,
        parts: &mut Vec<(Operand, Span)>,
        at: Span,
    ) -> Eval<()> {
        let ty = tuple.ty;
        let count = self.pool.as_struct(ty).map_or(0, |s| s.fields.len());
        let local = self.frame.temporary(ty, at);
        stmts.push(self.silent(ir::StmtKind::Let { local, init: tuple }, at));
        for i in 0..count {
            let place = super::control::local_place(local, ty, at);
            let field = self.struct_field(Place::runtime(place, true), i as u32, at)?;
            parts.push((self.read(field, at)?, at));
        }
        Ok(())
    }

    /// Concatenation of pointers gives a pointer.
    fn pointed(&mut self, array: Operand, is_pointer: bool, at: Span) -> Eval {
        if is_pointer {
            return self.address_of(Place::value(array), at);
        }
        Ok(array)
    }

    fn piece_child(&self, op: &Operand) -> Option<TypeId> {
        match self.pool.get(op.ty()) {
            Type::Array { child, .. } => Some(*child),
            Type::Pointer(p) if p.size == PointerSize::Slice => Some(p.child),
            Type::Pointer(p) if p.size == PointerSize::One => {
                self.pool.as_array(p.child).map(|(_, c)| c)
            }
            _ => None,
        }
    }

    fn piece(&mut self, op: Operand, child: Option<TypeId>, at: Span) -> Eval<Piece> {
        let ty = op.ty();
        if let (true, Some(child)) = (self.pool.is_tuple(ty), child) {
            let len = self.pool.as_struct(ty).map_or(0, |s| s.fields.len()) as u64;
            let array = self.pool.array(len, child);
            let op = self.coerce(op, array, at)?;
            return self.piece(op, Some(child), at);
        }
        let (child, sentinel, len, is_pointer) = match self.pool.get(ty).clone() {
            Type::Array {
                len,
                child,
                sentinel,
            } => (child, sentinel, Some(len), false),
            Type::Pointer(p) if p.size == PointerSize::One => {
                match self.pool.get(p.child).clone() {
                    Type::Array {
                        len,
                        child,
                        sentinel,
                    } => (child, sentinel, Some(len), true),
                    _ => return self.not_a_list(ty, at),
                }
            }
            Type::Pointer(p) if p.size == PointerSize::Slice => {
                let len = match op.known() {
                    Some(Value::Slice(_, len)) => Some(*len),
                    _ => None,
                };
                (p.child, p.sentinel.clone(), len, true)
            }
            _ => return self.not_a_list(ty, at),
        };
        let Some(len) = len else {
            return self.not_known(at);
        };
        self.check_length(len, at)?;
        let known = match &op {
            Operand::Known(ty, value) if self.pool.is_array(*ty) => self.items_of(*ty, value),
            Operand::Known(ty, value) => self.elements(*ty, value),
            Operand::Runtime(_) => None,
        };
        let source = match known {
            Some(items) => PieceSource::Known(items),
            None => PieceSource::Runtime(op),
        };
        Ok(Piece {
            child,
            sentinel,
            len,
            is_pointer,
            source,
        })
    }

    /// The length of what `**` makes.
    fn check_length(&mut self, len: u64, at: Span) -> Eval<()> {
        if len > MOST {
            let message = format!("`**` makes at most {MOST} elements here, not {len}");
            let d = Diagnostic::error("limit", at, message)
                .note("this is a limit of undefer, not of Zig")
                .hint("fill the array when the program runs: `@memset(&array, value)`");
            self.report(d);
            return Err(Flow::Failed);
        }
        self.make_elements(len, at)
    }

    fn not_a_list<T>(&mut self, ty: TypeId, at: Span) -> Eval<T> {
        let name = self.pool.name(ty);
        let mut d = Diagnostic::error("type", at, format!("expected indexable; found '{name}'"));
        if ty == TypeId::COMPTIME_INT || self.pool.is_int(ty) {
            d = d.hint("to make text of a number use `std.fmt.bufPrint` or `std.fmt.allocPrint`");
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// The elements of a piece as operands; a runtime piece is kept in a local.
    fn piece_elements(
        &mut self,
        piece: Piece,
        stmts: &mut Vec<ir::Stmt>,
        out: &mut Vec<(Operand, Span)>,
        at: Span,
    ) -> Eval<()> {
        match piece.source {
            PieceSource::Known(items) => {
                out.extend(
                    items
                        .into_iter()
                        .map(|v| (Operand::Known(piece.child, v), at)),
                );
            }
            PieceSource::Runtime(op) => {
                if piece.len > 4096 {
                    return self.not_yet(at, "`++` and `**` of large runtime arrays");
                }
                let ty = op.ty();
                let init = self.runtime(op, at)?;
                let local = self.frame.temporary(ty, at);
                stmts.push(self.silent(ir::StmtKind::Let { local, init }, at));
                for i in 0..piece.len {
                    let place = super::control::local_place(local, ty, at);
                    let base = Place::runtime(place, true);
                    let base = if piece.is_pointer && self.pool.is_single_pointer(ty) {
                        let op = self.read(base, at)?;
                        self.deref(op, at)?
                    } else {
                        base
                    };
                    let index = self.usize_operand(i);
                    let element = self.element_of(base, index, at, at)?;
                    out.push((self.read(element, at)?, at));
                }
            }
        }
        Ok(())
    }

    pub(super) fn repeat(
        &mut self,
        lhs: &ast::Expr,
        rhs: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let _ = want;
        let a = self.expr(lhs, None)?;
        let (_, count) = self.comptime_value(rhs, Some(TypeId::USIZE))?;
        let count = count.as_u64().unwrap_or(0);
        if self.pool.is_tuple(a.ty()) {
            return self.repeat_tuple(a, count, want, at);
        }
        let piece = self.piece(a, None, lhs.span)?;
        let len = piece.len.saturating_mul(count);
        self.check_length(len, at)?;
        let ty = self
            .pool
            .array_with(len, piece.child, piece.sentinel.clone());
        let is_pointer = piece.is_pointer;
        match piece.source {
            PieceSource::Known(items) => {
                let mut all = Vec::with_capacity(len as usize);
                for _ in 0..count {
                    all.extend(items.iter().cloned());
                }
                let value = Value::aggregate(all, piece.child == TypeId::U8);
                self.pointed(Operand::Known(ty, value), is_pointer, at)
            }
            PieceSource::Runtime(Operand::Runtime(ir::Expr {
                kind: ExprKind::ArrayInit(mut items),
                ..
            })) if items.len() == 1 && piece.sentinel.is_none() => {
                let Some(item) = items.pop() else {
                    return self.internal(at, "an array without its element");
                };
                Ok(Operand::runtime(
                    ty,
                    at,
                    ExprKind::ArrayFill(Box::new(item)),
                ))
            }
            PieceSource::Runtime(op) => {
                let child = piece.child;
                let again = Piece {
                    source: PieceSource::Runtime(op),
                    ..piece
                };
                let mut stmts = Vec::new();
                let mut once = Vec::new();
                self.piece_elements(again, &mut stmts, &mut once, at)?;
                let locals: Vec<(TypeId, ir::LocalId)> = self.keep_all(once, &mut stmts, at)?;
                let mut elements = Vec::new();
                for _ in 0..count {
                    for (ty, local) in &locals {
                        let place =
                            Place::runtime(super::control::local_place(*local, *ty, at), true);
                        elements.push((self.read(place, at)?, at));
                    }
                }
                let array = self.make_array(ty, child, elements, at)?;
                let tail = self.runtime(array, at)?;
                let tree = super::switch::block_of(stmts, tail, at);
                self.pointed(Operand::Runtime(tree), is_pointer, at)
            }
        }
    }

    fn keep_all(
        &mut self,
        values: Vec<(Operand, Span)>,
        stmts: &mut Vec<ir::Stmt>,
        at: Span,
    ) -> Eval<Vec<(TypeId, ir::LocalId)>> {
        let mut locals = Vec::new();
        for (op, _) in values {
            let ty = op.ty();
            let init = self.runtime(op, at)?;
            let local = self.frame.temporary(ty, at);
            stmts.push(self.silent(ir::StmtKind::Let { local, init }, at));
            locals.push((ty, local));
        }
        Ok(locals)
    }

    /// `.{0} ** n`: the element type comes from what is wanted.
    fn repeat_tuple(&mut self, a: Operand, count: u64, want: Option<TypeId>, at: Span) -> Eval {
        let wanted = want.and_then(|w| self.pool.as_array(w));
        if let Some((_, child)) = wanted {
            let len = self.pool.as_struct(a.ty()).map_or(0, |s| s.fields.len()) as u64;
            let array = self.pool.array(len, child);
            let a = self.coerce(a, array, at)?;
            if let Operand::Known(ty, value) = &a {
                let items = self.items_of(*ty, value).unwrap_or_default();
                let total = len.saturating_mul(count);
                self.check_length(total, at)?;
                let mut all = Vec::new();
                for _ in 0..count {
                    all.extend(items.iter().cloned());
                }
                let ty = self.pool.array(total, child);
                return Ok(Operand::Known(
                    ty,
                    Value::aggregate(all, child == TypeId::U8),
                ));
            }
            return self.not_yet(at, "`**` of a runtime tuple");
        }
        let Operand::Known(ty, value) = a else {
            return self.not_yet(at, "`**` of a runtime tuple");
        };
        let fields: Vec<TypeId> = self
            .pool
            .as_struct(ty)
            .map(|s| s.fields.iter().map(|f| f.ty).collect())
            .unwrap_or_default();
        if count.saturating_mul(fields.len() as u64) > 10_000 {
            return self.not_yet(at, "tuples of more than 10000 fields");
        }
        let mut parts = Vec::new();
        for _ in 0..count {
            for (i, field) in fields.iter().enumerate() {
                let item = value.item(i).unwrap_or(Value::Undefined);
                parts.push((Operand::Known(*field, item), at));
            }
        }
        self.make_tuple(parts, at)
    }

    pub(super) fn merge_errors(&mut self, lhs: &ast::Expr, rhs: &ast::Expr, at: Span) -> Eval {
        let a = self.error_set_operand(lhs)?;
        let b = self.error_set_operand(rhs)?;
        let (x, y) = (self.resolved_set(a, at)?, self.resolved_set(b, at)?);
        let set = match (x, y) {
            (ErrorSet::Names(x), ErrorSet::Names(y)) => {
                ErrorSet::of(x.iter().chain(y.iter()).copied().collect::<Vec<_>>())
            }
            _ => ErrorSet::Any,
        };
        Ok(Operand::of_type(self.pool.error_set(set)))
    }

    fn error_set_operand(&mut self, e: &ast::Expr) -> Eval<TypeId> {
        let (ty, value) = self.comptime_value(e, None)?;
        match value {
            Value::Type(set) if ty == TypeId::TYPE && self.pool.is_error_set(set) => Ok(set),
            Value::Type(other) if ty == TypeId::TYPE => {
                let name = self.pool.name(other);
                self.fail(e.span, format!("expected error set type, found '{name}'"))
            }
            _ => {
                let name = self.pool.name(ty);
                let d = Diagnostic::error(
                    "type",
                    e.span,
                    format!("expected error set type, found '{name}'"),
                )
                .hint("for `or` of two conditions write `or`");
                self.report(d);
                Err(Flow::Failed)
            }
        }
    }

    /// The type of `.{ .a = 1 }` where nothing says another.
    pub(super) fn anonymous_struct_type(
        &mut self,
        key: Vec<(String, TypeId, Option<Value>)>,
    ) -> TypeId {
        if let Some(&ty) = self.world.anonymous.get(&key) {
            return ty;
        }
        let fields = key
            .iter()
            .map(|(name, ty, value)| StructField {
                name: name.clone(),
                ty: *ty,
                default: value.clone(),
                align: None,
                is_comptime: value.is_some(),
            })
            .collect();
        let name = format!("{}__struct_{}", self.frame.name, self.pool.len());
        let ty = self.pool.add_struct(StructInfo {
            name,
            span: None,
            namespace: None,
            layout: ContainerLayout::Auto,
            is_tuple: false,
            fields,
            backing: None,
            resolution: Resolution::Done,
        });
        self.world.anonymous.insert(key, ty);
        ty
    }
}
