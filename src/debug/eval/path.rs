//! The way into a value: fields, elements, what a pointer points to, the payload of an optional.

use super::{At, Evaluator, Result, Term, show};
use crate::debug::constants;
use crate::debug::number::read_number;
use crate::debug::value::{Bits, Byte, Pointee, address};
use crate::types::{ContainerLayout, PointerSize, Type, TypeId};

impl Evaluator<'_> {
    pub(super) fn field(&self, base: Term, name: &str) -> Result<Term> {
        if let Term::Type(ty) = base
            && let Some(why) = super::kinds::no_member(self.reader.types, ty, name)
        {
            return Err(why);
        }
        if let (Term::Text(text), "len") = (&base, name) {
            return Ok(length(text.len() as u64));
        }
        let Term::Data { ty, at } = &base else {
            return Err(format!("{} has no fields", self.describe(&base)));
        };
        let types = self.reader.types;
        match types.get(*ty) {
            Type::Pointer(p) if p.size == PointerSize::Slice => match name {
                "len" => Ok(data(TypeId::USIZE, part_of(at, 8, 8))),
                "ptr" => match self.many(p.child, p.is_const) {
                    Some(many) => Ok(data(many, part_of(at, 0, 8))),
                    None => {
                        let pointer = read_number(&self.few(at, 0, 8));
                        let pointer = pointer.ok_or("it is undefined")?;
                        Ok(Term::Number(address(pointer as u64).into()))
                    }
                },
                _ => Err(format!("a slice has `len` and `ptr`, not `{name}`")),
            },
            // `p.x` is `p.*.x`
            Type::Pointer(p) if p.size == PointerSize::One => {
                let inner = self.deref(base.clone())?;
                self.field(inner, name)
            }
            Type::Array { len, .. } if name == "len" => Ok(length(*len)),
            Type::Struct(id) if name == "len" && types.struct_info(*id).is_tuple => {
                Ok(length(types.struct_info(*id).fields.len() as u64))
            }
            Type::Struct(_) => {
                let index = types
                    .field_index(*ty, name)
                    .ok_or_else(|| format!("{} has no field `{name}`", self.describe(&base)))?;
                self.field_at(*ty, at, index)
            }
            Type::Union(id) => {
                let index = types
                    .field_index(*ty, name)
                    .ok_or_else(|| format!("{} has no field `{name}`", self.describe(&base)))?;
                let (_, active) = show(self.reader, &base);
                if let [(active, _)] = active.children.as_slice()
                    && active != name
                {
                    return Err(format!("field `{active}` is active, not `{name}`"));
                }
                let field = types.union_info(*id).fields[index as usize].ty;
                let offset = types.union_layout(*ty).payload_offset;
                Ok(data(field, part_of(at, offset, types.size(field))))
            }
            Type::Optional(_) => Err(format!(
                "{} is an optional: write `.?.{name}`",
                self.describe(&base)
            )),
            _ => Err(format!("{} has no fields", self.describe(&base))),
        }
    }

    fn field_at(&self, ty: TypeId, at: &At, index: u32) -> Result<Term> {
        let types = self.reader.types;
        let Type::Struct(id) = *types.get(ty) else {
            return Err(format!("a `{}` has no fields", types.name(ty)));
        };
        let info = types.struct_info(id);
        let field = &info.fields[index as usize];
        if let (true, Some(value)) = (field.is_comptime, &field.default) {
            // It lies nowhere.
            let term = constants::value(value, field.ty, types);
            let typed = term.map(|term| self.fitting(Some(field.ty), term));
            return typed.ok_or_else(|| format!("`{}` is known to the compiler only", field.name));
        }
        if info.layout == ContainerLayout::Packed {
            return Ok(self.packed_field(ty, at, index, field.ty));
        }
        let offset = types.field_offset(ty, index);
        let place = part_of(at, offset, types.size(field.ty));
        Ok(data(field.ty, place))
    }

    /// `pair[1]` of a tuple, also behind a pointer.
    fn tuple_element(&self, base: &Term, index: u64) -> Option<Result<Term>> {
        let Term::Data { ty, at } = base else {
            return None;
        };
        let types = self.reader.types;
        match *types.get(*ty) {
            Type::Struct(id) if types.struct_info(id).is_tuple => {
                let len = types.struct_info(id).fields.len() as u64;
                Some(match index < len {
                    true => self.field_at(*ty, at, index as u32),
                    false => Err(out_of_bounds(index, len)),
                })
            }
            Type::Pointer(ref p) if p.size == PointerSize::One => match types.get(p.child) {
                Type::Struct(_) => self.tuple_element(&self.deref(base.clone()).ok()?, index),
                _ => None,
            },
            _ => None,
        }
    }

    /// `[*]T`, if the program has it.
    fn many(&self, child: TypeId, is_const: bool) -> Option<TypeId> {
        let types = self.reader.types;
        let mut ids = (0..types.len() as u32).map(TypeId);
        ids.find(|id| match types.get(*id) {
            Type::Pointer(p) => {
                let is_plain = p.sentinel.is_none() && p.align.is_none() && p.bits.is_none();
                let is_meant = p.child == child && p.is_const == is_const;
                p.size == PointerSize::Many && is_plain && is_meant
            }
            _ => false,
        })
    }

    /// Fields of packed structs lie on bits.
    fn packed_field(&self, ty: TypeId, at: &At, index: u32, field: TypeId) -> Term {
        let types = self.reader.types;
        let own = Bits {
            first: u64::from(types.packed_bit_offset(ty, index)),
            count: types.bit_size(field),
        };
        let bytes = own.of(&self.bytes(ty, at), types.size(field));
        let (addr, outer, in_register) = match at {
            At::Memory(addr) => (Some(*addr), 0, false),
            At::Bytes { addr, .. } => (*addr, 0, true),
            At::Bits {
                addr,
                bits,
                in_register,
                ..
            } => (*addr, bits.first, *in_register),
        };
        let bits = Bits {
            first: outer + own.first,
            ..own
        };
        let at = At::Bits {
            bytes,
            addr,
            bits,
            in_register,
        };
        Term::Data { ty: field, at }
    }

    pub(super) fn deref(&self, base: Term) -> Result<Term> {
        if let Term::Address(ty, addr) = base {
            return Ok(data(ty, At::Memory(addr)));
        }
        let Term::Data { ty, at } = &base else {
            return Err(format!("{} is not a pointer", self.describe(&base)));
        };
        match self.reader.types.get(*ty) {
            Type::Pointer(p) if p.size == PointerSize::One => {
                let pointer = self.pointer_value(at)?;
                Ok(data(p.child, At::Memory(address(pointer))))
            }
            Type::Optional(_) => Err(format!(
                "{} is an optional: write `.?.*`",
                self.describe(&base)
            )),
            _ => Err(format!(
                "{} is not a pointer to one thing",
                self.describe(&base)
            )),
        }
    }

    fn pointer_value(&self, at: &At) -> Result<u64> {
        match read_number(&self.few(at, 0, 8)) {
            None => Err("the pointer is undefined".into()),
            Some(0) => Err("the pointer is null".into()),
            Some(pointer) => Ok(pointer as u64),
        }
    }

    pub(super) fn is_null(&self, term: &Term) -> Result<bool> {
        let Term::Data { ty, at } = term else {
            return Ok(*term == Term::Null);
        };
        let Type::Optional(child) = *self.reader.types.get(*ty) else {
            return Err(format!("{} is not an optional", self.describe(term)));
        };
        let flag = match self.reader.types.optional_layout(child).flag_offset {
            Some(offset) => read_number(&self.few(at, offset, 1)),
            None => read_number(&self.few(at, 0, 8)),
        };
        let flag = flag.ok_or("whether it is null is undefined")?;
        Ok(flag == 0)
    }

    /// What an error union holds, unless that is an error.
    pub(super) fn payload(&self, union: &Term) -> Result<Option<Term>> {
        if let Term::Data { ty, at } = union
            && let Type::ErrorUnion { payload, .. } = *self.reader.types.get(*ty)
        {
            let parts = self.reader.types.error_union_layout(payload);
            let is_error = self.error_code(payload, at)? != 0;
            let size = self.reader.types.size(payload);
            let inner = || data(payload, part_of(at, parts.payload_offset, size));
            return Ok((!is_error).then(inner));
        }
        match union {
            Term::Error(_) => Ok(None),
            _ => Err(format!("{} is no error union", self.describe(union))),
        }
    }

    pub(super) fn unwrap(&self, base: Term) -> Result<Term> {
        let Term::Data { ty, at } = &base else {
            return Ok(base);
        };
        if self.is_null(&base)? {
            return Err("it is null".into());
        }
        let Type::Optional(child) = *self.reader.types.get(*ty) else {
            return Err(format!("{} is not an optional", self.describe(&base)));
        };
        let size = self.reader.types.size(child);
        Ok(data(child, part_of(at, 0, size)))
    }

    pub(super) fn element(&self, base: Term, index: u64) -> Result<Term> {
        if let Some(field) = self.tuple_element(&base, index) {
            return field;
        }
        let (child, start, len) = self.row(&base)?;
        if let Some(len) = len
            && index >= len
            // What ends it can be read as well.
            && !(index == len && self.has_sentinel(&base))
        {
            return Err(out_of_bounds(index, len));
        }
        if let Some(room) = self.room(&base, child)
            && index >= room
        {
            return Err(beyond(index, room));
        }
        let size = self.reader.types.size(child);
        Ok(data(child, part_of(&start, index.wrapping_mul(size), size)))
    }

    pub(super) fn part(&self, base: Term, start: u64, end: Option<u64>) -> Result<Term> {
        let (child, first, len) = self.row(&base)?;
        let end = end.or(len).ok_or("where does it end?")?;
        if start > end || len.is_some_and(|len| end > len) {
            return Err(format!("{start}..{end} does not lie inside it"));
        }
        if let Some(room) = self.room(&base, child)
            && end > room
        {
            return Err(beyond(end - 1, room));
        }
        let size = self.reader.types.size(child);
        let bytes_len = size.saturating_mul(end - start);
        Ok(Term::Row {
            child,
            len: end - start,
            at: part_of(&first, start.wrapping_mul(size), bytes_len),
        })
    }

    /// Elements from where a many-item pointer points to up to the end of the block or variable.
    fn room(&self, base: &Term, child: TypeId) -> Option<u64> {
        let Term::Data { ty, at } = base else {
            return None;
        };
        let types = self.reader.types;
        match types.get(*ty) {
            Type::Pointer(p) if matches!(p.size, PointerSize::Many | PointerSize::C) => {}
            _ => return None,
        }
        let (all, offset) = match self.reader.source.pointee(self.pointer_value(at).ok()?) {
            Pointee::Block {
                asked: Some((ty, count)),
                offset,
                ..
            } => (types.size(ty) * count, offset),
            Pointee::Variable {
                ty: Some(ty),
                offset,
                ..
            } => (types.size(ty), offset),
            _ => return None,
        };
        all.saturating_sub(offset).checked_div(types.size(child))
    }

    fn has_sentinel(&self, base: &Term) -> bool {
        let Term::Data { ty, .. } = base else {
            return false;
        };
        let types = self.reader.types;
        let of_array = |ty: TypeId| matches!(types.get(ty), Type::Array { sentinel, .. } if sentinel.is_some());
        match types.get(*ty) {
            Type::Pointer(p) if p.size == PointerSize::One => of_array(p.child),
            Type::Pointer(p) => p.sentinel.is_some(),
            _ => of_array(*ty),
        }
    }

    /// Type, place and number of the elements of an array, slice or many-item pointer.
    fn row(&self, base: &Term) -> Result<(TypeId, At, Option<u64>)> {
        let (ty, at) = match base {
            Term::Data { ty, at } => (*ty, at),
            Term::Text(text) => {
                let bytes = text.iter().copied().map(Some).collect();
                let at = At::Bytes { bytes, addr: None };
                return Ok((TypeId::U8, at, Some(text.len() as u64)));
            }
            Term::Row { child, len, at } => return Ok((*child, at.clone(), Some(*len))),
            _ => return Err(format!("{} has no elements", self.describe(base))),
        };
        let pointer = match self.reader.types.get(ty) {
            Type::Array { len, child, .. } => return Ok((*child, at.clone(), Some(*len))),
            Type::Pointer(pointer) => pointer,
            _ => return Err(format!("{} has no elements", self.describe(base))),
        };
        let start = At::Memory(address(self.pointer_value(at)?));
        match pointer.size {
            PointerSize::Slice => {
                let len = read_number(&self.few(at, 8, 8));
                let len = len.ok_or("its length is undefined")?;
                Ok((pointer.child, start, Some(len as u64)))
            }
            PointerSize::Many | PointerSize::C => Ok((pointer.child, start, None)),
            PointerSize::One => self.row(&data(pointer.child, start)),
        }
    }
}

fn out_of_bounds(index: u64, len: u64) -> String {
    format!("index {index} is out of bounds: it has {len} elements")
}

fn beyond(index: u64, room: u64) -> String {
    format!("index {index} is out of bounds: {room} elements lie behind the pointer")
}

fn length(len: u64) -> Term {
    Term::Typed(TypeId::USIZE, len.into())
}

fn data(ty: TypeId, at: At) -> Term {
    Term::Data { ty, at }
}

/// `len` bytes, `offset` bytes into it.
pub(super) fn part_of(at: &At, offset: u64, len: u64) -> At {
    match at {
        At::Memory(addr) => At::Memory(addr.wrapping_add(offset)),
        At::Bytes { bytes, addr } => At::Bytes {
            bytes: piece(bytes, offset, len),
            addr: addr.map(|a| a + offset),
        },
        // What lies inside is only looked at.
        At::Bits { bytes, .. } => At::Bytes {
            bytes: piece(bytes, offset, len),
            addr: None,
        },
    }
}

pub(super) fn piece(bytes: &[Byte], offset: u64, len: u64) -> Vec<Byte> {
    let bytes = bytes.iter().skip(offset as usize).take(len as usize);
    bytes.copied().collect()
}
