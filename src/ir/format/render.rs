//! Values in memory as text.

use std::rc::Rc;

use num_bigint::BigInt;

use super::number::from_bytes;
use super::{Bytes, Contents, FormatKind, FormatSpec, Sink, Stop, comptime};
use crate::types::{
    ContainerLayout, ErrorId, PointerSize, StructId, Type, TypeId, TypePool, UnionId,
};

/// Parts of parts of parts are shown, deeper ones as `...`.
const DEPTH: u32 = 3;
/// The part of a pointer that is an address; above it is the mark of its owner.
const ADDRESS: u64 = (1 << 48) - 1;
/// Text is read in pieces of this size, so that a wild length ends in a fault and not in a huge buffer.
const CHUNK: u64 = 4096;

/// Appends the value of type `ty` at `pointer` to `out`, as `spec` wants it.
pub fn render<B: Bytes>(
    pool: &TypePool,
    memory: &mut B,
    ty: TypeId,
    pointer: u64,
    spec: &FormatSpec,
    out: &mut Vec<u8>,
) -> Result<(), Stop<B::Error>> {
    let mut renderer = Renderer {
        pool,
        memory,
        sink: Sink::new(out),
    };
    renderer.value(ty, &Place::At(pointer), spec, DEPTH)
}

/// Where a value lies: in the program's memory, or (a field of a packed struct) in a buffer of ours.
#[derive(Clone)]
enum Place {
    At(u64),
    Held(Rc<[u8]>, u64),
}

impl Place {
    fn plus(&self, offset: u64) -> Place {
        match self {
            // The mark in the upper bits must stay as it is.
            Place::At(pointer) => {
                Place::At(pointer & !ADDRESS | pointer.wrapping_add(offset) & ADDRESS)
            }
            Place::Held(bytes, at) => Place::Held(bytes.clone(), at + offset),
        }
    }
}

struct Renderer<'a, 'o, B> {
    pool: &'a TypePool,
    memory: &'a mut B,
    sink: Sink<'o>,
}

type Outcome<E> = Result<(), Stop<E>>;

/// Leaves the function after writing `undef` where the bytes are not defined.
macro_rules! defined {
    ($self:ident, $spec:ident, $read:expr) => {
        match $read? {
            Some(bytes) => bytes,
            None => return $self.sink.padded("undef", $spec),
        }
    };
}

impl<B: Bytes> Renderer<'_, '_, B> {
    fn value(
        &mut self,
        ty: TypeId,
        at: &Place,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        if spec.peel > 0 {
            let inner = FormatSpec {
                peel: spec.peel - 1,
                ..spec.clone()
            };
            return self.peeled(ty, at, &inner, depth);
        }
        match spec.kind {
            FormatKind::Address => self.address(ty, at, spec),
            FormatKind::Text | FormatKind::Base64 => self.text(ty, at, spec),
            FormatKind::HexLower | FormatKind::HexUpper if self.is_text(ty) => {
                self.text(ty, at, spec)
            }
            _ => self.any(ty, at, spec, depth),
        }
    }

    /// The value by its type: what `{}` and `{any}` do, and every other specifier for values without parts.
    fn any(&mut self, ty: TypeId, at: &Place, spec: &FormatSpec, depth: u32) -> Outcome<B::Error> {
        let pool = self.pool;
        match pool.get(ty) {
            Type::Void => self.sink.padded("void", spec),
            Type::Bool => {
                let bytes = defined!(self, spec, self.read(at, 1));
                let text = if bytes[0] & 1 == 1 { "true" } else { "false" };
                self.sink.padded(text, spec)
            }
            Type::Int { .. } | Type::Usize | Type::Isize => {
                let value = defined!(self, spec, self.int(ty, at));
                self.sink.int(&value, pool.is_signed(ty), spec)
            }
            Type::Float(bits) => {
                let bytes = defined!(self, spec, self.read(at, u64::from(bits / 8)));
                let mut raw = [0; 16];
                raw[..bytes.len()].copy_from_slice(&bytes);
                self.sink.float(u128::from_le_bytes(raw), *bits, spec)
            }
            Type::Enum(id) => {
                let info = pool.enum_info(*id);
                let value = defined!(self, spec, self.int(info.tag, at));
                self.sink
                    .member(info, pool.is_signed(info.tag), &value, spec)
            }
            Type::ErrorSet(_) => {
                let bytes = defined!(self, spec, self.read(at, 2));
                let code = ErrorId(u16::from_le_bytes([bytes[0], bytes[1]]));
                self.sink.error(pool.error_name(code), spec)
            }
            Type::Optional(_) | Type::ErrorUnion { .. } => self.peeled(ty, at, spec, depth),
            Type::Array { len, child, .. } => self.elements(*child, at, *len, spec, depth),
            Type::Pointer(_) => self.pointer(ty, at, spec, depth),
            Type::Struct(id) => self.structure(ty, *id, at, spec, depth),
            Type::Union(id) => self.union(ty, *id, at, spec, depth),
            _ => self.sink.padded(pool.name(ty), spec),
        }
    }

