//! Instructions as they are written: labels, the tables of lines and spots, the starts of steps, and code that is never
//! reached, which is not written at all.

use std::collections::HashMap;

use crate::ir::FunctionId;
use crate::source::Span;

use super::super::{DeferRef, Instr, LineEntry, LineKind, Op, Pc, STATEMENT, ScopeRef};

/// So many jumps to jumps are followed.
const LONGEST_CHAIN: usize = 8;

/// A place in the code of a function that jumps can name before it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(u32);

/// Where the target of a jump goes once it is known.
struct Fixup {
    at: u32,
    label: Label,
    kind: FixupKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FixupKind {
    /// Whole index in `b` and `c`.
    Wide,
    /// Distance from the next instruction in `c`.
    Near,
}

/// What instructions being written belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Here {
    pub span: Span,
    pub scope: ScopeRef,
    pub in_defer: Option<DeferRef>,
}

/// The code of one function. Instruction indexes count from its start.
pub(super) struct Code {
    pub instrs: Vec<Instr>,
    pub lines: Vec<LineEntry>,
    pub spots: Vec<(Pc, Span)>,
    pub here: Here,
    /// The expression in work.
    pub spot: Span,
    function: FunctionId,
    /// Steps of a library are no steps to count.
    is_library: bool,
    labels: Vec<LabelState>,
    fixups: Vec<Fixup>,
    /// Jumps that begin no step, and where they go.
    jumps: HashMap<u32, Label>,
    /// The next instruction starts a step here.
    step: Option<Span>,
    /// To be written as the first instructions of the next step.
    queued: Vec<Instr>,
    live: bool,
    /// A near jump did not reach: the function must be written again with wide ones.
    pub too_far: bool,
    /// Compare and branch over a wide jump.
    wide_jumps: bool,
}

#[derive(Clone, Copy, Default)]
struct LabelState {
    at: Option<u32>,
    used: bool,
}

impl Code {
    pub fn new(function: FunctionId, is_library: bool, here: Here, wide_jumps: bool) -> Code {
        Code {
            instrs: Vec::new(),
            lines: Vec::new(),
            spots: Vec::new(),
            here,
            spot: here.span,
            function,
            is_library,
            labels: Vec::new(),
            fixups: Vec::new(),
            jumps: HashMap::new(),
            step: None,
            queued: Vec::new(),
            live: true,
            too_far: false,
            wide_jumps,
        }
    }

    /// Whether what is written now can be reached.
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// What follows cannot be reached, until a label is bound.
    pub fn end_here(&mut self) {
        self.finish_step();
        self.live = false;
    }

    /// A statement starts: the next instruction is its first.
    pub fn start_step(&mut self, span: Span) {
        self.finish_step();
        self.here.span = span;
        self.step = Some(span);
        for instr in std::mem::take(&mut self.queued) {
            self.push(instr);
        }
    }

    /// Gives a statement that has no instruction yet one of its own; in a library it has none then.
    pub fn finish_step(&mut self) {
        if self.is_library {
            self.step = None;
        } else if self.step.is_some() {
            self.push(Instr::new(Op::Nop, 0, 0, 0, 0));
        }
    }

    /// Waits to become part of the next step.
    pub fn queue(&mut self, instr: Instr) {
        self.queued.push(instr);
    }

    /// Writes what no step took.
    pub fn flush_queue(&mut self) {
        for instr in std::mem::take(&mut self.queued) {
            self.push(instr);
        }
    }

    pub fn push(&mut self, mut instr: Instr) {
        if !self.live {
            self.step = None;
            return;
        }
        let pc = Pc(self.instrs.len() as u32);
        let starts = self.step.take().is_some();
        if starts && !self.is_library {
            instr.op |= STATEMENT;
        }
        let entry = LineEntry {
            start: pc,
            span: self.here.span,
            scope: self.here.scope,
            function: self.function,
            kind: if starts {
                LineKind::Statement
            } else {
                LineKind::Inside
            },
            in_defer: self.here.in_defer,
        };
        let same = |last: &LineEntry| {
            (last.span, last.scope, last.in_defer) == (entry.span, entry.scope, entry.in_defer)
        };
        if starts || !self.lines.last().is_some_and(same) {
            self.lines.push(entry);
        }
        if self.spots.last().is_none_or(|last| last.1 != self.spot) {
            self.spots.push((pc, self.spot));
        }
        self.instrs.push(instr);
    }

