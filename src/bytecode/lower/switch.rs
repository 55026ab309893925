//! `switch`: a table where the numbers are dense, else one comparison after the other.

use crate::ir::{BinaryOp, Expr, Switch};
use crate::types::Class;

use super::super::*;
use super::code::Label;
use super::exit::ScopeKind;
use super::function::{Lowering, PendingTable, Target};
use super::memory::{Dest, Loc, Operand};

/// Tables are made from so many numbers on, and at most so large.
const TABLE_MIN: usize = 4;
const TABLE_MAX: i128 = 1024;

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn switch(&mut self, s: &'m Switch, dest: Dest, is_stmt: bool) {
        match s.label {
            // It may run again.
            Some(_) => self.in_loop(|l| l.switch_open(s, dest, is_stmt)),
            None => self.switch_open(s, dest, is_stmt),
        }
    }

    fn switch_open(&mut self, s: &'m Switch, dest: Dest, is_stmt: bool) {
        let outer = self.code.here.span;
        let (again, end) = (self.code.label(), self.code.label());
        let mark = self.frame.mark();
        let operand = self.switch_operand(s);
        let target = Target {
            on_break: end,
            on_continue: Some(again),
            dest,
            depth: self.scopes.len(),
            operand: Some(operand),
        };
        self.set_target(s.label, target);
        if s.label.is_some() {
            self.code.bind(again);
        }
        let prongs: Vec<Label> = s.prongs.iter().map(|_| self.code.label()).collect();
        let otherwise = self.code.label();
        self.dispatch(s, operand, &prongs, otherwise);
        for (prong, label) in s.prongs.iter().zip(prongs) {
            self.code.bind(label);
            self.prong(s, operand, &prong.body, dest, is_stmt);
            if self.code.is_live() {
                self.code.jump(end);
            }
            self.code.here.span = outer;
        }
        self.code.bind(otherwise);
        match &s.otherwise {
            Some(body) => self.prong(s, operand, body, dest, is_stmt),
            None => self.panic_text("switch on corrupt value"),
        }
        self.frame.release(mark);
        self.code.bind(end);
        self.code.here.span = outer;
    }

    fn switch_operand(&mut self, s: &'m Switch) -> u16 {
        let ty = s.operand.ty;
        let found = self.wide(&s.operand);
        // A capture or another round must not see a local that a prong changes.
        if s.label.is_none() && s.bind.is_none() {
            return found;
        }
        let copy = self.temporary(ty);
        let slot = copy.as_slot().unwrap_or(0);
        match self.class(ty) {
            Class::Memory { .. } => self.copy(copy, Loc::slot(found), self.types.size(ty)),
            _ => self.move_regs(slot, found, ty),
        }
        slot
    }

    fn prong(&mut self, s: &'m Switch, operand: u16, body: &'m Expr, dest: Dest, is_stmt: bool) {
        let Some(local) = s.bind else {
            return self.arm_body(body, dest, is_stmt);
        };
        self.push_scope(ScopeKind::Block);
        let value = match self.class(s.operand.ty) {
            Class::Memory { .. } => Operand::Loc(Loc::slot(operand)),
            Class::Void => Operand::Void,
            _ => Operand::Reg(operand),
        };
        self.bind_local(local, value);
        self.arm_body(body, dest, is_stmt);
        self.pop_scope();
    }

    fn dispatch(&mut self, s: &'m Switch, operand: u16, prongs: &[Label], otherwise: Label) {
        let kind = self.num_kind(s.operand.ty);
        if self.class(s.operand.ty) == Class::Void {
            // A type with one value.
            match prongs.first() {
                Some(&only) if !s.prongs[0].ranges.is_empty() => self.code.jump(only),
                _ => self.code.jump(otherwise),
            }
            return;
        }
        let mut ranges: Vec<(i128, i128, Label)> = Vec::new();
        for (prong, &label) in s.prongs.iter().zip(prongs) {
            let these = prong.ranges.iter();
            ranges.extend(these.map(|&(low, high)| (low, high, label)));
        }
        if let NumKind::Int { bits: 65.., .. } = kind {
            return self.dispatch_wide(&ranges, s, operand, otherwise);
        }
        let signed = matches!(kind, NumKind::Int { signed: true, .. });
        if !self.dispatch_table(&ranges, operand, otherwise) {
            for (low, high, label) in ranges {
                self.branch_range(operand, signed, (low, high), label);
            }
            self.code.jump(otherwise);
        }
        self.code.end_here();
    }

    fn dispatch_table(
        &mut self,
        ranges: &[(i128, i128, Label)],
        operand: u16,
        otherwise: Label,
    ) -> bool {
        let (Some(min), Some(max)) = (
            ranges.iter().map(|r| r.0).min(),
            ranges.iter().map(|r| r.1).max(),
        ) else {
            return false;
        };
        let size = max.saturating_sub(min).saturating_add(1);
        let used: i128 = ranges
            .iter()
            .map(|r| r.1 - r.0 + 1)
            .fold(0, i128::saturating_add);
        if ranges.len() < TABLE_MIN || size > TABLE_MAX || size > used * 4 {
            return false;
        }
        let Ok(first) = i64::try_from(min) else {
            return false;
        };
        let mut targets = vec![otherwise; size as usize];
        for &(low, high, label) in ranges {
            for n in low..=high {
                targets[(n - min) as usize] = label;
            }
            self.code.mark_used(label);
        }
        self.code.mark_used(otherwise);
        let index = self.unit.parts.tables.len() as u32;
        self.unit.parts.tables.push(JumpTable {
            min: first,
            targets: Vec::new(),
            otherwise: Pc(0),
        });
        if self.code.is_live() {
            self.tables.push(PendingTable {
                index,
                targets,
                otherwise,
            });
        }
        self.code.op_wide(Op::Table, 0, operand, index);
        true
    }

    /// Jumps if the number in the register is in the inclusive range.
    pub fn branch_range(&mut self, reg: u16, signed: bool, range: (i128, i128), to: Label) {
        let (low, high) = range;
        if low == high {
            match i16::try_from(low) {
                Ok(small) => self.branch_imm(Op::JEqI, reg, small as u16, to),
                Err(_) => {
                    let mark = self.frame.mark();
                    let number = self.constant(low as u64);
                    self.branch_ints(BinaryOp::Eq, signed, reg, number, true, to);
                    self.frame.release(mark);
                }
            }
            return;
        }
        let mark = self.frame.mark();
        let below = self.code.label();
        let first = self.constant(low as u64);
        self.branch_ints(BinaryOp::Lt, signed, reg, first, true, below);
        let last = self.constant(high as u64);
        self.branch_ints(BinaryOp::Le, signed, reg, last, true, to);
        self.code.bind(below);
        self.frame.release(mark);
    }

    /// Numbers of more than 64 bits.
    fn dispatch_wide(
        &mut self,
        ranges: &[(i128, i128, Label)],
        s: &'m Switch,
        operand: u16,
        otherwise: Label,
    ) {
        let kind = self.num_kind(s.operand.ty);
        let (number, flag) = (self.alloc(2), self.reg());
        for &(low, high, label) in ranges {
            let below = self.code.label();
            for (bound, op, jump, to) in [
                (low, BinaryOp::Lt, Op::JNeI, below),
                (high, BinaryOp::Le, Op::JNeI, label),
            ] {
                self.code.op_wide(Op::FrDefine, 0, number, 2);
                for half in 0..2 {
                    let word = self.constant((bound >> (64 * half)) as u64);
                    let form = super::memory::Form {
                        bytes: 8,
                        signed: false,
                    };
                    self.store_form(Loc::slot(number).at(half * 8), form, word);
                }
                self.code.op_x(Op::Bin, op as u8, flag, operand, number);
                self.code.op(Op::Ext, kind.encode(), kind.encode(), 0);
                self.branch_imm(jump, flag, 0, to);
            }
            self.code.bind(below);
        }
        self.code.jump(otherwise);
    }
}
