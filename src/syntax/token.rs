//! Tokens: a reading of the text that never fails. It colours sources that do not parse, and it is where
//! broken literals and stray characters are found before the grammar stumbles over them.

use std::ops::Range;

use super::problem;
use super::scan::{self, Scanned};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// What a token is, as far as one can tell without knowing what stands around it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    Keyword,
    /// `true`, `false`, `null`, `undefined`
    Constant,
    /// A type that the language itself has: `u8`, `usize`, `anyerror`, ...
    Type,
    Ident,
    /// `@intCast`
    Builtin,
    Number,
    /// Also one line of a multi-line string.
    String,
    Char,
    Comment,
    /// `///` and `//!`
    Doc,
    /// Operators, brackets and separators.
    Punct,
    /// A literal without its end, or a character that the language does not have.
    Broken,
}

/// All tokens of `text`, in order and without overlap; what lies between them is white space. Works for any
/// text whatsoever.
pub fn tokens(text: &str) -> Vec<(Range<usize>, TokenKind)> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut at = match text.starts_with('\u{FEFF}') {
        true => '\u{FEFF}'.len_utf8(),
        false => 0,
    };
    while let Some(byte) = text.as_bytes().get(at) {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            at += 1;
            continue;
        }
        let Scanned { len, kind } = scan::token(&text[at..]);
        all.push((at..at + len, kind));
        at += len;
    }
    all
}

/// The tokens that count for the grammar: without comments.
pub(super) struct Tokens {
    pub all: Vec<(Range<usize>, TokenKind)>,
    /// Bytes in comments that Zig refuses there.
    comment_bytes: Vec<usize>,
}

impl Tokens {
    pub(super) fn scan(text: &str) -> Tokens {
        let mut all = tokens(text);
        let mut comment_bytes = Vec::new();
        all.retain(|(range, kind)| {
            if *kind == TokenKind::Comment {
                let bytes = text.as_bytes()[range.clone()].iter();
                // Tabs and carriage returns hurt nobody, although Zig refuses them.
                let bad = bytes
                    .enumerate()
                    .filter(|(_, b)| b.is_ascii_control() && !matches!(b, b'\t' | b'\r'));
                comment_bytes.extend(bad.map(|(i, _)| range.start + i));
            }
            *kind != TokenKind::Comment
        });
        Tokens { all, comment_bytes }
    }

    /// The end of the last token that ends at or before `offset`: pest counts the white space before an
    /// absent optional part as part of a rule, a tree does not.
    pub(super) fn end_before(&self, offset: usize) -> usize {
        let after = self.all.partition_point(|(range, _)| range.end <= offset);
        match after {
            0 => 0,
            _ => self.all[after - 1].0.end,
        }
    }

    /// Index of the first token that starts at or after `offset`.
    pub(super) fn index_at(&self, offset: usize) -> usize {
        self.all.partition_point(|(range, _)| range.start < offset)
    }
}

/// Literals without an end and characters that the language does not have.
pub(super) fn problems(file: FileId, text: &str, tokens: &Tokens) -> Vec<Diagnostic> {
    const ENOUGH: usize = 20;
    let all = &tokens.all;
    let bad = all.iter().enumerate().filter_map(|(i, (range, kind))| {
        let at = Span::new(file, range.start, range.end);
        let word = &text[range.clone()];
        match kind {
            TokenKind::Broken => unclosed(at, word),
            TokenKind::Punct if word == ".*" => {
                let (next, _) = all.get(i + 1)?;
                let touches = next.start == range.end && text[next.clone()].starts_with('*');
                let message = "'.*' cannot be followed by '*'; are you missing a space?";
                touches.then(|| problem(at, message))
            }
            _ => None,
        }
    });
    let comments = tokens.comment_bytes.iter().map(|&i| {
        let byte = text.as_bytes()[i];
        let at = Span::new(file, i, i + 1);
        problem(
            at,
            format!("comment contains invalid byte: '\\x{byte:02x}'"),
        )
    });
    bad.chain(comments).take(ENOUGH).collect()
}

/// A literal that the end of its line cuts off.
fn unclosed(at: Span, text: &str) -> Option<Diagnostic> {
    let (what, hint) = match text.trim_start_matches('@').chars().next()? {
        _ if text.len() == 1 && text == "@" => return None,
        '"' if text.starts_with('@') => ("quoted identifier", None),
        '"' => (
            "string literal",
            Some(
                "close the string with '\"'; text of several lines is written with \\\\ at the start of each line",
            ),
        ),
        '\'' => (
            "character literal",
            Some("close it with '; text of several characters stands in double quotes"),
        ),
        _ => return None,
    };
    let found = problem(at.at_end(), format!("{what} contains invalid byte: '\\n'")).label(
        Span::new(at.file, at.start(), at.start() + 1),
        "it starts here",
    );
    Some(match hint {
        Some(hint) => found.hint(hint),
        None => found,
    })
}

/// What is wrong with a character that no token has, and what to do about it.
pub(super) fn stray(text: &str) -> (String, Option<&'static str>) {
    let hint = match text {
        "@" => {
            return (
                "the name of a builtin function must follow '@'".into(),
                None,
            );
        }
        "#" => Some("Zig has no preprocessor: other files come in with `@import`"),
        "\\" => Some("a line of a multi-line string starts with two backslashes"),
        _ if text.chars().any(char::is_alphabetic) => {
            Some("names are made of ASCII letters, digits and '_'; others are written @\"...\"")
        }
        _ => None,
    };
    let shown = match text.chars().next() {
        Some(c) if c.is_ascii_control() => format!("byte 0x{:02x}", c as u32),
        _ => format!("character '{}'", text.escape_debug()),
    };
    (format!("no token has this {shown}"), hint)
}
