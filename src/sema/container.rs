//! Container types: `struct`, `enum`, `union`, `opaque` and files. The type exists as soon as its declaration is
//! met; its fields are found when somebody needs them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use num_bigint::BigInt;

use crate::diag::Diagnostic;
use crate::source::{FileId, Span};
use crate::syntax::ast;
use crate::types::{
    ContainerLayout, EnumInfo, NamespaceId, OpaqueInfo, PointerSize, Resolution, StructField,
    StructInfo, Type, TypeId, UnionField, UnionInfo, Value,
};

use super::Sema;
use super::decl::{CaptureKey, Namespace};
use super::frame::{Binding, BindingKind};
use super::operand::{Eval, Flow};

/// The text behind a container type, and how far its parts are known.
pub(super) struct ContainerInfo {
    pub ast: Rc<ast::Container>,
    pub ns: NamespaceId,
    pub defaults: Resolution,
    pub layout: Resolution,
    pub failed: bool,
}

impl Sema {
    /// The type of a container expression, seen from the current frame.
    pub(super) fn container_type(&mut self, c: &Rc<ast::Container>) -> Eval<TypeId> {
        if let Some(ty) = self.tuple_type(c)? {
            return Ok(ty);
        }
        let captures = self.captures_of(c);
        // The same text in two instances of a generic container is two types.
        let key = (
            Rc::as_ptr(c) as usize,
            self.frame.ns,
            capture_keys(&captures),
        );
        if let Some(&ty) = self.world.by_capture.get(&key) {
            return Ok(ty);
        }
        let name = self.container_name(c);
        let parent = self.frame.ns;
        let file = c.span.file;
        let ty = self.declare_container(c, Some(parent), captures, name, file);
        self.world.by_capture.insert(key, ty);
        Ok(ty)
    }

    /// `struct { u8, bool }` is the same type wherever it stands.
    fn tuple_type(&mut self, c: &ast::Container) -> Eval<Option<TypeId>> {
        let is_plain = |f: &ast::ContainerField| {
            f.name.is_none() && f.value.is_none() && f.align.is_none() && !f.is_comptime
        };
        let is_tuple = c.kind == ast::ContainerKind::Struct
            && c.layout == ast::ContainerLayout::Auto
            && !c.fields.is_empty()
            && c.decls.is_empty()
            && c.fields.iter().all(is_plain);
        if !is_tuple {
            return Ok(None);
        }
        let mut fields = Vec::new();
        for f in &c.fields {
            let Some(e) = &f.ty else { return Ok(None) };
            fields.push((self.field_type(e)?, None));
        }
        Ok(Some(self.pool.tuple(&fields)))
    }

    /// What the container's text names of the function around it.
    fn captures_of(&self, c: &ast::Container) -> Vec<Binding> {
        if self.frame.bindings.is_empty() {
            return Vec::new();
        }
        let mut names = HashSet::new();
        super::free::names_in_container(c, &mut names);
        let mut seen = HashSet::new();
        let mut captures: Vec<Binding> = Vec::new();
        for b in self.frame.bindings.iter().rev() {
            if names.contains(&b.name) && seen.insert(b.name.clone()) {
                captures.push(self.captured(b));
            }
        }
        captures
    }

    fn captured(&self, b: &Binding) -> Binding {
        let kind = match &b.kind {
            BindingKind::Local(id) => {
                let local = &self.frame.locals[id.0 as usize];
                BindingKind::Outer {
                    ty: local.ty,
                    is_const: local.is_const,
                }
            }
            BindingKind::TypeOnly(ty) => BindingKind::Outer {
                ty: *ty,
                is_const: true,
            },
            kind => kind.clone(),
        };
        Binding { kind, ..b.clone() }
    }

