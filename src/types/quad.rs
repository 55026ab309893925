//! Floats of 113 bits as exact numbers: a mantissa times a power of two, rounded when it is packed.

use num_bigint::BigUint;
use num_traits::{One, ToPrimitive, Zero};

/// Bits of a mantissa, the leading one included.
const PRECISION: i64 = 113;
/// The exponent of the last bit of the smallest number.
const LOWEST: i64 = -16494;
const EXPONENT_BIAS: i64 = 16383;
const FRACTION_BITS: u32 = 112;
const EXPONENT_MASK: u128 = 0x7fff;

/// A finite number: `mantissa * 2^exponent`, negative or not. `inexact` says that something smaller than the
/// mantissa's last bit was cut off.
#[derive(Clone, Debug)]
pub(super) struct Exact {
    pub negative: bool,
    pub mantissa: BigUint,
    pub exponent: i64,
    pub inexact: bool,
}

/// What a type with fewer bits can hold.
pub(super) struct Precision {
    /// Bits of a mantissa, the leading one included.
    pub bits: i64,
    /// The exponent of the last bit of the smallest number.
    pub lowest: i64,
    /// Numbers are smaller than two to this power.
    pub limit: i64,
}

impl Precision {
    pub(super) fn of(bits: u16) -> Precision {
        let (bits, lowest, limit) = match bits {
            16 => (11, -24, 16),
            32 => (24, -149, 128),
            64 => (53, -1074, 1024),
            80 => (64, -16445, 16384),
            _ => (PRECISION, LOWEST, 16384),
        };
        Precision {
            bits,
            lowest,
            limit,
        }
    }
}

impl Exact {
    pub(super) fn whole(negative: bool, mantissa: BigUint) -> Exact {
        Exact {
            negative,
            mantissa,
            exponent: 0,
            inexact: false,
        }
    }

    /// The number behind the bits of a finite float.
    pub(super) fn unpack(raw: u128) -> Option<Exact> {
        let biased = raw >> FRACTION_BITS & EXPONENT_MASK;
        if biased == EXPONENT_MASK {
            return None;
        }
        let fraction = raw & ((1 << FRACTION_BITS) - 1);
        let leading = if biased == 0 { 0 } else { 1 << FRACTION_BITS };
        Some(Exact {
            negative: raw >> 127 == 1,
            mantissa: BigUint::from(fraction | leading),
            exponent: LOWEST + (biased as i64 - 1).max(0),
            inexact: false,
        })
    }

    /// A host float that is finite.
    pub(super) fn of_host(number: f64) -> Exact {
        let bits = number.to_bits();
        let biased = (bits >> 52 & 0x7ff) as i64;
        let fraction = bits & ((1 << 52) - 1);
        let leading = if biased == 0 { 0 } else { 1 << 52 };
        Exact {
            negative: number.is_sign_negative(),
            mantissa: BigUint::from(fraction | leading),
            exponent: -1074 + (biased - 1).max(0),
            inexact: false,
        }
    }

    /// The nearest number with so much precision, the even one of two; `None` where it is too large.
    pub(super) fn rounded(mut self, to: &Precision) -> Option<Exact> {
        let surplus = (self.mantissa.bits() as i64 - to.bits).max(to.lowest - self.exponent);
        if surplus > 0 {
            let all = self.mantissa;
            let mut kept = &all >> surplus as u64;
            let rest = &all - (&kept << surplus as u64);
            let half = BigUint::one() << (surplus as u64 - 1);
            let beyond_half = rest > half || (rest == half && (self.inexact || kept.bit(0)));
            if beyond_half {
                kept += 1u32;
            }
            self.mantissa = kept;
            self.exponent += surplus;
        }
        self.inexact = false;
        let reach = self.exponent + self.mantissa.bits() as i64;
        (self.mantissa.is_zero() || reach <= to.limit).then_some(self)
    }

    /// The bits of the nearest float.
    pub(super) fn pack(self) -> u128 {
        let sign = u128::from(self.negative) << 127;
        let Some(mut it) = self.rounded(&Precision::of(128)) else {
            return sign | EXPONENT_MASK << FRACTION_BITS;
        };
        if it.mantissa.is_zero() {
            return sign;
        }
        // As many bits as there may be, unless the exponent would become too small.
        let room = PRECISION - it.mantissa.bits() as i64;
        let up = room.min(it.exponent - LOWEST);
        if up > 0 {
            it.mantissa <<= up as u64;
            it.exponent -= up;
        }
        while it.mantissa.bits() as i64 > PRECISION {
            it.mantissa >>= 1u32;
            it.exponent += 1;
        }
        let stored = it.mantissa.to_u128().unwrap_or(0);
        let leading = 1u128 << FRACTION_BITS;
        if stored < leading {
            return sign | stored;
        }
        let biased = it.exponent + i64::from(FRACTION_BITS) + EXPONENT_BIAS;
        sign | (biased as u128) << FRACTION_BITS | (stored - leading)
    }

    /// The nearest host float.
    pub(super) fn to_host(self) -> f64 {
        let sign = if self.negative { -1.0 } else { 1.0 };
        let Some(it) = self.rounded(&Precision::of(64)) else {
            return sign * f64::INFINITY;
        };
        // Exact steps: the mantissa has at most 53 bits, and no step leaves the normal range too early.
        let mut number = it.mantissa.to_u64().unwrap_or(0) as f64;
        let mut by = if number == 0.0 { 0 } else { it.exponent };
        while by != 0 {
            let step = by.clamp(-1000, 1000);
            number *= 2f64.powi(step as i32);
            by -= step;
        }
        sign * number
    }

    /// Both mantissas over one exponent.
    pub(super) fn aligned(a: &Exact, b: &Exact) -> (BigUint, BigUint, i64) {
        let exponent = a.exponent.min(b.exponent);
        let up = |e: &Exact| &e.mantissa << (e.exponent - exponent) as u64;
        (up(a), up(b), exponent)
    }

    /// The integer left of the point, and whether something is right of it.
    pub(super) fn split(&self) -> (BigUint, bool) {
        if self.exponent >= 0 {
            return (&self.mantissa << self.exponent as u64, false);
        }
        let down = self.exponent.unsigned_abs();
        let whole = &self.mantissa >> down;
        let exact = &whole << down == self.mantissa;
        (whole, !exact)
    }

    /// `numerator / denominator`, with enough bits that rounding goes the right way.
    pub(super) fn quotient(negative: bool, numerator: &BigUint, denominator: &BigUint) -> Exact {
        let want = PRECISION as u64 + 2 + denominator.bits();
        let up = want.saturating_sub(numerator.bits());
        let numerator = numerator << up;
        let mantissa = &numerator / denominator;
        Exact {
            negative,
            inexact: &mantissa * denominator != numerator,
            mantissa,
            exponent: -(up as i64),
        }
    }
}
