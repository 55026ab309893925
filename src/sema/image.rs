//! Comptime values as memory: constants of the running program, and the globals that they point to.

use std::collections::HashMap;
use std::sync::Arc;

use num_bigint::BigInt;

use crate::ir::{self, GlobalId, Image, Relocation};
use crate::source::Span;
use crate::types::{
    Base, Constant, ContainerLayout, DeclId, Float, Pointee, PointerSize, Step, Type, TypeId, Value,
};

use super::Sema;
use super::decl::DeclState;
use super::operand::{Eval, Operand};

/// The static objects of the program so far.
#[derive(Default)]
pub(super) struct Globals {
    pub list: Vec<ir::Global>,
    constants: HashMap<Arc<Constant>, GlobalId>,
    decls: HashMap<DeclId, GlobalId>,
    /// The names of all errors by number, where `@errorName` needs them at run time.
    error_names: Option<GlobalId>,
}

/// Larger static objects are refused: the whole simulated memory is not much larger.
const LARGEST: u64 = 256 << 20;

impl Sema {
    /// The operand as a tree; a known value becomes a constant.
    pub(super) fn runtime(&mut self, op: Operand, at: Span) -> Eval<ir::Expr> {
        match op {
            Operand::Runtime(e) => Ok(e),
            Operand::Known(ty, value) => {
                let kind = match &value {
                    Value::Undefined => ir::ExprKind::Undefined,
                    _ => self.constant_kind(ty, &value, at)?,
                };
                Ok(ir::Expr { kind, ty, span: at })
            }
        }
    }

    fn constant_kind(&mut self, ty: TypeId, value: &Value, at: Span) -> Eval<ir::ExprKind> {
        if self.pool.is_comptime_only(ty) {
            let name = self.pool.name(ty);
            let message = format!(
                "values of type '{name}' must be comptime-known, but operand value is runtime-known"
            );
            return self.fail(at, message);
        }
        Ok(ir::ExprKind::Const(self.image(ty, value, at)?))
    }

    pub(super) fn image(&mut self, ty: TypeId, value: &Value, at: Span) -> Eval<Image> {
        self.ensure_layout(ty, at)?;
        let size = self.pool.size(ty);
        if size > LARGEST {
            return self.fail(at, "this constant is larger than the simulated memory");
        }
        let mut image = Image {
            bytes: vec![0; size as usize],
            undefined: Vec::new(),
            relocations: Vec::new(),
        };
        self.write(&mut image, 0, ty, value, at)?;
        image.undefined.sort_unstable();
        merge_ranges(&mut image.undefined);
        image.relocations.sort_by_key(|r| r.0);
        Ok(image)
    }

