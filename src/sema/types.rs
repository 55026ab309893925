//! Type expressions.

use crate::source::Span;
use crate::syntax::ast;
use crate::types::{BitPointer, ErrorSet, FnType, Pointer, PointerSize, Type, TypeId, Value};

use super::Sema;
use super::operand::{Eval, Operand};

impl Sema {
    /// The type that a name has in every program.
    pub(super) fn primitive_type(&mut self, name: &str) -> Option<TypeId> {
        let ty = match name {
            "void" => TypeId::VOID,
            "bool" => TypeId::BOOL,
            "noreturn" => TypeId::NORETURN,
            "type" => TypeId::TYPE,
            "anyerror" => TypeId::ANYERROR,
            "anyopaque" => TypeId::ANYOPAQUE,
            "comptime_int" => TypeId::COMPTIME_INT,
            "comptime_float" => TypeId::COMPTIME_FLOAT,
            "usize" => TypeId::USIZE,
            "isize" => TypeId::ISIZE,
            "f16" => TypeId::F16,
            "f32" => TypeId::F32,
            "f64" => TypeId::F64,
            "f80" => TypeId::F80,
            "f128" => TypeId::F128,
            "c_char" => TypeId::I8,
            "c_short" => TypeId::I16,
            "c_ushort" => TypeId::U16,
            "c_int" => TypeId::I32,
            "c_uint" => TypeId::U32,
            "c_long" | "c_longlong" => TypeId::I64,
            "c_ulong" | "c_ulonglong" => TypeId::U64,
            _ => return self.integer_type(name),
        };
        Some(ty)
    }

    fn integer_type(&mut self, name: &str) -> Option<TypeId> {
        let signed = match name.as_bytes().first()? {
            b'i' => true,
            b'u' => false,
            _ => return None,
        };
        let digits = &name[1..];
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let canonical = digits == "0" || !digits.starts_with('0');
        if digits.is_empty() || !plain || !canonical {
            return None;
        }
        let bits: u16 = digits.parse().ok()?;
        Some(self.pool.int(signed, bits))
    }

    /// The type that an expression names.
    pub(super) fn type_of_expr(&mut self, e: &ast::Expr) -> Eval<TypeId> {
        let saved = self.frame.decl_name.take();
        let result = self.type_of_expr_named(e);
        self.frame.decl_name = saved;
        result
    }

    fn type_of_expr_named(&mut self, e: &ast::Expr) -> Eval<TypeId> {
        let (ty, value) = self.comptime_value(e, Some(TypeId::TYPE))?;
        match value {
            Value::Type(named) if ty == TypeId::TYPE => {
                self.check_width(named, e.span)?;
                Ok(named)
            }
            _ => {
                let found = self.pool.name(ty);
                self.fail(e.span, format!("expected type 'type', found '{found}'"))
            }
        }
    }

    fn check_width(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        match self.pool.int_info(ty) {
            Some(info) if info.bits > 128 => self.not_yet(at, "integers wider than 128 bits"),
            _ => Ok(()),
        }
    }

    pub(super) fn pointer_type(&mut self, p: &ast::PointerType) -> Eval<Operand> {
        if p.is_volatile {
            return self.refuse(p.child.span, "`volatile`");
        }
        let child = self.type_of_expr(&p.child)?;
        let size = match p.size {
            ast::PointerSize::One => PointerSize::One,
            ast::PointerSize::Many => PointerSize::Many,
            ast::PointerSize::Slice => PointerSize::Slice,
            ast::PointerSize::C => PointerSize::C,
        };
        if child == TypeId::NORETURN {
            return self.fail(p.child.span, "pointer to noreturn not allowed");
        }
        let is_opaque =
            child == TypeId::ANYOPAQUE || matches!(self.pool.get(child), Type::Opaque(_));
        if is_opaque && matches!(size, PointerSize::Many | PointerSize::Slice) {
            let kind = if size == PointerSize::Many {
                "unknown-length pointer"
            } else {
                "slice"
            };
            let message = format!("{kind} to opaque not allowed");
            return self.fail(
                p.child.span,
                message.replace("slice to opaque", "indexing of opaque type '{}'"),
            );
        }
        let sentinel = match &p.sentinel {
            Some(s) => Some(self.comptime_value(s, Some(child))?.1),
            None => None,
        };
        let align = match &p.align {
            Some(a) => self.alignment(a)?,
            None => None,
        };
        let bits = match &p.bits {
            Some((offset, host)) => Some(BitPointer {
                offset: self.small_number(offset)?,
                host_bytes: self.small_number(host)?,
            }),
            None => None,
        };
        let ty = self.pool.pointer_with(Pointer {
            size,
            child,
            // A function has no memory that one could write to.
            is_const: p.is_const || self.pool.is_function(child),
            align,
            sentinel,
            allow_zero: p.allow_zero || p.size == ast::PointerSize::C,
            bits,
        });
        Ok(Operand::of_type(ty))
    }

