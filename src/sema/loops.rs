//! `while` and `for`: loops of the running program, unrolled ones, and those that run during analysis.

use crate::ir::{self, ExprKind, LabelId};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Pointee, PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::control::{RuntimeTest, Tested};
use super::frame::{BindingKind, TargetKind};
use super::operand::{Eval, Flow, Operand, Place, PlaceKind, kept};

/// How one iteration of an interpreted or unrolled loop ended.
enum Turn {
    Next,
    Done(Operand),
}

impl Sema {
    pub(super) fn while_expr(&mut self, w: &ast::While, want: Option<TypeId>, at: Span) -> Eval {
        if self.frame.comptime && !self.frame.dry {
            return self.run_while(w, want, at);
        }
        if w.is_inline {
            return self.unroll_while(w, want, at);
        }
        let id = self.push_target(w.label.as_ref(), TargetKind::Loop, want, false);
        let scope = self.frame.bindings.len();
        self.frame.conditional += 1;
        let result = self.runtime_while(w, id, want);
        self.frame.conditional -= 1;
        self.frame.bindings.truncate(scope);
        let target = self.pop_target();
        let (tree, endless, other) = result?;
        let Some(tree) = tree else {
            return Ok(Operand::void());
        };
        self.finish_loop(tree, target, endless, other, want, at)
    }

    /// Gives a finished loop its type: what `break` and `else` give.
    fn finish_loop(
        &mut self,
        mut loop_kind: ExprKind,
        mut target: super::frame::Target,
        endless: bool,
        other: Option<(Operand, Span)>,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let breaks = target.break_count > 0;
        let else_at = other.as_ref().map(|(_, s)| *s);
        // The `else` value meets the values of the breaks like one of them.
        let has_else = other.is_some();
        let typed = want.filter(|ty| *ty != TypeId::VOID);
        if let Some((op, span)) = other {
            match typed {
                Some(ty) => {
                    let op = self.coerce(op, ty, span)?;
                    let e = self.runtime(op, span)?;
                    set_otherwise(&mut loop_kind, e);
                }
                None if target.results.iter().all(|(r, _)| r.ty() == TypeId::VOID)
                    && op.ty() == TypeId::VOID =>
                {
                    let e = self.runtime(op, span)?;
                    set_otherwise(&mut loop_kind, e);
                }
                None if op.is_noreturn() && !breaks => {
                    let e = self.runtime(op, span)?;
                    set_otherwise(&mut loop_kind, e);
                }
                None => {
                    // Written as a break of the loop's own label.
                    let index = target.results.len();
                    let hole = super::patch::placeholder(index, span);
                    target.results.push((op, span));
                    target.break_count += 1;
                    set_otherwise(
                        &mut loop_kind,
                        ir::Expr {
                            kind: ExprKind::Break {
                                label: target.id,
                                value: Some(Box::new(hole)),
                            },
                            ty: TypeId::NORETURN,
                            span,
                        },
                    );
                }
            }
        }
        let _ = else_at;
        let breaks = breaks || target.break_count > 0;
        let mut tree = ir::Expr {
            kind: loop_kind,
            ty: TypeId::VOID,
            span: at,
        };
        if !breaks {
            if endless {
                tree.ty = TypeId::NORETURN;
            } else if let (Some(ty), true) = (typed, has_else) {
                tree.ty = kept(ty);
            } else if let Some(ty) = typed {
                return self.coerce(Operand::Runtime(tree), ty, at);
            }
            return Ok(Operand::Runtime(tree));
        }
        let falls_out = !endless && !has_else;
        let tree = self.settle(tree, target, want, falls_out, at)?;
        Ok(Operand::Runtime(tree))
    }

