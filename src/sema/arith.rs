//! Arithmetic: the type that two operands meet in, folding of known ones, trees for the others.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::diag::Diagnostic;
use crate::ir::{self, BinaryOp as Op, ExprKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Float, PointerSize, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Flow, Operand, Place};

impl Sema {
    pub(super) fn binary(
        &mut self,
        op: ast::BinaryOp,
        op_at: Span,
        lhs: &ast::Expr,
        rhs: &ast::Expr,
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        use ast::BinaryOp as B;
        match op {
            B::And | B::Or => self.logic(op == B::And, lhs, rhs, at),
            B::Orelse => self.orelse(lhs, rhs, want, at),
            B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge => self.compare(op, lhs, rhs, at),
            B::Concat => self.concat(lhs, rhs, want, at),
            B::Repeat => self.repeat(lhs, rhs, want, at),
            B::MergeErrors => self.merge_errors(lhs, rhs, at),
            _ => {
                let a = self.expr(lhs, None)?;
                let amount = matches!(op, B::Shl | B::Shr).then(|| self.shift_amount(a.ty()));
                let b = self.expr(rhs, amount.flatten())?;
                self.arithmetic(op, (a, lhs.span), (b, rhs.span), op_at, at)
            }
        }
    }

    /// Both operands evaluated: any operator but the ones of control flow and comparison.
    pub(super) fn arithmetic(
        &mut self,
        op: ast::BinaryOp,
        (a, a_at): (Operand, Span),
        (b, b_at): (Operand, Span),
        op_at: Span,
        at: Span,
    ) -> Eval {
        use ast::BinaryOp as B;
        if a.is_noreturn() {
            return Ok(a);
        }
        if b.is_noreturn() {
            return Ok(b);
        }
        if matches!(op, B::Shl | B::Shr | B::ShlSat) {
            return self.shift(ir_op(op), (a, a_at), (b, b_at), at);
        }
        if let Some(result) = self.pointer_arithmetic(op, (&a, a_at), (&b, b_at), at)? {
            return match result {
                PointerMath::Move(kind) => self.move_pointer(kind, a, (b, b_at), at),
                PointerMath::Distance => self.pointer_distance(a, b, at),
            };
        }
        let bitwise = matches!(op, B::BitAnd | B::BitOr | B::BitXor);
        let (ta, tb) = (a.ty(), b.ty());
        let allowed = |s: &Self, ty| {
            if bitwise {
                s.pool.is_any_int(ty) || ty == TypeId::BOOL
            } else {
                s.pool.is_numeric(ty)
            }
        };
        let undefined = |ty| ty == TypeId::UNDEFINED;
        // Types that do not meet are the first thing that Zig says.
        let ty = self.peer_of(&[(&a, a_at), (&b, b_at)], op_at)?;
        for (ty, span) in [(ta, a_at), (tb, b_at)] {
            if !allowed(self, ty) && !undefined(ty) {
                return self.invalid_operands(op, ta, tb, ty, span, op_at, at);
            }
        }
        if !allowed(self, ty) {
            return self.invalid_operands(op, ta, tb, ty, a_at, op_at, at);
        }
        let a = self.coerce(a, ty, a_at)?;
        let b = self.coerce(b, ty, b_at)?;
        if matches!(op, B::Div | B::Rem) {
            self.check_division(op, (ta, tb), ty, (&a, &b), (b_at, at))?;
        }
        self.typed_arithmetic(op, ty, (a, a_at), (b, b_at), at)
    }

    #[allow(clippy::too_many_arguments)]
    fn invalid_operands<T>(
        &mut self,
        op: ast::BinaryOp,
        ta: TypeId,
        tb: TypeId,
        bad: TypeId,
        bad_at: Span,
        op_at: Span,
        at: Span,
    ) -> Eval<T> {
        let _ = (bad_at, op_at);
        let bad_name = self.pool.name(bad);
        if let Type::Optional(_) | Type::ErrorUnion { .. } = self.pool.get(bad) {
            let what = if self.pool.is_optional(bad) {
                "optional"
            } else {
                "error union"
            };
            let message = format!(
                "invalid operands to binary expression: '{}' and '{}'",
                self.tag_word(ta),
                self.tag_word(tb)
            );
            let fix = if self.pool.is_optional(bad) {
                "'.?', 'orelse', or 'if'"
            } else {
                "'try', 'catch', or 'if'"
            };
            let d = Diagnostic::error("type", at, message).note(format!(
                "'{bad_name}' is an {what}: get at its payload with {fix}"
            ));
            self.report(d);
            return Err(Flow::Failed);
        }
        let (a, b) = (self.tag_word(ta), self.tag_word(tb));
        let kind = match op {
            ast::BinaryOp::BitAnd | ast::BinaryOp::BitOr | ast::BinaryOp::BitXor => {
                "binary bitwise expression"
            }
            _ => "binary expression",
        };
        self.fail(at, format!("invalid operands to {kind}: '{a}' and '{b}'"))
    }

