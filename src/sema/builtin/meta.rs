//! Names, fields by name, imports, and what talks to analysis itself.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind};
use crate::syntax::ast;
use crate::types::{Pointee, Type, TypeId, Value};

use super::super::Sema;
use super::super::operand::{Eval, Flow, Operand, Place};
use super::Call;

impl Sema {
    pub(super) fn builtin_import(&mut self, call: &Call) -> Eval {
        let path = match &call.args[0].kind {
            ast::ExprKind::Str(text) => String::from_utf8_lossy(text).into_owned(),
            _ => {
                return self.fail(
                    call.args[0].span,
                    "@import operand must be a string literal",
                );
            }
        };
        Ok(Operand::of_type(self.import(&path, call.args[0].span)?))
    }

    pub(super) fn builtin_tag_name(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        let op = if self.pool.is_union(op.ty()) {
            self.union_tag(Place::value(op), at)?
        } else {
            op
        };
        if let Operand::Known(TypeId::ENUM_LITERAL, Value::EnumLiteral(name)) = &op {
            return Ok(self.string(name.as_bytes()));
        }
        self.ensure_fields(op.ty(), at)?;
        let Some(info) = self.pool.as_enum(op.ty()).cloned() else {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected enum or union; found '{name}'"));
        };
        let text = self.sentinel_text();
        if let Operand::Known(_, Value::Int(n)) = &op {
            let name = info
                .members
                .iter()
                .find(|(_, m)| num_bigint::BigInt::from(*m) == *n);
            let Some((name, _)) = name else {
                return self.fail(
                    at,
                    format!("no field with value '{n}' in enum '{}'", info.name),
                );
            };
            let literal = self.string(name.as_bytes());
            return self.coerce(literal, text, at);
        }
        let items: Vec<(i128, String)> =
            info.members.iter().map(|(n, m)| (*m, n.clone())).collect();
        self.name_table(op, items, text, call)
    }

    pub(super) fn builtin_error_name(&mut self, call: &Call) -> Eval {
        let at = call.args[0].span;
        let op = self.expr(&call.args[0], None)?;
        if !self.pool.is_error_set(op.ty()) {
            let name = self.pool.name(op.ty());
            return self.fail(at, format!("expected type 'anyerror', found '{name}'"));
        }
        let text = self.sentinel_text();
        if let Operand::Known(_, Value::Error(e)) = &op {
            let name = self.pool.error_name(*e).to_owned();
            let literal = self.string(name.as_bytes());
            return self.coerce(literal, text, at);
        }
        let operand = self.runtime(op, at)?;
        self.error_name_at_run_time(operand, text, call.at)
    }

    /// `[:0]const u8`
    pub(in super::super) fn sentinel_text(&mut self) -> TypeId {
        self.pool.pointer_with(crate::types::Pointer {
            size: crate::types::PointerSize::Slice,
            child: TypeId::U8,
            is_const: true,
            align: None,
            sentinel: Some(Value::int(0)),
            allow_zero: false,
            bits: None,
        })
    }

    /// A switch from numbers to texts.
    fn name_table(
        &mut self,
        op: Operand,
        items: Vec<(i128, String)>,
        text: TypeId,
        call: &Call,
    ) -> Eval {
        let at = call.at;
        let operand = self.runtime(op, at)?;
        let mut prongs = Vec::new();
        for (number, name) in items {
            let literal = self.string(name.as_bytes());
            let literal = self.coerce(literal, text, at)?;
            let body = self.runtime(literal, at)?;
            prongs.push(ir::Prong {
                ranges: vec![(number, number)],
                body,
            });
        }
        let kind = ExprKind::Switch(Box::new(ir::Switch {
            label: None,
            operand,
            prongs,
            otherwise: Some(ir::Expr {
                kind: ExprKind::Panic("invalid enum value".into()),
                ty: TypeId::NORETURN,
                span: at,
            }),
            bind: None,
        }));
        Ok(Operand::runtime(text, at, kind))
    }

