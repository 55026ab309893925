//! Statements and expressions.

use crate::diag::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::*;

use super::scope::{Kind, Use};
use super::{Checked, Checker, LabelKind, flow};

impl Checker<'_> {
    pub(super) fn block(&mut self, b: &Block) -> Checked {
        match &b.label {
            Some(label) => self.labelled(Some(label), LabelKind::Block, |s| s.statements(b)),
            None => self.statements(b),
        }
    }

    fn statements(&mut self, b: &Block) -> Checked {
        let mark = self.mark();
        self.scopes.depth += 1;
        let result = self.each_statement(b);
        self.scopes.depth -= 1;
        match result {
            Ok(()) => self.close_to(mark),
            Err(_) => self.drop_to(mark),
        }
        result
    }

    fn each_statement(&mut self, b: &Block) -> Checked {
        let mut diverted = None;
        for s in &b.stmts {
            if let Some(before) = diverted {
                let d = Diagnostic::lenient("unreachable", s.span, "unreachable code")
                    .label(before, "control flow is diverted here");
                self.found.push(d);
            }
            self.statement(s)?;
            if let Some(ends) = flow::ends(s) {
                diverted = ends.then_some(s.span);
            }
        }
        Ok(())
    }

    fn statement(&mut self, s: &Stmt) -> Checked {
        match &s.kind {
            StmtKind::Var(v) => {
                for e in v.ty.iter().chain(&v.align).chain(&v.value) {
                    self.value(e)?;
                }
                if let Some(value) = v.value.as_ref().filter(|e| flow::diverts(e)) {
                    let d = Diagnostic::lenient("unreachable", s.span, "unreachable code")
                        .label(value.span, "control flow is diverted here");
                    self.found.push(d);
                }
                let kind = if v.is_const {
                    Kind::Constant
                } else {
                    Kind::Variable
                };
                self.declare(&v.name, kind)
            }
            StmtKind::Destructure { targets, value, .. } => {
                for t in targets {
                    match t {
                        DestructureTarget::Place(p) => self.expr(p, Use::Place)?,
                        DestructureTarget::Decl { ty: Some(ty), .. } => self.value(ty)?,
                        DestructureTarget::Decl { .. } => {}
                    }
                }
                self.value(value)?;
                for t in targets {
                    if let DestructureTarget::Decl { name, is_const, .. } = t {
                        let kind = if *is_const {
                            Kind::Constant
                        } else {
                            Kind::Variable
                        };
                        self.declare(name, kind)?;
                    }
                }
                Ok(())
            }
            StmtKind::Expr(e) => self.statement_value(e),
            StmtKind::Defer(body) => self.defer_body(body, s.span),
            StmtKind::ErrDefer { payload, body } => {
                if let Some(name) = payload {
                    self.newer_error_capture(name.span);
                }
                let mark = self.mark();
                if let Some(name) = payload {
                    self.declare(name, Kind::Capture)?;
                }
                self.defer_body(body, s.span)?;
                self.close_to(mark);
                Ok(())
            }
            StmtKind::Comptime(inner) => self.statement(inner),
        }
    }

    /// An expression that stands as a statement.
    pub(super) fn statement_value(&mut self, e: &Expr) -> Checked {
        self.value(e)
    }

    pub(super) fn value(&mut self, e: &Expr) -> Checked {
        self.expr(e, Use::Value)
    }

    fn values<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>) -> Checked {
        for e in list {
            self.value(e)?;
        }
        Ok(())
    }

    fn boxed(&mut self, e: &Option<Box<Expr>>) -> Checked {
        match e {
            Some(e) => self.value(e),
            None => Ok(()),
        }
    }

    pub(super) fn expr(&mut self, e: &Expr, how: Use) -> Checked {
        self.newer_expr(e);
        match &e.kind {
            ExprKind::Ident(name) => self.name(name, e.span, how),
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Char(_)
            | ExprKind::Str(_)
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Null
            | ExprKind::Undefined
            | ExprKind::Unreachable
            | ExprKind::Discard
            | ExprKind::EnumLiteral(_)
            | ExprKind::ErrorLiteral(_)
            | ExprKind::Outside(_) => Ok(()),
            ExprKind::ErrorSet(names) => self.error_set(names),
            ExprKind::Group(inner) => self.expr(inner, how),
            ExprKind::Assign { place, op, value } => self.assign(place, op.is_some(), value),
            ExprKind::Unary { op, operand } => {
                let how = match op {
                    UnaryOp::AddressOf => Use::Place,
                    _ => Use::Value,
                };
                self.expr(operand, how)
            }
            ExprKind::Binary {
                lhs,
                rhs,
                op,
                op_span,
            } => {
                self.no_text_comparison(*op, *op_span, lhs, rhs)?;
                let how = match (op, how) {
                    (BinaryOp::Orelse, Use::Place) => Use::Place,
                    _ => Use::Value,
                };
                self.expr(lhs, how)?;
                self.value(rhs)
            }
            ExprKind::Try(operand) => {
                self.not_in_defer("'try' not allowed inside defer expression", e.span)?;
                self.expr(operand, keep_place(how))
            }
            ExprKind::Catch {
                operand,
                payload,
                handler,
            } => {
                self.expr(operand, keep_place(how))?;
                self.captured(payload.iter(), |s| s.value(handler))
            }
            ExprKind::Call { callee, args } => {
                self.newer_expr(callee);
                // A method may change its object.
                match &callee.kind {
                    ExprKind::Field { base, .. } => self.expr(base, Use::Place)?,
                    _ => self.value(callee)?,
                }
                self.values(args)
            }
            ExprKind::Builtin { name, args } => {
                let place = &*name.name == "field" && how == Use::Place;
                for (i, arg) in args.iter().enumerate() {
                    let how = if place && i == 0 {
                        Use::Place
                    } else {
                        Use::Value
                    };
                    self.expr(arg, how)?;
                }
                Ok(())
            }
            ExprKind::Field { base, .. } => self.expr(base, keep_place(how)),
            ExprKind::Deref(base) => self.value(base),
            ExprKind::Unwrap(base) => self.expr(base, keep_place(how)),
            ExprKind::Index { base, index } => {
                self.expr(base, keep_place(how))?;
                self.value(index)
            }
            ExprKind::Slice {
                base,
                start,
                end,
                sentinel,
            } => {
                self.expr(base, Use::Place)?;
                self.value(start)?;
                self.boxed(end)?;
                self.boxed(sentinel)
            }
            ExprKind::Init { ty, body } => {
                self.boxed(ty)?;
                match body {
                    InitBody::Empty => Ok(()),
                    InitBody::List(items) => self.values(items),
                    InitBody::Fields(fields) => self.values(fields.iter().map(|(_, e)| e)),
                }
            }
            ExprKind::PointerType(p) => {
                self.values(p.sentinel.iter().chain(&p.align))?;
                self.value(&p.child)
            }
            ExprKind::ArrayType {
                len,
                sentinel,
                child,
            } => {
                self.boxed(len)?;
                self.boxed(sentinel)?;
                self.value(child)
            }
            ExprKind::OptionalType(child) => self.value(child),
            ExprKind::ErrorUnionType { set, payload } => {
                self.boxed(set)?;
                self.value(payload)
            }
            ExprKind::FnType(proto) => self.function_type(proto),
            ExprKind::Container(c) => self.container(c),
            ExprKind::If(i) => self.if_expr(i),
            ExprKind::While(w) => self.while_expr(w),
            ExprKind::For(f) => self.for_expr(f),
            ExprKind::Switch(s) => self.switch(s),
            ExprKind::Block(b) => self.block(b),
            ExprKind::Return(value) => {
                self.not_in_defer("cannot return from defer expression", e.span)?;
                self.boxed(value)
            }
            ExprKind::Break { label, value } => {
                self.leave("break", label.as_ref(), e.span)?;
                self.boxed(value)
            }
            ExprKind::Continue { label, value } => {
                self.leave("continue", label.as_ref(), e.span)?;
                self.boxed(value)
            }
            ExprKind::Comptime(inner) => self.value(inner),
        }
    }

    fn assign(&mut self, place: &Expr, is_compound: bool, value: &Expr) -> Checked {
        if let ExprKind::Discard = place.kind {
            let inner = super::super::stmt::strip_groups(value);
            if let ExprKind::Ident(name) = &inner.kind
                && !is_compound
            {
                return self.name(name, inner.span, Use::Discard);
            }
            return self.value(value);
        }
        if !can_be_assigned(place) {
            let message = "invalid left-hand side to assignment";
            self.found
                .push(Diagnostic::error("type", place.span, message));
            return Err(super::Stop);
        }
        self.expr(place, Use::Place)?;
        self.value(value)
    }

    /// `==` would compare addresses.
    fn no_text_comparison(&mut self, op: BinaryOp, at: Span, lhs: &Expr, rhs: &Expr) -> Checked {
        let symbol = match op {
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            _ => return Ok(()),
        };
        let is_text = |e: &Expr| {
            let inner = super::super::stmt::strip_groups(e);
            matches!(inner.kind, ExprKind::Str(_))
        };
        if !is_text(lhs) && !is_text(rhs) {
            return Ok(());
        }
        let message = format!("cannot compare strings with {symbol}");
        let d = Diagnostic::error("type", at, message)
            .hint("compare the contents with `std.mem.eql(u8, a, b)`");
        self.found.push(d);
        Err(super::Stop)
    }

    /// Something that sees captures.
    fn captured<'e>(
        &mut self,
        names: impl Iterator<Item = &'e Ident>,
        f: impl FnOnce(&mut Self) -> Checked,
    ) -> Checked {
        let mark = self.mark();
        self.scopes.depth += 1;
        let mut result = Ok(());
        for name in names {
            if result.is_ok() {
                result = self.declare(name, Kind::Capture);
            }
        }
        let result = result.and_then(|()| f(self));
        self.scopes.depth -= 1;
        match result {
            Ok(()) => self.close_to(mark),
            Err(_) => self.drop_to(mark),
        }
        result
    }

    fn subject(&mut self, e: &Expr, capture: Option<&Capture>) -> Checked {
        let by_ref = capture.is_some_and(|c| c.by_ref);
        self.expr(e, if by_ref { Use::Place } else { Use::Value })
    }

    fn if_expr(&mut self, i: &If) -> Checked {
        self.subject(&i.cond, i.payload.as_ref())?;
        self.captured(i.payload.iter().map(|c| &c.name), |s| s.value(&i.then))?;
        match &i.otherwise {
            Some(e) => self.captured(i.else_payload.iter(), |s| s.value(e)),
            None => Ok(()),
        }
    }

    fn while_expr(&mut self, w: &While) -> Checked {
        self.labelled(w.label.as_ref(), LabelKind::While, |s| {
            s.subject(&w.cond, w.payload.as_ref())?;
            s.captured(w.payload.iter().map(|c| &c.name), |s| {
                if let Some(step) = &w.step {
                    s.value(step)?;
                }
                s.value(&w.body)
            })
        })?;
        match &w.otherwise {
            Some(e) => self.captured(w.else_payload.iter(), |s| s.value(e)),
            None => Ok(()),
        }
    }

    fn for_expr(&mut self, f: &For) -> Checked {
        self.labelled(f.label.as_ref(), LabelKind::For, |s| {
            for (i, input) in f.inputs.iter().enumerate() {
                match input {
                    ForInput::Over(e) => s.subject(e, f.captures.get(i))?,
                    ForInput::Range { start, end, .. } => {
                        s.value(start)?;
                        s.values(end)?;
                    }
                }
            }
            s.captured(f.captures.iter().map(|c| &c.name), |s| s.value(&f.body))
        })?;
        match &f.otherwise {
            Some(e) => self.value(e),
            None => Ok(()),
        }
    }

    fn switch(&mut self, s: &Switch) -> Checked {
        let by_ref = s
            .prongs
            .iter()
            .any(|p| p.capture.as_ref().is_some_and(|c| c.by_ref));
        self.expr(&s.operand, if by_ref { Use::Place } else { Use::Value })?;
        for item in s.prongs.iter().flat_map(|p| &p.items) {
            if let ProngItem::Value(Expr {
                kind: ExprKind::Str(_),
                span,
            }) = item
            {
                let d = Diagnostic::error("type", *span, "cannot switch on strings").hint(
                    "compare with `std.mem.eql(u8, a, b)` in a chain of `if`s, or use an enum",
                );
                self.found.push(d);
                return Err(super::Stop);
            }
        }
        let elses: Vec<&Prong> = s.prongs.iter().filter(|p| p.is_else).collect();
        if let [first, second, ..] = elses.as_slice() {
            let d = Diagnostic::error(
                "name",
                second.span,
                "multiple else prongs in switch expression",
            )
            .label(first.span, "previous else prong here");
            self.found.push(d);
            return Err(super::Stop);
        }
        self.labelled(s.label.as_ref(), LabelKind::Switch, |this| {
            for p in &s.prongs {
                for item in &p.items {
                    match item {
                        ProngItem::Value(e) => this.value(e)?,
                        ProngItem::Range(a, b) => {
                            this.value(a)?;
                            this.value(b)?;
                        }
                    }
                }
                let names = p.capture.iter().map(|c| &c.name).chain(&p.tag_capture);
                this.captured(names, |s| s.value(&p.body))?;
            }
            Ok(())
        })
    }
}

/// Whether it may stand left of `=`. Brackets hide what they hold, as in Zig.
pub(in crate::sema) fn can_be_assigned(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Builtin { name, .. } => &*name.name == "field",
        ExprKind::Binary { op, .. } => *op == BinaryOp::Orelse,
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::Str(_)
        | ExprKind::Unary { .. }
        | ExprKind::Call { .. }
        | ExprKind::Slice { .. }
        | ExprKind::Init { .. } => false,
        _ => true,
    }
}

/// A part of a place is a place.
fn keep_place(how: Use) -> Use {
    match how {
        Use::Place => Use::Place,
        _ => Use::Value,
    }
}
