//! `@name(...)`: one table from the name to what it does.

mod cast;
mod machine;
mod math;
mod memory;
mod meta;
mod type_info;
mod types;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::ir;
use crate::source::Span;
use crate::syntax::ast;
use crate::types::TypeId;

use super::Sema;
use super::operand::{Eval, Flow, Operand};

/// One call of a builtin.
pub(super) struct Call<'a> {
    pub args: &'a [ast::Expr],
    pub want: Option<TypeId>,
    pub at: Span,
    pub name: &'a str,
}

type Builtin = fn(&mut Sema, &Call) -> Eval;

/// Name, least and greatest number of arguments, what it does.
const TABLE: &[(&str, usize, usize, Builtin)] = &[
    // Conversions
    ("as", 2, 2, Sema::builtin_as),
    ("intCast", 1, 1, Sema::builtin_int_cast),
    ("truncate", 1, 1, Sema::builtin_truncate),
    ("floatCast", 1, 1, Sema::builtin_float_cast),
    ("floatFromInt", 1, 1, Sema::builtin_float_from_int),
    ("intFromFloat", 1, 1, Sema::builtin_int_from_float),
    ("intFromBool", 1, 1, Sema::builtin_int_from_bool),
    ("intFromEnum", 1, 1, Sema::builtin_int_from_enum),
    ("enumFromInt", 1, 1, Sema::builtin_enum_from_int),
    ("intFromError", 1, 1, Sema::builtin_int_from_error),
    ("errorFromInt", 1, 1, Sema::builtin_error_from_int),
    ("errorCast", 1, 1, Sema::builtin_error_cast),
    ("intFromPtr", 1, 1, Sema::builtin_int_from_ptr),
    ("ptrFromInt", 1, 1, Sema::builtin_ptr_from_int),
    ("ptrCast", 1, 1, Sema::builtin_ptr_cast),
    ("alignCast", 1, 1, Sema::builtin_align_cast),
    ("constCast", 1, 1, Sema::builtin_const_cast),
    ("bitCast", 1, 1, Sema::builtin_bit_cast),
    // Arithmetic
    ("divTrunc", 2, 2, Sema::builtin_division),
    ("divFloor", 2, 2, Sema::builtin_division),
    ("divExact", 2, 2, Sema::builtin_division),
    ("rem", 2, 2, Sema::builtin_division),
    ("mod", 2, 2, Sema::builtin_division),
    ("min", 1, usize::MAX, Sema::builtin_min_max),
    ("max", 1, usize::MAX, Sema::builtin_min_max),
    ("addWithOverflow", 2, 2, Sema::builtin_with_overflow),
    ("subWithOverflow", 2, 2, Sema::builtin_with_overflow),
    ("mulWithOverflow", 2, 2, Sema::builtin_with_overflow),
    ("shlWithOverflow", 2, 2, Sema::builtin_with_overflow),
    ("shlExact", 2, 2, Sema::builtin_exact_shift),
    ("shrExact", 2, 2, Sema::builtin_exact_shift),
    ("abs", 1, 1, Sema::builtin_abs),
    ("clz", 1, 1, Sema::builtin_bits),
    ("ctz", 1, 1, Sema::builtin_bits),
    ("popCount", 1, 1, Sema::builtin_bits),
    ("byteSwap", 1, 1, Sema::builtin_bits),
    ("bitReverse", 1, 1, Sema::builtin_bits),
    ("sqrt", 1, 1, Sema::builtin_float_math),
    ("sin", 1, 1, Sema::builtin_float_math),
    ("cos", 1, 1, Sema::builtin_float_math),
    ("tan", 1, 1, Sema::builtin_float_math),
    ("exp", 1, 1, Sema::builtin_float_math),
    ("exp2", 1, 1, Sema::builtin_float_math),
    ("log", 1, 1, Sema::builtin_float_math),
    ("log2", 1, 1, Sema::builtin_float_math),
    ("log10", 1, 1, Sema::builtin_float_math),
    ("floor", 1, 1, Sema::builtin_float_math),
    ("ceil", 1, 1, Sema::builtin_float_math),
    ("trunc", 1, 1, Sema::builtin_float_math),
    ("round", 1, 1, Sema::builtin_float_math),
    ("mulAdd", 4, 4, Sema::builtin_mul_add),
    // Types
    ("TypeOf", 1, usize::MAX, Sema::builtin_type_of),
    ("Type", 1, 1, Sema::builtin_type),
    ("This", 0, 0, Sema::builtin_this),
    ("sizeOf", 1, 1, Sema::builtin_size_of),
    ("bitSizeOf", 1, 1, Sema::builtin_bit_size_of),
    ("alignOf", 1, 1, Sema::builtin_align_of),
    ("offsetOf", 2, 2, Sema::builtin_offset_of),
    ("bitOffsetOf", 2, 2, Sema::builtin_bit_offset_of),
    ("typeName", 1, 1, Sema::builtin_type_name),
    ("typeInfo", 1, 1, Sema::builtin_type_info),
    ("tagName", 1, 1, Sema::builtin_tag_name),
    ("errorName", 1, 1, Sema::builtin_error_name),
    ("field", 2, 2, Sema::builtin_field),
    ("FieldType", 2, 2, Sema::builtin_field_type),
    ("hasField", 2, 2, Sema::builtin_has_field),
    ("hasDecl", 2, 2, Sema::builtin_has_decl),
    ("fieldParentPtr", 2, 2, Sema::builtin_field_parent_ptr),
    ("unionInit", 3, 3, Sema::builtin_union_init),
    // Compile time and control
    ("import", 1, 1, Sema::builtin_import),
    ("compileError", 1, 1, Sema::builtin_compile_error),
    ("compileLog", 0, usize::MAX, Sema::builtin_compile_log),
    ("setEvalBranchQuota", 1, 1, Sema::builtin_branch_quota),
    ("setRuntimeSafety", 1, 1, Sema::builtin_ignored),
    ("setFloatMode", 1, 1, Sema::builtin_ignored),
    ("branchHint", 1, 1, Sema::builtin_branch_hint),
    ("inComptime", 0, 0, Sema::builtin_in_comptime),
    ("panic", 1, 1, Sema::builtin_panic),
    ("call", 3, 3, Sema::builtin_call),
    ("src", 0, 0, Sema::builtin_src),
    ("returnAddress", 0, 0, Sema::builtin_return_address),
    // Memory
    ("memcpy", 2, 2, Sema::builtin_mem_copy),
    ("memmove", 2, 2, Sema::builtin_mem_copy),
    ("memset", 2, 2, Sema::builtin_mem_set),
    ("splat", 1, 1, Sema::builtin_splat),
];

