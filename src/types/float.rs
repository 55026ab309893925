//! Comptime floats.

use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

/// A float known at compile time. (`comptime_float` has the precision of `f128` in Zig; this one has that of `f64`.)
#[derive(Clone, Copy, Debug)]
pub struct Float(f64);

impl Float {
    pub fn from_f64(number: f64) -> Float {
        Float(number)
    }

    pub fn to_f64(self) -> f64 {
        self.0
    }

    pub fn from_int(n: &BigInt) -> Float {
        Float(n.to_f64().unwrap_or(f64::INFINITY))
    }

    /// The integer that it is, where it has no fraction.
    pub fn to_exact_int(self) -> Option<BigInt> {
        let whole = self.0.trunc();
        (whole == self.0).then(|| BigInt::from_f64(whole)).flatten()
    }

    /// The nearest number of a type with so many bits.
    pub fn rounded(self, bits: u16) -> Float {
        match bits {
            16 => Float(f16_value(self.to_f16_bits())),
            32 => Float(f64::from(self.0 as f32)),
            _ => self,
        }
    }

    pub fn negated(self) -> Float {
        Float(-self.0)
    }

    pub fn add(self, other: Float) -> Float {
        Float(self.0 + other.0)
    }

    pub fn sub(self, other: Float) -> Float {
        Float(self.0 - other.0)
    }

    pub fn mul(self, other: Float) -> Float {
        Float(self.0 * other.0)
    }

    pub fn div(self, other: Float) -> Float {
        Float(self.0 / other.0)
    }

    pub fn rem(self, other: Float) -> Float {
        Float(self.0 % other.0)
    }

    /// The remainder with the sign of the divisor.
    pub fn modulo(self, other: Float) -> Float {
        let r = self.0 % other.0;
        if r != 0.0 && (r < 0.0) != (other.0 < 0.0) {
            Float(r + other.0)
        } else {
            Float(r)
        }
    }

    pub fn floor(self) -> Float {
        Float(self.0.floor())
    }

    pub fn min(self, other: Float) -> Float {
        Float(self.0.min(other.0))
    }

    pub fn max(self, other: Float) -> Float {
        Float(self.0.max(other.0))
    }

    /// Zig's order: nothing is ordered with NaN.
    pub fn compare(self, other: Float) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(&other.0)
    }

    /// Half precision, rounded to nearest even.
    pub fn to_f16_bits(self) -> u16 {
        let bits = self.0.to_bits();
        let sign = ((bits >> 48) & 0x8000) as u16;
        let magnitude = self.0.abs();
        if magnitude.is_nan() {
            return sign | 0x7e00;
        }
        if magnitude >= 65520.0 {
            return sign | 0x7c00;
        }
        // In units of the last place: 2^-24 below the normal range, else 10 bits under the leading one.
        let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
        let place = (exponent - 10).max(-24);
        let scaled = magnitude / 2f64.powi(place);
        let mut whole = scaled.floor();
        let rest = scaled - whole;
        if rest > 0.5 || (rest == 0.5 && whole % 2.0 == 1.0) {
            whole += 1.0;
        }
        let units = whole as u32;
        // `units` has up to 11 bits; the carry into the exponent is right by itself.
        let biased = (place + 24) as u32;
        sign | (biased * 1024 + units) as u16
    }
}

fn f16_value(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from((bits >> 10) & 0x1f);
    let fraction = f64::from(bits & 0x3ff);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

impl PartialEq for Float {
    /// By bits: this is the identity of a value, not Zig's `==`.
    fn eq(&self, other: &Float) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_goes_there_and_back() {
        for bits in (0..0x7c00u16).step_by(7) {
            assert_eq!(Float::from_f64(f16_value(bits)).to_f16_bits(), bits);
        }
        assert_eq!(Float::from_f64(1.0).to_f16_bits(), 0x3c00);
        assert_eq!(Float::from_f64(1e6).to_f16_bits(), 0x7c00);
    }
}
