//! Who points where: every pointer in a value, with the way to it, found by its type. Nothing is followed: what
//! is pointed to is looked at when its own turn comes.

use std::cell::RefCell;
use std::collections::HashMap;

use super::number::{read_number, signed_value};
use super::value::Byte;
use crate::types::{PointerSize, Type, TypeId, TypePool};

/// Finds pointers in values.
pub struct Finder<'a> {
    types: &'a TypePool,
    /// Whether values of a type can hold pointers at all.
    known: RefCell<HashMap<TypeId, bool>>,
    /// Elements of one array that are looked at.
    width: u64,
}

impl<'a> Finder<'a> {
    pub fn new(types: &'a TypePool, width: u64) -> Finder<'a> {
        Finder {
            types,
            known: RefCell::default(),
            width,
        }
    }

    /// Calls `found` with the path and the pointer for each defined, non-null pointer of a value.
    pub fn pointers(
        &self,
        bytes: &[Byte],
        ty: TypeId,
        path: &str,
        found: &mut dyn FnMut(&str, u64),
    ) {
        if !self.holds_pointers(ty) {
            return;
        }
        match self.types.get(ty) {
            Type::Pointer(p) => {
                let is_function = matches!(self.types.get(p.child), Type::Fn(_));
                let is_empty = p.size == PointerSize::Slice && part(bytes, 8, 8) == Some(0);
                if let (Some(pointer), false) = (part(bytes, 0, 8), is_function || is_empty)
                    && pointer != 0
                {
                    found(path, pointer);
                }
            }
            Type::Optional(child) => {
                let flag = self.types.optional_layout(*child).flag_offset;
                if flag.is_none_or(|at| part(bytes, at, 1).is_some_and(|f| f & 1 == 1)) {
                    self.pointers(bytes, *child, path, found);
                }
            }
            Type::ErrorUnion { payload, .. } => {
                let parts = self.types.error_union_layout(*payload);
                if part(bytes, parts.code_offset, 2) == Some(0) {
                    let inner = slice(bytes, parts.payload_offset, self.types.size(*payload));
                    self.pointers(inner, *payload, path, found);
                }
            }
            Type::Array { len, child, .. } => {
                let size = self.types.size(*child);
                for index in 0..(*len).min(self.width) {
                    let inner = slice(bytes, index * size, size);
                    self.pointers(inner, *child, &format!("{path}[{index}]"), found);
                }
            }
            Type::Struct(id) => {
                for (index, field) in self.types.struct_info(*id).fields.iter().enumerate() {
                    let offset = self.types.field_offset(ty, index as u32);
                    let inner = slice(bytes, offset, self.types.size(field.ty));
                    self.pointers(inner, field.ty, &format!("{path}.{}", field.name), found);
                }
            }
            Type::Union(id) => {
                let parts = self.types.union_layout(ty);
                let active = self.active_field(bytes, ty);
                let fields = self.types.union_info(*id).fields.iter().enumerate();
                // Without a tag every field might be the active one; what is no pointer leads nowhere.
                for (_, field) in fields.filter(|(index, _)| active.is_none_or(|a| a == *index)) {
                    let inner = slice(bytes, parts.payload_offset, self.types.size(field.ty));
                    self.pointers(inner, field.ty, &format!("{path}.{}", field.name), found);
                }
            }
            _ => {}
        }
    }

    /// The active field of a union, as far as it has a tag that is known.
    fn active_field(&self, bytes: &[Byte], ty: TypeId) -> Option<usize> {
        let Type::Union(id) = *self.types.get(ty) else {
            return None;
        };
        let info = self.types.union_info(id);
        let parts = self.types.union_layout(ty);
        let tag = read_number(slice(bytes, parts.tag_offset, parts.tag_size))?;
        match *self.types.get(info.tag?) {
            Type::Enum(members) => {
                let members = self.types.enum_info(members);
                let number = signed_value(tag, self.types.get(members.tag));
                let name = members.members.iter().find(|(_, own)| *own == number)?;
                info.fields.iter().position(|f| *f.name == *name.0)
            }
            _ => Some(tag as usize),
        }
    }

    pub fn holds_pointers(&self, ty: TypeId) -> bool {
        if let Some(&known) = self.known.borrow().get(&ty) {
            return known;
        }
        // A type that contains itself does so behind a pointer, which answers the question.
        let holds = match self.types.get(ty) {
            Type::Pointer(_) => true,
            Type::Optional(child) | Type::Array { child, .. } => self.holds_pointers(*child),
            Type::ErrorUnion { payload, .. } => self.holds_pointers(*payload),
            Type::Struct(id) => {
                let fields = self.types.struct_info(*id).fields.iter();
                fields
                    .filter(|f| !f.is_comptime)
                    .any(|f| self.holds_pointers(f.ty))
            }
            Type::Union(id) => {
                let mut fields = self.types.union_info(*id).fields.iter();
                fields.any(|f| self.holds_pointers(f.ty))
            }
            _ => false,
        };
        self.known.borrow_mut().insert(ty, holds);
        holds
    }
}

fn slice(bytes: &[Byte], offset: u64, len: u64) -> &[Byte] {
    let from = (offset as usize).min(bytes.len());
    let to = from.saturating_add(len as usize).min(bytes.len());
    &bytes[from..to]
}

fn part(bytes: &[Byte], offset: u64, len: u64) -> Option<u64> {
    read_number(slice(bytes, offset, len)).map(|n| n as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{ContainerLayout, Resolution, StructField, StructInfo};

    #[test]
    fn pointers_come_with_the_way_to_them() {
        let mut types = TypePool::new();
        let pointer = types.pointer(TypeId::I32, false);
        let optional = types.optional(pointer);
        let slice = types.slice(TypeId::U8, true);
        let field = |name: &str, ty| StructField {
            name: name.into(),
            ty,
            default: None,
            align: None,
            is_comptime: false,
        };
        let node = types.add_struct(StructInfo {
            name: "main.Node".into(),
            span: None,
            namespace: None,
            layout: ContainerLayout::Auto,
            is_tuple: false,
            fields: vec![
                field("next", optional),
                field("text", slice),
                field("n", TypeId::U64),
            ],
            backing: None,
            resolution: Resolution::Done,
        });
        let row = types.array(2, node);
        let numbers = [1u64, 2, 3, 4, 0, 5, 6, 7];
        let bytes: Vec<Byte> = numbers
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .map(Some)
            .collect();
        let mut seen = Vec::new();
        let finder = Finder::new(&types, 10);
        finder.pointers(&bytes, row, "list", &mut |path, to| {
            seen.push(format!("{path} {to}"));
        });
        assert_eq!(seen, ["list[0].next 1", "list[0].text 2", "list[1].text 5"]);
        assert!(!finder.holds_pointers(TypeId::U64));
    }
}
