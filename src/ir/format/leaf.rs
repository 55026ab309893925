//! Values without parts: numbers, names, addresses. They are written the same whether they come from memory
//! or are known at compile time.

use num_bigint::BigInt;

use super::float::{FloatStyle, float};
use super::number::integer;
use super::units;
use super::{FormatKind, FormatSpec, Sink, Stop};
use crate::types::{EnumInfo, TypeId, TypePool};

impl Sink<'_> {
    /// An integer in whatever way the specification wants it.
    pub fn int<E>(
        &mut self,
        value: &BigInt,
        signed: bool,
        spec: &FormatSpec,
    ) -> Result<(), Stop<E>> {
        match spec.kind {
            FormatKind::Char => self.padded([u8::try_from(value).unwrap_or(b'?')], spec),
            FormatKind::Unicode => {
                let point = u32::try_from(value).ok().and_then(char::from_u32);
                let point = point.unwrap_or(char::REPLACEMENT_CHARACTER);
                self.write(point.encode_utf8(&mut [0; 4]).as_bytes())
            }
            FormatKind::Size | FormatKind::SizeBinary => {
                let bytes = u64::try_from(value).unwrap_or(0);
                let binary = spec.kind == FormatKind::SizeBinary;
                self.padded(units::size(bytes, binary, spec.precision), spec)
            }
            FormatKind::Duration => {
                self.padded(units::duration(i128::try_from(value).unwrap_or(0)), spec)
            }
            kind => self.padded(integer(value, signed, kind, spec), spec),
        }
    }

    pub fn float<E>(&mut self, raw: u128, bits: u16, spec: &FormatSpec) -> Result<(), Stop<E>> {
        let style = match spec.kind {
            FormatKind::Scientific | FormatKind::ScientificUpper => FloatStyle::Scientific,
            FormatKind::HexLower | FormatKind::HexUpper => FloatStyle::Hex,
            _ => FloatStyle::Decimal,
        };
        // More places than the limit end in `TooLong` all the same.
        let precision = spec.precision.map(|p| p.min(super::LIMIT as u32));
        let text = float(raw, bits, style, precision);
        self.padded(
            if spec.kind == FormatKind::HexUpper {
                upper_digits(&text)
            } else {
                text
            },
            spec,
        )
    }

    /// `i32@10000040`
    pub fn address<E>(
        &mut self,
        pool: &TypePool,
        child: TypeId,
        address: u64,
        spec: &FormatSpec,
    ) -> Result<(), Stop<E>> {
        self.write(pool.name(child))?;
        self.write("@")?;
        let digits = format!("{address:x}");
        if spec.kind == FormatKind::Address {
            self.write(digits)
        } else {
            self.padded(digits, spec)
        }
    }

    /// `.red`, or `red` for `{t}`, or the number for `{d}` and the like.
    pub fn member<E>(
        &mut self,
        info: &EnumInfo,
        signed: bool,
        value: &BigInt,
        spec: &FormatSpec,
    ) -> Result<(), Stop<E>> {
        let name = i128::try_from(value)
            .ok()
            .and_then(|n| info.members.iter().find(|m| m.1 == n))
            .map(|m| m.0.as_str());
        match (spec.kind, name) {
            (FormatKind::TagName, Some(name)) => self.padded(name, spec),
            (FormatKind::Default | FormatKind::Any, Some(name)) => {
                self.no_options(spec)?;
                self.write(format!(".{name}"))
            }
            (FormatKind::Default | FormatKind::Any | FormatKind::TagName, None) => {
                self.write(format!("@enumFromInt({value})"))
            }
            _ => self.int(value, signed, spec),
        }
    }

    /// `error.Name`, or `Name` for `{t}`.
    pub fn error<E>(&mut self, name: &str, spec: &FormatSpec) -> Result<(), Stop<E>> {
        if spec.kind == FormatKind::TagName {
            return self.padded(name, spec);
        }
        self.no_options(spec)?;
        self.write(format!("error.{name}"))
    }

    /// Zig's library asserts that some values are printed without a width or precision.
    pub fn no_options<E>(&mut self, spec: &FormatSpec) -> Result<(), Stop<E>> {
        match (spec.width, spec.precision) {
            (None, None) => Ok(()),
            _ => Err(Stop::Unreachable),
        }
    }

    /// Text as `{s}`, `{x}`, `{X}` or `{b64}` show it.
    pub fn text<E>(&mut self, text: &[u8], spec: &FormatSpec) -> Result<(), Stop<E>> {
        let hex = |upper: bool| -> String {
            let pair = |b: &u8| {
                if upper {
                    format!("{b:02X}")
                } else {
                    format!("{b:02x}")
                }
            };
            text.iter().map(pair).collect()
        };
        match spec.kind {
            FormatKind::HexLower | FormatKind::HexUpper => {
                self.no_options(spec)?;
                self.write(hex(spec.kind == FormatKind::HexUpper))
            }
            FormatKind::Base64 => self.write(base64(text)),
            _ => self.padded(text, spec),
        }
    }
}

/// Only the digits of a hexadecimal float become capitals: `0x1.8P1` would be another notation.
fn upper_digits(text: &str) -> String {
    let body = text.trim_start_matches(['-', '0', 'x']);
    if !text.contains("0x") || body.is_empty() {
        return text.to_owned();
    }
    let upper = |c: char| {
        if c == 'p' || c == 'x' {
            c
        } else {
            c.to_ascii_uppercase()
        }
    };
    text.chars().map(upper).collect()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}
