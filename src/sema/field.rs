//! `base.name`: fields of values, members of types, `.len` and `.ptr`.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::ir;
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Pointer, PointerSize, Step, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

impl Sema {
    pub(super) fn field_expr(
        &mut self,
        base: &ast::Expr,
        name: &ast::Ident,
        at: Span,
    ) -> Eval<Place> {
        let base_place = self.place(base, None)?;
        self.field_of(base_place, name, at)
    }

    pub(super) fn field_of(&mut self, base: Place, name: &ast::Ident, at: Span) -> Eval<Place> {
        if base.ty == TypeId::TYPE {
            let op = self.read(base, at)?;
            let (_, value) = self.known(op, at)?;
            let Value::Type(ty) = value else {
                return self.fail(at, "use of undefined value here causes illegal behavior");
            };
            return self.member_of_type(ty, name, at);
        }
        // One pointer is looked through, not two.
        if let Some(child) = self.pool.child(base.ty)
            && self.pool.is_single_pointer(base.ty)
            && self.pool.is_single_pointer(child)
            && !self
                .pool
                .child(child)
                .is_some_and(|c| self.pool.is_array(c))
        {
            return self.no_member(base.ty, name);
        }
        // The length of an array is known, whatever is known of the pointer to it.
        if &*name.name == "len"
            && self.pool.is_single_pointer(base.ty)
            && let Some((len, _)) = self.pool.child(base.ty).and_then(|c| self.pool.as_array(c))
            && base.kind.is_plain()
        {
            return Ok(Place::value(self.usize_operand(len)));
        }
        let base = match self.pool.get(base.ty) {
            Type::Pointer(p) if p.size == PointerSize::One || p.size == PointerSize::C => {
                let child = p.child;
                if child == TypeId::ANYOPAQUE {
                    return self.no_member(base.ty, name);
                }
                let op = self.read(base, at)?;
                self.deref(op, at)?
            }
            _ => base,
        };
        match self.value_field(base, &name.name, name.span, at)? {
            Ok(place) => Ok(place),
            Err(base) => {
                let ty = base.ty;
                if let Some(ns) = self.pool.namespace(ty)
                    && let Some(decl) = self.decl_of(ns, &name.name)
                    && let Ok(place) = self.decl_place(decl, at)
                    && self.pool.is_function(place.ty)
                {
                    // A method without a call.
                    return Ok(place);
                }
                self.no_member(ty, name)
            }
        }
    }

    /// A field of a value; gives the base back where there is no such field.
    pub(super) fn value_field(
        &mut self,
        base: Place,
        name: &Rc<str>,
        name_at: Span,
        at: Span,
    ) -> Eval<Result<Place, Place>> {
        let ty = base.ty;
        match self.pool.get(ty).clone() {
            Type::Struct(_) => {
                self.ensure_fields(ty, name_at)?;
                if &**name == "len" && self.pool.is_tuple(ty) {
                    let len = self.pool.as_struct(ty).map_or(0, |s| s.fields.len());
                    return Ok(Ok(Place::value(self.usize_operand(len))));
                }
                match self.pool.field_index(ty, name) {
                    Some(index) => Ok(Ok(self.struct_field(base, index, at)?)),
                    None => Ok(Err(base)),
                }
            }
            Type::Union(_) => {
                self.ensure_fields(ty, name_at)?;
                match self.pool.field_index(ty, name) {
                    Some(index) => Ok(Ok(self.union_field(base, index, true, at)?)),
                    None => Ok(Err(base)),
                }
            }
            Type::Array { len, .. } if &**name == "len" => {
                Ok(Ok(Place::value(self.usize_operand(len))))
            }
            Type::Array { .. } if &**name == "ptr" => {
                let (child, is_const) = (self.pool.child(ty).unwrap_or(ty), base.is_const);
                let align = base.align.filter(|&a| a != self.pool.align(child));
                let many = self.pool.many(child, is_const);
                let many = match (align, self.pool.as_pointer(many).cloned()) {
                    (Some(_), Some(p)) => self.pool.pointer_with(Pointer { align, ..p }),
                    _ => many,
                };
                let pointer = self.address_of(base, at)?;
                Ok(Ok(Place::value(self.coerce(pointer, many, at)?)))
            }
            Type::Pointer(p) if p.size == PointerSize::Slice && &**name == "len" => {
                Ok(Ok(self.slice_len(base, at)?))
            }
            Type::Pointer(p) if p.size == PointerSize::Slice && &**name == "ptr" => {
                Ok(Ok(self.slice_ptr(base, at)?))
            }
            _ => Ok(Err(base)),
        }
    }

