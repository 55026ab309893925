//! Conditions that are asked millions of times: names, places and types are worked out once for the instruction at
//! which the condition is asked; what is left is a guard that the machine asks by itself. It says what the evaluation
//! would say; what has no such form is evaluated as usual.

mod place;

use super::{Expression, Term};
use crate::bytecode::{Pc, Program};
use crate::debug::atlas::Atlas;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, If, UnaryOp};
use crate::types::{PointerSize, Type, TypeId};
use crate::vm::guard::{Arithmetic, Float, Guard, Number, Place, Test, Wanted, Width};

/// The quick form of a condition that is asked before the instruction at `pc`, if it has one.
pub fn compile(expression: &Expression, atlas: &Atlas, pc: Pc) -> Option<Guard> {
    Guard::new(&test(expression, atlas, pc)?)
}

/// What it says, if it is as simple as that; maybe it is too long.
pub fn test(expression: &Expression, atlas: &Atlas, pc: Pc) -> Option<Test> {
    let program = &**atlas.program();
    if program.function_at(pc).is_library {
        return None;
    }
    let compiler = Compiler { atlas, program, pc };
    match compiler.single(expression.root())? {
        Single::Test(test) => Some(test),
        _ => None,
    }
}

struct Compiler<'p> {
    atlas: &'p Atlas,
    program: &'p Program,
    pc: Pc,
}

/// What an expression comes to.
enum Code {
    /// Something in memory or in a register.
    Data(TypeId, Place),
    Single(Single),
}

/// What can be computed with.
enum Single {
    Test(Test),
    Number(Number),
    Float(Float),
    /// A pointer; 0 is null.
    Address(Number),
    Null,
    /// `.done`
    Literal(String),
    /// `error.Full`
    Error(String),
    /// The value of an enum, or the tag of a union: one of its members' numbers.
    Member {
        of: TypeId,
        number: Number,
    },
    /// 0 is no error.
    ErrorCode(Number),
    Optional {
        is_null: Test,
        payload: Box<Single>,
    },
}

