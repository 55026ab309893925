//! Fragments: files without `main`. What runs is their loose statements, or a function of theirs; names that a
//! fragment takes for granted are supplied, and what exists nowhere is a hole.

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind, FunctionId};
use crate::source::{Origin, Span};
use crate::syntax::{self, ast};
use crate::types::{
    ContainerLayout, ErrorSet, NamespaceId, Resolution, StructField, StructInfo, Type, TypeId,
    Value,
};

use super::operand::{Eval, Flow, Operand, Place};
use super::{HoleOutcome, Sema};

/// Bytes of a value whose type exists nowhere.
const HOLE_BYTES: u64 = 16;

/// What analysis of a fragment remembers.
#[derive(Default)]
pub(super) struct Fragment {
    /// The file has no `main`.
    pub is_on: bool,
    /// Hole types by name.
    types: Vec<(String, TypeId)>,
    /// Functions that stand for holes.
    functions: Vec<(String, TypeId, FunctionId)>,
}

impl Sema {
    /// What a file without `main` runs.
    pub(super) fn fragment_entry(&mut self, ns: NamespaceId, file: &ast::File) -> Eval<FunctionId> {
        self.fragment.is_on = true;
        if !file.loose.stmts.is_empty() && self.options.entry.is_none() {
            return self.loose_statements(ns, &file.loose);
        }
        self.refuse_prototypes(file)?;
        let call = match self.options.entry.clone() {
            Some(entry) => entry,
            None => self.only_candidate(ns, file)?,
        };
        let call = if call.contains('(') {
            call
        } else {
            self.supplied_call(ns, &call, file)?
        };
        self.entry_call(ns, &call, file)
    }

    /// The statements at the top level as the body of an implicit `main`.
    fn loose_statements(&mut self, ns: NamespaceId, body: &ast::Block) -> Eval<FunctionId> {
        let path = self.world.namespace(ns).path.clone();
        let function = self.implicit_function(ns, format!("{path}.main"), "main", body)?;
        Ok(self.instances.add_made(function))
    }

    /// A function without parameters that may return any error.
    pub(super) fn implicit_function(
        &mut self,
        ns: NamespaceId,
        name: String,
        short: &str,
        body: &ast::Block,
    ) -> Eval<ir::Function> {
        let (set, ret) = self.new_error_return(&name);
        let saved = self.enter(ns, name.clone());
        let saved_quota = (self.ct.branches, self.ct.quota);
        (self.ct.branches, self.ct.quota) = (0, 1000);
        self.frame.comptime = false;
        self.frame.ret = Some(ret);
        self.frame.inferred = Some(set);
        let result = self.body_of(body, ret, body.span.at_start());
        (self.ct.branches, self.ct.quota) = saved_quota;
        let frame = self.leave(saved);
        Ok(ir::Function {
            name,
            short_name: short.to_owned(),
            span: body.span,
            close: body.close,
            is_library: frame.is_library,
            params: Vec::new(),
            locals: frame.locals,
            ret,
            body: result?,
            label_count: frame.label_count,
        })
    }

    /// A file of nothing but prototypes has nothing that could run.
    fn refuse_prototypes(&mut self, file: &ast::File) -> Eval<()> {
        let mut found = None;
        for decl in &file.root.decls {
            find_prototypes(decl, &mut found);
        }
        match found {
            Some(at) if self.options.entry.is_none() => {
                let d = Diagnostic::error(
                    "entry",
                    at,
                    "this function has no body: a prototype alone cannot run",
                )
                .hint("give it a body in braces");
                self.report(d);
                Err(Flow::Failed)
            }
            _ => Ok(()),
        }
    }

