//! What the library asks of the machine: builtins whose name starts with `@vm`.

use crate::ir::{BinaryOp, ExprKind, Intrinsic, UnaryOp};
use crate::types::{TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    pub(super) fn machine_builtin(&mut self, call: &Call) -> Eval {
        match call.name {
            "vmPrint" => return self.print_builtin(call),
            "vmFormat" => return self.format_builtin(call),
            "vmFormatPart" => return self.format_part_builtin(call),
            "vmFormatParts" => return self.format_parts_builtin(call),
            "vmFormatPartCount" => return self.format_count_builtin(call),
            "vmFormatCount" => return self.format_count_builtin(call),
            "vmComptimePrint" => return self.comptime_print_builtin(call),
            "vmFormatCallsMethods" => return self.format_calls_methods_builtin(call),
            "vmMath" => return self.math_builtin(call),
            "vmIsTest" => return Ok(Operand::bool(self.options.tests)),
            "vmTupleType" => return self.tuple_type_builtin(call),
            "vmIntType" => return self.int_type_builtin(call),
            _ => {}
        }
        let found = Intrinsic::NAMES.iter().find(|(name, _)| *name == call.name);
        let Some((_, op)) = found else {
            return self.internal(call.at, &format!("unknown intrinsic '@{}'", call.name));
        };
        let op = *op;
        let ty = self.intrinsic_type(op);
        if self.frame.comptime && !self.frame.dry {
            return self.fail(
                call.at,
                "unable to evaluate this at comptime: it needs the running machine",
            );
        }
        let mut args = Vec::new();
        for (i, e) in call.args.iter().enumerate() {
            let want = self.intrinsic_arg(op, i);
            let value = match want {
                Some(ty) => self.expr_as(e, ty)?,
                None => self.expr(e, None)?,
            };
            if value.ty() == TypeId::TYPE {
                let (_, value) = self.known(value, e.span)?;
                args.push(self.type_operand(value, e.span)?);
                continue;
            }
            args.push(self.runtime(value, e.span)?);
        }
        Ok(Operand::runtime(
            ty,
            call.at,
            ExprKind::Intrinsic { op, args },
        ))
    }

    /// `@vmMath("name", x)` and `@vmMath("name", x, y)`, of floats
    fn math_builtin(&mut self, call: &Call) -> Eval {
        let name = self.text_arg(call, 0)?;
        let x = self.expr(&call.args[1], None)?;
        let ty = x.ty();
        let at = call.at;
        if let Some(e) = call.args.get(2) {
            let y = self.expr_as(e, ty)?;
            return match BinaryOp::NAMES.iter().find(|(n, _)| *n == name) {
                Some((_, op)) => self.binary_ir(*op, ty, (x, at), (y, at), at),
                None => self.internal(at, "an unknown function of two floats"),
            };
        }
        match UnaryOp::NAMES.iter().find(|(n, _)| *n == name) {
            Some((_, op)) => self.unary_ir(*op, x, at, at),
            None => self.internal(at, "an unknown function of a float"),
        }
    }

    /// `@vmTupleType(types)`
    fn tuple_type_builtin(&mut self, call: &Call) -> Eval {
        let (ty, value) = self.comptime_value(&call.args[0], None)?;
        let types = self.elements(ty, &value).unwrap_or_default();
        let fields: Vec<(TypeId, Option<Value>)> = types
            .iter()
            .filter_map(|v| match v {
                Value::Type(ty) => Some((*ty, None)),
                _ => None,
            })
            .collect();
        Ok(Operand::of_type(self.pool.tuple(&fields)))
    }

    /// `@vmIntType(signed, bits)`
    fn int_type_builtin(&mut self, call: &Call) -> Eval {
        let (_, signed) = self.comptime_value(&call.args[0], Some(TypeId::BOOL))?;
        let (_, bits) = self.comptime_value(&call.args[1], Some(TypeId::U16))?;
        let bits = bits.as_u64().unwrap_or(0) as u16;
        let ty = self.pool.int(signed.as_bool().unwrap_or(false), bits);
        Ok(Operand::of_type(ty))
    }

    /// A type as an argument of the machine: its number.
    fn type_operand(&mut self, value: Value, at: crate::source::Span) -> Eval<crate::ir::Expr> {
        let Value::Type(ty) = value else {
            return self.internal(at, "a type argument");
        };
        if !self.pool.is_comptime_only(ty) {
            self.ensure_layout(ty, at)?;
        }
        let number = crate::ir::Image {
            bytes: ty.0.to_le_bytes().to_vec(),
            undefined: Vec::new(),
            relocations: Vec::new(),
        };
        Ok(crate::ir::Expr {
            kind: ExprKind::Const(number),
            ty: TypeId::TYPE,
            span: at,
        })
    }

    fn intrinsic_arg(&mut self, op: Intrinsic, index: usize) -> Option<TypeId> {
        let many = self.pool.many(TypeId::U8, false);
        let opaque = self.pool.pointer(TypeId::ANYOPAQUE, false);
        let const_opaque = self.pool.pointer(TypeId::ANYOPAQUE, true);
        let text = self.pool.slice(TypeId::U8, true);
        use Intrinsic as I;
        let types: &[TypeId] = match op {
            I::PageAlloc => &[TypeId::USIZE, TypeId::USIZE],
            I::PageFree => &[many, TypeId::USIZE],
            I::PageResize => &[many, TypeId::USIZE, TypeId::USIZE],
            // The type in the middle has no place in this list.
            I::BlockBorn => match index {
                0 => return Some(opaque),
                1 => return Some(const_opaque),
                2 => return Some(many),
                3 | 4 | 6 => return Some(TypeId::USIZE),
                _ => return None,
            },
            I::BlockDies | I::BlockChecked => match index {
                0 => return Some(opaque),
                1 => return Some(const_opaque),
                2 => return Some(many),
                _ => return Some(TypeId::USIZE),
            },
            I::BlockResized => &[many, TypeId::USIZE, many, TypeId::USIZE],
            I::BlocksEnd | I::BlockStretched => &[many, TypeId::USIZE],
            I::AllocatorEnds => &[opaque, TypeId::USIZE],
            I::Write => &[TypeId::U8, text],
            I::ParseFloat => &[text, TypeId::U8],
            I::Exit => &[TypeId::U8],
            _ => &[],
        };
        types.get(index).copied()
    }

    fn intrinsic_type(&mut self, op: Intrinsic) -> TypeId {
        use Intrinsic as I;
        let many = self.pool.many(TypeId::U8, false);
        match op {
            I::PageAlloc => self.pool.optional(many),
            I::PageResize => TypeId::BOOL,
            I::BlockBorn | I::BlockDies | I::BlockChecked | I::BlockResized => many,
            I::ReadByte => self.pool.optional(TypeId::U8),
            I::ParseFloat => self.pool.optional(TypeId::F64),
            I::Exit => TypeId::NORETURN,
            _ => TypeId::VOID,
        }
    }
}