impl Compiler<'_> {
    fn code(&self, expr: &Expr) -> Option<Code> {
        Some(Code::Single(match &expr.kind {
            ExprKind::Int(n) => Single::Number(Number::Constant(i128::try_from(n).ok()?)),
            ExprKind::Char(c) => Single::Number(Number::Constant(i128::from(*c))),
            ExprKind::Float(f) => Single::Float(Float::Constant(f.nearest.to_bits())),
            ExprKind::True => Single::Test(Test::Constant(true)),
            ExprKind::False => Single::Test(Test::Constant(false)),
            ExprKind::Null => Single::Null,
            ExprKind::EnumLiteral(name) => Single::Literal(name.name.to_string()),
            ExprKind::ErrorLiteral(name) => Single::Error(name.name.to_string()),
            ExprKind::Group(inner) => return self.code(inner),
            ExprKind::Unary { op, operand } => unary(*op, self.single(operand)?)?,
            ExprKind::Binary { op, lhs, rhs, .. } => self.binary(*op, lhs, rhs)?,
            ExprKind::If(branch) if branch.payload.is_none() => self.choice(branch)?,
            _ => match self.constant(expr) {
                Some(term) => constant(term)?,
                None => return self.data(expr),
            },
        }))
    }

    /// `LIMIT`, `State.done`, where no variable has that name.
    fn constant(&self, expr: &Expr) -> Option<Term> {
        let name = match &expr.kind {
            ExprKind::Ident(name) if self.variable(name).is_none() => name.to_string(),
            ExprKind::Field { base, name } => match &base.kind {
                ExprKind::Ident(base) if self.variable(base).is_none() => {
                    format!("{base}.{}", name.name)
                }
                _ => return None,
            },
            _ => return None,
        };
        self.atlas.constant(Some(self.pc), &name)
    }

    fn single(&self, expr: &Expr) -> Option<Single> {
        match self.code(expr)? {
            Code::Single(single) => Some(single),
            Code::Data(ty, place) => self.read(ty, place),
        }
    }

    fn test(&self, expr: &Expr) -> Option<Test> {
        match self.single(expr)? {
            Single::Test(test) => Some(test),
            _ => None,
        }
    }

    fn choice(&self, branch: &If) -> Option<Single> {
        let test = self.test(&branch.cond)?;
        let (then, otherwise) = (&branch.then, branch.otherwise.as_ref()?);
        chosen(test, self.single(then)?, self.single(otherwise)?)
    }

    fn binary(&self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> Option<Single> {
        let (is_equality, is_negated) = match op {
            BinaryOp::Eq => (true, false),
            BinaryOp::Ne => (true, true),
            _ => (false, false),
        };
        if is_equality {
            let (a, b) = (self.code(lhs)?, self.code(rhs)?);
            let same = self.special(&a, &b).or_else(|| self.special(&b, &a));
            let same = match same {
                Some(test) => test,
                None => self.same(self.value_of(a)?, self.value_of(b)?)?,
            };
            return Some(Single::Test(match is_negated {
                true => not(same),
                false => same,
            }));
        }
        match (op, self.single(lhs)?, self.single(rhs)?) {
            (BinaryOp::Orelse, Single::Optional { is_null, payload }, other) => {
                chosen(is_null, other, *payload)
            }
            (_, Single::Test(a), Single::Test(b)) => tests(op, Box::new(a), Box::new(b)),
            (_, Single::Number(a), Single::Number(b)) => numbers(op, a, b),
            (_, Single::Float(a), Single::Float(b)) => floats(op, a, b),
            (_, Single::Float(a), Single::Number(b)) => floats(op, a, Float::Of(Box::new(b))),
            (_, Single::Number(a), Single::Float(b)) => floats(op, Float::Of(Box::new(a)), b),
            _ => None,
        }
    }

    fn value_of(&self, code: Code) -> Option<Single> {
        match code {
            Code::Single(single) => Some(single),
            Code::Data(ty, place) => self.read(ty, place),
        }
    }

    /// What is decided without the payload: whether an optional is null, which error there is.
    fn special(&self, data: &Code, other: &Code) -> Option<Test> {
        let (Code::Data(ty, place), Code::Single(other)) = (data, other) else {
            return None;
        };
        match (self.program.types.get(*ty), other) {
            (Type::Optional(child), Single::Null) => self.is_null(*child, place.clone()),
            (Type::ErrorUnion { payload, .. }, Single::Error(name)) => {
                let parts = self.program.types.error_union_layout(*payload);
                let code = place::part(place.clone(), parts.code_offset)?;
                Some(self.is_error(read(code, Width::unsigned(2, 16)), name))
            }
            _ => None,
        }
    }

    fn same(&self, lhs: Single, rhs: Single) -> Option<Test> {
        Some(match (lhs, rhs) {
            (Single::Test(Test::Constant(b)), Single::Test(a))
            | (Single::Test(a), Single::Test(Test::Constant(b))) => match b {
                true => a,
                false => not(a),
            },
            (Single::Test(a), Single::Test(b)) => Test::Same(Box::new(a), Box::new(b)),
            (Single::Number(a), Single::Number(b)) => compare(Wanted::Equal, a, b),
            (Single::Float(a), Single::Float(b)) => equal_floats(a, b),
            (Single::Float(a), Single::Number(b)) | (Single::Number(b), Single::Float(a)) => {
                equal_floats(a, Float::Of(Box::new(b)))
            }
            (Single::Address(a), Single::Address(b)) => compare(Wanted::Equal, a, b),
            (Single::Address(a), Single::Null) | (Single::Null, Single::Address(a)) => is_zero(a),
            (Single::Member { of, number }, Single::Literal(name))
            | (Single::Literal(name), Single::Member { of, number }) => {
                compare(Wanted::Equal, number, self.member(of, &name)?)
            }
            (Single::Member { of: a, number: n }, Single::Member { of: b, number: m })
                if a == b && matches!(self.program.types.get(a), Type::Enum(_)) =>
            {
                compare(Wanted::Equal, n, m)
            }
            (Single::ErrorCode(code), Single::Error(name))
            | (Single::Error(name), Single::ErrorCode(code)) => self.is_error(code, &name),
            (Single::Optional { is_null, payload }, other)
            | (other, Single::Optional { is_null, payload })
                if !matches!(other, Single::Null | Single::Optional { .. }) =>
            {
                let same = self.same(*payload, other)?;
                Test::And(Box::new(not(is_null)), Box::new(same))
            }
            _ => return None,
        })
    }

    /// The number of the member that a name means.
    fn member(&self, ty: TypeId, name: &str) -> Option<Number> {
        let types = &self.program.types;
        let number = match *types.get(ty) {
            Type::Enum(id) => {
                let members = &types.enum_info(id).members;
                members.iter().find(|(n, _)| n == name)?.1
            }
            Type::Union(_) => self.tag(ty, name)?,
            _ => return None,
        };
        Some(Number::Constant(number))
    }

    fn is_error(&self, code: Number, name: &str) -> Test {
        match self.program.types.find_error(name) {
            Some(id) => compare(Wanted::Equal, code, Number::Constant(i128::from(id.0))),
            None => Test::Constant(false),
        }
    }

    /// A value out of its place, if it is a single one.
    fn read(&self, ty: TypeId, place: Place) -> Option<Single> {
        let types = &self.program.types;
        Some(match *types.get(ty) {
            Type::Bool => Single::Test(not(is_zero(read(place, Width::BOOL)))),
            Type::Int { .. } | Type::Usize | Type::Isize => {
                Single::Number(read(place, self.width(ty)?))
            }
            Type::Float(bits @ (32 | 64)) => Single::Float(Float::Read {
                place,
                is_single: bits == 32,
            }),
            Type::Enum(id) => {
                let number = read(place, self.width(types.enum_info(id).tag)?);
                Single::Member { of: ty, number }
            }
            Type::ErrorSet(_) => Single::ErrorCode(read(place, Width::unsigned(2, 16))),
            Type::Pointer(ref p) if p.size != PointerSize::Slice => {
                Single::Address(read(place, Width::ADDRESS))
            }
            Type::Optional(child) => {
                let is_null = self.is_null(child, place.clone())?;
                match self.read(child, place::if_not(is_null.clone(), place.clone()))? {
                    // Null is 0 among the addresses.
                    Single::Address(_) => Single::Address(read(place, Width::ADDRESS)),
                    payload => Single::Optional {
                        is_null,
                        payload: Box::new(payload),
                    },
                }
            }
            Type::Union(_) => Single::Member {
                of: ty,
                number: self.tag_of(ty, place)?,
            },
            _ => return None,
        })
    }

    /// How the numbers of a type lie in memory.
    fn width(&self, ty: TypeId) -> Option<Width> {
        let bytes = self.program.types.size(ty);
        let (signed, bits) = match *self.program.types.get(ty) {
            Type::Int { signed, bits } => (signed, bits),
            Type::Isize => (true, 64),
            Type::Usize => (false, 64),
            _ => return None,
        };
        (matches!(bytes, 1..=8) && matches!(bits, 1..=64)).then_some(Width {
            bytes: bytes as u8,
            bits: bits as u8,
            signed,
        })
    }

    /// Whether an optional in a place is null.
    fn is_null(&self, child: TypeId, place: Place) -> Option<Test> {
        let flag = self.program.types.optional_layout(child).flag_offset;
        Some(is_zero(match flag {
            None => read(place, Width::WORD),
            Some(offset) => read(place::part(place, offset)?, Width::BYTE),
        }))
    }
}

