//! The bytes of a value as a value of another type.

use super::{At, Evaluator, Result, Term};
use crate::debug::value::Byte;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::{Type, TypeId};

impl Evaluator<'_> {
    /// `@as(u32, @bitCast(x))` and `@as(Color, @enumFromInt(n))`: the bytes of a value as one of another type.
    pub(super) fn seen_as(&self, ty: TypeId, value: &Expr) -> Result<Option<Term>> {
        let ExprKind::Builtin { name, args } = &value.kind else {
            return Ok(None);
        };
        let types = self.reader.types;
        let bytes = match (&*name.name, args.as_slice()) {
            ("bitCast", [of]) => {
                let term = self.term(of)?;
                let from = self.type_of(&term)?;
                if types.bit_size(from) != types.bit_size(ty) {
                    let (from, ty) = (types.name(from), types.name(ty));
                    return Err(format!(
                        "`{from}` and `{ty}` have not the same number of bits"
                    ));
                }
                self.bytes_of(&term)?
            }
            ("enumFromInt", [of]) => {
                let number = self.number(of)?.1;
                let Type::Enum(id) = *types.get(ty) else {
                    return Err(format!("`{}` is no enum", types.name(ty)));
                };
                if !types
                    .enum_info(id)
                    .members
                    .iter()
                    .any(|(_, own)| *own == number)
                {
                    return Err(format!(
                        "no member of `{}` has the number {number}",
                        types.name(ty)
                    ));
                }
                number.to_le_bytes().map(Some).to_vec()
            }
            _ => return Ok(None),
        };
        let bytes = bytes.into_iter().take(types.size(ty) as usize).collect();
        let at = At::Bytes { bytes, addr: None };
        Ok(Some(Term::Data { ty, at }))
    }

    fn bytes_of(&self, term: &Term) -> Result<Vec<Byte>> {
        Ok(match *term {
            Term::Data { ty, ref at } => self.bytes(ty, at),
            Term::Typed(_, number) => number.to_le_bytes().map(Some).to_vec(),
            Term::Real(TypeId::F32, number) => {
                (number as f32).to_bits().to_le_bytes().map(Some).to_vec()
            }
            Term::Real(TypeId::F64, number) => number.to_bits().to_le_bytes().map(Some).to_vec(),
            Term::Bool(value) => vec![Some(u8::from(value))],
            _ => return Err(format!("{} has no bits of its own", self.describe(term))),
        })
    }
}
