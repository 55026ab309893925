//! Late values: what `break` gives is in the tree before the type is known in which all such values meet.

use crate::ir::*;
use crate::source::Span;
use crate::types::TypeId;

/// Stands for the `index`th value until [`fill_breaks`].
pub(super) fn placeholder(index: usize, span: Span) -> Expr {
    Expr {
        kind: ExprKind::Const(Image {
            bytes: (index as u64).to_le_bytes().to_vec(),
            undefined: Vec::new(),
            relocations: Vec::new(),
        }),
        ty: TypeId::NORETURN,
        span,
    }
}

/// Which value a placeholder stands for.
pub(super) fn placeholder_index(e: &Expr) -> Option<usize> {
    let (ExprKind::Const(image), TypeId::NORETURN) = (&e.kind, e.ty) else {
        return None;
    };
    let bytes = image.bytes.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*bytes) as usize)
}

/// Puts the values in the place of their placeholders.
pub(super) fn fill_breaks(tree: &mut Expr, label: LabelId, values: &mut [Option<Expr>]) {
    if let ExprKind::Break {
        label: target,
        value: Some(value),
    } = &mut tree.kind
        && *target == label
        && let index @ Some(_) = placeholder_index(value)
    {
        if let Some(new) = index.and_then(|i| values.get_mut(i)).and_then(Option::take) {
            **value = new;
        }
        return;
    }
    each_child(tree, &mut |e| fill_breaks(e, label, values));
}

type Visit<'a> = &'a mut dyn FnMut(&mut Expr);

/// Visits the expressions directly inside one.
pub(super) fn each_child(e: &mut Expr, f: Visit) {
    match &mut e.kind {
        ExprKind::Const(_)
        | ExprKind::Undefined
        | ExprKind::Continue { .. }
        | ExprKind::Panic(_) => {}
        ExprKind::Read(p) | ExprKind::AddressOf(p) => each_of_place(p, f),
        ExprKind::UnionTag(p) => each_of_place(p, f),
        ExprKind::Unary { operand, .. }
        | ExprKind::Cast { operand, .. }
        | ExprKind::SlicePtr(operand)
        | ExprKind::SliceLen(operand)
        | ExprKind::WrapOptional(operand)
        | ExprKind::WrapPayload(operand)
        | ExprKind::WrapError(operand)
        | ExprKind::Retype(operand)
        | ExprKind::IsNull(operand)
        | ExprKind::IsError(operand)
        | ExprKind::UnwrapOptional(operand)
        | ExprKind::UnwrapPayload(operand)
        | ExprKind::UnwrapError(operand)
        | ExprKind::Try(operand)
        | ExprKind::ArrayFill(operand)
        | ExprKind::UnionInit {
            payload: operand, ..
        }
        | ExprKind::ContinueSwitch { value: operand, .. }
        | ExprKind::Discard(operand)
        | ExprKind::PanicWith(operand) => f(operand),
        ExprKind::Binary { lhs, rhs, .. }
        | ExprKind::WithOverflow { lhs, rhs, .. }
        | ExprKind::And(lhs, rhs)
        | ExprKind::Or(lhs, rhs)
        | ExprKind::MakeSlice { ptr: lhs, len: rhs } => {
            f(lhs);
            f(rhs);
        }
        ExprKind::Slice {
            base, start, end, ..
        } => {
            match &mut **base {
                SliceBase::Array(p) => each_of_place(p, f),
                SliceBase::Value(e) => f(e),
            }
            f(start);
            if let Some(end) = end {
                f(end);
            }
        }
        ExprKind::Catch {
            operand, handler, ..
        }
        | ExprKind::Orelse { operand, handler } => {
            f(operand);
            f(handler);
        }
        ExprKind::StructInit(fields) => fields.iter_mut().for_each(|(_, e)| f(e)),
        ExprKind::ArrayInit(items) => items.iter_mut().for_each(f),
        ExprKind::Block(b) => {
            for s in &mut b.stmts {
                match &mut s.kind {
                    StmtKind::Let { init, .. } => f(init),
                    StmtKind::Expr(e) => f(e),
                    StmtKind::Defer(d) => f(&mut d.body),
                    StmtKind::Known(_) => {}
                }
            }
            if let Some(tail) = &mut b.tail {
                f(tail);
            }
        }
        ExprKind::If {
            test,
            then,
            otherwise,
        } => {
            each_of_test(test, f);
            f(then);
            if let Some(e) = otherwise {
                f(e);
            }
        }
        ExprKind::While(w) => {
            each_of_test(&mut w.test, f);
            if let Some(e) = &mut w.step {
                f(e);
            }
            f(&mut w.body);
            if let Some(e) = &mut w.otherwise {
                f(e);
            }
        }
        ExprKind::For(l) => {
            for input in &mut l.inputs {
                match &mut input.kind {
                    ForInputKind::Range { start, end } => {
                        f(start);
                        if let Some(end) = end {
                            f(end);
                        }
                    }
                    ForInputKind::Elements(e) | ForInputKind::Pointers(e) => f(e),
                }
            }
            f(&mut l.body);
            if let Some(e) = &mut l.otherwise {
                f(e);
            }
        }
        ExprKind::Switch(s) => {
            f(&mut s.operand);
            s.prongs.iter_mut().for_each(|p| f(&mut p.body));
            if let Some(e) = &mut s.otherwise {
                f(e);
            }
        }
        ExprKind::Return(value) | ExprKind::Break { value, .. } => {
            if let Some(e) = value {
                f(e);
            }
        }
        ExprKind::Assign { place, value } | ExprKind::AssignOp { place, value, .. } => {
            each_of_place(place, f);
            f(value);
        }
        ExprKind::Call { callee, args } => {
            if let Callee::Pointer(e) = callee {
                f(e);
            }
            args.iter_mut().for_each(f);
        }
        ExprKind::Intrinsic { args, .. } => args.iter_mut().for_each(f),
        ExprKind::Format(format) => {
            if let FormatDest::Buffer(e) = &mut format.dest {
                f(e);
            }
            for piece in &mut format.pieces {
                if let FormatPiece::Value {
                    value,
                    width,
                    precision,
                    ..
                } = piece
                {
                    f(value);
                    for measure in width.iter_mut().chain(precision) {
                        f(measure);
                    }
                }
            }
        }
    }
}

fn each_of_test(test: &mut Test, f: Visit) {
    match test {
        Test::Bool(e) => f(e),
        Test::NonNull { subject, .. } | Test::Ok { subject, .. } => match subject {
            Subject::Value(e) => f(e),
            Subject::Place(p) => each_of_place(p, f),
        },
    }
}

fn each_of_place(p: &mut Place, f: Visit) {
    match &mut p.kind {
        PlaceKind::Local(_) | PlaceKind::Global(_) => {}
        PlaceKind::Deref(e) | PlaceKind::Temporary(e) => f(e),
        PlaceKind::Field { base, .. }
        | PlaceKind::SlicePtr(base)
        | PlaceKind::SliceLen(base)
        | PlaceKind::OptionalPayload { base, .. }
        | PlaceKind::ErrorPayload { base, .. }
        | PlaceKind::UnionField { base, .. } => each_of_place(base, f),
        PlaceKind::Element { base, index } => {
            each_of_place(base, f);
            f(index);
        }
        PlaceKind::SliceElement { slice, index } => {
            f(slice);
            f(index);
        }
        PlaceKind::PointerElement { ptr, index } => {
            f(ptr);
            f(index);
        }
    }
}
