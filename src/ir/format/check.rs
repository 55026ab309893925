//! Which specifier fits which type, with Zig's words where it does not.

use super::{FormatKind, FormatSpec};
use crate::types::{PointerSize, Type, TypeId, TypePool};

impl FormatSpec {
    /// The specification for a value of type `ty` with this specifier (`d`, `?s`, `any`, nothing), without width
    /// and the like. `{f}` is none of these: it calls a method. The error is Zig's sentence.
    pub fn check(pool: &TypePool, ty: TypeId, specifier: &str) -> Result<FormatSpec, String> {
        let mut peel = 0;
        let mut ty = ty;
        let mut rest = specifier;
        loop {
            let payload = match (rest.as_bytes().first(), pool.get(ty)) {
                (Some(b'?'), Type::Optional(child)) => *child,
                (Some(b'!'), Type::ErrorUnion { payload, .. }) => *payload,
                _ => break,
            };
            ty = payload;
            peel += 1;
            rest = &rest[1..];
        }
        if rest.starts_with(['?', '!']) && pool.is_array(ty) {
            return Err(ARRAY.to_owned());
        }
        let kind = kind_of(rest).ok_or_else(|| {
            // Pointers to containers are printed as what they point to.
            let named = match pool.child(ty) {
                Some(child) if pool.is_single_pointer(ty) && pool.is_struct(child) => child,
                _ => ty,
            };
            invalid(pool, named, rest)
        });
        let kind = kind.and_then(|kind| fits(pool, ty, kind, rest).map(|()| kind))?;
        Ok(FormatSpec {
            peel,
            ..FormatSpec::plain(kind)
        })
    }
}

const ARRAY: &str = "cannot format array without a specifier (i.e. {s} or {any})";

fn kind_of(specifier: &str) -> Option<FormatKind> {
    Some(match specifier {
        "" => FormatKind::Default,
        "any" => FormatKind::Any,
        "d" => FormatKind::Decimal,
        "x" => FormatKind::HexLower,
        "X" => FormatKind::HexUpper,
        "b" => FormatKind::Binary,
        "o" => FormatKind::Octal,
        "c" => FormatKind::Char,
        "u" => FormatKind::Unicode,
        "s" => FormatKind::Text,
        "e" => FormatKind::Scientific,
        "E" => FormatKind::ScientificUpper,
        "*" => FormatKind::Address,
        "t" => FormatKind::TagName,
        "B" => FormatKind::Size,
        "Bi" => FormatKind::SizeBinary,
        "D" => FormatKind::Duration,
        "b64" => FormatKind::Base64,
        _ => return None,
    })
}

fn invalid(pool: &TypePool, ty: TypeId, specifier: &str) -> String {
    format!(
        "invalid format string '{specifier}' for type '{}'",
        pool.name(ty)
    )
}

