//! Memory for the format tests: writes values in Zig's notation as bytes, in the layout of their types.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use undefer::ir::format::{Bytes, Contents};
use undefer::types::*;

use crate::reader::Reader;

/// Objects by address.
#[derive(Default)]
pub struct Memory {
    objects: BTreeMap<u64, Vec<u8>>,
}

impl Bytes for Memory {
    type Error = ();

    fn read(&mut self, pointer: u64, out: &mut [u8]) -> Result<Contents, ()> {
        let (start, bytes) = self.objects.range(..=pointer).next_back().ok_or(())?;
        let at = (pointer - start) as usize;
        let found = bytes.get(at..at + out.len()).ok_or(())?;
        out.copy_from_slice(found);
        Ok(Contents::Defined)
    }
}

pub struct Writer<'a> {
    pub reader: &'a mut Reader,
    pub memory: Memory,
    next: u64,
}

impl<'a> Writer<'a> {
    pub fn new(reader: &'a mut Reader) -> Writer<'a> {
        Writer {
            reader,
            memory: Memory::default(),
            next: 0x2_0000,
        }
    }

    fn store(&mut self, bytes: Vec<u8>) -> u64 {
        let at = self.next;
        self.next += (bytes.len() as u64).next_multiple_of(16) + 16;
        self.memory.objects.insert(at, bytes);
        at
    }

    /// Puts a value into memory and says where.
    pub fn place(&mut self, ty: TypeId, value: &str) -> u64 {
        let bytes = self.bytes(ty, value.trim());
        self.store(bytes)
    }

    fn bytes(&mut self, ty: TypeId, value: &str) -> Vec<u8> {
        let size = self.reader.pool.size(ty) as usize;
        let mut bytes = match self.reader.pool.get(ty).clone() {
            Type::Void => Vec::new(),
            Type::Bool => vec![u8::from(value == "true")],
            Type::Int { .. } | Type::Usize | Type::Isize => int(value).to_signed_bytes_le(),
            Type::Float(bits) => float(value, bits),
            Type::Enum(id) => {
                let info = self.reader.pool.enum_info(id);
                match value.strip_prefix("@enumFromInt(") {
                    Some(number) => int(number.trim_end_matches(')')).to_signed_bytes_le(),
                    None => {
                        let name = &value[1..];
                        let member = info.members.iter().find(|m| m.0 == name).expect(name);
                        BigInt::from(member.1).to_signed_bytes_le()
                    }
                }
            }
            Type::ErrorSet(_) => self.error(value),
            Type::Optional(child) => self.optional(child, value, size),
            Type::ErrorUnion { payload, .. } => self.error_union(payload, value, size),
            Type::Pointer(pointer) => self.pointer(&pointer, value),
            Type::Array { child, .. } => self.array(child, value),
            Type::Struct(id) => self.structure(ty, id, value, size),
            Type::Union(id) => self.union(ty, id, value, size),
            other => panic!("no values of {other:?}"),
        };
        let negative = value.starts_with('-') && self.reader.pool.is_int(ty);
        bytes.resize(size, if negative { 0xff } else { 0 });
        bytes
    }

    fn error(&mut self, value: &str) -> Vec<u8> {
        let name = value.strip_prefix("error.").expect("an error");
        self.reader.pool.error(name).0.to_le_bytes().into()
    }

    fn optional(&mut self, child: TypeId, value: &str, size: usize) -> Vec<u8> {
        let mut bytes = vec![0; size];
        if value == "null" {
            return bytes;
        }
        // `@as(?u8, null)` is the payload.
        let value = match value.strip_prefix("@as(") {
            Some(rest) => rest
                .split_once(", ")
                .expect("a type")
                .1
                .trim_end_matches(')'),
            None => value,
        };
        let payload = self.bytes(child, value);
        bytes[..payload.len()].copy_from_slice(&payload);
        if let Some(flag) = self.reader.pool.optional_layout(child).flag_offset {
            bytes[flag as usize] = 1;
        }
        bytes
    }

    fn error_union(&mut self, payload: TypeId, value: &str, size: usize) -> Vec<u8> {
        let mut bytes = vec![0; size];
        let parts = self.reader.pool.error_union_layout(payload);
        let (at, part) = if value.starts_with("error.") {
            (parts.code_offset, self.error(value))
        } else {
            (parts.payload_offset, self.bytes(payload, value))
        };
        bytes[at as usize..][..part.len()].copy_from_slice(&part);
        bytes
    }

    fn pointer(&mut self, pointer: &Pointer, value: &str) -> Vec<u8> {
        if let Some(number) = value.strip_prefix("@ptrFromInt(0x") {
            let number = number.trim_end_matches(')');
            return u64::from_str_radix(number, 16)
                .expect("hex")
                .to_le_bytes()
                .into();
        }
        if let Some((inner, range)) = value
            .strip_prefix("@as(")
            .and_then(|v| v.rsplit_once(")[0.."))
        {
            let inner = inner.split_once(", ").expect("a type").1;
            let mut bytes = self.pointer(pointer, inner);
            let len: u64 = range.trim_end_matches(']').parse().expect("a length");
            bytes.extend(len.to_le_bytes());
            return bytes;
        }
        let target = value.strip_prefix('&').unwrap_or(value);
        if pointer.size == PointerSize::One {
            return self.place(pointer.child, target).to_le_bytes().into();
        }
        let mut elements = self.array(pointer.child, target);
        let stride = self.reader.pool.size(pointer.child).max(1);
        let len = elements.len() as u64 / stride;
        elements.extend([0; 8]);
        let mut bytes = self.store(elements).to_le_bytes().to_vec();
        if pointer.size == PointerSize::Slice {
            bytes.extend(len.to_le_bytes());
        }
        bytes
    }

    fn array(&mut self, child: TypeId, value: &str) -> Vec<u8> {
        if value.starts_with('"') {
            return unquote(value.trim_end_matches(".*"));
        }
        let mut bytes = Vec::new();
        for item in items(value) {
            bytes.extend(self.bytes(child, &item));
        }
        bytes
    }

    fn structure(&mut self, ty: TypeId, id: StructId, value: &str, size: usize) -> Vec<u8> {
        let info = self.reader.pool.struct_info(id).clone();
        let mut bytes = vec![0; size];
        let mut packed = BigInt::ZERO;
        for (position, item) in items(value).into_iter().enumerate() {
            let (index, item) = match item.strip_prefix('.').and_then(|i| i.split_once(" = ")) {
                Some((name, item)) if !info.is_tuple => {
                    let index = self.reader.pool.field_index(ty, name).expect(name);
                    (index, item.to_owned())
                }
                _ => (position as u32, item),
            };
            let field = info.fields[index as usize].ty;
            if info.layout == ContainerLayout::Packed {
                packed += int(&item) << self.reader.pool.packed_bit_offset(ty, index);
                continue;
            }
            let part = self.bytes(field, &item);
            let at = self.reader.pool.field_offset(ty, index) as usize;
            bytes[at..at + part.len()].copy_from_slice(&part);
        }
        if info.layout == ContainerLayout::Packed {
            bytes = packed.to_signed_bytes_le();
        }
        bytes
    }

    fn union(&mut self, ty: TypeId, id: UnionId, value: &str, size: usize) -> Vec<u8> {
        let info = self.reader.pool.union_info(id).clone();
        let inside = value.strip_prefix(".{ .").map(|v| v.trim_end_matches(" }"));
        let (name, payload) = match inside {
            // The last brace may belong to the payload.
            Some(_) => items(value)[0][1..]
                .split_once(" = ")
                .map(|(n, p)| (n.to_owned(), p.to_owned()))
                .expect("a field"),
            None => (value[1..].to_owned(), "{}".to_owned()),
        };
        let index = self.reader.pool.field_index(ty, &name).expect("a field");
        let parts = self.reader.pool.union_layout(ty);
        let mut bytes = vec![0; size];
        if info.layout != ContainerLayout::Auto {
            bytes = vec![0xff; size]; // what the payload does not fill is undefined
        }
        let payload = self.bytes(info.fields[index as usize].ty, &payload);
        bytes[parts.payload_offset as usize..][..payload.len()].copy_from_slice(&payload);
        if parts.tag_size > 0 {
            bytes[parts.tag_offset as usize] = index as u8;
        }
        bytes
    }
}

/// The items of `.{ a, b }` or `.{.{a}}`.
fn items(value: &str) -> Vec<String> {
    let inside = value
        .strip_prefix(".{")
        .and_then(|v| v.strip_suffix('}'))
        .unwrap_or_else(|| panic!("not a list: {value}"));
    let mut items = vec![String::new()];
    let mut depth = 0;
    for c in inside.chars() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            ',' if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        items.last_mut().expect("one").push(c);
    }
    let trimmed = items.iter().map(|i| i.trim().to_owned());
    trimmed.filter(|i| !i.is_empty()).collect()
}

