//! Sizes and durations: `{B}` (1.5kB), `{Bi}` (1.5KiB), `{D}` (1m1.001s).

use super::float::{FloatStyle, float};

/// A size in units of 1000 (`kB`) or 1024 (`KiB`).
pub(super) fn size(bytes: u64, binary: bool, precision: Option<u32>) -> String {
    let (base, names) = if binary {
        (1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB"])
    } else {
        (1000, ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB"])
    };
    if bytes == 0 {
        return "0B".to_owned();
    }
    // Zig takes the magnitude from the position of the highest bit, so 999 is already 0.999kB.
    let magnitude = if binary {
        bytes.ilog2() / 10
    } else {
        bytes.ilog2() / 1000u32.ilog2()
    };
    let value = bytes as f64 / (base as f64).powi(magnitude as i32);
    let number = float(
        u128::from(value.to_bits()),
        64,
        FloatStyle::Decimal,
        precision,
    );
    format!("{number}{}", names[magnitude as usize])
}

/// Nanoseconds in the largest units that fit: weeks, days, hours, minutes, then the rest with three places.
pub(super) fn duration(nanoseconds: i128) -> String {
    const LARGE: [(u128, &str); 5] = [
        (365 * 24 * 3_600_000_000_000, "y"),
        (7 * 24 * 3_600_000_000_000, "w"),
        (24 * 3_600_000_000_000, "d"),
        (3_600_000_000_000, "h"),
        (60_000_000_000, "m"),
    ];
    const SMALL: [(u128, &str); 3] = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us")];
    let mut text = String::from(if nanoseconds < 0 { "-" } else { "" });
    let mut rest = nanoseconds.unsigned_abs();
    let mut any = false;
    for (unit, name) in LARGE {
        if rest >= unit {
            text += &format!("{}{name}", rest / unit);
            rest %= unit;
            any = true;
            if rest == 0 {
                return text;
            }
        }
    }
    for (unit, name) in SMALL {
        if rest >= unit {
            let thousandths = rest * 1000 / unit % 1000;
            let fraction = format!(".{thousandths:03}");
            let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
            return text + &format!("{}{fraction}{name}", rest / unit);
        }
    }
    if any && rest == 0 {
        return text;
    }
    text + &format!("{rest}ns")
}
