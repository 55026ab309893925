//! Floats with a type: operands are numbers of the wider type of the two, and so is what an operator makes of them.

use super::{Evaluator, Result, Term};
use crate::syntax::ast::Expr;
use crate::types::{Float, Type, TypeId};

/// Builtins that compute with floats.
pub(super) const COMPUTING: [&str; 10] = [
    "floatCast",
    "floatFromInt",
    "intFromFloat",
    "sqrt",
    "floor",
    "ceil",
    "round",
    "trunc",
    "exp",
    "log",
];

/// A type of floats.
#[derive(Clone, Copy)]
pub(super) struct Real {
    ty: TypeId,
    bits: u16,
}

impl Real {
    /// A float as one of this type.
    pub(super) fn of(self, made: Term) -> Term {
        match made {
            Term::Float(number) => Term::Real(self.ty, self.rounded(number)),
            other => other,
        }
    }

    /// What stands beside a float of this type.
    pub(super) fn operand(self, term: Term) -> Term {
        match term {
            Term::Float(number) => Term::Float(self.rounded(number)),
            Term::Number(number) => Term::Float(self.rounded(number as f64)),
            other => other,
        }
    }

    /// Wider floats are as near as a double comes.
    fn rounded(self, number: f64) -> f64 {
        match self.bits {
            64.. => number,
            32.. => f64::from(number as f32),
            _ => Float::from_f64(number).rounded(self.bits).to_f64(),
        }
    }
}

impl Evaluator<'_> {
    /// The type of a float that has one.
    pub(super) fn real_type(&self, term: &Term) -> Option<Real> {
        match *term {
            Term::Data { ty, .. } | Term::Real(ty, _) => self.real(ty),
            _ => None,
        }
    }

    /// The type of floats that a type is, or holds if it is there.
    fn real(&self, ty: TypeId) -> Option<Real> {
        match *self.reader.types.get(ty) {
            Type::Float(bits) => Some(Real { ty, bits }),
            Type::Optional(child) => self.real(child),
            _ => None,
        }
    }

    /// The type in which an operator computes with two values, if one of them is a float with a type.
    pub(super) fn real_peer(&self, lhs: &Term, rhs: &Term) -> Option<Real> {
        let (a, b) = (self.real_type(lhs), self.real_type(rhs));
        match (a, b) {
            (Some(a), Some(b)) if b.bits > a.bits => Some(b),
            (a, b) => a.or(b),
        }
    }

    /// A float or integer as a float of a type: `@as(f32, 0.1)`.
    pub(super) fn as_real(&self, ty: TypeId, term: &Term) -> Option<Term> {
        let real = self.real(ty)?;
        match real.operand(term.clone()) {
            number @ Term::Float(_) => Some(real.of(number)),
            _ => None,
        }
    }

    /// A builtin that computes something of a float.
    pub(super) fn of_float(&self, name: &str, of: &Expr) -> Result<Term> {
        let term = self.term(of)?;
        let real = self.real_type(&term);
        let number = match (name, self.scalar(term)?) {
            ("floatFromInt", Term::Number(number)) => return Ok(Term::Float(number as f64)),
            (_, Term::Float(number)) if name != "floatFromInt" => number,
            (_, other) => return Err(format!("`@{name}` does not take {}", self.describe(&other))),
        };
        let made = match name {
            "intFromFloat" if number.abs() < 2f64.powi(126) => {
                return Ok(Term::Number(number.trunc() as i128));
            }
            "intFromFloat" => return Err("the result is too large".into()),
            // Its type is what stands around it.
            "floatCast" => return Ok(Term::Float(number)),
            "abs" => number.abs(),
            "sqrt" => number.sqrt(),
            "floor" => number.floor(),
            "ceil" => number.ceil(),
            "round" => number.round(),
            "exp" => number.exp(),
            "log" => number.ln(),
            _ => number.trunc(),
        };
        Ok(real.map_or(Term::Float(made), |real| real.of(Term::Float(made))))
    }
}