    /// The functions that can be called without being told with what.
    fn only_candidate(&mut self, ns: NamespaceId, file: &ast::File) -> Eval<String> {
        let mut names = Vec::new();
        for decl in &file.root.decls {
            if let ast::Decl::Fn(f) = decl
                && f.body.is_some()
                && let Some(name) = &f.proto.name
                && self.can_be_supplied(ns, f)
            {
                names.push(name.clone());
            }
        }
        match names.as_slice() {
            [only] => Ok(only.name.to_string()),
            [] => {
                let at = file.root.span.at_start();
                let functions = file.root.decls.iter().find_map(|d| match d {
                    ast::Decl::Fn(f) => f.proto.name.clone(),
                    _ => None,
                });
                let mut d = Diagnostic::error(
                    "entry",
                    functions.as_ref().map_or(at, |n| n.span),
                    "there is no 'main' here, and nothing that could run instead",
                );
                if let Some(name) = functions {
                    d = d.hint(format!("say what to call: --entry '{}(...)'", name.name));
                }
                self.report(d);
                Err(Flow::Failed)
            }
            several => {
                let list: Vec<String> = several.iter().map(|n| format!("'{}'", n.name)).collect();
                let message = format!(
                    "there is no 'main' here: say with --entry which function to run, {}",
                    list.join(" or ")
                );
                let d = Diagnostic::error("entry", several[0].span, message)
                    .hint(format!("--entry {}", several[0].name));
                self.report(d);
                Err(Flow::Failed)
            }
        }
    }

    /// Whether all parameters are allocators, which a fragment is given.
    fn can_be_supplied(&mut self, ns: NamespaceId, f: &ast::FnDecl) -> bool {
        f.proto.params.iter().all(|p| match &p.ty {
            ast::ParamType::Type(e) => {
                let text = self.map.text(e.span).replace(' ', "");
                let _ = ns;
                text == "std.mem.Allocator" || text == "Allocator" || text == "mem.Allocator"
            }
            ast::ParamType::Any(_) => false,
        })
    }

    /// `name(allocator, ...)` for a function named without arguments.
    fn supplied_call(&mut self, ns: NamespaceId, name: &str, file: &ast::File) -> Eval<String> {
        let found = file.root.decls.iter().find_map(|d| match d {
            ast::Decl::Fn(f) if f.proto.name.as_ref().is_some_and(|n| &*n.name == name) => {
                Some(f.clone())
            }
            _ => None,
        });
        let Some(f) = found else {
            let at = file.root.span.at_start();
            let d = Diagnostic::error("entry", at, format!("there is no function '{name}' to run"))
                .hint("--entry names a function of this file");
            self.report(d);
            return Err(Flow::Failed);
        };
        if !self.can_be_supplied(ns, &f) {
            let d = Diagnostic::error("entry", f.proto.span, format!("'{name}' needs arguments"))
                .hint(format!("give them with the name: --entry '{name}(...)'"));
            self.report(d);
            return Err(Flow::Failed);
        }
        let args = vec!["allocator"; f.proto.params.len()];
        Ok(format!("{name}({})", args.join(", ")))
    }

    /// A function that calls what `--entry` says, hands on its error and lets go of its result.
    fn entry_call(&mut self, ns: NamespaceId, call: &str, file: &ast::File) -> Eval<FunctionId> {
        let text = format!("fn entry() void {{ _ = {call}; }}");
        let id = self.map.add("--entry", text, Origin::Library);
        let at = file.root.span.at_start();
        let tree = match syntax::parse(id, &self.map) {
            Ok(tree) => tree,
            Err(_) => {
                let d = Diagnostic::error("entry", at, format!("cannot read --entry '{call}'"))
                    .hint("write a call: --entry 'name(allocator, 8)'");
                self.report(d);
                return Err(Flow::Failed);
            }
        };
        let Some(e) = entry_expr(&tree) else {
            return self.fail(at, format!("cannot read --entry '{call}'"));
        };
        let name = "start".to_owned();
        let (set, ret) = self.new_error_return(&name);
        let saved = self.enter(ns, name.clone());
        self.frame.comptime = false;
        self.frame.is_library = true;
        self.frame.ret = Some(ret);
        self.frame.inferred = Some(set);
        let body = self.entry_body(e);
        let frame = self.leave(saved);
        let span = self.entry_span(e, ns, at);
        let function = ir::Function {
            name: name.clone(),
            short_name: name,
            span,
            close: span.at_end(),
            is_library: true,
            params: Vec::new(),
            locals: frame.locals,
            ret,
            body: body?,
            label_count: frame.label_count,
        };
        Ok(self.instances.add_made(function))
    }

