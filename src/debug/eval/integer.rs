//! Integers with a type: what an operator or builtin makes of them as the language defines it. What does not fit its type is
//! still told exactly, as a `comptime_int`: people who ask want to know, and nothing runs that could panic.

use super::{Evaluator, Result, Term, operate, real};
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::{Type, TypeId};

/// Builtins that only compute.
const COMPUTING: [&str; 22] = [
    "as",
    "intCast",
    "truncate",
    "intFromPtr",
    "intFromEnum",
    "intFromBool",
    "tagName",
    "errorName",
    "min",
    "max",
    "abs",
    "mod",
    "rem",
    "divTrunc",
    "divFloor",
    "divExact",
    "popCount",
    "clz",
    "ctz",
    "block",
    "bitCast",
    "enumFromInt",
];

/// Whether a builtin only computes.
pub(super) fn is_computing(name: &str) -> bool {
    COMPUTING.contains(&name) || real::COMPUTING.contains(&name)
}

/// The numbers that a type has.
#[derive(Clone, Copy)]
struct Span {
    signed: bool,
    bits: u32,
}

impl Span {
    /// The nearest bits of a number.
    fn wrap(self, number: i128) -> i128 {
        let away = 128 - self.bits;
        match (away, self.signed) {
            (0, _) | (128, _) => number,
            (_, true) => number << away >> away,
            (_, false) => ((number as u128) << away >> away) as i128,
        }
    }

    fn has(self, number: i128) -> bool {
        self.bits < 128 && self.wrap(number) == number
    }

    fn clamp(self, number: i128) -> i128 {
        let (low, high) = match (self.bits, self.signed) {
            (0, _) => (0, 0),
            (128.., _) => return number,
            (bits, true) => (-1 << (bits - 1), (1 << (bits - 1)) - 1),
            (127, false) => (0, i128::MAX),
            (bits, false) => (0, (1 << bits) - 1),
        };
        number.clamp(low, high)
    }
}

