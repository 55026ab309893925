//! `switch`: over numbers, bools, enums, errors, types and tagged unions; captures, inline prongs, labels.

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{ErrorId, ErrorSet, Type, TypeId, Value};

use super::Sema;
use super::control::local_place;
use super::frame::{BindingKind, Caught, TargetKind};
use super::operand::{Eval, Flow, Operand, Place, PlaceKind, kept};
use super::switch_again::{Again, behind};
use super::switch_cover::{Item, takes_rest};

/// What is switched on.
pub(super) struct Subject {
    /// The type of the items: the tag of a union.
    pub ty: TypeId,
    /// Known operand.
    pub known: Option<Value>,
    /// The union that the captures look into.
    union: Option<UnionSubject>,
    /// Holds the operand for captures.
    bind: Option<ir::LocalId>,
    /// The error that `catch` has just caught, where that is the operand.
    caught: Option<Caught>,
    /// The variable that holds the union or a pointer to it, where the switch may run again with another one.
    again: Option<(ir::LocalId, TypeId)>,
}

enum UnionSubject {
    Known {
        place: KnownUnion,
    },
    /// A place that can be named again.
    Place {
        place: ir::Place,
        is_const: bool,
    },
}

enum KnownUnion {
    Pointee(crate::types::Pointee, bool),
    Value(TypeId, Value),
}

