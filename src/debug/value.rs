//! Bytes and a type become a [`Value`]: a tree for people, with a text for each of its nodes. What cannot be
//! read is shown as what it is: undefined, dangling, an address into nowhere.

use std::cell::Cell;

use super::number::{float, integer, read_number, signed_value};
use super::view::{Value, ValueKind};
use crate::types::{ContainerLayout, PointerSize, Type, TypeId, TypePool};
use crate::vm::BlockId;

/// A byte of memory; `None` is undefined.
pub type Byte = Option<u8>;

/// What values are read from: memory at one moment.
pub trait Source {
    /// Never fails: what does not exist is undefined.
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte>;
    fn pointee(&self, pointer: u64) -> Pointee;
    fn function_name(&self, pointer: u64) -> Option<String>;
    /// What the allocator behind this `std.mem.Allocator` (pointer, vtable) is called.
    fn allocator_name(&self, _context: u64, _vtable: u64) -> Option<String> {
        None
    }
}

/// What a pointer points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pointee {
    Block {
        id: BlockId,
        /// In bytes from its start.
        offset: u64,
        /// Size of what it is an array of.
        element: u64,
        dangling: bool,
    },
    Variable {
        name: String,
        offset: u64,
        dangling: bool,
    },
    Nothing,
}

/// Reads values, up to limits: a value may be huge, or lead back to itself.
pub struct Reader<'a> {
    pub source: &'a dyn Source,
    pub types: &'a TypePool,
    /// Children of one node.
    width: u64,
    /// Nodes that may still be made.
    budget: Cell<u32>,
}

/// Pointers that are followed one behind the other.
const HOPS: u32 = 3;
const NODES: u32 = 400;
/// Longest text of a node, roughly.
const TEXT: usize = 200;