    fn small_number(&mut self, e: &ast::Expr) -> Eval<u16> {
        let (_, value) = self.comptime_value(e, Some(TypeId::U16))?;
        match value.as_u64() {
            Some(n) => Ok(n as u16),
            None => self.fail(e.span, "unable to resolve comptime value"),
        }
    }

    /// `align(N)`
    pub(super) fn alignment(&mut self, e: &ast::Expr) -> Eval<Option<u32>> {
        let (_, value) = self.comptime_value(e, Some(TypeId::U32))?;
        match value.as_u64() {
            Some(n) if n.is_power_of_two() && n <= 1 << 28 => Ok(Some(n as u32)),
            Some(n) => self.fail(
                e.span,
                format!("alignment value '{n}' is not a power of two"),
            ),
            None => self.fail(e.span, "unable to resolve comptime value"),
        }
    }

    pub(super) fn array_type(
        &mut self,
        len: &Option<Box<ast::Expr>>,
        sentinel: &Option<Box<ast::Expr>>,
        child: &ast::Expr,
        at: Span,
    ) -> Eval<Operand> {
        let Some(len) = len else {
            return self.fail(at, "unable to infer array size");
        };
        let n = self.array_len(len)?;
        let child_ty = self.type_of_expr(child)?;
        let sentinel = match sentinel {
            Some(s) => Some(self.comptime_value(s, Some(child_ty))?.1),
            None => None,
        };
        Ok(Operand::of_type(
            self.pool.array_with(n, child_ty, sentinel),
        ))
    }

    pub(super) fn array_len(&mut self, len: &ast::Expr) -> Eval<u64> {
        let (_, value) = self.comptime_value(len, Some(TypeId::USIZE))?;
        match value.as_u64() {
            Some(n) => Ok(n),
            None => self.fail(
                len.span,
                "use of undefined value here causes illegal behavior",
            ),
        }
    }

    pub(super) fn optional_type(&mut self, child: &ast::Expr) -> Eval<Operand> {
        let ty = self.type_of_expr(child)?;
        Ok(Operand::of_type(self.pool.optional(ty)))
    }

    pub(super) fn error_union_type(
        &mut self,
        set: &Option<Box<ast::Expr>>,
        payload: &ast::Expr,
        at: Span,
    ) -> Eval<Operand> {
        let Some(set) = set else {
            return self.fail(
                at,
                "inferred error set is only allowed in the return type of a function",
            );
        };
        let set_ty = self.type_of_expr(set)?;
        let payload = self.type_of_expr(payload)?;
        if !self.pool.is_error_set(set_ty) {
            let found = self.pool.name(set_ty);
            return self.fail(
                set.span,
                format!("expected error set type, found '{found}'"),
            );
        }
        if self.pool.is_error_union(payload) {
            let message = format!(
                "error union with payload of error union type '{}' not allowed",
                self.pool.name(payload)
            );
            return self.fail(at, message);
        }
        Ok(Operand::of_type(self.pool.error_union(set_ty, payload)))
    }

    pub(super) fn error_set_type(&mut self, names: &[ast::Ident]) -> Operand {
        let ids: Vec<_> = names.iter().map(|n| self.pool.error(&n.name)).collect();
        Operand::of_type(self.pool.error_set(ErrorSet::of(ids)))
    }

    /// `fn (T) R` as a type.
    pub(super) fn fn_type(&mut self, proto: &ast::FnProto) -> Eval<Operand> {
        let mut params = Vec::new();
        let mut is_generic = false;
        for p in &proto.params {
            match &p.ty {
                ast::ParamType::Type(ty) if !p.is_comptime => {
                    params.push(Some(self.type_of_expr(ty)?));
                }
                _ => {
                    is_generic = true;
                    params.push(None);
                }
            }
        }
        if proto.inferred_errors {
            return self.fail(
                proto.ret.span,
                "function type cannot have an inferred error set",
            );
        }
        let ret = self.type_of_expr(&proto.ret)?;
        let ty = self.pool.intern(Type::Fn(FnType {
            params: params.into(),
            ret: Some(ret),
            is_generic,
            shown: None,
        }));
        Ok(Operand::of_type(ty))
    }
}
