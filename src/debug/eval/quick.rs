//! Conditions that are asked millions of times: names, places and types are worked out once for the instruction at
//! which the condition is asked; what is left is a guard that the machine asks by itself. What has no such form is
//! evaluated as usual.

use super::{Expression, Term};
use crate::bytecode::{LocalInfo, Pc, Program};
use crate::debug::atlas::Atlas;
use crate::debug::present::short;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::{Class, ContainerLayout, PointerSize, Type, TypeId};
use crate::vm::guard::{Address, Arithmetic, Guard, Number, Place, Wanted};

/// What an expression comes to.
enum Code {
    Test(Guard),
    Number(Number),
    Null,
}

/// The quick form of a condition that is asked before the instruction at `pc`, if it has one.
pub fn compile(expression: &Expression, atlas: &Atlas, pc: Pc) -> Option<Guard> {
    let program = &**atlas.program();
    if program.function_at(pc).is_library {
        return None;
    }
    let compiler = Compiler { atlas, program, pc };
    match compiler.code(expression.root())? {
        Code::Test(guard) => Some(guard),
        _ => None,
    }
}

struct Compiler<'p> {
    atlas: &'p Atlas,
    program: &'p Program,
    pc: Pc,
}

impl Compiler<'_> {
    fn code(&self, expr: &Expr) -> Option<Code> {
        Some(match &expr.kind {
            ExprKind::Int(n) => Code::Number(Number::Constant(i128::try_from(n).ok()?)),
            ExprKind::Char(c) => Code::Number(Number::Constant(i128::from(*c))),
            ExprKind::True => Code::Test(Guard::Constant(true)),
            ExprKind::False => Code::Test(Guard::Constant(false)),
            ExprKind::Null => Code::Null,
            ExprKind::Group(inner) => self.code(inner)?,
            ExprKind::Unary { op, operand } => match (op, self.code(operand)?) {
                (UnaryOp::Not, Code::Test(test)) => Code::Test(Guard::Not(Box::new(test))),
                (UnaryOp::Neg, Code::Number(n)) => Code::Number(Number::Negated(Box::new(n))),
                _ => return None,
            },
            ExprKind::Binary { op, lhs, rhs, .. } => self.binary(*op, lhs, rhs)?,
            _ => match self.constant(expr) {
                Some(Term::Number(n)) => Code::Number(Number::Constant(n)),
                Some(Term::Bool(b)) => Code::Test(Guard::Constant(b)),
                Some(_) => return None,
                None => {
                    let (ty, place) = self.place(expr)?;
                    self.read(ty, place)?
                }
            },
        })
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
        self.atlas.constants().get(&name).cloned()
    }

    /// The member of an enum that is written as `.done` or `State.done`.
    fn member(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::EnumLiteral(name) => Some(name.name.to_string()),
            _ => match self.constant(expr)? {
                Term::EnumLiteral(name) => Some(name),
                _ => None,
            },
        }
    }

    fn binary(&self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> Option<Code> {
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            let special = self
                .null_test(lhs, rhs)
                .or_else(|| self.null_test(rhs, lhs))
                .or_else(|| self.member_test(lhs, rhs))
                .or_else(|| self.member_test(rhs, lhs));
            if let Some(test) = special {
                return Some(Code::Test(match op {
                    BinaryOp::Eq => test,
                    _ => Guard::Not(Box::new(test)),
                }));
            }
        }
        match (self.code(lhs)?, self.code(rhs)?) {
            (Code::Test(a), Code::Test(b)) => tests(op, Box::new(a), Box::new(b)),
            (Code::Number(a), Code::Number(b)) => numbers(op, a, b),
            _ => None,
        }
    }

    /// Whether an optional is null, if the other side says so.
    fn null_test(&self, optional: &Expr, other: &Expr) -> Option<Guard> {
        let is_null = matches!(other.kind, ExprKind::Null);
        let (ty, place) = is_null.then(|| self.place(optional)).flatten()?;
        let Type::Optional(child) = *self.program.types.get(ty) else {
            return None;
        };
        if matches!(self.program.types.get(child), Type::ErrorSet(_)) {
            return None;
        }
        let flag = self.program.types.optional_layout(child).flag_offset;
        Some(match (flag, place) {
            (None, place) => Guard::IsZero { place, len: 8 },
            (Some(flag), Place::Memory(at)) => Guard::IsZero {
                place: Place::Memory(Address::Plus(Box::new(at), flag)),
                len: 1,
            },
            (Some(_), Place::Register(_)) => return None,
        })
    }

    /// Whether an enum has the value that the other side names: `state == .done`.
    fn member_test(&self, value: &Expr, other: &Expr) -> Option<Guard> {
        let wanted = self.member(other)?;
        let (ty, place) = self.place(value)?;
        let Type::Enum(id) = *self.program.types.get(ty) else {
            return None;
        };
        let info = self.program.types.enum_info(id);
        let member = info.members.iter().find(|(name, _)| *name == wanted)?;
        let len = self.program.types.size(ty);
        let is_plain = matches!(self.program.types.get(info.tag), Type::Int { bits, .. } if u64::from(*bits) == 8 * len);
        (is_plain && matches!(len, 1..=8) && member.1 >= 0).then_some(Guard::Compare {
            wanted: Wanted::Equal,
            lhs: Number::Read {
                place,
                len,
                signed: false,
            },
            rhs: Number::Constant(member.1),
        })
    }

    fn read(&self, ty: TypeId, place: Place) -> Option<Code> {
        let len = self.program.types.size(ty);
        if !matches!(len, 1..=8) {
            return None;
        }
        let signed = match *self.program.types.get(ty) {
            Type::Bool => return Some(Code::Test(Guard::Bool(place))),
            Type::Int { signed, bits } if u64::from(bits) == 8 * len => signed,
            Type::Isize => true,
            Type::Usize => false,
            _ => return None,
        };
        Some(Code::Number(Number::Read { place, len, signed }))
    }

    fn place(&self, expr: &Expr) -> Option<(TypeId, Place)> {
        match &expr.kind {
            ExprKind::Group(inner) => self.place(inner),
            ExprKind::Ident(name) => self.variable(name),
            ExprKind::Deref(inner) => {
                let (ty, place) = self.place(inner)?;
                self.deref(ty, place)
            }
            ExprKind::Field { base, name } => {
                let (ty, place) = self.place(base)?;
                self.field(ty, place, &name.name)
            }
            ExprKind::Index { base, index } => {
                let (ty, place) = self.place(base)?;
                match self.code(index)? {
                    Code::Number(index) => self.element(ty, place, index),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn variable(&self, name: &str) -> Option<(TypeId, Place)> {
        let program = self.program;
        let locals = program.visible_locals(self.pc);
        let own = |l: &&crate::bytecode::LocalRef| {
            let info = program.local(**l);
            info.name == name && !info.hidden
        };
        if let Some(local) = locals.iter().rev().find(own) {
            let info = program.local(*local);
            return Some((info.ty, local_place(info)));
        }
        let mut globals = program.globals.iter().filter(|g| !g.hidden);
        let global = globals.find(|g| short(&g.name) == name)?;
        Some((global.ty, Place::Memory(Address::Fixed(global.addr))))
    }

    fn deref(&self, ty: TypeId, place: Place) -> Option<(TypeId, Place)> {
        match self.program.types.get(ty) {
            Type::Pointer(pointer) if pointer.size == PointerSize::One => {
                Some((pointer.child, behind(place)))
            }
            _ => None,
        }
    }

    fn field(&self, ty: TypeId, place: Place, name: &str) -> Option<(TypeId, Place)> {
        let types = &self.program.types;
        match *types.get(ty) {
            Type::Pointer(ref p) if p.size == PointerSize::One => {
                let (child, place) = self.deref(ty, place)?;
                self.field(child, place, name)
            }
            Type::Pointer(ref p) if p.size == PointerSize::Slice && name == "len" => {
                Some((TypeId::USIZE, second_word(place)))
            }
            Type::Struct(id) => {
                let index = types.field_index(ty, name)?;
                let info = types.struct_info(id);
                let Place::Memory(at) = place else {
                    return None;
                };
                if info.layout == ContainerLayout::Packed {
                    return None;
                }
                let offset = types.field_offset(ty, index);
                let field = info.fields[index as usize].ty;
                Some((field, Place::Memory(Address::Plus(Box::new(at), offset))))
            }
            _ => None,
        }
    }

    fn element(&self, ty: TypeId, place: Place, index: Number) -> Option<(TypeId, Place)> {
        let types = &self.program.types;
        let (child, first, len) = match *types.get(ty) {
            Type::Array { child, len, .. } => match place {
                Place::Memory(at) => (child, at, Number::Constant(i128::from(len))),
                Place::Register(_) => return None,
            },
            Type::Pointer(ref p) if p.size == PointerSize::One => {
                let (array, place) = self.deref(ty, place)?;
                return match types.get(array) {
                    Type::Array { .. } => self.element(array, place, index),
                    _ => None,
                };
            }
            Type::Pointer(ref p) if p.size == PointerSize::Slice => {
                let len = Number::Read {
                    place: second_word(place.clone()),
                    len: 8,
                    signed: false,
                };
                (p.child, Address::Behind(Box::new(place)), len)
            }
            _ => return None,
        };
        let address = Address::Element {
            first: Box::new(first),
            size: types.size(child),
            index: Box::new(index),
            len: Box::new(len),
        };
        Some((child, Place::Memory(address)))
    }
}

fn tests(op: BinaryOp, a: Box<Guard>, b: Box<Guard>) -> Option<Code> {
    Some(Code::Test(match op {
        BinaryOp::And => Guard::And(a, b),
        BinaryOp::Or => Guard::Or(a, b),
        BinaryOp::Eq => Guard::Same(a, b),
        BinaryOp::Ne => Guard::Not(Box::new(Guard::Same(a, b))),
        _ => return None,
    }))
}

fn numbers(op: BinaryOp, lhs: Number, rhs: Number) -> Option<Code> {
    let how = match op {
        BinaryOp::Add => Arithmetic::Add,
        BinaryOp::Sub => Arithmetic::Sub,
        BinaryOp::Mul => Arithmetic::Mul,
        BinaryOp::Div => Arithmetic::Div,
        BinaryOp::Rem => Arithmetic::Rem,
        BinaryOp::BitAnd => Arithmetic::BitAnd,
        _ => {
            let wanted = match op {
                BinaryOp::Eq => Wanted::Equal,
                BinaryOp::Ne => Wanted::Unequal,
                BinaryOp::Lt => Wanted::Less,
                BinaryOp::Le => Wanted::LessOrEqual,
                BinaryOp::Gt => Wanted::Greater,
                BinaryOp::Ge => Wanted::GreaterOrEqual,
                _ => return None,
            };
            return Some(Code::Test(Guard::Compare { wanted, lhs, rhs }));
        }
    };
    let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
    Some(Code::Number(Number::Computed { how, lhs, rhs }))
}

fn behind(pointer: Place) -> Place {
    Place::Memory(Address::Behind(Box::new(pointer)))
}

/// The length of a slice.
fn second_word(slice: Place) -> Place {
    match slice {
        Place::Register(slot) => Place::Register(slot + 1),
        Place::Memory(at) => Place::Memory(Address::Plus(Box::new(at), 8)),
    }
}

fn local_place(info: &LocalInfo) -> Place {
    let is_register = !info.address_taken && matches!(info.class, Class::Scalar | Class::Slice);
    match is_register {
        true => Place::Register(info.slot),
        false => Place::Memory(Address::Frame(8 * u64::from(info.slot))),
    }
}
