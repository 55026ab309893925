//! The names that a place in the text sees, and what has been done with each.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::source::Span;
use crate::syntax::ast;

use super::{Checked, Checker, Name, Stop, is_primitive};

#[derive(Default)]
pub(super) struct Scopes {
    items: Vec<Item>,
    /// How many blocks are open.
    pub depth: u32,
}

enum Item {
    Local(Local),
    /// The declarations of a container.
    Namespace(HashMap<Name, Span>),
}

struct Local {
    name: Name,
    at: Span,
    kind: Kind,
    depth: u32,
    used: Option<Span>,
    discarded: Option<Span>,
    /// It was written to, or its address was taken.
    is_changed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Parameter,
    Constant,
    Variable,
    Capture,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Kind::Parameter => "function parameter",
            Kind::Constant => "local constant",
            Kind::Variable => "local variable",
            Kind::Capture => "capture",
        }
    }
}

/// How a name is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Value,
    /// As a place: it may change.
    Place,
    /// `_ = name`
    Discard,
}

impl Checker<'_> {
    pub(super) fn mark(&self) -> usize {
        self.scopes.items.len()
    }

    pub(super) fn push_namespace(&mut self, names: HashMap<Name, Span>) {
        self.scopes.items.push(Item::Namespace(names));
    }

    /// Forgets the names since the mark without a word about them.
    pub(super) fn drop_to(&mut self, mark: usize) {
        self.scopes.items.truncate(mark);
    }

    /// Ends the scope of the names since the mark and says what was wrong with their use.
    pub(super) fn close_to(&mut self, mark: usize) {
        while self.scopes.items.len() > mark {
            if let Some(Item::Local(local)) = self.scopes.items.pop() {
                self.judge(&local);
            }
        }
    }

    fn judge(&mut self, local: &Local) {
        let words = local.kind.words();
        match (local.used, local.discarded) {
            (None, None) => {
                self.warn("unused", local.at, format!("unused {words}"));
                return;
            }
            (Some(used), Some(discarded)) => {
                let d = Diagnostic::lenient(
                    "discard",
                    discarded,
                    format!("pointless discard of {words}"),
                )
                .label(used, "used here");
                self.found.push(d);
            }
            _ => {}
        }
        if local.kind == Kind::Variable && !local.is_changed {
            let d =
                Diagnostic::lenient("never-mutated", local.at, "local variable is never mutated")
                    .note("consider using 'const'");
            self.found.push(d);
        }
    }

    pub(super) fn declare(&mut self, name: &ast::Ident, kind: Kind) -> Checked {
        if &*name.name == "_" {
            return Ok(());
        }
        let quoted = self.map.text(name.span).starts_with('@');
        if !quoted && is_primitive(&name.name) {
            let d = Diagnostic::error(
                "name",
                name.span,
                format!("name shadows primitive '{}'", name.name),
            )
            .note(format!("consider using @\"{}\" to disambiguate", name.name));
            self.found.push(d);
            return Err(Stop);
        }
        self.check_shadowing(name, kind)?;
        self.scopes.items.push(Item::Local(Local {
            name: name.name.clone(),
            at: name.span,
            kind,
            depth: self.scopes.depth,
            used: None,
            discarded: None,
            is_changed: false,
        }));
        Ok(())
    }

    fn check_shadowing(&mut self, name: &ast::Ident, kind: Kind) -> Checked {
        let words = kind.words();
        let mut found = None;
        for item in self.scopes.items.iter().rev() {
            match item {
                Item::Local(local) if local.name == name.name => {
                    let other = local.kind.words();
                    let message = if local.depth == self.scopes.depth {
                        format!("redeclaration of {other} '{}'", name.name)
                    } else {
                        format!("{words} '{}' shadows {other} from outer scope", name.name)
                    };
                    found = Some((message, local.at, "previous declaration here"));
                    break;
                }
                Item::Namespace(names) => {
                    if let Some(at) = names.get(&name.name) {
                        let message = format!("{words} shadows declaration of '{}'", name.name);
                        found = Some((message, *at, "declared here"));
                        break;
                    }
                }
                Item::Local(_) => {}
            }
        }
        let Some((message, before, label)) = found else {
            return Ok(());
        };
        let d = Diagnostic::error("name", name.span, message).label(before, label);
        self.found.push(d);
        Err(Stop)
    }

    /// A name in an expression.
    pub(super) fn name(&mut self, name: &Name, at: Span, how: Use) -> Checked {
        let mut declared = None;
        for item in self.scopes.items.iter_mut().rev() {
            match item {
                Item::Local(local) if local.name == *name => {
                    match how {
                        Use::Discard => local.discarded = Some(at),
                        Use::Value => local.used = local.used.or(Some(at)),
                        Use::Place => {
                            local.used = local.used.or(Some(at));
                            local.is_changed = true;
                        }
                    }
                    return Ok(());
                }
                Item::Namespace(names) => match (names.get(name), declared) {
                    (Some(&outer), Some(inner)) => return self.ambiguous(at, inner, outer),
                    (Some(&here), None) => declared = Some(here),
                    (None, _) => {}
                },
                _ => {}
            }
        }
        if declared.is_some() {
            return Ok(());
        }
        if is_primitive(name) || self.is_fragment {
            return Ok(());
        }
        let mut d = Diagnostic::error("name", at, format!("use of undeclared identifier '{name}'"));
        if let Some(near) = nearest(name, self.visible()) {
            d = d.hint(format!("did you mean '{near}'?"));
        }
        self.found.push(d);
        Err(Stop)
    }

    /// Two containers around the place declare the name: neither is the nearer one, as Zig sees it.
    fn ambiguous(&mut self, at: Span, inner: Span, outer: Span) -> Checked {
        let d = Diagnostic::error("name", at, "ambiguous reference")
            .label(inner, "declared here")
            .label(outer, "also declared here");
        self.found.push(d);
        Err(Stop)
    }

    fn visible(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for item in &self.scopes.items {
            match item {
                Item::Local(local) => names.push(local.name.clone()),
                Item::Namespace(more) => names.extend(more.keys().cloned()),
            }
        }
        names
    }
}
