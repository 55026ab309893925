//! From text to tree: `grammar.pest` (at the root of the project) reads the text, [`parse`] builds the
//! [`ast`] from what it found, with a span on every node. It knows no types and no names.
//!
//! The stages: [`tokens`] never fails; `limits` looks over the tokens for what would be too deep for a
//! recursive tree; the grammar reads the text; `build` makes the tree and says what the grammar cannot
//! (chained comparisons, bad escapes, ...); `explain` turns pest's list of rules into one sentence; `fragment`
//! decides what the body of an implicit `main` is. Files of the library go through [`outline()`] instead, which reads
//! a declaration when it is first asked for.

use pest::Parser as _;

use crate::diag::Diagnostic;
use crate::source::{FileId, Origin, Span};

pub mod ast;
mod build;
mod dump;
mod explain;
mod fragment;
mod grammar;
mod limits;
mod literal;
mod outline;
mod outside;
mod scan;
mod token;

pub use dump::dump;
pub use limits::{MAX_CHAIN, MAX_NESTING};
pub use outline::{Unread, outline};
pub use outside::outside_hint;
pub use scan::spelled;
pub use token::{TokenKind, tokens};

use grammar::{Rule, Zig};
use token::Tokens;

/// The stable code of everything that is said here.
pub const SYNTAX: &str = "syntax";

/// Reads one file of `map`. All that is wrong is in the `Err`, in the order of the text.
pub fn parse(id: FileId, map: &crate::source::SourceMap) -> Result<ast::File, Vec<Diagnostic>> {
    let source = map.file(id);
    let text = source.text.as_str();
    let tokens = Tokens::scan(text);
    let broken = token::problems(id, text, &tokens);
    if !broken.is_empty() {
        return Err(broken);
    }
    if let Some(problem) = limits::check(id, text, &tokens) {
        return Err(vec![problem]);
    }
    match Zig::parse(Rule::file, text) {
        Ok(mut pairs) => {
            let file = pairs.next().expect("a successful parse has its rule");
            let allow_loose = source.origin == Origin::User;
            build::file(id, text, &tokens, file, allow_loose)
        }
        Err(error) => Err(explain::all(id, text, &tokens, &error)),
    }
}

/// The text of a file from its bytes: UTF-8, with or without a byte order mark. The error says which byte is
/// none of it.
pub fn decode(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let before = &e.as_bytes()[..at];
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let byte = e.as_bytes()[at];
        format!("invalid byte 0x{byte:02x} in line {line}: the file is not UTF-8 text")
    })
}

fn problem(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(SYNTAX, at, message)
}

#[cfg(test)]
mod tests;