    fn entry_body(&mut self, e: &ast::Expr) -> Eval<ir::Expr> {
        let at = e.span;
        let op = self.expr(e, None)?;
        let ty = op.ty();
        let value = self.runtime(op, at)?;
        let value = match self.pool.get(ty).clone() {
            Type::ErrorUnion { set, payload } => {
                if let Some(ret) = self.frame.inferred {
                    self.add_set(ret, set);
                }
                ir::Expr {
                    kind: ExprKind::Try(Box::new(value)),
                    ty: payload,
                    span: at,
                }
            }
            _ => value,
        };
        let ty = value.ty;
        let statement = if ty == TypeId::VOID || ty == TypeId::NORETURN {
            value
        } else {
            ir::Expr {
                kind: ExprKind::Discard(Box::new(value)),
                ty: TypeId::VOID,
                span: at,
            }
        };
        let stmts = vec![self.silent(ir::StmtKind::Expr(statement), at)];
        Ok(ir::Expr {
            kind: ExprKind::Block(ir::Block {
                label: None,
                stmts,
                tail: None,
                close: at.at_end(),
            }),
            ty: if ty == TypeId::NORETURN {
                ty
            } else {
                TypeId::VOID
            },
            span: at,
        })
    }

    /// Where the function stands that the entry calls.
    fn entry_span(&self, e: &ast::Expr, ns: NamespaceId, otherwise: Span) -> Span {
        let ast::ExprKind::Call { callee, .. } = &e.kind else {
            return otherwise;
        };
        let ast::ExprKind::Ident(name) = &callee.kind else {
            return otherwise;
        };
        self.decl_of(ns, name)
            .map_or(otherwise, |d| self.world.decl(d).span)
    }

    /// `std` and `allocator`, where a fragment does not declare them.
    pub(super) fn supplied_name(&mut self, name: &str, at: Span) -> Eval<Option<Place>> {
        if !self.fragment.is_on {
            return Ok(None);
        }
        match name {
            "std" => Ok(Some(Place::value(Operand::of_type(
                self.import("std", at)?,
            )))),
            "allocator" => {
                let std = self.import("std", at)?;
                let mut place = Place::value(Operand::of_type(std));
                for part in ["heap", "page_allocator"] {
                    let name = ast::Ident {
                        name: part.into(),
                        span: at,
                    };
                    place = self.field_of(place, &name, at)?;
                }
                Ok(Some(place))
            }
            _ if name.starts_with(|c: char| c.is_ascii_uppercase()) => Ok(Some(Place::value(
                Operand::of_type(self.hole_type(name, at)),
            ))),
            _ => Ok(None),
        }
    }

    /// A type that exists nowhere.
    fn hole_type(&mut self, name: &str, at: Span) -> TypeId {
        if let Some((_, ty)) = self.fragment.types.iter().find(|(n, _)| n == name) {
            return *ty;
        }
        let message = format!(
            "the type '{name}' is declared nowhere: its values are {HOLE_BYTES} undefined bytes here, its functions do nothing"
        );
        let d = Diagnostic::lenient("hole", at, message).note(format!(
            "real Zig says: use of undeclared identifier '{name}'"
        ));
        self.report(d);
        let bytes = self.pool.array(HOLE_BYTES, TypeId::U8);
        let ty = self.pool.add_struct(StructInfo {
            name: name.to_owned(),
            span: Some(at),
            namespace: None,
            layout: ContainerLayout::Auto,
            is_tuple: false,
            fields: vec![StructField {
                name: "unknown".to_owned(),
                ty: bytes,
                default: Some(Value::Undefined),
                align: Some(8),
                is_comptime: false,
            }],
            backing: None,
            resolution: Resolution::Done,
        });
        self.fragment.types.push((name.to_owned(), ty));
        ty
    }

