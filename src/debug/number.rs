//! Bytes as the numbers that they are.

use super::value::Byte;
use crate::types::Type;

/// Little-endian, up to 16 bytes; `None` if one of them is undefined.
pub fn read_number(bytes: &[Byte]) -> Option<u128> {
    let mut n = 0;
    if bytes.is_empty() {
        return None;
    }
    for (i, byte) in bytes.iter().take(16).enumerate() {
        n |= u128::from((*byte)?) << (8 * i);
    }
    Some(n)
}

/// The number that the bits of an integer type mean.
pub fn signed_value(raw: u128, tag: &Type) -> i128 {
    match *tag {
        Type::Int { signed: true, bits } => sign_extend(raw, bits),
        Type::Isize => sign_extend(raw, 64),
        Type::Int { bits, .. } => mask(raw, bits) as i128,
        _ => raw as i128,
    }
}

fn sign_extend(raw: u128, bits: u16) -> i128 {
    if bits == 0 || bits >= 128 {
        return raw as i128;
    }
    let shift = 128 - u32::from(bits);
    ((raw << shift) as i128) >> shift
}

pub fn integer(raw: u128, signed: bool, bits: u16) -> String {
    if bits > 128 {
        return format!("0x{raw:x}...");
    }
    if signed {
        return sign_extend(raw, bits).to_string();
    }
    mask(raw, bits).to_string()
}

fn mask(raw: u128, bits: u16) -> u128 {
    match bits {
        0 => 0,
        1..128 => raw & (u128::MAX >> (128 - u32::from(bits))),
        _ => raw,
    }
}

pub fn float(raw: u128, bits: u16) -> String {
    match bits {
        // With the digits that its own width needs, not those of a double.
        16 => half(raw as u16).to_string(),
        32 => f32::from_bits(raw as u32).to_string(),
        _ => float_value(raw, bits).to_string(),
    }
}

/// As near as a double comes.
pub fn float_value(raw: u128, bits: u16) -> f64 {
    match bits {
        16 => f64::from(half(raw as u16)),
        32 => f64::from(f32::from_bits(raw as u32)),
        64 => f64::from_bits(raw as u64),
        80 => extended(raw as u64, (raw >> 64) as u16),
        _ => quadruple(raw),
    }
}

fn half(raw: u16) -> f32 {
    let sign = if raw >> 15 == 1 { -1.0 } else { 1.0 };
    let fraction = f32::from(raw & 0x3ff) / 1024.0;
    match raw >> 10 & 0x1f {
        0 => sign * fraction * 2f32.powi(-14),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        exponent => sign * (1.0 + fraction) * 2f32.powi(i32::from(exponent) - 15),
    }
}

fn extended(mantissa: u64, head: u16) -> f64 {
    let sign = if head >> 15 == 1 { -1.0 } else { 1.0 };
    match head & 0x7fff {
        0x7fff if mantissa << 1 == 0 => sign * f64::INFINITY,
        0x7fff => f64::NAN,
        exponent => sign * (mantissa as f64) * 2f64.powi(i32::from(exponent) - 16383 - 63),
    }
}

fn quadruple(raw: u128) -> f64 {
    let sign = if raw >> 127 == 1 { -1.0 } else { 1.0 };
    let fraction = (raw & ((1 << 112) - 1)) as f64 / 2f64.powi(112);
    match (raw >> 112 & 0x7fff) as i32 {
        0x7fff if fraction == 0.0 => sign * f64::INFINITY,
        0x7fff => f64::NAN,
        0 => sign * fraction * 2f64.powi(-16382),
        exponent => sign * (1.0 + fraction) * 2f64.powi(exponent - 16383),
    }
}
