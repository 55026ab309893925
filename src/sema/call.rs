//! Calls: finding the callee, binding the arguments to its parameters, and deciding whether it runs now.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::ir::{self, ExprKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Base, FnId, PointerSize, Type, TypeId, Value};

use super::Sema;
use super::frame::{BindingKind, Frame};
use super::instance::{Bound, KeyPart};
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

/// An argument before it has met its parameter.
enum Arg<'a> {
    Expr(&'a ast::Expr),
    /// The object of a method call.
    Object(Place, Span),
    /// Already evaluated.
    Value(Operand, Span),
}

/// What a callee turned out to be.
enum Callee {
    Function(FnId),
    Method(FnId, Place),
    Pointer(Operand),
}

impl Sema {
    pub(super) fn call(
        &mut self,
        callee: &ast::Expr,
        args: &[ast::Expr],
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        if let Some(result) = self.hole_call(callee, args, want, false, at)? {
            return Ok(result);
        }
        let found = self.callee(callee, want)?;
        let mut list: Vec<Arg> = Vec::new();
        match found {
            Callee::Function(id) => {
                list.extend(args.iter().map(Arg::Expr));
                self.call_function(id, list, false, at)
            }
            Callee::Method(id, object) => {
                list.push(Arg::Object(object, callee.span));
                list.extend(args.iter().map(Arg::Expr));
                self.call_function(id, list, true, at)
            }
            Callee::Pointer(op) => self.call_pointer(op, args, callee.span, at),
        }
    }

    /// Calls a function with operands that are there already.
    pub(super) fn call_with(&mut self, id: FnId, args: Vec<Operand>, at: Span) -> Eval {
        let list = args.into_iter().map(|op| Arg::Value(op, at)).collect();
        self.call_function(id, list, false, at)
    }

    fn callee(&mut self, callee: &ast::Expr, want: Option<TypeId>) -> Eval<Callee> {
        match &callee.kind {
            ast::ExprKind::Group(inner) => self.callee(inner, want),
            ast::ExprKind::Field { base, name } => {
                let place = self.place(base, None)?;
                self.member_callee(place, name, callee.span)
            }
            ast::ExprKind::EnumLiteral(name) => {
                let ty = want.and_then(|w| self.result_container(w));
                let Some(ty) = ty else {
                    return self.fail(
                        callee.span,
                        format!(
                            "type '@Type(.enum_literal)' not a function: '.{}' needs a result type",
                            name.name
                        ),
                    );
                };
                let place = self.member_of_type(ty, name, callee.span)?;
                self.place_callee(place, callee.span)
            }
            _ => {
                let place = self.place(callee, None)?;
                self.place_callee(place, callee.span)
            }
        }
    }

    fn place_callee(&mut self, place: Place, at: Span) -> Eval<Callee> {
        let op = self.read(place, at)?;
        match op {
            Operand::Known(_, Value::Function(id)) => Ok(Callee::Function(id)),
            Operand::Known(_, Value::Pointer(p))
                if matches!(p.base, Base::Function(_)) && p.path.is_empty() =>
            {
                match p.base {
                    Base::Function(id) => Ok(Callee::Function(id)),
                    _ => Err(Flow::Failed),
                }
            }
            op => {
                let ty = op.ty();
                let is_fn = self
                    .pool
                    .child(ty)
                    .is_some_and(|c| self.pool.is_function(c));
                if is_fn && self.pool.is_single_pointer(ty) {
                    return Ok(Callee::Pointer(op));
                }
                let name = self.pool.name(ty);
                if self.pool.is_optional(ty) {
                    let d = Diagnostic::error("type", at, format!("type '{name}' not a function"))
                        .hint("it may be null: unwrap it first");
                    self.report(d);
                    return Err(Flow::Failed);
                }
                self.fail(at, format!("type '{name}' not a function"))
            }
        }
    }

