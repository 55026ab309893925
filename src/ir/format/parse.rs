//! The format string taken apart: text, and placeholders `{[argument]specifier:fill alignment width.precision}`.

use crate::ir::FormatAlign;

/// A piece of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ParsedPiece {
    Text(String),
    Placeholder(Placeholder),
}

/// One `{...}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placeholder {
    pub arg: ArgRef,
    /// `d`, `any`, `?s`, or nothing.
    pub specifier: String,
    pub fill: char,
    pub align: FormatAlign,
    pub width: Measure,
    pub precision: Measure,
}

/// Which argument is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ArgRef {
    /// The next one that no placeholder has taken.
    Next,
    /// `[1]`
    Index(usize),
    /// `[name]`
    Name(String),
}

/// A width or precision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Measure {
    None,
    Number(u32),
    /// `{d:[1]}`: taken from an argument.
    Arg(ArgRef),
}

/// Takes a format string apart. The error is Zig's sentence.
pub fn parse(format: &str) -> Result<Vec<ParsedPiece>, String> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" {
            return Err("missing opening {".to_owned());
        }
        let (placeholder, after) = placeholder(rest)?;
        if !text.is_empty() {
            pieces.push(ParsedPiece::Text(std::mem::take(&mut text)));
        }
        pieces.push(ParsedPiece::Placeholder(placeholder));
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(ParsedPiece::Text(text));
    }
    Ok(pieces)
}

/// Reads one placeholder behind its brace; also gives what follows its closing brace.
fn placeholder(text: &str) -> Result<(Placeholder, &str), String> {
    // The first closing brace ends it, whatever stands before.
    let Some(end) = text.find('}') else {
        return Err("missing closing }".to_owned());
    };
    let after = &text[end + 1..];
    let mut reader = Reader { rest: &text[..end] };
    let arg = match reader.argument()? {
        Some(arg) => arg,
        None => reader.number()?.map_or(ArgRef::Next, ArgRef::Index),
    };
    let end = reader
        .rest
        .find([':', '}', '{'])
        .unwrap_or(reader.rest.len());
    let specifier = reader.rest[..end].to_owned();
    reader.rest = &reader.rest[end..];
    let mut placeholder = Placeholder {
        arg,
        specifier,
        fill: ' ',
        align: FormatAlign::Right,
        width: Measure::None,
        precision: Measure::None,
    };
    if reader.eat(':') {
        reader.options(&mut placeholder)?;
    }
    let is_complete = placeholder.precision != Measure::None;
    match reader.rest.chars().next() {
        None => Ok((placeholder, after)),
        Some(other) if is_complete && other.is_ascii() => {
            Err(format!("extraneous trailing character '{other}'"))
        }
        Some(other) => {
            // Zig quotes one byte: of a longer character nothing readable is left.
            let byte = if other.is_ascii() {
                other
            } else {
                char::REPLACEMENT_CHARACTER
            };
            Err(format!("expected . or }}, found '{byte}'"))
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `fill alignment width . precision`, all optional.
    fn options(&mut self, placeholder: &mut Placeholder) -> Result<(), String> {
        let mut chars = self.rest.chars();
        let (first, second) = (chars.next(), chars.next());
        if let (Some(fill), Some(align)) = (first, second.and_then(alignment))
            && fill.is_ascii()
        {
            placeholder.fill = fill;
            placeholder.align = align;
            self.rest = &self.rest[2..];
        } else if let Some(align) = first.and_then(alignment) {
            placeholder.align = align;
            self.rest = &self.rest[1..];
        } else if first == Some('0') {
            placeholder.fill = '0';
            self.rest = &self.rest[1..];
        }
        placeholder.width = self.measure()?;
        if placeholder.width == Measure::Number(0) {
            placeholder.width = Measure::None;
        }
        if self.eat('.') {
            placeholder.precision = self.measure()?;
        }
        Ok(())
    }

    fn measure(&mut self) -> Result<Measure, String> {
        if let Some(arg) = self.argument()? {
            return Ok(Measure::Arg(arg));
        }
        Ok(self.number()?.map_or(Measure::None, Measure::Number))
    }

    fn number<T: std::str::FromStr>(&mut self) -> Result<Option<T>, String> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let digits = &self.rest[..end];
        self.rest = &self.rest[end..];
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(format!("invalid number '{digits}'")),
        }
    }

    /// `[0]` or `[name]`, if that is what follows.
    fn argument(&mut self) -> Result<Option<ArgRef>, String> {
        if !self.eat('[') {
            return Ok(None);
        }
        let Some(end) = self.rest.find(']') else {
            return Err("expected ]".to_owned());
        };
        let inside = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Ok(Some(match inside.parse() {
            Ok(index) => ArgRef::Index(index),
            Err(_) => ArgRef::Name(inside.to_owned()),
        }))
    }
}

fn alignment(c: char) -> Option<FormatAlign> {
    match c {
        '<' => Some(FormatAlign::Left),
        '^' => Some(FormatAlign::Center),
        '>' => Some(FormatAlign::Right),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Placeholder {
        match parse(text).expect(text).as_slice() {
            [ParsedPiece::Placeholder(placeholder)] => placeholder.clone(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn text_and_doubled_braces() {
        let pieces = parse("a{{b}} {d}!").unwrap();
        assert_eq!(pieces[0], ParsedPiece::Text("a{b} ".to_owned()));
        assert_eq!(pieces[2], ParsedPiece::Text("!".to_owned()));
        assert_eq!(parse("{d"), Err("missing closing }".to_owned()));
        assert_eq!(parse("d}"), Err("missing opening {".to_owned()));
        assert_eq!(parse("{d:+}"), Err("expected . or }, found '+'".to_owned()));
    }

    #[test]
    fn all_options() {
        let p = one("{[2]?d:*^10.3}");
        assert_eq!((p.arg, p.specifier.as_str()), (ArgRef::Index(2), "?d"));
        assert_eq!((p.fill, p.align), ('*', FormatAlign::Center));
        assert_eq!(
            (p.width, p.precision),
            (Measure::Number(10), Measure::Number(3))
        );
        assert_eq!(one("{d:08}").fill, '0');
        assert_eq!(
            one("{d:[w].2}").width,
            Measure::Arg(ArgRef::Name("w".to_owned()))
        );
    }
}
