//! One sentence for a syntax error. pest tells where the grammar stopped and which rules it had hoped for;
//! the set of rules decides what to say, in Zig's words and at Zig's place.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::Rule;
use super::problem;
use super::token::Tokens;
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// Everything that is wrong with a text that the grammar refused.
pub(super) fn all(
    file: FileId,
    text: &str,
    tokens: &Tokens,
    error: &Error<Rule>,
) -> Vec<Diagnostic> {
    vec![Explain { file, text, tokens }.one(error, 0)]
}

struct Explain<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a Tokens,
}

impl Explain<'_> {
    /// `base` is where the text that pest saw starts.
    fn one(&self, error: &Error<Rule>, base: usize) -> Diagnostic {
        let at = base
            + match error.location {
                InputLocation::Pos(at) => at,
                InputLocation::Span((at, _)) => at,
            };
        let span = self.token(at);
        if let ErrorVariant::CustomError { .. } = error.variant {
            return problem(span, "nested too deeply");
        }
        let found = &self.text[span.start()..span.end()];
        problem(span, format!("unexpected '{found}'"))
    }

    /// The token at or after `at`.
    fn token(&self, at: usize) -> Span {
        match self.tokens.all.get(self.tokens.index_at(at)) {
            Some((range, _)) => Span::new(self.file, range.start, range.end),
            None => Span::new(self.file, self.text.len(), self.text.len()),
        }
    }
}
