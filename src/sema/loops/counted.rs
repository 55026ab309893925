//! `for` in the running program: its ranges, slices and arrays, side by side.

use crate::ir::{self, ExprKind};
use crate::sema::Sema;
use crate::sema::frame::{BindingKind, TargetKind};
use crate::sema::operand::{Eval, Flow, Place, PlaceKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{PointerSize, Type, TypeId, Value};

impl Sema {
    pub(in crate::sema) fn for_expr(
        &mut self,
        f: &ast::For,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        if self.frame.comptime && !self.frame.dry || f.is_inline {
            return self.known_for(f, want, at);
        }
        let endless = |input| matches!(input, &ast::ForInput::Range { end: None, .. });
        if f.inputs.iter().all(endless) {
            return self.fail(at, "unbounded for loop");
        }
        let mut inputs = Vec::new();
        for (i, input) in f.inputs.iter().enumerate() {
            let capture = f.captures.get(i);
            inputs.push(self.for_input(input, capture, &f.body)?);
        }
        if f.captures.len() != f.inputs.len() {
            return self.capture_count(f, at);
        }
        self.same_lengths(f, &inputs, at)?;
        let id = self.push_target(f.label.as_ref(), TargetKind::Loop, want, false);
        let scope = self.frame.bindings.len();
        self.frame.conditional += 1;
        let mut bound = Vec::new();
        for ((kind, ty, _), capture) in inputs.into_iter().zip(&f.captures) {
            let bind = (&*capture.name.name != "_").then(|| {
                let name = &capture.name;
                let local = self.frame.new_local(&name.name, ty, name.span, true);
                self.frame
                    .bind(&name.name, name.span, BindingKind::Local(local));
                local
            });
            bound.push(ir::ForInput { kind, bind });
        }
        let body = self.loop_body(&f.body);
        self.frame.conditional -= 1;
        self.frame.bindings.truncate(scope);
        let target = self.pop_target();
        let body = body?;
        let other = match &f.otherwise {
            Some(e) => Some((self.branch_value(e, want)?, e.span)),
            None => None,
        };
        let kind = ExprKind::For(Box::new(ir::For {
            label: id,
            inputs: bound,
            body,
            otherwise: None,
        }));
        self.finish_loop(kind, target, false, other, want, at)
    }

    /// Known lengths must be equal; others are compared when the program runs.
    fn same_lengths(
        &mut self,
        f: &ast::For,
        inputs: &[(ir::ForInputKind, TypeId, Option<u64>)],
        at: Span,
    ) -> Eval<()> {
        let lengths = f
            .inputs
            .iter()
            .zip(inputs)
            .filter_map(|(input, (_, _, len))| {
                let span = match input {
                    ast::ForInput::Over(e) => e.span,
                    ast::ForInput::Range { span, .. } => *span,
                };
                Some(((*len)?, span))
            });
        let lengths: Vec<(u64, Span)> = lengths.collect();
        let Some(&(first, first_at)) = lengths.first() else {
            return Ok(());
        };
        let Some(&(other, other_at)) = lengths.iter().find(|(n, _)| *n != first) else {
            return Ok(());
        };
        let d = crate::diag::Diagnostic::error("type", at, "non-matching for loop lengths")
            .label(first_at, format!("length {first} here"))
            .label(other_at, format!("length {other} here"));
        self.report(d);
        Err(Flow::Failed)
    }

    fn branch_value(&mut self, e: &ast::Expr, want: Option<TypeId>) -> Eval {
        self.frame.conditional += 1;
        let result = self.scoped(e, want);
        self.frame.conditional -= 1;
        result
    }

    pub(super) fn capture_count<T>(&mut self, f: &ast::For, at: Span) -> Eval<T> {
        if f.captures.len() > f.inputs.len() {
            let extra = f.captures[f.inputs.len()].name.span;
            return self.fail(extra, "extra capture in for loop");
        }
        let _ = at;
        let missing = match &f.inputs[f.captures.len()] {
            ast::ForInput::Over(e) => e.span,
            ast::ForInput::Range { span, .. } => *span,
        };
        self.fail(missing, "for input is not captured")
    }

    /// One thing that a `for` goes over, the type of its capture, and its length where that is known.
    fn for_input(
        &mut self,
        input: &ast::ForInput,
        capture: Option<&ast::Capture>,
        body: &ast::Expr,
    ) -> Eval<(ir::ForInputKind, TypeId, Option<u64>)> {
        let by_ref = capture.is_some_and(|c| c.by_ref);
        match input {
            ast::ForInput::Range { start, end, span } => {
                if let Some(c) = capture.filter(|c| c.by_ref) {
                    return self.fail(c.name.span, "cannot capture reference to range");
                }
                let from = self.expr_as(start, TypeId::USIZE)?;
                let from_known = from.known().and_then(Value::as_u64);
                let start_e = self.runtime(from, start.span)?;
                let mut len = None;
                let end_e = match end {
                    Some(e) => {
                        let to = self.expr_as(e, TypeId::USIZE)?;
                        let to_known = to.known().and_then(Value::as_u64);
                        len = from_known.zip(to_known).and_then(|(a, b)| b.checked_sub(a));
                        if let (Some(a), Some(b)) = (from_known, to.known().and_then(Value::as_u64))
                            && a > b
                        {
                            return self.fail(
                                *span,
                                format!(
                                    "overflow of integer type 'usize' with value '{}'",
                                    i128::from(b) - i128::from(a)
                                ),
                            );
                        }
                        Some(self.runtime(to, e.span)?)
                    }
                    None => None,
                };
                Ok((
                    ir::ForInputKind::Range {
                        start: start_e,
                        end: end_e,
                    },
                    TypeId::USIZE,
                    len,
                ))
            }
            ast::ForInput::Over(e) => {
                let place = self.place(e, None)?;
                if let Some(c) = capture.filter(|c| c.by_ref)
                    && self.pool.is_array(place.ty)
                {
                    let name = self.pool.name(place.ty);
                    let message = format!("pointer capture of non pointer type '{name}'");
                    let d = crate::diag::Diagnostic::error("type", c.name.span, message)
                        .label(e.span, "consider using '&' here");
                    self.report(d);
                    return Err(Flow::Failed);
                }
                let array = match self.pool.is_single_pointer(place.ty) {
                    true => self.pool.child(place.ty),
                    false => Some(place.ty),
                };
                let len = array
                    .and_then(|ty| self.pool.as_array(ty))
                    .map(|(len, _)| len);
                let place = if writes_name(body, e) {
                    self.snapshot(place, e.span)?
                } else {
                    place
                };
                let slice = self.iterable(place, e.span)?;
                let child = self.pool.child(slice.ty()).unwrap_or(TypeId::VOID);
                let is_const = self.pool.as_pointer(slice.ty()).is_some_and(|p| p.is_const);
                self.ensure_layout(child, e.span)?;
                let slice = self.runtime(slice, e.span)?;
                if by_ref {
                    let ty = self.pool.pointer(child, is_const);
                    return Ok((ir::ForInputKind::Pointers(slice), ty, len));
                }
                Ok((ir::ForInputKind::Elements(slice), child, len))
            }
        }
    }

    /// A variable array as it is now: the loop does not see what its body writes there.
    fn snapshot(&mut self, place: Place, at: Span) -> Eval<Place> {
        let PlaceKind::Runtime(p) = &place.kind else {
            return Ok(place);
        };
        let ty = p.ty;
        self.ensure_layout(ty, at)?;
        if place.is_const || !self.pool.is_array(ty) || self.pool.size(ty) > LARGEST_SNAPSHOT {
            return Ok(place);
        }
        let op = self.read(place, at)?;
        let copy = ir::PlaceKind::Temporary(Box::new(self.runtime(op, at)?));
        let copy = ir::Place {
            kind: copy,
            ty,
            span: at,
        };
        Ok(Place::runtime(copy, true))
    }

    /// What `for` goes over, as a slice.
    fn iterable(&mut self, place: Place, at: Span) -> Eval {
        let ty = place.ty;
        match self.pool.get(ty).clone() {
            Type::Array { child, .. } => {
                let is_const = place.is_const;
                let pointer = self.address_of(place, at)?;
                let slice = self.pool.slice(child, is_const);
                self.coerce(pointer, slice, at)
            }
            Type::Pointer(p) if p.size == PointerSize::Slice => self.read(place, at),
            Type::Pointer(p) if p.size == PointerSize::One && self.pool.is_array(p.child) => {
                let child = self.pool.child(p.child).unwrap_or(TypeId::VOID);
                let op = self.read(place, at)?;
                let slice = self.pool.slice(child, p.is_const);
                self.coerce(op, slice, at)
            }
            Type::Struct(_) if self.pool.is_tuple(ty) => {
                self.fail(at, "unable to resolve comptime value")
            }
            _ => self.not_iterable(ty, at),
        }
    }

    pub(super) fn not_iterable<T>(&mut self, ty: TypeId, at: Span) -> Eval<T> {
        if self.pool.is_many_pointer(ty) {
            return self.fail(at, "unbounded for loop");
        }
        let name = self.pool.name(ty);
        let mut d = crate::diag::Diagnostic::error(
            "type",
            at,
            format!("type '{name}' is not indexable and not a range"),
        )
        .note("for loop operand must be a range, array, slice, tuple, or vector");
        if self.pool.is_any_int(ty) {
            d = d.hint("write a range: `for (0..n) |i|`");
        }
        self.report(d);
        Err(Flow::Failed)
    }
}

/// Bytes of an array that a loop copies before it starts.
const LARGEST_SNAPSHOT: u64 = 64 << 10;

/// Whether the body of a loop speaks of the variable that the loop goes over.
fn writes_name(body: &ast::Expr, over: &ast::Expr) -> bool {
    let ast::ExprKind::Ident(name) = &crate::sema::stmt::strip_groups(over).kind else {
        return false;
    };
    let mut found = false;
    crate::sema::free::walk(body, &mut |e| {
        found |= matches!(&e.kind, ast::ExprKind::Ident(n) if n == name);
    });
    found
}
