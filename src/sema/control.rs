//! Control flow: `if`, loops, `break`, `continue`, `return`, `try`, `catch`, `orelse`.

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind, LabelId};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Type, TypeId, Value};

use super::Sema;
use super::frame::{BindingKind, Caught, Target, TargetKind};
use super::operand::{Eval, Flow, Operand, Place, PlaceKind, kept};

impl Sema {
    pub(super) fn push_target(
        &mut self,
        label: Option<&ast::Ident>,
        kind: TargetKind,
        want: Option<TypeId>,
        interpreted: bool,
    ) -> LabelId {
        let id = self.frame.new_label();
        self.frame.targets.push(Target {
            name: label.map(|l| l.name.clone()),
            id,
            kind,
            interpreted,
            continue_block: None,
            want,
            results: Vec::new(),
            break_count: 0,
            continue_count: 0,
            switch_ty: None,
            switch_union: None,
        });
        id
    }

    pub(super) fn pop_target(&mut self) -> Target {
        self.frame.targets.pop().unwrap_or_else(|| Target {
            // Never: pushes and pops are paired.
            name: None,
            id: LabelId(0),
            kind: TargetKind::Block,
            interpreted: false,
            continue_block: None,
            want: None,
            results: Vec::new(),
            break_count: 0,
            continue_count: 0,
            switch_ty: None,
            switch_union: None,
        })
    }

    /// Gives a tree that `break` left with values the type in which they meet.
    pub(super) fn settle(
        &mut self,
        mut tree: ir::Expr,
        target: Target,
        want: Option<TypeId>,
        falls_out: bool,
        at: Span,
    ) -> Eval<ir::Expr> {
        if let Some(want) = want.filter(|_| target.results.is_empty()) {
            tree.ty = kept(want);
            if falls_out && want != TypeId::VOID {
                self.coerce(Operand::void(), want, at)?;
            }
            return Ok(tree);
        }
        let void = Operand::void();
        let mut items: Vec<(&Operand, Span)> =
            target.results.iter().map(|(op, s)| (op, *s)).collect();
        if falls_out {
            items.push((&void, at));
        }
        let ty = self.peer_of(&items, at)?;
        if let Some(known) = self.lone_value(&items, ty) {
            let mut values = Vec::new();
            for (op, span) in target.results {
                let op = if op.is_noreturn() {
                    op
                } else {
                    Operand::void()
                };
                values.push(Some(self.runtime(op, span)?));
            }
            super::patch::fill_breaks(&mut tree, target.id, &mut values);
            tree.ty = TypeId::VOID;
            let stmt = self.silent(ir::StmtKind::Expr(tree), at);
            let value = self.after(vec![stmt], known, at);
            return self.runtime(value, at);
        }
        if ty != TypeId::VOID && self.pool.is_comptime_only(ty) {
            let name = self.pool.name(ty);
            return self.fail(
                at,
                format!("value with comptime-only type '{name}' depends on runtime control flow"),
            );
        }
        let mut values = Vec::new();
        for (op, span) in target.results {
            let op = self.coerce(op, ty, span)?;
            values.push(Some(self.runtime(op, span)?));
        }
        super::patch::fill_breaks(&mut tree, target.id, &mut values);
        tree.ty = ty;
        Ok(tree)
    }

    /// The only value that control flow can give, where it is known and has no form at run time.
    pub(super) fn lone_value(&self, items: &[(&Operand, Span)], ty: TypeId) -> Option<Operand> {
        if !self.pool.is_comptime_only(ty) || self.frame.dry {
            return None;
        }
        let mut values = items.iter().filter(|(op, _)| !op.is_noreturn());
        match (values.next(), values.next()) {
            (Some((Operand::Known(ty, value), _)), None) => {
                Some(Operand::Known(*ty, value.clone()))
            }
            _ => None,
        }
    }

    pub(super) fn if_expr(&mut self, i: &ast::If, want: Option<TypeId>, at: Span) -> Eval {
        match (&i.payload, &i.else_payload) {
            (None, None) => self.plain_if(i, want, at),
            _ => self.if_payload(i, want, at),
        }
    }

