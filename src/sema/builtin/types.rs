//! Questions about types.

use crate::source::Span;
use crate::types::{ContainerLayout, Type, TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Operand};
use super::Call;

impl Sema {
    /// `@TypeOf(...)`: the operands are analysed, but never run.
    pub(super) fn builtin_type_of(&mut self, call: &Call) -> Eval {
        let saved = (self.frame.comptime, self.frame.dry);
        self.frame.dry = true;
        let locals = self.frame.locals.len();
        let result = self.type_of_operands(call);
        self.frame.locals.truncate(locals);
        (self.frame.comptime, self.frame.dry) = saved;
        result
    }

    fn type_of_operands(&mut self, call: &Call) -> Eval {
        let mut ops = Vec::new();
        for e in call.args {
            ops.push((self.expr(e, None)?, e.span));
        }
        if let [(op, _)] = ops.as_slice() {
            return Ok(Operand::of_type(op.ty()));
        }
        let items: Vec<(&Operand, Span)> = ops.iter().map(|(op, s)| (op, *s)).collect();
        let ty = self.peer_of(&items, call.at)?;
        Ok(Operand::of_type(ty))
    }

    pub(super) fn builtin_this(&mut self, _call: &Call) -> Eval {
        let owner = self.world.namespace(self.frame.ns).owner;
        Ok(Operand::of_type(owner))
    }

    fn sized_arg(&mut self, call: &Call) -> Eval<TypeId> {
        let ty = self.type_arg(call, 0)?;
        let at = call.args[0].span;
        let unsized_type = matches!(
            self.pool.get(ty),
            Type::NoReturn
                | Type::AnyOpaque
                | Type::Opaque(_)
                | Type::Fn(_)
                | Type::Undefined
                | Type::Null
                | Type::EnumLiteral
        );
        if unsized_type {
            let name = self.pool.name(ty);
            return self.fail(at, format!("no size available for type '{name}'"));
        }
        self.ensure_layout(ty, at)?;
        Ok(ty)
    }

    fn comptime_int(&self, n: u64) -> Operand {
        Operand::Known(TypeId::COMPTIME_INT, Value::int(n))
    }

    pub(super) fn builtin_size_of(&mut self, call: &Call) -> Eval {
        let ty = self.sized_arg(call)?;
        Ok(self.comptime_int(self.pool.size(ty)))
    }

    pub(super) fn builtin_bit_size_of(&mut self, call: &Call) -> Eval {
        let ty = self.sized_arg(call)?;
        Ok(self.comptime_int(self.pool.bit_size(ty)))
    }

    pub(super) fn builtin_align_of(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        self.ensure_layout(ty, call.at)?;
        Ok(self.comptime_int(self.pool.align(ty).into()))
    }

    /// A field of a struct type, by its name.
    fn field_arg(&mut self, call: &Call) -> Eval<(TypeId, u32)> {
        let ty = self.type_arg(call, 0)?;
        let name = self.text_arg(call, 1)?;
        self.ensure_layout(ty, call.at)?;
        if !self.pool.is_struct(ty) {
            let found = self.pool.name(ty);
            return self.fail(
                call.args[0].span,
                format!("expected struct type, found '{found}'"),
            );
        }
        match self.pool.field_index(ty, &name) {
            Some(index) => Ok((ty, index)),
            None => {
                let found = self.pool.name(ty);
                self.fail(
                    call.args[1].span,
                    format!("no field named '{name}' in struct '{found}'"),
                )
            }
        }
    }

    pub(super) fn builtin_offset_of(&mut self, call: &Call) -> Eval {
        let (ty, index) = self.field_arg(call)?;
        Ok(self.comptime_int(self.pool.field_offset(ty, index)))
    }

    pub(super) fn builtin_bit_offset_of(&mut self, call: &Call) -> Eval {
        let (ty, index) = self.field_arg(call)?;
        let packed = self
            .pool
            .as_struct(ty)
            .is_some_and(|s| s.layout == ContainerLayout::Packed);
        let bits = if packed {
            self.pool.packed_bit_offset(ty, index).into()
        } else {
            self.pool.field_offset(ty, index) * 8
        };
        Ok(self.comptime_int(bits))
    }

    /// `@Type(.enum_literal)` names a type that has no other name; types are not built here.
    pub(super) fn builtin_type(&mut self, call: &Call) -> Eval {
        match &call.args[0].kind {
            crate::syntax::ast::ExprKind::EnumLiteral(name) if &*name.name == "enum_literal" => {
                Ok(Operand::of_type(TypeId::ENUM_LITERAL))
            }
            _ => self.refuse(call.at, "building types with `@Type`"),
        }
    }

    pub(super) fn builtin_type_name(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        if self.pool.is_tuple(ty) {
            // Its name is made of its fields.
            self.ensure_fields(ty, call.at)?;
        }
        let name = self.pool.name(ty);
        Ok(self.string(name.as_bytes()))
    }

    pub(super) fn builtin_has_field(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        let name = self.text_arg(call, 1)?;
        self.ensure_fields(ty, call.at)?;
        let found = match self.pool.get(ty) {
            Type::Struct(_) | Type::Union(_) => self.pool.field_index(ty, &name).is_some(),
            Type::Enum(id) => self
                .pool
                .enum_info(*id)
                .members
                .iter()
                .any(|(n, _)| *n == name),
            Type::Array { .. } => name == "len",
            Type::Pointer(p) if p.size == crate::types::PointerSize::Slice => {
                matches!(name.as_str(), "ptr" | "len")
            }
            _ => {
                let found = self.pool.name(ty);
                return self.fail(
                    call.args[0].span,
                    format!("type '{found}' does not support '@hasField'"),
                );
            }
        };
        Ok(Operand::bool(found))
    }

    pub(super) fn builtin_has_decl(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        let name = self.text_arg(call, 1)?;
        let Some(ns) = self.pool.namespace(ty) else {
            if matches!(
                self.pool.get(ty),
                Type::Struct(_) | Type::Enum(_) | Type::Union(_)
            ) {
                return Ok(Operand::bool(false));
            }
            let found = self.pool.name(ty);
            return self.fail(
                call.args[0].span,
                format!("expected struct, enum, union, or opaque; found '{found}'"),
            );
        };
        let found = self.decl_of(ns, &name).is_some_and(|d| {
            let info = self.world.decl(d);
            let same_file =
                self.world.namespace(info.ns).file == self.world.namespace(self.frame.ns).file;
            info.is_pub || same_file
        });
        Ok(Operand::bool(found))
    }
}
