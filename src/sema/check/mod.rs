//! What Zig checks in every function of a file, whether anything reaches it or not: names, shadowing, labels,
//! and the five things that are warnings here (unused names, `var` that never changes, pointless discards,
//! unreachable code).

mod body;
mod container;
mod flow;
mod newer;
mod scope;

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::source::{SourceMap, Span};
use crate::syntax::ast;

pub(super) use body::can_be_assigned;
use newer::Newer;
use scope::Scopes;

/// Checks one file of the user's.
pub(super) fn check(
    map: &SourceMap,
    file: &ast::File,
    is_fragment: bool,
    newer: bool,
) -> Vec<Diagnostic> {
    let mut checker = Checker {
        map,
        is_fragment,
        scopes: Scopes::default(),
        labels: Vec::new(),
        deferred: None,
        newer: newer.then(Newer::default),
        found: Vec::new(),
    };
    checker.file(file);
    checker.found
}

/// A mistake after which the rest of the function is not looked at, as in Zig.
struct Stop;

type Checked = Result<(), Stop>;

struct Checker<'a> {
    map: &'a SourceMap,
    /// Names that exist nowhere are no mistake.
    is_fragment: bool,
    scopes: Scopes,
    labels: Vec<Label>,
    /// The `defer` whose body is being looked at.
    deferred: Option<Span>,
    /// What newer versions of Zig no longer have, where that is to be said.
    newer: Option<Newer>,
    found: Vec<Diagnostic>,
}

/// What `break` and `continue` can name.
struct Label {
    name: Option<ast::Ident>,
    kind: LabelKind,
    is_used: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelKind {
    Block,
    While,
    For,
    Switch,
    /// The body of a `defer`: nothing can be left through it.
    Defer,
    /// A function: labels outside of it are not its own.
    Function,
}

impl LabelKind {
    fn words(self) -> &'static str {
        match self {
            LabelKind::Block => "block label",
            LabelKind::While => "while loop label",
            LabelKind::For => "for loop label",
            LabelKind::Switch => "switch label",
            LabelKind::Defer | LabelKind::Function => "",
        }
    }

    fn is_loop(self) -> bool {
        matches!(self, LabelKind::While | LabelKind::For)
    }
}

impl Checker<'_> {
    fn error(&mut self, at: Span, message: impl Into<String>) -> Checked {
        self.found.push(Diagnostic::error("name", at, message));
        Err(Stop)
    }

    fn warn(&mut self, code: &'static str, at: Span, message: impl Into<String>) {
        self.found.push(Diagnostic::lenient(code, at, message));
    }
}

/// Names of types and values that every program knows.
fn is_primitive(name: &str) -> bool {
    let number = |digits: &str| {
        !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'))
            && digits.parse::<u16>().is_ok()
    };
    match name {
        "void" | "bool" | "noreturn" | "type" | "anyerror" | "anyopaque" | "comptime_int"
        | "comptime_float" | "usize" | "isize" | "f16" | "f32" | "f64" | "f80" | "f128"
        | "true" | "false" | "null" | "undefined" | "c_char" | "c_short" | "c_ushort" | "c_int"
        | "c_uint" | "c_long" | "c_ulong" | "c_longlong" | "c_ulonglong" | "c_longdouble" => true,
        _ => name.strip_prefix(['i', 'u']).is_some_and(number),
    }
}

type Name = Rc<str>;
