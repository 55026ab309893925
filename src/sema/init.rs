//! `T{ ... }` and `.{ ... }`: structs, unions, arrays and tuples, built where they will live.

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::ir::{self, ExprKind};
use crate::source::Span;
use crate::syntax::ast::{self, InitBody};
use crate::types::{PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

impl Sema {
    pub(super) fn init_expr(
        &mut self,
        ty: Option<&ast::Expr>,
        body: &InitBody,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let ty_is_written = ty.is_some();
        let ty = match ty {
            Some(e) => Some(self.init_type(e, body)?),
            None => want.and_then(|w| self.init_target(w)),
        };
        match ty {
            Some(named) if ty_is_written => {
                self.all_elements(named, body, at)?;
                self.init_as(named, body, at)
            }
            Some(ty) => self.init_as(ty, body, at),
            None => self.anonymous(body, at),
        }
    }

    /// The list after a written array type has as many items as that says.
    fn all_elements(&mut self, ty: TypeId, body: &InitBody, at: Span) -> Eval<()> {
        let (Some((len, _)), InitBody::List(items)) = (self.pool.as_array(ty), body) else {
            return Ok(());
        };
        let found = items.len() as u64;
        if found > len {
            let message = format!("expected {len} array elements; found {found}");
            return self.fail(at, message);
        }
        Ok(())
    }

    /// The type before the braces; `[_]T` counts what is inside them.
    fn init_type(&mut self, e: &ast::Expr, body: &InitBody) -> Eval<TypeId> {
        if let ast::ExprKind::ArrayType {
            len: None,
            sentinel,
            child,
        } = &e.kind
        {
            let count = match body {
                InitBody::Empty => 0,
                InitBody::List(items) => items.len() as u64,
                InitBody::Fields(_) => {
                    return self.fail(e.span, "expected array elements, found fields");
                }
            };
            let child_ty = self.type_of_expr(child)?;
            let sentinel = match sentinel {
                Some(s) => Some(self.comptime_value(s, Some(child_ty))?.1),
                None => None,
            };
            return Ok(self.pool.array_with(count, child_ty, sentinel));
        }
        self.type_of_expr(e)
    }

    /// The type that `.{ ... }` takes where a value of type `want` is asked for.
    fn init_target(&self, want: TypeId) -> Option<TypeId> {
        match self.pool.get(want) {
            Type::Optional(child) => self.init_target(*child),
            Type::ErrorUnion { payload, .. } => self.init_target(*payload),
            Type::Struct(_) | Type::Union(_) | Type::Array { .. } => Some(want),
            _ => None,
        }
    }

    fn init_as(&mut self, ty: TypeId, body: &InitBody, at: Span) -> Eval {
        self.ensure_fields(ty, at)?;
        match (self.pool.get(ty).clone(), body) {
            (Type::Array { len: 0, child, .. }, InitBody::Empty) => Ok(Operand::Known(
                ty,
                Value::aggregate(Vec::new(), child == TypeId::U8),
            )),
            (Type::Array { len, child, .. }, InitBody::List(items)) => {
                if let Some(extra) = usize::try_from(len).ok().and_then(|n| items.get(n)) {
                    let message = format!("index {len} outside array of length {len}");
                    return self.fail(extra.span, message);
                }
                if items.len() as u64 != len {
                    let d = Diagnostic::error(
                        "type",
                        at,
                        format!("expected {len} array elements; found {}", items.len()),
                    );
                    self.report(d);
                    return Err(Flow::Failed);
                }
                self.array_init(ty, child, items, at)
            }
            (Type::Array { len, .. }, InitBody::Empty) => {
                self.fail(at, format!("expected {len} array elements; found 0"))
            }
            (Type::Struct(_), InitBody::List(items)) if self.pool.is_tuple(ty) => {
                self.tuple_init(ty, items, at)
            }
            (Type::Struct(_), InitBody::List(_)) => {
                let name = self.pool.name(ty);
                self.fail(at, format!("initializing array-like struct: type '{name}' does not support array initialization syntax").replace("initializing array-like struct: ", ""))
            }
            (Type::Struct(_), InitBody::Fields(fields)) => self.struct_init(ty, fields, at),
            (Type::Struct(_), InitBody::Empty) => self.struct_init(ty, &[], at),
            (Type::Union(_), InitBody::Fields(fields)) => self.union_init(ty, fields, at),
            (Type::Union(_), InitBody::List(_)) => {
                let name = self.pool.name(ty);
                self.fail(
                    at,
                    format!("type '{name}' does not support array initialization syntax"),
                )
            }
            (Type::Union(_), _) => self.fail(at, "union initializer must initialize one field"),
            (Type::Void, InitBody::Empty) => Ok(Operand::void()),
            (Type::Pointer(p), InitBody::Empty) if p.size == PointerSize::Slice => {
                let array = self.pool.array_with(0, p.child, p.sentinel.clone());
                let empty =
                    Operand::Known(array, Value::aggregate(Vec::new(), p.child == TypeId::U8));
                let pointer = self.address_of(Place::value(empty), at)?;
                self.coerce(pointer, ty, at)
            }
            _ => {
                let name = self.pool.name(ty);
                let what = match body {
                    InitBody::Fields(_) => "struct",
                    _ => "array",
                };
                self.fail(
                    at,
                    format!("type '{name}' does not support {what} initialization syntax"),
                )
            }
        }
    }

    fn array_init(&mut self, ty: TypeId, child: TypeId, items: &[ast::Expr], at: Span) -> Eval {
        let mut values = Vec::new();
        let mut failed = false;
        for item in items {
            match self.expr_as(item, child) {
                Ok(op) if op.is_noreturn() => return Ok(op),
                Ok(op) => values.push((op, item.span)),
                Err(Flow::Failed) => failed = true,
                Err(flow) => return Err(flow),
            }
        }
        if failed {
            return Err(Flow::Failed);
        }
        self.make_array(ty, child, values, at)
    }

    /// An array of operands that have its element type.
    pub(super) fn make_array(
        &mut self,
        ty: TypeId,
        child: TypeId,
        values: Vec<(Operand, Span)>,
        at: Span,
    ) -> Eval {
        if let Some(known) = all_known(&values) {
            return Ok(Operand::Known(
                ty,
                Value::aggregate(known, child == TypeId::U8),
            ));
        }
        let mut elements = Vec::new();
        for (op, span) in values {
            elements.push(self.runtime(op, span)?);
        }
        self.ensure_layout(ty, at)?;
        Ok(Operand::runtime(ty, at, ExprKind::ArrayInit(elements)))
    }

    fn tuple_init(&mut self, ty: TypeId, items: &[ast::Expr], at: Span) -> Eval {
        let types: Vec<TypeId> = self
            .pool
            .as_struct(ty)
            .map(|s| s.fields.iter().map(|f| f.ty).collect())
            .unwrap_or_default();
        if types.len() != items.len() {
            return self.fail(
                at,
                format!(
                    "expected {} tuple fields; found {}",
                    types.len(),
                    items.len()
                ),
            );
        }
        let mut values = Vec::new();
        for (i, (item, ty)) in items.iter().zip(&types).enumerate() {
            let op = self.expr_as(item, *ty)?;
            values.push((i as u32, op, item.span));
        }
        self.make_struct(ty, values, at)
    }

    fn struct_init(&mut self, ty: TypeId, fields: &[(ast::Ident, ast::Expr)], at: Span) -> Eval {
        let mut values: Vec<(u32, Operand, Span)> = Vec::new();
        let mut failed = false;
        for (name, e) in fields {
            let Some(index) = self.pool.field_index(ty, &name.name) else {
                self.no_field(ty, name)?;
                continue;
            };
            if values.iter().any(|(i, _, _)| *i == index) {
                return self.fail(name.span, "duplicate struct field name");
            }
            let Some(field) = self.pool.as_struct(ty).map(|s| s.fields[index as usize].ty) else {
                return self.internal(at, "a struct without its fields");
            };
            match self.expr_as(e, field) {
                Ok(op) if op.is_noreturn() => return Ok(op),
                Ok(op) => values.push((index, op, e.span)),
                Err(Flow::Failed) => {
                    failed = true;
                    let poison = Operand::Known(field, Value::Undefined);
                    values.push((index, poison, e.span));
                }
                Err(flow) => return Err(flow),
            }
        }
        self.add_defaults(ty, &mut values, at)?;
        if failed {
            return Err(Flow::Failed);
        }
        self.make_struct(ty, values, at)
    }

    fn no_field(&mut self, ty: TypeId, name: &ast::Ident) -> Eval<()> {
        let (kind, type_name) = (self.kind_name(ty), self.pool.name(ty));
        let mut d = Diagnostic::error(
            "type",
            name.span,
            format!("no field named '{}' in {kind} '{type_name}'", name.name),
        );
        let names: Vec<std::rc::Rc<str>> = match self.pool.get(ty) {
            Type::Struct(id) => self
                .pool
                .struct_info(*id)
                .fields
                .iter()
                .map(|f| f.name.as_str().into())
                .collect(),
            Type::Union(id) => self
                .pool
                .union_info(*id)
                .fields
                .iter()
                .map(|f| f.name.as_str().into())
                .collect(),
            _ => Vec::new(),
        };
        if let Some(near) = nearest(&name.name, names) {
            d = d.hint(format!("did you mean '{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// Fields that were not given take their defaults.
    fn add_defaults(
        &mut self,
        ty: TypeId,
        values: &mut Vec<(u32, Operand, Span)>,
        at: Span,
    ) -> Eval<()> {
        let count = self.pool.as_struct(ty).map_or(0, |s| s.fields.len());
        if values.len() == count {
            return Ok(());
        }
        self.ensure_defaults(ty, at)?;
        let Some(fields) = self.pool.as_struct(ty).map(|s| s.fields.clone()) else {
            return Ok(());
        };
        let mut missing = Vec::new();
        for (i, field) in fields.into_iter().enumerate() {
            if values.iter().any(|(index, _, _)| *index == i as u32) {
                continue;
            }
            match field.default {
                Some(value) => values.push((i as u32, Operand::Known(field.ty, value), at)),
                None => missing.push(field.name),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        for name in missing {
            let mut d = Diagnostic::error("type", at, format!("missing struct field: {name}"));
            if let Some(span) = self.pool.as_struct(ty).and_then(|s| s.span)
                && !self.is_file(ty)
            {
                d = d.label(
                    span.at_start(),
                    format!("struct '{}' declared here", self.pool.name(ty)),
                );
            }
            self.report(d);
        }
        Err(Flow::Failed)
    }

    /// A struct of operands that have the types of its fields, in order of evaluation.
    pub(super) fn make_struct(
        &mut self,
        ty: TypeId,
        mut values: Vec<(u32, Operand, Span)>,
        at: Span,
    ) -> Eval {
        if values.iter().all(|(_, op, _)| op.known().is_some()) {
            values.sort_by_key(|(index, _, _)| *index);
            let items = values.into_iter().map(|(_, op, _)| match op {
                Operand::Known(_, value) => value,
                Operand::Runtime(_) => Value::Undefined,
            });
            return Ok(Operand::Known(
                ty,
                Value::Aggregate(items.collect::<Vec<_>>().into()),
            ));
        }
        self.ensure_layout(ty, at)?;
        let comptime: Vec<bool> = self
            .pool
            .as_struct(ty)
            .map(|s| s.fields.iter().map(|f| f.is_comptime).collect())
            .unwrap_or_default();
        let mut fields = Vec::new();
        for (index, op, span) in values {
            if comptime.get(index as usize) == Some(&true) {
                continue;
            }
            fields.push((index, self.runtime(op, span)?));
        }
        Ok(Operand::runtime(ty, at, ExprKind::StructInit(fields)))
    }

    fn union_init(&mut self, ty: TypeId, fields: &[(ast::Ident, ast::Expr)], at: Span) -> Eval {
        let [(name, e)] = fields else {
            if fields.is_empty() {
                return self.fail(at, "union initializer must initialize one field");
            }
            return self.fail(at, "union initialization expects exactly one field");
        };
        let Some(index) = self.pool.field_index(ty, &name.name) else {
            self.no_field(ty, name)?;
            return Err(Flow::Failed);
        };
        let Some(field) = self.pool.as_union(ty).map(|u| u.fields[index as usize].ty) else {
            return self.internal(at, "a union without its fields");
        };
        let op = self.expr_as(e, field)?;
        self.make_union(ty, index, op, e.span, at)
    }

    pub(super) fn make_union(
        &mut self,
        ty: TypeId,
        field: u32,
        payload: Operand,
        payload_at: Span,
        at: Span,
    ) -> Eval {
        match payload {
            Operand::Known(_, value) => Ok(Operand::Known(ty, Value::Union(field, value.into()))),
            op if op.is_noreturn() => Ok(op),
            op => {
                self.ensure_layout(ty, at)?;
                let payload = Box::new(self.runtime(op, payload_at)?);
                Ok(Operand::runtime(
                    ty,
                    at,
                    ExprKind::UnionInit { field, payload },
                ))
            }
        }
    }

    /// `.{ ... }` where no type is asked for: a tuple or a struct of its own.
    fn anonymous(&mut self, body: &InitBody, at: Span) -> Eval {
        match body {
            InitBody::Empty => {
                let ty = self.pool.tuple(&[]);
                Ok(Operand::Known(ty, Value::Aggregate(Vec::new().into())))
            }
            InitBody::List(items) => {
                let mut values = Vec::new();
                for item in items {
                    let op = self.expr(item, None)?;
                    if op.is_noreturn() {
                        return Ok(op);
                    }
                    values.push((op, item.span));
                }
                self.make_tuple(values, at)
            }
            InitBody::Fields(fields) => {
                let mut values = Vec::new();
                for (name, e) in fields {
                    let op = self.expr(e, None)?;
                    if op.is_noreturn() {
                        return Ok(op);
                    }
                    if values
                        .iter()
                        .any(|(n, _, _): &(String, _, _)| **n == *name.name)
                    {
                        return self.fail(name.span, "duplicate struct field name");
                    }
                    values.push((name.name.to_string(), op, e.span));
                }
                self.make_anonymous_struct(values, at)
            }
        }
    }

    /// A tuple; what is known is part of its type.
    pub(super) fn make_tuple(&mut self, values: Vec<(Operand, Span)>, at: Span) -> Eval {
        let fields: Vec<(TypeId, Option<Value>)> = values
            .iter()
            .map(|(op, _)| (op.ty(), op.known().cloned()))
            .collect();
        let ty = self.pool.tuple(&fields);
        let values = values
            .into_iter()
            .enumerate()
            .map(|(i, (op, span))| (i as u32, op, span));
        self.make_struct(ty, values.collect(), at)
    }

    fn make_anonymous_struct(&mut self, values: Vec<(String, Operand, Span)>, at: Span) -> Eval {
        let key: Vec<(String, TypeId, Option<Value>)> = values
            .iter()
            .map(|(name, op, _)| (name.clone(), op.ty(), op.known().cloned()))
            .collect();
        let ty = self.anonymous_struct_type(key);
        let values = values
            .into_iter()
            .enumerate()
            .map(|(i, (_, op, span))| (i as u32, op, span));
        self.make_struct(ty, values.collect(), at)
    }

    /// Tuples and structs without a declaration: they become what is asked for.
    pub(super) fn is_anonymous(&self, ty: TypeId) -> bool {
        self.pool
            .as_struct(ty)
            .is_some_and(|s| s.namespace.is_none())
    }

    /// An anonymous struct or tuple (or an array) as a struct, array or tuple, field by field.
    pub(super) fn from_anonymous(
        &mut self,
        op: Operand,
        to: TypeId,
        at: Span,
    ) -> Eval<Result<Operand, Vec<String>>> {
        let from = op.ty();
        self.ensure_fields(to, at)?;
        let is_tuple = self.pool.is_tuple(from) || self.pool.is_array(from);
        let names: Vec<String> = match self.pool.as_struct(from) {
            Some(info) => info.fields.iter().map(|f| f.name.clone()).collect(),
            None => (0..self.pool.as_array(from).map_or(0, |(n, _)| n))
                .map(|i| i.to_string())
                .collect(),
        };
        let mut prelude = Vec::new();
        let base = match op {
            Operand::Known(ty, value) => Base::Known(ty, value),
            Operand::Runtime(e) => {
                let span = e.span;
                let local = self.frame.temporary(from, span);
                prelude.push(self.silent(ir::StmtKind::Let { local, init: e }, span));
                Base::Local(local)
            }
        };
        let result = match self.pool.get(to).clone() {
            Type::Array { len, child, .. } => {
                if !is_tuple && !names.is_empty() || names.len() as u64 != len {
                    let note = format!(
                        "destination has length {len}, source has length {}",
                        names.len()
                    );
                    return Ok(Err(vec![note]));
                }
                let mut values = Vec::new();
                for i in 0..names.len() as u32 {
                    let item = self.part_of(&base, from, i, at)?;
                    values.push((self.coerce(item, child, at)?, at));
                }
                self.make_array(to, child, values, at)?
            }
            Type::Struct(_) => {
                let mut values = Vec::new();
                let to_tuple = self.pool.is_tuple(to);
                if is_tuple != to_tuple && !names.is_empty() {
                    return Ok(Err(Vec::new()));
                }
                for (i, name) in names.iter().enumerate() {
                    let index = if to_tuple {
                        Some(i as u32)
                    } else {
                        self.pool.field_index(to, name)
                    };
                    let field = index.and_then(|i| {
                        self.pool
                            .as_struct(to)
                            .and_then(|s| s.fields.get(i as usize).map(|f| f.ty))
                    });
                    let (Some(index), Some(field)) = (index, field) else {
                        let target = self.pool.name(to);
                        return Ok(Err(vec![format!(
                            "no field named '{name}' in struct '{target}'"
                        )]));
                    };
                    let item = self.part_of(&base, from, i as u32, at)?;
                    values.push((index, self.coerce(item, field, at)?, at));
                }
                self.add_defaults(to, &mut values, at)?;
                self.make_struct(to, values, at)?
            }
            _ => return Ok(Err(Vec::new())),
        };
        if prelude.is_empty() {
            return Ok(Ok(result));
        }
        let tail = self.runtime(result, at)?;
        Ok(Ok(Operand::Runtime(super::switch::block_of(
            prelude, tail, at,
        ))))
    }

    fn part_of(&mut self, base: &Base, ty: TypeId, index: u32, at: Span) -> Eval {
        let is_array = self.pool.is_array(ty);
        let place = match base {
            Base::Known(ty, value) => {
                let step = if is_array {
                    Step::Element(index.into())
                } else {
                    Step::Field(index)
                };
                let Some(item_ty) = self.step_type(*ty, &step) else {
                    return self.internal(at, "a part beyond the last");
                };
                let Some(item) = self.part(*ty, value, &step) else {
                    return self.internal(at, "a part without a value");
                };
                return Ok(Operand::Known(item_ty, item));
            }
            Base::Local(local) => Place::runtime(super::control::local_place(*local, ty, at), true),
        };
        let place = if is_array {
            let i = self.usize_operand(index);
            self.element_of(place, i, at, at)?
        } else {
            self.struct_field(place, index, at)?
        };
        self.read(place, at)
    }

    /// `const a, var b, c = value;` where the value is a tuple or an array.
    pub(super) fn destructure_into(
        &mut self,
        targets: &[ast::DestructureTarget],
        value: &ast::Expr,
        is_comptime: bool,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        let literal = match &value.kind {
            ast::ExprKind::Init {
                ty: None,
                body: InitBody::List(items),
            } if items.len() == targets.len() => Some(items),
            _ => None,
        };
        let mut wants = Vec::new();
        for t in targets {
            wants.push(match t {
                ast::DestructureTarget::Decl { ty: Some(e), .. } => Some(self.type_of_expr(e)?),
                _ => None,
            });
        }
        if let Some(items) = literal {
            return self.destructure_literal(targets, &wants, items, is_comptime, span, out);
        }
        let op = if is_comptime {
            let (ty, value) = self.comptime_value(value, None)?;
            Operand::Known(ty, value)
        } else {
            self.expr(value, None)?
        };
        let ty = op.ty();
        if op.is_noreturn() {
            let e = self.runtime(op, span)?;
            out.push(self.step(ir::StmtKind::Expr(e), span));
            return Ok(true);
        }
        let count = match self.pool.get(ty) {
            Type::Array { len, .. } => *len as usize,
            Type::Struct(id) if self.pool.is_tuple(ty) => self.pool.struct_info(*id).fields.len(),
            _ => {
                let name = self.pool.name(ty);
                return self.fail(value.span, format!("type '{name}' cannot be destructured"));
            }
        };
        if count != targets.len() {
            let d = Diagnostic::error(
                "type",
                value.span,
                format!(
                    "expected {} elements for destructure, found {count}",
                    targets.len()
                ),
            );
            self.report(d);
            return Err(Flow::Failed);
        }
        let base = match op {
            Operand::Known(ty, value) => Base::Known(ty, value),
            Operand::Runtime(init) => {
                let local = self.frame.temporary(ty, span);
                out.push(self.step(ir::StmtKind::Let { local, init }, span));
                Base::Local(local)
            }
        };
        for (i, (target, want)) in targets.iter().zip(&wants).enumerate() {
            let item = self.part_of(&base, ty, i as u32, value.span)?;
            let item = match want {
                Some(ty) => self.coerce(item, *ty, value.span)?,
                None => item,
            };
            self.destructure_one(target, item, is_comptime, span, out)?;
        }
        Ok(false)
    }

    /// `a, b = .{ b, a }` stores one after the other, as Zig does.
    fn destructure_literal(
        &mut self,
        targets: &[ast::DestructureTarget],
        wants: &[Option<TypeId>],
        items: &[ast::Expr],
        is_comptime: bool,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        for ((target, want), item) in targets.iter().zip(wants).zip(items) {
            let want = match (want, target) {
                (Some(ty), _) => Some(*ty),
                (None, ast::DestructureTarget::Place(p))
                    if !matches!(p.kind, ast::ExprKind::Discard) =>
                {
                    Some(self.place(p, None)?.ty)
                }
                _ => None,
            };
            let op = match (is_comptime, want) {
                (true, want) => {
                    let (ty, value) = self.comptime_value(item, want)?;
                    Operand::Known(ty, value)
                }
                (false, Some(ty)) => self.expr_as(item, ty)?,
                (false, None) => self.expr(item, None)?,
            };
            self.destructure_one(target, op, is_comptime, span, out)?;
        }
        Ok(false)
    }

    fn destructure_one(
        &mut self,
        target: &ast::DestructureTarget,
        op: Operand,
        is_comptime: bool,
        span: Span,
        out: &mut Vec<ir::Stmt>,
    ) -> Eval<()> {
        match target {
            ast::DestructureTarget::Decl { name, is_const, .. } => {
                let before = out.len();
                self.declare(name, *is_const, is_comptime, op, span, out)?;
                if before > 0 {
                    // One statement, one step.
                    for s in &mut out[before..] {
                        s.is_step = false;
                    }
                }
                Ok(())
            }
            ast::DestructureTarget::Place(p) => {
                if let ast::ExprKind::Discard = p.kind {
                    if let Operand::Runtime(e) = op {
                        let ty = TypeId::VOID;
                        let e = ir::Expr {
                            kind: ExprKind::Discard(Box::new(e)),
                            ty,
                            span,
                        };
                        out.push(self.silent(ir::StmtKind::Expr(e), span));
                    }
                    return Ok(());
                }
                let place = self.place(p, None)?;
                if place.is_const {
                    return self.fail(p.span, "cannot assign to constant");
                }
                let op = self.coerce(op, place.ty, span)?;
                if let PlaceKind::Known(pointee) = &place.kind
                    && matches!(pointee.base, crate::types::Base::Cell(_))
                {
                    let pointee = pointee.clone();
                    self.store_known(&pointee, op, span, span)?;
                    return Ok(());
                }
                let place = self.runtime_place(place, p.span)?;
                let value = Box::new(self.runtime(op, span)?);
                let kind = ExprKind::Assign { place, value };
                let e = ir::Expr {
                    kind,
                    ty: TypeId::VOID,
                    span,
                };
                out.push(self.step(ir::StmtKind::Expr(e), span));
                Ok(())
            }
        }
    }
}

/// Something whose parts are taken one by one.
enum Base {
    Known(TypeId, Value),
    Local(ir::LocalId),
}

/// The values, if all are known.
fn all_known(values: &[(Operand, Span)]) -> Option<Vec<Value>> {
    values.iter().map(|(op, _)| op.known().cloned()).collect()
}