    /// What Zig calls the kind of a type in messages about operands.
    pub(super) fn tag_word(&self, ty: TypeId) -> &'static str {
        match self.pool.get(ty) {
            Type::Void => "void",
            Type::Bool => "bool",
            Type::NoReturn => "noreturn",
            Type::Type => "type",
            Type::ComptimeInt => "comptime_int",
            Type::ComptimeFloat => "comptime_float",
            Type::Null => "null",
            Type::Undefined => "undefined",
            Type::EnumLiteral => "enum_literal",
            Type::AnyOpaque | Type::Opaque(_) => "opaque",
            Type::Int { .. } | Type::Usize | Type::Isize => "int",
            Type::Float(_) => "float",
            Type::Pointer(_) => "pointer",
            Type::Array { .. } => "array",
            Type::Optional(_) => "optional",
            Type::ErrorUnion { .. } => "error_union",
            Type::ErrorSet(_) => "error_set",
            Type::Struct(_) => "struct",
            Type::Enum(_) => "enum",
            Type::Union(_) => "union",
            Type::Fn(_) => "fn",
        }
    }

    /// Both operands have type `ty`.
    fn typed_arithmetic(
        &mut self,
        op: ast::BinaryOp,
        ty: TypeId,
        (a, a_at): (Operand, Span),
        (b, b_at): (Operand, Span),
        at: Span,
    ) -> Eval {
        use ast::BinaryOp as B;
        let is_float = self.pool.is_any_float(ty);
        if is_float
            && matches!(
                op,
                B::AddWrap
                    | B::SubWrap
                    | B::MulWrap
                    | B::AddSat
                    | B::SubSat
                    | B::MulSat
                    | B::BitAnd
                    | B::BitOr
                    | B::BitXor
            )
        {
            let word = self.tag_word(ty);
            return self.fail(
                at,
                format!("invalid operands to binary expression: '{word}' and '{word}'"),
            );
        }
        let kind = ir_op(op);
        if let (Operand::Known(_, x), Operand::Known(_, y)) = (&a, &b) {
            return self.fold(kind, ty, x, y, at);
        }
        self.binary_ir(kind, ty, (a, a_at), (b, b_at), at)
    }

    pub(super) fn binary_ir(
        &mut self,
        op: Op,
        ty: TypeId,
        (a, a_at): (Operand, Span),
        (b, b_at): (Operand, Span),
        at: Span,
    ) -> Eval {
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(if a.known().is_none() { a_at } else { b_at });
        }
        let lhs = Box::new(self.runtime(a, a_at)?);
        let rhs = Box::new(self.runtime(b, b_at)?);
        Ok(Operand::runtime(ty, at, ExprKind::Binary { op, lhs, rhs }))
    }

    /// `/` and `%` need unsigned or known operands. `written` are the types that the operands had before they met
    /// in `ty`: the message names them.
    fn check_division(
        &mut self,
        op: ast::BinaryOp,
        written: (TypeId, TypeId),
        ty: TypeId,
        (a, b): (&Operand, &Operand),
        (b_at, at): (Span, Span),
    ) -> Eval<()> {
        let is_rem = op == ast::BinaryOp::Rem;
        let zero = match b {
            Operand::Known(_, Value::Int(n)) => n.is_zero(),
            Operand::Known(_, Value::Float(f)) => {
                f.is_zero() && (ty == TypeId::COMPTIME_FLOAT || is_rem)
            }
            _ => false,
        };
        if zero {
            return self.fail(b_at, "division by zero here causes illegal behavior");
        }
        if self.pool.is_any_float(ty) {
            return Ok(());
        }
        let refused = match (a.known(), b.known()) {
            // Rounding one way or the other makes no difference where nothing remains.
            (Some(Value::Int(x)), Some(Value::Int(y))) if !(x % y).is_zero() => match is_rem {
                true => x.is_negative() || y.is_negative(),
                false => x.is_negative() != y.is_negative() && ty != TypeId::COMPTIME_INT,
            },
            (Some(_), Some(_)) => false,
            // A known positive divisor does not help: the left side may be negative.
            _ => self.pool.is_signed(ty),
        };
        if !refused {
            return Ok(());
        }
        let (x, y) = (self.pool.name(written.0), self.pool.name(written.1));
        self.fail(at, match is_rem {
            true => format!("remainder division with '{x}' and '{y}': signed integers and floats must use @rem or @mod"),
            false => format!("division with '{x}' and '{y}': signed integers must use @divTrunc, @divFloor, or @divExact"),
        })
    }

    /// The result of an operation on known values of one type.
    pub(super) fn fold(&mut self, op: Op, ty: TypeId, a: &Value, b: &Value, at: Span) -> Eval {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => self.fold_int(op, ty, x, y, at),
            (Value::Float(x), Value::Float(y)) => {
                let Some(f) = fold_float(op, *x, *y) else {
                    return self.internal(at, "a float operator");
                };
                Ok(Operand::Known(ty, self.float_in(ty, f)))
            }
            (Value::Bool(x), Value::Bool(y)) => Ok(Operand::bool(match op {
                Op::BitAnd => x & y,
                Op::BitOr => x | y,
                _ => x ^ y,
            })),
            (Value::Undefined, _) | (_, Value::Undefined) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            _ => self.internal(at, "operands of a known operation"),
        }
    }

    fn fold_int(&mut self, op: Op, ty: TypeId, x: &BigInt, y: &BigInt, at: Span) -> Eval {
        if x.bits().max(y.bits()) > 1 << 20 {
            return self.fail(at, "this comptime integer is too large");
        }
        let exact = match op {
            Op::Add | Op::AddWrap | Op::AddSat => x + y,
            Op::Sub | Op::SubWrap | Op::SubSat => x - y,
            Op::Mul | Op::MulWrap | Op::MulSat => x * y,
            Op::BitAnd => x & y,
            Op::BitOr => x | y,
            Op::BitXor => x ^ y,
            Op::Min => x.min(y).clone(),
            Op::Max => x.max(y).clone(),
            Op::DivTrunc | Op::DivFloor | Op::DivExact | Op::Rem | Op::Mod if y.is_zero() => {
                return self.fail(at, "division by zero here causes illegal behavior");
            }
            Op::DivTrunc => x / y,
            Op::DivFloor => x.div_floor(y),
            Op::DivExact => {
                if !(x % y).is_zero() {
                    return self.fail(at, "exact division produced remainder");
                }
                x / y
            }
            Op::Rem => x % y,
            Op::Mod => x.mod_floor(y),
            _ => return self.internal(at, "an integer operator"),
        };
        let fitted = match op {
            Op::AddWrap | Op::SubWrap | Op::MulWrap => self.wrap(ty, exact),
            Op::AddSat | Op::SubSat | Op::MulSat => self.saturate(ty, exact),
            _ => exact,
        };
        self.check_known_int(ty, fitted, at)
    }

    /// A comptime result in its type, or Zig's error.
    pub(super) fn check_known_int(&mut self, ty: TypeId, n: BigInt, at: Span) -> Eval {
        if ty == TypeId::COMPTIME_INT || self.pool.int_fits(ty, &n) {
            return Ok(Operand::Known(ty, Value::Int(n)));
        }
        let name = self.pool.name(ty);
        self.fail(
            at,
            format!("overflow of integer type '{name}' with value '{n}'"),
        )
    }

    pub(super) fn wrap(&self, ty: TypeId, n: BigInt) -> BigInt {
        let Some(info) = self.pool.int_info(ty) else {
            return n;
        };
        let modulus = BigInt::from(1) << info.bits;
        let low = n.mod_floor(&modulus);
        if info.signed && info.bits > 0 && low.bit(u64::from(info.bits) - 1) {
            low - modulus
        } else {
            low
        }
    }

    fn saturate(&self, ty: TypeId, n: BigInt) -> BigInt {
        if ty == TypeId::COMPTIME_INT {
            return n;
        }
        let (min, max) = self.pool.int_range(ty);
        n.clamp(min, max)
    }

    /// The type of a number of bits to shift by: just large enough.
    fn shift_amount(&mut self, ty: TypeId) -> Option<TypeId> {
        let info = self.pool.int_info(ty)?;
        let most = u64::from(info.bits.max(1)) - 1;
        Some(self.pool.smallest_unsigned(most))
    }

    /// One side of a shift is no integer.
    fn bad_shift(&mut self, (a, a_at): (TypeId, Span), (b, b_at): (TypeId, Span)) -> Eval {
        if !self.pool.is_any_int(a) {
            let name = self.pool.name(a);
            let message = format!("bit shifting operation expected integer type, found '{name}'");
            return self.fail(a_at, message);
        }
        let (wanted, found) = (self.pool.name(a), self.pool.name(b));
        let is_fraction = b == TypeId::COMPTIME_FLOAT && a == TypeId::COMPTIME_INT;
        if is_fraction {
            return self.fail(
                b_at,
                format!(
                    "fractional component prevents float value from coercion to type '{wanted}'"
                ),
            );
        }
        self.fail(b_at, format!("expected type '{wanted}', found '{found}'"))
    }

    pub(super) fn shift(
        &mut self,
        op: Op,
        (a, a_at): (Operand, Span),
        (b, b_at): (Operand, Span),
        at: Span,
    ) -> Eval {
        let (ta, tb) = (a.ty(), b.ty());
        if !self.pool.is_any_int(ta) || !self.pool.is_any_int(tb) {
            return self.bad_shift((ta, a_at), (tb, b_at));
        }
        let info = self.pool.int_info(ta);
        if let (Some(info), Operand::Known(_, Value::Int(n))) = (info, &b) {
            if n.is_negative() {
                let amount = self.pool.smallest_unsigned(u64::from(info.bits.max(1)) - 1);
                let name = self.pool.name(amount);
                let message = format!("type '{name}' cannot represent integer value '{n}'");
                return self.fail(b_at, message);
            }
            let amount = self.pool.smallest_unsigned(u64::from(info.bits.max(1)) - 1);
            if op != Op::ShlSat && tb == TypeId::COMPTIME_INT && !self.pool.int_fits(amount, n) {
                let name = self.pool.name(amount);
                let message = format!("type '{name}' cannot represent integer value '{n}'");
                return self.fail(b_at, message);
            }
            if *n >= BigInt::from(info.bits) && op != Op::ShlSat {
                let name = self.pool.name(ta);
                return self.fail(
                    b_at,
                    format!("shift amount '{n}' is too large for operand type '{name}'"),
                );
            }
        }
        if let (Operand::Known(_, x), Operand::Known(_, y)) = (&a, &b) {
            let (Value::Int(x), Value::Int(y)) = (x, y) else {
                return self.fail(at, "use of undefined value here causes illegal behavior");
            };
            let Some(y) = y.to_u32().filter(|y| *y < 1 << 20) else {
                return self.fail(b_at, "this shift is too large");
            };
            let n = match op {
                Op::Shr | Op::ShrExact => x >> y,
                Op::ShlSat => self.saturate(ta, x << y),
                Op::ShlExact => x << y,
                _ => self.wrap(ta, x << y),
            };
            return self.check_known_int(ta, n, at);
        }
        let Some(info) = info else {
            return self.fail(
                a_at,
                "LHS of shift must be a fixed-width integer type, or RHS must be comptime-known",
            );
        };
        let amount = match op {
            Op::ShlSat => tb,
            _ => self.pool.smallest_unsigned(u64::from(info.bits.max(1)) - 1),
        };
        let b = if amount == TypeId::COMPTIME_INT {
            self.coerce(b, ta, b_at)?
        } else {
            self.coerce(b, amount, b_at)?
        };
        self.binary_ir(op, ta, (a, a_at), (b, b_at), at)
    }

    /// `-x`, `-%x`, `~x`
    pub(super) fn negate(
        &mut self,
        op: ast::UnaryOp,
        value: Operand,
        value_at: Span,
        at: Span,
    ) -> Eval {
        let ty = value.ty();
        if value.is_noreturn() {
            return Ok(value);
        }
        let name = self.pool.name(ty);
        if op == ast::UnaryOp::BitNot && ty == TypeId::BOOL {
            return match value {
                Operand::Known(_, Value::Bool(b)) => Ok(Operand::bool(!b)),
                value => self.unary_ir(ir::UnaryOp::Not, value, value_at, at),
            };
        }
        if op == ast::UnaryOp::BitNot {
            if !self.pool.is_int(ty) {
                let word = if ty == TypeId::COMPTIME_INT {
                    "comptime_int".to_owned()
                } else {
                    name
                };
                return self.fail(at, format!("bitwise not operation on type '{word}'"));
            }
            if let Operand::Known(_, Value::Int(n)) = &value {
                let n = self.wrap(ty, -n - 1);
                return Ok(Operand::Known(ty, Value::Int(n)));
            }
            return self.unary_ir(ir::UnaryOp::BitNot, value, value_at, at);
        }
        let numeric =
            self.pool.is_any_float(ty) || ty == TypeId::COMPTIME_INT || self.pool.is_signed(ty);
        let wraps = op == ast::UnaryOp::NegWrap && self.pool.is_int(ty);
        if !numeric && !wraps {
            return self.fail(at, format!("negation of type '{name}'"));
        }
        match value {
            Operand::Known(_, Value::Int(n)) if op == ast::UnaryOp::NegWrap => {
                Ok(Operand::Known(ty, Value::Int(self.wrap(ty, -n))))
            }
            Operand::Known(_, Value::Int(n)) => self.check_known_int(ty, -n, at),
            Operand::Known(_, Value::Float(f)) => Ok(Operand::Known(ty, Value::Float(f.negated()))),
            Operand::Known(..) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            value => {
                let op = if op == ast::UnaryOp::NegWrap {
                    ir::UnaryOp::NegWrap
                } else {
                    ir::UnaryOp::Neg
                };
                self.unary_ir(op, value, value_at, at)
            }
        }
    }

    /// `place op= value`
    pub(super) fn compound(
        &mut self,
        target: Place,
        op: ast::BinaryOp,
        value: &ast::Expr,
        target_at: Span,
        at: Span,
    ) -> Eval {
        use ast::BinaryOp as B;
        let ty = target.ty;
        let shift = matches!(op, B::Shl | B::Shr | B::ShlSat);
        if let super::operand::PlaceKind::Known(p) = &target.kind
            && matches!(p.base, crate::types::Base::Cell(_))
        {
            let p = p.clone();
            let old = self.read(target, target_at)?;
            let want = if shift {
                self.shift_amount(ty)
            } else {
                Some(ty)
            };
            let b = self.expr(value, want)?;
            let new = self.arithmetic(op, (old, target_at), (b, value.span), at, at)?;
            let new = self.coerce(new, ty, at)?;
            return self.store_known(&p, new, value.span, at);
        }
        let want = if shift {
            self.shift_amount(ty)
        } else {
            Some(ty)
        };
        let b = self.expr(value, want)?;
        if b.is_noreturn() {
            return Ok(b);
        }
        // `usize` is another name for the integer of its width here, and a known number takes any type that it fits.
        let (to, from) = (self.pool.int_info(ty), self.pool.int_info(b.ty()));
        let b = match (to, from) {
            (Some(x), Some(y))
                if !shift && (b.known().is_some() || (x.bits, x.signed) == (y.bits, y.signed)) =>
            {
                self.coerce(b, ty, value.span)?
            }
            _ => b,
        };
        // Find out what the operation would do, on a stand-in for the old value.
        let stand_in = Operand::runtime(ty, target_at, ExprKind::Undefined);
        let result = self.arithmetic(op, (stand_in, target_at), (b, value.span), at, at)?;
        let result_ty = result.ty();
        let Operand::Runtime(ir::Expr {
            kind: ExprKind::Binary { op, lhs, rhs },
            ..
        }) = result
        else {
            return self.compound_widened(result, result_ty, ty, at);
        };
        if lhs.ty != ty || result_ty != ty {
            return self.mismatch(result_ty, ty, Vec::new(), value.span);
        }
        let place = self.runtime_place(target, target_at)?;
        let kind = ExprKind::AssignOp {
            place,
            op,
            value: rhs,
        };
        Ok(Operand::runtime(TypeId::VOID, at, kind))
    }

    fn compound_widened(&mut self, result: Operand, from: TypeId, to: TypeId, at: Span) -> Eval {
        if from != to {
            return self.mismatch(from, to, Vec::new(), at);
        }
        let _ = result;
        self.not_yet(at, "this compound assignment")
    }

    /// Whether `a op b` moves a many-item pointer, or measures between two.
    fn pointer_arithmetic(
        &mut self,
        op: ast::BinaryOp,
        (a, _): (&Operand, Span),
        (b, _): (&Operand, Span),
        at: Span,
    ) -> Eval<Option<PointerMath>> {
        let Type::Pointer(p) = self.pool.get(a.ty()) else {
            return Ok(None);
        };
        if self.pool.is_pointer(b.ty()) && op != ast::BinaryOp::Sub {
            let d = Diagnostic::error("type", at, "invalid pointer-pointer arithmetic operator")
                .note("pointer-pointer arithmetic only supports subtraction");
            let d = match self.is_text(a.ty()) && self.is_text(b.ty()) {
                true => d.hint("join texts with `++` at compile time, or with `std.mem.concat`"),
                false => d,
            };
            self.report(d);
            return Err(Flow::Failed);
        }
        let kind = match op {
            ast::BinaryOp::Add => Op::PtrAdd,
            ast::BinaryOp::Sub => Op::PtrSub,
            _ => return Ok(None),
        };
        match p.size {
            PointerSize::Many | PointerSize::C => {}
            PointerSize::One if kind == Op::PtrSub && self.pool.is_pointer(b.ty()) => {}
            // No arithmetic on it: the types do not meet.
            _ => return Ok(None),
        }
        if kind == Op::PtrSub && self.pool.is_pointer(b.ty()) {
            return Ok(Some(PointerMath::Distance));
        }
        Ok(Some(PointerMath::Move(kind)))
    }

    fn move_pointer(&mut self, op: Op, a: Operand, (b, b_at): (Operand, Span), at: Span) -> Eval {
        let ty = a.ty();
        let b = self.coerce(b, TypeId::USIZE, b_at)?;
        if let (Operand::Known(_, Value::Pointer(p)), Operand::Known(_, Value::Int(n))) = (&a, &b)
            && let Some(n) = n.to_u64()
            && op == Op::PtrAdd
            && let Some(moved) = super::slice::advance(p, n)
        {
            return Ok(Operand::Known(ty, Value::Pointer(moved.into())));
        }
        self.binary_ir(op, ty, (a, at), (b, b_at), at)
    }

    fn pointer_distance(&mut self, a: Operand, b: Operand, at: Span) -> Eval {
        self.binary_ir(Op::PtrDiff, TypeId::USIZE, (a, at), (b, at), at)
    }

    /// A float rounded to a type.
    pub(super) fn float_in(&self, ty: TypeId, f: Float) -> Value {
        Value::Float(match self.pool.get(ty) {
            Type::Float(bits) => f.rounded(*bits),
            _ => f,
        })
    }
}

