//! Statements and blocks: declarations of locals, assignments, defers, values thrown away.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::ir;
use crate::source::Span;
use crate::syntax::ast::{self, StmtKind};
use crate::types::{Base, Type, TypeId, Value};

use super::Sema;
use super::frame::{BindingKind, Target, TargetKind};
use super::operand::{DISCARD, Eval, Flow, Operand, PlaceKind};

/// A defer that comptime code has armed: its body, and whether it waits for an error.
type Armed = (Rc<ast::Expr>, bool, Option<ast::Ident>);

impl Sema {
    /// A block as an expression: its value comes from `break :label`.
    pub(super) fn block_expr(&mut self, b: &ast::Block, want: Option<TypeId>, at: Span) -> Eval {
        if self.frame.comptime {
            return self.run_block(b, want, at);
        }
        let id = self.push_target(b.label.as_ref(), TargetKind::Block, want, false);
        let scope = self.frame.bindings.len();
        let result = self.statements(&b.stmts);
        self.frame.bindings.truncate(scope);
        let target = self.pop_target();
        let (stmts, ends) = result?;
        let stmts = match self.elided_block(stmts, &target, at) {
            Ok(op) => return Ok(op),
            Err(stmts) => stmts,
        };
        let used = target.break_count > 0;
        let ty = if ends && !used {
            TypeId::NORETURN
        } else {
            TypeId::VOID
        };
        let mut block = ir::Expr {
            kind: ir::ExprKind::Block(ir::Block {
                label: used.then_some(id),
                stmts,
                tail: None,
                close: b.close,
            }),
            ty,
            span: at,
        };
        if used {
            let falls_out = !ends;
            block = self.settle(block, target, want, falls_out, at)?;
        }
        Ok(Operand::Runtime(block))
    }

    /// `blk: { ...; break :blk v; }` with a known value is that value, after the statements before it.
    fn elided_block(
        &mut self,
        mut stmts: Vec<ir::Stmt>,
        target: &Target,
        at: Span,
    ) -> Result<Operand, Vec<ir::Stmt>> {
        let [(Operand::Known(ty, value), _)] = target.results.as_slice() else {
            return Err(stmts);
        };
        let leaves = |s: &ir::Stmt| matches!(&s.kind, ir::StmtKind::Expr(e) if matches!(&e.kind, ir::ExprKind::Break { label, .. } if *label == target.id));
        if target.break_count != 1 || !stmts.last().is_some_and(leaves) {
            return Err(stmts);
        }
        let silent = |s: &ir::Stmt| match &s.kind {
            ir::StmtKind::Let { init, .. } => matches!(init.kind, ir::ExprKind::Const(_)),
            ir::StmtKind::Expr(e) => matches!(e.kind, ir::ExprKind::Break { .. }),
            ir::StmtKind::Known(_) => true,
            ir::StmtKind::Defer(_) => false,
        };
        if stmts.iter().all(silent) {
            return Ok(Operand::Known(*ty, value.clone()));
        }
        if !self.pool.is_comptime_only(*ty) {
            return Err(stmts);
        }
        stmts.pop();
        let known = Operand::Known(*ty, value.clone());
        Ok(self.after(stmts, known, at))
    }

    /// A known value that comes to be after some statements have run.
    pub(super) fn after(&mut self, stmts: Vec<ir::Stmt>, op: Operand, at: Span) -> Operand {
        let Operand::Known(ty, value) = op else {
            return op;
        };
        let tail = super::patch::placeholder(self.carried.len(), at);
        self.carried.push(value);
        let mut tree = super::switch::block_of(stmts, tail, at);
        tree.ty = ty;
        Operand::Runtime(tree)
    }

