//! Text to floats, as `std.fmt.parseFloat` reads it.

/// The number nearest to the text in a float of so many bits, or `None` where the text is no number.
pub fn parse_float(text: &[u8], bits: u16) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    let plain = without_underscores(text)?;
    let (negative, digits) = match plain.as_bytes().first()? {
        b'-' => (true, &plain[1..]),
        b'+' => (false, &plain[1..]),
        _ => (false, &plain[..]),
    };
    let value = match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        Some(hex) => hexadecimal(hex)?,
        // A second sign is none of the number's.
        None if digits.starts_with(['+', '-']) => return None,
        None if bits == 32 => f64::from(digits.parse::<f32>().ok()?),
        None => digits.parse().ok()?,
    };
    Some(if negative { -value } else { value })
}

/// Underscores stand between digits only.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |i: Option<usize>| {
        i.and_then(|i| bytes.get(i))
            .is_some_and(u8::is_ascii_hexdigit)
    };
    for (i, _) in text.match_indices('_') {
        if !is_digit(i.checked_sub(1)) || !is_digit(Some(i + 1)) {
            return None;
        }
    }
    Some(text.replace('_', ""))
}

/// `1.8p3`
fn hexadecimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = match text.find(['p', 'P']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() + part.len() == 0 {
        return None;
    }
    let mut value = 0.0;
    for c in whole.chars().chain(part.chars()) {
        value = value * 16.0 + f64::from(c.to_digit(16)?);
    }
    let shift = exponent.saturating_sub(4 * i32::try_from(part.len()).ok()?);
    Some(value * 2f64.powi(shift))
}

#[cfg(test)]
mod tests {
    use super::parse_float;

    #[test]
    fn numbers_and_what_is_none() {
        for (text, value) in [
            ("1.5e3", 1500.0),
            ("-0.25", -0.25),
            ("+7", 7.0),
            ("1_000.5", 1000.5),
            (".5", 0.5),
            ("2.", 2.0),
            ("0x1.8p1", 3.0),
            ("-INF", f64::NEG_INFINITY),
        ] {
            assert_eq!(parse_float(text.as_bytes(), 64), Some(value), "{text}");
        }
        for text in ["", "x", "1.5x", "_1", "1__0", "--1", "1e", "0x", " 1"] {
            assert_eq!(parse_float(text.as_bytes(), 64), None, "{text}");
        }
    }

    #[test]
    fn small_floats_round_once() {
        assert_eq!(parse_float(b"0.1", 32), Some(f64::from(0.1f32)));
    }
}