enum PointerMath {
    Move(Op),
    Distance,
}

pub(super) fn ir_op(op: ast::BinaryOp) -> Op {
    use ast::BinaryOp as B;
    match op {
        B::Add => Op::Add,
        B::Sub => Op::Sub,
        B::Mul => Op::Mul,
        B::Div => Op::DivTrunc,
        B::Rem => Op::Rem,
        B::AddWrap => Op::AddWrap,
        B::SubWrap => Op::SubWrap,
        B::MulWrap => Op::MulWrap,
        B::AddSat => Op::AddSat,
        B::SubSat => Op::SubSat,
        B::MulSat => Op::MulSat,
        B::Shl => Op::Shl,
        B::ShlSat => Op::ShlSat,
        B::Shr => Op::Shr,
        B::BitAnd => Op::BitAnd,
        B::BitOr => Op::BitOr,
        B::BitXor => Op::BitXor,
        B::Eq => Op::Eq,
        B::Ne => Op::Ne,
        B::Lt => Op::Lt,
        B::Le => Op::Le,
        B::Gt => Op::Gt,
        B::Ge => Op::Ge,
        // These never come here: they are no arithmetic.
        B::And | B::Or | B::Orelse | B::Concat | B::Repeat | B::MergeErrors => Op::Add,
    }
}

fn fold_float(op: Op, x: Float, y: Float) -> Option<Float> {
    Some(match op {
        Op::Add => x.add(y),
        Op::Sub => x.sub(y),
        Op::Mul => x.mul(y),
        Op::DivTrunc => x.div(y),
        Op::Rem => x.rem(y),
        Op::Mod => x.modulo(y),
        Op::DivFloor => x.div(y).floor(),
        Op::DivExact => x.div(y).trunc(),
        Op::Min => x.min(y),
        Op::Max => x.max(y),
        _ => return None,
    })
}

pub(super) fn float_of_int(n: &BigInt) -> Float {
    Float::from_int(n)
}

/// The integer that a float is, if it is one.
pub(super) fn exact_int(f: Float) -> Option<BigInt> {
    f.to_exact_int()
}

pub(super) fn float_text(f: Float) -> String {
    format!("{}", f.to_f64())
}

/// Half precision, rounded to nearest even.
pub(super) fn f16_bits(n: f64) -> u16 {
    Float::from_f64(n).to_f16_bits()
}