    /// Takes apart what [`Sema::after`] made; other operands stay whole.
    pub(super) fn split_after(&self, op: Operand) -> (Vec<ir::Stmt>, Operand) {
        let Operand::Runtime(e) = op else {
            return (Vec::new(), op);
        };
        if !self.pool.is_comptime_only(e.ty) {
            return (Vec::new(), Operand::Runtime(e));
        }
        match e.kind {
            ir::ExprKind::Block(ir::Block {
                label: None,
                stmts,
                tail: Some(tail),
                ..
            }) => {
                let value = super::patch::placeholder_index(&tail)
                    .and_then(|i| self.carried.get(i))
                    .cloned()
                    .unwrap_or(Value::Undefined);
                (stmts, Operand::Known(e.ty, value))
            }
            kind => (Vec::new(), Operand::Runtime(ir::Expr { kind, ..e })),
        }
    }

    /// The statements of a block, and whether they never reach its end. A refused statement does not stop the next.
    pub(super) fn statements(&mut self, stmts: &[ast::Stmt]) -> Eval<(Vec<ir::Stmt>, bool)> {
        let mut out = Vec::new();
        let mut failed = false;
        let mut ends = false;
        for s in stmts {
            match self.stmt(s, &mut out) {
                Ok(true) => {
                    // What stands after it cannot run: Zig does not look at it either.
                    ends = true;
                    break;
                }
                Ok(false) => {}
                Err(Flow::Failed) => {
                    failed = true;
                    self.poison(s);
                    // In the library one problem is the caller's, whatever else follows from it.
                    if self.ct.exhausted || self.map.is_library(s.span.file) {
                        break;
                    }
                }
                Err(flow) => return Err(flow),
            }
        }
        if failed {
            return Err(Flow::Failed);
        }
        Ok((out, ends))
    }

    /// The names that a refused statement would have declared: using them is no second error.
    fn poison(&mut self, s: &ast::Stmt) {
        match &s.kind {
            StmtKind::Var(v) => self
                .frame
                .bind(&v.name.name, v.name.span, BindingKind::Poison),
            StmtKind::Destructure { targets, .. } => {
                for t in targets {
                    if let ast::DestructureTarget::Decl { name, .. } = t {
                        self.frame.bind(&name.name, name.span, BindingKind::Poison);
                    }
                }
            }
            _ => {}
        }
    }

    /// One statement; `true` when nothing after it can run.
    fn stmt(&mut self, s: &ast::Stmt, out: &mut Vec<ir::Stmt>) -> Eval<bool> {
        match &s.kind {
            StmtKind::Var(v) => self.local(v, s.span, out),
            StmtKind::Destructure {
                targets,
                value,
                is_comptime,
            } => self.destructure(targets, value, *is_comptime, s.span, out),
            StmtKind::Expr(e) => {
                let op = self.expr(e, Some(TypeId::VOID))?;
                self.expression_statement(op, e, s.span, out)
            }
            StmtKind::Defer(body) => {
                let body = self.defer_body(body)?;
                out.push(self.step(
                    ir::StmtKind::Defer(Box::new(ir::Defer {
                        on_error: false,
                        capture: None,
                        body,
                    })),
                    s.span,
                ));
                Ok(false)
            }
            StmtKind::ErrDefer { payload, body } => {
                self.errdefer(payload.as_ref(), body, s.span, out)
            }
            StmtKind::Comptime(inner) => self.comptime_stmt(inner),
        }
    }

    /// The value of an expression that stands as a statement must be nothing.
    fn expression_statement(
        &mut self,
        op: Operand,
        e: &ast::Expr,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        let ty = op.ty();
        if ty != TypeId::VOID && ty != TypeId::NORETURN {
            self.ignored(ty, e)?;
        }
        match op {
            Operand::Known(..) => {
                // Nothing runs, but people step over it all the same.
                if !self.frame.comptime {
                    let nothing = self.runtime(Operand::void(), span)?;
                    out.push(self.step(ir::StmtKind::Expr(nothing), span));
                }
                Ok(false)
            }
            Operand::Runtime(e) => {
                out.push(self.step(ir::StmtKind::Expr(e), span));
                Ok(ty == TypeId::NORETURN)
            }
        }
    }

