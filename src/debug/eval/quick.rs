//! Conditions that are asked millions of times: names, places and types are worked out once for the instruction at
//! which the condition is asked; what is left only reads memory. What has no quick form is evaluated as usual.

use super::Expression;
use crate::bytecode::{LocalInfo, Pc, Program};
use crate::debug::present::short;
use crate::debug::value::address;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::{Class, ContainerLayout, PointerSize, Type, TypeId};
use crate::vm::Machine;

/// A condition over the innermost frame at one instruction.
pub struct Quick(Test);

/// `None` where something has no value: then the condition does not hold.
type Test = Box<dyn Fn(&Machine) -> Option<bool>>;
type Number = Box<dyn Fn(&Machine) -> Option<i128>>;
type Address = Box<dyn Fn(&Machine) -> Option<u64>>;
/// The bits of a value, wherever it lies.
type Raw = Box<dyn Fn(&Machine) -> Option<u64>>;

enum Code {
    Test(Test),
    Number(Number),
    Null,
}

/// Where a value lies.
enum Spot {
    /// A slot of the frame in use as a register, whole.
    Register(u32),
    Memory(Address),
}

impl Quick {
    /// The quick form of a condition that is asked before the instruction at `pc`, if it has one.
    pub fn compile(expression: &Expression, program: &Program, pc: Pc) -> Option<Quick> {
        if program.function_at(pc).is_library {
            return None;
        }
        let compiler = Compiler { program, pc };
        match compiler.code(expression.root())? {
            Code::Test(test) => Some(Quick(test)),
            _ => None,
        }
    }

    pub fn holds(&self, machine: &Machine) -> bool {
        (self.0)(machine) == Some(true)
    }
}

struct Compiler<'p> {
    program: &'p Program,
    pc: Pc,
}