/// What the subset leaves out, by the name of the builtin.
const OUTSIDE: &[(&str, &str)] = &[
    ("Vector", "vectors (`@Vector`)"),
    ("shuffle", "vectors (`@shuffle`)"),
    ("select", "vectors (`@select`)"),
    ("reduce", "vectors (`@reduce`)"),
    ("cImport", "C import"),
    ("cInclude", "C import"),
    ("cDefine", "C import"),
    ("cUndef", "C import"),
    ("atomicLoad", "atomic access"),
    ("atomicStore", "atomic access"),
    ("atomicRmw", "atomic access"),
    ("cmpxchgStrong", "atomic access"),
    ("cmpxchgWeak", "atomic access"),
    ("fence", "atomic access"),
    ("volatileCast", "`volatile`"),
    ("addrSpaceCast", "address spaces"),
    ("export", "`export`"),
    ("extern", "`extern`"),
    ("embedFile", "files other than the standard streams"),
    ("prefetch", "`@prefetch`"),
    ("frameAddress", "`@frameAddress`"),
    ("breakpoint", "`@breakpoint`"),
    ("trap", "`@trap`"),
    ("wasmMemorySize", "WebAssembly"),
    ("wasmMemoryGrow", "WebAssembly"),
    ("workItemId", "GPU code"),
    ("workGroupId", "GPU code"),
    ("workGroupSize", "GPU code"),
    ("asyncCall", "async"),
    ("cVaStart", "C variadic functions"),
    ("cVaArg", "C variadic functions"),
    ("cVaEnd", "C variadic functions"),
    ("cVaCopy", "C variadic functions"),
    ("errorReturnTrace", "`@errorReturnTrace`"),
];

impl Sema {
    pub(super) fn builtin(
        &mut self,
        name: &ast::Ident,
        args: &[ast::Expr],
        want: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let call = Call {
            args,
            want,
            at,
            name: &name.name,
        };
        if let Some((_, least, most, f)) = TABLE.iter().find(|(n, ..)| *n == &*name.name) {
            if args.len() < *least || args.len() > *most {
                let message = format!(
                    "expected {least} argument{}, found {}",
                    if *least == 1 { "" } else { "s" },
                    args.len()
                );
                return self.fail(at, message);
            }
            return f(self, &call);
        }
        if self.frame.is_library && name.name.starts_with("vm") {
            return self.machine_builtin(&call);
        }
        if let Some((_, what)) = OUTSIDE.iter().find(|(n, _)| *n == &*name.name) {
            return self.refuse(at, what);
        }
        let mut d = Diagnostic::error(
            "name",
            at,
            format!("invalid builtin function: '@{}'", name.name),
        );
        let names = TABLE.iter().map(|(n, ..)| std::rc::Rc::from(*n));
        if let Some(near) = nearest(&name.name, names) {
            d = d.hint(format!("did you mean '@{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// The type that the place asks for, inside optionals and error unions.
    pub(super) fn result_type(&mut self, call: &Call) -> Eval<TypeId> {
        let name = call.name;
        match call.want {
            Some(mut ty) => {
                loop {
                    match self.pool.get(ty) {
                        crate::types::Type::Optional(child) => ty = *child,
                        crate::types::Type::ErrorUnion { payload, .. } => ty = *payload,
                        _ => break,
                    }
                }
                Ok(ty)
            }
            None => {
                let d = Diagnostic::error(
                    "type",
                    call.at,
                    format!("@{name} must have a known result type"),
                )
                .note("use @as to provide explicit result type");
                self.report(d);
                Err(Flow::Failed)
            }
        }
    }

    /// An argument that is a type.
    pub(super) fn type_arg(&mut self, call: &Call, index: usize) -> Eval<TypeId> {
        self.type_of_expr(&call.args[index])
    }

    /// An argument that is a comptime-known text.
    pub(super) fn text_arg(&mut self, call: &Call, index: usize) -> Eval<String> {
        let e = &call.args[index];
        let slice = self.pool.slice(TypeId::U8, true);
        let (ty, value) = self.comptime_value(e, Some(slice))?;
        match self.known_text(ty, &value) {
            Some(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            None => self.not_known(e.span),
        }
    }

    pub(super) fn noreturn(&self, at: Span, kind: ir::ExprKind) -> Operand {
        Operand::runtime(TypeId::NORETURN, at, kind)
    }
}
