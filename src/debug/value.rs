//! Bytes and a type become a [`Value`]: a tree for people, with a text for each of its nodes. What cannot be
//! read is shown as what it is: undefined, dangling, an address into nowhere.

mod aggregate;
mod bits;
mod place;
mod pointer;
mod text;

use std::cell::Cell;

pub use bits::Bits;
use place::Place;

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
    /// Whether no byte of a range has a value.
    fn is_undefined(&self, addr: u64, len: u64) -> bool;
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
        self.value(&Place::Read(bytes.into()), ty, HOPS)
    }

    /// Elements of a type, side by side.
    pub fn read_row(&self, addr: u64, len: u64, child: TypeId) -> Value {
        self.budget.set(NODES);
        self.array(addr, len, child, HOPS)
    }

    pub fn decode_row(&self, bytes: &[Byte], len: u64, child: TypeId) -> Value {
        self.budget.set(NODES);
        self.elements(&Place::Read(bytes.into()), len, child, HOPS)
    }

    fn at(&self, addr: u64, ty: TypeId, hops: u32) -> Value {
        self.value(&self.place(addr, self.types.size(ty)), ty, hops)
    }

    fn array(&self, addr: u64, len: u64, child: TypeId, hops: u32) -> Value {
        let size = self.types.size(child).saturating_mul(len);
        self.elements(&self.place(addr, size), len, child, hops)
    }

    fn value(&self, place: &Place<'_>, ty: TypeId, hops: u32) -> Value {
        if !self.spend() {
            return plain("...");
        }
        match self.types.get(ty) {
            Type::Void => plain("{}"),
            Type::Bool => self.number(place, |n| plain(if n & 1 == 1 { "true" } else { "false" })),
            Type::Int { signed, bits } => {
                let (signed, bits) = (*signed, *bits);
                self.number(place, |n| plain(integer(n, signed, bits)))
            }
            Type::Usize => self.number(place, |n| plain(integer(n, false, 64))),
            Type::Isize => self.number(place, |n| plain(integer(n, true, 64))),
            Type::Float(bits) => {
                let bits = *bits;
                self.number(place, |n| plain(float(n, bits)))
            }
            Type::Pointer(pointer) => match pointer.size {
                PointerSize::Slice => self.slice(place, pointer.child, hops),
                size => self.pointer(place, pointer.child, size, hops),
            },
            Type::Array { len, child, .. } => self.elements(place, *len, *child, hops),
            Type::Optional(child) => self.optional(place, *child, hops),
            Type::ErrorUnion { payload, .. } => self.error_union(place, *payload, hops),
            Type::ErrorSet(_) => self.number(place, |n| self.error(n as u16)),
            Type::Struct(_) => self.structure(place, ty, hops),
            Type::Enum(id) => {
                let info = self.types.enum_info(*id);
                let tag = self.types.get(info.tag).clone();
                self.number(place, |n| {
                    let n = signed_value(n, &tag);
                    match info.members.iter().find(|(_, v)| *v == n) {
                        Some((name, _)) => plain(format!(".{name}")),
                        None => plain(format!("@enumFromInt({n})")),
                    }
                })
            }
            Type::Union(_) => self.union(place, ty, hops),
            other => plain(format!("({})", kind_word(other))),
        }
    }

    fn number(&self, place: &Place<'_>, show: impl FnOnce(u128) -> Value) -> Value {
        let bytes = self.bytes(place);
        match read_number(&bytes) {
            Some(n) => show(n),
            // A type without bits has one value.
            None if bytes.is_empty() => show(0),
            None => undefined(),
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
