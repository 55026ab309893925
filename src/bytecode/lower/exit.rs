//! Scopes and the ways out of them. Whatever leaves a scope writes its pending defers out, last first; what was
//! armed only for errors runs on error exits and leaves silently on others.

use crate::ir::{Defer, Expr, ExprKind, LabelId};
use crate::source::Span;
use crate::types::{Class, TypeId};

use super::super::*;
use super::frame::FrameMark;
use super::function::{Lowering, Target};
use super::memory::{Dest, Loc, Operand};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ScopeKind {
    Function,
    Block,
}

/// An open scope.
pub(super) struct Scope<'m> {
    frame: FrameMark,
    node: ScopeRef,
    conditional: u32,
    items: Vec<Item<'m>>,
}

/// What must happen when a scope is left.
#[derive(Clone, Copy)]
enum Item<'m> {
    Defer {
        defer: &'m Defer,
        id: DeferRef,
        /// The scope chain without it.
        node: ScopeRef,
    },
    /// Memory of the frame whose tag ends.
    Owner { reg: u16, size: u32 },
    /// The same, if it came to life at all: at this byte of the frame.
    MaybeOwner { reg: u16, size: u32, byte: u32 },
}

/// How a scope is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exit {
    Normal,
    /// With the error whose code is in the register.
    Error(u16),
}

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn push_scope(&mut self, kind: ScopeKind) {
        let node = self.code.here.scope;
        if kind == ScopeKind::Block {
            self.code.here.scope = self.unit.scope(Some(node), ScopeEntry::Block);
        }
        self.scopes.push(Scope {
            frame: self.frame.mark(),
            node,
            conditional: std::mem::take(&mut self.conditional),
            items: Vec::new(),
        });
    }

    /// The scope ends by falling out of it.
    pub fn pop_scope(&mut self) {
        let depth = self.scopes.len() - 1;
        if self.code.is_live() {
            self.exit_to(depth, Exit::Normal);
        }
        if let Some(scope) = self.scopes.pop() {
            self.frame.leave(scope.frame);
            self.conditional = scope.conditional;
            self.code.here.scope = scope.node;
        }
    }

    /// Frame memory has an owner that ends with the scope.
    pub fn owns(&mut self, reg: u16, size: u32, byte: u32) {
        let item = if self.conditional > 0 {
            Item::MaybeOwner { reg, size, byte }
        } else {
            Item::Owner { reg, size }
        };
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.push(item);
        }
    }

    /// Ends the owner if the register holds its pointer.
    pub fn maybe_untag(&mut self, reg: u16, size: u32, byte: u32) {
        self.code.op_wide(Op::Untag, 1, reg, size);
        self.code.op_wide(Op::Ext, 0, 0, byte);
    }

    pub fn arm(&mut self, defer: &'m Defer, span: Span) {
        let info = DeferInfo {
            function: self.id,
            on_error: defer.on_error,
            span,
            body: defer.body.span,
        };
        self.unit.parts.defers.push(info);
        let id = DeferRef(self.unit.parts.defers.len() as u32 - 1);
        self.code
            .op_wide(Op::Event, Notice::DeferArmed as u8, 0, id.0);
        let item = Item::Defer {
            defer,
            id,
            node: self.code.here.scope,
        };
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.push(item);
        }
        self.enter_node(ScopeEntry::Defer(id));
    }

    /// Whether leaving all scopes runs or undoes anything.
    fn has_exit_work(&self) -> bool {
        self.scopes.iter().any(|s| !s.items.is_empty())
    }

    fn has_errdefers(&self) -> bool {
        let is_errdefer = |item: &Item| matches!(item, Item::Defer { defer, .. } if defer.on_error);
        let mut items = self.scopes.iter().flat_map(|s| &s.items);
        items.any(is_errdefer)
    }

    /// Writes out what leaving the scopes above `depth` does. The scopes stay open for what is written after.
    pub fn exit_to(&mut self, depth: usize, exit: Exit) {
        if self.scopes[depth..].iter().any(|s| !s.items.is_empty()) {
            self.code.finish_step();
            self.exit_by(depth, exit, &|_| true);
        }
    }

    /// The body of a function ends by falling out of it, at its closing brace: the defers run, then people may look at
    /// what the variables have become, then those are gone.
    pub fn close_body(&mut self, close: Span, shown: Vec<LocalRef>) {
        let depth = self.scopes.len() - 1;
        let is_defer = |item: &Item<'m>| matches!(item, Item::Defer { .. });
        self.code.finish_step();
        self.exit_by(depth, Exit::Normal, &is_defer);
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.retain(|item| !is_defer(item));
            self.code.here.scope = scope.node;
        }
        for local in shown {
            self.enter_node(ScopeEntry::Local(local));
        }
        self.code.start_step(close);
        self.exit_by(depth, Exit::Normal, &|_| true);
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.clear();
        }
    }

    /// Of what leaving does, this part.
    fn exit_by(&mut self, depth: usize, exit: Exit, is_meant: &dyn Fn(&Item<'m>) -> bool) {
        let mut items = self.scopes[depth..].iter().flat_map(|s| &s.items);
        if !items.any(is_meant) {
            return;
        }
        let here = self.code.here;
        let mark = self.frame.mark();
        // What the exit carries lies above everything that its defers can use.
        self.frame.keep();
        let mut left = Vec::new();
        while self.scopes.len() > depth {
            let mut items = Vec::new();
            // While an item runs, only what lies outside it is pending.
            while let Some(item) = self.scopes.last_mut().and_then(|s| s.items.pop()) {
                items.push(item);
                if is_meant(&item) {
                    self.exit_item(item, exit);
                }
            }
            items.reverse();
            left.extend(self.scopes.pop().map(|scope| Scope { items, ..scope }));
        }
        left.reverse();
        self.scopes.extend(left);
        self.frame.leave(mark);
        self.code.here = here;
    }

    fn exit_item(&mut self, item: Item<'m>, exit: Exit) {
        match item {
            Item::Owner { reg, size } => self.code.op_wide(Op::Untag, 0, reg, size),
            Item::MaybeOwner { reg, size, byte } => self.maybe_untag(reg, size, byte),
            Item::Defer { defer, id, node } => {
                self.code.here.scope = node;
                match exit {
                    Exit::Normal if defer.on_error => {
                        let event = Notice::DeferDisarmed as u8;
                        self.code.op_wide(Op::Event, event, 0, id.0);
                    }
                    _ => self.fire(defer, id, exit),
                }
            }
        }
    }

    fn fire(&mut self, defer: &'m Defer, id: DeferRef, exit: Exit) {
        let outer = self.code.here;
        self.code.here.in_defer = Some(id);
        let fired = Instr::wide(Op::Event, Notice::DeferFired as u8, 0, id.0);
        self.code.queue(fired);
        self.push_scope(ScopeKind::Block);
        if let (Some(local), Exit::Error(code)) = (defer.capture, exit) {
            self.bind_local(local, Operand::Reg(code));
        }
        self.stmt_expr(&defer.body);
        self.code.finish_step();
        self.code.flush_queue();
        self.pop_scope();
        self.code.here = outer;
    }

    /// `return` of nothing, and falling off the end.
    pub fn return_nothing(&mut self) {
        let ret = self.ir.ret;
        match self.class(ret) {
            Class::Memory { slots } if self.types.is_error_union(ret) => {
                let loc = self.temporary(ret);
                self.define(loc, ret);
                let zero = self.constant(0);
                self.store_error_code(loc, ret, zero);
                self.exit_to(0, Exit::Normal);
                self.leave_with(loc, slots);
            }
            _ => {
                self.exit_to(0, Exit::Normal);
                self.code.op(Op::Ret, 0, 0, 0);
            }
        }
        self.code.end_here();
    }

    pub fn return_value(&mut self, value: &'m Expr) {
        let ret = self.ir.ret;
        match self.class(ret) {
            Class::Void => {
                self.effect(value);
                self.exit_to(0, Exit::Normal);
                self.code.op(Op::Ret, 0, 0, 0);
            }
            Class::Scalar | Class::Slice => self.return_registers(value),
            Class::Memory { slots } => self.return_memory(value, slots),
        }
        self.code.end_here();
    }

    fn return_registers(&mut self, value: &'m Expr) {
        let ret = self.ir.ret;
        let mut reg = self.regs(value);
        if self.has_exit_work() {
            let copy = self.alloc(self.types.slots(ret));
            self.move_regs(copy, reg, ret);
            reg = copy;
        }
        if self.types.is_error_set(ret) {
            let event = Notice::ErrorReturned as u8;
            self.code.op_x(Op::Event, event, reg, 0, 0);
            self.exit_to(0, Exit::Error(reg));
        } else {
            self.exit_to(0, Exit::Normal);
        }
        let op = match self.class(ret) {
            Class::Slice => Op::Ret2,
            _ => Op::Ret1,
        };
        self.code.op(op, 0, reg, 0);
    }

    fn return_memory(&mut self, value: &'m Expr, slots: u32) {
        let ret = self.ir.ret;
        let loc = if self.has_exit_work() {
            let copy = self.temporary(ret);
            self.build(value, copy);
            copy
        } else {
            self.memory(value)
        };
        let loc = self.in_slots(loc, ret);
        if !self.code.is_live() {
            return;
        }
        let is_error = self.is_error_value(value);
        if !self.types.is_error_union(ret) || is_error == Some(false) {
            self.exit_to(0, Exit::Normal);
            self.leave_with(loc, slots);
            return;
        }
        let code = self.load_error_code(loc, ret);
        let event = Notice::ErrorReturned as u8;
        if is_error == Some(true) {
            self.code.op_x(Op::Event, event, code, 0, 0);
            self.exit_to(0, Exit::Error(code));
            self.leave_with(loc, slots);
            return;
        }
        let normal = self.code.label();
        self.branch_imm(Op::JEqI, code, 0, normal);
        self.code.op_x(Op::Event, event, code, 0, 0);
        if self.has_errdefers() {
            self.exit_to(0, Exit::Error(code));
            self.leave_with(loc, slots);
            self.code.end_here();
        }
        self.code.bind(normal);
        self.exit_to(0, Exit::Normal);
        self.leave_with(loc, slots);
    }

    /// Whether the value of an error union is an error, if that is known.
    fn is_error_value(&self, value: &Expr) -> Option<bool> {
        match &value.kind {
            ExprKind::WrapPayload(_) => Some(false),
            ExprKind::WrapError(_) => Some(true),
            ExprKind::Const(image) => {
                let payload = self.payload_type(value.ty);
                let at = self.types.error_union_layout(payload).code_offset as usize;
                let code = image.bytes.get(at..at + 2)?;
                let hidden = |gap: &(u32, u32)| gap.0 < at as u32 + 2 && (at as u32) < gap.1;
                (!image.undefined.iter().any(hidden)).then(|| code != [0, 0])
            }
            _ => None,
        }
    }

    /// Returns the error whose code is in the register.
    pub fn return_error(&mut self, code: u16) {
        let ret = self.ir.ret;
        let event = Notice::ErrorReturned as u8;
        self.code.op_x(Op::Event, event, code, 0, 0);
        match self.class(ret) {
            Class::Memory { slots } => {
                let loc = self.temporary(ret);
                self.wrap_error_code(loc, ret, code);
                self.exit_to(0, Exit::Error(code));
                self.leave_with(loc, slots);
            }
            _ => {
                self.exit_to(0, Exit::Error(code));
                self.code.op(Op::Ret1, 0, code, 0);
            }
        }
        self.code.end_here();
    }

    fn leave_with(&mut self, loc: Loc, slots: u32) {
        if let Some(slot) = loc.as_slot() {
            self.code.op_wide(Op::RetN, 0, slot, slots);
        }
    }

    /// The value in whole slots of the frame.
    pub fn in_slots(&mut self, loc: Loc, ty: TypeId) -> Loc {
        if loc.as_slot().is_some() {
            return loc;
        }
        let copy = self.temporary(ty);
        self.copy(copy, loc, self.types.size(ty));
        copy
    }

    pub fn set_target(&mut self, label: Option<LabelId>, target: Target) {
        if let Some(label) = label {
            self.targets.insert(label, target);
        }
    }

    pub fn break_to(&mut self, label: LabelId, value: Option<&'m Expr>) {
        let Some(&target) = self.targets.get(&label) else {
            return;
        };
        if let Some(value) = value {
            self.into(value, target.dest);
        }
        if self.code.is_live() {
            self.exit_to(target.depth, Exit::Normal);
            self.code.jump(target.on_break);
        }
    }

    pub fn continue_to(&mut self, label: LabelId) {
        let Some(&target) = self.targets.get(&label) else {
            return;
        };
        if let Some(next) = target.on_continue {
            self.exit_to(target.depth, Exit::Normal);
            self.code.jump(next);
        }
    }

    /// `continue :label value` of a switch.
    pub fn continue_switch(&mut self, label: LabelId, value: &'m Expr) {
        let Some(&target) = self.targets.get(&label) else {
            return;
        };
        if let (Some(operand), Some(again)) = (target.operand, target.on_continue) {
            self.into(value, Dest::Reg(operand));
            if self.code.is_live() {
                self.exit_to(target.depth, Exit::Normal);
                self.code.jump(again);
            }
        }
    }
}