    fn write(
        &mut self,
        image: &mut Image,
        at: u64,
        ty: TypeId,
        value: &Value,
        span: Span,
    ) -> Eval<()> {
        let size = self.pool.size(ty);
        if matches!(value, Value::Undefined) {
            mark_undefined(image, at, size);
            return Ok(());
        }
        match (self.pool.get(ty).clone(), value) {
            (Type::Void | Type::NoReturn, _) => {}
            (Type::Bool, Value::Bool(b)) => image.bytes[at as usize] = u8::from(*b),
            (Type::Int { .. } | Type::Usize | Type::Isize, Value::Int(n)) => {
                write_int(image, at, size, n);
            }
            (Type::Enum(_), Value::Int(n)) => write_int(image, at, size, n),
            (Type::Float(bits), Value::Float(f)) => write_float(image, at, bits, *f),
            (Type::ErrorSet(_), Value::Error(e)) => write_int(image, at, 2, &e.0.into()),
            (Type::Pointer(p), value) => {
                if p.size == PointerSize::Slice {
                    let Value::Slice(pointee, len) = value else {
                        return self.internal(span, "a slice without a slice's value");
                    };
                    self.write_pointer(image, at, pointee, span)?;
                    write_int(image, at + 8, 8, &(*len).into());
                } else if let Value::Pointer(pointee) = value {
                    self.write_pointer(image, at, pointee, span)?;
                } else if !matches!(value, Value::Null) {
                    return self.internal(span, "a pointer without a pointer's value");
                }
            }
            (
                Type::Array {
                    len,
                    child,
                    sentinel,
                },
                value,
            ) => {
                self.write_array(image, at, (len, child, sentinel), value, span)?;
            }
            (Type::Optional(child), value) => {
                let flag = self.pool.optional_layout(child).flag_offset;
                match value {
                    Value::Some(v) => {
                        self.write(image, at, child, v, span)?;
                        if let Some(flag) = flag {
                            image.bytes[(at + flag) as usize] = 1;
                        }
                    }
                    _ if flag.is_some() => {
                        // The payload of a null is not a value.
                        let payload = self.pool.size(child);
                        mark_undefined(image, at, payload);
                    }
                    _ => {}
                }
            }
            (Type::ErrorUnion { payload, .. }, value) => {
                let parts = self.pool.error_union_layout(payload);
                match value {
                    Value::Error(e) => {
                        write_int(image, at + parts.code_offset, 2, &e.0.into());
                        let size = self.pool.size(payload);
                        mark_undefined(image, at + parts.payload_offset, size);
                    }
                    Value::Payload(v) => {
                        self.write(image, at + parts.payload_offset, payload, v, span)?;
                    }
                    _ => return self.internal(span, "an error union without its value"),
                }
            }
            (Type::Struct(id), value) => {
                let info = self.pool.struct_info(id);
                if info.layout == ContainerLayout::Packed {
                    let Some(bits) = self.packed_bits(ty, value) else {
                        return self.not_yet(span, "this constant of a packed type");
                    };
                    write_int(image, at, size, &bits);
                    return Ok(());
                }
                let fields: Vec<(TypeId, bool)> =
                    info.fields.iter().map(|f| (f.ty, f.is_comptime)).collect();
                for (i, (field, is_comptime)) in fields.into_iter().enumerate() {
                    if is_comptime {
                        continue;
                    }
                    let Some(item) = value.item(i) else {
                        return self.internal(span, "a struct without its fields");
                    };
                    let offset = self.pool.field_offset(ty, i as u32);
                    self.write(image, at + offset, field, &item, span)?;
                }
            }
            (Type::Union(id), Value::Union(active, payload)) => {
                let info = self.pool.union_info(id);
                let Some(field) = info.fields.get(*active as usize).map(|f| f.ty) else {
                    return self.internal(span, "a union without that field");
                };
                let parts = self.pool.union_layout(ty);
                let tag = self.union_tag_number(ty, *active);
                mark_undefined(
                    image,
                    at + parts.payload_offset,
                    self.union_payload_size(ty),
                );
                let (from, to) = (at + parts.payload_offset, self.pool.size(field));
                clear_undefined(image, from, to);
                self.write(image, from, field, payload, span)?;
                write_int(image, at + parts.tag_offset, parts.tag_size, &tag);
            }
            _ => {
                let name = self.pool.name(ty);
                return self.internal(span, &format!("a constant of type '{name}'"));
            }
        }
        Ok(())
    }

    fn write_array(
        &mut self,
        image: &mut Image,
        at: u64,
        (len, child, sentinel): (u64, TypeId, Option<Value>),
        value: &Value,
        span: Span,
    ) -> Eval<()> {
        let step = self.pool.size(child);
        if let Value::Bytes(bytes) = value {
            let end = (at as usize + bytes.len()).min(image.bytes.len());
            image.bytes[at as usize..end].copy_from_slice(&bytes[..end - at as usize]);
        } else {
            for i in 0..len {
                let Some(item) = value.item(i as usize) else {
                    return self.internal(span, "an array without its elements");
                };
                self.write(image, at + i * step, child, &item, span)?;
            }
        }
        if let Some(end) = sentinel {
            self.write(image, at + len * step, child, &end, span)?;
        }
        Ok(())
    }

    pub(super) fn union_payload_size(&self, ty: TypeId) -> u64 {
        let fields = self.pool.as_union(ty).map_or(&[][..], |u| &u.fields);
        fields
            .iter()
            .map(|f| self.pool.size(f.ty))
            .max()
            .unwrap_or(0)
    }

    /// What the tag of a union holds while the field is active.
    pub(super) fn union_tag_number(&self, ty: TypeId, field: u32) -> BigInt {
        let Some(info) = self.pool.as_union(ty) else {
            return BigInt::ZERO;
        };
        let name = info.fields.get(field as usize).map(|f| f.name.as_str());
        let tag = info.tag.and_then(|t| self.pool.as_enum(t));
        let number = tag.and_then(|t| t.members.iter().find(|(n, _)| Some(n.as_str()) == name));
        number.map_or_else(|| field.into(), |(_, n)| (*n).into())
    }

