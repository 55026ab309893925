//! What the library asks of the machine: builtins whose name starts with `@vm`.

use crate::ir::{BinaryOp, ExprKind, Intrinsic, UnaryOp};
use crate::syntax::ast;
use crate::types::{Resolution, StructField, Type, TypeId, Value};

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
            "vmEnumType" => return self.enum_type_builtin(call),
            "vmStructType" => return self.struct_type_builtin(call),
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

    /// The texts of a comptime list of names.
    fn names_arg(&mut self, call: &Call) -> Eval<Vec<String>> {
        let at = call.args[0].span;
        let (ty, list) = self.comptime_value(&call.args[0], None)?;
        let array = self.pool.child(ty).unwrap_or(ty);
        let child = self.pool.child(array).unwrap_or(array);
        let items = self.elements(ty, &list).unwrap_or_default();
        let texts = items.iter().map(|item| {
            let bytes = self.known_text(child, item)?;
            String::from_utf8(bytes).ok()
        });
        let texts: Option<Vec<String>> = texts.collect();
        match texts {
            Some(texts) => Ok(texts),
            None => self.internal(at, "names that are no texts"),
        }
    }

    /// A container type that no text declares; its fields are given.
    fn made_container(&mut self, kind: ast::ContainerKind, call: &Call) -> TypeId {
        let container = std::rc::Rc::new(ast::Container {
            kind,
            layout: ast::ContainerLayout::Auto,
            tag: None,
            inferred_tag: false,
            fields: Vec::new(),
            decls: Vec::new(),
            span: call.at,
        });
        let name = self.frame.name.clone();
        let parent = Some(self.frame.ns);
        self.declare_container(&container, parent, Vec::new(), name, call.at.file)
    }

    /// `@vmEnumType(names)`
    fn enum_type_builtin(&mut self, call: &Call) -> Eval {
        let names = self.names_arg(call)?;
        let ty = self.made_container(ast::ContainerKind::Enum, call);
        let tag = match names.len() as u64 {
            0 | 1 => TypeId::U0,
            count => self.pool.smallest_unsigned(count - 1),
        };
        if let Type::Enum(id) = *self.pool.get(ty) {
            let info = self.pool.enum_info_mut(id);
            info.members = names.into_iter().zip(0..).collect();
            info.tag = tag;
            info.resolution = Resolution::Done;
        }
        Ok(Operand::of_type(ty))
    }

    /// `@vmStructType(names, T)` and `@vmStructType(names, T, default)`
    fn struct_type_builtin(&mut self, call: &Call) -> Eval {
        let names = self.names_arg(call)?;
        let (_, field) = self.comptime_value(&call.args[1], Some(TypeId::TYPE))?;
        let Value::Type(field) = field else {
            return self.internal(call.at, "fields without a type");
        };
        let default = match call.args.get(2) {
            Some(e) => Some(self.comptime_value(e, Some(field))?.1),
            None => None,
        };
        let ty = self.made_container(ast::ContainerKind::Struct, call);
        if let Type::Struct(id) = *self.pool.get(ty) {
            let fields = names.into_iter().map(|name| StructField {
                name,
                ty: field,
                default: default.clone(),
                align: None,
                is_comptime: false,
            });
            let info = self.pool.struct_info_mut(id);
            info.fields = fields.collect();
            info.resolution = Resolution::Done;
        }
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
