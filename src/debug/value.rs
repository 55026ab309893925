//! Bytes and a type become a [`Value`]: a tree for people, with a text for each of its nodes. What cannot be
//! read is shown as what it is: undefined, dangling, an address into nowhere.

mod aggregate;
mod bits;
mod pointer;
mod text;

use std::cell::Cell;

pub use bits::Bits;

use super::number::{float, integer, read_number, signed_value};
use super::view::{Value, ValueKind};
use crate::types::{PointerSize, Type, TypeId, TypePool};
use crate::vm::BlockId;

/// A byte of memory; `None` is undefined.
pub type Byte = Option<u8>;

/// What values are read from: memory at one moment.
pub trait Source {
    /// Never fails: what does not exist is undefined.
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte>;
    fn pointee(&self, pointer: u64) -> Pointee;
    fn function_name(&self, pointer: u64) -> Option<String>;
    /// A pointer to what owns an address now.
    fn pointer_to(&self, addr: u64) -> u64 {
        addr
    }
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
        /// What was asked for: the type of its elements, and how many.
        asked: Option<(TypeId, u64)>,
        dangling: bool,
    },
    Variable {
        name: String,
        /// In bytes from its start.
        offset: u64,
        ty: Option<TypeId>,
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
/// Children that a text tells of. Fewer cannot be asked for, so that the text of a value is always the same.
const TOLD: usize = 12;
/// Rows of more bytes are read only as far as they are shown.
const LARGE: u64 = 4096;

impl<'a> Reader<'a> {
    pub fn new(source: &'a dyn Source, types: &'a TypePool, width: usize) -> Reader<'a> {
        Reader {
            source,
            types,
            width: width.max(TOLD) as u64,
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
        if size > LARGE && matches!(self.types.get(child), Type::Array { .. }) {
            return self.rows(addr, len, child, hops);
        }
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
mod tests;