    pub(in super::super) fn field_by_name(&mut self, call: &Call) -> Eval<Place> {
        let base = self.place(&call.args[0], None)?;
        let name = self.text_arg(call, 1)?;
        let ident = ast::Ident {
            name: Rc::from(name.as_str()),
            span: call.args[1].span,
        };
        self.field_of(base, &ident, call.at)
    }

    pub(super) fn builtin_field(&mut self, call: &Call) -> Eval {
        let place = self.field_by_name(call)?;
        self.read(place, call.at)
    }

    pub(super) fn builtin_field_type(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        let name = self.text_arg(call, 1)?;
        self.ensure_fields(ty, call.at)?;
        let index = self.pool.field_index(ty, &name);
        let found = match (self.pool.get(ty), index) {
            (Type::Struct(id), Some(i)) => Some(self.pool.struct_info(*id).fields[i as usize].ty),
            (Type::Union(id), Some(i)) => Some(self.pool.union_info(*id).fields[i as usize].ty),
            _ => None,
        };
        match found {
            Some(ty) => Ok(Operand::of_type(ty)),
            None => {
                let type_name = self.pool.name(ty);
                self.fail(
                    call.args[1].span,
                    format!("no field named '{name}' in '{type_name}'"),
                )
            }
        }
    }

    pub(super) fn builtin_field_parent_ptr(&mut self, call: &Call) -> Eval {
        let to = self.result_type(call)?;
        let name = self.text_arg(call, 0)?;
        let at = call.at;
        let Some(p) = self.pool.as_pointer(to).cloned() else {
            let found = self.pool.name(to);
            return self.fail(at, format!("expected pointer type, found '{found}'"));
        };
        self.ensure_layout(p.child, at)?;
        let Some(index) = self.pool.field_index(p.child, &name) else {
            let found = self.pool.name(p.child);
            return self.fail(
                call.args[0].span,
                format!("no field named '{name}' in struct '{found}'"),
            );
        };
        let op = self.expr(&call.args[1], None)?;
        if let Operand::Known(_, Value::Pointer(known)) = &op
            && let Some((crate::types::Step::Field(i), rest)) = known.path.split_last()
            && *i == index
        {
            let outer = Pointee {
                base: known.base.clone(),
                path: rest.to_vec(),
            };
            return Ok(Operand::Known(to, Value::Pointer(outer.into())));
        }
        let bytes = self.pool.many(TypeId::U8, false);
        let offset = self.usize_operand(self.pool.field_offset(p.child, index));
        let start = self.cast(ir::CastKind::PtrCast, op, bytes, at)?;
        let start = self.binary_ir(ir::BinaryOp::PtrSub, bytes, (start, at), (offset, at), at)?;
        self.cast(ir::CastKind::PtrCast, start, to, at)
    }

    pub(super) fn builtin_union_init(&mut self, call: &Call) -> Eval {
        let ty = self.type_arg(call, 0)?;
        let name = self.text_arg(call, 1)?;
        self.ensure_fields(ty, call.at)?;
        let field = self.pool.field_index(ty, &name);
        let (Some(index), Some(info)) = (field, self.pool.as_union(ty)) else {
            let found = self.pool.name(ty);
            return self.fail(
                call.args[1].span,
                format!("no field named '{name}' in union '{found}'"),
            );
        };
        let field_ty = info.fields[index as usize].ty;
        let op = self.expr_as(&call.args[2], field_ty)?;
        self.make_union(ty, index, op, call.args[2].span, call.at)
    }

    pub(super) fn builtin_compile_error(&mut self, call: &Call) -> Eval {
        let text = self.text_arg(call, 0)?;
        self.fail(call.at, text)
    }

