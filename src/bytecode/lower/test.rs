//! Decisions: conditions become compare-and-branch instructions without a bool in between.

use crate::ir::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::Class;

use super::super::*;
use super::code::Label;
use super::function::Lowering;
use super::memory::Operand;

impl<'u, 'm> Lowering<'u, 'm> {
    /// Jumps to the label if the condition is `when`; else goes on.
    pub fn branch(&mut self, e: &'m Expr, when: bool, to: Label) {
        let mark = self.frame.mark();
        let spot = std::mem::replace(&mut self.code.spot, e.span);
        self.branch_open(e, when, to);
        self.code.spot = spot;
        self.frame.release(mark);
    }

    fn branch_open(&mut self, e: &'m Expr, when: bool, to: Label) {
        match &e.kind {
            ExprKind::Const(_) => {
                if (self.scalar_constant(e) == Some(1)) == when {
                    self.code.jump(to);
                }
            }
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => self.branch(operand, !when, to),
            ExprKind::And(lhs, rhs) => self.branch_both(lhs, rhs, true, when, to),
            ExprKind::Or(lhs, rhs) => self.branch_both(lhs, rhs, false, when, to),
            ExprKind::IsNull(operand) => {
                let held = self.operand(operand);
                self.branch_null(held, operand.ty, when, to);
            }
            ExprKind::IsError(operand) => {
                let held = self.memory(operand);
                let code = self.load_error_code(held, operand.ty);
                let op = if when { Op::JNeI } else { Op::JEqI };
                self.branch_imm(op, code, 0, to);
            }
            ExprKind::Binary { op, lhs, rhs } if self.compares_in_registers(*op, lhs) => {
                self.branch_compare(*op, lhs, rhs, when, to);
            }
            _ => {
                let reg = self.regs(e);
                let op = if when { Op::JNeI } else { Op::JEqI };
                self.branch_imm(op, reg, 0, to);
            }
        }
    }

    /// `and` (decided by false) and `or` (decided by true).
    fn branch_both(&mut self, lhs: &'m Expr, rhs: &'m Expr, is_and: bool, when: bool, to: Label) {
        if is_and == when {
            let skip = self.code.label();
            self.branch(lhs, !is_and, skip);
            self.conditional += 1;
            self.branch(rhs, when, to);
            self.conditional -= 1;
            self.code.bind(skip);
        } else {
            self.branch(lhs, when, to);
            self.conditional += 1;
            self.branch(rhs, when, to);
            self.conditional -= 1;
        }
    }

    /// A condition as a value.
    pub fn decide_into(&mut self, e: &'m Expr, to: u16) {
        let (no, end) = (self.code.label(), self.code.label());
        self.branch(e, false, no);
        self.number_into(1, to);
        self.code.jump(end);
        self.code.bind(no);
        self.number_into(0, to);
        self.code.bind(end);
    }

    fn compares_in_registers(&self, op: BinaryOp, lhs: &Expr) -> bool {
        use BinaryOp::*;
        matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
            && self.class(lhs.ty) == Class::Scalar
            && matches!(
                self.num_kind(lhs.ty),
                NumKind::Int { .. } | NumKind::Float(64)
            )
    }

    fn branch_compare(
        &mut self,
        op: BinaryOp,
        lhs: &'m Expr,
        rhs: &'m Expr,
        when: bool,
        to: Label,
    ) {
        let kind = self.num_kind(lhs.ty);
        let NumKind::Int { signed, .. } = kind else {
            let (a, b) = self.two_regs(lhs, rhs);
            return self.branch_float(op, a, b, when, to);
        };
        if let Some(value) = self.scalar_constant(rhs) {
            let a = self.regs(lhs);
            if let Some((op, imm)) = with_immediate(op, signed, value, when) {
                let a = self.plain_address(a, lhs);
                return self.branch_imm(op, a, imm, to);
            }
            let b = self.regs(rhs);
            return self.branch_ints(op, signed, a, b, when, to);
        }
        let (a, b) = self.two_regs(lhs, rhs);
        let a = self.plain_address(a, lhs);
        let b = self.plain_address(b, rhs);
        self.branch_ints(op, signed, a, b, when, to);
    }

