//! How deep a tree may grow. Everything above walks the tree by recursion, so its depth is bounded here,
//! by one pass over the tokens, before the grammar (which recurses too) sees the text.

use super::problem;
use super::token::{TokenKind, Tokens};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// Brackets, prefix operators and nested `if`/`else`/... inside each other.
pub const MAX_NESTING: usize = 256;

/// Operators, calls, indexes and field accesses in one expression.
pub const MAX_CHAIN: usize = 1000;

/// What has been seen inside one pair of brackets since the last `;` or `,`.
#[derive(Default)]
struct Level {
    /// Keywords and labels that put what follows one level deeper.
    nested: usize,
    /// Prefix operators directly before the current token.
    prefixes: usize,
    /// Operators and suffixes so far: the depth of a chain that leans to the left.
    chain: usize,
    /// The deepest chain of any bracket that was closed since.
    inner: usize,
    /// The deepest chain, with its brackets, of what ended here.
    deepest: usize,
}

impl Level {
    fn boundary(&mut self) {
        self.nested = 0;
        self.prefixes = 0;
        self.deepest = self.deepest.max(self.chain + self.inner);
        self.chain = 0;
        self.inner = 0;
    }
}

/// The first token that is too deep, as a diagnostic.
pub(super) fn check(file: FileId, text: &str, tokens: &Tokens) -> Option<Diagnostic> {
    let mut levels = vec![Level::default()];
    // Sums over all levels but the last.
    let (mut outer_nesting, mut outer_chain) = (0, 0);
    let mut before = Before::Start;
    for (i, (range, kind)) in tokens.all.iter().enumerate() {
        let word = &text[range.clone()];
        let level = levels.last_mut().expect("the file itself is a level");
        let mut opens = false;
        match (kind, word) {
            (TokenKind::Punct, "(" | "[" | "{") => {
                level.chain += 1;
                opens = true;
            }
            (TokenKind::Punct, ")" | "]" | "}") => {
                if levels.len() > 1 {
                    let mut closed = levels.pop().expect("more than one");
                    closed.boundary();
                    let level = levels.last_mut().expect("the file itself is a level");
                    outer_nesting -= 1 + level.nested + level.prefixes;
                    outer_chain -= level.chain;
                    level.inner = level.inner.max(closed.deepest);
                    level.prefixes = 0;
                    if word == "}" && !goes_on(text, tokens, i + 1) {
                        level.boundary();
                    }
                }
            }
            (TokenKind::Punct, ";" | ",") => level.boundary(),
            (TokenKind::Punct, ":") => level.nested += 1,
            (TokenKind::Punct, _) if before.ends_operand() => {
                level.chain += 1;
                level.prefixes = 0;
            }
            // The dot of `.name` and `.{`.
            (TokenKind::Punct, ".") => {}
            (TokenKind::Punct, _) | (TokenKind::Keyword, "try") => level.prefixes += 1,
            (TokenKind::Keyword, "and" | "or" | "orelse" | "catch") => level.chain += 1,
            (TokenKind::Keyword, "unreachable" | "const" | "var" | "pub" | "anytype") => {}
            // `else if` is one level.
            (TokenKind::Keyword, "if") if before == Before::Else => {}
            (TokenKind::Keyword, _) | (TokenKind::Ident, "async" | "await") => level.nested += 1,
            _ => level.prefixes = 0,
        }
        let level = levels.last().expect("the file itself is a level");
        let at = Span::new(file, range.start, range.end);
        if outer_nesting + level.nested + level.prefixes + usize::from(opens) > MAX_NESTING {
            let message = format!("nested too deeply: the limit is {MAX_NESTING} levels");
            return Some(
                problem(at, message).hint("give the inner parts names, or put them into functions"),
            );
        }
        if outer_chain + level.chain + level.inner > MAX_CHAIN {
            let message = format!(
                "expression is too long: the limit is {MAX_CHAIN} operators in one expression"
            );
            return Some(problem(at, message).hint("split it with `const`, or use a loop"));
        }
        if opens {
            outer_nesting += 1 + level.nested + level.prefixes;
            outer_chain += level.chain;
            levels.push(Level::default());
        }
        before = Before::of(*kind, word);
    }
    None
}

/// Whether an operator after this token stands between two operands.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Start,
    Operand,
    Else,
    Other,
}

impl Before {
    fn of(kind: TokenKind, word: &str) -> Before {
        match kind {
            TokenKind::Punct if matches!(word, ")" | "]" | "}" | ".*" | ".?") => Before::Operand,
            TokenKind::Punct => Before::Other,
            TokenKind::Keyword if word == "else" => Before::Else,
            TokenKind::Keyword if word != "unreachable" => Before::Other,
            _ => Before::Operand,
        }
    }

    fn ends_operand(self) -> bool {
        self == Before::Operand
    }
}

/// Whether the statement that a `}` may have ended goes on with token `next`.
fn goes_on(text: &str, tokens: &Tokens, next: usize) -> bool {
    let Some((range, kind)) = tokens.all.get(next) else {
        return false;
    };
    match kind {
        TokenKind::Punct => true,
        TokenKind::Keyword => {
            matches!(
                &text[range.clone()],
                "else" | "catch" | "orelse" | "and" | "or"
            )
        }
        _ => false,
    }
}
