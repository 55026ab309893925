//! The types of a program and their layouts in memory, exactly Zig's: sizes, alignments, field offsets, names.
//! A [`TypePool`] interns every type, so equal types have equal [`TypeId`]s. It also numbers the errors.
//! Everything here is `Send`: a compiled program keeps its pool and moves to the thread of the machine.

mod container_layout;
mod containers;
mod errors;
mod float;
mod layout;
mod names;
mod padding;
mod parse_float;
mod pool;
mod quad;
mod query;
mod value;
mod value_names;

use bytemuck::{Pod, Zeroable};
pub use float::Float;
pub use layout::{Class, ErrorUnionLayout, Layout, OptionalLayout, StructLayout, UnionLayout};
pub use parse_float::parse_float;
pub use pool::TypePool;
pub use query::IntInfo;
pub use value::{Base, CellId, Constant, DeclId, FnId, Pointee, Step, Value};

use std::sync::Arc;

use crate::source::Span;

/// Names one type of a [`TypePool`]; equal ids are equal types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct TypeId(pub u32);

/// One error name; the number is what the machine holds. 0 is "no error".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ErrorId(pub u16);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct StructId(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EnumId(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnionId(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueId(pub u32);
/// The error set that one function instance infers; filled in when its body has been analysed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InferredSetId(pub u32);

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    Void,
    Bool,
    NoReturn,
    /// `type`
    Type,
    ComptimeInt,
    ComptimeFloat,
    /// The type of `null`.
    Null,
    /// The type of `undefined`.
    Undefined,
    /// The type of `.name` before it knows its enum.
    EnumLiteral,
    AnyOpaque,
    Int {
        signed: bool,
        bits: u16,
    },
    /// `usize` and `isize` are types of their own, 64 bits wide.
    Usize,
    Isize,
    Float(u16),
    Pointer(Pointer),
    Array {
        len: u64,
        child: TypeId,
        sentinel: Option<Value>,
    },
    Optional(TypeId),
    ErrorUnion {
        set: TypeId,
        payload: TypeId,
    },
    ErrorSet(ErrorSet),
    /// Structs, tuples and files.
    Struct(StructId),
    Enum(EnumId),
    Union(UnionId),
    Opaque(OpaqueId),
    Fn(FnType),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pointer {
    pub size: PointerSize,
    pub child: TypeId,
    pub is_const: bool,
    /// `None` is the child's own alignment.
    pub align: Option<u32>,
    pub sentinel: Option<Value>,
    pub allow_zero: bool,
    /// A pointer to a field of a packed struct: bit offset in a host integer of so many bytes.
    pub bits: Option<BitPointer>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BitPointer {
    pub offset: u16,
    pub host_bytes: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PointerSize {
    One,
    Many,
    Slice,
    C,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ErrorSet {
    /// `anyerror`
    Any,
    /// Sorted by number, without doubles.
    Names(Arc<[ErrorId]>),
    Inferred(InferredSetId),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FnType {
    /// `None` where the parameter is `anytype` or generic.
    pub params: Arc<[Option<TypeId>]>,
    /// `None` where the result depends on comptime arguments.
    pub ret: Option<TypeId>,
    /// One or more parameters are comptime or `anytype`: such a function has no address.
    pub is_generic: bool,
    /// How a generic function's parameters and result are written, where they can be told without a call.
    pub shown: Option<Arc<str>>,
}

/// Where the declarations of a container live; only `sema` knows what it names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NamespaceId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContainerLayout {
    Auto,
    Extern,
    Packed,
}

/// How far `sema` has come with a container's fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Resolution {
    Declared,
    InProgress,
    Done,
}

#[derive(Clone, Debug)]
pub struct StructInfo {
    /// As `@typeName` prints it, e.g. `main.Stack(i32)`.
    pub name: String,
    pub span: Option<Span>,
    pub namespace: Option<NamespaceId>,
    pub layout: ContainerLayout,
    pub is_tuple: bool,
    pub fields: Vec<StructField>,
    /// The integer of a packed struct.
    pub backing: Option<TypeId>,
    pub resolution: Resolution,
}

#[derive(Clone, Debug)]
pub struct StructField {
    pub name: String,
    pub ty: TypeId,
    pub default: Option<Value>,
    pub align: Option<u32>,
    pub is_comptime: bool,
}

#[derive(Clone, Debug)]
pub struct EnumInfo {
    pub name: String,
    pub span: Option<Span>,
    pub namespace: Option<NamespaceId>,
    pub tag: TypeId,
    /// In order of declaration; values fit `tag`.
    pub members: Vec<(String, i128)>,
    /// `_` is among the members.
    pub non_exhaustive: bool,
    pub resolution: Resolution,
}

#[derive(Clone, Debug)]
pub struct UnionInfo {
    pub name: String,
    pub span: Option<Span>,
    pub namespace: Option<NamespaceId>,
    pub layout: ContainerLayout,
    /// The enum of a tagged union. An untagged union has none, but in Debug mode it has a hidden safety tag:
    /// see [`Layout`] of the union.
    pub tag: Option<TypeId>,
    pub fields: Vec<UnionField>,
    pub resolution: Resolution,
}

#[derive(Clone, Debug)]
pub struct UnionField {
    pub name: String,
    pub ty: TypeId,
    pub align: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct OpaqueInfo {
    pub name: String,
    pub span: Option<Span>,
    pub namespace: Option<NamespaceId>,
}