    /// `base.name(...)`: a function of a type, a field that holds a function, or a method.
    fn member_callee(&mut self, base: Place, name: &ast::Ident, at: Span) -> Eval<Callee> {
        if base.ty == TypeId::TYPE {
            let place = self.field_of(base, name, at)?;
            return self.place_callee(place, at);
        }
        let through = match self.pool.get(base.ty) {
            Type::Pointer(p) if p.size == PointerSize::One => Some(p.child),
            _ => None,
        };
        let container = through.unwrap_or(base.ty);
        self.ensure_fields(container, at)?;
        let has_field = match self.pool.get(container) {
            Type::Struct(_) | Type::Union(_) => {
                self.pool.field_index(container, &name.name).is_some()
            }
            Type::Pointer(_) | Type::Array { .. } => matches!(&*name.name, "ptr" | "len"),
            _ => false,
        };
        if has_field {
            let place = self.field_of(base, name, at)?;
            return self.place_callee(place, at);
        }
        let decl = self
            .pool
            .namespace(container)
            .and_then(|ns| self.decl_of(ns, &name.name));
        let Some(decl) = decl else {
            return self.no_method(base.ty, container, name);
        };
        let info = self.world.decl(decl);
        let there = self.world.namespace(info.ns).file;
        let here = self.world.namespace(self.frame.ns).file;
        if !info.is_pub && there != here {
            let declared = info.span;
            let d = Diagnostic::error(
                "name",
                name.span,
                format!("'{}' is not marked 'pub'", name.name),
            )
            .label(declared, "declared here");
            self.report(d);
            return Err(Flow::Failed);
        }
        let place = self.decl_place(decl, at)?;
        let is_fn = self.pool.is_function(place.ty);
        let Operand::Known(_, Value::Function(id)) = self.read(place, at)? else {
            return self.no_method(base.ty, container, name);
        };
        if !is_fn {
            return self.no_method(base.ty, container, name);
        }
        if self.world.function(id).decl.proto.params.is_empty() {
            let (kind, type_name) = (self.kind_name(container), self.pool.name(container));
            let declared = self.world.function(id).decl.proto.span;
            let d = Diagnostic::error(
                "type",
                name.span,
                format!(
                    "no field or member function named '{}' in '{type_name}'",
                    name.name
                ),
            )
            .label(
                declared,
                format!("'{}' is not a member function", name.name),
            )
            .hint(format!(
                "it has no parameter for the {kind}: call it as `{type_name}.{}()`",
                name.name
            ));
            self.report(d);
            return Err(Flow::Failed);
        }
        Ok(Callee::Method(id, base))
    }

    fn no_method<T>(&mut self, ty: TypeId, container: TypeId, name: &ast::Ident) -> Eval<T> {
        match self.pool.get(container) {
            Type::Struct(_) | Type::Union(_) | Type::Enum(_) | Type::Opaque(_) => {
                let type_name = self.pool.name(container);
                let message = format!(
                    "no field or member function named '{}' in '{type_name}'",
                    name.name
                );
                let mut d = Diagnostic::error("name", name.span, message);
                let names = self.pool.namespace(container).map(|ns| {
                    let names = self.world.namespace(ns).names.keys().cloned();
                    names.collect::<Vec<Rc<str>>>()
                });
                if let Some(near) = nearest(&name.name, names.unwrap_or_default()) {
                    d = d.hint(format!("did you mean '{near}'?"));
                }
                self.report(d);
                Err(Flow::Failed)
            }
            Type::Optional(_) | Type::ErrorUnion { .. } => self.no_member(ty, name),
            _ => {
                let type_name = self.pool.name(container);
                let message = format!(
                    "no field or member function named '{}' in '{type_name}'",
                    name.name
                );
                self.fail(name.span, message)
            }
        }
    }

    fn call_function(&mut self, id: FnId, args: Vec<Arg>, is_method: bool, at: Span) -> Eval {
        let info = self.world.function(id);
        let decl = info.decl.clone();
        if decl.body.is_none() {
            return self.fail(
                at,
                format!(
                    "the function '{}' has no body: only its prototype is declared",
                    info.name
                ),
            );
        }
        if decl.proto.params.len() != args.len() {
            return self.argument_count(id, args.len(), is_method, at);
        }
        self.push_trace(at)?;
        let result = self.bind_and_call(id, &decl, args, at);
        self.ct.trace.pop();
        result
    }

    fn argument_count<T>(&mut self, id: FnId, given: usize, is_method: bool, at: Span) -> Eval<T> {
        let decl = self.world.function(id).decl.clone();
        let takes = decl.proto.params.len();
        let own = usize::from(is_method);
        let prefix = if is_method { "member function " } else { "" };
        let message = format!(
            "{prefix}expected {} argument(s), found {}",
            takes - own.min(takes),
            given - own
        );
        let d =
            Diagnostic::error("type", at, message).label(decl.proto.span, "function declared here");
        self.report(d);
        Err(Flow::Failed)
    }

