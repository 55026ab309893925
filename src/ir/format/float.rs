//! Floats as decimals: `{d}` without exponent, `{e}` with one; rounded half up on the shortest digits.

use super::hexfloat::hexadecimal;
use super::shortest::{Decimal, Kind, Parts};

/// How a float is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatStyle {
    /// `{d}` and `{}`
    Decimal,
    /// `{e}`
    Scientific,
    /// `{x}`
    Hex,
}

/// The whole text of a float with its sign, without padding. `raw` is its bits.
pub(super) fn float(raw: u128, bits: u16, style: FloatStyle, precision: Option<u32>) -> String {
    let parts = Parts::new(raw, bits);
    let sign = if parts.negative { "-" } else { "" };
    let body = match &parts.kind {
        Kind::Nan => "nan".to_owned(),
        Kind::Infinite => "inf".to_owned(),
        Kind::Finite {
            mantissa,
            exponent,
            fraction_bits,
        } => match style {
            FloatStyle::Hex => hexadecimal(mantissa, *exponent, *fraction_bits, precision),
            FloatStyle::Decimal => parts
                .decimal()
                .map_or_else(String::new, |d| plain(d, precision)),
            FloatStyle::Scientific => parts
                .decimal()
                .map_or_else(String::new, |d| scientific(d, precision)),
        },
    };
    format!("{sign}{body}")
}

/// `123.456`
fn plain(decimal: Decimal, precision: Option<u32>) -> String {
    let decimal = match precision {
        Some(places) => rounded(decimal, |exponent| exponent.saturating_add_unsigned(places)),
        None => decimal,
    };
    let Decimal { digits, exponent } = decimal;
    // Zero has no digits: its only digit before the point is the 0 below.
    let whole = exponent.max(0) as usize;
    let mut text = String::new();
    for index in 0..whole {
        text.push(digit(&digits, index as i64));
    }
    if text.is_empty() {
        text.push('0');
    }
    let places = match precision {
        Some(places) => i64::from(places),
        None => (digits.len() as i64 - i64::from(exponent)).max(0),
    };
    if places > 0 {
        text.push('.');
        for place in 0..places {
            text.push(digit(&digits, i64::from(exponent) + place));
        }
    }
    text
}

/// `1.23456e2`
fn scientific(decimal: Decimal, precision: Option<u32>) -> String {
    let decimal = match precision {
        Some(places) => rounded(decimal, |_| {
            i32::try_from(places).map_or(i32::MAX, |p| p.saturating_add(1))
        }),
        None => decimal,
    };
    let Decimal { digits, exponent } = decimal;
    let mut text = String::from(digit(&digits, 0));
    let places = precision.map_or(digits.len().saturating_sub(1) as i64, i64::from);
    if places > 0 {
        text.push('.');
        for place in 1..=places {
            text.push(digit(&digits, place));
        }
    }
    let exponent = if digits.is_empty() { 0 } else { exponent - 1 };
    text + &format!("e{exponent}")
}

fn digit(digits: &[u8], index: i64) -> char {
    let known = usize::try_from(index).ok().and_then(|i| digits.get(i));
    char::from(b'0' + known.copied().unwrap_or(0))
}

/// Keeps as many digits as `keep` says, given the exponent; half rounds up.
fn rounded(decimal: Decimal, keep: impl Fn(i32) -> i32) -> Decimal {
    let Decimal {
        mut digits,
        mut exponent,
    } = decimal;
    let keep = keep(exponent);
    if keep < 0 {
        return Decimal {
            digits: Vec::new(),
            exponent: 0,
        };
    }
    let keep = keep as usize;
    if keep < digits.len() {
        let up = digits[keep] >= 5;
        digits.truncate(keep);
        if up {
            while digits.last() == Some(&9) {
                digits.pop();
            }
            match digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    digits.push(1);
                    exponent += 1;
                }
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
    }
    if digits.is_empty() {
        exponent = 0;
    }
    Decimal { digits, exponent }
}
