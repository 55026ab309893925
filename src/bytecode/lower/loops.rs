//! Loops. The test stands at the end, so that an iteration costs one branch.

use crate::ir::{Expr, For, ForInput, ForInputKind, Test, While};
use crate::source::Span;
use crate::types::{Class, TypeId};

use super::super::*;
use super::code::Label;
use super::control::{Held, test_span};
use super::exit::ScopeKind;
use super::frame::Storage;
use super::function::{Lowering, Target};
use super::memory::{Dest, Loc, Operand};
use super::number::int_code;

/// One evaluated input of a `for`.
#[derive(Clone, Copy)]
enum Input {
    /// Counts up from the register's value, or from 0.
    Range(Option<u16>),
    /// The slice in two registers.
    Slice(u16),
}

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn while_(&mut self, w: &'m While, dest: Dest) {
        self.in_loop(|l| l.while_open(w, dest));
    }

    fn while_open(&mut self, w: &'m While, dest: Dest) {
        let outer = self.code.here.span;
        let (next, no, end) = (self.code.label(), self.code.label(), self.code.label());
        let target = Target {
            on_break: end,
            on_continue: Some(next),
            dest,
            depth: self.scopes.len(),
            operand: None,
        };
        self.set_target(Some(w.label), target);
        let mark = self.frame.mark();
        let error = match &w.test {
            Test::Bool(condition) => {
                self.while_bool(w, condition, next, no);
                None
            }
            test => self.while_bound(w, test, next, no),
        };
        if let Some(otherwise) = &w.otherwise {
            let is_stmt = matches!(dest, Dest::Nowhere);
            self.with_binding(error, |l| l.arm_body(otherwise, dest, is_stmt));
        }
        self.frame.release(mark);
        self.code.bind(end);
        self.code.here.span = outer;
    }

    fn while_bool(&mut self, w: &'m While, condition: &'m Expr, next: Label, no: Label) {
        let (body, test) = (self.code.label(), self.code.label());
        self.code.mark_used(body);
        self.code.jump(test);
        self.code.bind(body);
        self.loop_body(&w.body);
        self.code.bind(next);
        self.loop_step(w);
        self.code.bind(test);
        self.code.start_step(condition.span);
        self.conditional += 1;
        self.branch(condition, true, body);
        self.conditional -= 1;
        self.code.finish_step();
        self.code.bind(no);
    }

    /// The test binds a local, so it stands before the body. What the error of a failed test is bound to.
    fn while_bound(
        &mut self,
        w: &'m While,
        test: &'m Test,
        next: Label,
        no: Label,
    ) -> Option<Held> {
        let again = self.code.bound_label();
        self.code.start_step(test_span(test));
        self.conditional += 1;
        let (held, error) = self.test(test, no);
        self.conditional -= 1;
        self.with_binding(held, |l| l.loop_body(&w.body));
        self.code.bind(next);
        self.loop_step(w);
        self.code.jump(again);
        self.code.bind(no);
        error
    }

    fn loop_step(&mut self, w: &'m While) {
        if let Some(step) = &w.step
            && self.code.is_live()
        {
            self.stmt_expr(step);
        }
    }

    fn loop_body(&mut self, body: &'m Expr) {
        self.push_scope(ScopeKind::Block);
        self.stmt_expr(body);
        self.pop_scope();
    }

    pub fn for_(&mut self, f: &'m For, e: &'m Expr, dest: Dest) {
        self.in_loop(|l| l.for_open(f, e, dest));
    }

    fn for_open(&mut self, f: &'m For, e: &'m Expr, dest: Dest) {
        let outer = self.code.here.span;
        let header = header_span(f, e.span);
        let (next, no, end) = (self.code.label(), self.code.label(), self.code.label());
        let target = Target {
            on_break: end,
            on_continue: Some(next),
            dest,
            depth: self.scopes.len(),
            operand: None,
        };
        self.set_target(Some(f.label), target);
        self.push_scope(ScopeKind::Block);
        self.code.start_step(header);
        let mut len = None;
        let inputs: Vec<Input> = f
            .inputs
            .iter()
            .map(|i| self.for_input(i, &mut len))
            .collect();
        let len = len.unwrap_or_else(|| self.constant(u64::MAX));
        let index = self.number(0);
        self.frame.keep();
        self.branch_imm(Op::JEqI, len, 0, no);
        let body = self.code.bound_label();
        self.push_scope(ScopeKind::Block);
        for (input, &from) in f.inputs.iter().zip(&inputs) {
            self.bind_input(input, from, index);
        }
        self.stmt_expr(&f.body);
        self.pop_scope();
        self.code.bind(next);
        self.code.start_step(header);
        self.code
            .branch((Op::ForNext, 0), (Op::ForNext, 1), index, len, body);
        self.code.bind(no);
        self.pop_scope();
        if let Some(otherwise) = &f.otherwise {
            self.arm_body(otherwise, dest, matches!(dest, Dest::Nowhere));
        }
        self.code.bind(end);
        self.code.here.span = outer;
    }

    /// Evaluates an input once; its length must be that of the others.
    fn for_input(&mut self, input: &'m ForInput, len: &mut Option<u16>) -> Input {
        let (found, own) = match &input.kind {
            ForInputKind::Range { start, end } => {
                let from = match self.scalar_constant(start) {
                    Some(0) => None,
                    _ => {
                        let reg = self.regs(start);
                        Some(self.frozen(reg, TypeId::USIZE))
                    }
                };
                let own = end.as_ref().map(|end| {
                    let end = self.regs(end);
                    let own = self.reg();
                    match from {
                        Some(from) => {
                            self.code
                                .op_x(Op::SubU64, int_code(false, 64), own, end, from);
                        }
                        None => self.move_regs(own, end, TypeId::USIZE),
                    }
                    own
                });
                (Input::Range(from), own)
            }
            ForInputKind::Elements(slice) | ForInputKind::Pointers(slice) => {
                let reg = self.regs(slice);
                let pair = self.frozen(reg, slice.ty);
                (Input::Slice(pair), Some(pair + 1))
            }
        };
        self.frame.keep();
        match (*len, own) {
            (None, own) => *len = own,
            (Some(len), Some(own)) => {
                let fine = self.code.label();
                self.branch_ints(crate::ir::BinaryOp::Eq, false, len, own, true, fine);
                self.panic_text("for loop over objects with non-equal lengths");
                self.code.bind(fine);
            }
            _ => {}
        }
        found
    }

    fn bind_input(&mut self, input: &'m ForInput, from: Input, index: u16) {
        let Some(local) = input.bind else {
            return;
        };
        let ty = self.ir.locals[local.0 as usize].ty;
        match (from, &input.kind) {
            (Input::Range(start), _) => {
                let storage = self.new_local(local);
                if let Storage::Reg(to) = storage {
                    self.range_value(to, start, index);
                } else if let Storage::Memory(loc) = storage {
                    let value = self.reg();
                    self.range_value(value, start, index);
                    self.store(loc, ty, value);
                }
                self.show_local(local);
            }
            (Input::Slice(slice), ForInputKind::Pointers(value)) => {
                let size = self.types.size(self.payload_type(value.ty));
                match self.new_local(local) {
                    Storage::Reg(to) => self.element_address(to, slice, index, size),
                    Storage::Memory(loc) => {
                        let at = self.reg();
                        self.element_address(at, slice, index, size);
                        self.store(loc, ty, at);
                    }
                    Storage::Void => {}
                }
                self.show_local(local);
            }
            (Input::Slice(slice), _) => {
                let size = self.types.size(ty);
                let spot = super::place::Spot::Element { slice, index };
                match self.class(ty) {
                    Class::Void => self.bind_local(local, Operand::Void),
                    Class::Scalar if matches!(size, 1 | 4 | 8) => {
                        match self.new_local(local) {
                            Storage::Reg(to) => self.read_into(spot, ty, to),
                            Storage::Memory(loc) => {
                                let value = self.reg();
                                self.read_into(spot, ty, value);
                                self.store(loc, ty, value);
                            }
                            Storage::Void => {}
                        }
                        self.show_local(local);
                    }
                    _ => {
                        let at = self.reg();
                        self.element_address(at, slice, index, size);
                        let loc = Loc::behind(at);
                        self.bind_local(local, Operand::Loc(loc));
                    }
                }
            }
        }
    }

    fn range_value(&mut self, to: u16, start: Option<u16>, index: u16) {
        match start {
            Some(start) => {
                self.code
                    .op_x(Op::AddU64, int_code(false, 64), to, start, index);
            }
            None => self.code.op(Op::Mov, to, index, 0),
        }
    }
}

/// `for (a, 0..) ` without the body.
fn header_span(f: &For, whole: Span) -> Span {
    let ends = f.inputs.iter().map(|input| match &input.kind {
        ForInputKind::Range {
            start,
            end: Some(end),
        } => start.span.end().max(end.span.end()),
        ForInputKind::Range { start, .. } => start.span.end(),
        ForInputKind::Elements(e) | ForInputKind::Pointers(e) => e.span.end(),
    });
    match ends.max() {
        Some(end) if end > whole.start() && end <= whole.end() => {
            Span::new(whole.file, whole.start(), end)
        }
        _ => whole,
    }
}