    /// A packed struct (or a part of one) as the integer that it is.
    pub(super) fn packed_bits(&self, ty: TypeId, value: &Value) -> Option<BigInt> {
        let mask = |n: &BigInt, bits: u64| n & ((BigInt::from(1) << bits) - 1);
        match (self.pool.get(ty), value) {
            (_, Value::Undefined) => Some(BigInt::ZERO),
            (Type::Bool, Value::Bool(b)) => Some(BigInt::from(u8::from(*b))),
            (Type::Struct(id), value) => {
                let fields = &self.pool.struct_info(*id).fields;
                let mut bits = BigInt::ZERO;
                for (i, f) in fields.iter().enumerate() {
                    let part = self.packed_bits(f.ty, &value.item(i)?)?;
                    bits |= part << self.pool.packed_bit_offset(ty, i as u32);
                }
                Some(bits)
            }
            (Type::Array { len, child, .. }, value) => {
                let width = 8 * self.pool.size(*child);
                let mut bits = BigInt::ZERO;
                for i in 0..*len {
                    let part = self.packed_bits(*child, &value.item(i as usize)?)?;
                    bits |= part << (width * i);
                }
                Some(bits)
            }
            (Type::Float(32), Value::Float(f)) => Some((f.to_f64() as f32).to_bits().into()),
            (Type::Float(64), Value::Float(f)) => Some(f.to_f64().to_bits().into()),
            (_, Value::Int(n)) => Some(mask(n, self.pool.bit_size(ty))),
            _ => None,
        }
    }

    fn write_pointer(&mut self, image: &mut Image, at: u64, p: &Pointee, span: Span) -> Eval<()> {
        let relocation = match &p.base {
            Base::Address(n) => {
                write_int(image, at, 8, &(*n).into());
                return Ok(());
            }
            Base::Function(id) => Relocation::Function(self.function_instance(*id, span)?),
            _ => {
                let (global, offset) = self.known_address(p, span)?;
                Relocation::Global(global, offset)
            }
        };
        image.relocations.push((at as u32, relocation));
        Ok(())
    }

    /// The global and the offset of what a known pointer points to.
    fn known_address(&mut self, p: &Pointee, span: Span) -> Eval<(GlobalId, u64)> {
        let global = self.global_of(&p.base, span)?;
        let mut ty = self.globals.list[global.0 as usize].ty;
        let mut offset: u64 = 0;
        for step in &p.path {
            offset = offset.wrapping_add(match step {
                Step::Field(i) => {
                    let part = self.step_type(ty, step).unwrap_or(ty);
                    let bit = u64::from(self.pool.packed_bit_offset(ty, *i));
                    match self.pool.is_whole_bytes(part, bit) {
                        true => self.pool.field_offset(ty, *i) + bit / 8,
                        false => self.pool.field_offset(ty, *i),
                    }
                }
                Step::Element(i) => {
                    let child = self.step_type(ty, step).unwrap_or(ty);
                    i.wrapping_mul(self.pool.size(child))
                }
                Step::Sub(i, array) => {
                    let child = self.pool.child(*array).unwrap_or(*array);
                    i.wrapping_mul(self.pool.size(child))
                }
                Step::UnionField(_) => self.pool.union_layout(ty).payload_offset,
                Step::ErrorPayload => {
                    let payload = self.step_type(ty, step).unwrap_or(ty);
                    self.pool.error_union_layout(payload).payload_offset
                }
                Step::OptionalPayload | Step::Cast(_) => 0,
            });
            match self.step_type(ty, step) {
                Some(next) => ty = next,
                None => return self.internal(span, "a pointer that leads nowhere"),
            }
        }
        Ok((global, offset))
    }

    fn global_of(&mut self, base: &Base, span: Span) -> Eval<GlobalId> {
        match base {
            Base::Constant(c) => self.constant_global(c, span),
            Base::Decl(id) => self.decl_global(*id, span),
            Base::Cell(_) => self.fail(span, "runtime value contains reference to comptime var"),
            Base::Function(_) | Base::Address(_) => self.internal(span, "an object without memory"),
        }
    }

