//! Labels, `break`, `continue`, `return`, `defer`.

use crate::diag::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::*;

use super::{Checked, Checker, Label, LabelKind, Stop};

impl Checker<'_> {
    /// Runs something inside of a label's reach.
    pub(super) fn labelled(
        &mut self,
        name: Option<&Ident>,
        kind: LabelKind,
        f: impl FnOnce(&mut Self) -> Checked,
    ) -> Checked {
        if let Some(name) = name {
            self.check_label(name)?;
        }
        let before = self.labels.len();
        self.labels.push(Label {
            name: name.cloned(),
            kind,
            is_used: false,
        });
        let result = f(self);
        let unused = self
            .labels
            .get(before)
            .filter(|l| !l.is_used)
            .and_then(|l| l.name.clone());
        self.labels.truncate(before);
        result?;
        if let Some(name) = unused {
            let message = format!("unused {}", kind.words());
            self.found
                .push(Diagnostic::error("name", name.span, message));
        }
        Ok(())
    }

    fn check_label(&mut self, name: &Ident) -> Checked {
        let before = self
            .own_labels()
            .find_map(|l| l.name.as_ref().filter(|n| n.name == name.name));
        let Some(before) = before.map(|n| n.span) else {
            return Ok(());
        };
        let d = Diagnostic::error(
            "name",
            name.span,
            format!("redefinition of label '{}'", name.name),
        )
        .label(before, "previous definition here");
        self.found.push(d);
        Err(Stop)
    }

    /// The labels of this function, innermost first.
    fn own_labels(&self) -> impl Iterator<Item = &Label> {
        self.labels
            .iter()
            .rev()
            .take_while(|l| l.kind != LabelKind::Function)
    }

    pub(super) fn leave(&mut self, word: &str, label: Option<&Ident>, at: Span) -> Checked {
        let is_break = word == "break";
        let mut through_defer = false;
        let mut found = None;
        for (i, l) in self.labels.iter().enumerate().rev() {
            match l.kind {
                LabelKind::Function => break,
                LabelKind::Defer => through_defer = true,
                kind => {
                    let fits = match label {
                        Some(name) => l.name.as_ref().is_some_and(|n| n.name == name.name),
                        None => kind.is_loop(),
                    };
                    if fits {
                        found = Some(i);
                        break;
                    }
                }
            }
        }
        if through_defer && (found.is_some() || label.is_none()) {
            return self.out_of_defer(format!("cannot {word} out of defer expression"), at);
        }
        match (found, label) {
            (Some(i), _) => {
                self.labels[i].is_used |= label.is_some();
                if !is_break && self.labels[i].kind == LabelKind::Block {
                    return self.error(at, "continue outside of loop or labeled switch expression");
                }
                Ok(())
            }
            (None, Some(name)) => {
                self.error(name.span, format!("label not found: '{}'", name.name))
            }
            (None, None) => self.error(at, format!("{word} expression outside loop")),
        }
    }

    fn out_of_defer(&mut self, message: String, at: Span) -> Checked {
        let mut d = Diagnostic::error("name", at, message);
        if let Some(defer) = self.deferred {
            d = d.label(defer, "defer expression here");
        }
        self.found.push(d);
        Err(Stop)
    }

    pub(super) fn not_in_defer(&mut self, what: &str, at: Span) -> Checked {
        if self.deferred.is_some() {
            return self.out_of_defer(what.to_owned(), at);
        }
        Ok(())
    }

    /// The body of a `defer`.
    pub(super) fn defer_body(&mut self, body: &Expr, at: Span) -> Checked {
        let outer = self.deferred.replace(at);
        let labels = self.labels.len();
        self.labels.push(Label {
            name: None,
            kind: LabelKind::Defer,
            is_used: true,
        });
        let result = self.statement_value(body);
        self.labels.truncate(labels);
        self.deferred = outer;
        result
    }
}

/// Whether a statement never lets the next one run, as far as its text shows. `None`: it says nothing about that,
/// so what was true before it stays true.
pub(super) fn ends(s: &Stmt) -> Option<bool> {
    match &s.kind {
        StmtKind::Expr(e) if matches!(e.kind, ExprKind::Assign { .. }) => None,
        StmtKind::Expr(e) => Some(diverts(e)),
        _ => None,
    }
}

pub(super) fn diverts(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Return(_)
        | ExprKind::Break { .. }
        | ExprKind::Continue { .. }
        | ExprKind::Unreachable => true,
        ExprKind::Group(inner) => diverts(inner),
        ExprKind::Builtin { name, .. } => matches!(&*name.name, "panic" | "trap" | "compileError"),
        _ => false,
    }
}