impl Evaluator<'_> {
    fn span(&self, ty: TypeId) -> Option<Span> {
        let (signed, bits) = match *self.reader.types.get(ty) {
            Type::Int { signed, bits } => (signed, u32::from(bits)),
            Type::Isize => (true, 64),
            Type::Usize => (false, 64),
            _ => return None,
        };
        Some(Span { signed, bits })
    }

    /// The type of an integer that has one.
    pub(super) fn integer_type(&self, term: &Term) -> Option<TypeId> {
        match *term {
            Term::Data { ty, .. } | Term::Typed(ty, _) => self.span(ty).map(|_| ty),
            _ => None,
        }
    }

    /// The type of what an operator makes of two integers.
    pub(super) fn peer(&self, op: BinaryOp, lhs: &Term, rhs: &Term) -> Option<TypeId> {
        let (a, b) = (self.integer_type(lhs), self.integer_type(rhs));
        let bits = |ty: TypeId| self.span(ty).map_or(0, |span| span.bits);
        match (a, b) {
            _ if matches!(op, BinaryOp::Shl | BinaryOp::ShlSat | BinaryOp::Shr) => a,
            (Some(a), Some(b)) if bits(b) > bits(a) => Some(b),
            (a, b) => a.or(b),
        }
    }

    /// What an operator has made, as a number of its type.
    pub(super) fn result(&self, op: BinaryOp, ty: Option<TypeId>, made: Term) -> Term {
        use BinaryOp::{AddSat, AddWrap, MulSat, MulWrap, Shl, ShlSat, SubSat, SubWrap};
        let Some((ty, span, number)) = self.typed(ty, &made) else {
            return made;
        };
        match op {
            AddWrap | SubWrap | MulWrap | Shl => Term::Typed(ty, span.wrap(number)),
            AddSat | SubSat | MulSat | ShlSat => Term::Typed(ty, span.clamp(number)),
            _ => self.fitting(Some(ty), made),
        }
    }

    pub(super) fn negated(&self, op: UnaryOp, ty: Option<TypeId>, made: Term) -> Term {
        match (op, self.typed(ty, &made)) {
            (UnaryOp::NegWrap | UnaryOp::BitNot, Some((ty, span, number))) => {
                Term::Typed(ty, span.wrap(number))
            }
            _ => self.fitting(ty, made),
        }
    }

    fn typed(&self, ty: Option<TypeId>, made: &Term) -> Option<(TypeId, Span, i128)> {
        let Term::Number(number) = *made else {
            return None;
        };
        Some((ty?, self.span(ty?)?, number))
    }

    pub(super) fn fitting(&self, ty: Option<TypeId>, made: Term) -> Term {
        match self.typed(ty, &made) {
            Some((ty, span, number)) if span.has(number) => Term::Typed(ty, number),
            _ => made,
        }
    }

    /// A value as one of a type: `@as(u8, 3)`, `@truncate` into the type that stands around it.
    fn as_type(&self, ty: TypeId, term: Term) -> Result<Term> {
        let value = self.scalar(term)?;
        let name = || self.reader.types.name(ty);
        match (self.typed(Some(ty), &value), &value) {
            (Some((_, span, number)), _) if !span.has(number) && span.bits < 128 => {
                Err(format!("{number} does not fit `{}`", name()))
            }
            _ => Ok(match self.as_real(ty, &value) {
                Some(real) => real,
                None => self.fitting(Some(ty), value),
            }),
        }
    }

    /// A builtin that computes something of values.
    pub(super) fn computed(&self, name: &str, args: &[Expr]) -> Result<Term> {
        match (name, args) {
            ("block", [id]) => self.block(id),
            ("as", [ty, value]) => {
                let ty = self.kind(ty)?;
                if let Some((span, inner)) = self.truncated(ty, value)? {
                    return Ok(Term::Typed(ty, span.wrap(inner)));
                }
                if let Some(seen) = self.seen_as(ty, value)? {
                    return Ok(seen);
                }
                let term = self.term(value)?;
                self.as_type(ty, term)
            }
            ("intFromPtr", [of]) => {
                let address = self.scalar(self.term(of)?)?;
                Ok(self.fitting(Some(TypeId::USIZE), address))
            }
            ("intCast" | "truncate", [of]) => self.scalar(self.term(of)?),
            ("intFromBool", [of]) => Ok(Term::Number(i128::from(self.truth(of)?))),
            ("intFromEnum", [of]) => {
                let term = self.term(of)?;
                self.number_of_member(&term)
            }
            ("tagName" | "errorName", [of]) => match self.scalar(self.term(of)?)? {
                Term::EnumLiteral(name) | Term::Error(name) => Ok(Term::Text(name.into_bytes())),
                other => Err(format!("{} has no name", self.describe(&other))),
            },
            ("abs" | "popCount" | "clz" | "ctz", [of]) => self.of_one(name, of),
            ("min" | "max", [first, rest @ ..]) if !rest.is_empty() => {
                self.extreme(name == "max", first, rest)
            }
            ("mod" | "rem" | "divTrunc" | "divFloor" | "divExact", [a, b]) => {
                self.of_two(name, a, b)
            }
            (name, [of]) if real::COMPUTING.contains(&name) => self.of_float(name, of),
            ("bitCast" | "enumFromInt", [_]) => Err(format!(
                "`@{name}` needs a type around it: `@as(T, @{name}(x))`"
            )),
            _ => Err(format!("`@{name}` takes other arguments")),
        }
    }

    /// `@as(u8, @truncate(x))`: the number, and to how many bits it is cut.
    fn truncated(&self, ty: TypeId, value: &Expr) -> Result<Option<(Span, i128)>> {
        let ExprKind::Builtin { name, args } = &value.kind else {
            return Ok(None);
        };
        let (Some(span), "truncate", [of]) = (self.span(ty), &*name.name, args.as_slice()) else {
            return Ok(None);
        };
        let number = self.number(of)?.1;
        Ok(Some((span, number)))
    }

    pub(super) fn number(&self, expr: &Expr) -> Result<(Option<TypeId>, i128)> {
        let term = self.term(expr)?;
        let ty = self.integer_type(&term);
        match self.scalar(term)? {
            Term::Number(number) => Ok((ty, number)),
            other => Err(format!("{} is no integer", self.describe(&other))),
        }
    }

    fn number_of_member(&self, term: &Term) -> Result<Term> {
        let types = self.reader.types;
        let none = || format!("{} is of no enum", self.describe(term));
        let Term::Data { ty, .. } = term else {
            return Err(none());
        };
        let of = match *types.get(*ty) {
            Type::Enum(id) => id,
            Type::Union(id) => match types.union_info(id).tag.map(|tag| types.get(tag)) {
                Some(Type::Enum(id)) => *id,
                _ => return Err(none()),
            },
            _ => return Err(none()),
        };
        let Term::EnumLiteral(name) = self.scalar(term.clone())? else {
            return Err(none());
        };
        let info = types.enum_info(of);
        let member = info.members.iter().find(|(own, _)| **own == *name);
        let number = member.ok_or_else(none)?.1;
        Ok(self.fitting(Some(info.tag), Term::Number(number)))
    }

    fn of_one(&self, name: &str, of: &Expr) -> Result<Term> {
        if let ("abs", Term::Float(_)) = (name, self.scalar(self.term(of)?)?) {
            return self.of_float(name, of);
        }
        let (ty, number) = self.number(of)?;
        let span = ty.and_then(|ty| self.span(ty));
        let bits = span.filter(|span| span.bits < 128);
        let own = |span: Span| Span {
            signed: false,
            ..span
        };
        let made = match (name, bits) {
            ("abs", _) => number.checked_abs().ok_or("the result is too large")?,
            (_, None) => return Err(format!("`@{name}` needs an integer with a type")),
            ("popCount", Some(span)) => own(span).wrap(number).count_ones().into(),
            ("clz", Some(span)) => {
                let used = 128 - own(span).wrap(number).leading_zeros();
                (span.bits - used).into()
            }
            (_, Some(span)) => number.trailing_zeros().min(span.bits).into(),
        };
        let bits = span.map(|span| match name {
            "abs" => span.bits,
            // As many as it takes to count all of them.
            _ => u32::BITS - span.bits.leading_zeros(),
        });
        let ty = bits.and_then(|bits| self.unsigned(bits));
        Ok(self.fitting(ty, Term::Number(made)))
    }

    /// The unsigned integers of so many bits, if the program has them.
    fn unsigned(&self, bits: u32) -> Option<TypeId> {
        let types = self.reader.types;
        let mut ids = (0..types.len() as u32).map(TypeId);
        ids.find(|&id| {
            let is_meant = |own: u16| u32::from(own) == bits;
            matches!(types.get(id), Type::Int { signed: false, bits } if is_meant(*bits))
        })
    }

    /// The least or the greatest of several numbers.
    fn extreme(&self, greatest: bool, first: &Expr, rest: &[Expr]) -> Result<Term> {
        let mut found = self.term(first)?;
        for expr in rest {
            let other = self.term(expr)?;
            let (ty, real) = (
                self.peer(BinaryOp::Add, &found, &other),
                self.real_peer(&found, &other),
            );
            let (a, b) = (self.scalar(found)?, self.scalar(other)?);
            let is_less = operate::binary(BinaryOp::Lt, a.clone(), b.clone())?;
            let made = if (is_less == Term::Bool(true)) == greatest {
                b
            } else {
                a
            };
            found = match real {
                Some(real) => real.of(real.operand(made)),
                None => self.fitting(ty, made),
            };
        }
        Ok(found)
    }

    fn of_two(&self, name: &str, a: &Expr, b: &Expr) -> Result<Term> {
        let (own, a) = self.number(a)?;
        let (other, b) = self.number(b)?;
        if b == 0 {
            return Err("division by zero".into());
        }
        let made = match name {
            "rem" => a.checked_rem(b),
            "divTrunc" => a.checked_div(b),
            "divExact" if a.checked_rem(b) != Some(0) => {
                return Err("exact division produced remainder".into());
            }
            "divExact" => a.checked_div(b),
            // Towards the lower number, as the language does it for divisors of both signs.
            "divFloor" => a
                .checked_div(b)
                .map(|q| q - i128::from(q * b != a && (a < 0) != (b < 0))),
            _ => a
                .checked_rem_euclid(b)
                .map(|r| if b < 0 && r != 0 { r + b } else { r }),
        };
        let made = made.ok_or("the result is too large")?;
        Ok(self.fitting(own.or(other), Term::Number(made)))
    }
}