    /// A field of a struct place, by index.
    pub(super) fn struct_field(&mut self, base: Place, index: u32, at: Span) -> Eval<Place> {
        let Some(info) = self.pool.as_struct(base.ty) else {
            return self.internal(at, "a field of what is no struct");
        };
        let Some(field) = info.fields.get(index as usize).cloned() else {
            return self.internal(at, "a field beyond the last");
        };
        if let Some(value) = field.default.clone().filter(|_| field.is_comptime) {
            return Ok(Place::value(Operand::Known(field.ty, value)));
        }
        let is_const = base.is_const;
        let kind = match base.kind {
            PlaceKind::Known(p) => PlaceKind::Known(p.step(Step::Field(index))),
            PlaceKind::Value(Operand::Known(ty, value)) => {
                let Some(item) = self.part(ty, &value, &Step::Field(index)) else {
                    return self.internal(at, "a struct without that field");
                };
                PlaceKind::Value(Operand::Known(field.ty, item))
            }
            PlaceKind::Value(Operand::Runtime(e)) => PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::Field {
                    base: Box::new(super::place::temporary_place(e)),
                    index,
                },
                ty: field.ty,
                span: at,
            }),
            PlaceKind::Runtime(base) => PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::Field {
                    base: Box::new(base),
                    index,
                },
                ty: field.ty,
                span: at,
            }),
        };
        Ok(Place {
            ty: field.ty,
            is_const,
            align: field.align,
            kind,
        })
    }

    /// A field of a union place, by index.
    pub(super) fn union_field(
        &mut self,
        base: Place,
        index: u32,
        checked: bool,
        at: Span,
    ) -> Eval<Place> {
        let Some(info) = self.pool.as_union(base.ty) else {
            return self.internal(at, "a field of what is no union");
        };
        let Some(field) = info.fields.get(index as usize).cloned() else {
            return self.internal(at, "a field beyond the last");
        };
        let is_const = base.is_const;
        let runtime = |base: ir::Place| {
            PlaceKind::Runtime(ir::Place {
                kind: ir::PlaceKind::UnionField {
                    base: Box::new(base),
                    index,
                    checked,
                },
                ty: field.ty,
                span: at,
            })
        };
        let kind = match base.kind {
            PlaceKind::Known(p) => PlaceKind::Known(p.step(Step::UnionField(index))),
            PlaceKind::Value(Operand::Known(ty, value)) => {
                let constant = crate::types::Pointee::constant(ty, value);
                PlaceKind::Known(constant.step(Step::UnionField(index)))
            }
            PlaceKind::Value(Operand::Runtime(e)) => runtime(super::place::temporary_place(e)),
            PlaceKind::Runtime(base) => runtime(base),
        };
        Ok(Place {
            ty: field.ty,
            is_const,
            align: field.align,
            kind,
        })
    }

    fn slice_len(&mut self, base: Place, at: Span) -> Eval<Place> {
        let is_const = base.is_const;
        match base.kind {
            PlaceKind::Runtime(p) => Ok(Place::runtime(
                ir::Place {
                    kind: ir::PlaceKind::SliceLen(Box::new(p)),
                    ty: TypeId::USIZE,
                    span: at,
                },
                is_const,
            )),
            kind => {
                let base = Place { kind, ..base };
                self.known_slice_part(base, true, at)
            }
        }
    }

    fn slice_ptr(&mut self, base: Place, at: Span) -> Eval<Place> {
        let ty = self.many_of(base.ty);
        let is_const = base.is_const;
        match base.kind {
            PlaceKind::Runtime(p) => Ok(Place::runtime(
                ir::Place {
                    kind: ir::PlaceKind::SlicePtr(Box::new(p)),
                    ty,
                    span: at,
                },
                is_const,
            )),
            kind => {
                let base = Place { kind, ..base };
                self.known_slice_part(base, false, at)
            }
        }
    }

    /// `[*]T` for `[]T`
    pub(super) fn many_of(&mut self, slice: TypeId) -> TypeId {
        match self.pool.as_pointer(slice).cloned() {
            Some(p) => self.pool.pointer_with(crate::types::Pointer {
                size: PointerSize::Many,
                ..p
            }),
            None => slice,
        }
    }

    /// `.len` or `.ptr` of a slice that is a global, a comptime variable or a value.
    fn known_slice_part(&mut self, base: Place, len: bool, at: Span) -> Eval<Place> {
        let ptr_ty = self.many_of(base.ty);
        let is_const = base.is_const;
        if let PlaceKind::Known(p) = &base.kind
            && self.load(p).is_none()
        {
            let place = self.known_place(p, base.ty, at)?;
            let (kind, ty) = if len {
                (ir::PlaceKind::SliceLen(Box::new(place)), TypeId::USIZE)
            } else {
                (ir::PlaceKind::SlicePtr(Box::new(place)), ptr_ty)
            };
            return Ok(Place::runtime(ir::Place { kind, ty, span: at }, is_const));
        }
        match self.read(base, at)? {
            Operand::Known(_, Value::Slice(p, n)) => Ok(Place::value(if len {
                self.usize_operand(n)
            } else {
                Operand::Known(ptr_ty, Value::Pointer(p))
            })),
            Operand::Known(..) => {
                let ty = if len { TypeId::USIZE } else { ptr_ty };
                Ok(Place::value(Operand::Known(ty, Value::Undefined)))
            }
            Operand::Runtime(e) => {
                let (kind, ty) = if len {
                    (ir::ExprKind::SliceLen(Box::new(e)), TypeId::USIZE)
                } else {
                    (ir::ExprKind::SlicePtr(Box::new(e)), ptr_ty)
                };
                Ok(Place::value(Operand::runtime(ty, at, kind)))
            }
        }
    }

    /// `Type.name`: a declaration, an enum member, an error.
    pub(super) fn member_of_type(
        &mut self,
        ty: TypeId,
        name: &ast::Ident,
        at: Span,
    ) -> Eval<Place> {
        if let Some(ns) = self.pool.namespace(ty)
            && let Some(decl) = self.decl_of(ns, &name.name)
        {
            return self.visible_decl(decl, ty, name, at);
        }
        match self.pool.get(ty).clone() {
            Type::Enum(_) => {
                self.ensure_fields(ty, at)?;
                let member = self.pool.as_enum(ty).and_then(|info| {
                    let found = info.members.iter().find(|(n, _)| **n == *name.name);
                    found.map(|(_, number)| *number)
                });
                match member {
                    Some(number) => Ok(Place::value(Operand::Known(ty, Value::int(number)))),
                    None => self.no_member_of_type(ty, name),
                }
            }
            Type::Union(_) => {
                self.ensure_fields(ty, at)?;
                let index = self.pool.field_index(ty, &name.name);
                let tag = self.pool.as_union(ty).and_then(|u| u.tag);
                match (index, tag) {
                    (Some(index), Some(tag)) => {
                        // The tag alone; where a union is wanted it becomes one.
                        let number = Value::Int(self.union_tag_number(ty, index));
                        Ok(Place::value(Operand::Known(tag, number)))
                    }
                    _ => self.no_member_of_type(ty, name),
                }
            }
            Type::ErrorSet(_) => {
                let set = self.resolved_set(ty, at)?;
                let found = self
                    .pool
                    .find_error(&name.name)
                    .filter(|e| set.contains(*e));
                match found {
                    Some(e) => Ok(Place::value(Operand::Known(ty, Value::Error(e)))),
                    None if ty == TypeId::ANYERROR => {
                        let op = self.error_literal(&name.name);
                        Ok(Place::value(self.coerce(op, ty, at)?))
                    }
                    None => {
                        let set = self.pool.name(ty);
                        self.fail(
                            name.span,
                            format!("no error named '{}' in '{set}'", name.name),
                        )
                    }
                }
            }
            _ => self.no_member_of_type(ty, name),
        }
    }

    fn visible_decl(
        &mut self,
        decl: crate::types::DeclId,
        ty: TypeId,
        name: &ast::Ident,
        at: Span,
    ) -> Eval<Place> {
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
            let _ = ty;
            self.report(d);
            return Err(Flow::Failed);
        }
        self.decl_place(decl, at)
    }

    fn no_member_of_type<T>(&mut self, ty: TypeId, name: &ast::Ident) -> Eval<T> {
        let type_name = self.pool.name(ty);
        if self.is_file(ty)
            && let Some(d) = super::outside::library_member(&type_name, &name.name, name.span)
        {
            self.report(d);
            return Err(Flow::Failed);
        }
        let message = match self.pool.get(ty) {
            Type::Struct(_) if self.is_file(ty) => {
                format!(
                    "root source file struct '{type_name}' has no member named '{}'",
                    name.name
                )
            }
            Type::Struct(_) | Type::Enum(_) | Type::Union(_) | Type::Opaque(_) => {
                format!(
                    "{} '{type_name}' has no member named '{}'",
                    self.kind_name(ty),
                    name.name
                )
            }
            _ => format!("type '{type_name}' has no members"),
        };
        let mut d = Diagnostic::error("name", name.span, message);
        let near = self.pool.namespace(ty).and_then(|ns| {
            let names = self.world.namespace(ns).names.keys().cloned();
            nearest(&name.name, names)
        });
        if let Some(near) = near {
            d = d.hint(format!("did you mean '{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn is_file(&self, ty: TypeId) -> bool {
        let ns = self.pool.namespace(ty);
        ns.is_some_and(|ns| self.world.namespace(ns).parent.is_none())
    }

    /// No field or method of that name in a value of the type.
    pub(super) fn no_member<T>(&mut self, ty: TypeId, name: &ast::Ident) -> Eval<T> {
        let type_name = self.pool.name(ty);
        let message = match self.pool.get(ty) {
            Type::Struct(_) | Type::Union(_) => {
                format!(
                    "no field named '{}' in {} '{type_name}'",
                    name.name,
                    self.kind_name(ty)
                )
            }
            Type::Enum(_) => format!("no field named '{}' in enum '{type_name}'", name.name),
            Type::Optional(_) => {
                format!("optional type '{type_name}' does not support field access")
            }
            Type::ErrorUnion { .. } => {
                format!("error union type '{type_name}' does not support field access")
            }
            Type::Pointer(p) if p.size == PointerSize::Slice => {
                format!("no member named '{}' in '{type_name}'", name.name)
            }
            Type::Array { .. } => format!("no member named '{}' in '{type_name}'", name.name),
            _ => format!("type '{type_name}' does not support field access"),
        };
        let mut d = Diagnostic::error("name", name.span, message);
        match self.pool.get(ty) {
            Type::Optional(_) => d = d.note("consider using '.?', 'orelse', or 'if'"),
            Type::ErrorUnion { .. } => d = d.note("consider using 'try', 'catch', or 'if'"),
            _ => {}
        }
        if let Some(near) = self.nearest_field(ty, &name.name) {
            d = d.hint(format!("did you mean '{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    fn nearest_field(&self, ty: TypeId, name: &str) -> Option<Rc<str>> {
        let mut names: Vec<Rc<str>> = match self.pool.get(ty) {
            Type::Struct(id) => {
                let fields = &self.pool.struct_info(*id).fields;
                fields.iter().map(|f| f.name.as_str().into()).collect()
            }
            Type::Union(id) => {
                let fields = &self.pool.union_info(*id).fields;
                fields.iter().map(|f| f.name.as_str().into()).collect()
            }
            _ => Vec::new(),
        };
        if let Some(ns) = self.pool.namespace(ty) {
            names.extend(self.world.namespace(ns).names.keys().cloned());
        }
        nearest(name, names)
    }
}
