//! Expressions of the language over one frame at one moment. Nothing is executed: what would change the
//! recording (calls, assignments) is refused, everything else is looked up in memory.

mod branch;
pub mod check;
mod integer;
mod kinds;
mod operate;
mod own;
mod path;
pub mod quick;
mod real;
mod recast;
mod term;
mod typed;

use term::plain_text;
pub use term::{At, Extent, Term, Variable, extent, is_read, raw_pointer, show};
use typed::{
    dotted, element_name, in_small, is_comparison, refusal, refuse_statements, with_blocks,
};

use super::number::{float_value, read_number, signed_value};
use super::value::{Byte, Reader};
use crate::source::{Origin, SourceMap};
use crate::syntax::ast::{BinaryOp, Decl, Expr, ExprKind, UnaryOp, VarDecl};
use crate::types::{PointerSize, Type, TypeId};

/// The variables that an expression may name.
pub trait Scope {
    fn lookup(&self, name: &str) -> Option<Variable>;

    /// `main.total`: a variable of the innermost call of a function.
    fn lookup_in(&self, _function: &str, _name: &str) -> Option<Variable> {
        None
    }

    /// Names of functions whose innermost call has a variable of this name.
    fn owners(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }

    /// Where a variable of this name is to be found, in words.
    fn whereabouts(&self, _name: &str) -> Option<String> {
        None
    }

    /// Whether a function of this name runs, if there is one.
    fn is_running(&self, _function: &str) -> Option<bool> {
        None
    }

    /// `LIMIT`, `State.done`: a value that the compiler has used up.
    fn constant(&self, _name: &str) -> Option<Term> {
        None
    }

    /// Where the instances of a function are.
    fn function(&self, _name: &str) -> Vec<u64> {
        Vec::new()
    }

    /// What a block holds: the type of its elements, how many, and where.
    fn block(&self, _id: u32) -> Option<(TypeId, u64, u64)> {
        None
    }
}

type Result<T> = std::result::Result<T, String>;

/// An expression, read once, evaluated at any moment.
pub struct Expression {
    text: String,
    decl: std::rc::Rc<VarDecl>,
}

impl Expression {
    /// Reads the text; what is wrong with it comes as one sentence.
    pub fn parse(text: &str) -> Result<Expression> {
        let text = text.trim();
        refuse_statements(text)?;
        // The grammar reads files, so the expression stands in a small one of its own.
        let mut map = SourceMap::default();
        let id = map.add(
            "expression",
            format!("const it = {};", with_blocks(text)),
            Origin::Library,
        );
        let wrong = || format!("`{text}` is not an expression");
        let file = crate::syntax::parse(id, &map).map_err(|problems| {
            let first = problems.first().map(|p| p.message.as_str());
            format!("{}: {}", wrong(), in_small(first.unwrap_or_default()))
        })?;
        match file.root.decls.as_slice() {
            [Decl::Var(decl)] if decl.value.is_some() => Ok(Expression {
                text: text.to_owned(),
                decl: decl.clone(),
            }),
            _ => Err(wrong()),
        }
    }