fn constant(term: Term) -> Option<Single> {
    Some(match term {
        Term::Number(n) => Single::Number(Number::Constant(n)),
        Term::Float(f) => Single::Float(Float::Constant(f.to_bits())),
        Term::Bool(b) => Single::Test(Test::Constant(b)),
        Term::EnumLiteral(name) => Single::Literal(name),
        Term::Error(name) => Single::Error(name),
        Term::Null => Single::Null,
        Term::Text(_)
        | Term::Type(_)
        | Term::Function { .. }
        | Term::Typed(..)
        | Term::Real(..)
        | Term::Address(..)
        | Term::Data { .. }
        | Term::Row { .. } => return None,
    })
}

fn unary(op: UnaryOp, operand: Single) -> Option<Single> {
    Some(match (op, operand) {
        (UnaryOp::Not, Single::Test(test)) => Single::Test(not(test)),
        (UnaryOp::BitNot, Single::Number(n @ Number::Constant(_))) => {
            Single::Number(Number::Inverted(Box::new(n)))
        }
        (UnaryOp::Neg, Single::Number(n)) => Single::Number(Number::Negated(Box::new(n))),
        (UnaryOp::Neg, Single::Float(f)) => Single::Float(Float::Negated(Box::new(f))),
        _ => return None,
    })
}

fn chosen(test: Test, then: Single, otherwise: Single) -> Option<Single> {
    match (then, otherwise) {
        (Single::Number(then), Single::Number(otherwise)) => Some(Single::Number(Number::Chosen {
            test: Box::new(test),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        })),
        (Single::Test(then), Single::Test(otherwise)) => {
            let (test, not_test) = (Box::new(test.clone()), Box::new(not(test)));
            let first = Test::And(test, Box::new(then));
            let second = Test::And(not_test, Box::new(otherwise));
            Some(Single::Test(Test::Or(Box::new(first), Box::new(second))))
        }
        _ => None,
    }
}