impl<'a> Reader<'a> {
    pub fn new(source: &'a dyn Source, types: &'a TypePool, width: usize) -> Reader<'a> {
        Reader {
            source,
            types,
            width: width as u64,
            budget: Cell::new(NODES),
        }
    }

    /// The value of a type at an address.
    pub fn read(&self, addr: u64, ty: TypeId) -> Value {
        self.budget.set(NODES);
        self.at(addr, ty, HOPS)
    }

    /// The value of a type from its bytes.
    pub fn decode(&self, bytes: &[Byte], ty: TypeId) -> Value {
        self.budget.set(NODES);
        self.value(bytes, ty, HOPS)
    }

    /// Elements of a type, side by side.
    pub fn read_row(&self, addr: u64, len: u64, child: TypeId) -> Value {
        self.budget.set(NODES);
        self.array(addr, len, child, HOPS)
    }

    pub fn decode_row(&self, bytes: &[Byte], len: u64, child: TypeId) -> Value {
        self.budget.set(NODES);
        self.elements(bytes, len, child, HOPS)
    }

    fn at(&self, addr: u64, ty: TypeId, hops: u32) -> Value {
        // Of a long array only the part that is shown is read.
        if let Type::Array { len, child, .. } = *self.types.get(ty) {
            return self.array(addr, len, child, hops);
        }
        let bytes = self.source.peek(addr, self.types.size(ty));
        self.value(&bytes, ty, hops)
    }

    fn array(&self, addr: u64, len: u64, child: TypeId, hops: u32) -> Value {
        let size = self.types.size(child);
        let shown = len.min(self.shown(child));
        let bytes = self.source.peek(addr, size.saturating_mul(shown));
        self.elements(&bytes, len, child, hops)
    }

    /// Elements to read of a long row: texts are short as rows of numbers.
    fn shown(&self, child: TypeId) -> u64 {
        if child == TypeId::U8 {
            self.width.max(TEXT as u64)
        } else {
            self.width
        }
    }

    fn value(&self, bytes: &[Byte], ty: TypeId, hops: u32) -> Value {
        if !self.spend() {
            return plain("...");
        }
        match self.types.get(ty) {
            Type::Void => plain("{}"),
            Type::Bool => number(bytes, |n| plain(if n & 1 == 1 { "true" } else { "false" })),
            Type::Int { signed, bits } => {
                let (signed, bits) = (*signed, *bits);
                number(bytes, |n| plain(integer(n, signed, bits)))
            }
            Type::Usize => number(bytes, |n| plain(integer(n, false, 64))),
            Type::Isize => number(bytes, |n| plain(integer(n, true, 64))),
            Type::Float(bits) => {
                let bits = *bits;
                number(bytes, |n| plain(float(n, bits)))
            }
            Type::Pointer(pointer) => match pointer.size {
                PointerSize::Slice => self.slice(bytes, pointer.child, hops),
                size => self.pointer(bytes, pointer.child, size, hops),
            },
            Type::Array { len, child, .. } => self.elements(bytes, *len, *child, hops),
            Type::Optional(child) => self.optional(bytes, *child, hops),
            Type::ErrorUnion { payload, .. } => self.error_union(bytes, *payload, hops),
            Type::ErrorSet(_) => number(bytes, |n| self.error(n as u16)),
            Type::Struct(_) => self.structure(bytes, ty, hops),
            Type::Enum(id) => {
                let info = self.types.enum_info(*id);
                let tag = self.types.get(info.tag).clone();
                number(bytes, |n| {
                    let n = signed_value(n, &tag);
                    match info.members.iter().find(|(_, v)| *v == n) {
                        Some((name, _)) => plain(format!(".{name}")),
                        None => plain(format!("@enumFromInt({n})")),
                    }
                })
            }
            Type::Union(_) => self.union(bytes, ty, hops),
            other => plain(format!("({})", kind_word(other))),
        }
    }

    fn spend(&self) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(1));
        left > 0
    }

    fn error(&self, code: u16) -> Value {
        let name = self.types.error_name(crate::types::ErrorId(code));
        Value {
            kind: ValueKind::Error,
            ..plain(format!("error.{name}"))
        }
    }

    fn optional(&self, bytes: &[Byte], child: TypeId, hops: u32) -> Value {
        let is_null = match self.types.optional_layout(child).flag_offset {
            Some(flag) => read_number(slice(bytes, flag, 1)).map(|n| n & 1 == 0),
            None if matches!(self.types.get(child), Type::ErrorSet(_)) => {
                read_number(bytes).map(|n| n == 0)
            }
            None => read_number(slice(bytes, 0, 8)).map(|n| n == 0),
        };
        match is_null {
            None => undefined(),
            Some(true) => null(),
            Some(false) => {
                let payload = slice(bytes, 0, self.types.size(child));
                self.value(payload, child, hops)
            }
        }
    }

    fn error_union(&self, bytes: &[Byte], payload: TypeId, hops: u32) -> Value {
        let parts = self.types.error_union_layout(payload);
        match read_number(slice(bytes, parts.code_offset, 2)) {
            None => undefined(),
            Some(0) => {
                let size = self.types.size(payload);
                self.value(slice(bytes, parts.payload_offset, size), payload, hops)
            }
            Some(code) => self.error(code as u16),
        }
    }

    fn structure(&self, bytes: &[Byte], ty: TypeId, hops: u32) -> Value {
        let Type::Struct(id) = *self.types.get(ty) else {
            return plain("?");
        };
        let info = self.types.struct_info(id);
        if info.name == "mem.Allocator"
            && let Some(name) = self.allocator(bytes)
        {
            return plain(name);
        }
        if !bytes.is_empty() && bytes.iter().all(Option::is_none) {
            return undefined();
        }
        let mut children = Vec::new();
        let fields: Vec<_> = info
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| !f.is_comptime)
            .collect();
        for (index, field) in fields.iter().take(self.width as usize) {
            let value = if info.layout == ContainerLayout::Packed {
                self.bit_field(bytes, ty, *index as u32, field.ty, hops)
            } else {
                let offset = self.types.field_offset(ty, *index as u32);
                let size = self.types.size(field.ty);
                self.value(slice(bytes, offset, size), field.ty, hops)
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

    fn allocator(&self, bytes: &[Byte]) -> Option<String> {
        let context = read_number(slice(bytes, 0, 8))? as u64;
        let vtable = read_number(slice(bytes, 8, 8))? as u64;
        self.source.allocator_name(context, vtable)
    }

    fn bit_field(&self, bytes: &[Byte], ty: TypeId, index: u32, field: TypeId, hops: u32) -> Value {
        let first = usize::from(self.types.packed_bit_offset(ty, index));
        let bits = self.types.bit_size(field) as usize;
        let mut own = vec![Some(0); self.types.size(field) as usize];
        for bit in 0..bits.min(own.len() * 8) {
            let from = first + bit;
            match bytes.get(from / 8).copied().flatten() {
                None => own[bit / 8] = None,
                Some(byte) => {
                    if let Some(b) = &mut own[bit / 8] {
                        *b |= (byte >> (from % 8) & 1) << (bit % 8);
                    }
                }
            }
        }
        self.value(&own, field, hops)
    }

    fn union(&self, bytes: &[Byte], ty: TypeId, hops: u32) -> Value {
        let Type::Union(id) = *self.types.get(ty) else {
            return plain("?");
        };
        let info = self.types.union_info(id);
        let parts = self.types.union_layout(ty);
        if parts.tag_size == 0 {
            return match info.fields.as_slice() {
                [only] => self.active(bytes, &only.name, only.ty, parts.payload_offset, hops),
                _ => plain(hex(bytes)),
            };
        }
        let Some(tag) = read_number(slice(bytes, parts.tag_offset, parts.tag_size)) else {
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
            Some(field) => self.active(bytes, &field.name, field.ty, parts.payload_offset, hops),
            None => plain("(no active field)"),
        }
    }

    fn active(&self, bytes: &[Byte], name: &str, ty: TypeId, offset: u64, hops: u32) -> Value {
        let value = self.value(slice(bytes, offset, self.types.size(ty)), ty, hops);
        Value {
            text: format!(".{{ .{name} = {} }}", value.text),
            kind: ValueKind::Plain,
            children: vec![(name.to_owned(), value)],
            more: 0,
        }
    }

    fn elements(&self, bytes: &[Byte], len: u64, child: TypeId, hops: u32) -> Value {
        let size = self.types.size(child);
        if len > 0 && size > 0 && bytes.iter().all(Option::is_none) {
            let text = if len == 1 {
                "undefined".into()
            } else {
                format!("undefined x {len}")
            };
            return Value {
                text,
                ..undefined()
            };
        }
        let shown = len.min(self.width);
        let mut children = Vec::new();
        for index in 0..shown {
            let element = slice(bytes, index * size, size);
            children.push((format!("[{index}]"), self.value(element, child, hops)));
        }
        let text = match text_of(bytes, len, child) {
            Some(text) => text,
            None => joined("{ ", &children, len - shown, |_, text| text.to_owned()),
        };
        Value {
            text,
            kind: ValueKind::Plain,
            children,
            more: len - shown,
        }
    }

    fn slice(&self, bytes: &[Byte], child: TypeId, hops: u32) -> Value {
        let (Some(pointer), Some(len)) = (
            read_number(slice(bytes, 0, 8)),
            read_number(slice(bytes, 8, 8)),
        ) else {
            return undefined();
        };
        let (pointer, len) = (pointer as u64, len as u64);
        if len == 0 {
            let (kind, _) = self.target(pointer, child);
            return Value {
                kind,
                ..plain("{ }  len 0")
            };
        }
        let (kind, target) = self.target(pointer, child);
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
            (_, Some(content)) => format!("{target}  len {len}  {content}"),
            (_, None) => format!("{target}  len {len}"),
        };
        Value {
            text,
            kind,
            ..elements
        }
    }

    fn pointer(&self, bytes: &[Byte], child: TypeId, size: PointerSize, hops: u32) -> Value {
        let Some(pointer) = read_number(slice(bytes, 0, 8)) else {
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
        let (kind, text) = self.target(pointer, child);
        let mut value = Value {
            kind,
            ..plain(text)
        };
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
    pub fn target(&self, pointer: u64, child: TypeId) -> (ValueKind, String) {
        match self.source.pointee(pointer) {
            Pointee::Block {
                id,
                offset,
                element,
                dangling,
            } => {
                let mut text = format!("-> {id}{}", inside(offset, element));
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
                dangling,
            } => {
                let mut text = format!("-> {name}{}", inside(offset, self.types.size(child)));
                if dangling {
                    text += " DANGLING";
                }
                (ValueKind::Variable { name, dangling }, text)
            }
            Pointee::Nothing => (ValueKind::Address, hex_address(pointer)),
        }
    }
}

/// `[2]` where an offset is one of whole elements, `+5` where not.
pub fn inside(offset: u64, element: u64) -> String {
    match offset {
        0 => String::new(),
        _ if element > 0 && offset.is_multiple_of(element) => format!("[{}]", offset / element),
        _ => format!("+{offset}"),
    }
}

/// A pointer without its tag.
pub fn address(pointer: u64) -> u64 {
    pointer & 0xffff_ffff_ffff
}

pub fn hex_address(pointer: u64) -> String {
    format!("0x{:x}", address(pointer))
}

fn is_dangling(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Block { dangling: true, .. } | ValueKind::Variable { dangling: true, .. }
    )
}

fn plain(text: impl Into<String>) -> Value {
    Value {
        text: text.into(),
        kind: ValueKind::Plain,
        children: Vec::new(),
        more: 0,
    }
}

fn undefined() -> Value {
    Value {
        kind: ValueKind::Undefined,
        ..plain("undefined")
    }
}

fn null() -> Value {
    Value {
        kind: ValueKind::Null,
        ..plain("null")
    }
}

fn slice(bytes: &[Byte], from: u64, len: u64) -> &[Byte] {
    let from = (from as usize).min(bytes.len());
    let to = from.saturating_add(len as usize).min(bytes.len());
    &bytes[from..to]
}

fn number(bytes: &[Byte], show: impl FnOnce(u128) -> Value) -> Value {
    match read_number(bytes) {
        Some(n) => show(n),
        // A type without bits has one value.
        None if bytes.is_empty() => show(0),
        None => undefined(),
    }
}

/// An array of bytes that reads as text, in quotes.
fn text_of(bytes: &[Byte], len: u64, child: TypeId) -> Option<String> {
    if child != TypeId::U8 || len == 0 {
        return None;
    }
    let known: Option<Vec<u8>> = bytes.iter().copied().collect();
    let known = known?;
    let text = std::str::from_utf8(&known).ok()?;
    let readable = |c: char| !c.is_control() || c == '\n' || c == '\t';
    if !text.chars().all(readable) || !text.chars().any(|c| !c.is_control()) {
        return None;
    }
    let quoted = format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\t', "\\t")
    );
    Some(if (known.len() as u64) < len {
        format!("{quoted}...")
    } else {
        quoted
    })
}