    fn plain_if(&mut self, i: &ast::If, want: Option<TypeId>, at: Span) -> Eval {
        let cond = self.expr_as(&i.cond, TypeId::BOOL)?;
        match cond {
            Operand::Known(_, Value::Bool(b)) => self.known_branch(b, i, want, at),
            Operand::Known(..) => self.fail(
                i.cond.span,
                "use of undefined value here causes illegal behavior",
            ),
            Operand::Runtime(e) if e.ty == TypeId::NORETURN => Ok(Operand::Runtime(e)),
            Operand::Runtime(e) => {
                let then = self.branch(&i.then, want, |_| {});
                let otherwise = self.else_branch(i.otherwise.as_ref(), want, |_| {});
                self.join(ir::Test::Bool(e), i, then, otherwise, want, at)
            }
        }
    }

    fn known_branch(&mut self, taken: bool, i: &ast::If, want: Option<TypeId>, at: Span) -> Eval {
        let _ = at;
        match (taken, &i.otherwise) {
            (true, _) => self.scoped(&i.then, want),
            (false, Some(e)) => self.scoped(e, want),
            (false, None) => Ok(Operand::void()),
        }
    }

    /// An expression in a scope of its own.
    pub(super) fn scoped(&mut self, e: &ast::Expr, want: Option<TypeId>) -> Eval {
        let scope = self.frame.bindings.len();
        let result = self.expr(e, want);
        self.frame.bindings.truncate(scope);
        result
    }

    /// A branch under a runtime condition, with its captures bound first.
    fn branch(
        &mut self,
        e: &ast::Expr,
        want: Option<TypeId>,
        bind: impl FnOnce(&mut Self),
    ) -> Eval {
        let scope = self.frame.bindings.len();
        bind(self);
        self.frame.conditional += 1;
        let mut result = self.expr(e, want);
        if let (Ok(_), Some(ty)) = (&result, want.filter(|ty| *ty != TypeId::VOID))
            && let Ok(op) = result
        {
            result = self.coerce(op, ty, e.span);
        }
        self.frame.conditional -= 1;
        self.frame.bindings.truncate(scope);
        result
    }

    fn else_branch(
        &mut self,
        e: Option<&ast::Expr>,
        want: Option<TypeId>,
        bind: impl FnOnce(&mut Self),
    ) -> Eval<Option<(Operand, Span)>> {
        match e {
            Some(e) => Ok(Some((self.branch(e, want, bind)?, e.span))),
            None => Ok(None),
        }
    }

    /// Two branches become one expression of the type in which their values meet.
    fn join(
        &mut self,
        test: ir::Test,
        i: &ast::If,
        then: Eval,
        otherwise: Eval<Option<(Operand, Span)>>,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let (then, otherwise) = (then?, otherwise?);
        let (then, otherwise, ty) = match otherwise {
            Some((other, other_at)) => {
                let ty = match want.filter(|ty| *ty != TypeId::VOID) {
                    Some(ty) if !then.is_noreturn() || !other.is_noreturn() => ty,
                    _ => self.peer_of(&[(&then, i.then.span), (&other, other_at)], at)?,
                };
                let both = [(&then, i.then.span), (&other, other_at)];
                if let Some(known) = self.lone_value(&both, ty) {
                    let void = |op: Operand| {
                        if op.is_noreturn() {
                            op
                        } else {
                            Operand::void()
                        }
                    };
                    let kind = ExprKind::If {
                        test: Box::new(test),
                        then: Box::new(self.runtime(void(then), i.then.span)?),
                        otherwise: Some(Box::new(self.runtime(void(other), other_at)?)),
                    };
                    let tree = ir::Expr {
                        kind,
                        ty: TypeId::VOID,
                        span: at,
                    };
                    let stmt = self.silent(ir::StmtKind::Expr(tree), at);
                    return Ok(self.after(vec![stmt], known, at));
                }
                self.check_runtime_type(kept(ty), at)?;
                let then = self.coerce(then, ty, i.then.span)?;
                let other = self.coerce(other, ty, other_at)?;
                (
                    self.runtime(then, i.then.span)?,
                    Some(Box::new(self.runtime(other, other_at)?)),
                    kept(ty),
                )
            }
            None => {
                if !then.is_noreturn() {
                    let then_ty = then.ty();
                    if then_ty != TypeId::VOID {
                        if want == Some(TypeId::VOID) {
                            self.ignored_value(then_ty, &i.then)?;
                        }
                        if let Some(want) = want.filter(|ty| *ty != TypeId::VOID) {
                            return self.mismatch(TypeId::VOID, want, Vec::new(), at);
                        }
                        let (a, b) = (self.pool.name(then_ty), "void");
                        return self.fail(at, format!("incompatible types: '{a}' and '{b}'"));
                    }
                }
                (self.runtime(then, i.then.span)?, None, TypeId::VOID)
            }
        };
        let kind = ExprKind::If {
            test: Box::new(test),
            then: Box::new(then),
            otherwise,
        };
        Ok(Operand::runtime(ty, at, kind))
    }

