//! From pest's pairs to the tree. The grammar has already said that the text has the right shape; what it
//! cannot say (chained comparisons, captures that are missing, functions without a body, bad escapes) is
//! collected here, all of it.

use std::cell::RefCell;
use std::rc::Rc;

use pest::iterators::Pair;

use super::ast::{File, Ident};
use super::grammar::Rule;
use super::outline::Outline;
use super::token::Tokens;
use super::{fragment, literal, outside, problem};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

mod control;
mod decl;
mod expr;
mod operator;
mod stmt;

/// The tree of a file that the grammar accepted.
pub(super) fn file(
    id: FileId,
    text: &str,
    tokens: &Tokens,
    pair: Pair<'_, Rule>,
    allow_loose: bool,
) -> Result<File, Vec<Diagnostic>> {
    let builder = Builder {
        file: id,
        text,
        tokens,
        outline: None,
        base: 0,
        problems: RefCell::default(),
        bodyless: RefCell::default(),
    };
    let items = builder.items(pair);
    builder.refuse_bodyless();
    let split = fragment::split(&builder, items, allow_loose);
    let mut problems = builder.problems.into_inner();
    if problems.is_empty() {
        Ok(split)
    } else {
        problems.sort_by_key(|p| p.primary.start());
        Err(problems)
    }
}

/// What all builders share. Everything is `&self`, so that building can go on inside pest's callbacks.
pub(super) struct Builder<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub tokens: &'a Tokens,
    /// What knows the members of containers where the grammar has not seen them.
    outline: Option<&'a Rc<Outline>>,
    /// Where the text that the grammar has seen starts in the file.
    base: usize,
    problems: RefCell<Vec<Diagnostic>>,
    /// Functions without a body: one diagnostic speaks of all of them.
    bodyless: RefCell<Vec<Ident>>,
}

impl<'a> Builder<'a> {
    /// Builds declarations of the library one by one; this one starts at `base`.
    pub fn late(outline: &'a Rc<Outline>, base: usize) -> Builder<'a> {
        Builder {
            file: outline.file,
            text: &outline.source.text,
            tokens: &outline.tokens,
            outline: Some(outline),
            base,
            problems: RefCell::default(),
            bodyless: RefCell::default(),
        }
    }
}

impl Builder<'_> {
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    fn error(&self, at: Span, message: impl Into<String>) {
        self.report(problem(at, message));
    }

    /// Refuses by name what stands around a declaration.
    fn outside(&self, at: Span, feature: &str) {
        self.report(outside::refuse(feature, at));
    }

    /// The span of a pair, from its first token to its last: pest also counts white space at its end.
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let start = self.start(pair);
        let end = self.base + pair.as_span().end();
        Span::new(self.file, start, self.tokens.end_before(end).max(start))
    }

    /// Where a pair starts in the file.
    fn start(&self, pair: &Pair<'_, Rule>) -> usize {
        self.base + pair.as_span().start()
    }

    /// A place inside of a literal that starts at `base`, never inside of a character.
    fn inside(&self, base: usize, at: std::ops::Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(base + at.start);
        let end = self.text.ceil_char_boundary(base + at.end).max(start);
        Span::new(self.file, start, end)
    }

    fn wrong(&self, base: usize, wrong: literal::Wrong) {
        let found = problem(self.inside(base, wrong.at), wrong.message);
        self.report(match wrong.note {
            Some(note) => found.hint(note),
            None => found,
        });
    }

    fn ident(&self, pair: &Pair<'_, Rule>) -> Ident {
        let span = self.span(pair);
        let text = pair.as_str();
        let name: Rc<str> = if text.starts_with('@') {
            let (bytes, problems) = literal::string(text);
            for wrong in problems {
                self.wrong(span.start(), wrong);
            }
            if bytes.is_empty() {
                self.error(span, "identifier cannot be empty");
            }
            String::from_utf8_lossy(&bytes).as_ref().into()
        } else {
            text.into()
        };
        Ident { name, span }
    }

    fn string(&self, pair: &Pair<'_, Rule>) -> Vec<u8> {
        let (bytes, problems) = literal::string(pair.as_str());
        for wrong in problems {
            self.wrong(self.start(pair), wrong);
        }
        bytes
    }

    /// One sentence for all functions that are only prototypes: they come in groups, from a book that shows an
    /// interface.
    fn refuse_bodyless(&self) {
        let missing = self.bodyless.borrow();
        let Some(first) = missing.first() else { return };
        let message = match missing.len() {
            1 => format!("function '{}' has no body", first.name),
            _ => {
                let names: Vec<_> = missing.iter().map(|f| format!("'{}'", f.name)).collect();
                let (last, others) = names.split_last().expect("more than one");
                format!("functions {} and {last} have no body", others.join(", "))
            }
        };
        let mut found = problem(
            first.span,
            format!("{message}: a prototype says how to call it, not what it does"),
        )
        .here("a block `{ ... }` is missing after this prototype")
        .hint("write the bodies, or take the declarations out");
        for other in missing.iter().skip(1) {
            found = found.label(other.span, "and after this one");
        }
        self.report(found);
    }
}