impl Compiler<'_> {
    fn code(&self, expr: &Expr) -> Option<Code> {
        Some(match &expr.kind {
            ExprKind::Int(n) => {
                let n = i128::try_from(n).ok()?;
                Code::Number(Box::new(move |_| Some(n)))
            }
            ExprKind::Char(c) => {
                let n = i128::from(*c);
                Code::Number(Box::new(move |_| Some(n)))
            }
            ExprKind::True => Code::Test(Box::new(|_| Some(true))),
            ExprKind::False => Code::Test(Box::new(|_| Some(false))),
            ExprKind::Null => Code::Null,
            ExprKind::Group(inner) => self.code(inner)?,
            ExprKind::Unary { op, operand } => match (op, self.code(operand)?) {
                (UnaryOp::Not, Code::Test(test)) => Code::Test(Box::new(move |m| Some(!test(m)?))),
                (UnaryOp::Neg, Code::Number(n)) => {
                    Code::Number(Box::new(move |m| n(m)?.checked_neg()))
                }
                _ => return None,
            },
            ExprKind::Binary { op, lhs, rhs, .. } => self.binary(*op, lhs, rhs)?,
            _ => {
                let (ty, spot) = self.spot(expr)?;
                self.read(ty, spot)?
            }
        })
    }

    fn binary(&self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> Option<Code> {
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne)
            && let Some(test) = self
                .null_test(lhs, rhs)
                .or_else(|| self.null_test(rhs, lhs))
        {
            let wanted = op == BinaryOp::Eq;
            return Some(Code::Test(Box::new(move |m| Some(test(m)? == wanted))));
        }
        Some(match (self.code(lhs)?, self.code(rhs)?) {
            (Code::Test(a), Code::Test(b)) => Code::Test(match op {
                BinaryOp::And => Box::new(move |m| Some(a(m)? && b(m)?)),
                BinaryOp::Or => Box::new(move |m| Some(a(m)? || b(m)?)),
                BinaryOp::Eq => Box::new(move |m| Some(a(m)? == b(m)?)),
                BinaryOp::Ne => Box::new(move |m| Some(a(m)? != b(m)?)),
                _ => return None,
            }),
            (Code::Number(a), Code::Number(b)) => match op {
                BinaryOp::Eq => Code::Test(Box::new(move |m| Some(a(m)? == b(m)?))),
                BinaryOp::Ne => Code::Test(Box::new(move |m| Some(a(m)? != b(m)?))),
                BinaryOp::Lt => Code::Test(Box::new(move |m| Some(a(m)? < b(m)?))),
                BinaryOp::Le => Code::Test(Box::new(move |m| Some(a(m)? <= b(m)?))),
                BinaryOp::Gt => Code::Test(Box::new(move |m| Some(a(m)? > b(m)?))),
                BinaryOp::Ge => Code::Test(Box::new(move |m| Some(a(m)? >= b(m)?))),
                BinaryOp::Add => Code::Number(Box::new(move |m| a(m)?.checked_add(b(m)?))),
                BinaryOp::Sub => Code::Number(Box::new(move |m| a(m)?.checked_sub(b(m)?))),
                BinaryOp::Mul => Code::Number(Box::new(move |m| a(m)?.checked_mul(b(m)?))),
                BinaryOp::Div => Code::Number(Box::new(move |m| a(m)?.checked_div(b(m)?))),
                BinaryOp::Rem => Code::Number(Box::new(move |m| a(m)?.checked_rem(b(m)?))),
                BinaryOp::BitAnd => Code::Number(Box::new(move |m| Some(a(m)? & b(m)?))),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Whether an optional is null, if the other side says so.
    fn null_test(&self, optional: &Expr, other: &Expr) -> Option<Test> {
        let is_null = matches!(other.kind, ExprKind::Null);
        let (ty, spot) = is_null.then(|| self.spot(optional)).flatten()?;
        let Type::Optional(child) = *self.program.types.get(ty) else {
            return None;
        };
        if matches!(self.program.types.get(child), Type::ErrorSet(_)) {
            return None;
        }
        Some(
            match (self.program.types.optional_layout(child).flag_offset, spot) {
                (None, Spot::Register(slot)) => Box::new(move |m| Some(register(m, slot)? == 0)),
                (None, Spot::Memory(at)) => {
                    Box::new(move |m| Some(m.memory().glance(at(m)?, 8)? == 0))
                }
                (Some(flag), Spot::Memory(at)) => Box::new(move |m| {
                    Some(m.memory().glance(at(m)?.wrapping_add(flag), 1)? & 1 == 0)
                }),
                (Some(_), Spot::Register(_)) => return None,
            },
        )
    }

    fn read(&self, ty: TypeId, spot: Spot) -> Option<Code> {
        let size = self.program.types.size(ty);
        let raw: Raw = match spot {
            _ if !matches!(size, 1..=8) => return None,
            Spot::Register(slot) => Box::new(move |m| register(m, slot)),
            Spot::Memory(at) => Box::new(move |m| m.memory().glance(at(m)?, size)),
        };
        let shift = 64 - 8 * size as u32;
        match *self.program.types.get(ty) {
            Type::Bool => Some(Code::Test(Box::new(move |m| Some(raw(m)? & 1 == 1)))),
            Type::Int { signed: true, bits } if u64::from(bits) == 8 * size => {
                Some(Code::Number(Box::new(move |m| {
                    Some(i128::from((raw(m)? << shift) as i64 >> shift))
                })))
            }
            Type::Isize => Some(Code::Number(Box::new(move |m| {
                Some(i128::from(raw(m)? as i64))
            }))),
            Type::Int {
                signed: false,
                bits,
            } if u64::from(bits) == 8 * size => Some(Code::Number(Box::new(move |m| {
                Some(i128::from(raw(m)? << shift >> shift))
            }))),
            Type::Usize => Some(Code::Number(Box::new(move |m| Some(i128::from(raw(m)?))))),
            _ => None,
        }
    }

    fn spot(&self, expr: &Expr) -> Option<(TypeId, Spot)> {
        match &expr.kind {
            ExprKind::Group(inner) => self.spot(inner),
            ExprKind::Ident(name) => self.variable(name),
            ExprKind::Deref(inner) => {
                let (ty, spot) = self.spot(inner)?;
                self.deref(ty, spot)
            }
            ExprKind::Field { base, name } => {
                let (ty, spot) = self.spot(base)?;
                self.field(ty, spot, &name.name)
            }
            _ => None,
        }
    }

    fn variable(&self, name: &str) -> Option<(TypeId, Spot)> {
        let program = self.program;
        let locals = program.visible_locals(self.pc);
        let own = |l: &&crate::bytecode::LocalRef| {
            let info = program.local(**l);
            info.name == name && !info.hidden
        };
        if let Some(local) = locals.iter().rev().find(own) {
            let info = program.local(*local);
            return Some((info.ty, local_spot(info)));
        }
        let mut globals = program.globals.iter().filter(|g| !g.hidden);
        let global = globals.find(|g| short(&g.name) == name)?;
        let addr = global.addr;
        Some((global.ty, Spot::Memory(Box::new(move |_| Some(addr)))))
    }

    fn deref(&self, ty: TypeId, spot: Spot) -> Option<(TypeId, Spot)> {
        let Type::Pointer(pointer) = self.program.types.get(ty) else {
            return None;
        };
        if pointer.size != PointerSize::One {
            return None;
        }
        let raw: Address = match spot {
            Spot::Register(slot) => Box::new(move |m| register(m, slot)),
            Spot::Memory(at) => Box::new(move |m| m.memory().glance(at(m)?, 8)),
        };
        let to = move |m: &Machine| Some(address(raw(m)?)).filter(|&to| to != 0);
        Some((pointer.child, Spot::Memory(Box::new(to))))
    }

    fn field(&self, ty: TypeId, spot: Spot, name: &str) -> Option<(TypeId, Spot)> {
        let types = &self.program.types;
        match *types.get(ty) {
            Type::Pointer(ref p) if p.size == PointerSize::One => {
                let (child, spot) = self.deref(ty, spot)?;
                self.field(child, spot, name)
            }
            Type::Pointer(ref p) if p.size == PointerSize::Slice && name == "len" => {
                let len = match spot {
                    Spot::Register(slot) => Spot::Register(slot + 1),
                    Spot::Memory(at) => Spot::Memory(Box::new(move |m| Some(at(m)? + 8))),
                };
                Some((TypeId::USIZE, len))
            }
            Type::Struct(id) => {
                let index = types.field_index(ty, name)?;
                let info = types.struct_info(id);
                let Spot::Memory(at) = spot else { return None };
                if info.layout == ContainerLayout::Packed {
                    return None;
                }
                let offset = types.field_offset(ty, index);
                let field = info.fields[index as usize].ty;
                let at = move |m: &Machine| Some(at(m)?.wrapping_add(offset));
                Some((field, Spot::Memory(Box::new(at))))
            }
            _ => None,
        }
    }
}

fn local_spot(info: &LocalInfo) -> Spot {
    let slot = info.slot;
    let is_register = !info.address_taken && matches!(info.class, Class::Scalar | Class::Slice);
    match is_register {
        true => Spot::Register(slot),
        false => Spot::Memory(Box::new(move |m| Some(m.fp() + 8 * u64::from(slot)))),
    }
}

/// The register in a slot of the running frame, unless it has no value.
fn register(machine: &Machine, slot: u32) -> Option<u64> {
    let cell = (machine.fp() / 8) as usize + slot as usize;
    (!machine.is_register_undefined(cell)).then(|| machine.memory().reg(cell))
}