    /// What a declaration says; it must say something.
    pub fn of(decl: &std::rc::Rc<VarDecl>) -> Expression {
        Expression {
            text: decl.name.name.to_string(),
            decl: decl.clone(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    fn root(&self) -> &Expr {
        self.decl.value.as_ref().expect("checked when it was read")
    }

    pub fn evaluate(&self, reader: &Reader<'_>, scope: &dyn Scope) -> Result<Term> {
        Evaluator { reader, scope }.term(self.root())
    }

    /// Whether some of it is in variables themselves, not behind pointers only.
    pub fn is_of_variables(&self, reader: &Reader<'_>, scope: &dyn Scope) -> bool {
        Evaluator { reader, scope }.is_own(self.root())
    }

    /// The same as a number, bool, name or other single value.
    pub fn evaluate_single(&self, reader: &Reader<'_>, scope: &dyn Scope) -> Result<Term> {
        let evaluator = Evaluator { reader, scope };
        evaluator.scalar(evaluator.term(self.root())?)
    }
}

struct Evaluator<'a> {
    reader: &'a Reader<'a>,
    scope: &'a dyn Scope,
}

impl Evaluator<'_> {
    fn term(&self, expr: &Expr) -> Result<Term> {
        Ok(match &expr.kind {
            ExprKind::Int(n) => {
                Term::Number(i128::try_from(n).map_err(|_| "the number is too large")?)
            }
            ExprKind::Char(c) => Term::Number(i128::from(*c)),
            ExprKind::Float(f) => Term::Float(f.nearest),
            ExprKind::Str(bytes) => Term::Text(bytes.to_vec()),
            ExprKind::True => Term::Bool(true),
            ExprKind::False => Term::Bool(false),
            ExprKind::Null => Term::Null,
            ExprKind::EnumLiteral(name) => Term::EnumLiteral(name.name.to_string()),
            ExprKind::ErrorLiteral(name) => Term::Error(name.name.to_string()),
            ExprKind::Ident(name) => self.variable(name)?,
            ExprKind::Group(inner) => self.term(inner)?,
            ExprKind::Field { base, name } => match self.qualified(base, &name.name) {
                Some(term) => term,
                None => {
                    self.refuse_missing_local(base, &name.name)?;
                    let base = self.term(base)?;
                    self.field(base, &name.name)?
                }
            },
            ExprKind::Deref(inner) => {
                let pointer = self.term(inner)?;
                self.deref(pointer)?
            }
            ExprKind::Unwrap(inner) => {
                let optional = self.term(inner)?;
                self.unwrap(optional)?
            }
            ExprKind::Index { base, index } => match self.known_element(base, index) {
                Some(term) => term,
                None => {
                    let base = self.term(base)?;
                    let index = self.index_number(index)?;
                    self.element(base, index)?
                }
            },
            ExprKind::Slice {
                base, start, end, ..
            } => {
                let base = self.term(base)?;
                let start = self.index_number(start)?;
                let end = end.as_ref().map(|e| self.index_number(e)).transpose()?;
                self.part(base, start, end)?
            }
            ExprKind::Unary { op, operand } => self.unary(*op, operand)?,
            ExprKind::Binary { op, lhs, rhs, .. } => self.binary(*op, lhs, rhs)?,
            ExprKind::If(branch) => self.choice(branch)?,
            ExprKind::Switch(switch) => self.switch(switch)?,
            ExprKind::Catch {
                operand,
                payload,
                handler,
            } => self.caught(operand, payload.as_ref().map(|p| &*p.name), handler)?,
            ExprKind::Builtin { name, args } => self.builtin(&name.name, args)?,
            ExprKind::OptionalType(child) => self.optional(child)?,
            ExprKind::Call { callee, args } if is_comparison(callee) => match args.as_slice() {
                [_, a, b] => Term::Bool(self.elements(a)? == self.elements(b)?),
                _ => return Err("`eql` takes a type and two slices".into()),
            },
            other => return Err(refusal(other).into()),
        })
    }

    fn variable(&self, name: &str) -> Result<Term> {
        if let Some(Variable { ty, at }) = self.scope.lookup(name) {
            return Ok(Term::Data { ty, at });
        }
        let named = || kinds::named(self.reader.types, name).map(Term::Type);
        let known = self.scope.constant(name).or_else(named);
        match known.or_else(|| self.function(name)) {
            Some(term) => Ok(term),
            None => Err(match self.scope.owners(name).first() {
                Some(function) => {
                    format!("there is no `{name}` here; {function} has one: `{function}.{name}`")
                }
                None => match self.scope.whereabouts(name) {
                    Some(why) => format!("there is no `{name}` here: {why}"),
                    None => format!("there is no `{name}` here"),
                },
            }),
        }
    }

    /// `main.total`, `State.done` or `Log.Inner.lines`, unless `main` is a variable here.
    fn qualified(&self, base: &Expr, name: &str) -> Option<Term> {
        let path = dotted(base)?;
        let first = path.split('.').next().unwrap_or_default();
        if self.scope.lookup(first).is_some() {
            return None;
        }
        match self.scope.lookup_in(&path, name) {
            Some(Variable { ty, at }) => Some(Term::Data { ty, at }),
            None => {
                let full = format!("{path}.{name}");
                let constant = self.scope.constant(&full);
                constant.or_else(|| self.function(&full))
            }
        }
    }

    /// `move[0]`, where an unrolled loop has captured a tuple.
    fn known_element(&self, base: &Expr, index: &Expr) -> Option<Term> {
        self.qualified(base, &element_name(index)?)
    }

    fn function(&self, name: &str) -> Option<Term> {
        let at = self.scope.function(name);
        let name = name.to_owned();
        (!at.is_empty()).then_some(Term::Function { name, at })
    }

    /// `main.total` where main has none, or does not run.
    fn refuse_missing_local(&self, base: &Expr, name: &str) -> Result<()> {
        let ExprKind::Ident(function) = &base.kind else {
            return Ok(());
        };
        if self.scope.lookup(function).is_some() || self.scope.constant(function).is_some() {
            return Ok(());
        }
        match self.scope.is_running(function) {
            None => Ok(()),
            Some(true) => Err(format!("{function} has no `{name}` at this moment")),
            Some(false) => Err(format!("{function} does not run at this moment")),
        }
    }

    fn block(&self, id: &Expr) -> Result<Term> {
        let Term::Number(number) = self.term(id)? else {
            return Err("a block has a number".into());
        };
        let found = u32::try_from(number)
            .ok()
            .and_then(|id| self.scope.block(id));
        let (ty, count, addr) = found.ok_or_else(|| format!("there is no block #{number} now"))?;
        let at = At::Memory(addr);
        Ok(match count {
            1 => Term::Data { ty, at },
            len => Term::Row { child: ty, len, at },
        })
    }

    /// The bytes of the elements of a slice, an array or a text.
    fn elements(&self, expr: &Expr) -> Result<Vec<u8>> {
        let term = match self.term(expr)? {
            Term::Text(bytes) => return Ok(bytes),
            term => self.part(term, 0, None)?,
        };
        let Term::Row { child, len, at } = &term else {
            return Err(format!("{} has no elements", self.describe(&term)));
        };
        let len = len.saturating_mul(self.reader.types.size(*child));
        let bytes = match at {
            At::Memory(addr) => self.reader.source.peek(*addr, len),
            At::Bytes { bytes, .. } | At::Bits { bytes, .. } => bytes.clone(),
        };
        let known: Option<Vec<u8>> = bytes.into_iter().collect();
        known.ok_or_else(|| "it depends on undefined memory".into())
    }

    fn index_number(&self, expr: &Expr) -> Result<u64> {
        let term = self.term(expr)?;
        match self.scalar(term)? {
            Term::Number(n) => u64::try_from(n).map_err(|_| format!("{n} is not an index")),
            other => Err(format!("{} is not an index", self.describe(&other))),
        }
    }

    fn truth(&self, expr: &Expr) -> Result<bool> {
        let term = self.term(expr)?;
        match self.scalar(term)? {
            Term::Bool(b) => Ok(b),
            other => Err(format!("{} is not a bool", self.describe(&other))),
        }
    }

    fn unary(&self, op: UnaryOp, operand: &Expr) -> Result<Term> {
        let term = self.term(operand)?;
        if op == UnaryOp::AddressOf {
            if matches!(term, Term::Function { .. }) {
                return Ok(term);
            }
            let extent = extent(self.reader, &term)?;
            return Ok(match term {
                Term::Data { ty, .. } if extent.bits.is_none() => Term::Address(ty, extent.addr),
                _ => Term::Number(i128::from(extent.addr)),
            });
        }
        let (ty, real) = (self.integer_type(&term), self.real_type(&term));
        let made = operate::unary(op, self.scalar(term)?)?;
        Ok(match real {
            Some(real) => real.of(made),
            None => self.negated(op, ty, made),
        })
    }

    fn binary(&self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> Result<Term> {
        match op {
            BinaryOp::And => return Ok(Term::Bool(self.truth(lhs)? && self.truth(rhs)?)),
            BinaryOp::Or => return Ok(Term::Bool(self.truth(lhs)? || self.truth(rhs)?)),
            BinaryOp::Orelse => {
                let term = self.term(lhs)?;
                return match self.is_null(&term)? {
                    true => self.term(rhs),
                    false => self.unwrap(term),
                };
            }
            _ => {}
        }
        let lhs = self.term(lhs)?;
        let rhs = self.term(rhs)?;
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne)
            && let Some(same) = self.special(&lhs, &rhs)?.or(self.special(&rhs, &lhs)?)
        {
            return Ok(Term::Bool(same == (op == BinaryOp::Eq)));
        }
        let (ty, real) = (self.peer(op, &lhs, &rhs), self.real_peer(&lhs, &rhs));
        let (lhs, rhs) = (self.scalar(lhs)?, self.scalar(rhs)?);
        let Some(real) = real else {
            let made = operate::binary(op, lhs, rhs)?;
            return Ok(self.result(op, ty, made));
        };
        let made = operate::binary(op, real.operand(lhs), real.operand(rhs))?;
        Ok(real.of(made))
    }

    /// What is decided without the payload, which may be no single value: whether an optional is null, which error
    /// there is, and which function is pointed to.
    fn special(&self, data: &Term, other: &Term) -> Result<Option<bool>> {
        if let Term::Function { at, .. } = other {
            return Ok(match self.scalar(data.clone())? {
                Term::Number(n) => Some(at.iter().any(|&own| i128::from(own) == n)),
                Term::Function { at: others, .. } => Some(*at == others),
                Term::Null => Some(false),
                _ => None,
            });
        }
        let Term::Data { ty, at } = data else {
            return Ok(None);
        };
        Ok(match (self.reader.types.get(*ty), other) {
            (Type::Optional(_), Term::Null) => Some(self.is_null(data)?),
            (Type::ErrorUnion { payload, .. }, Term::Error(name)) => {
                let code = self.error_code(*payload, at)?;
                Some(code != 0 && self.error_name(code) == *name)
            }
            (_, Term::EnumLiteral(name)) => match kinds::no_member(self.reader.types, *ty, name) {
                Some(why) => return Err(why),
                None => None,
            },
            _ => None,
        })
    }

    /// 0 is no error.
    fn error_code(&self, payload: TypeId, at: &At) -> Result<u16> {
        let parts = self.reader.types.error_union_layout(payload);
        let code = self.few(at, parts.code_offset, 2);
        let code = read_number(&code).ok_or("it depends on undefined memory")?;
        Ok(code as u16)
    }

    fn error_name(&self, code: u16) -> &str {
        self.reader.types.error_name(crate::types::ErrorId(code))
    }

    fn builtin(&self, name: &str, args: &[Expr]) -> Result<Term> {
        match integer::is_computing(name) {
            true => self.computed(name, args),
            false => self.about_type(name, args),
        }
    }

    fn bytes(&self, ty: TypeId, at: &At) -> Vec<Byte> {
        match at {
            At::Memory(addr) => self.reader.source.peek(*addr, self.reader.types.size(ty)),
            At::Bytes { bytes, .. } | At::Bits { bytes, .. } => bytes.clone(),
        }
    }

    /// A few bytes of what may be large.
    fn few(&self, at: &At, offset: u64, len: u64) -> Vec<Byte> {
        match path::part_of(at, offset, len) {
            At::Memory(addr) => self.reader.source.peek(addr, len),
            At::Bytes { bytes, .. } | At::Bits { bytes, .. } => bytes,
        }
    }

    /// A term that can be computed with: numbers out of memory, optionals without their wrapping.
    fn scalar(&self, term: Term) -> Result<Term> {
        let Term::Data { ty, at } = &term else {
            return match term {
                Term::Row { .. } => Err("a row of elements is not a single value".into()),
                Term::Typed(_, number) => Ok(Term::Number(number)),
                Term::Real(_, number) => Ok(Term::Float(number)),
                Term::Address(_, addr) => Ok(Term::Number(addr.into())),
                single => Ok(single),
            };
        };
        let types = self.reader.types;
        let raw = || {
            let known = read_number(&self.bytes(*ty, at));
            known.ok_or_else(|| "it depends on undefined memory".to_owned())
        };
        Ok(match types.get(*ty).clone() {
            Type::Bool => Term::Bool(raw()? & 1 == 1),
            kind @ (Type::Int { .. } | Type::Usize | Type::Isize) => {
                Term::Number(signed_value(raw()?, &kind))
            }
            Type::Float(bits) => Term::Float(float_value(raw()?, bits)),
            Type::Enum(_) | Type::ErrorSet(_) => {
                let text = show(self.reader, &term).1.text;
                match text.strip_prefix("error.") {
                    Some(name) => Term::Error(name.to_owned()),
                    None => Term::EnumLiteral(text.trim_start_matches('.').to_owned()),
                }
            }
            Type::Optional(_) => match self.is_null(&term)? {
                true => Term::Null,
                false => {
                    let payload = self.unwrap(term.clone())?;
                    self.scalar(payload)?
                }
            },
            Type::ErrorUnion { payload, .. } => {
                let parts = types.error_union_layout(payload);
                match self.error_code(payload, at)? {
                    0 => {
                        let inner = path::part_of(at, parts.payload_offset, types.size(payload));
                        self.scalar(Term::Data {
                            ty: payload,
                            at: inner,
                        })?
                    }
                    code => Term::Error(self.error_name(code).to_owned()),
                }
            }
            Type::Pointer(p) if p.size != PointerSize::Slice => match raw()? {
                0 => Term::Null,
                pointer => Term::Number(super::value::address(pointer as u64).into()),
            },
            Type::Union(_) => {
                let (_, tag) = show(self.reader, &term);
                let name = tag.children.first().map(|(name, _)| name.clone());
                Term::EnumLiteral(name.ok_or("the union has no tag")?)
            }
            Type::Pointer(p) if p.child == TypeId::U8 => {
                return Err("texts are compared with `std.mem.eql(u8, a, b)`".into());
            }
            _ => return Err(format!("{} is not a single value", self.describe(&term))),
        })
    }

    fn describe(&self, term: &Term) -> String {
        match term {
            Term::Data { ty, .. } => format!("a `{}`", self.reader.types.name(*ty)),
            Term::Row { .. } => "a row of elements".into(),
            Term::Type(ty) => format!("the type `{}`", self.reader.types.name(*ty)),
            Term::Function { name, .. } => format!("the function `{name}`"),
            other => format!("`{}`", plain_text(other)),
        }
    }
}

#[cfg(test)]
mod tests;
