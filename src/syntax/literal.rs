//! Literals: from their text to a value, with Zig's words for what is wrong inside one. Offsets in errors
//! count from the start of the literal.

use std::ops::Range;

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::ast::{ExprKind, FloatLiteral};

/// What is wrong, and where inside of the literal.
#[derive(Debug, PartialEq)]
pub(super) struct Wrong {
    pub at: Range<usize>,
    pub message: String,
    pub note: Option<&'static str>,
}

fn wrong(at: usize, message: impl Into<String>) -> Wrong {
    Wrong {
        at: at..at + 1,
        message: message.into(),
        note: None,
    }
}

/// More digits than any type can hold; reading a number takes time that grows with the square of its length.
const MAX_DIGITS: usize = 1000;

/// An integer or a float.
pub(super) fn number(text: &str) -> Result<ExprKind, Wrong> {
    let whole = |message: String, note| Wrong {
        at: 0..text.len(),
        message,
        note,
    };
    if text.len() > MAX_DIGITS {
        return Err(whole(
            format!("number literal is longer than {MAX_DIGITS} characters"),
            None,
        ));
    }
    let bytes = text.as_bytes();
    let (base, prefix) = match bytes {
        [b'0', b'x', ..] => (16, 2),
        [b'0', b'o', ..] => (8, 2),
        [b'0', b'b', ..] => (2, 2),
        [b'0', b'X' | b'O' | b'B', ..] => return Err(wrong(1, "base prefix must be lowercase")),
        [b'0', b'0'..=b'9' | b'_', ..] => {
            let message = format!("number '{text}' has leading zero");
            return Err(whole(message, Some("use '0o' prefix for octal literals")));
        }
        _ => (10, 0),
    };
    if bytes.len() == prefix {
        return Err(whole("expected a digit after base prefix".into(), None));
    }
    let shape = Shape::of(text, base, prefix)?;
    let digits: String = text[prefix..].chars().filter(|&c| c != '_').collect();
    if !shape.is_float() {
        let value = BigInt::parse_bytes(digits.as_bytes(), base);
        return Ok(ExprKind::Int(value.unwrap_or_default()));
    }
    let value = match base {
        16 => hex_float(&digits),
        _ => digits.parse().unwrap_or(f64::INFINITY),
    };
    Ok(ExprKind::Float(FloatLiteral {
        nearest: value,
        digits: format!("{}{digits}", &text[..prefix]).into(),
    }))
}

/// Where the parts of a number stand; finding them checks the digits.
struct Shape {
    point: Option<usize>,
    exponent: Option<usize>,
}

impl Shape {
    fn is_float(&self) -> bool {
        self.point.is_some() || self.exponent.is_some()
    }

    fn of(text: &str, base: u32, prefix: usize) -> Result<Shape, Wrong> {
        let mut shape = Shape {
            point: None,
            exponent: None,
        };
        let mut last = '.'; // what may not stand before a separator
        for (i, c) in text.char_indices().skip(prefix) {
            match c {
                '_' if last == '_' => return Err(wrong(i, "repeated digit separator")),
                '_' if !last.is_ascii_hexdigit() => {
                    return Err(wrong(i, "expected digit before digit separator"));
                }
                '.' if base != 10 && base != 16 => {
                    return Err(wrong(i, "invalid base for float literal"));
                }
                '.' if shape.is_float() => return Err(wrong(i, "duplicate period or exponent")),
                '.' => shape.point = Some(i),
                'e' | 'E' if base == 10 && shape.exponent.is_none() => shape.exponent = Some(i),
                'p' | 'P' if base == 16 && shape.exponent.is_none() => shape.exponent = Some(i),
                '+' | '-' if shape.exponent.is_some_and(|e| e + 1 == i) => {}
                '_' => {}
                _ => {
                    let base = if shape.exponent.is_some() { 10 } else { base };
                    if !c.is_digit(base) {
                        let name = match base {
                            2 => "binary",
                            8 => "octal",
                            10 => "decimal",
                            _ => "hex",
                        };
                        return Err(wrong(i, format!("invalid digit '{c}' for {name} base")));
                    }
                    last = c;
                    continue;
                }
            }
            if c != '_' && last == '_' {
                return Err(wrong(i - 1, "trailing digit separator"));
            }
            // A letter of the exponent is no digit that a separator could follow.
            last = if c == '_' { '_' } else { '.' };
        }
        let end = text.len();
        match text.as_bytes()[end - 1] {
            b'_' => Err(wrong(end - 1, "trailing digit separator")),
            b'+' | b'-' => Err(wrong(end - 1, "expected digit after exponent sign")),
            _ if shape.exponent == Some(end - 1) => {
                let before = &text[end - 2..end - 1];
                Err(wrong(end - 1, format!("expected digit after '{before}'")))
            }
            _ => Ok(shape),
        }
    }
}

