//! Whether what an expression names lies in the variables themselves.

use super::{Evaluator, Term};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{PointerSize, Type};

impl Evaluator<'_> {
    pub(super) fn is_own(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Ident(name) => self.scope.lookup(name).is_some(),
            ExprKind::Field { base, name } => {
                let is_header = matches!(&*name.name, "len" | "ptr");
                !self.leads_away(base, is_header) && self.is_own(base)
            }
            ExprKind::Index { base, index } => {
                self.is_own(index) || !self.leads_away(base, false) && self.is_own(base)
            }
            ExprKind::Deref(_) => false,
            ExprKind::Group(inner) | ExprKind::Unwrap(inner) => self.is_own(inner),
            ExprKind::Unary { operand, .. } => self.is_own(operand),
            ExprKind::Binary { lhs, rhs, .. } => self.is_own(lhs) || self.is_own(rhs),
            ExprKind::Slice { base, .. } => self.is_own(base),
            ExprKind::Builtin { args, .. } | ExprKind::Call { args, .. } => {
                args.iter().any(|arg| self.is_own(arg))
            }
            _ => false,
        }
    }

    /// Whether the way into a value goes through a pointer; the length of a slice is in the slice.
    fn leads_away(&self, base: &Expr, is_header: bool) -> bool {
        let Ok(Term::Data { ty, .. }) = self.term(base) else {
            return false;
        };
        match self.reader.types.get(ty) {
            Type::Pointer(p) => p.size == PointerSize::One || !is_header,
            _ => false,
        }
    }
}