    /// The payload of an optional or error union, or `null`, or the error.
    fn peeled(
        &mut self,
        ty: TypeId,
        at: &Place,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        let pool = self.pool;
        match *pool.get(ty) {
            Type::Optional(child) => {
                let is_null = match pool.optional_layout(child).flag_offset {
                    Some(flag) => defined!(self, spec, self.read(&at.plus(flag), 1))[0] == 0,
                    // Of a slice only the pointer counts.
                    None => {
                        let size = pool.size(child).min(8);
                        let bytes = defined!(self, spec, self.read(at, size));
                        bytes.iter().all(|&b| b == 0)
                    }
                };
                if is_null {
                    self.sink.padded("null", spec)
                } else {
                    self.value(child, at, spec, depth)
                }
            }
            Type::ErrorUnion { payload, .. } => {
                let parts = pool.error_union_layout(payload);
                let code = defined!(self, spec, self.read(&at.plus(parts.code_offset), 2));
                match u16::from_le_bytes([code[0], code[1]]) {
                    0 => self.value(payload, &at.plus(parts.payload_offset), spec, depth),
                    code => {
                        let plain = FormatSpec {
                            kind: FormatKind::Any,
                            ..spec.clone()
                        };
                        self.sink.error(pool.error_name(ErrorId(code)), &plain)
                    }
                }
            }
            _ => self.any(ty, at, spec, depth),
        }
    }

    fn pointer(
        &mut self,
        ty: TypeId,
        at: &Place,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        let pool = self.pool;
        let Some(pointer) = pool.as_pointer(ty) else {
            return Ok(());
        };
        match pointer.size {
            PointerSize::Slice => {
                let (target, len) = defined!(self, spec, self.slice(at));
                self.elements(pointer.child, &Place::At(target), len, spec, depth)
            }
            PointerSize::One => {
                let target = defined!(self, spec, self.word(at));
                match *pool.get(pointer.child) {
                    Type::Array { len, child, .. } => {
                        self.elements(child, &Place::At(target), len, spec, depth)
                    }
                    Type::Struct(_) | Type::Union(_) | Type::Enum(_) => {
                        self.any(pointer.child, &Place::At(target), spec, depth)
                    }
                    _ => self.address(ty, at, spec),
                }
            }
            PointerSize::Many | PointerSize::C => self.address(ty, at, spec),
        }
    }

    fn address(&mut self, ty: TypeId, at: &Place, spec: &FormatSpec) -> Outcome<B::Error> {
        let address = defined!(self, spec, self.word(at)) & ADDRESS;
        let child = self.pool.child(ty).unwrap_or(ty);
        self.sink.address(self.pool, child, address, spec)
    }

    /// `{ 1, 2, 3 }`
    fn elements(
        &mut self,
        child: TypeId,
        at: &Place,
        len: u64,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        if depth == 0 {
            return self.sink.write("{ ... }");
        }
        let spec = part(spec);
        let stride = self.pool.size(child);
        self.sink.write("{ ")?;
        for index in 0..len {
            if index > 0 {
                self.sink.write(", ")?;
            }
            self.any(
                child,
                &at.plus(index.wrapping_mul(stride)),
                &spec,
                depth - 1,
            )?;
        }
        self.sink.write(" }")
    }

