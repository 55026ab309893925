//! From the typed tree to bytecode. One [`Unit`] gathers the program; each function is lowered by a
//! [`function::Lowering`], which gives its locals slots, builds values where they will live, and writes the
//! pending defers out at every exit.

mod call;
mod cast;
mod code;
mod constants;
mod control;
mod exit;
mod expr;
mod frame;
mod function;
mod image;
mod init;
mod loops;
mod memory;
mod number;
mod optional;
mod place;
mod slice;
mod switch;
mod test;

use std::collections::HashMap;
use std::sync::Arc;

use crate::ir::{FunctionId, Known, Module};
use crate::source::{SourceMap, Span};
use crate::types::TypePool;

use super::op::Op;
use super::*;
use image::Images;

/// A program that the instruction set cannot hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub span: Option<Span>,
    pub message: String,
}

/// More instructions than this are refused: the machine reserves room for so many.
pub const MAX_CODE: usize = (1 << 22) - 1;

/// Lowers a module. The sources travel with the program: every instruction leads back to its line.
pub fn lower(module: Module, sources: SourceMap) -> Result<Program, Problem> {
    let types = Arc::new(module.types);
    let module = Module {
        types: TypePool::new(),
        ..module
    };
    let unit = Unit::new(&module, &types)?.lower_all()?;
    Ok(unit.finish(types.clone(), sources))
}

/// The program under construction: what functions share.
struct Unit<'m> {
    module: &'m Module,
    types: &'m TypePool,
    images: Images,
    parts: Parts,
    constant_index: HashMap<u64, u32>,
    text_index: HashMap<Arc<str>, u32>,
}

/// The tables of a program that functions add to.
#[derive(Default)]
struct Parts {
    code: Vec<Instr>,
    constants: Vec<u64>,
    texts: Vec<Arc<str>>,
    tables: Vec<JumpTable>,
    formats: Vec<FormatInfo>,
    sites: Vec<SiteInfo>,
    union_checks: Vec<(crate::types::TypeId, u32)>,
    functions: Vec<FunctionInfo>,
    locals: Vec<LocalInfo>,
    defers: Vec<DeferInfo>,
    scopes: Vec<ScopeNode>,
    known: Vec<Known>,
    lines: Vec<LineEntry>,
    spots: Vec<(Pc, Span)>,
}

impl<'m> Unit<'m> {
    fn new(module: &'m Module, types: &'m TypePool) -> Result<Unit<'m>, Problem> {
        Ok(Unit {
            module,
            types,
            images: Images::new(module, types)?,
            parts: Parts::default(),
            constant_index: HashMap::new(),
            text_index: HashMap::new(),
        })
    }

    fn lower_all(mut self) -> Result<Unit<'m>, Problem> {
        self.write_halt();
        for index in 0..self.module.functions.len() {
            let id = FunctionId(index as u32);
            function::lower(&mut self, id)?;
            if self.parts.code.len() > MAX_CODE {
                return Err(Problem {
                    span: Some(self.module.functions[index].span),
                    message: format!("the program has more than {MAX_CODE} instructions"),
                });
            }
        }
        Ok(self)
    }

    /// Instruction 0: where the entry function returns to.
    fn write_halt(&mut self) {
        let entry = &self.module.functions[self.module.entry.0 as usize];
        let scope = self.scope(None, ScopeEntry::Function(self.module.entry));
        self.parts.code.push(Instr::new(Op::Halt, 0, 0, 0, 0));
        self.parts.lines.push(LineEntry {
            start: Pc(0),
            span: entry.close,
            scope,
            function: self.module.entry,
            kind: LineKind::Inside,
            in_defer: None,
        });
    }

    fn scope(&mut self, parent: Option<ScopeRef>, entry: ScopeEntry) -> ScopeRef {
        self.parts.scopes.push(ScopeNode { parent, entry });
        ScopeRef(self.parts.scopes.len() as u32 - 1)
    }

    /// Variables of a scope chain down to one of its nodes, in the order in which they were declared.
    fn locals_since(&self, node: ScopeRef, from: ScopeRef) -> Vec<LocalRef> {
        let mut locals = Vec::new();
        let mut next = Some(from);
        while let Some(at) = next.filter(|at| *at != node) {
            let scope = &self.parts.scopes[at.0 as usize];
            if let ScopeEntry::Local(local) = scope.entry {
                locals.push(local);
            }
            next = scope.parent;
        }
        locals.reverse();
        locals
    }

    fn constant(&mut self, value: u64) -> u32 {
        let constants = &mut self.parts.constants;
        *self.constant_index.entry(value).or_insert_with(|| {
            constants.push(value);
            constants.len() as u32 - 1
        })
    }

    fn text(&mut self, text: &Arc<str>) -> u32 {
        let texts = &mut self.parts.texts;
        *self.text_index.entry(text.clone()).or_insert_with(|| {
            texts.push(text.clone());
            texts.len() as u32 - 1
        })
    }

    fn finish(self, types: Arc<TypePool>, sources: SourceMap) -> Program {
        let parts = self.parts;
        let (image, image_undefined, globals) = self.images.finish();
        Program {
            code: parts.code,
            constants: parts.constants,
            texts: parts.texts,
            tables: parts.tables,
            formats: parts.formats,
            sites: parts.sites,
            union_checks: parts.union_checks,
            functions: parts.functions,
            entry: self.module.entry,
            tests: self.module.tests.clone(),
            globals,
            image,
            image_undefined,
            locals: parts.locals,
            defers: parts.defers,
            scopes: parts.scopes,
            known: parts.known,
            lines: parts.lines,
            spots: parts.spots,
            types,
            sources,
        }
    }
}
