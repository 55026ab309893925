//! A labelled switch that runs again: `continue :label operand`.

use crate::ir::{self, ExprKind, LabelId};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::TypeId;

use super::Sema;
use super::control::local_place;
use super::operand::{Eval, Flow, Operand};
use super::switch::{block_of, union_tag};

/// Whether `continue :label` may bring a union another operand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    Never,
    WithValue,
    /// A capture points into the operand.
    WithPlace,
}

impl Sema {
    /// Puts the next operand where the captures look, and gives its tag.
    fn next_union(&mut self, local: ir::LocalId, value: ir::Expr) -> ir::Expr {
        let (ty, at) = (value.ty, value.span);
        let union = self.pool.as_pointer(ty).map_or(ty, |p| p.child);
        let Some(tag) = self.pool.as_union(union).and_then(|u| u.tag) else {
            return value;
        };
        let next = local_place(local, ty, at);
        let next = match union == ty {
            true => next,
            false => behind(next, union, at),
        };
        let assign = ir::Expr {
            kind: ExprKind::Assign {
                place: local_place(local, ty, at),
                value: Box::new(value),
            },
            ty: TypeId::VOID,
            span: at,
        };
        let stmt = self.silent(ir::StmtKind::Expr(assign), at);
        block_of(vec![stmt], union_tag(next, tag, at), at)
    }

    /// `continue :label value` of a switch.
    pub(super) fn continue_switch(
        &mut self,
        index: usize,
        id: LabelId,
        interpreted: bool,
        value: &ast::Expr,
        at: Span,
    ) -> Eval {
        let _ = index;
        if interpreted {
            let op = self.expr(value, None)?;
            return Err(Flow::ContinueSwitch(id, op));
        }
        let Some(ty) = self.frame.targets[index].switch_ty else {
            return self.not_yet(at, "`continue` of this switch");
        };
        let span = value.span;
        let op = match self.pool.is_pointer(ty) && self.frame.targets[index].switch_union.is_some()
        {
            true => {
                let place = self.place(value, None)?;
                let op = self.address_of(place, span)?;
                self.coerce(op, ty, span)?
            }
            false => self.expr_as(value, ty)?,
        };
        let mut value = self.runtime(op, span)?;
        if let Some(local) = self.frame.targets[index].switch_union {
            value = self.next_union(local, value);
        }
        let value = Box::new(value);
        Ok(Operand::runtime(
            TypeId::NORETURN,
            at,
            ExprKind::ContinueSwitch { label: id, value },
        ))
    }
}

/// What the pointer in this place points to.
pub(super) fn behind(pointer: ir::Place, ty: TypeId, at: Span) -> ir::Place {
    let pointer = ir::Expr {
        ty: pointer.ty,
        kind: ExprKind::Read(pointer),
        span: at,
    };
    ir::Place {
        kind: ir::PlaceKind::Deref(Box::new(pointer)),
        ty,
        span: at,
    }
}