    /// `None`: it never runs. The flag says that only `break` ends it.
    #[allow(clippy::type_complexity)]
    fn runtime_while(
        &mut self,
        w: &ast::While,
        label: LabelId,
        want: Option<TypeId>,
    ) -> Eval<(Option<ExprKind>, bool, Option<(Operand, Span)>)> {
        let scope = self.frame.bindings.len();
        let (test, endless, error) = match &w.payload {
            None => {
                let cond = self.expr_as(&w.cond, TypeId::BOOL)?;
                if let Operand::Known(_, Value::Bool(false)) = cond {
                    return Ok((None, false, None));
                }
                let endless = matches!(cond, Operand::Known(_, Value::Bool(true)));
                (
                    ir::Test::Bool(self.runtime(cond, w.cond.span)?),
                    endless,
                    None,
                )
            }
            Some(capture) => {
                match self.test_subject(&w.cond, Some(capture), w.else_payload.is_some())? {
                    Tested::Noreturn(op) => {
                        return Ok((Some(self.runtime(op, w.cond.span)?.kind), true, None));
                    }
                    Tested::Known { payload: None, .. } => return Ok((None, false, None)),
                    Tested::Known {
                        payload: Some((ty, value)),
                        ..
                    } => {
                        self.bind_known(&capture.name, ty, value);
                        let yes = self.runtime(Operand::bool(true), w.cond.span)?;
                        (ir::Test::Bool(yes), true, None)
                    }
                    Tested::Runtime(test) => {
                        let RuntimeTest {
                            subject,
                            payload_ty,
                            error_set,
                            is_optional,
                        } = test;
                        let bind = (&*capture.name.name != "_").then(|| {
                            self.frame.new_local(
                                &capture.name.name,
                                payload_ty,
                                capture.name.span,
                                true,
                            )
                        });
                        if let Some(local) = bind {
                            let name = &capture.name;
                            self.frame
                                .bind(&name.name, name.span, BindingKind::Local(local));
                        }
                        let error = match (&w.else_payload, error_set) {
                            (Some(name), Some(set)) if &*name.name != "_" => {
                                Some((self.frame.new_local(&name.name, set, name.span, true), name))
                            }
                            _ => None,
                        };
                        let test = if is_optional {
                            ir::Test::NonNull { subject, bind }
                        } else {
                            let bind_error = error.as_ref().map(|(local, _)| *local);
                            ir::Test::Ok {
                                subject,
                                bind,
                                bind_error,
                            }
                        };
                        (test, false, error)
                    }
                }
            }
        };
        let step = match &w.step {
            Some(e) => {
                let op = self.expr(e, Some(TypeId::VOID))?;
                Some(self.runtime(op, e.span)?)
            }
            None => None,
        };
        let body = self.loop_body(&w.body)?;
        self.frame.bindings.truncate(scope);
        let other = match &w.otherwise {
            Some(e) if !endless => {
                if let Some((local, name)) = error {
                    self.frame
                        .bind(&name.name, name.span, BindingKind::Local(local));
                }
                let target = self.frame.targets.pop();
                let op = self.expr(e, want);
                self.frame.targets.extend(target);
                self.frame.bindings.truncate(scope);
                Some((op?, e.span))
            }
            _ => None,
        };
        let kind = ExprKind::While(Box::new(ir::While {
            label,
            test,
            step,
            body,
            otherwise: None,
        }));
        Ok((Some(kind), endless, other))
    }

    fn loop_body(&mut self, body: &ast::Expr) -> Eval<ir::Expr> {
        let op = self.expr(body, Some(TypeId::VOID))?;
        let ty = op.ty();
        if ty != TypeId::VOID && ty != TypeId::NORETURN {
            self.ignored_value(ty, body)?;
        }
        self.runtime(op, body.span)
    }

    /// A `while` run at compile time.
    fn run_while(&mut self, w: &ast::While, want: Option<TypeId>, at: Span) -> Eval {
        let id = self.push_target(w.label.as_ref(), TargetKind::Loop, want, true);
        let scope = self.frame.bindings.len();
        let result = loop {
            match self.while_turn(w, id) {
                Ok(Turn::Next) => {}
                Ok(Turn::Done(op)) => break Ok(Some(op)),
                Err(Flow::Break(target, op)) if target == id => break Ok(None.or(Some(op))),
                Err(flow) => break Err(flow),
            }
            if let Err(flow) = self.count_branch(at) {
                break Err(flow);
            }
        };
        self.frame.bindings.truncate(scope);
        self.pop_target();
        match result? {
            Some(Operand::Known(TypeId::NORETURN, _)) => match &w.otherwise {
                Some(e) => self.scoped(e, want),
                None => Ok(Operand::void()),
            },
            Some(op) => Ok(op),
            None => Ok(Operand::void()),
        }
    }