fn fits(pool: &TypePool, ty: TypeId, kind: FormatKind, specifier: &str) -> Result<(), String> {
    let expected = |what: &str| Err(format!("expected type '{what}', found '{}'", pool.name(ty)));
    let when = |ok: bool| {
        if ok {
            Ok(())
        } else {
            Err(invalid(pool, ty, specifier))
        }
    };
    let small = |bits: u16| {
        ty == TypeId::COMPTIME_INT
            || pool
                .int_info(ty)
                .is_some_and(|i| !i.signed && i.bits <= bits)
    };
    let is_enum = pool.is_enum(ty) || ty == TypeId::ENUM_LITERAL;
    let tagged = pool.as_union(ty).map(|u| u.tag.is_some());
    match kind {
        FormatKind::Any => Ok(()),
        FormatKind::Default => default_fits(pool, ty),
        FormatKind::Char if small(8) => Ok(()),
        FormatKind::Char => expected("u8"),
        FormatKind::Unicode if small(21) => Ok(()),
        FormatKind::Unicode => expected("u21"),
        FormatKind::Size | FormatKind::SizeBinary if small(64) => Ok(()),
        FormatKind::Size | FormatKind::SizeBinary => expected("u64"),
        FormatKind::Duration => when(pool.is_any_int(ty)),
        FormatKind::Scientific | FormatKind::ScientificUpper => when(pool.is_any_float(ty)),
        FormatKind::TagName => match tagged {
            Some(false) => Err(format!("union '{}' is untagged", pool.name(ty))),
            tagged => when(tagged.is_some() || is_enum || pool.is_error_set(ty)),
        },
        FormatKind::Address => {
            let pointer = match *pool.get(ty) {
                Type::Optional(child) => pool.is_pointer(child),
                _ => pool.is_pointer(ty),
            };
            if pointer {
                Ok(())
            } else {
                let name = pool.name(ty);
                Err(format!(
                    "cannot format non-pointer type {name} with * specifier"
                ))
            }
        }
        FormatKind::Text => text_fits(pool, ty).unwrap_or_else(|| when(false)),
        FormatKind::Base64 => text_fits(pool, ty).unwrap_or_else(|| when(false)),
        FormatKind::Decimal | FormatKind::Binary | FormatKind::Octal => {
            let float = pool.is_any_float(ty) && kind == FormatKind::Decimal;
            number_method(pool, ty)?;
            when(float || pool.is_any_int(ty) || is_enum)
        }
        FormatKind::HexLower | FormatKind::HexUpper => {
            number_method(pool, ty)?;
            if pool.is_numeric(ty) || is_enum {
                return Ok(());
            }
            text_fits(pool, ty).unwrap_or_else(|| when(false))
        }
    }
}

/// Zig asks structs for a method that formats them as a number.
fn number_method(pool: &TypePool, ty: TypeId) -> Result<(), String> {
    if pool.is_struct(ty) {
        let name = pool.name(ty);
        return Err(format!(
            "no field or member function named 'formatNumber' in '{name}'"
        ));
    }
    Ok(())
}

/// Whether a pointer or array is text; `None` for other types.
fn text_fits(pool: &TypePool, ty: TypeId) -> Option<Result<(), String>> {
    let name = pool.name(ty);
    let bytes = |child: TypeId, found: String| {
        if child == TypeId::U8 {
            Ok(())
        } else {
            Err(format!("expected type '[]const u8', found '{found}'"))
        }
    };
    Some(match pool.get(ty) {
        Type::Array { child, .. } => bytes(*child, format!("*const {name}")),
        Type::Pointer(p) => match p.size {
            PointerSize::One => match pool.as_array(p.child) {
                Some((_, child)) => bytes(child, name),
                None => Err(format!("expected type '[]const u8', found '{name}'")),
            },
            PointerSize::Slice => bytes(p.child, name),
            PointerSize::Many | PointerSize::C if p.sentinel.is_none() => {
                Err(format!("invalid type given to std.mem.span: {name}"))
            }
            PointerSize::Many | PointerSize::C => bytes(p.child, name),
        },
        _ => return None,
    })
}

fn default_fits(pool: &TypePool, ty: TypeId) -> Result<(), String> {
    const SLICE: &str = "cannot format slice without a specifier (i.e. {s}, {x}, {b64}, or {any})";
    let message = match pool.get(ty) {
        Type::Array { .. } => ARRAY,
        Type::Optional(_) => "cannot print optional without a specifier (i.e. {?} or {any})",
        Type::ErrorUnion { .. } => {
            "cannot print error union without a specifier (i.e. {!} or {any})"
        }
        Type::Pointer(p) => match p.size {
            PointerSize::Slice => SLICE,
            PointerSize::One if pool.is_array(p.child) => SLICE,
            PointerSize::One => return Ok(()),
            PointerSize::Many | PointerSize::C => {
                "cannot format pointer without a specifier (i.e. {s} or {*})"
            }
        },
        _ => return Ok(()),
    };
    Err(message.to_owned())
}
