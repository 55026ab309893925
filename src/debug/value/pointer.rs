//! Pointers and slices: where they lead, and what lies there.

use super::{Place, Pointee, Reader, address, hex_address, inside, null, plain, undefined};
use crate::debug::number::read_number;
use crate::debug::view::{Value, ValueKind};
use crate::types::{ContainerLayout, PointerSize, Type, TypeId};

impl Reader<'_> {
    pub(super) fn slice(&self, place: &Place<'_>, child: TypeId, hops: u32) -> Value {
        let (Some(pointer), Some(len)) = (
            read_number(&self.few(place, 0, 8)),
            read_number(&self.few(place, 8, 8)),
        ) else {
            return undefined();
        };
        let (pointer, len) = (pointer as u64, len as u64);
        if len == 0 {
            let (kind, _) = self.target(pointer, child, PointerSize::Slice);
            return Value {
                kind,
                ..plain("{ }  len 0")
            };
        }
        let (kind, target) = self.target(pointer, child, PointerSize::Slice);
        if hops == 0 || is_dangling(&kind) {
            return Value {
                kind,
                more: len,
                ..plain(format!("{target}  len {len}"))
            };
        }
        let elements = self.array(address(pointer), len, child, hops - 1);
        let content = if elements.text.starts_with('"') || elements.kind == ValueKind::Undefined {
            Some(elements.text.replacen("undefined", "undef", 1))
        } else {
            None
        };
        let text = match (&kind, content) {
            // A literal is its text, wherever it may lie.
            (ValueKind::Address, Some(content)) => content,
            (ValueKind::Address, None) => elements.text.clone(),
            (_, Some(content)) => format!("{target}  len {len}  {content}"),
            (_, None) => format!("{target}  len {len}"),
        };
        Value {
            text,
            kind,
            ..elements
        }
    }

    pub(super) fn pointer(
        &self,
        place: &Place<'_>,
        child: TypeId,
        size: PointerSize,
        hops: u32,
    ) -> Value {
        let Some(pointer) = read_number(&self.few(place, 0, 8)) else {
            return undefined();
        };
        let pointer = pointer as u64;
        if pointer == 0 {
            return null();
        }
        if matches!(self.types.get(child), Type::Fn(_)) {
            let name = self.source.function_name(pointer);
            return plain(name.map_or(hex_address(pointer), |n| format!("fn {n}")));
        }
        let (kind, text) = self.target(pointer, child, size);
        let mut value = Value {
            kind,
            ..plain(text)
        };
        // A literal is its text.
        if value.kind == ValueKind::Address && size == PointerSize::One && hops > 0 {
            let pointee = self.at(address(pointer), child, 0);
            if pointee.text.starts_with('"') {
                value.text = pointee.text;
            }
        }
        let follows = size == PointerSize::One && hops > 0 && !is_dangling(&value.kind);
        if follows && value.kind != ValueKind::Address && self.types.size(child) > 0 {
            let pointee = self.at(address(pointer), child, hops - 1);
            // Fields and elements of what is pointed to stand directly under the pointer.
            if pointee.children.is_empty() || matches!(self.types.get(child), Type::Pointer(_)) {
                value.children.push(("*".into(), pointee));
            } else {
                value.children = pointee.children;
                value.more = pointee.more;
            }
        }
        value
    }

    /// Where a pointer leads, for people.
    pub fn target(&self, pointer: u64, child: TypeId, size: PointerSize) -> (ValueKind, String) {
        let is_one = size == PointerSize::One;
        match self.source.pointee(pointer) {
            Pointee::Block {
                id,
                offset,
                asked,
                dangling,
            } => {
                let mut text = format!(
                    "-> {id}{}",
                    self.part_of_block(asked, offset, child, is_one)
                );
                if dangling {
                    text += " DANGLING";
                }
                let kind = ValueKind::Block {
                    id,
                    offset,
                    dangling,
                };
                (kind, text)
            }
            Pointee::Variable {
                name,
                offset,
                ty,
                dangling,
            } => {
                let part = match ty {
                    Some(ty) => self.part(ty, offset, child, is_one),
                    None => inside(offset, self.types.size(child)),
                };
                let mut text = format!("-> {name}{part}");
                if dangling {
                    text += " DANGLING";
                }
                (ValueKind::Variable { name, dangling }, text)
            }
            Pointee::Nothing => (ValueKind::Address, hex_address(pointer)),
        }
    }

    /// The same of a block: `[2]`, `[2].x`, or `.x` of a lone element.
    fn part_of_block(
        &self,
        asked: Option<(TypeId, u64)>,
        offset: u64,
        child: TypeId,
        is_one: bool,
    ) -> String {
        let Some((ty, count)) = asked else {
            return inside(offset, 0);
        };
        let size = self.types.size(ty);
        if size == 0 {
            return inside(offset, size);
        }
        let part = self.part(ty, offset % size, child, is_one);
        match (part.starts_with('.'), count) {
            (false, _) => inside(offset, size),
            (true, 1) => part,
            (true, _) => format!("[{}]{part}", offset / size),
        }
    }

    /// The field or element that starts so many bytes behind the start of a variable: `.y`, `[2].x`. What is no field of a
    /// struct or element of an array is told in units of what is pointed to.
    fn part(&self, mut ty: TypeId, mut offset: u64, child: TypeId, is_one: bool) -> String {
        let mut text = String::new();
        while offset > 0 {
            match self.types.get(ty) {
                Type::Array { child, .. } if self.types.size(*child) > 0 => {
                    let size = self.types.size(*child);
                    text += &format!("[{}]", offset / size);
                    (ty, offset) = (*child, offset % size);
                }
                Type::Struct(id) => {
                    let info = self.types.struct_info(*id);
                    if info.layout == ContainerLayout::Packed {
                        break;
                    }
                    let starts = (0..).map(|index| self.types.field_offset(ty, index));
                    let mut around = starts.zip(&info.fields).filter(|(start, field)| {
                        let bytes = *start..start + self.types.size(field.ty);
                        !field.is_comptime && bytes.contains(&offset)
                    });
                    let Some((start, field)) = around.next() else {
                        break;
                    };
                    text += &format!(".{}", field.name);
                    (ty, offset) = (field.ty, offset - start);
                }
                _ => break,
            }
        }
        if let (0, true, Some(way)) = (offset, is_one, self.first(ty, child)) {
            return text + &way;
        }
        text + &inside(offset, self.types.size(child))
    }

    /// The way to a part of a type that starts where the whole does: `.head`, `[0].x`, `.?`.
    fn first(&self, ty: TypeId, child: TypeId) -> Option<String> {
        if ty == child {
            return Some(String::new());
        }
        let (step, inner) = match self.types.get(ty) {
            Type::Array { child, len, .. } if *len > 0 => ("[0]".to_owned(), *child),
            Type::Optional(payload) => (".?".to_owned(), *payload),
            Type::Struct(id) => {
                let info = self.types.struct_info(*id);
                let starts = |(index, _): &(u32, _)| self.types.field_offset(ty, *index) == 0;
                let mut fields = (0..)
                    .zip(&info.fields)
                    .filter(|(_, field)| !field.is_comptime && self.types.size(field.ty) > 0);
                if info.layout == ContainerLayout::Packed {
                    return None;
                }
                let (_, field) = fields.find(starts)?;
                (format!(".{}", field.name), field.ty)
            }
            Type::Union(id) if self.types.union_layout(ty).payload_offset == 0 => {
                let mut fields = self.types.union_info(*id).fields.iter();
                return fields.find_map(|field| {
                    let way = self.first(field.ty, child)?;
                    Some(format!(".{}{way}", field.name))
                });
            }
            _ => return None,
        };
        Some(step + &self.first(inner, child)?)
    }
}

fn is_dangling(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Block { dangling: true, .. } | ValueKind::Variable { dangling: true, .. }
    )
}
