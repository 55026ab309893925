//! What analysing an expression gives: a comptime value or a typed tree, and the ways out of an expression
//! that has no value.

use crate::ir;
use crate::source::Span;
use crate::types::{Pointee, TypeId, Value};

/// Asked for where the value is thrown away (`_ = ...`): every branch throws its own away.
pub(super) const DISCARD: TypeId = TypeId::UNDEFINED;

/// The type of an expression that was asked to be of this type.
pub(super) fn kept(ty: TypeId) -> TypeId {
    if ty == DISCARD { TypeId::VOID } else { ty }
}

/// The value of an expression.
pub(super) enum Operand {
    Known(TypeId, Value),
    Runtime(ir::Expr),
}

impl Operand {
    pub fn ty(&self) -> TypeId {
        match self {
            Operand::Known(ty, _) => *ty,
            Operand::Runtime(expr) => expr.ty,
        }
    }

    pub fn void() -> Operand {
        Operand::Known(TypeId::VOID, Value::Void)
    }

    pub fn bool(value: bool) -> Operand {
        Operand::Known(TypeId::BOOL, Value::Bool(value))
    }

    pub fn of_type(ty: TypeId) -> Operand {
        Operand::Known(TypeId::TYPE, Value::Type(ty))
    }

    pub fn runtime(ty: TypeId, span: Span, kind: ir::ExprKind) -> Operand {
        Operand::Runtime(ir::Expr { kind, ty, span })
    }

    pub fn known(&self) -> Option<&Value> {
        match self {
            Operand::Known(_, value) => Some(value),
            Operand::Runtime(_) => None,
        }
    }

    pub fn is_noreturn(&self) -> bool {
        self.ty() == TypeId::NORETURN
    }
}

/// Where an expression of place form is, before anyone decided to read it, write it or take its address.
pub(super) struct Place {
    pub ty: TypeId,
    /// It may not be written.
    pub is_const: bool,
    /// Alignment where it is not the type's own.
    pub align: Option<u32>,
    pub kind: PlaceKind,
}

pub(super) enum PlaceKind {
    /// Memory of the running program.
    Runtime(ir::Place),
    /// An address that is known at compile time: a constant, a global or a comptime variable.
    Known(Pointee),
    /// Not a place at all: the value of an expression.
    Value(Operand),
}

impl PlaceKind {
    /// Leaving it out skips nothing that would run.
    pub fn is_plain(&self) -> bool {
        match self {
            PlaceKind::Known(_) | PlaceKind::Value(Operand::Known(..)) => true,
            PlaceKind::Runtime(p) => matches!(p.kind, ir::PlaceKind::Local(_)),
            PlaceKind::Value(Operand::Runtime(e)) => matches!(e.kind, ir::ExprKind::Undefined),
        }
    }
}

/// Why an expression gave no value.
pub(super) enum Flow {
    /// It is wrong, and that has been reported.
    Failed,
    /// Comptime control flow on its way to its target.
    Break(ir::LabelId, Operand),
    Continue(ir::LabelId),
    /// `continue :label value` of an interpreted `switch`.
    ContinueSwitch(ir::LabelId, Operand),
    Return(Operand),
}

pub(super) type Eval<T = Operand> = Result<T, Flow>;