/// `1.8p3` (without its `0x`), rounded to nearest.
fn hex_float(digits: &str) -> f64 {
    let (mantissa, exponent) = digits.split_once(['p', 'P']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = BigInt::parse_bytes(format!("{whole}{fraction}").as_bytes(), 16).unwrap_or_default();
    if all.is_zero() {
        return 0.0;
    }
    let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        -100_000
    } else {
        100_000
    });
    // 64 bits hold more than the 53 of the result; a last bit stands for everything that was cut off.
    let surplus = all.bits().saturating_sub(64);
    let mut top = (&all >> surplus).to_u64().unwrap_or(u64::MAX);
    if (BigInt::from(top) << surplus) != all {
        top |= 1;
    }
    let shift = exponent - 4 * fraction.len() as i64 + surplus as i64;
    scale(top as f64, shift.clamp(-3000, 3000) as i32)
}

/// `x * 2^by`, in steps that no intermediate result overflows.
fn scale(mut x: f64, mut by: i32) -> f64 {
    while by != 0 {
        let step = by.clamp(-1000, 1000);
        x *= 2f64.powi(step);
        by -= step;
    }
    x
}

/// The bytes of a string literal or quoted identifier, given with its quotes.
pub(super) fn string(text: &str) -> (Vec<u8>, Vec<Wrong>) {
    let open = text.find('"').map_or(0, |i| i + 1);
    let mut out = Vec::new();
    let mut problems = Vec::new();
    let mut rest = Escapes {
        text,
        at: open,
        end: text.len().saturating_sub(1),
    };
    while let Some(next) = rest.next("string literal") {
        match next {
            Ok(Piece::Byte(b)) => out.push(b),
            Ok(Piece::Char(c)) => {
                let mut utf8 = [0; 4];
                out.extend_from_slice(encode(c, &mut utf8));
            }
            Err(wrong) => problems.push(wrong),
        }
    }
    (out, problems)
}

/// UTF-8 of a scalar value; a lone surrogate cannot come here.
fn encode(c: u32, to: &mut [u8; 4]) -> &[u8] {
    char::from_u32(c)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
        .encode_utf8(to)
        .as_bytes()
}

/// The value of a character literal, given with its quotes.
pub(super) fn character(text: &str) -> Result<u32, Wrong> {
    let mut rest = Escapes {
        text,
        at: 1,
        end: text.len() - 1,
    };
    let value = match rest.next("character literal") {
        None => {
            return Err(Wrong {
                at: 0..text.len(),
                message: "empty character literal".into(),
                note: None,
            });
        }
        Some(piece) => match piece? {
            Piece::Byte(b) => u32::from(b),
            Piece::Char(c) => c,
        },
    };
    if rest.at < rest.end {
        let found = text[rest.at..].chars().next().unwrap_or(' ');
        let message = format!("expected single quote ('), found '{found}'");
        return Err(Wrong {
            note: Some("text of several characters stands in double quotes"),
            ..wrong(rest.at, message)
        });
    }
    Ok(value)
}

/// All lines of a multi-line string, joined.
pub(super) fn lines<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let mut out = Vec::new();
    for (i, line) in lines.enumerate() {
        if i > 0 {
            out.push(b'\n');
        }
        let line = line.strip_prefix("\\\\").unwrap_or(line);
        out.extend_from_slice(line.strip_suffix('\r').unwrap_or(line).as_bytes());
    }
    out
}

enum Piece {
    /// `\xNN`: a byte, whatever it means.
    Byte(u8),
    Char(u32),
}

