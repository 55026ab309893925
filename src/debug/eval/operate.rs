//! Operators over values that are already out of memory. Integers are computed exactly; what does not fit 128
//! bits is refused.

use super::{Result, Term};
use crate::syntax::ast::{BinaryOp, UnaryOp};

pub(super) fn unary(op: UnaryOp, term: Term) -> Result<Term> {
    match (op, term) {
        (UnaryOp::Not, Term::Bool(b)) => Ok(Term::Bool(!b)),
        (UnaryOp::Neg | UnaryOp::NegWrap, Term::Number(n)) => {
            n.checked_neg().map(Term::Number).ok_or_else(too_large)
        }
        (UnaryOp::Neg, Term::Float(f)) => Ok(Term::Float(-f)),
        (UnaryOp::BitNot, Term::Number(n)) => Ok(Term::Number(!n)),
        _ => Err("this operator does not take that".into()),
    }
}

fn too_large() -> String {
    "the result is too large".into()
}

pub(super) fn binary(op: BinaryOp, lhs: Term, rhs: Term) -> Result<Term> {
    use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
    match op {
        Eq => return equal(&lhs, &rhs).map(Term::Bool),
        Ne => return equal(&lhs, &rhs).map(|e| Term::Bool(!e)),
        Lt | Le | Gt | Ge => {
            let order = order(&lhs, &rhs)?;
            return Ok(Term::Bool(match op {
                Lt => order.is_lt(),
                Le => order.is_le(),
                Gt => order.is_gt(),
                _ => order.is_ge(),
            }));
        }
        _ => {}
    }
    match (lhs, rhs) {
        (Term::Number(a), Term::Number(b)) => integers(op, a, b),
        (Term::Float(a), Term::Float(b)) => floats(op, a, b),
        (Term::Float(a), Term::Number(b)) => floats(op, a, b as f64),
        (Term::Number(a), Term::Float(b)) => floats(op, a as f64, b),
        _ => Err("this operator takes numbers".into()),
    }
}

fn integers(op: BinaryOp, a: i128, b: i128) -> Result<Term> {
    let shift = || u32::try_from(b).map_err(|_| "the shift is too large".to_owned());
    let result = match op {
        // What wraps is cut to its type later: the low bits are right in any case.
        BinaryOp::AddWrap => Some(a.wrapping_add(b)),
        BinaryOp::SubWrap => Some(a.wrapping_sub(b)),
        BinaryOp::MulWrap => Some(a.wrapping_mul(b)),
        BinaryOp::AddSat => Some(a.saturating_add(b)),
        BinaryOp::SubSat => Some(a.saturating_sub(b)),
        BinaryOp::MulSat => Some(a.saturating_mul(b)),
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div | BinaryOp::Rem if b == 0 => return Err("division by zero".into()),
        BinaryOp::Div => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        BinaryOp::Shl | BinaryOp::ShlSat => a.checked_shl(shift()?),
        BinaryOp::Shr => a.checked_shr(shift()?),
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        _ => return Err("this operator cannot be used here".into()),
    };
    result.map(Term::Number).ok_or_else(too_large)
}

fn floats(op: BinaryOp, a: f64, b: f64) -> Result<Term> {
    Ok(Term::Float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div => a / b,
        BinaryOp::Rem => a % b,
        _ => return Err("this operator does not take floats".into()),
    }))
}

fn equal(lhs: &Term, rhs: &Term) -> Result<bool> {
    match (lhs, rhs) {
        (Term::Null, _) | (_, Term::Null) => Ok(lhs == rhs),
        (Term::Bool(a), Term::Bool(b)) => Ok(a == b),
        (Term::Type(a), Term::Type(b)) => Ok(a == b),
        (Term::EnumLiteral(a), Term::EnumLiteral(b)) | (Term::Error(a), Term::Error(b)) => {
            Ok(a == b)
        }
        // An error union that is no error is not equal to any error.
        (Term::Error(_), _) | (_, Term::Error(_)) => Ok(false),
        _ => order(lhs, rhs).map(|o| o.is_eq()),
    }
}

fn order(lhs: &Term, rhs: &Term) -> Result<std::cmp::Ordering> {
    let floats = |a: f64, b: f64| {
        a.partial_cmp(&b)
            .ok_or_else(|| "nan has no order".to_owned())
    };
    match (lhs, rhs) {
        (Term::Number(a), Term::Number(b)) => Ok(a.cmp(b)),
        (Term::Float(a), Term::Float(b)) => floats(*a, *b),
        (Term::Float(a), Term::Number(b)) => floats(*a, *b as f64),
        (Term::Number(a), Term::Float(b)) => floats(*a as f64, *b),
        _ => Err("these cannot be compared".into()),
    }
}