    fn while_turn(&mut self, w: &ast::While, id: LabelId) -> Eval<Turn> {
        let scope = self.frame.bindings.len();
        let goes_on = self.while_test(w)?;
        if !goes_on {
            // Marks that the condition ended it.
            return Ok(Turn::Done(Operand::Known(TypeId::NORETURN, Value::Void)));
        }
        match self.expr(&w.body, Some(TypeId::VOID)) {
            Ok(_) => {}
            Err(Flow::Continue(target)) if target == id => {}
            Err(flow) => return Err(flow),
        }
        if let Some(step) = &w.step {
            self.expr(step, Some(TypeId::VOID))?;
        }
        self.frame.bindings.truncate(scope);
        Ok(Turn::Next)
    }

    fn while_test(&mut self, w: &ast::While) -> Eval<bool> {
        let saved = self.begin_comptime();
        let result = self.while_test_inner(w);
        self.end_comptime(saved);
        result
    }

    fn while_test_inner(&mut self, w: &ast::While) -> Eval<bool> {
        match &w.payload {
            None => {
                let (_, value) = self.comptime_value(&w.cond, Some(TypeId::BOOL))?;
                match value.as_bool() {
                    Some(b) => Ok(b),
                    None => self.fail(
                        w.cond.span,
                        "use of undefined value here causes illegal behavior",
                    ),
                }
            }
            Some(capture) => {
                match self.test_subject(&w.cond, Some(capture), w.else_payload.is_some())? {
                    Tested::Known {
                        payload: Some((ty, value)),
                        ..
                    } => {
                        self.bind_known(&capture.name, ty, value);
                        Ok(true)
                    }
                    Tested::Known { .. } => Ok(false),
                    Tested::Noreturn(_) | Tested::Runtime(_) => self.not_known(w.cond.span),
                }
            }
        }
    }

