//! Types in expressions: their names, and what the language can ask about them.

use super::{Evaluator, Result, Term};
use crate::syntax::ast::Expr;
use crate::types::{Type, TypeId, TypePool};

/// What can be asked about a type, or about the type of a value.
pub(super) const ABOUT: [&str; 8] = [
    "sizeOf",
    "alignOf",
    "bitSizeOf",
    "typeName",
    "TypeOf",
    "offsetOf",
    "field",
    "hasField",
];

/// The type that a name means everywhere, as far as the program uses it: `u32`, or `Pair` of the program's file.
pub(super) fn named(types: &TypePool, name: &str) -> Option<TypeId> {
    let mut ids = (0..types.len() as u32).map(TypeId);
    let is_own = |full: &str| {
        let own = full
            .strip_suffix(name)
            .and_then(|file| file.strip_suffix('.'));
        own.is_some_and(|file| !file.contains(['(', '.']))
    };
    // A container by its bare name is a file.
    let is_plain = |id: TypeId| {
        !matches!(
            types.get(id),
            Type::Struct(_) | Type::Union(_) | Type::Enum(_) | Type::Opaque(_)
        )
    };
    ids.find(|id| {
        let full = types.name(*id);
        full == name && is_plain(*id) || is_own(&full)
    })
}

/// What is wrong with a name as a member of an enum or of a union's tag, if the type is one.
pub(super) fn no_member(types: &TypePool, ty: TypeId, name: &str) -> Option<String> {
    let members = match *types.get(ty) {
        Type::Enum(id) => id,
        Type::Union(id) => match *types.get(types.union_info(id).tag?) {
            Type::Enum(id) => id,
            _ => return None,
        },
        _ => return None,
    };
    let members = &types.enum_info(members).members;
    let has = members.iter().any(|(own, _)| **own == *name);
    (!has).then(|| format!("`{}` has no member `{name}`", types.name(ty)))
}

impl Evaluator<'_> {
    /// The type that an expression means.
    pub(super) fn kind(&self, expr: &Expr) -> Result<TypeId> {
        match self.term(expr)? {
            Term::Type(ty) => Ok(ty),
            other => Err(format!("{} is not a type", self.describe(&other))),
        }
    }

    /// The type of what an expression means; a type stands for itself.
    fn kind_of(&self, expr: &Expr) -> Result<TypeId> {
        match self.term(expr)? {
            Term::Type(ty) => Ok(ty),
            other => self.type_of(&other),
        }
    }

    pub(super) fn type_of(&self, term: &Term) -> Result<TypeId> {
        Ok(match term {
            Term::Data { ty, .. } | Term::Typed(ty, _) | Term::Real(ty, _) => *ty,
            Term::Number(_) => TypeId::COMPTIME_INT,
            Term::Float(_) => TypeId::COMPTIME_FLOAT,
            Term::Bool(_) => TypeId::BOOL,
            Term::Type(_) => TypeId::TYPE,
            other => return Err(format!("the type of {} is not known", self.describe(other))),
        })
    }

    pub(super) fn optional(&self, child: &Expr) -> Result<Term> {
        let child = self.kind(child)?;
        let types = self.reader.types;
        let mut ids = (0..types.len() as u32).map(TypeId);
        let found = ids.find(|id| *types.get(*id) == Type::Optional(child));
        let none = || format!("the program has no type `?{}`", types.name(child));
        found.map(Term::Type).ok_or_else(none)
    }

    fn field_name(&self, field: &Expr) -> Result<String> {
        match self.term(field)? {
            Term::Text(field) => Ok(String::from_utf8_lossy(&field).into_owned()),
            _ => Err("a field is named by its text: `\"name\"`".into()),
        }
    }

    pub(super) fn about_type(&self, name: &str, args: &[Expr]) -> Result<Term> {
        let types = self.reader.types;
        let number = |n: u64| Ok(Term::Number(i128::from(n)));
        match (name, args) {
            ("sizeOf", [of]) => number(types.size(self.kind_of(of)?)),
            ("alignOf", [of]) => number(types.align(self.kind_of(of)?).into()),
            ("bitSizeOf", [of]) => number(types.bit_size(self.kind_of(of)?)),
            ("typeName", [of]) => Ok(Term::Text(types.name(self.kind(of)?).into_bytes())),
            ("TypeOf", [of]) => {
                let term = self.term(of)?;
                self.type_of(&term).map(Term::Type)
            }
            ("field", [of, field]) => {
                let of = self.term(of)?;
                self.field(of, &self.field_name(field)?)
            }
            ("hasField", [of, field]) => {
                let index = types.field_index(self.kind(of)?, &self.field_name(field)?);
                Ok(Term::Bool(index.is_some()))
            }
            ("offsetOf", [of, field]) => {
                let of = self.kind(of)?;
                let field = self.field_name(field)?;
                let index = types.field_index(of, &field);
                let none = || format!("`{}` has no field `{field}`", types.name(of));
                number(types.field_offset(of, index.ok_or_else(none)?))
            }
            _ if ABOUT.contains(&name) => Err(format!("`@{name}` takes other arguments")),
            _ => Err(format!("`@{name}` cannot be used here")),
        }
    }
}