impl Sema {
    pub(super) fn switch_expr(&mut self, s: &ast::Switch, want: Option<TypeId>, at: Span) -> Eval {
        let mut prelude = Vec::new();
        let caught = self.frame.caught.take();
        let (mut subject, operand) = self.switch_subject(s, &mut prelude)?;
        subject.caught = caught;
        let items = self.switch_items(s, subject.ty)?;
        self.check_coverage(s, subject.ty, &items, at)?;
        if subject.known.is_some() {
            return self.known_switch(s, subject, items, want, at);
        }
        let Some(operand) = operand else {
            return self.not_known(at);
        };
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(s.operand.span);
        }
        let tree = self.runtime_switch(s, subject, operand, &items, want, at)?;
        Ok(wrap_prelude(tree, prelude, at))
    }

    /// Evaluates the operand; a union is kept where its payload can be reached.
    fn switch_subject(
        &mut self,
        s: &ast::Switch,
        prelude: &mut Vec<ir::Stmt>,
    ) -> Eval<(Subject, Option<ir::Expr>)> {
        let at = s.operand.span;
        let place = self.place(&s.operand, None)?;
        if self.pool.is_union(place.ty) {
            let by_pointer = |p: &ast::Prong| p.capture.as_ref().is_some_and(|c| c.by_ref);
            let runs_again =
                s.label.is_some() && !self.frame.comptime && !self.pool.is_comptime_only(place.ty);
            let again = match (runs_again, s.prongs.iter().any(by_pointer)) {
                (false, _) => Again::Never,
                (true, false) => Again::WithValue,
                (true, true) => Again::WithPlace,
            };
            return self.union_subject(place, again, prelude, at);
        }
        let op = self.read(place, at)?;
        let ty = op.ty();
        match self.pool.get(ty) {
            Type::Int { .. }
            | Type::Usize
            | Type::Isize
            | Type::ComptimeInt
            | Type::Bool
            | Type::ErrorSet(_)
            | Type::Type
            | Type::EnumLiteral
            | Type::Void
            | Type::Fn(_) => {}
            Type::Pointer(p) if p.size != crate::types::PointerSize::Slice => {}
            Type::Enum(_) => self.ensure_fields(ty, at)?,
            // Said of the prong already.
            _ if has_text(s) => return Err(Flow::Failed),
            _ => {
                let name = self.pool.name(ty);
                let message = match self.pool.is_any_float(ty) {
                    true => format!("invalid switch operand type '{name}'"),
                    false => format!("switch on type '{name}'"),
                };
                return self.fail(at, message);
            }
        }
        match op {
            Operand::Known(_, Value::Undefined) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            // A switch that runs again sees other values too.
            Operand::Known(ty, value)
                if s.label.is_some() && !self.frame.comptime && !self.pool.is_comptime_only(ty) =>
            {
                let operand = self.runtime(Operand::Known(ty, value), at)?;
                let subject = Subject {
                    ty,
                    known: None,
                    union: None,
                    bind: None,
                    caught: None,
                    again: None,
                };
                Ok((subject, Some(operand)))
            }
            Operand::Known(ty, value) => Ok((
                Subject {
                    ty,
                    known: Some(value),
                    union: None,
                    bind: None,
                    caught: None,
                    again: None,
                },
                None,
            )),
            Operand::Runtime(e) => Ok((
                Subject {
                    ty,
                    known: None,
                    union: None,
                    bind: None,
                    caught: None,
                    again: None,
                },
                Some(e),
            )),
        }
    }

    fn union_subject(
        &mut self,
        place: Place,
        runs: Again,
        prelude: &mut Vec<ir::Stmt>,
        at: Span,
    ) -> Eval<(Subject, Option<ir::Expr>)> {
        let ty = place.ty;
        self.ensure_fields(ty, at)?;
        let Some(tag) = self.pool.as_union(ty).and_then(|u| u.tag) else {
            let d = Diagnostic::error("type", at, "switch on union with no attached enum")
                .note("consider 'union(enum)' here");
            self.report(d);
            return Err(Flow::Failed);
        };
        let is_const = place.is_const;
        let known = match &place.kind {
            PlaceKind::Known(p) => self
                .load(p)
                .map(|v| (KnownUnion::Pointee(p.clone(), is_const), v)),
            PlaceKind::Value(Operand::Known(ty, v)) => {
                Some((KnownUnion::Value(*ty, v.clone()), v.clone()))
            }
            _ => None,
        };
        if let Some((place, value)) = known.filter(|_| runs == Again::Never) {
            let Value::Union(field, _) = value else {
                return self.fail(at, "use of undefined value here causes illegal behavior");
            };
            let number = Value::Int(self.union_tag_number(ty, field));
            let union = Some(UnionSubject::Known { place });
            return Ok((
                Subject {
                    ty: tag,
                    known: Some(number),
                    union,
                    bind: None,
                    caught: None,
                    again: None,
                },
                None,
            ));
        }
        let mut again = None;
        let place = match runs {
            Again::Never => self.nameable(place, prelude, at)?,
            // The next operand comes to the same place.
            Again::WithValue => {
                let op = self.read(place, at)?;
                let init = self.runtime(op, at)?;
                let local = self.frame.temporary(ty, at);
                prelude.push(self.silent(ir::StmtKind::Let { local, init }, at));
                again = Some((local, ty));
                local_place(local, ty, at)
            }
            // Captures point to the operand itself: a pointer says which one it is.
            Again::WithPlace => {
                let op = self.address_of(place, at)?;
                let init = self.runtime(op, at)?;
                let pointer = init.ty;
                let local = self.frame.temporary(pointer, at);
                prelude.push(self.silent(ir::StmtKind::Let { local, init }, at));
                again = Some((local, pointer));
                behind(local_place(local, pointer, at), ty, at)
            }
        };
        let twice = copy_place(&place).ok_or(Flow::Failed)?;
        let operand = union_tag(twice, tag, at);
        let union = Some(UnionSubject::Place { place, is_const });
        Ok((
            Subject {
                ty: tag,
                known: None,
                union,
                bind: None,
                caught: None,
                again,
            },
            Some(operand),
        ))
    }

    /// The place in a form that can be written down twice: what it takes to find it is done first.
    pub(super) fn nameable(
        &mut self,
        place: Place,
        prelude: &mut Vec<ir::Stmt>,
        at: Span,
    ) -> Eval<ir::Place> {
        let (ty, is_const) = (place.ty, place.is_const);
        if let PlaceKind::Value(op) = place.kind {
            let init = self.runtime(op, at)?;
            let local = self.frame.temporary(ty, at);
            prelude.push(self.silent(ir::StmtKind::Let { local, init }, at));
            return Ok(local_place(local, ty, at));
        }
        let place = self.runtime_place(place, at)?;
        if copy_place(&place).is_some() {
            return Ok(place);
        }
        let pointer = self.address_of(Place::runtime(place, is_const), at)?;
        let init = self.runtime(pointer, at)?;
        let pointer_ty = init.ty;
        let local = self.frame.temporary(pointer_ty, at);
        prelude.push(self.silent(ir::StmtKind::Let { local, init }, at));
        let read = ir::Expr {
            kind: ExprKind::Read(local_place(local, pointer_ty, at)),
            ty: pointer_ty,
            span: at,
        };
        Ok(ir::Place {
            kind: ir::PlaceKind::Deref(Box::new(read)),
            ty,
            span: at,
        })
    }

    /// Only the prong that is taken is analysed.
    fn known_switch(
        &mut self,
        s: &ast::Switch,
        mut subject: Subject,
        mut items: Vec<Vec<Item>>,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let interpreted = self.frame.comptime && !self.frame.dry;
        let id = self.push_target(s.label.as_ref(), TargetKind::Switch, want, interpreted);
        let result = loop {
            let Some(value) = subject.known.clone() else {
                break self.not_known(at);
            };
            let Some(index) = self.find_prong(s, &items, &value) else {
                break self.fail(at, "switch on a value that no prong handles");
            };
            let prong = &s.prongs[index];
            let scope = self.frame.bindings.len();
            let result = self.known_prong(prong, &subject, &items[index], &value, want);
            self.frame.bindings.truncate(scope);
            match result {
                Err(Flow::ContinueSwitch(target, op)) if target == id => {
                    if let Err(flow) = self.count_branch(at) {
                        break Err(flow);
                    }
                    let op = match self.coerce(op, subject.ty, at) {
                        Ok(op) => op,
                        Err(flow) => break Err(flow),
                    };
                    subject.known = op.known().cloned();
                    subject.union = None;
                    items = match self.switch_items(s, subject.ty) {
                        Ok(items) => items,
                        Err(flow) => break Err(flow),
                    };
                }
                Err(Flow::Break(target, op)) if target == id => break Ok(op),
                result => break result,
            }
        };
        let target = self.pop_target();
        let op = result?;
        if target.break_count == 0 {
            return Ok(op);
        }
        // `break :label` under a runtime condition inside the prong that was taken.
        let mut target = target;
        let mut stmts = Vec::new();
        let ends = op.is_noreturn();
        if !ends {
            let hole = super::patch::placeholder(target.results.len(), at);
            let typed = want.filter(|ty| *ty != TypeId::VOID);
            let value = match typed {
                Some(ty) => {
                    let op = self.coerce(op, ty, at)?;
                    self.runtime(op, at)?
                }
                None => {
                    target.results.push((op, at));
                    hole
                }
            };
            let kind = ExprKind::Break {
                label: id,
                value: Some(Box::new(value)),
            };
            stmts.push(self.silent(
                ir::StmtKind::Expr(ir::Expr {
                    kind,
                    ty: TypeId::NORETURN,
                    span: at,
                }),
                at,
            ));
        } else {
            let e = self.runtime(op, at)?;
            stmts.push(self.silent(ir::StmtKind::Expr(e), at));
        }
        let tree = ir::Expr {
            kind: ExprKind::Block(ir::Block {
                label: Some(id),
                stmts,
                tail: None,
                close: at.at_end(),
            }),
            ty: TypeId::VOID,
            span: at,
        };
        let tree = self.settle(tree, target, want, false, at)?;
        Ok(Operand::Runtime(tree))
    }

    fn find_prong(&self, s: &ast::Switch, items: &[Vec<Item>], value: &Value) -> Option<usize> {
        let hit = items
            .iter()
            .position(|prong| prong.iter().any(|item| item.holds(value)));
        hit.or_else(|| s.prongs.iter().position(takes_rest))
    }

    fn known_prong(
        &mut self,
        prong: &ast::Prong,
        subject: &Subject,
        items: &[Item],
        value: &Value,
        want: Option<TypeId>,
    ) -> Eval {
        if let Some(tag) = &prong.tag_capture {
            self.bind_known(tag, subject.ty, value.clone());
        }
        if let Some(capture) = &prong.capture {
            let name = &capture.name;
            match &subject.union {
                Some(UnionSubject::Known { place }) => {
                    let (base, ty) = match place {
                        KnownUnion::Pointee(p, is_const) => {
                            let ty = self.pointee_type(p).unwrap_or(TypeId::VOID);
                            (
                                Place {
                                    ty,
                                    is_const: *is_const,
                                    align: None,
                                    kind: PlaceKind::Known(p.clone()),
                                },
                                ty,
                            )
                        }
                        KnownUnion::Value(ty, v) => {
                            (Place::value(Operand::Known(*ty, v.clone())), *ty)
                        }
                    };
                    if prong.is_else && !prong.is_inline {
                        let op = if capture.by_ref {
                            self.address_of(base, name.span)?
                        } else {
                            self.read(base, name.span)?
                        };
                        let (ty, value) = self.known(op, name.span)?;
                        self.bind_known(name, ty, value);
                    } else {
                        let index = self.union_field_of_tag(ty, value).unwrap_or(0);
                        let field = self.union_field(base, index, false, name.span)?;
                        let op = if capture.by_ref {
                            self.address_of(field, name.span)?
                        } else {
                            self.read(field, name.span)?
                        };
                        let (ty, value) = self.known(op, name.span)?;
                        self.bind_known(name, ty, value);
                    }
                }
                _ => {
                    let ty = self.capture_type(prong, subject.ty, items);
                    self.bind_known(name, ty, value.clone());
                }
            }
        }
        self.expr(&prong.body, want)
    }

    /// The union field whose tag has this number.
    pub(super) fn union_field_of_tag(&self, union: TypeId, tag: &Value) -> Option<u32> {
        let info = self.pool.as_union(union)?;
        let number = tag.as_int()?;
        (0..info.fields.len() as u32).find(|i| self.union_tag_number(union, *i) == *number)
    }

    /// The type of a capture that is the operand itself: an error knows which prong it is in.
    fn capture_type(&mut self, prong: &ast::Prong, ty: TypeId, items: &[Item]) -> TypeId {
        if !self.pool.is_error_set(ty) || prong.is_else {
            return ty;
        }
        let errors: Vec<ErrorId> = items.iter().filter_map(Item::error).collect();
        self.pool.error_set(ErrorSet::of(errors))
    }

    fn runtime_switch(
        &mut self,
        s: &ast::Switch,
        mut subject: Subject,
        operand: ir::Expr,
        items: &[Vec<Item>],
        want: Option<TypeId>,
        at: Span,
    ) -> Eval<ir::Expr> {
        let id = self.push_target(s.label.as_ref(), TargetKind::Switch, want.or(None), false);
        let needs_bind = subject.union.is_none() && s.prongs.iter().any(|p| p.capture.is_some());
        if needs_bind {
            subject.bind = Some(self.frame.temporary(subject.ty, s.operand.span));
        }
        if let Some(t) = self.frame.targets.last_mut() {
            t.switch_ty = match subject.again {
                Some((_, union)) => Some(union),
                None => subject.union.is_none().then_some(subject.ty),
            };
            t.switch_union = subject.again.map(|(local, _)| local);
        }
        self.frame.conditional += 1;
        let result = self.switch_prongs(s, &subject, items, want);
        self.frame.conditional -= 1;
        let target = self.pop_target();
        let (bodies, otherwise) = result?;
        let labelled = target.break_count > 0;
        let typed = want.filter(|ty| *ty != TypeId::VOID);
        let mut target = target;
        let beside = subject
            .caught
            .map(|c| Operand::runtime(c.beside, at, ExprKind::Undefined));
        let ty = if labelled {
            None
        } else {
            let all = bodies
                .iter()
                .map(|(_, op, span)| (op, *span))
                .chain(otherwise.iter().map(|(op, span)| (op, *span)));
            let mut all: Vec<(&Operand, Span)> = all.collect();
            let everything_leaves = all.iter().all(|(op, _)| op.is_noreturn());
            all.extend(beside.iter().map(|op| (op, at)));
            Some(match typed {
                _ if everything_leaves => TypeId::NORETURN,
                Some(ty) => ty,
                None => self.peer_of(&all, at)?,
            })
        };
        let all = bodies.iter().map(|(_, op, span)| (op, *span));
        let all = all.chain(otherwise.iter().map(|(op, span)| (op, *span)));
        let all: Vec<(&Operand, Span)> = all.collect();
        let lone = ty.and_then(|ty| self.lone_value(&all, ty));
        let ty = if lone.is_some() {
            Some(TypeId::VOID)
        } else {
            ty
        };
        if let Some(ty) = ty {
            self.check_runtime_type(kept(ty), at)?;
        }
        let is_lone = lone.is_some();
        let kept_value = |op: Operand| {
            if is_lone && !op.is_noreturn() {
                Operand::void()
            } else {
                op
            }
        };
        let mut prongs = Vec::new();
        for (ranges, op, span) in bodies {
            let op = kept_value(op);
            let body = self.prong_value(op, ty, typed, &mut target, span)?;
            prongs.push(ir::Prong { ranges, body });
        }
        let otherwise = match otherwise {
            Some((op, span)) => {
                Some(self.prong_value(kept_value(op), ty, typed, &mut target, span)?)
            }
            None => None,
        };
        let continued = target.continue_count > 0;
        let kind = ExprKind::Switch(Box::new(ir::Switch {
            label: (labelled || continued).then_some(id),
            operand,
            prongs,
            otherwise,
            bind: subject.bind,
        }));
        let tree = ir::Expr {
            kind,
            ty: ty.map_or(TypeId::VOID, kept),
            span: at,
        };
        if let Some(known) = lone {
            let stmt = self.silent(ir::StmtKind::Expr(tree), at);
            let value = self.after(vec![stmt], known, at);
            return self.runtime(value, at);
        }
        match ty {
            Some(_) => Ok(tree),
            None => self.settle(tree, target, want, false, at),
        }
    }

    /// The value of a prong in the type of the switch; beside `break :label` it leaves like a break.
    fn prong_value(
        &mut self,
        op: Operand,
        ty: Option<TypeId>,
        typed: Option<TypeId>,
        target: &mut super::frame::Target,
        at: Span,
    ) -> Eval<ir::Expr> {
        if let Some(ty) = ty {
            let op = if ty == TypeId::NORETURN {
                op
            } else {
                self.coerce(op, ty, at)?
            };
            return self.runtime(op, at);
        }
        if op.is_noreturn() {
            return self.runtime(op, at);
        }
        let value = match typed {
            Some(ty) => {
                let op = self.coerce(op, ty, at)?;
                self.runtime(op, at)?
            }
            None => {
                let hole = super::patch::placeholder(target.results.len(), at);
                target.results.push((op, at));
                hole
            }
        };
        let kind = ExprKind::Break {
            label: target.id,
            value: Some(Box::new(value)),
        };
        Ok(ir::Expr {
            kind,
            ty: TypeId::NORETURN,
            span: at,
        })
    }

    #[allow(clippy::type_complexity)]
    fn switch_prongs(
        &mut self,
        s: &ast::Switch,
        subject: &Subject,
        items: &[Vec<Item>],
        want: Option<TypeId>,
    ) -> Eval<(
        Vec<(Vec<(i128, i128)>, Operand, Span)>,
        Option<(Operand, Span)>,
    )> {
        let mut bodies = Vec::new();
        let mut otherwise = None;
        let mut failed = false;
        for (prong, items_here) in s.prongs.iter().zip(items) {
            let span = prong.body.span;
            if prong.is_inline {
                match self.inline_prong(prong, subject, items_here, items, want) {
                    Ok(mut unrolled) => bodies.append(&mut unrolled),
                    Err(Flow::Failed) => failed = true,
                    Err(flow) => return Err(flow),
                }
                continue;
            }
            let ranges: Vec<(i128, i128)> = items_here.iter().filter_map(Item::range).collect();
            match self.runtime_prong(prong, subject, items_here, items, None, want) {
                Ok(op) if takes_rest(prong) => otherwise = Some((op, span)),
                Ok(op) => bodies.push((ranges, op, span)),
                Err(Flow::Failed) => failed = true,
                Err(flow) => return Err(flow),
            }
        }
        if failed {
            return Err(Flow::Failed);
        }
        Ok((bodies, otherwise))
    }

    /// One prong for every value of `inline a, b =>` or `inline else =>`.
    #[allow(clippy::type_complexity)]
    fn inline_prong(
        &mut self,
        prong: &ast::Prong,
        subject: &Subject,
        items: &[Item],
        all: &[Vec<Item>],
        want: Option<TypeId>,
    ) -> Eval<Vec<(Vec<(i128, i128)>, Operand, Span)>> {
        let values = if prong.is_else {
            self.unhandled_values(subject.ty, all, prong.span)?
        } else {
            let mut values = Vec::new();
            for item in items {
                values.extend(item.values());
                if values.len() > 10_000 {
                    return self.fail(prong.span, "this inline prong has too many values");
                }
            }
            values
        };
        let mut out = Vec::new();
        for value in values {
            let number = match &value {
                Value::Int(n) => self.as_i128(n, prong.span)?,
                Value::Error(e) => i128::from(e.0),
                Value::Bool(b) => i128::from(*b),
                _ => return self.internal(prong.span, "an inline prong over this type"),
            };
            let one = [Item::value(value.clone(), prong.span)];
            let op = self.runtime_prong(prong, subject, &one, all, Some(value), want)?;
            out.push((vec![(number, number)], op, prong.body.span));
        }
        Ok(out)
    }

    /// The body of one prong with its captures. `inline_value` is the operand, where it is known.
    fn runtime_prong(
        &mut self,
        prong: &ast::Prong,
        subject: &Subject,
        items: &[Item],
        all: &[Vec<Item>],
        inline_value: Option<Value>,
        want: Option<TypeId>,
    ) -> Eval {
        let scope = self.frame.bindings.len();
        let mut lets = Vec::new();
        let result = self
            .bind_captures(prong, subject, items, all, inline_value, &mut lets)
            .and_then(|()| self.prong_body(prong, subject, want));
        self.frame.bindings.truncate(scope);
        let op = result?;
        if lets.is_empty() {
            return Ok(op);
        }
        let span = prong.body.span;
        let ty = op.ty();
        if op.known().is_some() && self.pool.is_comptime_only(ty) {
            return Ok(op);
        }
        // What is known has statements before it, perhaps, and goes on being known behind the captures as well.
        let (before, op) = self.split_after(op);
        lets.extend(before);
        if op.known().is_some() && self.pool.is_comptime_only(ty) {
            return Ok(self.after(lets, op, span));
        }
        let tail = self.runtime(op, span)?;
        Ok(Operand::Runtime(block_of(lets, tail, span)))
    }

    fn prong_body(&mut self, prong: &ast::Prong, subject: &Subject, want: Option<TypeId>) -> Eval {
        let body = super::stmt::strip_groups(&prong.body);
        if let (Some(caught), ast::ExprKind::Unreachable) = (subject.caught, &body.kind) {
            return Ok(self.unexpected_error(caught, body.span));
        }
        let op = self.expr(&prong.body, want)?;
        match want.filter(|ty| *ty != TypeId::VOID) {
            Some(ty) => self.coerce(op, ty, prong.body.span),
            None => Ok(op),
        }
    }

    /// `unreachable` where an error was caught: the panic names the error.
    fn unexpected_error(&mut self, caught: Caught, at: Span) -> Operand {
        let Caught { local, set, .. } = caught;
        let union = self.pool.error_union(set, TypeId::VOID);
        let expr = |kind, ty| ir::Expr { kind, ty, span: at };
        let error = expr(ExprKind::Read(local_place(local, set, at)), set);
        let failed = expr(ExprKind::WrapError(Box::new(error)), union);
        let unwrapped = expr(ExprKind::UnwrapPayload(Box::new(failed)), TypeId::VOID);
        let stmt = self.silent(ir::StmtKind::Expr(unwrapped), at);
        let never = ExprKind::Panic("reached unreachable code".into());
        Operand::Runtime(block_of(vec![stmt], expr(never, TypeId::NORETURN), at))
    }

    fn bind_captures(
        &mut self,
        prong: &ast::Prong,
        subject: &Subject,
        items: &[Item],
        all: &[Vec<Item>],
        inline_value: Option<Value>,
        lets: &mut Vec<ir::Stmt>,
    ) -> Eval<()> {
        if let Some(tag) = &prong.tag_capture {
            match &inline_value {
                Some(value) => self.bind_known(tag, subject.ty, value.clone()),
                None => return self.fail(tag.span, "tag capture on non-inline prong"),
            }
        }
        let Some(capture) = &prong.capture else {
            return Ok(());
        };
        let name = &capture.name;
        match &subject.union {
            Some(UnionSubject::Place { place, is_const }) => {
                let place = copy_place(place).ok_or(Flow::Failed)?;
                let base = Place::runtime(place, *is_const);
                let target = if prong.is_else && inline_value.is_none() {
                    base
                } else {
                    self.payload_place(base, items, inline_value, name.span)?
                };
                let op = if capture.by_ref {
                    self.address_of(target, name.span)?
                } else {
                    self.read(target, name.span)?
                };
                self.capture_into(name, op, lets)
            }
            _ => {
                if capture.by_ref {
                    return self.not_yet(name.span, "capture by reference of what is no union");
                }
                if let Some(value) = inline_value {
                    self.bind_known(name, subject.ty, value);
                    return Ok(());
                }
                let Some(bind) = subject.bind else {
                    return self.internal(name.span, "a switch without its operand");
                };
                let mut ty = self.capture_type(prong, subject.ty, items);
                if prong.is_else && self.pool.is_error_set(subject.ty) {
                    ty = self.remaining_errors(subject.ty, all, name.span)?;
                }
                let read = ir::Expr {
                    kind: ExprKind::Read(local_place(bind, subject.ty, name.span)),
                    ty: subject.ty,
                    span: name.span,
                };
                let op = if ty == subject.ty {
                    Operand::Runtime(read)
                } else {
                    Operand::runtime(ty, name.span, ExprKind::Retype(Box::new(read)))
                };
                self.capture_into(name, op, lets)
            }
        }
    }

    fn capture_into(
        &mut self,
        name: &ast::Ident,
        op: Operand,
        lets: &mut Vec<ir::Stmt>,
    ) -> Eval<()> {
        if &*name.name == "_" {
            return Ok(());
        }
        match op {
            Operand::Known(ty, value) => self.bind_known(name, ty, value),
            Operand::Runtime(init) => {
                let local = self.frame.new_local(&name.name, init.ty, name.span, true);
                lets.push(self.silent(ir::StmtKind::Let { local, init }, name.span));
                self.frame
                    .bind(&name.name, name.span, BindingKind::Local(local));
            }
        }
        Ok(())
    }

    /// The payload of the fields that a prong names: they must have one type.
    fn payload_place(
        &mut self,
        base: Place,
        items: &[Item],
        inline_value: Option<Value>,
        at: Span,
    ) -> Eval<Place> {
        let union = base.ty;
        let tags: Vec<Value> = match inline_value {
            Some(v) => vec![v],
            None => items.iter().flat_map(Item::values).collect(),
        };
        let mut fields = Vec::new();
        for tag in &tags {
            fields.extend(self.union_field_of_tag(union, tag));
        }
        let Some(&first) = fields.first() else {
            return self.internal(at, "a prong without a field");
        };
        let ty_of = |s: &Self, i: u32| s.pool.as_union(union).map(|u| u.fields[i as usize].ty);
        let ty = ty_of(self, first);
        for other in &fields[1..] {
            if ty_of(self, *other) != ty {
                let a = ty.map(|t| self.pool.name(t)).unwrap_or_default();
                let b = ty_of(self, *other)
                    .map(|t| self.pool.name(t))
                    .unwrap_or_default();
                let d = Diagnostic::error("type", at, "capture group with incompatible types")
                    .note(format!("type '{a}' and type '{b}'"));
                self.report(d);
                return Err(Flow::Failed);
            }
        }
        // All payloads lie at one offset: the first field stands for all of them.
        self.union_field(base, first, false, at)
    }

    fn remaining_errors(&mut self, ty: TypeId, all: &[Vec<Item>], at: Span) -> Eval<TypeId> {
        let ErrorSet::Names(names) = self.resolved_set(ty, at)? else {
            return Ok(ty);
        };
        let handled: Vec<ErrorId> = all.iter().flatten().filter_map(Item::error).collect();
        let rest = names.iter().filter(|e| !handled.contains(e)).copied();
        let set = ErrorSet::of(rest.collect::<Vec<_>>());
        Ok(self.pool.error_set(set))
    }
}

