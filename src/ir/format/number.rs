//! Integers in the bases of `{d} {x} {X} {b} {o}`.

use num_bigint::{BigInt, Sign};

use super::{FormatKind, FormatSpec};

/// The digits with their sign. Zig writes `+` before a signed number that is asked for in a width.
pub(super) fn integer(value: &BigInt, signed: bool, kind: FormatKind, spec: &FormatSpec) -> String {
    let sign = match value.sign() {
        Sign::Minus => "-",
        _ if signed && spec.width.is_some() => "+",
        _ => "",
    };
    let magnitude = value.magnitude();
    // Most numbers are small, and host formatting is quicker than long division.
    let digits = match (u64::try_from(magnitude), kind) {
        (Ok(n), FormatKind::HexLower) => format!("{n:x}"),
        (Ok(n), FormatKind::HexUpper) => format!("{n:X}"),
        (Ok(n), FormatKind::Binary) => format!("{n:b}"),
        (Ok(n), FormatKind::Octal) => format!("{n:o}"),
        (Ok(n), _) => n.to_string(),
        (Err(_), FormatKind::HexLower) => magnitude.to_str_radix(16),
        (Err(_), FormatKind::HexUpper) => magnitude.to_str_radix(16).to_uppercase(),
        (Err(_), FormatKind::Binary) => magnitude.to_str_radix(2),
        (Err(_), FormatKind::Octal) => magnitude.to_str_radix(8),
        (Err(_), _) => magnitude.to_string(),
    };
    format!("{sign}{digits}")
}

/// The integer of so many bits in little-endian bytes; bits beyond it are ignored.
pub(super) fn from_bytes(bytes: &[u8], signed: bool, bits: u16) -> BigInt {
    if bits == 0 {
        return BigInt::ZERO;
    }
    if bits <= 64 {
        let mut buffer = [0; 8];
        let len = bytes.len().min(8);
        buffer[..len].copy_from_slice(&bytes[..len]);
        let unused = 64 - u32::from(bits);
        let raw = u64::from_le_bytes(buffer) << unused;
        return if signed {
            BigInt::from(raw as i64 >> unused)
        } else {
            BigInt::from(raw >> unused)
        };
    }
    let modulus = BigInt::from(1) << bits;
    let raw = BigInt::from_bytes_le(Sign::Plus, bytes) % &modulus;
    if signed && raw.bit(u64::from(bits) - 1) {
        raw - modulus
    } else {
        raw
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_numbers_of_any_width() {
        assert_eq!(from_bytes(&[0xff], true, 8), BigInt::from(-1));
        assert_eq!(from_bytes(&[0x10], true, 5), BigInt::from(-16));
        assert_eq!(from_bytes(&[0xff; 16], true, 128), BigInt::from(-1));
        assert_eq!(
            from_bytes(&[0xff; 16], false, 65),
            (BigInt::from(1) << 65) - 1
        );
    }
}