    fn ignored(&mut self, ty: TypeId, e: &ast::Expr) -> Eval<()> {
        let name = self.pool.name(ty);
        let d = if self.pool.is_error_union(ty) {
            Diagnostic::error("type", e.span, "error union is ignored")
                .note("consider using 'try', 'catch', or 'if'")
        } else if self.pool.is_error_set(ty) {
            Diagnostic::error("type", e.span, "error set is ignored")
        } else {
            Diagnostic::error("type", e.span, format!("value of type '{name}' ignored"))
                .note("all non-void values must be used")
                .note("to discard the value, assign it to '_'")
        };
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn step(&self, kind: ir::StmtKind, span: Span) -> ir::Stmt {
        ir::Stmt {
            kind,
            span,
            is_step: true,
        }
    }

    /// What analysis adds on its own.
    pub(super) fn silent(&self, kind: ir::StmtKind, span: Span) -> ir::Stmt {
        ir::Stmt {
            kind,
            span,
            is_step: false,
        }
    }

    /// `const x: T = v;` and `var x = v;` in a function.
    fn local(&mut self, v: &ast::VarDecl, span: Span, out: &mut Vec<ir::Stmt>) -> Eval<bool> {
        let want = match &v.ty {
            Some(ty) => Some(self.type_of_expr(ty)?),
            None => None,
        };
        let align = match &v.align {
            Some(align) => self.alignment(align)?,
            None => None,
        };
        let Some(init) = &v.value else {
            return self.fail(v.span, "variables must be initialized");
        };
        let saved = self.frame.decl_name.replace(v.name.name.to_string());
        let value = if v.is_comptime {
            self.comptime_value(init, want)
                .map(|(ty, value)| Operand::Known(ty, value))
        } else {
            self.local_value(init, want)
        };
        self.frame.decl_name = saved;
        let value = value?;
        if value.is_noreturn() {
            if let Operand::Runtime(e) = value {
                out.push(self.step(ir::StmtKind::Expr(e), span));
            }
            return Ok(true);
        }
        self.declare(&v.name, v.is_const, v.is_comptime, value, span, out)
            .map_err(|flow| {
                if let Flow::Failed = flow {
                    self.frame
                        .bind(&v.name.name, v.name.span, BindingKind::Poison);
                }
                flow
            })?;
        if let (Some(align), Some(b)) = (align, self.frame.bindings.last_mut()) {
            b.align = Some(align);
            if let BindingKind::Local(id) = b.kind {
                self.frame.locals[id.0 as usize].align = Some(align);
            }
        }
        Ok(false)
    }

    fn local_value(&mut self, init: &ast::Expr, want: Option<TypeId>) -> Eval {
        match want {
            Some(ty) => self.expr_as(init, ty),
            None => self.expr(init, None),
        }
    }

    /// Makes a local (or a comptime binding) that holds the value.
    pub(super) fn declare(
        &mut self,
        name: &ast::Ident,
        is_const: bool,
        is_comptime: bool,
        value: Operand,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<()> {
        let (before, value) = self.split_after(value);
        out.extend(before);
        let ty = value.ty();
        self.check_variable_type(name, ty, is_const || is_comptime || self.frame.comptime)?;
        self.ensure_layout(ty, name.span)?;
        let comptime = self.frame.comptime;
        let kind = match value {
            Operand::Known(ty, value) if !is_const && (comptime || is_comptime) => {
                BindingKind::Cell(self.ct.new_cell(ty, value))
            }
            Operand::Known(ty, value) if is_const => {
                if !comptime && !self.pool.is_comptime_only(ty) && !points_to_cell(&value) {
                    let init = self.runtime(Operand::Known(ty, value.clone()), span)?;
                    let local = self.frame.new_local(&name.name, ty, name.span, true);
                    out.push(self.step(ir::StmtKind::Let { local, init }, span));
                } else if !comptime {
                    out.extend(self.named(&name.name, name.span, ty, &value));
                }
                BindingKind::Known(ty, value)
            }
            value => {
                if comptime && !self.frame.dry {
                    return self.not_known(span);
                }
                let init = self.runtime(value, span)?;
                let local = self.frame.new_local(&name.name, ty, name.span, is_const);
                out.push(self.step(ir::StmtKind::Let { local, init }, span));
                BindingKind::Local(local)
            }
        };
        self.frame.bind(&name.name, name.span, kind);
        Ok(())
    }

    /// Says what a name means where no local has it.
    pub(super) fn named(
        &self,
        name: &str,
        span: Span,
        ty: TypeId,
        value: &Value,
    ) -> Option<ir::Stmt> {
        let is_single = match value {
            Value::Int(_) | Value::Float(_) | Value::Bool(_) => true,
            Value::EnumLiteral(_) | Value::Type(_) => true,
            // Of these some parts may be.
            Value::Aggregate(_) | Value::Bytes(_) => true,
            Value::Pointer(to) | Value::Slice(to, _) => matches!(to.base, Base::Constant(_)),
            _ => false,
        };
        let function = match value {
            Value::Function(id) => Some(self.world.function(*id).name.clone()),
            _ => None,
        };
        let is_told = is_single || function.is_some();
        let known = ir::Known {
            name: name.to_owned(),
            ty,
            value: value.clone(),
            function,
        };
        is_told.then(|| self.silent(ir::StmtKind::Known(Box::new(known)), span))
    }

    fn check_variable_type(&mut self, name: &ast::Ident, ty: TypeId, known: bool) -> Eval<()> {
        let type_name = self.pool.name(ty);
        match self.pool.get(ty) {
            Type::AnyOpaque | Type::Opaque(_) => self.fail(
                name.span,
                format!("variable of opaque type '{type_name}' not allowed"),
            ),
            Type::Undefined | Type::Null if !known => self.fail(
                name.span,
                format!("variable of type '{type_name}' must be const or comptime"),
            ),
            _ if !known && self.pool.is_comptime_only(ty) => {
                let message = format!("variable of type '{type_name}' must be const or comptime");
                let mut d = Diagnostic::error("type", name.span, message);
                if matches!(ty, TypeId::COMPTIME_INT | TypeId::COMPTIME_FLOAT) {
                    let (example, n) = if ty == TypeId::COMPTIME_INT {
                        ("i32", &name.name)
                    } else {
                        ("f64", &name.name)
                    };
                    d = d
                        .note("to modify this variable at runtime, it must be given an explicit fixed-size number type")
                        .hint(format!("give it a type: `var {n}: {example} = ...`"));
                }
                self.report(d);
                Err(Flow::Failed)
            }
            _ => Ok(()),
        }
    }

    /// `const a, var b, c = value;`
    fn destructure(
        &mut self,
        targets: &[ast::DestructureTarget],
        value: &ast::Expr,
        is_comptime: bool,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        self.destructure_into(targets, value, is_comptime, span, out)
    }

    fn defer_body(&mut self, body: &ast::Expr) -> Eval<ir::Expr> {
        let scope = self.frame.bindings.len();
        let saved = std::mem::replace(&mut self.frame.in_defer, true);
        let floor = std::mem::replace(&mut self.frame.target_floor, self.frame.targets.len());
        let result = self.expr(body, Some(TypeId::VOID));
        self.frame.target_floor = floor;
        self.frame.in_defer = saved;
        self.frame.bindings.truncate(scope);
        let op = result?;
        let ty = op.ty();
        if ty != TypeId::VOID && ty != TypeId::NORETURN {
            self.ignored(ty, body)?;
        }
        self.runtime(op, body.span)
    }

    fn errdefer(
        &mut self,
        payload: Option<&ast::Ident>,
        body: &ast::Expr,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        let scope = self.frame.bindings.len();
        let capture = match payload {
            Some(name) => {
                let ty = self.errdefer_type();
                let local = self.frame.new_local(&name.name, ty, name.span, true);
                self.frame
                    .bind(&name.name, name.span, BindingKind::Local(local));
                Some(local)
            }
            None => None,
        };
        let body = self.defer_body(body);
        self.frame.bindings.truncate(scope);
        let body = body?;
        out.push(self.step(
            ir::StmtKind::Defer(Box::new(ir::Defer {
                on_error: true,
                capture,
                body,
            })),
            span,
        ));
        Ok(false)
    }

    /// The error that `errdefer |err|` sees.
    fn errdefer_type(&self) -> TypeId {
        let ret = self.frame.ret.map(|ty| self.pool.get(ty));
        match ret {
            Some(Type::ErrorUnion { set, .. }) => *set,
            _ => TypeId::ANYERROR,
        }
    }

    /// `comptime { ... }` and `comptime x = y;`
    fn comptime_stmt(&mut self, inner: &ast::Stmt) -> Eval<bool> {
        let saved = self.begin_comptime();
        let mut out = Vec::new();
        let result = self.stmt(inner, &mut out);
        self.end_comptime(saved);
        result?;
        Ok(false)
    }

    /// A block run at compile time, its defers included.
    pub(super) fn run_block(&mut self, b: &ast::Block, want: Option<TypeId>, at: Span) -> Eval {
        let id = self.push_target(b.label.as_ref(), TargetKind::Block, want, true);
        let scope = self.frame.bindings.len();
        let mut armed: Vec<Armed> = Vec::new();
        let mut result = Ok(Operand::void());
        for s in &b.stmts {
            match self.run_stmt(s, &mut armed) {
                Ok(false) => {}
                Ok(true) => break,
                Err(flow) => {
                    result = Err(flow);
                    break;
                }
            }
        }
        while let Some((body, on_error, payload)) = armed.pop() {
            let runs = !on_error || leaves_with_error(&result);
            if runs && !matches!(result, Err(Flow::Failed)) {
                let scope = self.frame.bindings.len();
                if let (Some(name), Some((ty, value))) = (&payload, error_of(&result)) {
                    self.bind_known(name, ty, value);
                }
                let ran = self.expr(&body, Some(TypeId::VOID));
                self.frame.bindings.truncate(scope);
                if let Err(flow) = ran {
                    result = Err(flow);
                }
            }
        }
        self.frame.bindings.truncate(scope);
        self.pop_target();
        match result {
            Err(Flow::Break(target, value)) if target == id => match want {
                Some(ty) if ty != TypeId::VOID => self.coerce(value, ty, at),
                _ => Ok(value),
            },
            result => result,
        }
    }

    fn run_stmt(&mut self, s: &ast::Stmt, armed: &mut Vec<Armed>) -> Eval<bool> {
        match &s.kind {
            StmtKind::Defer(body) => {
                armed.push((body.clone(), false, None));
                Ok(false)
            }
            StmtKind::ErrDefer { payload, body } => {
                armed.push((body.clone(), true, payload.clone()));
                Ok(false)
            }
            _ => {
                let mut out = Vec::new();
                self.stmt(s, &mut out)
            }
        }
    }

    /// `place op= value`
    pub(super) fn assign(
        &mut self,
        place: &ast::Expr,
        op: Option<ast::BinaryOp>,
        value: &ast::Expr,
        at: Span,
    ) -> Eval {
        if let ast::ExprKind::Discard = place.kind {
            return self.discard(value, at);
        }
        let target = self.place(place, None)?;
        if target.is_const {
            // What is no place at all has been reported already.
            return match super::check::can_be_assigned(place) {
                true => self.fail(place.span, "cannot assign to constant"),
                false => Err(Flow::Failed),
            };
        }
        if let Some(op) = op {
            return self.compound(target, op, value, place.span, at);
        }
        let ty = target.ty;
        match target.kind {
            PlaceKind::Known(p) if matches!(p.base, crate::types::Base::Cell(_)) => {
                let op = self.expr_as(value, ty)?;
                if op.is_noreturn() {
                    return Ok(op);
                }
                self.store_known(&p, op, value.span, at)
            }
            kind => {
                let target = super::operand::Place {
                    ty,
                    is_const: false,
                    align: None,
                    kind,
                };
                let target = self.runtime_place(target, place.span)?;
                let op = self.expr_as(value, ty)?;
                if op.is_noreturn() {
                    return Ok(op);
                }
                let new = self.runtime(op, value.span)?;
                let new = Box::new(detached(new, value));
                let kind = ir::ExprKind::Assign {
                    place: target,
                    value: new,
                };
                Ok(Operand::runtime(TypeId::VOID, at, kind))
            }
        }
    }

    /// Stores into a comptime variable.
    pub(super) fn store_known(
        &mut self,
        p: &crate::types::Pointee,
        op: Operand,
        value_at: Span,
        at: Span,
    ) -> Eval {
        if self.frame.conditional > 0 && !self.frame.comptime {
            return self.fail(
                at,
                "store to comptime variable depends on runtime condition",
            );
        }
        let (_, value) = self.known(op, value_at)?;
        if self.store(p, value) {
            Ok(Operand::void())
        } else {
            match self.bad_store(p) {
                Some(problem) => self.fail(at, problem),
                None => self.not_yet(at, "this store at compile time"),
            }
        }
    }

    fn bad_store(&self, p: &crate::types::Pointee) -> Option<String> {
        let (last, rest) = p.path.split_last()?;
        let outer = crate::types::Pointee {
            base: p.base.clone(),
            path: rest.to_vec(),
        };
        let len = match (last, self.pool.get(self.pointee_type(&outer)?)) {
            (crate::types::Step::Element(i), Type::Array { len, .. }) if i >= len => *len,
            _ => return None,
        };
        let crate::types::Step::Element(i) = last else {
            return None;
        };
        Some(format!("index {i} outside array of length {len}"))
    }

    /// `_ = value`
    fn discard(&mut self, value: &ast::Expr, at: Span) -> Eval {
        let op = self.expr(value, Some(DISCARD))?;
        self.discarded(op, at)
    }

    /// Throws a value away.
    pub(super) fn discarded(&mut self, op: Operand, at: Span) -> Eval {
        let ty = op.ty();
        if self.pool.is_error_union(ty) {
            let d = Diagnostic::error("type", at, "error union is discarded")
                .note("consider using 'try', 'catch', or 'if'");
            self.report(d);
            return Err(Flow::Failed);
        }
        if self.pool.is_error_set(ty) {
            return self.fail(at, "error set is discarded");
        }
        match op {
            Operand::Known(..) => Ok(Operand::void()),
            Operand::Runtime(e) if ty == TypeId::NORETURN || ty == TypeId::VOID => {
                Ok(Operand::Runtime(e))
            }
            Operand::Runtime(e) => {
                let span = e.span;
                let kind = ir::ExprKind::Discard(Box::new(e));
                Ok(Operand::runtime(TypeId::VOID, span, kind))
            }
        }
    }
}

/// `p = T{ ... }` makes the value first and copies it; `p = .{ ... }` writes field by field.
fn detached(value: ir::Expr, source: &ast::Expr) -> ir::Expr {
    let typed = matches!(
        strip_groups(source).kind,
        ast::ExprKind::Init { ty: Some(_), .. }
    );
    let built = matches!(
        value.kind,
        ir::ExprKind::StructInit(_) | ir::ExprKind::ArrayInit(_) | ir::ExprKind::UnionInit { .. }
    );
    if !typed || !built {
        return value;
    }
    let (ty, span) = (value.ty, value.span);
    ir::Expr {
        kind: ir::ExprKind::Read(ir::Place {
            kind: ir::PlaceKind::Temporary(Box::new(value)),
            ty,
            span,
        }),
        ty,
        span,
    }
}

pub(super) fn strip_groups(mut e: &ast::Expr) -> &ast::Expr {
    while let ast::ExprKind::Group(inner) = &e.kind {
        e = inner;
    }
    e
}

/// Whether a value reaches comptime variables.
pub(super) fn points_to_cell(value: &Value) -> bool {
    match value {
        Value::Pointer(p) | Value::Slice(p, _) => matches!(p.base, crate::types::Base::Cell(_)),
        Value::Some(v) | Value::Payload(v) | Value::Union(_, v) => points_to_cell(v),
        Value::Aggregate(items) => items.iter().any(points_to_cell),
        _ => false,
    }
}

fn error_of(result: &Eval) -> Option<(TypeId, Value)> {
    match result {
        Err(Flow::Return(Operand::Known(_, Value::Error(e)))) => {
            Some((TypeId::ANYERROR, Value::Error(*e)))
        }
        _ => None,
    }
}

fn leaves_with_error(result: &Eval) -> bool {
    error_of(result).is_some()
}
