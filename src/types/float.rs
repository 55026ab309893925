//! Comptime floats.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::Zero;

use super::quad::{Exact, Precision};

/// A float known at compile time, with the precision of `f128` as Zig's `comptime_float` has it. Values of
/// narrower types are kept in it too: they are rounded after each operation.
///
/// It holds the bits of an IEEE binary128, so equality is that of bits: the identity of a value, not Zig's `==`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Float(u128);

const INFINITY: u128 = 0x7fff << 112;
const NAN: u128 = INFINITY | 1 << 111;
const SIGN: u128 = 1 << 127;

/// Literals with more digits before or behind the point are zero or infinite.
const MOST_DIGITS: i64 = 5_000;

impl Float {
    pub fn from_f64(number: f64) -> Float {
        let sign = if number.is_sign_negative() { SIGN } else { 0 };
        match number {
            n if n.is_nan() => Float(NAN | sign),
            n if n.is_infinite() => Float(INFINITY | sign),
            n => Float(Exact::of_host(n).pack()),
        }
    }

    /// The nearest host float.
    pub fn to_f64(self) -> f64 {
        match Exact::unpack(self.0) {
            Some(exact) => exact.to_host(),
            None if self.is_nan() => f64::NAN.copysign(if self.is_negative() { -1.0 } else { 1.0 }),
            None if self.is_negative() => f64::NEG_INFINITY,
            None => f64::INFINITY,
        }
    }

    /// The bits of an `f128`.
    pub fn to_bits(self) -> u128 {
        self.0
    }

    /// The bits of an `f80`, whose leading bit is stored.
    pub fn to_f80_bits(self) -> u128 {
        let raw = self.rounded(80).0;
        let above = raw >> 112 << 64;
        let is_normal = raw & INFINITY != 0;
        above | u128::from(is_normal) << 63 | (raw >> 49 & ((1 << 63) - 1))
    }

    pub fn from_int(n: &BigInt) -> Float {
        Float(Exact::whole(n.sign() == Sign::Minus, n.magnitude().clone()).pack())
    }

