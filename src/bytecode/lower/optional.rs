//! Optionals and error unions: their flags and codes, wrapping, unwrapping, `try`, `catch`, `orelse`.

use crate::ir::{Expr, LocalId};
use crate::types::{Class, TypeId};

use super::super::*;
use super::code::Label;
use super::exit::ScopeKind;
use super::frame::Storage;
use super::function::Lowering;
use super::memory::{Dest, Form, Loc, Operand};

const FLAG: Form = Form {
    bytes: 1,
    signed: false,
};
const CODE: Form = Form {
    bytes: 2,
    signed: false,
};
const WORD: Form = Form {
    bytes: 8,
    signed: false,
};

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn payload_type(&self, ty: TypeId) -> TypeId {
        self.types.child(ty).unwrap_or(TypeId::VOID)
    }

    /// A register that is 0 if the optional is null.
    pub fn null_flag(&mut self, held: Operand, ty: TypeId) -> u16 {
        match held {
            Operand::Reg(reg) => reg,
            Operand::Void => 0,
            Operand::Loc(loc) => {
                let (offset, form) = self.flag_place(ty);
                let reg = self.reg();
                self.load_form(reg, form, loc.at(offset));
                reg
            }
        }
    }

    fn flag_place(&self, ty: TypeId) -> (u64, Form) {
        let child = self.payload_type(ty);
        match self.types.optional_layout(child).flag_offset {
            Some(offset) => (offset, FLAG),
            None if self.types.size(child) < 8 => (0, CODE),
            None => (0, WORD),
        }
    }

    /// The payload of an optional that is known to have one.
    pub fn optional_payload(&self, held: Operand, ty: TypeId) -> Operand {
        if self.class(self.payload_type(ty)) == Class::Void {
            return Operand::Void;
        }
        held
    }

    pub fn unwrap_optional(&mut self, e: &'m Expr) -> Operand {
        let payload = self.optional_opened(e);
        self.settled(payload, self.payload_type(e.ty))
    }

    /// The payload of an optional that must have one, where it lies.
    pub fn optional_opened(&mut self, e: &'m Expr) -> Operand {
        let held = self.operand(e);
        self.check_not_null(held, e.ty);
        self.optional_payload(held, e.ty)
    }

    /// Scalars and slices leave memory, which may change before they are used.
    pub fn settled(&mut self, operand: Operand, ty: TypeId) -> Operand {
        match (operand, self.class(ty)) {
            (_, Class::Void) => Operand::Void,
            (Operand::Loc(loc), Class::Scalar | Class::Slice) => Operand::Reg(self.loaded(loc, ty)),
            _ => operand,
        }
    }

    pub fn check_not_null(&mut self, held: Operand, ty: TypeId) {
        self.panic_unless(
            |l, fine| l.branch_null(held, ty, false, fine),
            "attempt to use null value",
        );
    }

    /// Goes on if the test jumps to the label, else panics.
    pub fn panic_unless(&mut self, test: impl FnOnce(&mut Self, Label), text: &str) {
        let fine = self.code.label();
        test(self, fine);
        self.panic_text(text);
        self.code.bind(fine);
    }

    pub fn panic_text(&mut self, text: &str) {
        let index = self.unit.text(&text.into());
        self.code
            .op_wide(Op::Panic, PanicKind::Text as u8, 0, index);
        self.code.end_here();
    }

    pub fn wrap_optional(&mut self, ty: TypeId, value: &'m Expr, to: Loc) {
        let child = self.payload_type(ty);
        self.into(value, Dest::Loc(to));
        if let Some(offset) = self.types.optional_layout(child).flag_offset {
            let one = self.constant(1);
            self.store_mark(to, ty, offset, FLAG, one);
        }
    }

    fn error_offsets(&self, ty: TypeId) -> (u64, u64) {
        let layout = self.types.error_union_layout(self.payload_type(ty));
        (layout.code_offset, layout.payload_offset)
    }

    pub fn load_error_code(&mut self, loc: Loc, ty: TypeId) -> u16 {
        let (offset, _) = self.error_offsets(ty);
        let reg = self.reg();
        self.load_form(reg, CODE, loc.at(offset));
        reg
    }

    pub fn store_error_code(&mut self, loc: Loc, ty: TypeId, code: u16) {
        let (offset, _) = self.error_offsets(ty);
        self.store_mark(loc, ty, offset, CODE, code);
    }

    /// The payload of an error union that is known to be no error.
    pub fn error_payload(&self, loc: Loc, ty: TypeId) -> Operand {
        if self.class(self.payload_type(ty)) == Class::Void {
            return Operand::Void;
        }
        Operand::Loc(loc.at(self.error_offsets(ty).1))
    }

    pub fn wrap_payload(&mut self, ty: TypeId, value: &'m Expr, to: Loc) {
        let (_, payload) = self.error_offsets(ty);
        self.into(value, Dest::Loc(to.at(payload)));
        let zero = self.constant(0);
        self.store_error_code(to, ty, zero);
    }

    /// An error union that is this error; its payload is undefined.
    pub fn wrap_error_code(&mut self, to: Loc, ty: TypeId, code: u16) {
        let child = self.payload_type(ty);
        let (_, payload) = self.error_offsets(ty);
        self.undefine(to.at(payload), self.types.size(child));
        self.store_error_code(to, ty, code);
    }

    pub fn unwrap_payload(&mut self, e: &'m Expr) -> Operand {
        let payload = self.payload_opened(e);
        self.settled(payload, self.payload_type(e.ty))
    }

    /// The payload of an error union that must have one, where it lies.
    pub fn payload_opened(&mut self, e: &'m Expr) -> Operand {
        let loc = self.memory(e);
        self.check_no_error(loc, e.ty);
        self.error_payload(loc, e.ty)
    }

    pub fn check_no_error(&mut self, loc: Loc, ty: TypeId) {
        let code = self.load_error_code(loc, ty);
        let fine = self.code.label();
        self.branch_imm(Op::JEqI, code, 0, fine);
        self.code
            .op_wide(Op::Panic, PanicKind::UnwrapError as u8, code, 0);
        self.code.end_here();
        self.code.bind(fine);
    }

    /// The payload, after the function has been left with the error if there was one.
    pub fn try_operand(&mut self, e: &'m Expr) -> Operand {
        let payload = self.try_opened(e);
        self.settled(payload, self.payload_type(e.ty))
    }

    /// The same, where it lies.
    pub fn try_opened(&mut self, e: &'m Expr) -> Operand {
        let loc = self.memory(e);
        if self.code.is_live() {
            let code = self.load_error_code(loc, e.ty);
            let fine = self.code.label();
            self.branch_imm(Op::JEqI, code, 0, fine);
            self.once(|l| l.return_error(code));
            self.code.bind(fine);
        }
        self.error_payload(loc, e.ty)
    }

    pub fn catch(
        &mut self,
        operand: &'m Expr,
        bind: Option<LocalId>,
        handler: &'m Expr,
        dest: Dest,
    ) {
        let loc = self.memory(operand);
        let code = self.load_error_code(loc, operand.ty);
        if handler.ty == TypeId::NORETURN {
            let fine = self.code.label();
            self.branch_imm(Op::JEqI, code, 0, fine);
            self.handle(bind.map(|local| (local, code)), handler, Dest::Nowhere);
            self.code.bind(fine);
            let payload = self.error_payload(loc, operand.ty);
            return self.deliver(payload, self.payload_type(operand.ty), dest);
        }
        let (failed, end) = (self.code.label(), self.code.label());
        self.branch_imm(Op::JNeI, code, 0, failed);
        let payload = self.error_payload(loc, operand.ty);
        self.deliver(payload, self.payload_type(operand.ty), dest);
        self.code.jump(end);
        self.code.bind(failed);
        self.handle(bind.map(|local| (local, code)), handler, dest);
        self.code.bind(end);
    }

    /// What is done instead of an error, which may be bound to a name.
    fn handle(&mut self, error: Option<(LocalId, u16)>, handler: &'m Expr, dest: Dest) {
        let Some((local, code)) = error else {
            return self.in_branch(|l| l.into(handler, dest));
        };
        self.push_scope(ScopeKind::Block);
        self.bind_local(local, Operand::Reg(code));
        self.into(handler, dest);
        self.pop_scope();
    }

    pub fn orelse(&mut self, operand: &'m Expr, handler: &'m Expr, dest: Dest) {
        let held = self.operand(operand);
        // Unless the handler gives another optional of the same type.
        let ty = self.payload_type(operand.ty);
        if handler.ty == TypeId::NORETURN {
            let some = self.code.label();
            self.branch_null(held, operand.ty, false, some);
            self.in_branch(|l| l.into(handler, Dest::Nowhere));
            self.code.bind(some);
            let payload = self.optional_payload(held, operand.ty);
            return self.deliver(payload, ty, dest);
        }
        let (null, end) = (self.code.label(), self.code.label());
        self.branch_null(held, operand.ty, true, null);
        let payload = self.optional_payload(held, operand.ty);
        self.deliver(payload, ty, dest);
        self.code.jump(end);
        self.code.bind(null);
        self.in_branch(|l| l.into(handler, dest));
        self.code.bind(end);
    }

    /// A new local, or its scope is left. Nobody sees the local before it has its value, so the optional pointer may lie there.
    pub fn let_or_leave(&mut self, local: u16, operand: &'m Expr, handler: &'m Expr) {
        self.into(operand, Dest::Reg(local));
        let some = self.code.label();
        self.branch_null(Operand::Reg(local), operand.ty, false, some);
        self.in_branch(|l| l.into(handler, Dest::Nowhere));
        self.code.bind(some);
    }

    /// Writes code that may not run.
    pub fn in_branch(&mut self, write: impl FnOnce(&mut Self)) {
        self.conditional += 1;
        write(self);
        self.conditional -= 1;
    }

    /// A capture: a new local that holds the value.
    pub fn bind_local(&mut self, local: LocalId, value: Operand) {
        let ty = self.ir.locals[local.0 as usize].ty;
        let dest = match self.new_local(local) {
            Storage::Void => Dest::Nowhere,
            Storage::Reg(reg) => Dest::Reg(reg),
            Storage::Memory(loc) => Dest::Loc(loc),
        };
        self.deliver(value, ty, dest);
        self.show_local(local);
    }
}
