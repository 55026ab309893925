//! Floats of the widths that the host has not: their bits, and the nearest `f64`. Arithmetic on `f80` and `f128`
//! has the precision of `f64`.

/// The value of a float of 16, 32, 64, 80 or 128 bits.
pub fn decode(bits: u16, raw: u128) -> f64 {
    match bits {
        16 => unpack(raw, 5, 10),
        32 => f64::from(f32::from_bits(raw as u32)),
        64 => f64::from_bits(raw as u64),
        80 => {
            // The leading one of the fraction is written out; without it the layout is the usual one.
            let fraction = raw & ((1 << 63) - 1);
            let above = raw >> 64 & 0xffff;
            unpack(above << 63 | fraction, 15, 63)
        }
        _ => unpack(raw, 15, 112),
    }
}

/// The bits of the nearest float of that width, ties to even.
pub fn encode(bits: u16, value: f64) -> u128 {
    match bits {
        16 => pack(value, 5, 10),
        32 => (value as f32).to_bits().into(),
        64 => value.to_bits().into(),
        80 => {
            let packed = pack(value, 15, 63);
            let (above, fraction) = (packed >> 63, packed & ((1 << 63) - 1));
            let is_normal = above & 0x7fff != 0;
            above << 64 | u128::from(is_normal) << 63 | fraction
        }
        _ => pack(value, 15, 112),
    }
}

fn unpack(raw: u128, exponent_bits: u32, fraction_bits: u32) -> f64 {
    let fraction = raw & ((1 << fraction_bits) - 1);
    let exponent = (raw >> fraction_bits) as u32 & ((1 << exponent_bits) - 1);
    let negative = raw >> (fraction_bits + exponent_bits) & 1 == 1;
    let bias = (1i32 << (exponent_bits - 1)) - 1;
    let magnitude = if exponent == (1 << exponent_bits) - 1 {
        if fraction == 0 {
            f64::INFINITY
        } else {
            f64::NAN
        }
    } else {
        let (whole, power) = match exponent {
            0 => (fraction, 1 - bias),
            _ => (fraction | 1 << fraction_bits, exponent as i32 - bias),
        };
        scale(whole, power - fraction_bits as i32)
    };
    if negative { -magnitude } else { magnitude }
}

/// `whole * 2^power`, rounded once.
fn scale(whole: u128, power: i32) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    // All but 53 bits go, the last one remembering what was lost, so that the conversion rounds as it should.
    let length = 128 - whole.leading_zeros() as i32;
    let extra = (length - 62).max(0);
    let lost = whole & ((1u128 << extra) - 1) != 0;
    let short = (whole >> extra) as u64 | u64::from(lost);
    let mut value = short as f64;
    let mut left = power + extra;
    while left > 1000 {
        value *= 2f64.powi(1000);
        left -= 1000;
    }
    while left < -1000 && value != 0.0 {
        value *= 2f64.powi(-1000);
        left += 1000;
    }
    value * 2f64.powi(left)
}

fn pack(value: f64, exponent_bits: u32, fraction_bits: u32) -> u128 {
    let sign = u128::from(value.is_sign_negative()) << (exponent_bits + fraction_bits);
    let top = (1u128 << exponent_bits) - 1;
    if value.is_nan() {
        return sign | top << fraction_bits | 1 << (fraction_bits - 1);
    }
    if value.is_infinite() {
        return sign | top << fraction_bits;
    }
    let bits = value.to_bits();
    let raw_exponent = (bits >> 52 & 0x7ff) as i32;
    let mut fraction = bits & ((1 << 52) - 1);
    if raw_exponent == 0 && fraction == 0 {
        return sign;
    }
    let mut exponent = raw_exponent - 1023;
    if raw_exponent == 0 {
        let shift = fraction.leading_zeros() - 11;
        fraction = fraction << shift & ((1 << 52) - 1);
        exponent = -1022 - shift as i32;
    }
    let whole = u128::from(fraction) | 1 << 52;
    let bias = (1i32 << (exponent_bits - 1)) - 1;
    // Below the smallest normal number fewer bits of the fraction are left.
    let lost_bits = (1 - bias - exponent).max(0) as u32;
    let have = 52 + lost_bits;
    let rounded = if have <= fraction_bits {
        whole << (fraction_bits - have)
    } else {
        round_shift(whole, have - fraction_bits)
    };
    let packed = match lost_bits {
        // The leading one adds itself to the exponent.
        0 => ((exponent + bias - 1) as u128) * (1 << fraction_bits) + rounded,
        _ => rounded,
    };
    if packed >> fraction_bits >= top {
        return sign | top << fraction_bits;
    }
    sign | packed
}

/// `whole >> by`, ties to even.
fn round_shift(whole: u128, by: u32) -> u128 {
    if by > 100 {
        return 0;
    }
    let half = 1u128 << (by - 1);
    let rest = whole & ((1 << by) - 1);
    let down = whole >> by;
    let up = rest > half || rest == half && down & 1 == 1;
    down + u128::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        assert_eq!(encode(16, 1.0), 0x3c00);
        assert_eq!(encode(16, -2.0), 0xc000);
        assert_eq!(encode(16, 65504.0), 0x7bff);
        assert_eq!(encode(16, 65520.0), 0x7c00);
        assert_eq!(encode(16, 5.960_464_477_539_063e-8), 1);
        assert_eq!(encode(16, 0.1), 0x2e66);
        for raw in 0..0x7c00u128 {
            assert_eq!(encode(16, decode(16, raw)), raw, "{raw:#x}");
        }
        assert!(decode(16, 0x7e00).is_nan());
    }

    #[test]
    fn wide_floats_hold_every_f64() {
        for value in [
            0.0,
            1.0,
            -1.5,
            0.1,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            f64::INFINITY,
        ] {
            assert_eq!(decode(80, encode(80, value)), value);
            assert_eq!(decode(128, encode(128, value)), value);
        }
        assert_eq!(encode(128, 1.0), 0x3fff << 112);
        assert_eq!(encode(80, 1.0), 0x3fff_8000_0000_0000_0000);
    }
}