fn tests(op: BinaryOp, a: Box<Test>, b: Box<Test>) -> Option<Single> {
    Some(Single::Test(match op {
        BinaryOp::And => Test::And(a, b),
        BinaryOp::Or => Test::Or(a, b),
        _ => return None,
    }))
}

fn numbers(op: BinaryOp, lhs: Number, rhs: Number) -> Option<Single> {
    if let Some(wanted) = order(op) {
        return Some(Single::Test(compare(wanted, lhs, rhs)));
    }
    let how = match op {
        // Exact, as everywhere in expressions; what is cut to its type (`+%`, `<<`) is left to the evaluation.
        BinaryOp::Add => Arithmetic::Add,
        BinaryOp::Sub => Arithmetic::Sub,
        BinaryOp::Mul => Arithmetic::Mul,
        BinaryOp::Div => Arithmetic::Div,
        BinaryOp::Rem => Arithmetic::Rem,
        BinaryOp::BitAnd => Arithmetic::BitAnd,
        BinaryOp::BitOr => Arithmetic::BitOr,
        BinaryOp::BitXor => Arithmetic::BitXor,
        BinaryOp::Shl if matches!(lhs, Number::Constant(_)) => Arithmetic::Shl,
        BinaryOp::Shr => Arithmetic::Shr,
        _ => return None,
    };
    let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
    Some(Single::Number(Number::Computed { how, lhs, rhs }))
}

fn floats(op: BinaryOp, lhs: Float, rhs: Float) -> Option<Single> {
    if let Some(wanted) = order(op) {
        return Some(Single::Test(compare_floats(wanted, lhs, rhs)));
    }
    // What is rounded to fewer bits is left to the evaluation.
    if is_single(&lhs) || is_single(&rhs) {
        return None;
    }
    let how = match op {
        BinaryOp::Add => Arithmetic::Add,
        BinaryOp::Sub => Arithmetic::Sub,
        BinaryOp::Mul => Arithmetic::Mul,
        BinaryOp::Div => Arithmetic::Div,
        BinaryOp::Rem => Arithmetic::Rem,
        _ => return None,
    };
    let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
    Some(Single::Float(Float::Computed { how, lhs, rhs }))
}

fn order(op: BinaryOp) -> Option<Wanted> {
    Some(match op {
        BinaryOp::Lt => Wanted::Less,
        BinaryOp::Le => Wanted::LessOrEqual,
        BinaryOp::Gt => Wanted::Greater,
        BinaryOp::Ge => Wanted::GreaterOrEqual,
        _ => return None,
    })
}

fn compare(wanted: Wanted, lhs: Number, rhs: Number) -> Test {
    Test::Compare { wanted, lhs, rhs }
}

fn equal_floats(lhs: Float, rhs: Float) -> Test {
    compare_floats(Wanted::Equal, lhs, rhs)
}

/// A constant is compared as a number of the other one's type.
fn compare_floats(wanted: Wanted, lhs: Float, rhs: Float) -> Test {
    let (lhs, rhs) = match (is_single(&lhs), is_single(&rhs)) {
        (true, false) => (lhs, single(rhs)),
        (false, true) => (single(lhs), rhs),
        _ => (lhs, rhs),
    };
    Test::CompareFloats { wanted, lhs, rhs }
}

fn is_single(float: &Float) -> bool {
    match float {
        Float::Read { is_single, .. } => *is_single,
        Float::Negated(inner) => is_single(inner),
        _ => false,
    }
}

fn single(float: Float) -> Float {
    match float {
        Float::Constant(bits) => {
            let rounded = f64::from_bits(bits) as f32;
            Float::Constant(f64::from(rounded).to_bits())
        }
        Float::Negated(inner) => Float::Negated(Box::new(single(*inner))),
        other => other,
    }
}

fn is_zero(number: Number) -> Test {
    compare(Wanted::Equal, number, Number::Constant(0))
}

/// Comparisons are turned round: the opposite is one, too.
fn not(test: Test) -> Test {
    match test {
        Test::Not(inner) => *inner,
        test => Test::Not(Box::new(test)),
    }
}

fn read(place: Place, width: Width) -> Number {
    Number::Read { place, width }
}

#[cfg(test)]
mod tests;
