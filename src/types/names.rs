//! Type names as Zig's `@typeName` prints them.

use std::fmt::{self, Display, Write};

use super::value_names::{NamedValue, sentinel as sentinel_name};
use super::{ErrorSet, FnType, Pointer, PointerSize, StructInfo, Type, TypeId, TypePool};

/// A type that names itself when it is printed.
struct Named<'a>(&'a TypePool, TypeId);

impl TypePool {
    /// `[]const u8`, `?*main.Node`, `error{A,B}!i32`, `main.Stack(i32)`.
    pub fn name(&self, id: TypeId) -> String {
        bounded(&Named(self, id))
    }
}

/// Longer names are cut: those of nested tuples and generic types double with every level.
const LONGEST: usize = 4096;

/// What prints itself, up to the length that anybody reads.
pub(super) fn bounded(name: &impl Display) -> String {
    let mut text = Bounded(String::new());
    // It stops where it does not fit any more.
    if write!(text, "{name}").is_err() {
        text.0.push_str("...");
    }
    text.0
}

/// Text that refuses to grow beyond [`LONGEST`].
struct Bounded(String);

impl Write for Bounded {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        let room = LONGEST.saturating_sub(self.0.len());
        if piece.len() <= room {
            self.0.push_str(piece);
            return Ok(());
        }
        self.0.push_str(&piece[..piece.floor_char_boundary(room)]);
        Err(fmt::Error)
    }
}

impl Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Named(pool, id) = *self;
        let name = |id| Named(pool, id);
        match pool.get(id) {
            Type::Void => f.write_str("void"),
            Type::Bool => f.write_str("bool"),
            Type::NoReturn => f.write_str("noreturn"),
            Type::Type => f.write_str("type"),
            Type::ComptimeInt => f.write_str("comptime_int"),
            Type::ComptimeFloat => f.write_str("comptime_float"),
            Type::Null => f.write_str("@TypeOf(null)"),
            Type::Undefined => f.write_str("@TypeOf(undefined)"),
            Type::EnumLiteral => f.write_str("@Type(.enum_literal)"),
            Type::AnyOpaque => f.write_str("anyopaque"),
            Type::Usize => f.write_str("usize"),
            Type::Isize => f.write_str("isize"),
            Type::Int { signed, bits } => write!(f, "{}{bits}", if *signed { 'i' } else { 'u' }),
            Type::Float(bits) => write!(f, "f{bits}"),
            Type::Pointer(pointer) => pointer_name(pool, pointer, f),
            Type::Array {
                len,
                child,
                sentinel,
            } => {
                write!(f, "[{len}")?;
                sentinel_name(pool, *child, sentinel.as_ref(), f)?;
                write!(f, "]{}", name(*child))
            }
            Type::Optional(child) => write!(f, "?{}", name(*child)),
            Type::ErrorUnion { set, payload } => write!(f, "{}!{}", name(*set), name(*payload)),
            Type::ErrorSet(set) => error_set_name(pool, set, f),
            Type::Struct(id) => match pool.struct_info(*id) {
                tuple if tuple.is_tuple && tuple.name.is_empty() => tuple_name(pool, tuple, f),
                named => f.write_str(&named.name),
            },
            Type::Enum(id) => f.write_str(&pool.enum_info(*id).name),
            Type::Union(id) => f.write_str(&pool.union_info(*id).name),
            Type::Opaque(id) => f.write_str(&pool.opaque_info(*id).name),
            Type::Fn(function) => function_name(pool, function, f),
        }
    }
}

fn pointer_name(pool: &TypePool, pointer: &Pointer, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (open, close) = match pointer.size {
        PointerSize::One => ("*", ""),
        PointerSize::Many => ("[*", "]"),
        PointerSize::Slice => ("[", "]"),
        PointerSize::C => ("[*c", "]"),
    };
    f.write_str(open)?;
    sentinel_name(pool, pointer.child, pointer.sentinel.as_ref(), f)?;
    f.write_str(close)?;
    if pointer.allow_zero && pointer.size != PointerSize::C {
        f.write_str("allowzero ")?;
    }
    if pointer.align.is_some() || pointer.bits.is_some() {
        write!(f, "align({}", pool.pointer_align(pointer))?;
        if let Some(bits) = pointer.bits {
            write!(f, ":{}:{}", bits.offset, bits.host_bytes)?;
        }
        f.write_str(") ")?;
    }
    if pointer.is_const {
        f.write_str("const ")?;
    }
    write!(f, "{}", Named(pool, pointer.child))
}

fn error_set_name(pool: &TypePool, set: &ErrorSet, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match set {
        ErrorSet::Any => f.write_str("anyerror"),
        ErrorSet::Names(errors) => {
            let mut names: Vec<&str> = errors.iter().map(|&e| pool.error_name(e)).collect();
            names.sort_unstable();
            write!(f, "error{{{}}}", names.join(","))
        }
        ErrorSet::Inferred(id) => write!(
            f,
            "@typeInfo(@typeInfo(@TypeOf({})).@\"fn\".return_type.?).error_union.error_set",
            pool.inferred_set_function(*id)
        ),
    }
}

fn tuple_name(pool: &TypePool, tuple: &StructInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if tuple.fields.is_empty() {
        return f.write_str("@TypeOf(.{})");
    }
    f.write_str("struct { ")?;
    for (index, field) in tuple.fields.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        if field.is_comptime {
            f.write_str("comptime ")?;
        }
        write!(f, "{}", Named(pool, field.ty))?;
        if let (true, Some(value)) = (field.is_comptime, &field.default) {
            write!(f, " = {}", NamedValue(pool, field.ty, value))?;
        }
    }
    f.write_str(" }")
}

fn function_name(pool: &TypePool, function: &FnType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(shown) = &function.shown {
        return f.write_str(shown);
    }
    f.write_str("fn (")?;
    for (index, param) in function.params.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        match param {
            Some(ty) => write!(f, "{}", Named(pool, *ty))?,
            None => f.write_str("anytype")?,
        }
    }
    f.write_str(") ")?;
    match function.ret {
        Some(ret) => write!(f, "{}", Named(pool, ret)),
        None => f.write_str("anytype"),
    }
}