    fn hole_type_name(&self, ty: TypeId) -> Option<String> {
        let found = self.fragment.types.iter().find(|(_, t)| *t == ty);
        found.map(|(name, _)| name.clone())
    }

    /// The name of the hole that a call calls: a function that exists nowhere, or a function of a hole type.
    fn hole_name(&mut self, callee: &ast::Expr) -> Eval<Option<(String, Option<TypeId>)>> {
        if !self.fragment.is_on {
            return Ok(None);
        }
        match &callee.kind {
            ast::ExprKind::Ident(name) if !self.is_declared(name) => {
                Ok(Some((name.to_string(), None)))
            }
            ast::ExprKind::Field { base, name } => {
                let ast::ExprKind::Ident(object) = &base.kind else {
                    return Ok(None);
                };
                if !self.is_declared(object)
                    && !object.starts_with(|c: char| c.is_ascii_uppercase())
                {
                    return Ok(None);
                }
                let saved = self.frame.locals.len();
                let place = self.place(base, None)?;
                self.frame.locals.truncate(saved);
                let is_type = place.ty == TypeId::TYPE;
                let ty = match &place.kind {
                    super::operand::PlaceKind::Value(Operand::Known(_, Value::Type(ty)))
                        if is_type =>
                    {
                        *ty
                    }
                    super::operand::PlaceKind::Known(p) if is_type => match self.load(p) {
                        Some(Value::Type(ty)) => ty,
                        _ => return Ok(None),
                    },
                    _ => match self.pool.get(place.ty) {
                        Type::Pointer(p) => p.child,
                        _ => place.ty,
                    },
                };
                let made = is_type.then_some(ty);
                Ok(self
                    .hole_type_name(ty)
                    .map(|t| (format!("{t}.{}", name.name), made)))
            }
            _ => Ok(None),
        }
    }

    fn is_declared(&mut self, name: &std::rc::Rc<str>) -> bool {
        if self.primitive_type(name).is_some()
            || matches!(&**name, "std" | "allocator")
            || self.frame.bindings.iter().any(|b| b.name == *name)
        {
            return true;
        }
        let mut next = Some(self.frame.ns);
        while let Some(ns) = next {
            let namespace = self.world.namespace(ns);
            if namespace.names.contains_key(name)
                || namespace.captures.iter().any(|b| b.name == *name)
            {
                return true;
            }
            next = namespace.parent;
        }
        false
    }

    /// A call of what exists nowhere: its arguments are evaluated, then it succeeds or fails as it was told to.
    /// `tried` says that an error union is expected of it.
    pub(super) fn hole_call(
        &mut self,
        callee: &ast::Expr,
        args: &[ast::Expr],
        want: Option<TypeId>,
        tried: bool,
        at: Span,
    ) -> Eval<Option<Operand>> {
        let Some((name, made)) = self.hole_name(callee)? else {
            return Ok(None);
        };
        if self.frame.comptime && !self.frame.dry {
            return Ok(None);
        }
        let outcome = self.options.holes.iter().find(|(n, _)| *n == name);
        let outcome = outcome.map_or(HoleOutcome::Ok, |(_, o)| o.clone());
        let says = match &outcome {
            HoleOutcome::Ok => {
                format!("it does nothing and succeeds; `--hole {name}=error.Oops` makes it fail")
            }
            HoleOutcome::Error(e) => format!("it fails with error.{e}, as --hole says"),
        };
        let d = Diagnostic::lenient(
            "hole",
            callee.span,
            format!("'{name}' is declared nowhere: {says}"),
        )
        .note(format!(
            "real Zig says: use of undeclared identifier '{name}'"
        ));
        self.report(d);
        let payload = match (want, made) {
            (Some(ty), _) if ty != super::operand::DISCARD => ty,
            (_, Some(ty)) => ty,
            _ => TypeId::VOID,
        };
        let payload = match self.pool.get(payload) {
            Type::ErrorUnion { payload, .. } => *payload,
            _ => payload,
        };
        let fails = matches!(outcome, HoleOutcome::Error(_));
        let names = match &outcome {
            HoleOutcome::Error(e) => vec![self.pool.error(e)],
            HoleOutcome::Ok => Vec::new(),
        };
        let ret = if tried || fails {
            let set = self.pool.error_set(ErrorSet::of(names.clone()));
            self.pool.error_union(set, payload)
        } else {
            payload
        };
        let function = self.hole_function(&name, ret, names.first().copied(), callee.span)?;
        let mut stmts = Vec::new();
        for arg in args {
            let op = self.expr(arg, None)?;
            if let Operand::Runtime(e) = op {
                let span = e.span;
                let kind = if e.ty == TypeId::VOID || e.ty == TypeId::NORETURN {
                    e.kind
                } else {
                    ExprKind::Discard(Box::new(e))
                };
                let e = ir::Expr {
                    kind,
                    ty: TypeId::VOID,
                    span,
                };
                stmts.push(self.silent(ir::StmtKind::Expr(e), span));
            }
        }
        let call = ir::Expr {
            kind: ExprKind::Call {
                callee: ir::Callee::Direct(function),
                args: Vec::new(),
            },
            ty: ret,
            span: at,
        };
        if stmts.is_empty() {
            return Ok(Some(Operand::Runtime(call)));
        }
        Ok(Some(Operand::Runtime(super::switch::block_of(
            stmts, call, at,
        ))))
    }

