//! Where the tokens of a text end. By hand and not by the grammar's rule `tokens`, which says the same and is fifty
//! times slower: every file is scanned before anything else is done with it, and the library is cut into its
//! declarations by its tokens alone. A test holds the two together.

use super::token::TokenKind;

/// One token, by its length in bytes.
pub(super) struct Scanned {
    pub len: usize,
    pub kind: TokenKind,
}

/// The token at the start of a text that is not empty and does not start with white space.
pub(super) fn token(text: &str) -> Scanned {
    let bytes = text.as_bytes();
    let (len, kind) = match bytes[0] {
        b'/' if bytes.starts_with(b"//") => (line(bytes), comment(bytes)),
        b'\\' if bytes.starts_with(b"\\\\") => (line(bytes), TokenKind::String),
        b'"' => quoted(bytes, 0, TokenKind::String),
        b'\'' => quoted(bytes, 0, TokenKind::Char),
        b'@' => at_sign(bytes),
        b'0'..=b'9' => (number(bytes), TokenKind::Number),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            let len = word(bytes);
            (len, word_kind(&text[..len]))
        }
        _ => match punctuation(bytes) {
            0 => (text.ceil_char_boundary(1), TokenKind::Broken),
            len => (len, TokenKind::Punct),
        },
    };
    Scanned { len, kind }
}

/// Up to the end of the line, without it.
fn line(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|&b| b == b'\n');
    end.unwrap_or(bytes.len())
}

/// `////` is a comment like any other.
fn comment(bytes: &[u8]) -> TokenKind {
    match (bytes.get(2), bytes.get(3)) {
        (Some(b'!'), _) => TokenKind::Doc,
        (Some(b'/'), Some(b'/')) => TokenKind::Comment,
        (Some(b'/'), _) => TokenKind::Doc,
        _ => TokenKind::Comment,
    }
}

/// What starts with a quote at `start` and ends with the same; broken where the line ends first.
fn quoted(bytes: &[u8], start: usize, kind: TokenKind) -> (usize, TokenKind) {
    let mut at = start + 1;
    loop {
        at += match bytes.get(at) {
            Some(&b) if b == bytes[start] => return (at + 1, kind),
            Some(b'\\') if matches!(bytes.get(at + 1), Some(b) if *b != b'\n') => 2,
            None | Some(b'\n' | b'\\') => return (line(bytes), TokenKind::Broken),
            Some(_) => 1,
        };
    }
}

fn at_sign(bytes: &[u8]) -> (usize, TokenKind) {
    match bytes.get(1) {
        Some(b'"') => quoted(bytes, 1, TokenKind::Ident),
        Some(b'\'') => (line(bytes), TokenKind::Broken),
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => (1 + word(&bytes[1..]), TokenKind::Builtin),
        _ => (1, TokenKind::Broken),
    }
}

fn is_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

fn word(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|b| !is_word(Some(b)));
    end.unwrap_or(bytes.len())
}

/// Digits with what is right or wrong among them, and once a dot with more of them.
fn number(bytes: &[u8]) -> usize {
    let whole = digits(bytes, 0);
    match bytes.get(whole) {
        Some(b'.') if is_word(bytes.get(whole + 1)) => digits(bytes, whole + 1),
        _ => whole,
    }
}

fn digits(bytes: &[u8], mut at: usize) -> usize {
    while is_word(bytes.get(at)) {
        let signed = matches!(bytes[at], b'e' | b'E' | b'p' | b'P')
            && matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at += if signed { 2 } else { 1 };
    }
    at
}

/// A name as it is written in source: `@"if"`, `@"a b"`.
pub fn spelled(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_plain = name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit());
    match is_plain && word_kind(name) == TokenKind::Ident {
        true => name.to_owned(),
        false => format!("@\"{name}\""),
    }
}

fn word_kind(text: &str) -> TokenKind {
    if is_keyword(text) {
        return TokenKind::Keyword;
    }
    match text {
        "true" | "false" | "null" | "undefined" => TokenKind::Constant,
        _ if is_primitive_type(text) => TokenKind::Type,
        _ => TokenKind::Ident,
    }
}

/// By length, so that most names are compared with few of them.
#[rustfmt::skip]
fn is_keyword(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "fn" | "if" | "or"),
        3 => matches!(word, "and" | "asm" | "for" | "pub" | "try" | "var"),
        4 => matches!(word, "else" | "enum" | "test"),
        5 => matches!(word, "align" | "break" | "catch" | "const" | "defer" | "error" | "union" | "while"),
        6 => matches!(word, "export" | "extern" | "inline" | "opaque" | "orelse" | "packed" | "resume" | "return" | "struct" | "switch"),
        7 => matches!(word, "anytype" | "noalias" | "suspend"),
        8 => matches!(word, "anyframe" | "callconv" | "comptime" | "continue" | "errdefer" | "noinline" | "volatile"),
        9 => matches!(word, "addrspace" | "allowzero" | "nosuspend"),
        11 => matches!(word, "linksection" | "threadlocal" | "unreachable"),
        _ => false,
    }
}

fn is_primitive_type(word: &str) -> bool {
    match word {
        "bool" | "void" | "noreturn" | "type" | "anyerror" | "anyopaque" | "usize" | "isize"
        | "comptime_int" | "comptime_float" | "f16" | "f32" | "f64" | "f80" | "f128" => true,
        _ => word.strip_prefix(['u', 'i']).is_some_and(|bits| {
            !bits.is_empty() && bits.len() <= 5 && bits.bytes().all(|b| b.is_ascii_digit())
        }),
    }
}

/// The length of the operator or bracket at the start, the longest that fits; 0 where there is none.
fn punctuation(bytes: &[u8]) -> usize {
    match bytes {
        [b'<', b'<', b'|', b'=', ..] => 4,
        [b'.', b'.', b'.', ..] => 3,
        [b'*' | b'+' | b'-', b'%' | b'|', b'=', ..] => 3,
        [b'<', b'<', b'|' | b'=', ..] | [b'>', b'>', b'=', ..] => 3,
        [b'.', b'.' | b'*' | b'?', ..] | [b'=', b'=' | b'>', ..] => 2,
        [b'-', b'>', ..] | [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
        [b'|', b'|', ..] | [b'+', b'+', ..] | [b'*', b'*', ..] => 2,
        [b'+' | b'-' | b'*', b'%' | b'|', ..] => 2,
        [
            b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'^' | b'|',
            b'=',
            ..,
        ] => 2,
        [
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b';' | b':' | b',' | b'.' | b'=' | b'<'
            | b'>' | b'!' | b'~' | b'?' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'^' | b'|',
            ..,
        ] => 1,
        _ => 0,
    }
}
