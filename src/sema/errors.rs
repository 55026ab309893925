//! Reporting: errors are collected; an error inside the library is shown where the user's text led to it.

use crate::diag::Diagnostic;
use crate::source::Span;

use super::Sema;
use super::operand::{Eval, Flow};

impl Sema {
    /// An error with Zig's words.
    pub(super) fn fail<T>(&mut self, at: Span, message: impl Into<String>) -> Eval<T> {
        self.report(Diagnostic::error("type", at, message));
        Err(Flow::Failed)
    }

    /// What analysis does not know yet.
    pub(super) fn not_yet<T>(&mut self, at: Span, what: &str) -> Eval<T> {
        self.report(Diagnostic::error("not-yet", at, format!("not yet: {what}")));
        Err(Flow::Failed)
    }

    /// What the subset leaves out.
    pub(super) fn refuse<T>(&mut self, at: Span, what: &str) -> Eval<T> {
        let message = format!("{what} is not in undefer's subset of Zig");
        self.report(Diagnostic::error("subset", at, message));
        Err(Flow::Failed)
    }

    /// A mistake of ours that the user should not pay for with a crash.
    pub(super) fn internal<T>(&mut self, at: Span, what: &str) -> Eval<T> {
        self.report(Diagnostic::error(
            "internal",
            at,
            format!("internal: {what}"),
        ));
        Err(Flow::Failed)
    }

    pub(super) fn report(&mut self, mut d: Diagnostic) {
        if self.map.is_library(d.primary.file)
            && let Some(&user) = self
                .ct
                .trace
                .iter()
                .rev()
                .find(|s| !self.map.is_library(s.file))
        {
            d.labels.insert(0, (d.primary, "found here".to_owned()));
            d.primary = user;
        }
        if d.is_error() {
            self.frame.failed = true;
        }
        if self.options.strict {
            d = d.strict();
        }
        let same = |e: &Diagnostic| e.primary == d.primary && e.message == d.message;
        if !self.diagnostics.iter().any(same) && self.diagnostics.len() < MOST {
            self.diagnostics.push(d);
        }
    }
}

/// Nobody reads more.
const MOST: usize = 1000;
