//! What expressions mean: values with or without a place in memory.

use super::{Result, path};
use crate::debug::number::read_number;
use crate::debug::text::type_name;
use crate::debug::value::{Bits, Byte, Reader};
use crate::debug::view::{Value, ValueKind};
use crate::types::{PointerSize, Type, TypeId};

/// Where a variable is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    pub ty: TypeId,
    pub at: At,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum At {
    Memory(u64),
    /// Already read: a register, or part of one, or a result. With its address, if it has one.
    Bytes {
        bytes: Vec<Byte>,
        addr: Option<u64>,
    },
    /// A field of a packed struct, already read; with the bits that it is, counted from the address of the struct, if that
    /// has one. Of a struct in registers memory does not know what is undefined.
    Bits {
        bytes: Vec<Byte>,
        addr: Option<u64>,
        bits: Bits,
        in_register: bool,
    },
}

/// What an expression means.
#[derive(Clone, PartialEq, Debug)]
pub enum Term {
    Data {
        ty: TypeId,
        at: At,
    },
    /// Elements side by side: `items[1..3]`.
    Row {
        child: TypeId,
        len: u64,
        at: At,
    },
    /// A number without a type of its own.
    Number(i128),
    /// A computed integer of a type.
    Typed(TypeId, i128),
    /// A computed float of a type.
    Real(TypeId, f64),
    /// The address of something of a type.
    Address(TypeId, u64),
    Float(f64),
    Bool(bool),
    Null,
    Error(String),
    EnumLiteral(String),
    Text(Vec<u8>),
    Type(TypeId),
    /// A function by its name, with the addresses of its instances.
    Function {
        name: String,
        at: Vec<u64>,
    },
}

/// A piece of memory that an expression names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    pub addr: u64,
    pub len: u64,
    pub ty: TypeId,
    /// It is only these bits of the bytes.
    pub bits: Option<Bits>,
}

/// Where a term lies in memory.
pub fn extent(reader: &Reader<'_>, term: &Term) -> Result<Extent> {
    let (at, len, ty) = match term {
        Term::Data { ty, at } => (at, reader.types.size(*ty), *ty),
        Term::Row { child, len, at } => (at, len.saturating_mul(reader.types.size(*child)), *child),
        _ => return Err("this is a value without a place in memory".into()),
    };
    let addr = match at {
        At::Memory(addr) => Some(*addr),
        At::Bytes { addr, .. } | At::Bits { addr, .. } => *addr,
    };
    let addr = addr.ok_or("this is a value without a place in memory")?;
    if let At::Bits { bits, .. } = at {
        let (start, len, bits) = bits.bytes();
        return Ok(Extent {
            addr: addr + start,
            len,
            ty,
            bits: Some(bits),
        });
    }
    Ok(Extent {
        addr,
        len,
        ty,
        bits: None,
    })
}

/// Whether a term was read from registers, and is no memory of its own.
pub fn is_read(term: &Term) -> bool {
    let (Term::Data { at, .. } | Term::Row { at, .. }) = term else {
        return false;
    };
    match at {
        At::Memory(_) => false,
        At::Bytes { .. } => true,
        At::Bits { in_register, .. } => *in_register,
    }
}

/// The pointer that a term holds, tag and all, if it is a pointer or slice (or an optional one).
pub fn raw_pointer(reader: &Reader<'_>, term: &Term) -> Option<u64> {
    let Term::Data { ty, at } = term else {
        return None;
    };
    let is_pointer = |ty: TypeId| matches!(reader.types.get(ty), Type::Pointer(_));
    let holds = match *reader.types.get(*ty) {
        Type::Optional(child) => is_pointer(child),
        _ => is_pointer(*ty),
    };
    let bytes = match at {
        At::Memory(addr) => reader.source.peek(*addr, 8),
        At::Bytes { bytes, .. } | At::Bits { bytes, .. } => path::piece(bytes, 0, 8),
    };
    holds.then(|| read_number(&bytes).map(|n| n as u64))?
}

/// A term as people see it: its type and its value.
pub fn show(reader: &Reader<'_>, term: &Term) -> (String, Value) {
    let text = match term {
        Term::Data { ty, at } => {
            let value = match at {
                At::Memory(addr) => reader.read(*addr, *ty),
                At::Bytes { bytes, .. } | At::Bits { bytes, .. } => reader.decode(bytes, *ty),
            };
            return (type_name(reader.types, *ty), value);
        }
        Term::Row { child, len, at } => {
            let value = match at {
                At::Memory(addr) => reader.read_row(*addr, *len, *child),
                At::Bytes { bytes, .. } | At::Bits { bytes, .. } => {
                    reader.decode_row(bytes, *len, *child)
                }
            };
            return (format!("[{len}]{}", type_name(reader.types, *child)), value);
        }
        Term::Typed(ty, _) | Term::Real(ty, _) => {
            let value = plain(plain_text(term), ValueKind::Plain);
            return (type_name(reader.types, *ty), value);
        }
        Term::Address(ty, addr) => {
            let (kind, text) =
                reader.target(reader.source.pointer_to(*addr), *ty, PointerSize::One);
            return (
                format!("*{}", type_name(reader.types, *ty)),
                plain(text, kind),
            );
        }
        Term::Type(ty) => type_name(reader.types, *ty),
        other => plain_text(other),
    };
    let (type_name, kind) = match term {
        Term::Number(_) => ("comptime_int", ValueKind::Plain),
        Term::Float(_) => ("comptime_float", ValueKind::Plain),
        Term::Bool(_) => ("bool", ValueKind::Plain),
        Term::Null => ("@TypeOf(null)", ValueKind::Null),
        Term::Error(_) => ("anyerror", ValueKind::Error),
        Term::Text(_) => ("[]const u8", ValueKind::Plain),
        Term::Type(_) => ("type", ValueKind::Plain),
        Term::Function { .. } => ("fn", ValueKind::Plain),
        _ => ("@Type(.enum_literal)", ValueKind::Plain),
    };
    (type_name.into(), plain(text, kind))
}

fn plain(text: String, kind: ValueKind) -> Value {
    Value {
        text,
        kind,
        children: Vec::new(),
        more: 0,
    }
}

pub(super) fn plain_text(term: &Term) -> String {
    match term {
        Term::Data { .. } | Term::Row { .. } | Term::Type(_) => "...".into(),
        Term::Number(n) | Term::Typed(_, n) => n.to_string(),
        Term::Address(_, addr) => format!("{addr:#x}"),
        // Shortest among the numbers of the type.
        Term::Real(TypeId::F16 | TypeId::F32, f) => (*f as f32).to_string(),
        Term::Float(f) | Term::Real(_, f) => f.to_string(),
        Term::Bool(b) => b.to_string(),
        Term::Null => "null".into(),
        Term::Function { name, .. } => format!("fn {name}"),
        Term::Error(name) => format!("error.{name}"),
        Term::EnumLiteral(name) => format!(".{name}"),
        Term::Text(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
    }
}
