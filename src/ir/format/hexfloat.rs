//! `{x}` of a float: `0x1.921fb54442d18p1`.

use num_bigint::BigUint;
use num_traits::{One, Zero};

/// The mantissa in hexadecimal with a binary exponent. A precision rounds half to even.
pub(super) fn hexadecimal(
    mantissa: &BigUint,
    exponent: i32,
    fraction_bits: u32,
    precision: Option<u32>,
) -> String {
    if mantissa.is_zero() {
        return match precision {
            None => "0x0.0p0".to_owned(),
            Some(places) => with_point("0", &"0".repeat(places as usize), 0),
        };
    }
    // A whole number of hexadecimal digits behind the point.
    let places = fraction_bits.div_ceil(4);
    let mut value = mantissa << (places * 4 - fraction_bits);
    let mut exponent = exponent + fraction_bits as i32;
    let mut shown = places;
    if let Some(wanted) = precision.filter(|&p| p < places) {
        let dropped = u64::from((places - wanted) * 4);
        let half = BigUint::one() << (dropped - 1);
        let rest = &value % (BigUint::one() << dropped);
        value >>= dropped;
        if rest > half || (rest == half && value.bit(0)) {
            value += 1u32;
        }
        shown = wanted;
    }
    // Rounding may have carried into the digit before the point.
    if value.bits() > u64::from(shown * 4) + 1 {
        value >>= 1u32;
        exponent += 1;
    }
    let whole = &value >> (shown * 4);
    let fraction = &value % (BigUint::one() << (shown * 4));
    let mut digits = if shown == 0 {
        String::new()
    } else {
        format!("{:0>1$}", fraction.to_str_radix(16), shown as usize)
    };
    match precision {
        None => digits.truncate(digits.trim_end_matches('0').len()),
        Some(wanted) => digits.push_str(&"0".repeat(wanted.saturating_sub(shown) as usize)),
    }
    with_point(&whole.to_str_radix(16), &digits, exponent)
}

fn with_point(whole: &str, fraction: &str, exponent: i32) -> String {
    let point = if fraction.is_empty() { "" } else { "." };
    format!("0x{whole}{point}{fraction}p{exponent}")
}
