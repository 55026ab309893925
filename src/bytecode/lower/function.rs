//! One function: its parameters, its body, and the tables that it adds to the program.

use std::collections::HashMap;

use crate::ir::{ExprKind, Function, FunctionId, LabelId};
use crate::source::Span;
use crate::types::{Class, TypeId, TypePool};

use super::super::*;
use super::code::{Code, Here, Label};
use super::constants::{Found, LoopConstants};
use super::exit::{Scope, ScopeKind};
use super::frame::{Frame, Storage};
use super::memory::Dest;
use super::{Problem, Unit};

/// A function while it is lowered.
pub(super) struct Lowering<'u, 'm> {
    pub unit: &'u mut Unit<'m>,
    pub types: &'m TypePool,
    pub ir: &'m Function,
    pub id: FunctionId,
    pub code: Code,
    pub frame: Frame,
    pub constants: LoopConstants,
    /// By local.
    pub storage: Vec<Option<Storage>>,
    pub local_refs: Vec<LocalRef>,
    /// Where the locals of this function begin in the program's table.
    pub first_local: usize,
    pub scopes: Vec<Scope<'m>>,
    pub targets: HashMap<LabelId, Target>,
    pub tables: Vec<PendingTable>,
    /// More than 0 inside an expression that may not be evaluated at all.
    pub conditional: u32,
    pub problem: Option<Problem>,
}

/// What `break` and `continue` need to know about a loop, block or switch.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub on_break: Label,
    pub on_continue: Option<Label>,
    pub dest: Dest,
    /// How many scopes stay open.
    pub depth: usize,
    /// The operand of a labelled switch.
    pub operand: Option<u16>,
}

/// A jump table whose targets are not resolved yet.
pub(super) struct PendingTable {
    pub index: u32,
    pub targets: Vec<Label>,
    pub otherwise: Label,
}

/// Writes the function into the unit.
pub(super) fn lower(unit: &mut Unit<'_>, id: FunctionId) -> Result<(), Problem> {
    let mark = unit.mark();
    let mut plan = Plan::default();
    while let Some(better) = attempt(unit, id, plan)? {
        unit.rewind(&mark);
        plan = better;
    }
    Ok(())
}

/// What an attempt knows from those before it.
#[derive(Clone, Default)]
struct Plan {
    /// A near jump did not reach.
    wide_jumps: bool,
    constants: Vec<Found>,
}

/// How to do it better, if the function is not yet as it should be.
fn attempt(unit: &mut Unit<'_>, id: FunctionId, plan: Plan) -> Result<Option<Plan>, Problem> {
    let module = unit.module;
    let ir = &module.functions[id.0 as usize];
    let scope = unit.scope(None, ScopeEntry::Function(id));
    let here = Here {
        span: ir.span,
        scope,
        in_defer: None,
    };
    let types = unit.types;
    let big_frame = ir.locals.iter().any(|l| types.slots(l.ty) > frame::BIG);
    let mut lowering = Lowering {
        types,
        ir,
        id,
        code: Code::new(id, ir.is_library, here, plan.wide_jumps),
        constants: LoopConstants::knowing(plan.constants.clone()),
        frame: Frame::new(big_frame),
        storage: vec![None; ir.locals.len()],
        local_refs: vec![LocalRef(0); ir.locals.len()],
        first_local: unit.parts.locals.len(),
        scopes: Vec::new(),
        targets: HashMap::new(),
        tables: Vec::new(),
        conditional: 0,
        problem: None,
        unit,
    };
    let params = lowering.prologue();
    lowering.body();
    lowering.finish(params, plan)
}

use super::frame;

impl<'u, 'm> Lowering<'u, 'm> {
    pub fn class(&self, ty: TypeId) -> Class {
        self.types.class(ty)
    }

    /// Gives the parameters the slots where the caller put them.
    fn prologue(&mut self) -> Vec<LocalRef> {
        let first = self.first_local as u32;
        self.push_scope(ScopeKind::Function);
        let ir = self.ir;
        let types = ir.params.iter().map(|p| ir.locals[p.0 as usize].ty);
        let (places, end) = self.window_places(types);
        self.alloc(end);
        // The result comes back in the same place.
        self.frame.cover(self.types.slots(ir.ret));
        for (&param, place) in ir.params.iter().zip(places) {
            self.adopt_local(param, place as u16);
            self.show_local(param);
        }
        self.frame.keep();
        (0..ir.params.len() as u32)
            .map(|i| LocalRef(first + i))
            .collect()
    }