    /// The nameless global that holds a constant.
    fn constant_global(&mut self, c: &Arc<Constant>, span: Span) -> Eval<GlobalId> {
        if let Some(&id) = self.globals.constants.get(c) {
            return Ok(id);
        }
        if self.pool.is_comptime_only(c.ty) {
            let name = self.pool.name(c.ty);
            return self.fail(span, format!("values of type '{name}' must be comptime-known, but operand value is runtime-known"));
        }
        let init = self.image(c.ty, &c.value, span)?;
        let id = self.add_global(ir::Global {
            name: String::new(),
            ty: c.ty,
            align: None,
            init,
            is_const: true,
            is_library: false,
            hidden: true,
            span: None,
        });
        self.globals.constants.insert(c.clone(), id);
        Ok(id)
    }

    fn add_global(&mut self, global: ir::Global) -> GlobalId {
        self.globals.list.push(global);
        GlobalId(self.globals.list.len() as u32 - 1)
    }

    /// The global of a declared variable or constant.
    fn decl_global(&mut self, id: DeclId, span: Span) -> Eval<GlobalId> {
        if let Some(&global) = self.globals.decls.get(&id) {
            return Ok(global);
        }
        let (ty, value, is_const) = match self.decl_state(id, span)? {
            DeclState::Const(ty, value) => (ty, value, true),
            DeclState::Var(ty, value) => (ty, value, false),
            _ => return self.internal(span, "a declaration without a value"),
        };
        let decl = self.world.decl(id);
        let ns = self.world.namespace(decl.ns);
        let (at, is_library, align) = (decl.span, ns.is_library, decl.align);
        let name = format!("{}.{}", ns.path, decl.name);
        // Entered before its value is written: it may point to itself.
        self.ensure_layout(ty, span)?;
        let global = self.add_global(ir::Global {
            name,
            ty,
            align,
            init: empty_image(),
            is_const,
            is_library,
            hidden: false,
            span: Some(at),
        });
        self.globals.decls.insert(id, global);
        let init = self.image(ty, &value, at)?;
        self.globals.list[global.0 as usize].init = init;
        Ok(global)
    }

    /// `@errorName` of an error that is not known: an element of a table that is written when all errors are known.
    pub(super) fn error_name_at_run_time(
        &mut self,
        error: ir::Expr,
        text: TypeId,
        at: Span,
    ) -> Eval {
        let table = match self.globals.error_names {
            Some(table) => table,
            None => {
                let table = self.add_global(ir::Global {
                    name: String::new(),
                    ty: TypeId::VOID,
                    align: None,
                    init: empty_image(),
                    is_const: true,
                    is_library: true,
                    hidden: true,
                    span: None,
                });
                self.globals.error_names = Some(table);
                table
            }
        };
        let pointer = self.pool.many(text, true);
        let mut image = empty_image();
        image.bytes.resize(8, 0);
        image.relocations.push((0, Relocation::Global(table, 0)));
        let ptr = ir::Expr {
            kind: ir::ExprKind::Const(image),
            ty: pointer,
            span: at,
        };
        let number = self.cast(
            ir::CastKind::IntFromError,
            Operand::Runtime(error),
            TypeId::U16,
            at,
        )?;
        let index = self.cast(ir::CastKind::Widen, number, TypeId::USIZE, at)?;
        let index = self.runtime(index, at)?;
        let place = ir::Place {
            kind: ir::PlaceKind::PointerElement {
                ptr: Box::new(ptr),
                index: Box::new(index),
            },
            ty: text,
            span: at,
        };
        Ok(Operand::runtime(text, at, ir::ExprKind::Read(place)))
    }

    /// Writes the table of error names, when no more errors can come.
    pub(super) fn fill_error_names(&mut self, at: Span) -> Eval<()> {
        let Some(table) = self.globals.error_names else {
            return Ok(());
        };
        let text = self.sentinel_text();
        let mut names = Vec::new();
        for number in 0..=self.pool.error_count() as u16 {
            let name = self
                .pool
                .error_name(crate::types::ErrorId(number))
                .to_owned();
            let literal = self.string(name.as_bytes());
            let Operand::Known(_, value) = self.coerce(literal, text, at)? else {
                return self.internal(at, "an error's name");
            };
            names.push(value);
        }
        let ty = self.pool.array(names.len() as u64, text);
        let init = self.image(ty, &Value::aggregate(names, false), at)?;
        let global = &mut self.globals.list[table.0 as usize];
        global.ty = ty;
        global.init = init;
        Ok(())
    }