    /// `.{ .x = 1, .y = 2 }`
    fn structure(
        &mut self,
        ty: TypeId,
        id: StructId,
        at: &Place,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        if depth == 0 {
            return self.sink.write(".{ ... }");
        }
        let spec = part(spec);
        let pool = self.pool;
        let info = pool.struct_info(id);
        let packed = info.layout == ContainerLayout::Packed;
        self.sink.write(".{")?;
        for (index, field) in info.fields.iter().enumerate() {
            let index = index as u32;
            self.sink.write(if index > 0 { ", " } else { " " })?;
            if !info.is_tuple {
                self.sink.write(format!(".{} = ", field.name))?;
            }
            if let (true, Some(value)) = (field.is_comptime, &field.default) {
                comptime::value(pool, &mut self.sink, field.ty, value, &spec, depth - 1)?;
                continue;
            }
            let place = if packed {
                match self.bits(ty, at, pool.packed_bit_offset(ty, index), field.ty)? {
                    Some(place) => place,
                    None => {
                        self.sink.padded("undef", &spec)?;
                        continue;
                    }
                }
            } else {
                at.plus(pool.field_offset(ty, index))
            };
            self.any(field.ty, &place, &spec, depth - 1)?;
        }
        self.sink.write(" }")
    }

    /// A field of a packed struct, moved into bytes of its own.
    fn bits(
        &mut self,
        ty: TypeId,
        at: &Place,
        offset: u16,
        field: TypeId,
    ) -> Result<Option<Place>, Stop<B::Error>> {
        let Some(bytes) = self.read(at, self.pool.size(ty))? else {
            return Ok(None);
        };
        let all = num_bigint::BigUint::from_bytes_le(&bytes) >> offset;
        let mask = (num_bigint::BigUint::from(1u8) << self.pool.bit_size(field)) - 1u8;
        let mut own = (all & mask).to_bytes_le();
        own.resize((self.pool.size(field) as usize).max(1), 0);
        Ok(Some(Place::Held(own.into(), 0)))
    }

    /// `.{ .active = 1 }`; all fields of an extern or packed union; an untagged one hides its fields.
    fn union(
        &mut self,
        ty: TypeId,
        id: UnionId,
        at: &Place,
        spec: &FormatSpec,
        depth: u32,
    ) -> Outcome<B::Error> {
        let pool = self.pool;
        let info = pool.union_info(id);
        let parts = pool.union_layout(ty);
        let inner = part(spec);
        let Some(tag) = info.tag else {
            if info.layout == ContainerLayout::Auto || depth == 0 {
                return self.sink.write(".{ ... }");
            }
            self.sink.write(".{ ")?;
            for (index, field) in info.fields.iter().enumerate() {
                let comma = if index > 0 { ", " } else { "" };
                self.sink.write(format!("{comma}.{} = ", field.name))?;
                self.any(field.ty, at, &inner, depth - 1)?;
            }
            return self.sink.write(" }");
        };
        let Some(members) = pool.as_enum(tag) else {
            return Ok(());
        };
        let value = if parts.tag_size == 0 {
            BigInt::from(members.members.first().map_or(0, |m| m.1))
        } else {
            defined!(
                self,
                spec,
                self.int(members.tag, &at.plus(parts.tag_offset))
            )
        };
        if spec.kind == FormatKind::TagName {
            return self.sink.member(members, false, &value, spec);
        }
        if depth == 0 {
            return self.sink.write(".{ ... }");
        }
        let active = members.members.iter().find(|m| BigInt::from(m.1) == value);
        let field = active.and_then(|(name, _)| info.fields.iter().find(|f| f.name == *name));
        let Some(field) = field else {
            return self.sink.write(".{ ... }");
        };
        self.sink.write(format!(".{{ .{} = ", field.name))?;
        self.any(field.ty, &at.plus(parts.payload_offset), &inner, depth - 1)?;
        self.sink.write(" }")
    }

    /// Whether `{s}` and `{x}` take the value as text: a slice, array or pointer to an array of bytes.
    fn is_text(&self, ty: TypeId) -> bool {
        match self.pool.get(ty) {
            Type::Array { child, .. } => *child == TypeId::U8,
            Type::Pointer(p) if p.size == PointerSize::One => self
                .pool
                .as_array(p.child)
                .is_some_and(|(_, child)| child == TypeId::U8),
            Type::Pointer(p) => p.child == TypeId::U8,
            _ => false,
        }
    }

