//! Arithmetic beyond the operators.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::ir::{BinaryOp as Op, ExprKind, OverflowOp, UnaryOp};
use crate::types::{Float, Type, TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    /// `@divTrunc`, `@divFloor`, `@divExact`, `@rem`, `@mod`
    pub(super) fn builtin_division(&mut self, call: &Call) -> Eval {
        let op = match call.name {
            "divTrunc" => Op::DivTrunc,
            "divFloor" => Op::DivFloor,
            "divExact" => Op::DivExact,
            "rem" => Op::Rem,
            _ => Op::Mod,
        };
        let (a_at, b_at) = (call.args[0].span, call.args[1].span);
        let a = self.expr(&call.args[0], None)?;
        let b = self.expr(&call.args[1], None)?;
        let ty = self.peer_of(&[(&a, a_at), (&b, b_at)], call.at)?;
        if !self.pool.is_numeric(ty) {
            let word = self.tag_word(ty);
            return self.fail(
                call.at,
                format!("invalid operands to binary expression: '{word}' and '{word}'"),
            );
        }
        let a = self.coerce(a, ty, a_at)?;
        let b = self.coerce(b, ty, b_at)?;
        if let Operand::Known(_, value) = &b {
            let zero = match value {
                Value::Int(n) => n.is_zero(),
                Value::Float(f) => f.is_zero(),
                _ => false,
            };
            if zero {
                return self.fail(b_at, "division by zero here causes illegal behavior");
            }
        }
        if let (Operand::Known(_, x), Operand::Known(_, y)) = (&a, &b) {
            if let (Op::DivExact, Value::Float(x), Value::Float(y)) = (op, x, y)
                && !x.rem(*y).is_zero()
            {
                return self.fail(call.at, "exact division produced remainder");
            }
            let result = self.fold(op, ty, x, y, call.at)?;
            if let (Op::DivTrunc, Operand::Known(ty, Value::Float(f))) = (op, &result) {
                let whole = f.trunc();
                return Ok(Operand::Known(*ty, Value::Float(whole)));
            }
            return Ok(result);
        }
        let result = self.binary_ir(op, ty, (a, a_at), (b, b_at), call.at)?;
        if self.pool.is_float(ty) {
            return match op {
                Op::DivTrunc => self.unary_ir(UnaryOp::Trunc, result, call.at, call.at),
                _ => Ok(result),
            };
        }
        Ok(result)
    }

    pub(super) fn builtin_min_max(&mut self, call: &Call) -> Eval {
        let op = if call.name == "min" { Op::Min } else { Op::Max };
        let mut so_far: Option<Operand> = None;
        for e in call.args {
            let b = self.expr(e, None)?;
            if !self.pool.is_numeric(b.ty()) {
                let name = self.pool.name(b.ty());
                return self.fail(e.span, format!("expected number, found '{name}'"));
            }
            so_far = Some(match so_far {
                None => b,
                Some(a) => self.min_max(op, a, b, call)?,
            });
        }
        match so_far {
            Some(op) => Ok(op),
            None => self.fail(call.at, "expected at least 1 argument, found 0"),
        }
    }

    fn min_max(&mut self, op: Op, a: Operand, b: Operand, call: &Call) -> Eval {
        let at = call.at;
        if let (Operand::Known(s, Value::Int(x)), Operand::Known(t, Value::Int(y))) = (&a, &b) {
            let n = if op == Op::Min { x.min(y) } else { x.max(y) };
            let ty = match (*s, *t) {
                (TypeId::COMPTIME_INT, TypeId::COMPTIME_INT) => TypeId::COMPTIME_INT,
                _ => self.fitting_int(n),
            };
            return Ok(Operand::Known(ty, Value::Int(n.clone())));
        }
        let ty = self.peer_of(&[(&a, at), (&b, at)], at)?;
        let bound = self.known_bound(op, &a, &b);
        let a = self.coerce(a, ty, at)?;
        let b = self.coerce(b, ty, at)?;
        if let (Operand::Known(_, x), Operand::Known(_, y)) = (&a, &b) {
            return self.fold(op, ty, x, y, at);
        }
        let result = self.binary_ir(op, ty, (a, at), (b, at), at)?;
        // Zig gives the smallest type that holds what is known of the result.
        match bound {
            Some(narrow) if narrow != ty => {
                self.cast(crate::ir::CastKind::IntCast, result, narrow, at)
            }
            _ => Ok(result),
        }
    }

    /// The smallest integer type that holds just this number.
    fn fitting_int(&mut self, n: &num_bigint::BigInt) -> TypeId {
        if n.is_negative() {
            let bits: num_bigint::BigInt = -n - 1u8;
            return self.pool.int(true, bits.bits() as u16 + 1);
        }
        self.pool.int(false, n.bits() as u16)
    }

    /// The result type of `@min` and `@max` of integers where one bound is known.
    fn known_bound(&mut self, op: Op, a: &Operand, b: &Operand) -> Option<TypeId> {
        let range = |s: &Self, op: &Operand| match op {
            Operand::Known(_, Value::Int(n)) => Some((n.clone(), n.clone())),
            op => {
                s.pool.int_info(op.ty())?;
                Some(s.pool.int_range(op.ty()))
            }
        };
        let ((a_min, a_max), (b_min, b_max)) = (range(self, a)?, range(self, b)?);
        let (min, max) = match op {
            Op::Min => (a_min.min(b_min), a_max.min(b_max)),
            _ => (a_min.max(b_min), a_max.max(b_max)),
        };
        let signed = min.is_negative();
        let bits = if signed {
            let low = (-&min - 1u8).bits() + 1;
            let high = if max.is_negative() { 1 } else { max.bits() + 1 };
            low.max(high)
        } else {
            max.bits()
        };
        // Where both have a runtime type, that stays.
        if a.known().is_none() && b.known().is_none() {
            return None;
        }
        for op in [a, b] {
            if let Some(info) = self.pool.int_info(op.ty())
                && op.known().is_none()
                && info.signed == signed
                && u64::from(info.bits) == bits
            {
                return Some(op.ty());
            }
        }
        Some(self.pool.int(signed, u16::try_from(bits).ok()?))
    }

    pub(super) fn builtin_with_overflow(&mut self, call: &Call) -> Eval {
        let op = match call.name {
            "addWithOverflow" => OverflowOp::Add,
            "subWithOverflow" => OverflowOp::Sub,
            "mulWithOverflow" => OverflowOp::Mul,
            _ => OverflowOp::Shl,
        };
        let (a_at, b_at) = (call.args[0].span, call.args[1].span);
        let a = self.expr(&call.args[0], None)?;
        let b = self.expr(&call.args[1], None)?;
        let (ty, b_ty) = if op == OverflowOp::Shl {
            let ty = a.ty();
            let bits = self.pool.int_info(ty).map_or(1, |i| i.bits.max(1));
            (ty, self.pool.smallest_unsigned(u64::from(bits) - 1))
        } else {
            let ty = self.peer_of(&[(&a, a_at), (&b, b_at)], call.at)?;
            (ty, ty)
        };
        if !self.pool.is_int(ty) {
            let name = self.pool.name(ty);
            return self.fail(call.at, format!("expected integer type, found '{name}'"));
        }
        let a = self.coerce(a, ty, a_at)?;
        let b = self.coerce(b, b_ty, b_at)?;
        let tuple = self.pool.tuple(&[(ty, None), (TypeId::U1, None)]);
        if let (Operand::Known(_, Value::Int(x)), Operand::Known(_, Value::Int(y))) = (&a, &b) {
            let exact = match op {
                OverflowOp::Add => x + y,
                OverflowOp::Sub => x - y,
                OverflowOp::Mul => x * y,
                OverflowOp::Shl => x << y.to_u32().unwrap_or(0),
            };
            let wrapped = self.wrap(ty, exact.clone());
            let bit = u8::from(wrapped != exact);
            let items = vec![Value::Int(wrapped), Value::int(bit)];
            return Ok(Operand::Known(tuple, Value::Aggregate(items.into())));
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(call.at);
        }
        let lhs = Box::new(self.runtime(a, a_at)?);
        let rhs = Box::new(self.runtime(b, b_at)?);
        Ok(Operand::runtime(
            tuple,
            call.at,
            ExprKind::WithOverflow { op, lhs, rhs },
        ))
    }

    pub(super) fn builtin_exact_shift(&mut self, call: &Call) -> Eval {
        let op = if call.name == "shlExact" {
            Op::ShlExact
        } else {
            Op::ShrExact
        };
        let (a_at, b_at) = (call.args[0].span, call.args[1].span);
        let a = self.expr(&call.args[0], None)?;
        let b = self.expr(&call.args[1], None)?;
        self.shift(op, (a, a_at), (b, b_at), call.at)
    }

    pub(super) fn builtin_abs(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        let ty = op.ty();
        match op {
            Operand::Known(_, Value::Float(f)) => Ok(Operand::Known(ty, Value::Float(f.abs()))),
            Operand::Known(_, Value::Int(n)) => {
                let to = self.abs_type(ty);
                Ok(Operand::Known(to, Value::Int(n.abs())))
            }
            op if self.pool.is_numeric(ty) => {
                let to = self.abs_type(ty);
                if to == ty && !self.pool.is_float(ty) {
                    return Ok(op);
                }
                let operand = Box::new(self.runtime(op, at)?);
                Ok(Operand::runtime(
                    to,
                    call.at,
                    ExprKind::Unary {
                        op: UnaryOp::Abs,
                        operand,
                    },
                ))
            }
            _ => {
                let name = self.pool.name(ty);
                self.fail(at, format!("expected integer, float, or vector of either integers or floats, found '{name}'"))
            }
        }
    }

    /// The absolute value of a signed integer is unsigned.
    fn abs_type(&mut self, ty: TypeId) -> TypeId {
        if ty == TypeId::ISIZE {
            return TypeId::USIZE;
        }
        match self.pool.int_info(ty) {
            Some(info) if info.signed => self.pool.int(false, info.bits),
            _ => ty,
        }
    }

    /// `@clz`, `@ctz`, `@popCount`, `@byteSwap`, `@bitReverse`
    pub(super) fn builtin_bits(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        let ty = op.ty();
        let Some(info) = self.pool.int_info(ty) else {
            let name = self.pool.name(ty);
            return self.fail(at, format!("expected integer or vector, found '{name}'"));
        };
        let bits = u64::from(info.bits);
        let counts = matches!(call.name, "clz" | "ctz" | "popCount");
        let to = if counts {
            self.pool.smallest_unsigned(bits)
        } else {
            ty
        };
        if call.name == "byteSwap" && bits % 8 != 0 {
            let name = self.pool.name(ty);
            return self.fail(at, format!("@byteSwap requires the number of bits to be evenly divisible by 8, but {name} has {bits} bits"));
        }
        if let Operand::Known(_, Value::Int(n)) = &op {
            let raw = n.mod_floor(&(BigInt::from(1) << bits));
            let bit = |i: u64| raw.bit(i);
            let result = match call.name {
                "popCount" => BigInt::from((0..bits).filter(|i| bit(*i)).count()),
                "ctz" => BigInt::from((0..bits).find(|i| bit(*i)).unwrap_or(bits)),
                "clz" => BigInt::from(bits - raw.bits()),
                "bitReverse" => (0..bits)
                    .filter(|i| bit(*i))
                    .fold(BigInt::zero(), |sum, i| {
                        sum + (BigInt::from(1) << (bits - 1 - i))
                    }),
                _ => (0..bits / 8).fold(BigInt::zero(), |sum, i| {
                    let byte = (&raw >> (8 * i)) & BigInt::from(255);
                    sum + (byte << (bits - 8 - 8 * i))
                }),
            };
            let result = if counts {
                result
            } else {
                self.wrap(to, result)
            };
            return Ok(Operand::Known(to, Value::Int(result)));
        }
        let kind = match call.name {
            "clz" => UnaryOp::Clz,
            "ctz" => UnaryOp::Ctz,
            "popCount" => UnaryOp::PopCount,
            "byteSwap" => UnaryOp::ByteSwap,
            _ => UnaryOp::BitReverse,
        };
        let operand = Box::new(self.runtime(op, at)?);
        Ok(Operand::runtime(
            to,
            call.at,
            ExprKind::Unary { op: kind, operand },
        ))
    }

    pub(super) fn builtin_float_math(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(
            &call.args[0],
            call.want.filter(|ty| self.pool.is_float(*ty)),
        )?;
        let ty = op.ty();
        if !self.pool.is_any_float(ty) {
            let name = self.pool.name(ty);
            return self.fail(
                at,
                format!("expected vector of floats or float type, found '{name}'"),
            );
        }
        if let Operand::Known(_, Value::Float(f)) = &op {
            let x = f.to_f64();
            // Zig works out the transcendental ones in half of this precision too.
            let host = |y: f64| Float::from_f64(y);
            let y = match call.name {
                "sqrt" => host(x.sqrt()),
                "sin" => host(x.sin()),
                "cos" => host(x.cos()),
                "tan" => host(x.tan()),
                "exp" => host(x.exp()),
                "exp2" => host(x.exp2()),
                "log" => host(x.ln()),
                "log2" => host(x.log2()),
                "log10" => host(x.log10()),
                "floor" => f.floor(),
                "ceil" => f.ceil(),
                "trunc" => f.trunc(),
                _ => f.round(),
            };
            return Ok(Operand::Known(ty, self.float_in(ty, y)));
        }
        let kind = match call.name {
            "sqrt" => UnaryOp::Sqrt,
            "sin" => UnaryOp::Sin,
            "cos" => UnaryOp::Cos,
            "tan" => UnaryOp::Tan,
            "exp" => UnaryOp::Exp,
            "exp2" => UnaryOp::Exp2,
            "log" => UnaryOp::Log,
            "log2" => UnaryOp::Log2,
            "log10" => UnaryOp::Log10,
            "floor" => UnaryOp::Floor,
            "ceil" => UnaryOp::Ceil,
            "trunc" => UnaryOp::Trunc,
            _ => UnaryOp::Round,
        };
        self.unary_ir(kind, op, at, call.at)
    }

    /// `@mulAdd(T, a, b, c)`
    pub(super) fn builtin_mul_add(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        if !matches!(self.pool.get(ty), Type::Float(_) | Type::ComptimeFloat) {
            let name = self.pool.name(ty);
            return self.fail(
                call.args[0].span,
                format!("expected vector of floats or float type, found '{name}'"),
            );
        }
        let a = self.expr_as(&call.args[1], ty)?;
        let b = self.expr_as(&call.args[2], ty)?;
        let c = self.expr_as(&call.args[3], ty)?;
        if let (Some(Value::Float(x)), Some(Value::Float(y)), Some(Value::Float(z))) =
            (a.known(), b.known(), c.known())
        {
            let f = x.to_f64().mul_add(y.to_f64(), z.to_f64());
            return Ok(Operand::Known(ty, self.float_in(ty, Float::from_f64(f))));
        }
        let at = call.at;
        let product = self.binary_ir(Op::Mul, ty, (a, at), (b, at), at)?;
        self.binary_ir(Op::Add, ty, (product, at), (c, at), at)
    }
}