fn unquote(text: &str) -> Vec<u8> {
    let inside = text.trim_matches('"');
    let mut bytes = Vec::new();
    let mut rest = inside.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'\\' {
            bytes.push(first);
        } else if let Some(hex) = inside_hex(rest) {
            bytes.push(hex);
            rest = &rest[3..];
        } else {
            bytes.push(b'\n');
            rest = &rest[1..];
        }
    }
    bytes
}

fn inside_hex(rest: &[u8]) -> Option<u8> {
    let digits = rest.strip_prefix(b"x")?.get(..2)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn int(text: &str) -> BigInt {
    text.parse()
        .unwrap_or_else(|_| panic!("not a number: {text}"))
}

fn float(text: &str, bits: u16) -> Vec<u8> {
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let value: f64 = match magnitude {
        "std.math.nan(f64)" => f64::NAN,
        "std.math.inf(f64)" => f64::INFINITY,
        number => number.parse().expect("a number"),
    };
    let raw: u128 = match (bits, magnitude) {
        (32, _) => u128::from(((value * sign) as f32).to_bits()),
        (64, _) => u128::from((value * sign).to_bits()),
        (16, "0.1") => 0x2e66,
        (16, "65504") => 0x7bff,
        (16, "3.14") => 0x4248,
        (80, "0.1") => 0x3ffb_cccc_cccc_cccc_cccd,
        (128, "0.1") => 0x3ffb_9999_9999_9999_9999_9999_9999_999a,
        (128, "1.5") => 0x3fff_8000_0000_0000_0000_0000_0000_0000,
        _ => panic!("write the bits of {text} as f{bits} here"),
    };
    raw.to_le_bytes().into()
}