    pub(super) fn ignored_value(&mut self, ty: TypeId, e: &ast::Expr) -> Eval<()> {
        let name = self.pool.name(ty);
        let d = Diagnostic::error("type", e.span, format!("value of type '{name}' ignored"))
            .note("all non-void values must be used")
            .note("to discard the value, assign it to '_'");
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn check_runtime_type(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        if self.pool.is_comptime_only(ty) && !self.frame.dry {
            let name = self.pool.name(ty);
            return self.fail(
                at,
                format!("value with comptime-only type '{name}' depends on runtime control flow"),
            );
        }
        Ok(())
    }

    /// `if (x) |v|` over optionals and error unions.
    fn if_payload(&mut self, i: &ast::If, want: Option<TypeId>, at: Span) -> Eval {
        let subject = self.test_subject(&i.cond, i.payload.as_ref(), i.else_payload.is_some())?;
        match subject {
            Tested::Noreturn(op) => Ok(op),
            Tested::Known { payload, error } => {
                let scope = self.frame.bindings.len();
                let (bound, e) = if payload.is_some() {
                    (i.payload.as_ref().map(|c| &c.name), Some(&i.then))
                } else {
                    (i.else_payload.as_ref(), i.otherwise.as_ref())
                };
                if let (Some(name), Some((ty, value))) = (bound, payload.or(error)) {
                    self.bind_known(name, ty, value);
                }
                let result = match e {
                    Some(e) => self.expr(e, want),
                    None => Ok(Operand::void()),
                };
                self.frame.bindings.truncate(scope);
                result
            }
            Tested::Runtime(test) => {
                let RuntimeTest {
                    subject,
                    payload_ty,
                    error_set,
                    is_optional,
                } = test;
                let bind = self.capture_local(i.payload.as_ref(), payload_ty);
                let bind_error = self.error_local(i.else_payload.as_ref(), error_set);
                let then = self.branch(&i.then, want, |s| {
                    s.bind_local(i.payload.as_ref().map(|c| &c.name), bind)
                });
                let is_switch = |e| switches_on(e, i.else_payload.as_ref());
                if i.otherwise.as_ref().is_some_and(is_switch) {
                    let beside = then.as_ref().map_or(TypeId::NORETURN, Operand::ty);
                    self.frame.caught =
                        bind_error
                            .zip(error_set)
                            .map(|(local, set)| Caught { local, set, beside });
                }
                let otherwise = self.else_branch(i.otherwise.as_ref(), want, |s| {
                    s.bind_local(i.else_payload.as_ref(), bind_error);
                });
                let test = if is_optional {
                    ir::Test::NonNull { subject, bind }
                } else {
                    ir::Test::Ok {
                        subject,
                        bind,
                        bind_error,
                    }
                };
                self.join(test, i, then, otherwise, want, at)
            }
        }
    }

    fn bind_local(&mut self, name: Option<&ast::Ident>, local: Option<ir::LocalId>) {
        if let (Some(name), Some(local)) = (name, local)
            && &*name.name != "_"
        {
            self.frame
                .bind(&name.name, name.span, BindingKind::Local(local));
        }
    }

    fn capture_local(&mut self, capture: Option<&ast::Capture>, ty: TypeId) -> Option<ir::LocalId> {
        let c = capture?;
        if &*c.name.name == "_" {
            return None;
        }
        Some(self.frame.new_local(&c.name.name, ty, c.name.span, true))
    }

    fn error_local(
        &mut self,
        name: Option<&ast::Ident>,
        set: Option<TypeId>,
    ) -> Option<ir::LocalId> {
        let (name, set) = (name?, set?);
        if &*name.name == "_" {
            return None;
        }
        Some(self.frame.new_local(&name.name, set, name.span, true))
    }

    /// What `if (cond) |x|` or `while (cond) |x|` asks.
    pub(super) fn test_subject(
        &mut self,
        cond: &ast::Expr,
        capture: Option<&ast::Capture>,
        catches: bool,
    ) -> Eval<Tested> {
        let by_ref = capture.is_some_and(|c| c.by_ref);
        let place = self.place(cond, None)?;
        let ty = place.ty;
        if ty == TypeId::NORETURN {
            return Ok(Tested::Noreturn(self.read(place, cond.span)?));
        }
        let (payload, set, is_optional) = match self.pool.get(ty) {
            Type::Optional(child) if !catches => (*child, None, true),
            Type::ErrorUnion { set, payload } if catches => (*payload, Some(*set), false),
            Type::Null if !catches => (TypeId::VOID, None, true),
            _ => {
                let name = self.pool.name(ty);
                let wanted = match catches {
                    true => "error union type",
                    false => "optional type",
                };
                let message = format!("expected {wanted}, found '{name}'");
                let mut d = Diagnostic::error("type", cond.span, message);
                if self.pool.is_error_union(ty) {
                    d = d.hint("an error union has an `else |err|`, which takes the error");
                }
                self.report(d);
                return Err(Flow::Failed);
            }
        };
        let known = match &place.kind {
            PlaceKind::Known(p) => self.load(p),
            PlaceKind::Value(op) => op.known().cloned(),
            PlaceKind::Runtime(_) => None,
        };
        if let Some(value) = known
            && !(by_ref && !place.is_const && !self.is_cell(&place))
        {
            return self.known_test(place, payload, set, value, by_ref, cond.span);
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(cond.span);
        }
        let is_const = place.is_const;
        let (subject, payload_ty) = if by_ref {
            let place = self.runtime_place(place, cond.span)?;
            self.take_address(&place);
            (
                ir::Subject::Place(place),
                self.pool.pointer(payload, is_const),
            )
        } else {
            let op = self.read(place, cond.span)?;
            (ir::Subject::Value(self.runtime(op, cond.span)?), payload)
        };
        Ok(Tested::Runtime(RuntimeTest {
            subject,
            payload_ty,
            error_set: set,
            is_optional,
        }))
    }

    fn is_cell(&self, place: &Place) -> bool {
        matches!(&place.kind, PlaceKind::Known(p) if matches!(p.base, crate::types::Base::Cell(_)))
    }

    fn known_test(
        &mut self,
        place: Place,
        payload_ty: TypeId,
        set: Option<TypeId>,
        value: Value,
        by_ref: bool,
        at: Span,
    ) -> Eval<Tested> {
        let (inner, step) = match value {
            Value::Null => {
                return Ok(Tested::Known {
                    payload: None,
                    error: None,
                });
            }
            Value::Error(e) => {
                let ty = set.unwrap_or(TypeId::ANYERROR);
                let error = Some((ty, Value::Error(e)));
                return Ok(Tested::Known {
                    payload: None,
                    error,
                });
            }
            Value::Some(v) => (v, crate::types::Step::OptionalPayload),
            Value::Payload(v) => (v, crate::types::Step::ErrorPayload),
            _ => return self.fail(at, "use of undefined value here causes illegal behavior"),
        };
        let payload = match (by_ref, place.kind) {
            (true, PlaceKind::Known(p)) => {
                let ty = self.pool.pointer(payload_ty, place.is_const);
                (ty, Value::Pointer(p.step(step).into()))
            }
            _ => (payload_ty, (*inner).clone()),
        };
        Ok(Tested::Known {
            payload: Some(payload),
            error: None,
        })
    }

    pub(super) fn break_expr(
        &mut self,
        label: Option<&ast::Ident>,
        value: Option<&ast::Expr>,
        at: Span,
    ) -> Eval {
        let index = self.find_target(label, "break", at, |t| {
            label.is_some() || t.kind == TargetKind::Loop
        })?;
        let (id, want, interpreted) = {
            let t = &self.frame.targets[index];
            (t.id, t.want, t.interpreted)
        };
        let value_at = value.map_or(at, |v| v.span);
        let op = match value {
            Some(e) => {
                let op = self.expr(e, want)?;
                if op.is_noreturn() {
                    return Ok(op);
                }
                op
            }
            None => Operand::void(),
        };
        if interpreted {
            return Err(Flow::Break(id, op));
        }
        let typed = want.filter(|ty| *ty != TypeId::VOID);
        let value = match typed {
            Some(ty) => {
                let op = self.coerce(op, ty, value_at)?;
                let value = self.runtime(op, value_at)?;
                (kept(ty) != TypeId::VOID || value.ty != TypeId::VOID).then(|| Box::new(value))
            }
            None => {
                let results = &mut self.frame.targets[index].results;
                let hole = super::patch::placeholder(results.len(), at);
                let void = op.ty() == TypeId::VOID;
                results.push((op, value_at));
                if void { None } else { Some(Box::new(hole)) }
            }
        };
        self.frame.targets[index].break_count += 1;
        Ok(Operand::runtime(
            TypeId::NORETURN,
            at,
            ExprKind::Break { label: id, value },
        ))
    }

    pub(super) fn continue_expr(
        &mut self,
        label: Option<&ast::Ident>,
        value: Option<&ast::Expr>,
        at: Span,
    ) -> Eval {
        let index = self.find_target(label, "continue", at, |t| {
            t.kind == TargetKind::Loop || label.is_some() && t.kind == TargetKind::Switch
        })?;
        let t = &mut self.frame.targets[index];
        t.continue_count += 1;
        let (id, interpreted, block, kind, want) =
            (t.id, t.interpreted, t.continue_block, t.kind, t.want);
        let _ = want;
        if kind == TargetKind::Switch {
            let Some(value) = value else {
                return self.fail(at, "cannot continue switch without operand");
            };
            return self.continue_switch(index, id, interpreted, value, at);
        }
        if interpreted {
            return Err(Flow::Continue(id));
        }
        let kind = match block {
            Some(label) => ExprKind::Break { label, value: None },
            None => ExprKind::Continue { label: id },
        };
        Ok(Operand::runtime(TypeId::NORETURN, at, kind))
    }

    /// The innermost target that fits, or the error that there is none.
    fn find_target(
        &mut self,
        label: Option<&ast::Ident>,
        word: &str,
        at: Span,
        fits: impl Fn(&Target) -> bool,
    ) -> Eval<usize> {
        let named = |t: &Target| match label {
            Some(l) => t.name.as_ref() == Some(&l.name),
            None => true,
        };
        let found = self.frame.targets.iter().rposition(|t| named(t) && fits(t));
        match found {
            Some(index) if index >= self.frame.target_floor => Ok(index),
            Some(_) if self.frame.in_defer => {
                self.fail(at, format!("cannot {word} out of defer expression"))
            }
            Some(_) => self.fail(at, "comptime control flow inside runtime block"),
            None => match label {
                Some(l) => {
                    let name = l.name.clone();
                    self.fail(l.span, format!("label not found: '{name}'"))
                }
                None => self.fail(at, format!("{word} expression outside loop")),
            },
        }
    }

    pub(super) fn return_expr(&mut self, value: Option<&ast::Expr>, at: Span) -> Eval {
        if self.frame.in_defer {
            return self.fail(at, "cannot return from defer expression");
        }
        let Some(ret) = self.frame.ret else {
            return self.fail(at, "'return' outside function scope");
        };
        if ret == TypeId::NORETURN {
            return self.fail(at, "function declared 'noreturn' returns");
        }
        let value_at = value.map_or(at, |v| v.span);
        let op = match value {
            Some(e) => self.expr(e, Some(ret))?,
            None => Operand::void(),
        };
        if op.is_noreturn() {
            return Ok(op);
        }
        let op = self.coerce(op, ret, value_at)?;
        if self.frame.comptime && !self.frame.dry {
            return Err(Flow::Return(op));
        }
        let value = match op {
            Operand::Known(TypeId::VOID, _) => None,
            op => Some(Box::new(self.runtime(op, value_at)?)),
        };
        Ok(Operand::runtime(
            TypeId::NORETURN,
            at,
            ExprKind::Return(value),
        ))
    }

    pub(super) fn try_expr(&mut self, operand: &ast::Expr, want: Option<TypeId>, at: Span) -> Eval {
        // `try .init()` finds its function in the type that is wanted.
        let literal = matches!(&operand.kind, ast::ExprKind::Call { callee, .. } if matches!(callee.kind, ast::ExprKind::EnumLiteral(_)));
        let op = match self.tried_hole(operand, want)? {
            Some(op) => op,
            None => self.expr(operand, want.filter(|_| literal))?,
        };
        let ty = op.ty();
        if op.is_noreturn() {
            return Ok(op);
        }
        let Type::ErrorUnion { set, payload } = *self.pool.get(ty) else {
            if self.pool.is_error_set(ty) {
                return self.try_error(op, at);
            }
            let name = self.pool.name(ty);
            return self.fail(
                operand.span,
                format!("expected error union type, found '{name}'"),
            );
        };
        if self.frame.in_defer {
            return self.fail(at, "'try' not allowed inside defer expression");
        }
        let Some(ret) = self.frame.ret else {
            return self.fail(at, "'try' outside function scope");
        };
        match op {
            Operand::Known(_, Value::Payload(v)) => Ok(Operand::Known(payload, (*v).clone())),
            Operand::Known(_, Value::Error(e)) => {
                let error = Operand::Known(set, Value::Error(e));
                self.try_error(error, at)
            }
            Operand::Known(..) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            Operand::Runtime(e) => {
                self.check_error_return(set, ret, operand.span, at)?;
                if self.frame.comptime && !self.frame.dry {
                    return self.not_known(at);
                }
                let kind = ExprKind::Try(Box::new(e));
                if payload == TypeId::NORETURN {
                    return Ok(Operand::runtime(TypeId::NORETURN, at, kind));
                }
                Ok(Operand::runtime(payload, at, kind))
            }
        }
    }

    /// A hole under `try` or `catch` may fail.
    fn tried_hole(&mut self, operand: &ast::Expr, want: Option<TypeId>) -> Eval<Option<Operand>> {
        match &operand.kind {
            ast::ExprKind::Call { callee, args } => {
                self.hole_call(callee, args, want, true, operand.span)
            }
            _ => Ok(None),
        }
    }

    /// `try` of what is an error for certain.
    fn try_error(&mut self, error: Operand, at: Span) -> Eval {
        let Some(ret) = self.frame.ret else {
            return self.fail(at, "'try' outside function scope");
        };
        let op = self.coerce(error, ret, at)?;
        if self.frame.comptime && !self.frame.dry {
            return Err(Flow::Return(op));
        }
        let value = Some(Box::new(self.runtime(op, at)?));
        Ok(Operand::runtime(
            TypeId::NORETURN,
            at,
            ExprKind::Return(value),
        ))
    }

    /// The function must be able to return these errors.
    fn check_error_return(
        &mut self,
        set: TypeId,
        ret: TypeId,
        operand_at: Span,
        at: Span,
    ) -> Eval<()> {
        let _ = operand_at;
        let ret_set = match self.pool.get(ret) {
            Type::ErrorUnion { set, .. } => *set,
            Type::ErrorSet(_) => ret,
            _ => {
                let (want, found) = (self.pool.name(ret), self.pool.name(set));
                let d = Diagnostic::error("type", at, format!("expected type '{want}', found '{found}'"))
                    .note("function cannot return an error")
                    .hint("give the function an error in its return type: `!T`, or handle the error here with `catch`");
                self.report(d);
                return Err(Flow::Failed);
            }
        };
        match self.set_fits(set, ret_set, at)? {
            Ok(()) => Ok(()),
            Err(notes) => self.mismatch(set, ret, notes, at),
        }
    }

    pub(super) fn catch_expr(
        &mut self,
        operand: &ast::Expr,
        payload: Option<&ast::Ident>,
        handler: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let op = match self.tried_hole(operand, want)? {
            Some(op) => op,
            None => self.expr(operand, None)?,
        };
        if op.is_noreturn() {
            return Ok(op);
        }
        let Type::ErrorUnion {
            set,
            payload: payload_ty,
        } = *self.pool.get(op.ty())
        else {
            let name = self.pool.name(op.ty());
            return self.fail(
                operand.span,
                format!("expected error union type, found '{name}'"),
            );
        };
        match op {
            Operand::Known(_, Value::Payload(v)) => Ok(Operand::Known(payload_ty, (*v).clone())),
            Operand::Known(_, Value::Error(e)) => {
                let scope = self.frame.bindings.len();
                if let Some(name) = payload {
                    self.bind_known(name, set, Value::Error(e));
                }
                let result = self.expr(handler, want);
                self.frame.bindings.truncate(scope);
                result
            }
            Operand::Known(..) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            Operand::Runtime(e) => {
                if self.frame.comptime && !self.frame.dry {
                    return self.not_known(at);
                }
                if let ast::ExprKind::Unreachable = super::stmt::strip_groups(handler).kind {
                    let kind = ExprKind::UnwrapPayload(Box::new(e));
                    return Ok(Operand::runtime(payload_ty, at, kind));
                }
                let bind = self.error_local(payload, Some(set));
                let wanted = want.filter(|ty| *ty != TypeId::VOID);
                self.frame.caught =
                    bind.filter(|_| switches_on(handler, payload))
                        .map(|local| Caught {
                            local,
                            set,
                            beside: payload_ty,
                        });
                let value = self.branch(handler, wanted, |s| s.bind_local(payload, bind))?;
                let stand_in = Operand::runtime(payload_ty, operand.span, ExprKind::Undefined);
                let ty = match wanted {
                    Some(ty) => ty,
                    None => {
                        self.peer_of(&[(&stand_in, operand.span), (&value, handler.span)], at)?
                    }
                };
                let value = self.coerce(value, ty, handler.span)?;
                let value = Box::new(self.runtime(value, handler.span)?);
                self.unwrapped_or(e, payload_ty, ty, at, |operand| ExprKind::Catch {
                    operand: Box::new(operand),
                    bind,
                    handler: value,
                })
            }
        }
    }

    /// `a catch b` and `a orelse b` where the payload may have to change its type to meet the other value.
    fn unwrapped_or(
        &mut self,
        operand: ir::Expr,
        payload: TypeId,
        ty: TypeId,
        at: Span,
        make: impl FnOnce(ir::Expr) -> ExprKind,
    ) -> Eval {
        if payload == ty || payload == TypeId::NORETURN {
            return Ok(Operand::runtime(ty, at, make(operand)));
        }
        // The operand's payload is coerced on its way.
        let span = operand.span;
        let old = operand.ty;
        let label = self.frame.new_label();
        let tmp = self.frame.temporary(payload, span);
        let read = Operand::runtime(
            payload,
            span,
            ExprKind::Read(local_place(tmp, payload, span)),
        );
        let coerced = self.coerce(read, ty, at)?;
        let coerced = self.runtime(coerced, at)?;
        let taken = match make(ir::Expr {
            kind: ExprKind::Undefined,
            ty: old,
            span,
        }) {
            ExprKind::Catch { bind, handler, .. } => {
                let test = ir::Test::Ok {
                    subject: ir::Subject::Value(operand),
                    bind: Some(tmp),
                    bind_error: bind,
                };
                (test, handler)
            }
            ExprKind::Orelse { handler, .. } => {
                let test = ir::Test::NonNull {
                    subject: ir::Subject::Value(operand),
                    bind: Some(tmp),
                };
                (test, handler)
            }
            _ => return self.internal(at, "neither catch nor orelse"),
        };
        let _ = label;
        let (test, handler) = taken;
        let kind = ExprKind::If {
            test: Box::new(test),
            then: Box::new(coerced),
            otherwise: Some(handler),
        };
        Ok(Operand::runtime(kept(ty), at, kind))
    }

    pub(super) fn orelse(
        &mut self,
        lhs: &ast::Expr,
        rhs: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let op = self.expr(lhs, None)?;
        if op.is_noreturn() {
            return Ok(op);
        }
        let child = match self.pool.get(op.ty()) {
            Type::Optional(child) => *child,
            Type::Null => return self.expr(rhs, want),
            Type::Pointer(p) if p.size == crate::types::PointerSize::C => op.ty(),
            _ => {
                let name = self.pool.name(op.ty());
                return self.fail(lhs.span, format!("expected optional type, found '{name}'"));
            }
        };
        match op {
            Operand::Known(_, Value::Some(v)) => Ok(Operand::Known(child, (*v).clone())),
            Operand::Known(_, Value::Null) => self.expr(rhs, want),
            Operand::Known(..) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            Operand::Runtime(e) => {
                if self.frame.comptime && !self.frame.dry {
                    return self.not_known(at);
                }
                if let ast::ExprKind::Unreachable = super::stmt::strip_groups(rhs).kind {
                    let kind = ExprKind::UnwrapOptional(Box::new(e));
                    return Ok(Operand::runtime(child, at, kind));
                }
                let wanted = want.filter(|ty| *ty != TypeId::VOID);
                let value = self.branch(rhs, wanted, |_| {})?;
                let stand_in = Operand::runtime(child, lhs.span, ExprKind::Undefined);
                let ty = match wanted {
                    Some(ty) => ty,
                    None => self.peer_of(&[(&stand_in, lhs.span), (&value, rhs.span)], at)?,
                };
                let value = self.coerce(value, ty, rhs.span)?;
                let value = Box::new(self.runtime(value, rhs.span)?);
                self.unwrapped_or(e, child, ty, at, |operand| ExprKind::Orelse {
                    operand: Box::new(operand),
                    handler: value,
                })
            }
        }
    }
}

/// What a test with captures is about.
pub(super) enum Tested {
    Noreturn(Operand),
    /// Known at compile time: the payload, or the error (or neither: null).
    Known {
        payload: Option<(TypeId, Value)>,
        error: Option<(TypeId, Value)>,
    },
    Runtime(RuntimeTest),
}

pub(super) struct RuntimeTest {
    pub subject: ir::Subject,
    /// What the capture is: the payload or a pointer to it.
    pub payload_ty: TypeId,
    pub error_set: Option<TypeId>,
    pub is_optional: bool,
}

pub(super) fn local_place(local: ir::LocalId, ty: TypeId, span: Span) -> ir::Place {
    ir::Place {
        kind: ir::PlaceKind::Local(local),
        ty,
        span,
    }
}

/// Whether an expression is a `switch` over just this name.
fn switches_on(e: &ast::Expr, name: Option<&ast::Ident>) -> bool {
    match (&super::stmt::strip_groups(e).kind, name) {
        (ast::ExprKind::Switch(s), Some(name)) => {
            matches!(&s.operand.kind, ast::ExprKind::Ident(n) if *n == name.name)
        }
        _ => false,
    }
}