    /// Pointers compare by address: the tag goes away, except against null.
    fn plain_address(&mut self, reg: u16, e: &Expr) -> u16 {
        if !self.types.is_pointer(e.ty) {
            return reg;
        }
        let to = self.reg();
        self.untagged(reg, to);
        to
    }

    pub fn branch_ints(
        &mut self,
        op: BinaryOp,
        signed: bool,
        a: u16,
        b: u16,
        when: bool,
        to: Label,
    ) {
        let (less, at_least) = match signed {
            true => (Op::JLtS, Op::JGeS),
            false => (Op::JLtU, Op::JGeU),
        };
        let (op, a, b) = match op {
            BinaryOp::Eq => (Op::JEq, a, b),
            BinaryOp::Ne => (Op::JNe, a, b),
            BinaryOp::Lt => (less, a, b),
            BinaryOp::Ge => (at_least, a, b),
            BinaryOp::Gt => (less, b, a),
            _ => (at_least, b, a),
        };
        let op = if when { op } else { opposite(op) };
        self.code.branch((op, 0), (opposite(op), 0), a, b, to);
    }

    pub fn branch_imm(&mut self, op: Op, a: u16, imm: u16, to: Label) {
        self.code.branch((op, 0), (opposite(op), 0), a, imm, to);
    }

    fn branch_float(&mut self, op: BinaryOp, a: u16, b: u16, when: bool, to: Label) {
        let (x, a, b) = match op {
            BinaryOp::Lt => (0, a, b),
            BinaryOp::Le => (1, a, b),
            BinaryOp::Gt => (0, b, a),
            BinaryOp::Ge => (1, b, a),
            BinaryOp::Eq => (4, a, b),
            _ => (5, a, b),
        };
        // "Not less" is no comparison of its own: it is true of NaN.
        let inverse = if x < 2 { x + 2 } else { x ^ 1 };
        let (x, inverse) = if when { (x, inverse) } else { (inverse, x) };
        self.code.branch((Op::JF, x), (Op::JF, inverse), a, b, to);
    }

    /// Jumps if the optional is null, or if it is not.
    pub fn branch_null(&mut self, held: Operand, ty: crate::types::TypeId, when: bool, to: Label) {
        let reg = self.null_flag(held, ty);
        let op = if when { Op::JEqI } else { Op::JNeI };
        self.branch_imm(op, reg, 0, to);
    }
}

/// The comparison with a number that fits the instruction.
fn with_immediate(op: BinaryOp, signed: bool, value: u64, when: bool) -> Option<(Op, u16)> {
    let fits = |v: i128| -> Option<u16> {
        if signed {
            i16::try_from(v).ok().map(|v| v as u16)
        } else {
            u16::try_from(v).ok()
        }
    };
    let value = if signed {
        i128::from(value as i64)
    } else {
        i128::from(value)
    };
    let (less, at_least) = match signed {
        true => (Op::JLtSI, Op::JGeSI),
        false => (Op::JLtUI, Op::JGeUI),
    };
    let (op, imm) = match op {
        // Equality compares with a sign-extended number.
        BinaryOp::Eq | BinaryOp::Ne => {
            let imm = i16::try_from(value).ok()? as u16;
            let op = if op == BinaryOp::Eq {
                Op::JEqI
            } else {
                Op::JNeI
            };
            (op, imm)
        }
        BinaryOp::Lt => (less, fits(value)?),
        BinaryOp::Ge => (at_least, fits(value)?),
        BinaryOp::Le => (less, fits(value + 1)?),
        _ => (at_least, fits(value + 1)?),
    };
    Some((if when { op } else { opposite(op) }, imm))
}

/// The comparison that decides the other way.
pub(super) fn opposite(op: Op) -> Op {
    match op {
        Op::JEq => Op::JNe,
        Op::JNe => Op::JEq,
        Op::JLtS => Op::JGeS,
        Op::JGeS => Op::JLtS,
        Op::JLtU => Op::JGeU,
        Op::JGeU => Op::JLtU,
        Op::JEqI => Op::JNeI,
        Op::JNeI => Op::JEqI,
        Op::JLtSI => Op::JGeSI,
        Op::JGeSI => Op::JLtSI,
        Op::JLtUI => Op::JGeUI,
        Op::JGeUI => Op::JLtUI,
        other => other,
    }
}