    pub(super) fn builtin_compile_log(&mut self, call: &Call) -> Eval {
        let mut shown = Vec::new();
        for e in call.args {
            let op = self.expr(e, None)?;
            let ty = self.pool.name(op.ty());
            shown.push(match &op {
                Operand::Known(t, value) => {
                    format!("@as({ty}, {})", self.pool.value_name(*t, value))
                }
                Operand::Runtime(_) => format!("@as({ty}, [runtime value])"),
            });
        }
        let d = Diagnostic::error("type", call.at, "found compile log statement")
            .note(shown.join(", "));
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn builtin_branch_quota(&mut self, call: &Call) -> Eval {
        let (_, value) = self.comptime_value(&call.args[0], Some(TypeId::U32))?;
        self.ct.quota = self.ct.quota.max(value.as_u64().unwrap_or(0));
        Ok(Operand::void())
    }

    pub(super) fn builtin_ignored(&mut self, _call: &Call) -> Eval {
        Ok(Operand::void())
    }

    pub(super) fn builtin_branch_hint(&mut self, _call: &Call) -> Eval {
        Ok(Operand::void())
    }

    pub(super) fn builtin_in_comptime(&mut self, _call: &Call) -> Eval {
        Ok(Operand::bool(self.frame.comptime && !self.frame.dry))
    }

    pub(super) fn builtin_panic(&mut self, call: &Call) -> Eval {
        let slice = self.pool.slice(TypeId::U8, true);
        let op = self.expr_as(&call.args[0], slice)?;
        if self.frame.comptime && !self.frame.dry {
            let (ty, value) = self.known(op, call.at)?;
            let text = self.known_text(ty, &value).unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            return self.fail(call.at, format!("encountered @panic at comptime: {text}"));
        }
        let text = self.runtime(op, call.args[0].span)?;
        Ok(self.noreturn(call.at, ExprKind::PanicWith(Box::new(text))))
    }

    /// `@call(modifier, function, args)`
    pub(super) fn builtin_call(&mut self, call: &Call) -> Eval {
        let place = self.place(&call.args[1], None)?;
        let Some(id) = self.known_function(&place) else {
            return self.not_yet(call.at, "`@call` of a function pointer");
        };
        let args = self.expr(&call.args[2], None)?;
        let ty = args.ty();
        let Some(info) = self.pool.as_struct(ty).filter(|s| s.is_tuple) else {
            let name = self.pool.name(ty);
            return self.fail(
                call.args[2].span,
                format!("expected a tuple, found '{name}'"),
            );
        };
        let count = info.fields.len() as u32;
        let at = call.at;
        let mut prelude = Vec::new();
        let base = match args {
            Operand::Known(ty, value) => Err((ty, value)),
            Operand::Runtime(init) => {
                let local = self.frame.temporary(ty, at);
                prelude.push(self.silent(ir::StmtKind::Let { local, init }, at));
                Ok(local)
            }
        };
        let mut list = Vec::new();
        for i in 0..count {
            let tuple = match &base {
                Err((ty, value)) => Place::value(Operand::Known(*ty, value.clone())),
                Ok(local) => {
                    Place::runtime(super::super::control::local_place(*local, ty, at), true)
                }
            };
            let field = self.struct_field(tuple, i, at)?;
            list.push(self.read(field, at)?);
        }
        let result = self.call_with(id, list, at)?;
        if prelude.is_empty() {
            return Ok(result);
        }
        let tail = self.runtime(result, at)?;
        Ok(Operand::Runtime(super::super::switch::block_of(
            prelude, tail, at,
        )))
    }

    /// `@src()`: where this call stands.
    pub(super) fn builtin_src(&mut self, call: &Call) -> Eval {
        let at = call.at;
        let ty = self.library_type("SourceLocation", at)?;
        let path = self.map.file(at.file).name.clone();
        let file = path.rsplit('/').next().unwrap_or_default().to_owned();
        let path = self.frame.name.clone();
        let path = path.split('(').next().unwrap_or_default();
        let function = path.rsplit('.').next().unwrap_or_default().to_owned();
        let place = self.map.line_col(at);
        let mut fields = Vec::new();
        for text in ["root", &file, &function] {
            fields.push(self.name_value(text, at)?);
        }
        fields.extend([Value::int(place.line), Value::int(place.col)]);
        Ok(Operand::Known(ty, Value::aggregate(fields, false)))
    }

    pub(super) fn builtin_return_address(&mut self, _call: &Call) -> Eval {
        // Code has no addresses in the machine; allocators pass it along and nobody looks at it.
        Ok(self.usize_operand(0))
    }
}
