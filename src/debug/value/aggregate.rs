//! Values made of others: optionals, structs, unions, rows of elements.

use super::place::LARGE;
use super::text::{joined, text_of};
use super::{Bits, Place, Reader, TEXT, hex, null, plain, undefined};
use crate::debug::number::{read_number, signed_value};
use crate::debug::view::{Value, ValueKind};
use crate::debug::{constants, eval};
use crate::types::{ContainerLayout, Type, TypeId};

impl Reader<'_> {
    pub(super) fn optional(&self, place: &Place<'_>, child: TypeId, hops: u32) -> Value {
        let is_null = match self.types.optional_layout(child).flag_offset {
            Some(flag) => read_number(&self.few(place, flag, 1)).map(|n| n & 1 == 0),
            None if matches!(self.types.get(child), Type::ErrorSet(_)) => {
                read_number(&self.bytes(place)).map(|n| n == 0)
            }
            None => read_number(&self.few(place, 0, 8)).map(|n| n == 0),
        };
        match is_null {
            None => undefined(),
            Some(true) => null(),
            Some(false) => {
                let payload = self.piece(place, 0, self.types.size(child));
                self.value(&payload, child, hops)
            }
        }
    }

    pub(super) fn error_union(&self, place: &Place<'_>, payload: TypeId, hops: u32) -> Value {
        let parts = self.types.error_union_layout(payload);
        match read_number(&self.few(place, parts.code_offset, 2)) {
            None => undefined(),
            Some(0) => {
                let size = self.types.size(payload);
                self.value(
                    &self.piece(place, parts.payload_offset, size),
                    payload,
                    hops,
                )
            }
            Some(code) => self.error(code as u16),
        }
    }

    pub(super) fn structure(&self, place: &Place<'_>, ty: TypeId, hops: u32) -> Value {
        let Type::Struct(id) = *self.types.get(ty) else {
            return plain("?");
        };
        let info = self.types.struct_info(id);
        if info.name == "mem.Allocator"
            && let Some(name) = self.allocator(place)
        {
            return plain(name);
        }
        if !place.is_empty() && self.is_undefined(place) {
            return undefined();
        }
        let mut children = Vec::new();
        let fields: Vec<_> = info.fields.iter().enumerate().collect();
        for (index, field) in fields.iter().take(self.width as usize) {
            let value = if let (true, Some(known)) = (field.is_comptime, &field.default) {
                let term = constants::value(known, field.ty, self.types);
                term.map_or(plain("..."), |term| eval::show(self, &term).1)
            } else if info.layout == ContainerLayout::Packed {
                self.bit_field(place, ty, *index as u32, field.ty, hops)
            } else {
                let offset = self.types.field_offset(ty, *index as u32);
                let size = self.types.size(field.ty);
                self.value(&self.piece(place, offset, size), field.ty, hops)
            };
            children.push((field.name.clone(), value));
        }
        let more = fields.len() as u64 - children.len() as u64;
        let is_tuple = info.is_tuple;
        let text = joined(".{ ", &children, more, |name, text| {
            if is_tuple {
                text.to_owned()
            } else {
                format!(".{name} = {text}")
            }
        });
        Value {
            text,
            kind: ValueKind::Plain,
            children,
            more,
        }
    }

    pub(super) fn allocator(&self, place: &Place<'_>) -> Option<String> {
        // Allocators without state leave their pointer undefined.
        let context = read_number(&self.few(place, 0, 8)).unwrap_or(0) as u64;
        let vtable = read_number(&self.few(place, 8, 8))? as u64;
        self.source.allocator_name(context, vtable)
    }

    pub(super) fn bit_field(
        &self,
        place: &Place<'_>,
        ty: TypeId,
        index: u32,
        field: TypeId,
        hops: u32,
    ) -> Value {
        let bits = Bits {
            first: u64::from(self.types.packed_bit_offset(ty, index)),
            count: self.types.bit_size(field),
        };
        let own = bits.of(&self.bytes(place), self.types.size(field));
        self.value(&Place::Read(own.into()), field, hops)
    }

    pub(super) fn union(&self, place: &Place<'_>, ty: TypeId, hops: u32) -> Value {
        let Type::Union(id) = *self.types.get(ty) else {
            return plain("?");
        };
        let info = self.types.union_info(id);
        let parts = self.types.union_layout(ty);
        if parts.tag_size == 0 {
            return match info.fields.as_slice() {
                [only] => self.active(place, &only.name, only.ty, parts.payload_offset, hops),
                _ => plain(hex(&self.few(place, 0, LARGE))),
            };
        }
        let Some(tag) = read_number(&self.few(place, parts.tag_offset, parts.tag_size)) else {
            return undefined();
        };
        let index = match info.tag.map(|t| self.types.get(t).clone()) {
            Some(Type::Enum(id)) => {
                let tags = self.types.enum_info(id);
                let value = signed_value(tag, self.types.get(tags.tag));
                let name = tags.members.iter().find(|(_, v)| *v == value);
                name.and_then(|(name, _)| info.fields.iter().position(|f| f.name == *name))
            }
            _ => Some(tag as usize),
        };
        match index.and_then(|i| info.fields.get(i)) {
            Some(field) => self.active(place, &field.name, field.ty, parts.payload_offset, hops),
            None => plain("(no active field)"),
        }
    }

    pub(super) fn active(
        &self,
        place: &Place<'_>,
        name: &str,
        ty: TypeId,
        offset: u64,
        hops: u32,
    ) -> Value {
        let value = self.value(&self.piece(place, offset, self.types.size(ty)), ty, hops);
        Value {
            text: format!(".{{ .{name} = {} }}", value.text),
            kind: ValueKind::Plain,
            children: vec![(name.to_owned(), value)],
            more: 0,
        }
    }

    pub(super) fn elements(&self, place: &Place<'_>, len: u64, child: TypeId, hops: u32) -> Value {
        let size = self.types.size(child);
        if len > 0 && size > 0 && self.is_undefined(place) {
            return undefined_row(len);
        }
        let shown = len.min(self.width);
        let mut children = Vec::new();
        for index in 0..shown {
            let element = self.piece(place, index * size, size);
            children.push((format!("[{index}]"), self.value(&element, child, hops)));
        }
        let text = match child {
            TypeId::U8 => text_of(&self.few(place, 0, self.width.max(TEXT as u64)), len),
            _ => None,
        };
        row(children, len, text)
    }
}

/// So many elements of which some are shown, as a text if they are one.
fn row(children: Vec<(String, Value)>, len: u64, text: Option<String>) -> Value {
    let more = len - children.len() as u64;
    let listed = || joined("{ ", &children, more, |_, text| text.to_owned());
    Value {
        text: text.unwrap_or_else(listed),
        kind: ValueKind::Plain,
        children,
        more,
    }
}

fn undefined_row(len: u64) -> Value {
    let text = match len {
        1 => "undefined".into(),
        _ => format!("undefined x {len}"),
    };
    Value {
        text,
        ..undefined()
    }
}