    pub fn op(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.push(Instr::new(op, 0, a, b, c));
    }

    pub fn op_x(&mut self, op: Op, x: u8, a: u16, b: u16, c: u16) {
        self.push(Instr::new(op, x, a, b, c));
    }

    pub fn op_wide(&mut self, op: Op, x: u8, a: u16, i: u32) {
        self.push(Instr::wide(op, x, a, i));
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() as u32 - 1)
    }

    pub fn bind(&mut self, label: Label) {
        self.finish_step();
        let state = &mut self.labels[label.0 as usize];
        state.at = Some(self.instrs.len() as u32);
        self.live |= state.used;
    }

    /// A label here, for jumps back.
    pub fn bound_label(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    pub fn jump(&mut self, label: Label) {
        self.wide_jump(Op::Jump, 0, label);
        self.end_here();
    }

    /// A jump whose whole target stands in `b` and `c`.
    fn wide_jump(&mut self, op: Op, a: u16, label: Label) {
        self.fixup(label, FixupKind::Wide);
        self.op_wide(op, 0, a, 0);
    }

    /// Compare and branch; `inverse` is the opcode (and `x`) of the opposite decision.
    pub fn branch(&mut self, (op, x): (Op, u8), inverse: (Op, u8), a: u16, b: u16, label: Label) {
        if self.wide_jumps {
            self.op_x(inverse.0, inverse.1, a, b, 1);
            self.wide_jump(Op::Jump, 0, label);
        } else {
            self.fixup(label, FixupKind::Near);
            self.op_x(op, x, a, b, 0);
        }
    }

    fn fixup(&mut self, label: Label, kind: FixupKind) {
        if !self.live {
            return;
        }
        self.labels[label.0 as usize].used = true;
        let at = self.instrs.len() as u32;
        self.fixups.push(Fixup { at, label, kind });
    }

    /// The index that a label stands for, for tables: not that of a mere jump to somewhere else.
    pub fn target(&self, label: Label) -> u32 {
        let mut at = self.place(label);
        // Endless loops are jumps to jumps without end.
        for _ in 0..LONGEST_CHAIN {
            match self.jumps.get(&at) {
                Some(&next) => at = self.place(next),
                None => break,
            }
        }
        at
    }

    fn place(&self, label: Label) -> u32 {
        self.labels[label.0 as usize].at.unwrap_or(0)
    }

    /// Finds the jumps that jumps to them need not stop at.
    fn find_jumps(&mut self) {
        let plain = Instr::new(Op::Jump, 0, 0, 0, 0).op;
        let jumps = self
            .fixups
            .iter()
            .filter(|fixup| self.instrs[fixup.at as usize].op == plain);
        self.jumps = jumps.map(|fixup| (fixup.at, fixup.label)).collect();
    }

    /// For jumps that are made by tables.
    pub fn mark_used(&mut self, label: Label) {
        if self.live {
            self.labels[label.0 as usize].used = true;
        }
    }

    /// Fills in every jump, for code that will begin at `base`.
    pub fn resolve(&mut self, base: u32) {
        self.find_jumps();
        for fixup in std::mem::take(&mut self.fixups) {
            let target = self.target(fixup.label);
            let place = self.place(fixup.label);
            let instr = &mut self.instrs[fixup.at as usize];
            match fixup.kind {
                FixupKind::Wide => {
                    let whole = target + base;
                    (instr.b, instr.c) = (whole as u16, (whole >> 16) as u16);
                }
                FixupKind::Near => {
                    let distance = |to: u32| i64::from(to) - i64::from(fixup.at) - 1;
                    let near = i16::try_from(distance(target));
                    match near.or_else(|_| i16::try_from(distance(place))) {
                        Ok(near) => instr.c = near as u16,
                        Err(_) => self.too_far = true,
                    }
                }
            }
        }
    }
}