    fn text(&mut self, ty: TypeId, at: &Place, spec: &FormatSpec) -> Outcome<B::Error> {
        let pool = self.pool;
        let (start, len) = match pool.get(ty) {
            Type::Array { len, .. } => (at.clone(), Some(*len)),
            Type::Pointer(p) => match p.size {
                PointerSize::Slice => {
                    let (target, len) = defined!(self, spec, self.slice(at));
                    (Place::At(target), Some(len))
                }
                size => {
                    let target = defined!(self, spec, self.word(at));
                    let array = pool.as_array(p.child).filter(|_| size == PointerSize::One);
                    (Place::At(target), array.map(|a| a.0))
                }
            },
            _ => return self.any(ty, at, spec, DEPTH),
        };
        let text = match len {
            Some(len) => defined!(self, spec, self.bytes(&start, len)),
            None => defined!(self, spec, self.until_zero(&start)),
        };
        self.sink.text(&text, spec)
    }

    fn bytes(&mut self, at: &Place, len: u64) -> Result<Option<Vec<u8>>, Stop<B::Error>> {
        let mut all = Vec::new();
        let mut done = 0;
        while done < len {
            let next = CHUNK.min(len - done);
            let Some(bytes) = self.read(&at.plus(done), next)? else {
                return Ok(None);
            };
            all.extend_from_slice(&bytes);
            if all.len() > super::LIMIT {
                return Err(Stop::TooLong);
            }
            done += next;
        }
        Ok(Some(all))
    }

    /// The bytes of a `[*:0]const u8`.
    fn until_zero(&mut self, at: &Place) -> Result<Option<Vec<u8>>, Stop<B::Error>> {
        let mut all = Vec::new();
        loop {
            match self.read(&at.plus(all.len() as u64), 1)? {
                None => return Ok(None),
                Some(byte) if byte[0] == 0 => return Ok(Some(all)),
                Some(_) if all.len() >= super::LIMIT => return Err(Stop::TooLong),
                Some(byte) => all.push(byte[0]),
            }
        }
    }

    fn read(&mut self, at: &Place, len: u64) -> Result<Option<Vec<u8>>, Stop<B::Error>> {
        let mut bytes = vec![0; len as usize];
        match at {
            Place::At(_) if len == 0 => {}
            Place::At(pointer) => {
                let contents = self.memory.read(*pointer, &mut bytes).map_err(Stop::Read)?;
                if contents == Contents::Undefined {
                    return Ok(None);
                }
            }
            Place::Held(held, at) => {
                let rest = held.get(*at as usize..).unwrap_or_default();
                let known = rest.len().min(bytes.len());
                bytes[..known].copy_from_slice(&rest[..known]);
            }
        }
        Ok(Some(bytes))
    }

    fn int(&mut self, ty: TypeId, at: &Place) -> Result<Option<BigInt>, Stop<B::Error>> {
        let info = self.pool.int_info(ty);
        let (signed, bits) = info.map_or((false, 0), |i| (i.signed, i.bits));
        let bytes = self.read(at, self.pool.size(ty))?;
        Ok(bytes.map(|bytes| from_bytes(&bytes, signed, bits)))
    }

    fn word(&mut self, at: &Place) -> Result<Option<u64>, Stop<B::Error>> {
        let bytes = self.read(at, 8)?;
        Ok(bytes.map(|b| b.try_into().map_or(0, u64::from_le_bytes)))
    }

    /// Pointer and length of a slice. An empty one leads nowhere, so its pointer may be undefined.
    fn slice(&mut self, at: &Place) -> Result<Option<(u64, u64)>, Stop<B::Error>> {
        match self.word(&at.plus(8))? {
            None => Ok(None),
            Some(0) => Ok(Some((0, 0))),
            Some(len) => Ok(self.word(at)?.map(|pointer| (pointer, len))),
        }
    }
}

/// How the parts of a value are written: as `{any}`, with the same width and precision.
fn part(spec: &FormatSpec) -> FormatSpec {
    FormatSpec {
        kind: FormatKind::Any,
        ..spec.clone()
    }
}