/// The tag of the union in a place.
pub(super) fn union_tag(place: ir::Place, tag: TypeId, at: Span) -> ir::Expr {
    ir::Expr {
        kind: ExprKind::UnionTag(Box::new(place)),
        ty: tag,
        span: at,
    }
}

fn wrap_prelude(tree: ir::Expr, prelude: Vec<ir::Stmt>, at: Span) -> Operand {
    if prelude.is_empty() {
        return Operand::Runtime(tree);
    }
    Operand::Runtime(block_of(prelude, tree, at))
}

/// Statements of analysis, then a value.
pub(super) fn block_of(stmts: Vec<ir::Stmt>, tail: ir::Expr, at: Span) -> ir::Expr {
    let ty = tail.ty;
    ir::Expr {
        kind: ExprKind::Block(ir::Block {
            label: None,
            stmts,
            tail: Some(Box::new(tail)),
            close: at.at_end(),
        }),
        ty,
        span: at,
    }
}

/// The same place once more, if finding it twice is free of effects.
pub(super) fn copy_place(p: &ir::Place) -> Option<ir::Place> {
    let kind = match &p.kind {
        ir::PlaceKind::Local(id) => ir::PlaceKind::Local(*id),
        ir::PlaceKind::Global(id) => ir::PlaceKind::Global(*id),
        ir::PlaceKind::Deref(e) => {
            let ExprKind::Read(inner) = &e.kind else {
                return None;
            };
            let inner = copy_place(inner)?;
            ir::PlaceKind::Deref(Box::new(ir::Expr {
                kind: ExprKind::Read(inner),
                ty: e.ty,
                span: e.span,
            }))
        }
        ir::PlaceKind::Field { base, index } => ir::PlaceKind::Field {
            base: Box::new(copy_place(base)?),
            index: *index,
        },
        _ => return None,
    };
    Some(ir::Place {
        kind,
        ty: p.ty,
        span: p.span,
    })
}

/// A prong compares with a text.
fn has_text(s: &ast::Switch) -> bool {
    let mut items = s.prongs.iter().flat_map(|p| &p.items);
    items.any(
        |item| matches!(item, ast::ProngItem::Value(e) if matches!(e.kind, ast::ExprKind::Str(_))),
    )
}
