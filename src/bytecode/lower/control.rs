//! Statements, blocks, branches.

use crate::ir::{Block, Expr, ExprKind, LocalId, Stmt, StmtKind, Subject, Test};
use crate::source::Span;
use crate::types::TypeId;

use super::super::*;
use super::code::Label;
use super::exit::ScopeKind;
use super::function::{Lowering, Target};
use super::memory::{Dest, Loc, Operand};

/// What a test binds, once it has decided.
pub(super) struct Held {
    operand: Operand,
    bind: Option<LocalId>,
    /// The local becomes a pointer to the payload.
    by_pointer: bool,
}

impl<'u, 'm> Lowering<'u, 'm> {
    /// Control flow, calls of `panic` and the like. False if the expression is none of it.
    pub fn control(&mut self, e: &'m Expr, dest: Dest) -> bool {
        match &e.kind {
            ExprKind::Block(block) => self.block(block, e.ty, dest, false),
            ExprKind::If {
                test,
                then,
                otherwise,
            } => self.if_(test, then, otherwise.as_deref(), dest, false),
            ExprKind::While(w) => self.while_(w, dest),
            ExprKind::For(f) => self.for_(f, e, dest),
            ExprKind::Switch(s) => self.switch(s, dest, false),
            ExprKind::Catch {
                operand,
                bind,
                handler,
            } => self.catch(operand, *bind, handler, dest),
            ExprKind::Orelse { operand, handler } => self.orelse(operand, handler, dest),
            ExprKind::Return(None) => self.once(Self::return_nothing),
            ExprKind::Return(Some(value)) => self.once(|l| l.return_value(value)),
            ExprKind::Break { label, value } => self.break_to(*label, value.as_deref()),
            ExprKind::Continue { label } => self.continue_to(*label),
            ExprKind::ContinueSwitch { label, value } => self.continue_switch(*label, value),
            ExprKind::Panic(text) => {
                self.code.here.span = e.span;
                self.panic_text(text);
            }
            ExprKind::PanicWith(text) => {
                let reg = self.regs(text);
                self.code.op_x(Op::Panic, PanicKind::Slice as u8, reg, 0, 0);
                self.code.end_here();
            }
            _ => return false,
        }
        true
    }

    fn block(&mut self, block: &'m Block, ty: TypeId, dest: Dest, is_stmt: bool) {
        let end = self.code.label();
        let outer = self.code.here.span;
        self.block_inside(block, ty, dest, end, is_stmt);
        self.pop_scope();
        self.code.bind(end);
        self.code.here.span = outer;
    }

    /// The body of a function. If it can be fallen out of, its closing brace has become a statement, which is to
    /// end with the return.
    pub fn body_block(&mut self, block: &'m Block, ty: TypeId, close: Span) -> bool {
        let before = self.code.here.scope;
        let end = self.code.label();
        self.block_inside(block, ty, Dest::Nowhere, end, false);
        let shown = self.unit.locals_since(before, self.code.here.scope);
        if !self.code.is_live() {
            self.pop_scope();
            self.code.bind(end);
            return false;
        }
        self.code.bind(end);
        self.close_body(close, shown);
        let here = self.code.here;
        self.pop_scope();
        self.code.here = here;
        true
    }

    /// A block whose scope stays open. Where it stands for a statement (a prong with what it captures), its last expression
    /// is one.
    fn block_inside(
        &mut self,
        block: &'m Block,
        ty: TypeId,
        dest: Dest,
        end: Label,
        is_stmt: bool,
    ) {
        let target = Target {
            on_break: end,
            on_continue: None,
            dest,
            depth: self.scopes.len(),
            operand: None,
        };
        self.set_target(block.label, target);
        self.push_scope(ScopeKind::Block);
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        match &block.tail {
            Some(tail) if is_stmt => self.stmt_expr(tail),
            Some(tail) => self.into(tail, dest),
            None => {}
        }
        if ty == TypeId::NORETURN {
            self.code.end_here();
        }
    }

    fn stmt(&mut self, stmt: &'m Stmt) {
        let mark = self.frame.mark();
        match &stmt.kind {
            StmtKind::Let { local, init } => {
                self.start(stmt.is_step, stmt.span);
                self.let_(*local, init);
            }
            StmtKind::Expr(e) if stmt.is_step => self.stmt_expr_at(e, stmt.span),
            StmtKind::Expr(e) => self.effect(e),
            StmtKind::Known(known) => {
                let constants = &mut self.unit.parts.known;
                constants.push((**known).clone());
                let id = ConstantRef(constants.len() as u32 - 1);
                self.enter_node(ScopeEntry::Constant(id));
            }
            StmtKind::Defer(defer) => {
                self.start(stmt.is_step, stmt.span);
                self.arm(defer, stmt.span);
            }
        }
        self.code.finish_step();
        self.frame.release(mark);
    }

    fn start(&mut self, is_step: bool, span: crate::source::Span) {
        if is_step {
            self.code.start_step(span);
        }
        self.code.spot = span;
    }

    fn let_(&mut self, local: LocalId, init: &'m Expr) {
        use super::frame::Storage;
        match self.new_local(local) {
            Storage::Void => self.effect(init),
            Storage::Reg(reg) => match &init.kind {
                ExprKind::Orelse { operand, handler }
                    if handler.ty == TypeId::NORETURN && self.is_register(operand.ty) =>
                {
                    self.let_or_leave(reg, operand, handler);
                }
                _ => self.into(init, Dest::Reg(reg)),
            },
            Storage::Memory(loc @ Loc::Frame { .. }) => self.build(init, loc),
            Storage::Memory(loc) => self.into(init, Dest::Loc(loc)),
        }
        self.show_local(local);
    }