    fn container_name(&mut self, c: &ast::Container) -> String {
        let prefix = &self.frame.name;
        match &self.frame.decl_name {
            // A function that returns a type: the call names it.
            Some(name) if name.is_empty() => prefix.clone(),
            Some(name) => format!("{prefix}.{name}"),
            None => {
                let kind = match c.kind {
                    ast::ContainerKind::Struct => "struct",
                    ast::ContainerKind::Enum => "enum",
                    ast::ContainerKind::Union => "union",
                    ast::ContainerKind::Opaque => "opaque",
                };
                format!("{prefix}__{kind}_{}", self.pool.len())
            }
        }
    }

    /// Makes the type and its namespace.
    pub(super) fn declare_container(
        &mut self,
        c: &Rc<ast::Container>,
        parent: Option<NamespaceId>,
        captures: Vec<Binding>,
        name: String,
        file: FileId,
    ) -> TypeId {
        let ns = self.world.add_namespace(Namespace {
            parent,
            owner: TypeId::VOID,
            names: HashMap::new(),
            captures,
            file,
            path: name.clone(),
            is_library: self.map.is_library(file),
        });
        self.world.add_decls(ns, &c.decls);
        let span = Some(c.span);
        let is_tuple = !c.fields.is_empty() && c.fields.iter().all(|f| f.name.is_none());
        // A tuple is named by its fields.
        let name = if is_tuple && c.kind == ast::ContainerKind::Struct {
            String::new()
        } else {
            name
        };
        let namespace = Some(ns);
        let resolution = Resolution::Declared;
        let ty = match c.kind {
            ast::ContainerKind::Struct => self.pool.add_struct(StructInfo {
                name,
                span,
                namespace,
                layout: layout(c.layout),
                is_tuple,
                fields: Vec::new(),
                backing: None,
                resolution,
            }),
            ast::ContainerKind::Enum => self.pool.add_enum(EnumInfo {
                name,
                span,
                namespace,
                tag: TypeId::U0,
                members: Vec::new(),
                non_exhaustive: false,
                resolution,
            }),
            ast::ContainerKind::Union => self.pool.add_union(UnionInfo {
                name,
                span,
                namespace,
                layout: layout(c.layout),
                tag: None,
                fields: Vec::new(),
                resolution,
            }),
            ast::ContainerKind::Opaque => self.pool.add_opaque(OpaqueInfo {
                name,
                span,
                namespace,
            }),
        };
        self.world.namespaces[ns.0 as usize].owner = ty;
        self.world.containers.insert(
            ty,
            ContainerInfo {
                ast: c.clone(),
                ns,
                defaults: Resolution::Declared,
                layout: Resolution::Declared,
                failed: false,
            },
        );
        ty
    }

    /// Finds the fields of a container type; nothing to do for other types.
    pub(super) fn ensure_fields(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        let state = match *self.pool.get(ty) {
            Type::Struct(id) => self.pool.struct_info(id).resolution,
            Type::Enum(id) => self.pool.enum_info(id).resolution,
            Type::Union(id) => self.pool.union_info(id).resolution,
            _ => return Ok(()),
        };
        let Some(info) = self.world.containers.get(&ty) else {
            return Ok(()); // a tuple, or an enum that analysis made
        };
        if info.failed {
            return Err(Flow::Failed);
        }
        match state {
            Resolution::Done => return Ok(()),
            Resolution::InProgress => {
                let name = self.pool.name(ty);
                return self.fail(at, format!("type '{name}' depends on itself"));
            }
            Resolution::Declared => {}
        }
        let (c, ns) = (info.ast.clone(), info.ns);
        self.set_resolution(ty, Resolution::InProgress);
        let path = self.world.namespace(ns).path.clone();
        let saved = self.enter(ns, path);
        let result = match c.kind {
            ast::ContainerKind::Struct => self.struct_fields(ty, &c),
            ast::ContainerKind::Enum => self.enum_fields(ty, &c),
            ast::ContainerKind::Union => self.union_fields(ty, &c),
            ast::ContainerKind::Opaque => Ok(()),
        };
        self.leave(saved);
        self.set_resolution(ty, Resolution::Done);
        if result.is_err() {
            self.mark_failed(ty);
        }
        result
    }

