//! `@typeInfo`: a type as a value of the library's `std.builtin.Type`.

use num_bigint::BigInt;

use crate::source::Span;
use crate::types::{
    ContainerLayout, ErrorSet, FnType, Pointee, Pointer, PointerSize, Type, TypeId, Value,
};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    pub(super) fn builtin_type_info(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        let at = call.at;
        let info = self.library_type("Type", at)?;
        self.ensure_fields(ty, at)?;
        let (name, payload) = self.described(ty, info, at)?;
        let Some(field) = self.pool.field_index(info, name) else {
            return self.internal(at, "a kind of type");
        };
        Ok(Operand::Known(info, Value::Union(field, payload.into())))
    }

    /// A type declared in the library's `builtin.zig`.
    pub(super) fn library_type(&mut self, name: &str, at: Span) -> Eval<TypeId> {
        let mut ty = self.library_file("std/builtin.zig", at)?;
        for part in name.split('.') {
            ty = self.declared_type(ty, part, at)?;
        }
        self.ensure_fields(ty, at)?;
        Ok(ty)
    }

    fn declared_type(&mut self, ty: TypeId, name: &str, at: Span) -> Eval<TypeId> {
        let decl = self
            .pool
            .namespace(ty)
            .and_then(|ns| self.decl_of(ns, name));
        let Some(decl) = decl else {
            return self.internal(at, "a type of the library is missing");
        };
        let place = self.decl_place(decl, at)?;
        let op = self.read(place, at)?;
        match op.known() {
            Some(Value::Type(ty)) => Ok(*ty),
            _ => self.internal(at, "a type of the library is no type"),
        }
    }

    /// The name of the union's field, and its payload.
    fn described(&mut self, ty: TypeId, info: TypeId, at: Span) -> Eval<(&'static str, Value)> {
        let _ = info;
        Ok(match self.pool.get(ty).clone() {
            Type::Void => ("void", Value::Void),
            Type::Bool => ("bool", Value::Void),
            Type::NoReturn => ("noreturn", Value::Void),
            Type::Type => ("type", Value::Void),
            Type::ComptimeInt => ("comptime_int", Value::Void),
            Type::ComptimeFloat => ("comptime_float", Value::Void),
            Type::Null => ("null", Value::Void),
            Type::Undefined => ("undefined", Value::Void),
            Type::EnumLiteral => ("enum_literal", Value::Void),
            Type::Int { signed, bits } => ("int", self.int_info_value(signed, bits)),
            Type::Usize => ("int", self.int_info_value(false, 64)),
            Type::Isize => ("int", self.int_info_value(true, 64)),
            Type::Float(bits) => ("float", record(vec![Value::int(bits)])),
            Type::Pointer(p) => ("pointer", self.pointer_info(&p, at)?),
            Type::Array {
                len,
                child,
                sentinel,
            } => {
                let sentinel = erased(child, sentinel);
                let fields = vec![Value::int(len), Value::Type(child), sentinel];
                ("array", record(fields))
            }
            Type::Optional(child) => ("optional", record(vec![Value::Type(child)])),
            Type::ErrorUnion { set, payload } => (
                "error_union",
                record(vec![Value::Type(set), Value::Type(payload)]),
            ),
            Type::ErrorSet(_) => ("error_set", self.error_set_info(ty, at)?),
            Type::Struct(_) => ("struct", self.struct_info_value(ty, at)?),
            Type::Enum(_) => ("enum", self.enum_info_value(ty, at)?),
            Type::Union(_) => ("union", self.union_info_value(ty, at)?),
            Type::Opaque(_) | Type::AnyOpaque => {
                let decls = self.declarations(ty, at)?;
                ("opaque", record(vec![decls]))
            }
            Type::Fn(f) => ("fn", self.fn_info_value(&f, at)?),
        })
    }

    fn int_info_value(&self, signed: bool, bits: u16) -> Value {
        record(vec![Value::int(u8::from(!signed)), Value::int(bits)])
    }

    fn pointer_info(&mut self, p: &Pointer, at: Span) -> Eval<Value> {
        let size = match p.size {
            PointerSize::One => 0,
            PointerSize::Many => 1,
            PointerSize::Slice => 2,
            PointerSize::C => 3,
        };
        let align = match p.align {
            Some(align) => align,
            None => {
                // A pointer to a type that is being made does not know it yet.
                let known = !matches!(self.pool.get(p.child), Type::Struct(_) | Type::Union(_))
                    || self.ensure_layout(p.child, at).is_ok();
                if known { self.pool.align(p.child) } else { 1 }
            }
        };
        Ok(record(vec![
            Value::int(size),
            Value::Bool(p.is_const),
            Value::Bool(false),
            Value::int(align),
            Value::int(0), // the only address space
            Value::Type(p.child),
            Value::Bool(p.allow_zero),
            erased(p.child, p.sentinel.clone()),
        ]))
    }

    /// `[:0]const u8` with this text.
    pub(super) fn name_value(&mut self, name: &str, at: Span) -> Eval<Value> {
        let text = self.sentinel_text();
        let literal = self.string(name.as_bytes());
        match self.coerce(literal, text, at)? {
            Operand::Known(_, value) => Ok(value),
            Operand::Runtime(_) => self.internal(at, "a name"),
        }
    }

    /// A slice of library structs.
    fn list(&mut self, element: &str, items: Vec<Value>, at: Span) -> Eval<Value> {
        let element = self.library_type(element, at)?;
        let len = items.len() as u64;
        let array = self.pool.array(len, element);
        let p = Pointee::constant(array, Value::aggregate(items, false));
        let first = p.step(crate::types::Step::Element(0));
        Ok(Value::Slice(first.into(), len))
    }

    fn error_set_info(&mut self, ty: TypeId, at: Span) -> Eval<Value> {
        let ErrorSet::Names(names) = self.resolved_set(ty, at)? else {
            return Ok(Value::Null);
        };
        let mut items = Vec::new();
        for e in names.iter() {
            let name = self.pool.error_name(*e).to_owned();
            items.push(record(vec![self.name_value(&name, at)?]));
        }
        let list = self.list("Type.Error", items, at)?;
        Ok(Value::Some(list.into()))
    }

    fn struct_info_value(&mut self, ty: TypeId, at: Span) -> Eval<Value> {
        self.ensure_defaults(ty, at)?;
        let Some(info) = self.pool.as_struct(ty).cloned() else {
            return self.internal(at, "a struct");
        };
        let mut items = Vec::new();
        for f in &info.fields {
            let name = self.name_value(&f.name, at)?;
            let align = match f.align {
                Some(align) => align,
                None if info.layout == ContainerLayout::Packed => 0,
                None => {
                    self.ensure_layout(f.ty, at)?;
                    self.pool.align(f.ty)
                }
            };
            items.push(record(vec![
                name,
                Value::Type(f.ty),
                erased(f.ty, f.default.clone()),
                Value::Bool(f.is_comptime),
                Value::int(align),
            ]));
        }
        let fields = self.list("Type.StructField", items, at)?;
        let decls = self.declarations(ty, at)?;
        let backing = match info.backing {
            Some(ty) => Value::Some(Value::Type(ty).into()),
            None => Value::Null,
        };
        Ok(record(vec![
            layout_value(info.layout),
            backing,
            fields,
            decls,
            Value::Bool(info.is_tuple),
        ]))
    }

    fn enum_info_value(&mut self, ty: TypeId, at: Span) -> Eval<Value> {
        let Some(info) = self.pool.as_enum(ty).cloned() else {
            return self.internal(at, "an enum");
        };
        let mut items = Vec::new();
        for (name, number) in &info.members {
            let name = self.name_value(name, at)?;
            items.push(record(vec![name, Value::Int(BigInt::from(*number))]));
        }
        let fields = self.list("Type.EnumField", items, at)?;
        let decls = self.declarations(ty, at)?;
        Ok(record(vec![
            Value::Type(info.tag),
            fields,
            decls,
            Value::Bool(!info.non_exhaustive),
        ]))
    }

    fn union_info_value(&mut self, ty: TypeId, at: Span) -> Eval<Value> {
        let Some(info) = self.pool.as_union(ty).cloned() else {
            return self.internal(at, "a union");
        };
        let mut items = Vec::new();
        for f in &info.fields {
            let name = self.name_value(&f.name, at)?;
            self.ensure_layout(f.ty, at)?;
            let align = f.align.unwrap_or_else(|| self.pool.align(f.ty));
            items.push(record(vec![name, Value::Type(f.ty), Value::int(align)]));
        }
        let fields = self.list("Type.UnionField", items, at)?;
        let decls = self.declarations(ty, at)?;
        let tag = match info.tag {
            Some(tag) => Value::Some(Value::Type(tag).into()),
            None => Value::Null,
        };
        Ok(record(vec![layout_value(info.layout), tag, fields, decls]))
    }

    fn fn_info_value(&mut self, f: &FnType, at: Span) -> Eval<Value> {
        let optional = |ty: Option<TypeId>| match ty {
            Some(ty) => Value::Some(Value::Type(ty).into()),
            None => Value::Null,
        };
        let mut items = Vec::new();
        for p in f.params.iter() {
            items.push(record(vec![
                Value::Bool(p.is_none()),
                Value::Bool(false),
                optional(*p),
            ]));
        }
        let params = self.list("Type.Fn.Param", items, at)?;
        let mut known = f.params.iter().flatten();
        let any_comptime = known.any(|ty| self.pool.is_comptime_only(*ty));
        // The calling convention is the ordinary one.
        Ok(record(vec![
            Value::Union(0, Value::Void.into()),
            Value::Bool(f.is_generic || any_comptime),
            Value::Bool(false),
            optional(f.ret),
            params,
        ]))
    }

    /// The public declarations of a container, in order.
    fn declarations(&mut self, ty: TypeId, at: Span) -> Eval<Value> {
        let mut names: Vec<(Span, String)> = match self.pool.namespace(ty) {
            Some(ns) => {
                let decls = self.world.namespace(ns).names.values();
                decls
                    .map(|d| self.world.decl(*d))
                    .filter(|d| d.is_pub)
                    .map(|d| (d.span, d.name.to_string()))
                    .collect()
            }
            None => Vec::new(),
        };
        names.sort();
        let mut items = Vec::new();
        for (_, name) in names {
            items.push(record(vec![self.name_value(&name, at)?]));
        }
        self.list("Type.Declaration", items, at)
    }
}

fn record(fields: Vec<Value>) -> Value {
    Value::Aggregate(fields.into())
}

/// `?*const anyopaque` that points to a value.
fn erased(ty: TypeId, value: Option<Value>) -> Value {
    match value {
        Some(value) => {
            let p = Value::Pointer(Pointee::constant(ty, value).into());
            Value::Some(p.into())
        }
        None => Value::Null,
    }
}

fn layout_value(layout: ContainerLayout) -> Value {
    Value::int(match layout {
        ContainerLayout::Auto => 0,
        ContainerLayout::Extern => 1,
        ContainerLayout::Packed => 2,
    })
}
