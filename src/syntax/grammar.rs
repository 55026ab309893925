//! What pest generates from `grammar.pest`, and the few helpers with which the builders read its pairs.

use pest::iterators::{Pair, Pairs};
use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar.pest"]
pub(super) struct Zig;

/// The children of one pair, taken from the front as the grammar promises them.
pub(super) struct Parts<'i> {
    pairs: Pairs<'i, Rule>,
}

impl<'i> Parts<'i> {
    pub(super) fn of(pair: Pair<'i, Rule>) -> Parts<'i> {
        Parts {
            pairs: pair.into_inner(),
        }
    }

    pub(super) fn peek(&self) -> Option<Rule> {
        self.pairs.peek().map(|p| p.as_rule())
    }

    pub(super) fn next(&mut self) -> Option<Pair<'i, Rule>> {
        self.pairs.next()
    }

    /// The next child if it is a `rule`.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        if self.peek() == Some(rule) {
            self.pairs.next()
        } else {
            None
        }
    }

    pub(super) fn peek_pair(&self) -> Option<Pair<'i, Rule>> {
        self.pairs.peek()
    }

    /// Whether the next child is a `rule`; it is then skipped.
    pub(super) fn eat(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }

    /// Skips to the next `rule`, over keywords and punctuation: the grammar says that it is there.
    pub(super) fn find(&mut self, rule: Rule) -> Pair<'i, Rule> {
        self.pairs
            .find(|p| p.as_rule() == rule)
            .unwrap_or_else(|| panic!("the grammar promises a {rule:?}"))
    }
}