    fn bind_and_call(
        &mut self,
        id: FnId,
        decl: &Rc<ast::FnDecl>,
        args: Vec<Arg>,
        at: Span,
    ) -> Eval {
        let fn_ty = self.function_type(id)?;
        let Type::Fn(fn_ty) = self.pool.get(fn_ty).clone() else {
            return self.internal(at, "a function without a function type");
        };
        let info = self.world.function(id);
        let (ns, name, is_generic) = (info.ns, info.name.clone(), info.is_generic);
        let mut param_frame = Frame::new(ns, name);
        param_frame.is_library = self.world.namespace(ns).is_library;
        let mut bound = Vec::new();
        let mut key = Vec::new();
        let mut operands = Vec::new();
        let mut failed = false;
        for (i, (param, arg)) in decl.proto.params.iter().zip(args).enumerate() {
            let ty = match fn_ty
                .params
                .get(i)
                .copied()
                .flatten()
                .filter(|_| !is_generic)
            {
                Some(ty) => Some(ty),
                None => self.param_type(param, &mut param_frame)?,
            };
            let (op, span) = match self.argument(arg, ty, param.is_comptime, at) {
                Ok(found) => found,
                Err(Flow::Failed) => {
                    failed = true;
                    if is_generic {
                        break;
                    }
                    continue;
                }
                Err(flow) => return Err(flow),
            };
            if op.is_noreturn() {
                return Ok(op);
            }
            let op_ty = op.ty();
            let comptime_only = self.pool.is_comptime_only(op_ty) || op_ty == TypeId::TYPE;
            if param.is_comptime || comptime_only {
                let (ty, value) = self.known(op, span)?;
                bind_param(
                    &mut param_frame,
                    param,
                    BindingKind::Known(ty, value.clone()),
                );
                key.push(KeyPart::Known(ty, value.clone()));
                bound.push(Bound::Known(ty, value));
                continue;
            }
            if ty.is_none() {
                key.push(KeyPart::Type(op_ty));
            }
            let seen = match &op {
                Operand::Known(ty, value) if self.frame.comptime && !self.frame.dry => {
                    BindingKind::Known(*ty, value.clone())
                }
                _ => BindingKind::TypeOnly(op_ty),
            };
            bind_param(&mut param_frame, param, seen);
            bound.push(Bound::Runtime(op_ty));
            operands.push((op, span));
        }
        if failed {
            return Err(Flow::Failed);
        }
        let ret = match fn_ty.ret.filter(|_| !is_generic) {
            Some(ret) => Some(ret),
            None => self.return_type(decl, &mut param_frame)?,
        };
        let runs_now = (self.frame.comptime && !self.frame.dry)
            || ret.is_some_and(|ty| ty == TypeId::TYPE || self.pool.is_comptime_only(ty));
        if runs_now {
            return self.call_now(id, bound, operands, ret, at);
        }
        if decl.is_inline
            && let Some(op) = self.inline_now(id, &bound, &operands, ret, at)
        {
            return Ok(op);
        }
        let instance = self.instance(id, key, bound, ret, at);
        let mut values = Vec::new();
        for (op, span) in operands {
            values.push(self.runtime(op, span)?);
        }
        let ret = self.instances.ret(instance);
        if !self.frame.dry {
            self.instances.need(instance);
        }
        self.ensure_layout(ret, at)?;
        let kind = ExprKind::Call {
            callee: ir::Callee::Direct(instance),
            args: values,
        };
        Ok(Operand::runtime(ret, at, kind))
    }

    /// An `inline` function whose arguments are all known gives a known result, if it can.
    fn inline_now(
        &mut self,
        id: FnId,
        bound: &[Bound],
        operands: &[(Operand, Span)],
        ret: Option<TypeId>,
        at: Span,
    ) -> Option<Operand> {
        let mut known = Vec::new();
        for (op, span) in operands {
            let Operand::Known(ty, value) = op else {
                return None;
            };
            known.push((Operand::Known(*ty, value.clone()), *span));
        }
        let before = self.diagnostics.len();
        let failed = self.frame.failed;
        let saved = std::mem::replace(&mut self.frame.comptime, true);
        let result = self.call_now(id, bound.to_vec(), known, ret, at);
        self.frame.comptime = saved;
        // A limit that was reached is said once, here or nowhere.
        if result.is_err() && !self.ct.exhausted {
            self.diagnostics.truncate(before);
            self.frame.failed = failed;
        }
        result.ok()
    }

    /// The type of a parameter, where earlier parameters are bound; `None` for `anytype`.
    fn param_type(&mut self, param: &ast::Param, frame: &mut Frame) -> Eval<Option<TypeId>> {
        match &param.ty {
            ast::ParamType::Any(_) => Ok(None),
            ast::ParamType::Type(e) => self.in_frame(frame, |s| s.type_of_expr(e)).map(Some),
        }
    }

