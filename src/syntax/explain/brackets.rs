//! Brackets: which are not closed, and where the declarations between them end.

use std::ops::Range;

use crate::source::{FileId, Span};
use crate::syntax::token::{TokenKind, Tokens};

/// What a walk over all brackets of a file found.
pub(super) struct Brackets {
    /// Offsets of brackets that are never closed, outermost first.
    open: Vec<usize>,
    /// A closing bracket that has no opening one.
    stray: bool,
    /// The brace whose closing one seems to be missing, judged by the indentation of those that are there.
    suspect: Option<usize>,
    /// Every bracket with its offset, in order.
    all: Vec<(usize, u8)>,
}

impl Brackets {
    pub fn of(text: &str, tokens: &Tokens) -> Brackets {
        let mut found = Brackets {
            open: Vec::new(),
            stray: false,
            suspect: None,
            all: Vec::new(),
        };
        for (range, kind) in &tokens.all {
            if *kind == TokenKind::Punct {
                found.token(text, range.start);
            }
        }
        found
    }

    fn token(&mut self, text: &str, at: usize) {
        let bracket = text.as_bytes()[at];
        match bracket {
            b'(' | b'[' | b'{' => {
                self.all.push((at, bracket));
                self.open.push(at);
            }
            b')' | b']' | b'}' => {
                self.all.push((at, bracket));
                match self.open.last() {
                    Some(&open) if closing(text.as_bytes()[open]) == bracket as char => {
                        let apart = indentation(text, open) != indentation(text, at);
                        if bracket == b'}'
                            && self.suspect.is_none()
                            && starts_line(text, at)
                            && apart
                        {
                            self.suspect = Some(open);
                        }
                        self.open.pop();
                    }
                    _ => self.stray = true,
                }
            }
            _ => {}
        }
    }

    pub fn are_balanced(&self) -> bool {
        self.open.is_empty() && !self.stray
    }

    /// The bracket to show when something is not closed.
    pub fn unclosed(&self, file: FileId) -> Option<Span> {
        let innermost = *self.open.last()?;
        let at = self.suspect.unwrap_or(innermost);
        Some(Span::new(file, at, at + 1))
    }

    /// The innermost bracket that is open at `offset`.
    pub fn around(&self, text: &str, offset: usize) -> Option<u8> {
        let mut open = Vec::new();
        for &(at, bracket) in self.all.iter().take_while(|(at, _)| *at < offset) {
            match bracket {
                b'(' | b'[' | b'{' => open.push(at),
                _ => drop(open.pop()),
            }
        }
        open.last().map(|&at| text.as_bytes()[at])
    }
}

pub(super) fn closing(open: u8) -> char {
    match open {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    }
}

fn line_before(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    &text[start..at]
}

fn starts_line(text: &str, at: usize) -> bool {
    line_before(text, at).trim().is_empty()
}

/// The white space at the start of the line in which `at` stands.
fn indentation(text: &str, at: usize) -> &str {
    let line = line_before(text, at);
    &line[..line.len() - line.trim_start().len()]
}

/// The text in pieces that begin with a declaration each; only for text with balanced brackets.
pub(super) fn declarations(text: &str, tokens: &Tokens) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut depth = 0usize;
    // Where the doc comments start that stand before the current token, if something ended before them.
    let mut after_end = None;
    for (range, kind) in &tokens.all {
        let word = &text[range.clone()];
        if depth == 0 && *kind == TokenKind::Keyword && DECLARING.contains(&word) {
            starts.extend(after_end);
        }
        after_end = match *kind {
            TokenKind::Doc => after_end,
            _ => matches!(word, ";" | "}").then_some(range.end),
        };
        match word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

const DECLARING: &[&str] = &["pub", "fn", "const", "var", "test", "comptime"];