    fn body(&mut self) {
        let ir = self.ir;
        let is_closed = match &ir.body.kind {
            ExprKind::Block(block) => self.body_block(block, ir.body.ty, ir.close),
            _ => {
                self.stmt_expr(&ir.body);
                false
            }
        };
        if self.code.is_live() {
            if ir.body.ty == TypeId::NORETURN {
                self.panic_text("reached unreachable code");
            } else {
                if !is_closed {
                    self.code.start_step(ir.close);
                }
                self.return_nothing();
            }
        }
    }

    /// Resolves what had to wait for the end, and adds the function to the program.
    fn finish(mut self, params: Vec<LocalRef>, plan: Plan) -> Result<Option<Plan>, Problem> {
        if self.code.instrs.is_empty() {
            // Empty bodies of functions that never return still need a place to stop.
            self.panic_text("reached unreachable code");
        }
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        if self.unit.images.is_full() {
            return Err(self.too_big(self.ir.span, "the constants of the program"));
        }
        if let Some(constants) = self.constants.news() {
            return Ok(Some(Plan { constants, ..plan }));
        }
        let base = self.unit.parts.code.len() as u32;
        self.code.resolve(base);
        if self.code.too_far {
            let wide_jumps = true;
            return Ok(Some(Plan { wide_jumps, ..plan }));
        }
        self.patch_frame();
        for table in &self.tables {
            let pc = |label: &Label| Pc(self.code.target(*label) + base);
            let entry = &mut self.unit.parts.tables[table.index as usize];
            entry.targets = table.targets.iter().map(pc).collect();
            entry.otherwise = pc(&table.otherwise);
        }
        let frame_slots = self.frame.total_slots();
        let ir = self.ir;
        let parts = &mut self.unit.parts;
        let shift = |pc: Pc| Pc(pc.0 + base);
        parts
            .lines
            .extend(self.code.lines.iter().map(|&line| LineEntry {
                start: shift(line.start),
                ..line
            }));
        let spots = self.code.spots.iter();
        parts
            .spots
            .extend(spots.map(|&(pc, span)| (shift(pc), span)));
        parts.code.append(&mut self.code.instrs);
        parts.functions.push(FunctionInfo {
            id: self.id,
            name: ir.name.clone(),
            short_name: ir.short_name.clone(),
            span: ir.span,
            is_library: ir.is_library,
            entry: Pc(base),
            end: Pc(parts.code.len() as u32),
            frame_slots,
            params,
            ret: ir.ret,
        });
        Ok(None)
    }

    pub fn too_big(&self, span: Span, what: &str) -> Problem {
        Problem {
            span: Some(span),
            message: format!("{what} need more room than the machine has for them"),
        }
    }
}

/// How far the tables reached, to take back what a failed attempt added.
pub(super) struct Mark {
    tables: usize,
    formats: usize,
    sites: usize,
    union_checks: usize,
    locals: usize,
    defers: usize,
    scopes: usize,
    known: usize,
}

impl Unit<'_> {
    fn mark(&self) -> Mark {
        let parts = &self.parts;
        Mark {
            tables: parts.tables.len(),
            formats: parts.formats.len(),
            sites: parts.sites.len(),
            union_checks: parts.union_checks.len(),
            locals: parts.locals.len(),
            defers: parts.defers.len(),
            scopes: parts.scopes.len(),
            known: parts.known.len(),
        }
    }

    fn rewind(&mut self, mark: &Mark) {
        let parts = &mut self.parts;
        parts.tables.truncate(mark.tables);
        parts.formats.truncate(mark.formats);
        parts.sites.truncate(mark.sites);
        parts.union_checks.truncate(mark.union_checks);
        parts.locals.truncate(mark.locals);
        parts.defers.truncate(mark.defers);
        parts.scopes.truncate(mark.scopes);
        parts.known.truncate(mark.known);
    }
}