    fn mark_failed(&mut self, ty: TypeId) {
        self.frame.failed = true;
        if let Some(info) = self.world.containers.get_mut(&ty) {
            info.failed = true;
        }
    }

    fn set_resolution(&mut self, ty: TypeId, to: Resolution) {
        match *self.pool.get(ty) {
            Type::Struct(id) => self.pool.struct_info_mut(id).resolution = to,
            Type::Enum(id) => self.pool.enum_info_mut(id).resolution = to,
            Type::Union(id) => self.pool.union_info_mut(id).resolution = to,
            _ => {}
        }
    }

    fn struct_fields(&mut self, ty: TypeId, c: &ast::Container) -> Eval<()> {
        let mut fields = Vec::new();
        let mut failed = false;
        for (index, f) in c.fields.iter().enumerate() {
            let Some(e) = &f.ty else {
                return self.fail(f.span, "struct field missing type");
            };
            let field_ty = match self.field_type(e) {
                Ok(ty) => ty,
                Err(_) => {
                    failed = true;
                    continue;
                }
            };
            if c.layout == ast::ContainerLayout::Packed
                && let Err(why) = self.packable(field_ty)
            {
                let name = self.pool.name(field_ty);
                let message = format!("packed structs cannot contain fields of type '{name}'");
                let at = f.ty.as_ref().map_or(f.span, |e| e.span);
                self.report(Diagnostic::error("type", at, message).note(why));
                failed = true;
            }
            let align = match &f.align {
                Some(a) => self.alignment(a)?,
                None => None,
            };
            fields.push(StructField {
                name: f
                    .name
                    .as_ref()
                    .map_or_else(|| index.to_string(), |n| n.name.to_string()),
                ty: field_ty,
                default: None,
                align,
                is_comptime: f.is_comptime,
            });
        }
        let backing = match (&c.tag, c.layout) {
            (Some(tag), ast::ContainerLayout::Packed) => Some(self.type_of_expr(tag)?),
            _ => None,
        };
        let Type::Struct(id) = *self.pool.get(ty) else {
            return Err(Flow::Failed);
        };
        let info = self.pool.struct_info_mut(id);
        info.fields = fields;
        info.backing = backing;
        if c.layout == ast::ContainerLayout::Packed {
            self.packed_backing(ty, backing, c)?;
        }
        if failed { Err(Flow::Failed) } else { Ok(()) }
    }