    /// Evaluates something in another frame and comes back.
    pub(super) fn in_frame<T>(
        &mut self,
        frame: &mut Frame,
        f: impl FnOnce(&mut Self) -> Eval<T>,
    ) -> Eval<T> {
        std::mem::swap(&mut self.frame, frame);
        let result = f(self);
        std::mem::swap(&mut self.frame, frame);
        if result.is_err() {
            self.frame.failed = true;
        }
        result
    }

    /// The result type of a generic function; `None` where its error set is inferred (the instance makes it).
    fn return_type(&mut self, decl: &ast::FnDecl, frame: &mut Frame) -> Eval<Option<TypeId>> {
        if decl.proto.inferred_errors {
            return Ok(None);
        }
        let ret = &decl.proto.ret;
        self.in_frame(frame, |s| s.type_of_expr(ret)).map(Some)
    }

    fn argument(
        &mut self,
        arg: Arg,
        ty: Option<TypeId>,
        is_comptime: bool,
        at: Span,
    ) -> Eval<(Operand, Span)> {
        match arg {
            Arg::Value(op, span) => {
                let op = match ty {
                    Some(ty) => self.coerce(op, ty, span)?,
                    None => op,
                };
                Ok((op, span))
            }
            Arg::Object(place, span) => Ok((self.object(place, ty, span)?, span)),
            Arg::Expr(e) => {
                let _ = at;
                let op = if is_comptime {
                    let (ty, value) = self.comptime_argument(e, ty)?;
                    Operand::Known(ty, value)
                } else {
                    match ty {
                        Some(ty) => self.expr_as(e, ty)?,
                        None => self.expr(e, None)?,
                    }
                };
                Ok((op, e.span))
            }
        }
    }

    fn comptime_argument(&mut self, e: &ast::Expr, ty: Option<TypeId>) -> Eval<(TypeId, Value)> {
        self.comptime_value(e, ty)
    }

    /// The object of a method call in the form that its first parameter wants: value or pointer.
    fn object(&mut self, place: Place, ty: Option<TypeId>, at: Span) -> Eval {
        let is_pointer = self.pool.is_single_pointer(place.ty);
        let Some(ty) = ty else {
            // `anytype`: a pointer to the object.
            return match is_pointer {
                true => self.read(place, at),
                false => self.address_of(place, at),
            };
        };
        if place.ty == ty {
            return self.read(place, at);
        }
        let wants_pointer = self.pool.is_single_pointer(ty)
            || matches!(self.pool.get(ty), Type::Optional(c) if self.pool.is_single_pointer(*c));
        let op = match (is_pointer, wants_pointer) {
            (true, true) => self.read(place, at)?,
            (true, false) => {
                let op = self.read(place, at)?;
                let place = self.deref(op, at)?;
                self.read(place, at)?
            }
            (false, true) => self.address_of(place, at)?,
            (false, false) => self.read(place, at)?,
        };
        self.coerce(op, ty, at)
    }

    fn call_pointer(&mut self, op: Operand, args: &[ast::Expr], callee_at: Span, at: Span) -> Eval {
        let child = self.pool.child(op.ty());
        let Some(Type::Fn(ty)) = child.map(|c| self.pool.get(c).clone()) else {
            return self.internal(at, "a function pointer without a function");
        };
        if ty.params.len() != args.len() {
            let message = format!(
                "expected {} argument(s), found {}",
                ty.params.len(),
                args.len()
            );
            return self.fail(at, message);
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(callee_at);
        }
        let pointer = self.runtime(op, callee_at)?;
        let mut values = Vec::new();
        for (param, arg) in ty.params.iter().zip(args) {
            let op = match param {
                Some(ty) => self.expr_as(arg, *ty)?,
                None => return self.fail(at, "a generic function has no address"),
            };
            values.push(self.runtime(op, arg.span)?);
        }
        let ret = ty.ret.unwrap_or(TypeId::VOID);
        self.ensure_layout(ret, at)?;
        let kind = ExprKind::Call {
            callee: ir::Callee::Pointer(Box::new(pointer)),
            args: values,
        };
        Ok(Operand::runtime(ret, at, kind))
    }

    /// Whether a place is a comptime-known function.
    pub(super) fn known_function(&self, place: &Place) -> Option<FnId> {
        match &place.kind {
            PlaceKind::Value(Operand::Known(_, Value::Function(id))) => Some(*id),
            PlaceKind::Known(p) => match self.load(p) {
                Some(Value::Function(id)) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }
}

fn bind_param(frame: &mut Frame, param: &ast::Param, kind: BindingKind) {
    if let Some(name) = &param.name {
        frame.bind(&name.name, name.span, kind);
    }
}