    /// An expression where a statement stands: its parts are steps of their own if it branches.
    pub fn stmt_expr(&mut self, e: &'m Expr) {
        self.stmt_expr_at(e, e.span);
    }

    fn stmt_expr_at(&mut self, e: &'m Expr, span: crate::source::Span) {
        match &e.kind {
            ExprKind::Block(block) => self.block(block, e.ty, Dest::Nowhere, true),
            ExprKind::If {
                test,
                then,
                otherwise,
            } => {
                self.start(true, test_span(test));
                self.if_(test, then, otherwise.as_deref(), Dest::Nowhere, true);
            }
            ExprKind::Switch(s) => {
                self.start(true, s.operand.span);
                self.switch(s, Dest::Nowhere, true);
            }
            ExprKind::While(w) => self.while_(w, Dest::Nowhere),
            ExprKind::For(f) => self.for_(f, e, Dest::Nowhere),
            ExprKind::Discard(inner) if is_branching(inner) => self.stmt_expr_at(inner, span),
            _ => {
                self.start(true, span);
                self.effect(e);
                self.code.finish_step();
            }
        }
    }

    /// A branch: a step of its own where the whole is a statement, else part of the expression.
    pub fn arm_body(&mut self, e: &'m Expr, dest: Dest, is_stmt: bool) {
        let mark = self.frame.mark();
        self.conditional += 1;
        if is_stmt {
            self.stmt_expr(e);
        } else {
            self.into(e, dest);
        }
        self.conditional -= 1;
        self.frame.release(mark);
    }

    fn if_(
        &mut self,
        test: &'m Test,
        then: &'m Expr,
        otherwise: Option<&'m Expr>,
        dest: Dest,
        is_stmt: bool,
    ) {
        let (no, end) = (self.code.label(), self.code.label());
        let outer = self.code.here.span;
        let held = self.test(test, no);
        self.with_binding(held.0, |l| l.arm_body(then, dest, is_stmt));
        match otherwise {
            Some(otherwise) => {
                self.code.jump(end);
                self.code.bind(no);
                self.code.here.span = outer;
                self.with_binding(held.1, |l| l.arm_body(otherwise, dest, is_stmt));
            }
            None => self.code.bind(no),
        }
        self.code.bind(end);
        self.code.here.span = outer;
    }

    /// Runs with a captured local, in a scope that ends after.
    pub fn with_binding(&mut self, held: Option<Held>, write: impl FnOnce(&mut Self)) {
        let Some(held) = held else {
            return write(self);
        };
        let Some(local) = held.bind else {
            return write(self);
        };
        self.push_scope(ScopeKind::Block);
        if held.by_pointer {
            let loc = match held.operand {
                Operand::Loc(loc) => self.as_pointer(loc),
                _ => Loc::slot(0),
            };
            let reg = self.pointer_reg(loc);
            self.bind_local(local, Operand::Reg(reg));
        } else {
            self.bind_local(local, held.operand);
        }
        write(self);
        self.pop_scope();
    }

    /// Decides; goes on where the test holds, jumps to `no` where not. What is to be bound here and there.
    pub fn test(&mut self, test: &'m Test, no: Label) -> (Option<Held>, Option<Held>) {
        match test {
            Test::Bool(e) => {
                self.branch(e, false, no);
                (None, None)
            }
            Test::NonNull { subject, bind } => {
                let (held, ty, by_pointer) = self.subject(subject);
                self.branch_null(held, ty, true, no);
                let operand = match by_pointer {
                    true => held,
                    false => self.optional_payload(held, ty),
                };
                let held = Held {
                    operand,
                    bind: *bind,
                    by_pointer,
                };
                (Some(held), None)
            }
            Test::Ok {
                subject,
                bind,
                bind_error,
            } => {
                let (held, ty, by_pointer) = self.subject(subject);
                let loc = match held {
                    Operand::Loc(loc) => loc,
                    _ => Loc::slot(0),
                };
                let code = self.load_error_code(loc, ty);
                self.branch_imm(Op::JNeI, code, 0, no);
                let payload = self.payload_type(ty);
                let offset = self.types.error_union_layout(payload).payload_offset;
                let operand = match by_pointer {
                    true => Operand::Loc(loc.at(offset)),
                    false => self.error_payload(loc, ty),
                };
                let ok = Held {
                    operand,
                    bind: *bind,
                    by_pointer,
                };
                let failed = Held {
                    operand: Operand::Reg(code),
                    bind: *bind_error,
                    by_pointer: false,
                };
                (Some(ok), Some(failed))
            }
        }
    }

    fn subject(&mut self, subject: &'m Subject) -> (Operand, TypeId, bool) {
        match subject {
            Subject::Value(e) => (self.operand(e), e.ty, false),
            Subject::Place(place) => {
                let loc = self.address(place);
                (Operand::Loc(loc), place.ty, true)
            }
        }
    }
}

/// The text of what `if` and `while` ask.
pub(super) fn test_span(test: &Test) -> crate::source::Span {
    match test {
        Test::Bool(e) => e.span,
        Test::NonNull { subject, .. } | Test::Ok { subject, .. } => match subject {
            Subject::Value(e) => e.span,
            Subject::Place(place) => place.span,
        },
    }
}

fn is_branching(e: &Expr) -> bool {
    matches!(
        e.kind,
        ExprKind::If { .. } | ExprKind::Switch(_) | ExprKind::Block(_)
    )
}