    /// A float literal of the source, without underscores: `1.5e-3` or `0x1.8p3`.
    pub fn from_literal(text: &str) -> Float {
        let (base, digits, marks) = match text.strip_prefix("0x") {
            Some(hex) => (16, hex, ['p', 'P']),
            None => (10, text, ['e', 'E']),
        };
        let (mantissa, power) = digits.split_once(marks).unwrap_or((digits, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let all = BigUint::parse_bytes(all.as_bytes(), base).unwrap_or_default();
        // More than an exponent can say is beyond every float.
        let far = if power.starts_with('-') { -1 } else { 1 } * i64::from(i32::MAX);
        let power: i64 = power.parse().unwrap_or(far);
        if all.is_zero() {
            return Float(0);
        }
        if base == 16 {
            let exact = Exact {
                exponent: power - 4 * fraction.len() as i64,
                ..Exact::whole(false, all)
            };
            return match exact.exponent {
                ..-40_000 => Float(0),
                40_000.. => Float(INFINITY),
                _ => Float(exact.pack()),
            };
        }
        let power = power - fraction.len() as i64;
        match power + whole.len() as i64 {
            ..-5_100 => return Float(0),
            n if n > MOST_DIGITS + all.bits() as i64 => return Float(INFINITY),
            _ => {}
        }
        let ten = BigUint::from(10u32).pow(power.unsigned_abs() as u32);
        Float(match power {
            0.. => Exact::whole(false, all * ten).pack(),
            _ => Exact::quotient(false, &all, &ten).pack(),
        })
    }

    /// The integer that it is, where it has no fraction.
    pub fn to_exact_int(self) -> Option<BigInt> {
        let exact = Exact::unpack(self.0)?;
        let (whole, has_rest) = exact.split();
        let sign = if exact.negative {
            Sign::Minus
        } else {
            Sign::Plus
        };
        (!has_rest).then(|| BigInt::from_biguint(sign, whole))
    }

    /// The nearest number of a type with so many bits.
    pub fn rounded(self, bits: u16) -> Float {
        let Some(exact) = Exact::unpack(self.0).filter(|_| bits < 128) else {
            return self;
        };
        match exact.rounded(&Precision::of(bits)) {
            Some(exact) => Float(exact.pack()),
            None => Float(INFINITY | self.0 & SIGN),
        }
    }

    pub fn is_nan(self) -> bool {
        self.0 & !SIGN > INFINITY
    }

    /// Zero of either sign.
    pub fn is_zero(self) -> bool {
        self.0 & !SIGN == 0
    }

    fn is_negative(self) -> bool {
        self.0 & SIGN != 0
    }

    pub fn negated(self) -> Float {
        Float(self.0 ^ SIGN)
    }

    pub fn abs(self) -> Float {
        Float(self.0 & !SIGN)
    }

    /// Exactly where both are finite; else the host knows what infinities and NaN give.
    fn with(
        self,
        other: Float,
        exact: impl FnOnce(&Exact, &Exact) -> Exact,
        host: impl FnOnce(f64, f64) -> f64,
    ) -> Float {
        match (Exact::unpack(self.0), Exact::unpack(other.0)) {
            (Some(a), Some(b)) => Float(exact(&a, &b).pack()),
            _ => Float::from_f64(host(self.to_f64(), other.to_f64())),
        }
    }

    pub fn add(self, other: Float) -> Float {
        self.with(other, sum, |a, b| a + b)
    }

    pub fn sub(self, other: Float) -> Float {
        self.add(other.negated())
    }

    pub fn mul(self, other: Float) -> Float {
        let product = |a: &Exact, b: &Exact| Exact {
            mantissa: &a.mantissa * &b.mantissa,
            exponent: a.exponent + b.exponent,
            ..Exact::whole(a.negative != b.negative, BigUint::zero())
        };
        self.with(other, product, |a, b| a * b)
    }

    pub fn div(self, other: Float) -> Float {
        if other.is_zero() {
            return Float::from_f64(self.to_f64() / other.to_f64());
        }
        let quotient = |a: &Exact, b: &Exact| {
            let q = Exact::quotient(a.negative != b.negative, &a.mantissa, &b.mantissa);
            Exact {
                exponent: q.exponent + a.exponent - b.exponent,
                ..q
            }
        };
        self.with(other, quotient, |a, b| a / b)
    }

    pub fn rem(self, other: Float) -> Float {
        if other.is_zero() {
            return Float(NAN);
        }
        let rest = |a: &Exact, b: &Exact| {
            let (x, y, exponent) = Exact::aligned(a, b);
            Exact {
                exponent,
                ..Exact::whole(a.negative, x % y)
            }
        };
        self.with(other, rest, |a, b| a % b)
    }

    /// The remainder with the sign of the divisor.
    pub fn modulo(self, other: Float) -> Float {
        let rest = self.rem(other);
        match !rest.is_zero() && rest.is_negative() != other.is_negative() {
            true => rest.add(other),
            false => rest,
        }
    }

    /// The whole number next to it on the way to zero.
    pub fn trunc(self) -> Float {
        match Exact::unpack(self.0) {
            Some(exact) => Float(Exact::whole(exact.negative, exact.split().0).pack()),
            None => self,
        }
    }

    pub fn floor(self) -> Float {
        let whole = self.trunc();
        match self.is_negative() && whole != self {
            true => whole.sub(Float::from_f64(1.0)),
            false => whole,
        }
    }

    pub fn ceil(self) -> Float {
        self.negated().floor().negated()
    }

    /// The nearest whole number; of two, the one further from zero.
    pub fn round(self) -> Float {
        let half = Float::from_f64(0.5);
        let size = self.abs().add(half).floor();
        Float(size.0 | self.0 & SIGN)
    }

    /// The smaller of the two; a number where one is NaN.
    pub fn min(self, other: Float) -> Float {
        self.preferred(other, Ordering::Less)
    }

    pub fn max(self, other: Float) -> Float {
        self.preferred(other, Ordering::Greater)
    }

    fn preferred(self, other: Float, order: Ordering) -> Float {
        match self.compare(other) {
            Some(found) if found == order => self,
            Some(_) => other,
            None if self.is_nan() => other,
            None => self,
        }
    }

    /// Zig's order: nothing is ordered with NaN.
    pub fn compare(self, other: Float) -> Option<Ordering> {
        if self.is_nan() || other.is_nan() {
            return None;
        }
        // Sizes are in the order of their bits.
        let key = |f: Float| match (f.0 & !SIGN) as i128 {
            size if f.is_negative() => -size,
            size => size,
        };
        Some(key(self).cmp(&key(other)))
    }

    /// Half precision, rounded to nearest even.
    pub fn to_f16_bits(self) -> u16 {
        let sign = if self.is_negative() { 0x8000 } else { 0 };
        if self.is_nan() {
            return sign | 0x7e00;
        }
        let size = self.rounded(16).abs().to_f64();
        if size.is_infinite() {
            return sign | 0x7c00;
        }
        // In units of the last place: 2^-24 below the normal range, else 10 bits under the leading one.
        let exponent = ((size.to_bits() >> 52) & 0x7ff) as i32 - 1023;
        let place = (exponent - 10).max(-24);
        let units = (size / 2f64.powi(place)) as u32;
        // `units` has up to 11 bits; the carry into the exponent is right by itself.
        let biased = (place + 24) as u32;
        sign | (biased * 1024 + units) as u16
    }
}

fn sum(a: &Exact, b: &Exact) -> Exact {
    let (x, y, exponent) = Exact::aligned(a, b);
    let signed = |negative, size| {
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        BigInt::from_biguint(sign, size)
    };
    let total = signed(a.negative, x) + signed(b.negative, y);
    // Nothing is left: minus zero only where both were negative.
    let negative = match total.is_zero() {
        true => a.negative && b.negative,
        false => total.sign() == Sign::Minus,
    };
    Exact {
        exponent,
        ..Exact::whole(negative, total.magnitude().clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f16_value(bits: u16) -> f64 {
        let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
        let exponent = i32::from((bits >> 10) & 0x1f);
        let fraction = f64::from(bits & 0x3ff);
        sign * match exponent {
            0 => fraction * 2f64.powi(-24),
            _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
        }
    }

    #[test]
    fn half_precision_goes_there_and_back() {
        for bits in (0..0x7c00u16).step_by(7) {
            assert_eq!(Float::from_f64(f16_value(bits)).to_f16_bits(), bits);
        }
        assert_eq!(Float::from_f64(1.0).to_f16_bits(), 0x3c00);
        assert_eq!(Float::from_f64(1e6).to_f16_bits(), 0x7c00);
    }

    #[test]
    fn host_floats_go_there_and_back() {
        let numbers = [
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            1e300,
            1e-300,
            5e-324,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::INFINITY,
        ];
        for n in numbers {
            assert_eq!(Float::from_f64(n).to_f64().to_bits(), n.to_bits(), "{n}");
        }
        assert!(Float::from_f64(f64::NAN).to_f64().is_nan());
    }

    #[test]
    fn arithmetic_rounded_to_f64_is_the_hosts() {
        let numbers = [0.1, 0.2, -3.75, 1e17, 7.0, 1e-9, 123_456.789];
        for a in numbers {
            for b in numbers {
                let (x, y) = (Float::from_f64(a), Float::from_f64(b));
                let same = |found: Float, expected: f64| {
                    assert_eq!(found.rounded(64).to_f64(), expected, "{a} and {b}");
                };
                same(x.add(y), a + b);
                same(x.sub(y), a - b);
                same(x.mul(y), a * b);
                same(x.div(y), a / b);
                same(x.rem(y), a % b);
                same(x.floor(), a.floor());
                same(x.ceil(), a.ceil());
                same(x.round(), a.round());
                assert_eq!(x.compare(y), a.partial_cmp(&b));
            }
        }
    }

    #[test]
    fn literals_have_113_bits() {
        assert_eq!(Float::from_literal("1.0").to_bits(), 0x3fff << 112);
        assert_eq!(Float::from_literal("0x1.8p3").to_f64(), 12.0);
        assert_eq!(
            Float::from_literal("0.1").to_bits(),
            0x3ffb_9999_9999_9999_9999_9999_9999_999a
        );
        assert_eq!(Float::from_literal("1e5000").to_f64(), f64::INFINITY);
        assert_eq!(Float::from_literal("1e-9999999999").to_f64(), 0.0);
        assert_eq!(Float::from_literal("1e99999999999").to_f64(), f64::INFINITY);
        assert_eq!(Float::from_literal("1.5e-3").to_f64(), 1.5e-3);
    }
}