/// Walks over the inside of a literal.
struct Escapes<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Escapes<'_> {
    /// The next character or escape; after an error it goes on behind what was wrong.
    fn next(&mut self, inside: &str) -> Option<Result<Piece, Wrong>> {
        let start = self.at;
        let c = self.bump()?;
        if c != '\\' {
            if c.is_ascii_control() {
                let shown = c.escape_default();
                let hint = (c == '\t').then_some("write \\t for a tab");
                return Some(Err(Wrong {
                    note: hint,
                    ..wrong(start, format!("{inside} contains invalid byte: '{shown}'"))
                }));
            }
            return Some(Ok(Piece::Char(c as u32)));
        }
        let at = self.at;
        Some(match self.bump()? {
            'n' => Ok(Piece::Char(10)),
            'r' => Ok(Piece::Char(13)),
            't' => Ok(Piece::Char(9)),
            c @ ('\\' | '\'' | '"') => Ok(Piece::Char(c as u32)),
            'x' => self.hex_byte(),
            'u' => self.unicode(),
            c => Err(wrong(at, format!("invalid escape character: '{c}'"))),
        })
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.text.get(self.at..self.end)?.chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// What stands at the cursor, for "found ...": the closing quote at the end.
    fn found(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    fn hex_byte(&mut self) -> Result<Piece, Wrong> {
        let mut byte = 0;
        for _ in 0..2 {
            let message = || format!("expected hex digit, found '{}'", self.found());
            let here = self.text.get(self.at..self.end).unwrap_or("");
            let Some(digit) = here.chars().next().and_then(|c| c.to_digit(16)) else {
                return Err(wrong(self.at, message()));
            };
            self.at += 1;
            byte = byte * 16 + digit as u8;
        }
        Ok(Piece::Byte(byte))
    }

    fn unicode(&mut self) -> Result<Piece, Wrong> {
        if self.at >= self.end || self.found() != '{' {
            return Err(wrong(
                self.at,
                format!("expected '{{', found '{}'", self.found()),
            ));
        }
        self.at += 1;
        let start = self.at;
        let mut value: u32 = 0;
        loop {
            let at = self.at;
            let found = self.found();
            match self.bump() {
                Some('}') if at == start => return Err(wrong(at, "empty unicode escape sequence")),
                Some('}') if char::from_u32(value).is_none() => {
                    let message =
                        "unicode escape does not correspond to a valid unicode scalar value";
                    return Err(wrong(at, message));
                }
                Some('}') => return Ok(Piece::Char(value)),
                Some(c) if c.is_ascii_hexdigit() => {
                    let digit = c.to_digit(16).unwrap_or(0);
                    value = value.saturating_mul(16).saturating_add(digit);
                }
                _ => {
                    return Err(wrong(
                        at,
                        format!("expected hex digit or '}}', found '{found}'"),
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn float(text: &str, expected: f64) {
        match number(text) {
            Ok(ExprKind::Float(value)) => assert_eq!(value.nearest, expected),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn refuse(text: &str, at: usize, message: &str) {
        let wrong = number(text).expect_err("a wrong number");
        assert_eq!((wrong.at.start, wrong.message.as_str()), (at, message));
    }

    #[test]
    fn floats_of_both_bases() {
        float("1.5e-3", 0.0015);
        float("1e5", 100_000.0);
        float("1_000.5_5e1_0", 1_000.55e10);
        float("0x1.8p3", 12.0);
        float("0x1p-1074", 5e-324);
        float("0x1.fffffffffffff8p0", 2.0);
        float("0x0.0p0", 0.0);
    }

    #[test]
    fn integers_of_any_size() {
        let Ok(ExprKind::Int(value)) = number("0xffff_ffff_ffff_ffff_ffff") else {
            panic!("an integer");
        };
        assert_eq!(value.to_string(), "1208925819614629174706175");
    }

    #[test]
    fn numbers_are_refused_in_the_words_of_zig() {
        refuse("0x", 0, "expected a digit after base prefix");
        refuse("12ab", 2, "invalid digit 'a' for decimal base");
        refuse("1__0", 2, "repeated digit separator");
        refuse("1_", 1, "trailing digit separator");
        refuse("1.5_", 3, "trailing digit separator");
        refuse("0b12", 3, "invalid digit '2' for binary base");
        refuse("0o8", 2, "invalid digit '8' for octal base");
        refuse("012", 0, "number '012' has leading zero");
        refuse("0xG", 2, "invalid digit 'G' for hex base");
        refuse("0b1.0", 3, "invalid base for float literal");
        refuse("0X1F", 1, "base prefix must be lowercase");
        refuse("1.0e", 3, "expected digit after '0'");
    }

    #[test]
    fn escapes() {
        assert_eq!(
            string(r#""a\n\x41\u{1F600}\"""#),
            ("a\nA😀\"".into(), vec![])
        );
        assert_eq!(string(r#""\xff""#).0, [0xff]);
        assert_eq!(character(r"'\''"), Ok(39));
        assert_eq!(character("'é'"), Ok(0xe9));
        let messages: Vec<_> = string("\"\\q \\xZZ \\u{} \\u12 \\u{1g} \t\"")
            .1
            .into_iter()
            .map(|w| w.message)
            .collect();
        assert_eq!(
            messages,
            [
                "invalid escape character: 'q'",
                "expected hex digit, found 'Z'",
                "empty unicode escape sequence",
                "expected '{', found '1'",
                "expected hex digit or '}', found 'g'",
                "string literal contains invalid byte: '\\t'"
            ]
        );
    }
}