    /// A known pointer's target as a place of the running program.
    pub(super) fn known_place(&mut self, p: &Pointee, ty: TypeId, at: Span) -> Eval<ir::Place> {
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(at);
        }
        let plain = |s: &Step| matches!(s, Step::Field(_) | Step::Element(_));
        if matches!(p.base, Base::Address(_) | Base::Function(_)) || !p.path.iter().all(plain) {
            let pointer = self.pool.pointer(ty, false);
            let value = Value::Pointer(Arc::new(p.clone()));
            let e = self.runtime(Operand::Known(pointer, value), at)?;
            return Ok(ir::Place {
                kind: ir::PlaceKind::Deref(Box::new(e)),
                ty,
                span: at,
            });
        }
        let global = self.global_of(&p.base, at)?;
        let mut place = ir::Place {
            kind: ir::PlaceKind::Global(global),
            ty: self.globals.list[global.0 as usize].ty,
            span: at,
        };
        for step in &p.path {
            let Some(next) = self.step_type(place.ty, step) else {
                return self.internal(at, "a pointer that leads nowhere");
            };
            let base = Box::new(place);
            let kind = match step {
                Step::Field(index) => ir::PlaceKind::Field {
                    base,
                    index: *index,
                },
                Step::Element(index) => {
                    let n = Operand::Known(TypeId::USIZE, Value::int(*index));
                    let index = Box::new(self.runtime(n, at)?);
                    ir::PlaceKind::Element { base, index }
                }
                _ => return self.internal(at, "a pointer that leads nowhere"),
            };
            place = ir::Place {
                kind,
                ty: next,
                span: at,
            };
        }
        Ok(place)
    }
}

fn empty_image() -> Image {
    Image {
        bytes: Vec::new(),
        undefined: Vec::new(),
        relocations: Vec::new(),
    }
}

fn write_int(image: &mut Image, at: u64, size: u64, n: &BigInt) {
    let bytes = n.to_signed_bytes_le();
    let fill = if n.sign() == num_bigint::Sign::Minus {
        0xff
    } else {
        0
    };
    for i in 0..size as usize {
        if let Some(slot) = image.bytes.get_mut(at as usize + i) {
            *slot = bytes.get(i).copied().unwrap_or(fill);
        }
    }
}

fn write_float(image: &mut Image, at: u64, bits: u16, f: Float) {
    let n = f.to_f64();
    let bytes = match bits {
        16 => super::arith::f16_bits(n).to_le_bytes().to_vec(),
        32 => (n as f32).to_le_bytes().to_vec(),
        // Wider floats are computed as f64 (see `bytecode`).
        _ => n.to_le_bytes().to_vec(),
    };
    for (i, b) in bytes.into_iter().enumerate() {
        if let Some(slot) = image.bytes.get_mut(at as usize + i) {
            *slot = b;
        }
    }
}

fn mark_undefined(image: &mut Image, at: u64, size: u64) {
    if size > 0 {
        let (start, end) = (at as usize, (at + size) as usize);
        if let Some(bytes) = image.bytes.get_mut(start..end) {
            bytes.fill(0xaa);
        }
        image.undefined.push((at as u32, (at + size) as u32));
    }
}

/// The inverse, for the part of a union that is active.
fn clear_undefined(image: &mut Image, at: u64, size: u64) {
    let (from, to) = (at as u32, (at + size) as u32);
    if let Some((start, end)) = image.undefined.pop() {
        if start < from {
            image.undefined.push((start, from));
        }
        if to < end {
            image.undefined.push((to, end));
        }
        if let Some(bytes) = image.bytes.get_mut(from as usize..to as usize) {
            bytes.fill(0);
        }
    }
}

fn merge_ranges(ranges: &mut Vec<(u32, u32)>) {
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for &(start, end) in ranges.iter() {
        match merged.last_mut() {
            Some(last) if last.1 >= start => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    *ranges = merged;
}