    /// The function that stands for a hole.
    fn hole_function(
        &mut self,
        name: &str,
        ret: TypeId,
        error: Option<crate::types::ErrorId>,
        at: Span,
    ) -> Eval<FunctionId> {
        let known = self
            .fragment
            .functions
            .iter()
            .find(|(n, ty, _)| n == name && *ty == ret);
        if let Some((_, _, id)) = known {
            return Ok(*id);
        }
        let value = match (error, self.pool.get(ret)) {
            (Some(e), _) => Value::Error(e),
            (None, Type::ErrorUnion { payload, .. }) => {
                let inner = if *payload == TypeId::VOID {
                    Value::Void
                } else {
                    Value::Undefined
                };
                Value::Payload(inner.into())
            }
            (None, Type::Void) => Value::Void,
            _ => Value::Undefined,
        };
        let saved = std::mem::replace(&mut self.frame.comptime, false);
        let value = self.runtime(Operand::Known(ret, value), at);
        self.frame.comptime = saved;
        let body = ir::Expr {
            kind: ExprKind::Return(Some(Box::new(value?))),
            ty: TypeId::NORETURN,
            span: at,
        };
        let function = ir::Function {
            name: name.to_owned(),
            short_name: name.rsplit('.').next().unwrap_or(name).to_owned(),
            span: at,
            close: at.at_end(),
            is_library: true,
            params: Vec::new(),
            locals: Vec::new(),
            ret,
            body,
            label_count: 0,
        };
        let id = self.instances.add_made(function);
        self.fragment.functions.push((name.to_owned(), ret, id));
        Ok(id)
    }
}

/// The expression in `fn entry() void { _ = EXPR; }`.
fn entry_expr(tree: &ast::File) -> Option<&ast::Expr> {
    let Some(ast::Decl::Fn(f)) = tree.root.decls.first() else {
        return None;
    };
    let stmt = f.body.as_ref()?.stmts.first()?;
    match &stmt.kind {
        ast::StmtKind::Expr(ast::Expr {
            kind: ast::ExprKind::Assign { value, .. },
            ..
        }) => Some(value),
        _ => None,
    }
}

/// The first prototype without a body, also inside of containers.
fn find_prototypes(decl: &ast::Decl, found: &mut Option<Span>) {
    if found.is_some() {
        return;
    }
    match decl {
        ast::Decl::Fn(f) if f.body.is_none() => *found = Some(f.proto.span),
        ast::Decl::Var(v) => {
            if let Some(ast::Expr {
                kind: ast::ExprKind::Container(c),
                ..
            }) = &v.value
            {
                for d in &c.decls {
                    find_prototypes(d, found);
                }
            }
        }
        _ => {}
    }
}
