//! Floats of every width taken apart, and the shortest decimal digits that read back as the same float.

use num_bigint::BigUint;
use num_traits::{One, Zero};

/// A float: sign, and what it is.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub negative: bool,
    pub bits: u16,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Nan,
    Infinite,
    /// `mantissa * 2^exponent`; `fraction_bits` of the mantissa stand behind the point of the normal form.
    Finite {
        mantissa: BigUint,
        exponent: i32,
        fraction_bits: u32,
    },
}

/// `0.DIGITS * 10^exponent`; zero has no digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    /// 0 to 9, the first and last not 0.
    pub digits: Vec<u8>,
    pub exponent: i32,
}

/// (exponent bits, stored fraction bits, has an explicit leading bit) of an IEEE or x87 format.
fn format(bits: u16) -> (u32, u32, bool) {
    match bits {
        16 => (5, 10, false),
        32 => (8, 23, false),
        80 => (15, 63, true),
        128 => (15, 112, false),
        _ => (11, 52, false),
    }
}

impl Parts {
    /// Takes a float of 16, 32, 64, 80 or 128 bits apart; `raw` is its bits.
    pub fn new(raw: u128, bits: u16) -> Parts {
        let (exponent_bits, fraction_bits, explicit) = format(bits);
        let stored_bits = fraction_bits + u32::from(explicit);
        let stored = raw & ((1 << stored_bits) - 1);
        let fraction = raw & ((1 << fraction_bits) - 1);
        let biased = ((raw >> stored_bits) & ((1 << exponent_bits) - 1)) as i32;
        let bias = (1 << (exponent_bits - 1)) - 1;
        let kind = if biased == (1 << exponent_bits) - 1 {
            if fraction == 0 {
                Kind::Infinite
            } else {
                Kind::Nan
            }
        } else {
            let leading = if explicit || biased == 0 {
                0
            } else {
                1u128 << fraction_bits
            };
            Kind::Finite {
                mantissa: BigUint::from(stored | leading),
                exponent: biased.max(1) - bias - fraction_bits as i32,
                fraction_bits,
            }
        };
        Parts {
            negative: raw >> (stored_bits + exponent_bits) & 1 == 1,
            bits,
            kind,
        }
    }

    /// The digits of a finite float; `None` for the others.
    pub fn decimal(&self) -> Option<Decimal> {
        let Kind::Finite {
            mantissa,
            exponent,
            fraction_bits,
        } = &self.kind
        else {
            return None;
        };
        if mantissa.is_zero() {
            return Some(Decimal {
                digits: Vec::new(),
                exponent: 0,
            });
        }
        // The host knows how to do it for its own widths.
        Some(match self.bits {
            32 => host_digits(&format!("{:e}", scaled(mantissa, *exponent) as f32)),
            64 => host_digits(&format!("{:e}", scaled(mantissa, *exponent))),
            _ => shortest(mantissa, *exponent, *fraction_bits),
        })
    }
}

/// The value as a host float; exact where it is one of at most 64 bits.
fn scaled(mantissa: &BigUint, exponent: i32) -> f64 {
    let mantissa = u64::try_from(mantissa).unwrap_or(u64::MAX) as f64;
    // Two steps: 2^-1074 is out of reach of one.
    let half = exponent / 2;
    mantissa * 2f64.powi(half) * 2f64.powi(exponent - half)
}

/// Reads what `{:e}` printed: `1.2345e-7`.
fn host_digits(text: &str) -> Decimal {
    let (number, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits: Vec<u8> = number
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|b| b - b'0')
        .collect();
    Decimal {
        digits,
        exponent: exponent.parse::<i32>().unwrap_or(0) + 1,
    }
}

/// Shortest digits by exact arithmetic (Steele and White): the value and half the gaps to its neighbours as
/// fractions over one denominator, digit by digit until what is left is inside the gap.
fn shortest(mantissa: &BigUint, exponent: i32, fraction_bits: u32) -> Decimal {
    let even = !mantissa.bit(0);
    // The gap below a power of two is half the gap above.
    let narrow = *mantissa == BigUint::one() << fraction_bits;
    let shift = 1 + u32::from(narrow);
    let up = exponent.max(0) as u32;
    let down = (-exponent).max(0) as u32;
    let mut value = mantissa << (shift + up);
    let mut scale = BigUint::one() << (shift + down);
    let mut above = BigUint::one() << (up + u32::from(narrow));
    let mut below = BigUint::one() << up;
    let reaches = |sum: &BigUint, scale: &BigUint| if even { sum >= scale } else { sum > scale };

    let mut decimal_exponent = 0;
    while reaches(&(&value + &above), &scale) {
        scale *= 10u32;
        decimal_exponent += 1;
    }
    while !reaches(&((&value + &above) * 10u32), &scale) {
        value *= 10u32;
        above *= 10u32;
        below *= 10u32;
        decimal_exponent -= 1;
    }
    let mut digits = Vec::new();
    loop {
        value *= 10u32;
        above *= 10u32;
        below *= 10u32;
        let digit = u8::try_from(&value / &scale).unwrap_or(9);
        value %= &scale;
        let low = if even { value <= below } else { value < below };
        let high = reaches(&(&value + &above), &scale);
        if !low && !high {
            digits.push(digit);
            continue;
        }
        let round_up = high && (!low || &value * 2u32 >= scale);
        digits.push(digit + u8::from(round_up));
        return Decimal {
            digits,
            exponent: decimal_exponent,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_arithmetic_agrees_with_the_host() {
        let samples = [
            0.1,
            1.0,
            9.995,
            5e-324,
            1.7976931348623157e308,
            1e22,
            2f64.powi(-30),
            123456.75,
        ];
        for value in samples {
            let parts = Parts::new(u128::from(value.to_bits()), 64);
            let Kind::Finite {
                mantissa,
                exponent,
                fraction_bits,
            } = &parts.kind
            else {
                panic!("{value} is finite");
            };
            assert_eq!(
                shortest(mantissa, *exponent, *fraction_bits),
                parts.decimal().unwrap()
            );
        }
    }

    #[test]
    fn half_floats_have_few_digits() {
        let digits = |raw| Parts::new(raw, 16).decimal().unwrap();
        assert_eq!(
            digits(0x2e66),
            Decimal {
                digits: vec![1],
                exponent: 0
            }
        );
        assert_eq!(
            digits(0x7bff),
            Decimal {
                digits: vec![6, 5, 5],
                exponent: 5
            }
        );
    }
}
