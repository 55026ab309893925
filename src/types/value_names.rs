//! Comptime values as they stand in the names of types: `main.Stack(i32,4)`, `struct { comptime u8 = 3 }`.

use std::fmt::{self, Display, Write};

use super::names::bounded;
use super::{Base, Pointee, PointerSize, Step, Type, TypeId, TypePool, Value};

/// A value of a type that prints itself as Zig writes it.
pub(super) struct NamedValue<'a>(pub &'a TypePool, pub TypeId, pub &'a Value);

impl TypePool {
    /// The value as Zig writes it in a type's name: `.{ .x = 1, .y = 2 }`, `"abc"`, `.red`.
    pub fn value_name(&self, ty: TypeId, value: &Value) -> String {
        bounded(&NamedValue(self, ty, value))
    }
}

impl Display for NamedValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NamedValue(pool, ty, value) = *self;
        match value {
            Value::Undefined => f.write_str("undefined"),
            Value::Void => f.write_str("{}"),
            Value::Bool(b) => write!(f, "{b}"),
            Value::Int(int) => match pool.as_enum(ty) {
                None => write!(f, "{int}"),
                Some(info) => {
                    let number = i128::try_from(int).ok();
                    match info.members.iter().find(|m| Some(m.1) == number) {
                        Some((name, _)) => write!(f, ".{name}"),
                        None => write!(f, "@enumFromInt({int})"),
                    }
                }
            },
            Value::Float(float) => write!(f, "{}", float.to_f64()),
            Value::Type(ty) => f.write_str(&pool.name(*ty)),
            Value::EnumLiteral(name) => write!(f, ".{name}"),
            Value::Null => f.write_str("null"),
            Value::Some(inner) | Value::Payload(inner) => {
                let child = pool.child(ty).unwrap_or(ty);
                write!(f, "{}", NamedValue(pool, child, inner))
            }
            Value::Error(error) => write!(f, "error.{}", pool.error_name(*error)),
            Value::Aggregate(items) => aggregate(pool, ty, items, f),
            Value::Bytes(bytes) => write!(f, "{}.*", Quoted(bytes)),
            Value::Union(index, payload) => {
                let Some(field) = pool.as_union(ty).map(|u| &u.fields[*index as usize]) else {
                    return f.write_str(".{}");
                };
                let payload = NamedValue(pool, field.ty, payload);
                write!(f, ".{{ .{} = {payload} }}", field.name)
            }
            Value::Function(_) => f.write_str("(function)"),
            Value::Pointer(pointee) => pointer(pool, ty, pointee, f),
            Value::Slice(pointee, len) => {
                pointer(pool, ty, pointee, f)?;
                write!(f, "[0..{len}]")
            }
        }
    }
}

fn aggregate(
    pool: &TypePool,
    ty: TypeId,
    items: &[Value],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if items.is_empty() {
        return f.write_str(".{}");
    }
    f.write_str(".{ ")?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        let field = pool
            .as_struct(ty)
            .and_then(|s| Some((s, s.fields.get(index)?)));
        let item_type = match field {
            Some((info, field)) => {
                if !info.is_tuple {
                    write!(f, ".{} = ", field.name)?;
                }
                field.ty
            }
            None => pool.child(ty).unwrap_or(ty),
        };
        write!(f, "{}", NamedValue(pool, item_type, item))?;
    }
    f.write_str(" }")
}

fn pointer(
    pool: &TypePool,
    ty: TypeId,
    pointee: &Pointee,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let constant = match &pointee.base {
        Base::Constant(constant) => constant,
        Base::Address(address) => return write!(f, "@ptrFromInt({address})"),
        Base::Function(_) => return f.write_str("(function)"),
        Base::Decl(_) | Base::Cell(_) => return f.write_str("(pointer)"),
    };
    // The start of an array is written as the array.
    let whole = match pointee.path.as_slice() {
        [] => true,
        [Step::Element(0)] => pool
            .as_pointer(ty)
            .is_some_and(|p| p.size != PointerSize::One),
        _ => false,
    };
    match &constant.value {
        _ if !whole => f.write_str("(pointer)"),
        Value::Bytes(bytes) => write!(f, "{}", Quoted(bytes)),
        value => write!(f, "&{}", NamedValue(pool, constant.ty, value)),
    }
}

/// Bytes as a string literal.
struct Quoted<'a>(&'a [u8]);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for &byte in self.0 {
            match byte {
                b'\n' => f.write_str("\\n")?,
                b'\r' => f.write_str("\\r")?,
                b'\t' => f.write_str("\\t")?,
                b'\\' | b'"' => write!(f, "\\{}", char::from(byte))?,
                b' '..=b'~' => f.write_char(char::from(byte))?,
                _ => write!(f, "\\x{byte:02x}")?,
            }
        }
        f.write_char('"')
    }
}

/// A sentinel after its colon; arrays and pointers to them have one.
pub(super) fn sentinel(
    pool: &TypePool,
    child: TypeId,
    sentinel: Option<&Value>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    debug_assert!(!matches!(pool.get(child), Type::NoReturn));
    match sentinel {
        None => Ok(()),
        Some(value) => write!(f, ":{}", NamedValue(pool, child, value)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::types::{EnumInfo, Resolution};

    #[test]
    fn values_read_as_zig_writes_them() {
        let mut pool = TypePool::new();
        let color = pool.add_enum(EnumInfo {
            name: "main.Color".to_owned(),
            span: None,
            namespace: None,
            tag: TypeId::U8,
            members: vec![("red".to_owned(), 0)],
            non_exhaustive: true,
            resolution: Resolution::Done,
        });
        let foo = Value::Error(pool.error("Foo"));
        let text = pool.array_with(3, TypeId::U8, Some(Value::int(0)));
        let pointer_type = pool.pointer(text, true);
        let slice_type = pool.slice(TypeId::U8, true);
        let abc = Arc::new(Pointee::constant(text, Value::bytes(b"abc")));
        let maybe = pool.optional(TypeId::U8);
        let array = pool.array(2, TypeId::U16);
        let numbers = Value::aggregate(vec![Value::int(1), Value::int(2)], false);
        let tuple = pool.tuple(&[(TypeId::COMPTIME_INT, Some(Value::int(1))), (color, None)]);
        for (ty, value, expected) in [
            (TypeId::I32, Value::int(-1), "-1"),
            (color, Value::int(0), ".red"),
            (color, Value::int(7), "@enumFromInt(7)"),
            (TypeId::F64, Value::float(2.5), "2.5"),
            (TypeId::TYPE, Value::Type(maybe), "?u8"),
            (maybe, Value::Some(Arc::new(Value::int(4))), "4"),
            (maybe, Value::Null, "null"),
            (TypeId::ANYERROR, foo, "error.Foo"),
            (array, numbers, ".{ 1, 2 }"),
            (text, Value::bytes(b"\x01a\""), "\"\\x01a\\\"\".*"),
            (pointer_type, Value::Pointer(abc.clone()), "\"abc\""),
            (slice_type, Value::Slice(abc, 3), "\"abc\"[0..3]"),
        ] {
            assert_eq!(pool.value_name(ty, &value), expected);
        }
        assert_eq!(
            pool.name(tuple),
            "struct { comptime comptime_int = 1, main.Color }"
        );
    }
}