fn joined(
    open: &str,
    children: &[(String, Value)],
    more: u64,
    show: impl Fn(&str, &str) -> String,
) -> String {
    if children.is_empty() && more == 0 {
        return format!("{}}}", open.trim_end());
    }
    let mut text = open.to_owned();
    for (index, (name, child)) in children.iter().enumerate() {
        if index > 0 {
            text += ", ";
        }
        if text.len() > TEXT {
            return text + "... }";
        }
        text += &show(name, &child.text);
    }
    if more > 0 {
        text += &format!(", ... {more} more");
    }
    text + " }"
}

/// `00 ff ??`
pub fn hex(bytes: &[Byte]) -> String {
    let digits = bytes.iter().map(|b| match b {
        Some(b) => format!("{b:02x}"),
        None => "??".into(),
    });
    digits.collect::<Vec<_>>().join(" ")
}

fn kind_word(ty: &Type) -> &'static str {
    match ty {
        Type::Type => "type",
        Type::Fn(_) => "function",
        Type::Opaque(_) | Type::AnyOpaque => "opaque",
        _ => "comptime",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Resolution, StructField, StructInfo};

    /// Memory with one block of four defined and four undefined bytes at 0x1000, tag 7, and a freed one with tag 8.
    struct Sample;

    impl Source for Sample {
        fn peek(&self, addr: u64, len: u64) -> Vec<Byte> {
            let byte = |i: u64| match addr + i {
                0x1000 => Some(42),
                0x1001..0x1004 => Some(0),
                0x2000 => Some(b'h'),
                0x2001 => Some(b'i'),
                _ => None,
            };
            (0..len).map(byte).collect()
        }

        fn pointee(&self, pointer: u64) -> Pointee {
            let tag = pointer >> 48;
            match tag {
                7 | 8 => Pointee::Block {
                    id: BlockId(tag as u32 - 6),
                    offset: address(pointer) - 0x1000,
                    element: 4,
                    dangling: tag == 8,
                },
                _ => Pointee::Nothing,
            }
        }

        fn function_name(&self, _: u64) -> Option<String> {
            None
        }
    }

    fn defined(bytes: &[u8]) -> Vec<Byte> {
        bytes.iter().copied().map(Some).collect()
    }

    fn show(types: &TypePool, bytes: &[Byte], ty: TypeId) -> Value {
        Reader::new(&Sample, types, 4).decode(bytes, ty)
    }

    #[test]
    fn numbers_have_their_own_width_and_sign() {
        let mut types = TypePool::new();
        assert_eq!(show(&types, &defined(&[0xff]), TypeId::U8).text, "255");
        assert_eq!(show(&types, &defined(&[0xff]), TypeId::I8).text, "-1");
        let i5 = types.int(true, 5);
        assert_eq!(show(&types, &defined(&[0x1f]), i5).text, "-1");
        let bytes = defined(&1.5f64.to_bits().to_le_bytes());
        assert_eq!(show(&types, &bytes, TypeId::F64).text, "1.5");
        let bytes = defined(&0x3e00u16.to_le_bytes());
        assert_eq!(show(&types, &bytes, TypeId::F16).text, "1.5");
        assert_eq!(
            show(&types, &[Some(1), None], TypeId::I16).text,
            "undefined"
        );
        assert_eq!(show(&types, &defined(&[1]), TypeId::BOOL).text, "true");
    }

    #[test]
    fn pointers_name_their_block() {
        let mut types = TypePool::new();
        let pointer = types.pointer(TypeId::I32, false);
        let to = |raw: u64| defined(&raw.to_le_bytes());
        let live = show(&types, &to(7 << 48 | 0x1000), pointer);
        assert_eq!(live.text, "-> #1");
        assert_eq!(live.children[0].1.text, "42");
        let element = show(&types, &to(7 << 48 | 0x1004), pointer);
        assert_eq!(element.text, "-> #1[1]");
        assert_eq!(element.children[0].1.kind, ValueKind::Undefined);
        let dead = show(&types, &to(8 << 48 | 0x1000), pointer);
        assert_eq!(dead.text, "-> #2 DANGLING");
        assert!(dead.children.is_empty());
        let optional = types.optional(pointer);
        assert_eq!(show(&types, &to(0), optional).kind, ValueKind::Null);
    }

    #[test]
    fn slices_show_length_and_text() {
        let mut types = TypePool::new();
        let text = types.slice(TypeId::U8, true);
        let mut bytes = defined(&0x2000u64.to_le_bytes());
        bytes.extend(defined(&2u64.to_le_bytes()));
        assert_eq!(show(&types, &bytes, text).text, "\"hi\"");
        let ints = types.slice(TypeId::I32, false);
        let mut bytes = defined(&(7u64 << 48 | 0x1004).to_le_bytes());
        bytes.extend(defined(&3u64.to_le_bytes()));
        assert_eq!(
            show(&types, &bytes, ints).text,
            "-> #1[1]  len 3  undef x 3"
        );
    }

    #[test]
    fn aggregates_are_trees_with_a_text() {
        let mut types = TypePool::new();
        let field = |name: &str, ty| StructField {
            name: name.into(),
            ty,
            default: None,
            align: None,
            is_comptime: false,
        };
        let point = types.add_struct(StructInfo {
            name: "main.Point".into(),
            span: None,
            namespace: None,
            layout: ContainerLayout::Auto,
            is_tuple: false,
            fields: vec![field("x", TypeId::I32), field("y", TypeId::I32)],
            backing: None,
            resolution: Resolution::Done,
        });
        let bytes = defined(&[1, 0, 0, 0, 2, 0, 0, 0]);
        let value = show(&types, &bytes, point);
        assert_eq!(value.text, ".{ .x = 1, .y = 2 }");
        assert_eq!(value.children[1].0, "y");
        let row = types.array(6, TypeId::U8);
        let value = show(&types, &defined(&[1, 2, 3, 4, 5, 6]), row);
        assert_eq!(value.text, "{ 1, 2, 3, 4, ... 2 more }");
        assert_eq!((value.children.len(), value.more), (4, 2));
        assert_eq!(show(&types, &[None; 6], row).text, "undefined x 6");
    }
}
