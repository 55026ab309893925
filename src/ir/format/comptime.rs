//! Values that are known at compile time as text: arguments of comptime-only types, comptime fields of tuples.

use std::convert::Infallible;

use num_bigint::Sign;

use super::{FormatKind, FormatSpec, Sink, Stop};
use crate::types::{Base, Pointee, Step, Type, TypeId, TypePool, Value};

const DEPTH: u32 = 3;

/// Appends a comptime-known value to `out`. Pointers to variables have no text at compile time: `false`.
pub fn render_value(
    pool: &TypePool,
    ty: TypeId,
    known: &Value,
    spec: &FormatSpec,
    out: &mut Vec<u8>,
) -> bool {
    let mut sink = Sink::new(out);
    value::<Infallible>(pool, &mut sink, ty, known, spec, DEPTH).is_ok()
}

pub(super) fn value<E>(
    pool: &TypePool,
    sink: &mut Sink<'_>,
    ty: TypeId,
    known: &Value,
    spec: &FormatSpec,
    depth: u32,
) -> Result<(), Stop<E>> {
    match known {
        Value::Undefined => sink.padded("undef", spec),
        Value::Void => sink.padded("void", spec),
        Value::Null => sink.padded("null", spec),
        Value::Bool(b) => sink.padded(b.to_string(), spec),
        Value::Int(n) => match pool.as_enum(ty) {
            Some(info) => sink.member(info, pool.is_signed(info.tag), n, spec),
            // A literal becomes the smallest type that holds it: signed only below zero.
            None => sink.int(n, pool.is_signed(ty) || n.sign() == Sign::Minus, spec),
        },
        Value::Float(float) => {
            let value = float.to_f64();
            match pool.get(ty) {
                Type::Float(16) => sink.float(float.to_f16_bits().into(), 16, spec),
                Type::Float(32) => sink.float(u128::from((value as f32).to_bits()), 32, spec),
                Type::Float(64) => sink.float(u128::from(value.to_bits()), 64, spec),
                // Computed as `f64` where the program runs.
                Type::Float(80) => sink.float(float.to_f80_bits(), 80, spec),
                _ => sink.float(float.to_bits(), 128, spec),
            }
        }
        Value::Type(ty) => sink.padded(pool.name(*ty), spec),
        Value::EnumLiteral(name) => match spec.kind {
            FormatKind::TagName => sink.padded(name.as_bytes(), spec),
            _ => sink.padded(format!(".{name}"), spec),
        },
        Value::Error(error) => sink.error(pool.error_name(*error), spec),
        Value::Some(inner) | Value::Payload(inner) => {
            let child = pool.child(ty).unwrap_or(ty);
            value(pool, sink, child, inner, &peeled(spec), depth)
        }
        Value::Bytes(bytes) if spec.kind == FormatKind::Any => {
            let items: Vec<Value> = bytes.iter().map(|&b| Value::int(b)).collect();
            aggregate(pool, sink, ty, &items, spec, depth)
        }
        Value::Bytes(bytes) => sink.text(bytes, spec),
        Value::Aggregate(items) => aggregate(pool, sink, ty, items, spec, depth),
        Value::Union(index, payload) => {
            let Some(field) = pool
                .as_union(ty)
                .and_then(|u| u.fields.get(*index as usize))
            else {
                return Err(Stop::Unreachable);
            };
            if spec.kind == FormatKind::TagName {
                return sink.padded(&field.name, spec);
            }
            if depth == 0 {
                return sink.write(".{ ... }");
            }
            sink.write(format!(".{{ .{} = ", field.name))?;
            value(pool, sink, field.ty, payload, spec, depth - 1)?;
            sink.write(" }")
        }
        Value::Pointer(pointee) => target(pool, sink, pointee, None, spec, depth),
        Value::Slice(pointee, len) => target(pool, sink, pointee, Some(*len), spec, depth),
        Value::Function(_) => Err(Stop::Unreachable),
    }
}

/// What a pointer to a nameless constant points to.
fn target<E>(
    pool: &TypePool,
    sink: &mut Sink<'_>,
    pointee: &Pointee,
    len: Option<u64>,
    spec: &FormatSpec,
    depth: u32,
) -> Result<(), Stop<E>> {
    let Base::Constant(constant) = &pointee.base else {
        return Err(Stop::Unreachable);
    };
    // A part of a constant is read from memory: only there it is clear which one.
    let is_whole = match len {
        Some(_) => matches!(pointee.path.as_slice(), [Step::Element(0)]),
        None => pointee.path.is_empty(),
    };
    if !is_whole {
        return Err(Stop::Unreachable);
    }
    let spec = FormatSpec {
        kind: match spec.kind {
            FormatKind::Default => FormatKind::Any,
            kind => kind,
        },
        ..spec.clone()
    };
    match (&constant.value, len) {
        (Value::Bytes(bytes), Some(len)) if (len as usize) < bytes.len() => {
            let bytes = Value::bytes(&bytes[..len as usize]);
            value(pool, sink, constant.ty, &bytes, &spec, depth)
        }
        (known, _) => value(pool, sink, constant.ty, known, &spec, depth),
    }
}

fn aggregate<E>(
    pool: &TypePool,
    sink: &mut Sink<'_>,
    ty: TypeId,
    items: &[Value],
    spec: &FormatSpec,
    depth: u32,
) -> Result<(), Stop<E>> {
    let info = pool.as_struct(ty);
    // An empty struct is `.{ }`, an empty array `{  }`.
    let open = match info {
        Some(_) if items.is_empty() => ".{",
        Some(_) => ".{ ",
        None => "{ ",
    };
    if depth == 0 {
        return sink.write(format!("{} ... }}", open.trim_end()));
    }
    let spec = FormatSpec {
        kind: FormatKind::Any,
        ..spec.clone()
    };
    sink.write(open)?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            sink.write(", ")?;
        }
        let field = info.and_then(|i| i.fields.get(index));
        if let Some(field) = field.filter(|_| info.is_some_and(|i| !i.is_tuple)) {
            sink.write(format!(".{} = ", field.name))?;
        }
        let item_type = field.map(|f| f.ty).or_else(|| pool.child(ty)).unwrap_or(ty);
        value(pool, sink, item_type, item, &spec, depth - 1)?;
    }
    sink.write(" }")
}

fn peeled(spec: &FormatSpec) -> FormatSpec {
    FormatSpec {
        peel: spec.peel.saturating_sub(1),
        ..spec.clone()
    }
}