    /// `inline while` in a running function: one block an iteration.
    fn unroll_while(&mut self, w: &ast::While, want: Option<TypeId>, at: Span) -> Eval {
        let outer = self.push_target(w.label.as_ref(), TargetKind::Loop, want, false);
        let scope = self.frame.bindings.len();
        let mut stmts = Vec::new();
        let mut ends = false;
        let result = loop {
            match self.while_test(w) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(flow) => break Err(flow),
            }
            match self.unrolled_body(&w.body, outer, &mut stmts) {
                Ok(true) => {
                    ends = true;
                    break Ok(());
                }
                Ok(false) => {}
                Err(flow) => break Err(flow),
            }
            if let Some(step) = &w.step {
                match self.expr(step, Some(TypeId::VOID)) {
                    Ok(Operand::Runtime(e)) => {
                        stmts.push(self.step(ir::StmtKind::Expr(e), step.span))
                    }
                    Ok(_) => {}
                    Err(flow) => break Err(flow),
                }
            }
            self.frame.bindings.truncate(scope);
            if let Err(flow) = self.count_branch(at) {
                break Err(flow);
            }
        };
        self.frame.bindings.truncate(scope);
        let target = self.pop_target();
        result?;
        self.finish_unrolled(stmts, ends, target, w.otherwise.as_ref(), want, at)
    }

    /// One iteration; `true` when it never reaches its end.
    fn unrolled_body(
        &mut self,
        body: &ast::Expr,
        outer: LabelId,
        stmts: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        let inner = self.frame.new_label();
        let position = self.frame.targets.iter().rposition(|t| t.id == outer);
        let before = match position {
            Some(i) => {
                let t = &mut self.frame.targets[i];
                t.continue_block = Some(inner);
                std::mem::take(&mut t.continue_count)
            }
            None => 0,
        };
        let op = self.expr(body, Some(TypeId::VOID))?;
        let continued = position.is_some_and(|i| self.frame.targets[i].continue_count > 0);
        if let Some(i) = position {
            self.frame.targets[i].continue_count += before;
        }
        let ends = op.is_noreturn() && !continued;
        if let Operand::Runtime(e) = op {
            let span = e.span;
            let block = ir::Block {
                label: continued.then_some(inner),
                stmts: vec![self.silent(ir::StmtKind::Expr(e), span)],
                tail: None,
                close: span.at_end(),
            };
            let ty = if ends { TypeId::NORETURN } else { TypeId::VOID };
            let block = ir::Expr {
                kind: ExprKind::Block(block),
                ty,
                span,
            };
            stmts.push(self.silent(ir::StmtKind::Expr(block), span));
        }
        Ok(ends)
    }

    fn finish_unrolled(
        &mut self,
        mut stmts: Vec<ir::Stmt>,
        mut ends: bool,
        mut target: super::frame::Target,
        otherwise: Option<&ast::Expr>,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        if let (Some(e), false) = (otherwise, ends) {
            let op = self.scoped(e, want)?;
            if target.break_count == 0 && stmts.is_empty() {
                return Ok(op);
            }
            ends = true;
            if !op.is_noreturn() {
                let typed = want.filter(|ty| *ty != TypeId::VOID);
                let value = match typed {
                    Some(ty) => {
                        let op = self.coerce(op, ty, e.span)?;
                        self.runtime(op, e.span)?
                    }
                    None => {
                        let hole = super::patch::placeholder(target.results.len(), e.span);
                        target.results.push((op, e.span));
                        hole
                    }
                };
                target.break_count += 1;
                let kind = ExprKind::Break {
                    label: target.id,
                    value: Some(Box::new(value)),
                };
                let leave = ir::Expr {
                    kind,
                    ty: TypeId::NORETURN,
                    span: e.span,
                };
                stmts.push(self.silent(ir::StmtKind::Expr(leave), e.span));
            } else {
                let e2 = self.runtime(op, e.span)?;
                stmts.push(self.silent(ir::StmtKind::Expr(e2), e.span));
            }
        }
        if stmts.is_empty() {
            return Ok(Operand::void());
        }
        let used = target.break_count > 0;
        let tree = ir::Expr {
            kind: ExprKind::Block(ir::Block {
                label: used.then_some(target.id),
                stmts,
                tail: None,
                close: at.at_end(),
            }),
            ty: if ends && !used {
                TypeId::NORETURN
            } else {
                TypeId::VOID
            },
            span: at,
        };
        if !used {
            return Ok(Operand::Runtime(tree));
        }
        let tree = self.settle(tree, target, want, !ends, at)?;
        Ok(Operand::Runtime(tree))
    }

    pub(super) fn for_expr(&mut self, f: &ast::For, want: Option<TypeId>, at: Span) -> Eval {
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

    fn capture_count<T>(&mut self, f: &ast::For, at: Span) -> Eval<T> {
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

    fn not_iterable<T>(&mut self, ty: TypeId, at: Span) -> Eval<T> {
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

    /// `inline for`, and `for` at compile time: the length must be known.
    fn known_for(&mut self, f: &ast::For, want: Option<TypeId>, at: Span) -> Eval {
        if f.captures.len() != f.inputs.len() {
            return self.capture_count(f, at);
        }
        let interpreted = self.frame.comptime && !self.frame.dry;
        let mut sources = Vec::new();
        for (input, capture) in f.inputs.iter().zip(&f.captures) {
            sources.push(self.known_input(input, capture)?);
        }
        let lengths: Vec<u64> = sources.iter().filter_map(|s| s.len).collect();
        let Some(&len) = lengths.first() else {
            return self.fail(at, "unbounded for loop");
        };
        if lengths.iter().any(|l| *l != len) {
            return self.fail(at, "non-matching for loop lengths");
        }
        let outer = self.push_target(f.label.as_ref(), TargetKind::Loop, want, interpreted);
        let mut stmts = Vec::new();
        let mut outcome = Ok(None);
        let mut ends = false;
        let mut prelude = Vec::new();
        for s in &mut sources {
            prelude.append(&mut s.prelude);
        }
        for i in 0..len {
            let scope = self.frame.bindings.len();
            let turn = self.known_turn(f, &sources, i, outer, interpreted, &mut stmts);
            self.frame.bindings.truncate(scope);
            match turn {
                Ok(false) => {}
                Ok(true) => {
                    ends = true;
                    break;
                }
                Err(Flow::Break(target, op)) if target == outer => {
                    outcome = Ok(Some(op));
                    break;
                }
                Err(flow) => {
                    outcome = Err(flow);
                    break;
                }
            }
            if let Err(flow) = self.count_branch(at) {
                outcome = Err(flow);
                break;
            }
        }
        let target = self.pop_target();
        if let Some(op) = outcome? {
            return Ok(op);
        }
        if interpreted {
            return match &f.otherwise {
                Some(e) => self.scoped(e, want),
                None => Ok(Operand::void()),
            };
        }
        if !prelude.is_empty() {
            prelude.append(&mut stmts);
            stmts = prelude;
        }
        self.finish_unrolled(stmts, ends, target, f.otherwise.as_ref(), want, at)
    }

    fn known_turn(
        &mut self,
        f: &ast::For,
        sources: &[Source],
        i: u64,
        outer: LabelId,
        interpreted: bool,
        stmts: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        for (source, capture) in sources.iter().zip(&f.captures) {
            let op = self.source_item(source, i, capture)?;
            if interpreted || op.known().is_some() {
                let (ty, value) = self.known(op, capture.name.span)?;
                self.bind_known(&capture.name, ty, value);
            } else if &*capture.name.name != "_" {
                let span = capture.name.span;
                let init = self.runtime(op, span)?;
                let local = self
                    .frame
                    .new_local(&capture.name.name, init.ty, span, true);
                stmts.push(self.silent(ir::StmtKind::Let { local, init }, span));
                self.frame
                    .bind(&capture.name.name, span, BindingKind::Local(local));
            }
        }
        if !interpreted {
            return self.unrolled_body(&f.body, outer, stmts);
        }
        match self.expr(&f.body, Some(TypeId::VOID)) {
            Ok(_) => Ok(false),
            Err(Flow::Continue(target)) if target == outer => Ok(false),
            Err(flow) => Err(flow),
        }
    }

    fn known_input(&mut self, input: &ast::ForInput, capture: &ast::Capture) -> Eval<Source> {
        match input {
            ast::ForInput::Range { start, end, .. } => {
                let (_, from) = self.comptime_value(start, Some(TypeId::USIZE))?;
                let from = from.as_u64().unwrap_or(0);
                let len = match end {
                    Some(e) => {
                        let (_, to) = self.comptime_value(e, Some(TypeId::USIZE))?;
                        let to = to.as_u64().unwrap_or(0);
                        match to.checked_sub(from) {
                            Some(n) => Some(n),
                            None => {
                                return self.fail(
                                    e.span,
                                    format!(
                                        "overflow of integer type 'usize' with value '{}'",
                                        i128::from(to) - i128::from(from)
                                    ),
                                );
                            }
                        }
                    }
                    None => None,
                };
                Ok(Source {
                    len,
                    kind: SourceKind::Range(from),
                    span: start.span,
                    prelude: Vec::new(),
                })
            }
            ast::ForInput::Over(e) => {
                let place = self.place(e, None)?;
                let place = match self.pool.get(place.ty) {
                    Type::Pointer(p) if p.size == PointerSize::One => {
                        let op = self.read(place, e.span)?;
                        self.deref(op, e.span)?
                    }
                    _ => place,
                };
                self.known_source(place, capture, e.span)
            }
        }
    }

    fn known_source(&mut self, place: Place, capture: &ast::Capture, at: Span) -> Eval<Source> {
        let ty = place.ty;
        let is_const = place.is_const;
        let (len, step): (u64, fn(u64) -> Step) = match self.pool.get(ty) {
            Type::Array { len, .. } => (*len, Step::Element),
            Type::Struct(id) if self.pool.is_tuple(ty) => {
                (self.pool.struct_info(*id).fields.len() as u64, |i| {
                    Step::Field(i as u32)
                })
            }
            Type::Pointer(p) if p.size == PointerSize::Slice => {
                let (child, is_const) = (p.child, p.is_const);
                let op = self.read(place, at)?;
                let Operand::Known(_, Value::Slice(first, len)) = op else {
                    return self.not_known(at);
                };
                let kind = SourceKind::Slice {
                    first: (*first).clone(),
                    child,
                    is_const,
                };
                return Ok(Source {
                    len: Some(len),
                    kind,
                    span: at,
                    prelude: Vec::new(),
                });
            }
            _ => return self.not_iterable(ty, at),
        };
        let mut prelude = Vec::new();
        let kind = match place.kind {
            PlaceKind::Known(p) => SourceKind::Known {
                base: p,
                ty,
                is_const,
                step,
            },
            PlaceKind::Value(Operand::Known(ty, value)) => SourceKind::Known {
                base: Pointee::constant(ty, value),
                ty,
                is_const: true,
                step,
            },
            PlaceKind::Runtime(p) => {
                // Kept behind a pointer, so that the elements can be read one by one.
                let is_local = matches!(p.kind, ir::PlaceKind::Local(_));
                if let (ir::PlaceKind::Local(id), true) = (&p.kind, is_local) {
                    SourceKind::Local {
                        local: *id,
                        ty,
                        is_const,
                    }
                } else {
                    let pointer = self.address_of(Place::runtime(p, is_const), at)?;
                    let pointer = self.runtime(pointer, at)?;
                    let pointer_ty = pointer.ty;
                    let local = self.frame.temporary(pointer_ty, at);
                    prelude.push(self.silent(
                        ir::StmtKind::Let {
                            local,
                            init: pointer,
                        },
                        at,
                    ));
                    SourceKind::Behind { local, pointer_ty }
                }
            }
            PlaceKind::Value(Operand::Runtime(e)) => {
                let local = self.frame.temporary(ty, at);
                prelude.push(self.silent(ir::StmtKind::Let { local, init: e }, at));
                SourceKind::Local {
                    local,
                    ty,
                    is_const: true,
                }
            }
        };
        let _ = capture;
        Ok(Source {
            len: Some(len),
            kind,
            span: at,
            prelude,
        })
    }

    fn source_item(&mut self, source: &Source, i: u64, capture: &ast::Capture) -> Eval {
        let at = source.span;
        let place = match &source.kind {
            SourceKind::Range(from) => return Ok(self.usize_operand(from + i)),
            SourceKind::Slice {
                first,
                child,
                is_const,
            } => {
                let Some(p) = super::slice::advance(first, i) else {
                    return self.not_known(at);
                };
                Place {
                    ty: *child,
                    is_const: *is_const,
                    align: None,
                    kind: PlaceKind::Known(p),
                }
            }
            SourceKind::Known {
                base,
                ty,
                is_const,
                step,
            } => {
                let step = step(i);
                let Some(part) = self.step_type(*ty, &step) else {
                    return self.not_known(at);
                };
                // A comptime field has its value in the type.
                if let Step::Field(index) = step {
                    let tuple = Place {
                        ty: *ty,
                        is_const: *is_const,
                        align: None,
                        kind: PlaceKind::Known(base.clone()),
                    };
                    self.struct_field(tuple, index, at)?
                } else {
                    Place {
                        ty: part,
                        is_const: *is_const,
                        align: None,
                        kind: PlaceKind::Known(base.step(step)),
                    }
                }
            }
            SourceKind::Local {
                local,
                ty,
                is_const,
            } => {
                let place = super::control::local_place(*local, *ty, at);
                self.item_of(Place::runtime(place, *is_const), i, at)?
            }
            SourceKind::Behind { local, pointer_ty } => {
                let read = ExprKind::Read(super::control::local_place(*local, *pointer_ty, at));
                let base = self.deref(Operand::runtime(*pointer_ty, at, read), at)?;
                self.item_of(base, i, at)?
            }
        };
        if capture.by_ref {
            self.address_of(place, at)
        } else {
            self.read(place, at)
        }
    }

    fn item_of(&mut self, base: Place, i: u64, at: Span) -> Eval<Place> {
        if self.pool.is_tuple(base.ty) {
            return self.struct_field(base, i as u32, at);
        }
        let index = self.usize_operand(i);
        self.element_of(base, index, at, at)
    }
}

/// Something that an unrolled or interpreted `for` goes over.
struct Source {
    len: Option<u64>,
    kind: SourceKind,
    span: Span,
    prelude: Vec<ir::Stmt>,
}

enum SourceKind {
    Range(u64),
    Slice {
        first: Pointee,
        child: TypeId,
        is_const: bool,
    },
    Known {
        base: Pointee,
        ty: TypeId,
        is_const: bool,
        step: fn(u64) -> Step,
    },
    Local {
        local: ir::LocalId,
        ty: TypeId,
        is_const: bool,
    },
    Behind {
        local: ir::LocalId,
        pointer_ty: TypeId,
    },
}

fn set_otherwise(kind: &mut ExprKind, e: ir::Expr) {
    match kind {
        ExprKind::While(w) => w.otherwise = Some(e),
        ExprKind::For(f) => f.otherwise = Some(e),
        _ => {}
    }
}

/// Bytes of an array that a loop copies before it starts.
const LARGEST_SNAPSHOT: u64 = 64 << 10;

/// Whether the body of a loop speaks of the variable that the loop goes over.
fn writes_name(body: &ast::Expr, over: &ast::Expr) -> bool {
    let ast::ExprKind::Ident(name) = &super::stmt::strip_groups(over).kind else {
        return false;
    };
    let mut found = false;
    super::free::walk(body, &mut |e| {
        found |= matches!(&e.kind, ast::ExprKind::Ident(n) if n == name);
    });
    found
}