    /// Whether a type has a fixed number of bits and a meaning for each, or why not.
    fn packable(&self, ty: TypeId) -> Result<(), &'static str> {
        match self.pool.get(ty) {
            Type::Pointer(p) if p.size == PointerSize::Slice => {
                Err("slices have no guaranteed in-memory representation")
            }
            Type::Array { .. } => Err("arrays have no bit-packed representation"),
            Type::ErrorUnion { .. } | Type::ErrorSet(_) => {
                Err("type has no guaranteed in-memory representation")
            }
            Type::Optional(child) if !self.pool.is_pointer(*child) => {
                Err("type has no guaranteed in-memory representation")
            }
            Type::Struct(id) if self.pool.struct_info(*id).layout != ContainerLayout::Packed => {
                Err("only packed structs layout are allowed in packed types")
            }
            Type::Union(id) if self.pool.union_info(*id).layout != ContainerLayout::Packed => {
                Err("only packed unions layout are allowed in packed types")
            }
            _ => Ok(()),
        }
    }

    /// A packed struct lies in one integer: its own choice, or as many bits as the fields have.
    fn packed_backing(
        &mut self,
        ty: TypeId,
        backing: Option<TypeId>,
        c: &ast::Container,
    ) -> Eval<()> {
        let Type::Struct(id) = *self.pool.get(ty) else {
            return Ok(());
        };
        let fields: Vec<TypeId> = self
            .pool
            .struct_info(id)
            .fields
            .iter()
            .map(|f| f.ty)
            .collect();
        let mut bits = 0;
        for field in fields {
            self.ensure_layout(field, c.span)?;
            bits += self.pool.bit_size(field);
        }
        match backing {
            Some(int) if self.pool.bit_size(int) != bits => {
                let name = self.pool.name(int);
                let message = format!(
                    "backing integer type '{name}' has bit size {} but the struct fields have a total bit size of {bits}",
                    self.pool.bit_size(int)
                );
                self.fail(c.tag.as_ref().map_or(c.span, |t| t.span), message)
            }
            Some(_) => Ok(()),
            None if bits > 128 => self.not_yet(c.span, "packed structs wider than 128 bits"),
            None => {
                let int = self.pool.int(false, bits as u16);
                self.pool.struct_info_mut(id).backing = Some(int);
                Ok(())
            }
        }
    }

    fn field_type(&mut self, e: &ast::Expr) -> Eval<TypeId> {
        let ty = self.type_of_expr(e)?;
        if ty == TypeId::NORETURN {
            return self.fail(e.span, "struct fields cannot be 'noreturn'");
        }
        let is_opaque = ty == TypeId::ANYOPAQUE || matches!(self.pool.get(ty), Type::Opaque(_));
        if is_opaque {
            return self.fail(e.span, "opaque types have unknown size and therefore cannot be directly embedded in structs");
        }
        Ok(ty)
    }

    fn enum_fields(&mut self, ty: TypeId, c: &ast::Container) -> Eval<()> {
        let Type::Enum(id) = *self.pool.get(ty) else {
            return Err(Flow::Failed);
        };
        let given = match &c.tag {
            Some(e) => Some(self.type_of_expr(e)?),
            None => None,
        };
        if let (Some(tag), Some(e)) = (given, &c.tag)
            && !self.pool.is_any_int(tag)
        {
            let found = self.pool.name(tag);
            return self.fail(
                e.span,
                format!("expected integer tag type, found '{found}'"),
            );
        }
        let mut members: Vec<(String, i128)> = Vec::new();
        let mut non_exhaustive = false;
        let mut next = BigInt::ZERO;
        for f in &c.fields {
            let Some(name) = &f.name else { continue };
            if &*name.name == "_" {
                non_exhaustive = true;
                continue;
            }
            if let Some(e) = &f.value {
                let want = given.unwrap_or(TypeId::COMPTIME_INT);
                let (_, value) = self.comptime_value(e, Some(want))?;
                if let Value::Int(n) = value {
                    next = n;
                }
            } else if let Some(tag) = given
                && tag != TypeId::COMPTIME_INT
                && !self.pool.int_fits(tag, &next)
            {
                let tag_name = self.pool.name(tag);
                return self.fail(
                    f.span,
                    format!("enumeration value '{next}' too large for type '{tag_name}'"),
                );
            }
            let Ok(number) = i128::try_from(&next) else {
                return self.not_yet(f.span, "enum members beyond 127 bits");
            };
            if let Some((other, _)) = members.iter().find(|(_, n)| *n == number) {
                let message = format!("enum tag value {number} already taken");
                let at = f.value.as_ref().map_or(f.span, |v| v.span);
                let d = Diagnostic::error("type", at, message).note(format!("'{other}' has it"));
                self.report(d);
                return Err(Flow::Failed);
            }
            members.push((name.name.to_string(), number));
            next += 1;
        }
        let tag = given.unwrap_or_else(|| {
            let count = members.len() as u64;
            let explicit = members.iter().map(|(_, n)| *n).max().unwrap_or(0).max(0) as u64;
            let largest = explicit.max(count.saturating_sub(1));
            if count == 0 {
                TypeId::U0
            } else {
                self.pool.smallest_unsigned(largest)
            }
        });
        let info = self.pool.enum_info_mut(id);
        info.members = members;
        info.non_exhaustive = non_exhaustive;
        info.tag = tag;
        Ok(())
    }

    fn union_fields(&mut self, ty: TypeId, c: &ast::Container) -> Eval<()> {
        let Type::Union(id) = *self.pool.get(ty) else {
            return Err(Flow::Failed);
        };
        let mut fields = Vec::new();
        for f in &c.fields {
            let Some(name) = &f.name else { continue };
            let field_ty = match &f.ty {
                Some(e) => self.type_of_expr(e)?,
                None if c.inferred_tag || c.tag.is_some() => TypeId::VOID,
                None => return self.fail(f.span, "union field missing type"),
            };
            let align = match &f.align {
                Some(a) => self.alignment(a)?,
                None => None,
            };
            fields.push(UnionField {
                name: name.name.to_string(),
                ty: field_ty,
                align,
            });
        }
        let tag = match (&c.tag, c.inferred_tag) {
            (tag, true) => Some(self.generated_tag(ty, c, tag.as_ref())?),
            (Some(e), false) if c.layout == ast::ContainerLayout::Auto => {
                Some(self.explicit_tag(e, &mut fields)?)
            }
            _ => None,
        };
        let info = self.pool.union_info_mut(id);
        info.fields = fields;
        info.tag = tag;
        Ok(())
    }

    /// The enum of a `union(enum)`.
    fn generated_tag(
        &mut self,
        union: TypeId,
        c: &ast::Container,
        int: Option<&ast::Expr>,
    ) -> Eval<TypeId> {
        let mut members = Vec::new();
        let mut next = BigInt::ZERO;
        for f in &c.fields {
            let Some(name) = &f.name else { continue };
            if let Some(e) = &f.value
                && let Value::Int(n) = self.comptime_value(e, Some(TypeId::COMPTIME_INT))?.1
            {
                next = n;
            }
            let Ok(number) = i128::try_from(&next) else {
                return self.not_yet(f.span, "enum members beyond 127 bits");
            };
            members.push((name.name.to_string(), number));
            next += 1;
        }
        let tag = match int {
            Some(e) => self.type_of_expr(e)?,
            None if members.is_empty() => TypeId::U0,
            None => self.pool.smallest_unsigned(members.len() as u64 - 1),
        };
        let name = format!("@typeInfo({}).@\"union\".tag_type.?", self.pool.name(union));
        Ok(self.pool.add_enum(EnumInfo {
            name,
            span: Some(c.span),
            namespace: None,
            tag,
            members,
            non_exhaustive: false,
            resolution: Resolution::Done,
        }))
    }

    /// The enum of a `union(Tag)`: its members and the fields must be the same.
    fn explicit_tag(&mut self, e: &ast::Expr, fields: &mut [UnionField]) -> Eval<TypeId> {
        let tag = self.type_of_expr(e)?;
        self.ensure_fields(tag, e.span)?;
        let Some(info) = self.pool.as_enum(tag) else {
            let found = self.pool.name(tag);
            return self.fail(e.span, format!("expected enum tag type, found '{found}'"));
        };
        let members: Vec<String> = info.members.iter().map(|(n, _)| n.clone()).collect();
        let name = self.pool.name(tag);
        for f in fields.iter() {
            if !members.contains(&f.name) {
                return self.fail(
                    e.span,
                    format!("no field named '{}' in enum '{name}'", f.name),
                );
            }
        }
        for m in &members {
            if !fields.iter().any(|f| f.name == *m) {
                return self.fail(e.span, format!("field '{m}' missing, declared here"));
            }
        }
        // The machine finds the active field by the tag's number: keep the fields in the order of the tags.
        fields.sort_by_key(|f| members.iter().position(|m| *m == f.name));
        Ok(tag)
    }

    /// Finds the default values of a struct's fields.
    pub(super) fn ensure_defaults(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        self.ensure_fields(ty, at)?;
        let Some(info) = self.world.containers.get_mut(&ty) else {
            return Ok(());
        };
        if info.defaults != Resolution::Declared {
            return Ok(());
        }
        info.defaults = Resolution::InProgress;
        let (c, ns) = (info.ast.clone(), info.ns);
        let Type::Struct(id) = *self.pool.get(ty) else {
            return Ok(());
        };
        let path = self.world.namespace(ns).path.clone();
        let saved = self.enter(ns, path);
        let mut result = Ok(());
        for (index, f) in c.fields.iter().enumerate() {
            let Some(e) = &f.value else { continue };
            let Some(want) = self.pool.struct_info(id).fields.get(index).map(|f| f.ty) else {
                break;
            };
            match self.comptime_value(e, Some(want)) {
                Ok((_, value)) => {
                    self.pool.struct_info_mut(id).fields[index].default = Some(value);
                }
                Err(flow) => result = Err(flow),
            }
        }
        self.leave(saved);
        if let Some(info) = self.world.containers.get_mut(&ty) {
            info.defaults = Resolution::Done;
        }
        if result.is_err() {
            self.mark_failed(ty);
        }
        result
    }

    /// Makes sure that the size of a type can be asked for: the fields of everything inside it are known.
    pub(super) fn ensure_layout(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        let inner: Vec<TypeId> = match self.pool.get(ty) {
            Type::Array { child, .. } | Type::Optional(child) => vec![*child],
            Type::ErrorUnion { payload, .. } => vec![*payload],
            Type::Struct(_) | Type::Union(_) | Type::Enum(_) => {
                return self.ensure_container_layout(ty, at);
            }
            _ => return Ok(()),
        };
        for ty in inner {
            self.ensure_layout(ty, at)?;
        }
        Ok(())
    }

    fn ensure_container_layout(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        match self.world.containers.get(&ty).map(|c| c.layout) {
            Some(Resolution::Done) => return Ok(()),
            Some(Resolution::InProgress) => {
                let (kind, name) = (self.kind_name(ty), self.pool.name(ty));
                let at = self.world.containers[&ty].ast.span;
                self.mark_failed(ty);
                return self.fail(at, format!("{kind} '{name}' depends on itself"));
            }
            _ => {}
        }
        self.ensure_fields(ty, at)?;
        let fields: Vec<TypeId> = match *self.pool.get(ty) {
            Type::Struct(id) => self
                .pool
                .struct_info(id)
                .fields
                .iter()
                .map(|f| f.ty)
                .collect(),
            Type::Union(id) => self
                .pool
                .union_info(id)
                .fields
                .iter()
                .map(|f| f.ty)
                .collect(),
            _ => Vec::new(),
        };
        self.set_layout(ty, Resolution::InProgress);
        let mut result = Ok(());
        for field in fields {
            if result.is_ok() {
                result = self.ensure_layout(field, at);
            }
        }
        self.set_layout(ty, Resolution::Done);
        result
    }

    fn set_layout(&mut self, ty: TypeId, to: Resolution) {
        if let Some(info) = self.world.containers.get_mut(&ty) {
            info.layout = to;
        }
    }

    /// `struct`, `enum`, ... for messages.
    pub(super) fn kind_name(&self, ty: TypeId) -> &'static str {
        match self.pool.get(ty) {
            Type::Struct(_) => "struct",
            Type::Enum(_) => "enum",
            Type::Union(_) => "union",
            Type::Opaque(_) => "opaque",
            _ => "type",
        }
    }
}

fn layout(layout: ast::ContainerLayout) -> ContainerLayout {
    match layout {
        ast::ContainerLayout::Auto => ContainerLayout::Auto,
        ast::ContainerLayout::Extern => ContainerLayout::Extern,
        ast::ContainerLayout::Packed => ContainerLayout::Packed,
    }
}

fn capture_keys(captures: &[Binding]) -> Vec<CaptureKey> {
    let mut keys: Vec<CaptureKey> = captures
        .iter()
        .map(|b| match &b.kind {
            BindingKind::Known(ty, value) => (b.name.clone(), *ty, Some(value.clone())),
            BindingKind::TypeOnly(ty) | BindingKind::Outer { ty, .. } => {
                (b.name.clone(), *ty, None)
            }
            _ => (b.name.clone(), TypeId::VOID, None),
        })
        .collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    keys
}
