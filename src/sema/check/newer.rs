//! What Zig 0.15 has and newer versions have not: noted once per file, so that a reader with a newer Zig knows.

use crate::diag::{Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::ast::*;

use super::Checker;

/// What has been said already.
pub(super) type Newer = Vec<&'static str>;

/// Something that is gone.
struct Removed {
    what: &'static str,
    version: &'static str,
    /// What stands there instead.
    instead: Option<&'static str>,
}

const REPEAT: Removed = Removed {
    what: "`**`",
    version: "0.17",
    instead: Some("`@splat(value)` fills an array, here too"),
};

const ERROR_CAPTURE: Removed = Removed {
    what: "`errdefer |err|`",
    version: "0.17",
    instead: Some("`errdefer` without a name stays"),
};

const TYPE_FIELDS: Removed = Removed {
    what: "`.fields` of `@typeInfo`",
    version: "0.17",
    instead: None,
};

/// Gone from the library, by the last name of the path.
const LIBRARY: [(&str, Removed); 3] = [
    (
        "GeneralPurposeAllocator",
        Removed {
            what: "`std.heap.GeneralPurposeAllocator`",
            version: "0.16",
            instead: Some("`std.heap.DebugAllocator` is the same, here too"),
        },
    ),
    (
        "stackFallback",
        Removed {
            what: "`std.heap.stackFallback`",
            version: "0.17",
            instead: None,
        },
    ),
    (
        "dupeZ",
        Removed {
            what: "`dupeZ`",
            version: "0.17",
            instead: Some("`dupeSentinel(T, slice, 0)` is the same there"),
        },
    ),
];

impl Checker<'_> {
    pub(super) fn newer_error_capture(&mut self, at: Span) {
        self.removed(&ERROR_CAPTURE, at);
    }

    pub(super) fn newer_expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Binary {
                op: BinaryOp::Repeat,
                op_span,
                ..
            } => self.removed(&REPEAT, *op_span),
            ExprKind::Field { base, name } if &*name.name == "fields" && is_type_info(base) => {
                self.removed(&TYPE_FIELDS, name.span);
            }
            ExprKind::Field { name, .. } => {
                if let Some((_, gone)) = LIBRARY.iter().find(|(n, _)| *n == &*name.name) {
                    self.removed(gone, name.span);
                }
            }
            _ => {}
        }
    }

    fn removed(&mut self, gone: &Removed, at: Span) {
        let Some(said) = self.newer.as_mut().filter(|s| !s.contains(&gone.what)) else {
            return;
        };
        said.push(gone.what);
        let message = format!("{}: removed in Zig {}", gone.what, gone.version);
        let mut d = Diagnostic::new(Severity::Note, "newer", at, message);
        d.hint = gone.instead.map(str::to_owned);
        self.found.push(d);
    }
}

/// `@typeInfo(T).@"struct"`
fn is_type_info(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Field { base, .. } => {
            matches!(&base.kind, ExprKind::Builtin { name, .. } if &*name.name == "typeInfo")
        }
        _ => false,
    }
}
