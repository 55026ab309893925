//! `while` and what all loops share: those of the running program, unrolled ones, and those that run during analysis.

use crate::ir::{self, ExprKind, LabelId};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{TypeId, Value};

use super::Sema;
use super::control::{RuntimeTest, Tested};
use super::frame::{BindingKind, TargetKind};
use super::operand::{Eval, Flow, Operand, kept};

mod counted;
mod known;

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
        let else_leaves = other.as_ref().is_some_and(|(op, _)| op.is_noreturn());
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
            if endless || else_leaves {
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
}

fn set_otherwise(kind: &mut ExprKind, e: ir::Expr) {
    match kind {
        ExprKind::While(w) => w.otherwise = Some(e),
        ExprKind::For(f) => f.otherwise = Some(e),
        _ => {}
    }
}
