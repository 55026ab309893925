//! A whole program as data: code, constants and the tables for people: which line, which locals, which defers
//! belong to an instruction.

use std::sync::Arc;

use crate::ir::FunctionId;
use crate::source::{SourceMap, Span};
use crate::types::{Class, TypeId, TypePool};

/// Index of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pc(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalRef(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeferRef(pub u32);
/// A node of the scope chain: everything declared or armed up to here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScopeRef(pub u32);
/// A place in the program that asks for or gives back memory, or that the machine must describe: span and element type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SiteRef(pub u32);

/// One instruction. `x` is a small modifier, `a` mostly the destination slot; what each field means stands at the opcode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(C)]
pub struct Instr {
    /// The opcode; its top bit ([`STATEMENT`]) says that a step of the user's program starts here.
    pub op: u8,
    pub x: u8,
    pub a: u16,
    pub b: u16,
    pub c: u16,
}

const _: () = assert!(
    size_of::<Instr>() == 8,
    "the machine fetches one word an instruction"
);

/// Set in [`Instr::op`] on the first instruction of a user statement.
pub const STATEMENT: u8 = 0x80;

pub struct Program {
    pub code: Vec<Instr>,
    /// 64-bit constants that do not fit an instruction.
    pub constants: Vec<u64>,
    pub functions: Vec<FunctionInfo>,
    pub entry: FunctionId,
    pub tests: Vec<(String, FunctionId)>,
    pub globals: Vec<GlobalInfo>,
    /// First contents of the global region, from [`crate::vm`]'s `GLOBALS_BASE` on, relocated.
    pub image: Vec<u8>,
    /// Undefined byte ranges of `image`; sorted.
    pub image_undefined: Vec<(u32, u32)>,
    pub locals: Vec<LocalInfo>,
    pub defers: Vec<DeferInfo>,
    pub scopes: Vec<ScopeNode>,
    /// Sorted by `start`; entry `i` covers the instructions up to the next entry's start.
    pub lines: Vec<LineEntry>,
    pub types: Arc<TypePool>,
    pub sources: SourceMap,
}

pub struct FunctionInfo {
    pub id: FunctionId,
    /// Qualified: `main.Stack(i32).push`; `short_name` as written.
    pub name: String,
    pub short_name: String,
    pub span: Span,
    pub is_library: bool,
    pub entry: Pc,
    /// One past its last instruction.
    pub end: Pc,
    /// Slots of its frame, windows of the calls that it makes included.
    pub frame_slots: u32,
    pub params: Vec<LocalRef>,
    pub ret: TypeId,
}

pub struct GlobalInfo {
    pub name: String,
    pub ty: TypeId,
    pub addr: u64,
    pub size: u64,
    pub is_const: bool,
    pub is_library: bool,
    /// A literal, not shown among the globals.
    pub hidden: bool,
    pub span: Option<Span>,
}

pub struct LocalInfo {
    pub function: FunctionId,
    pub name: String,
    pub ty: TypeId,
    pub class: Class,
    /// Where it lives: slot of the frame.
    pub slot: u32,
    pub span: Span,
    pub is_param: bool,
    pub is_const: bool,
    pub address_taken: bool,
    /// Made by the compiler.
    pub hidden: bool,
}

pub struct DeferInfo {
    pub function: FunctionId,
    pub on_error: bool,
    /// `defer gpa.free(items)`, keyword included; `body` without.
    pub span: Span,
    pub body: Span,
}

/// One link: follow `parent` to see everything that is in scope, innermost first. Pending defers come in run order.
pub struct ScopeNode {
    pub parent: Option<ScopeRef>,
    pub entry: ScopeEntry,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeEntry {
    Function(FunctionId),
    /// A block opened here: what stands above it belongs to it.
    Block,
    Local(LocalRef),
    Defer(DeferRef),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineEntry {
    pub start: Pc,
    /// The smallest statement-like thing this instruction works for.
    pub span: Span,
    pub scope: ScopeRef,
    pub function: FunctionId,
    pub kind: LineKind,
    /// The code of a fired defer: which one.
    pub in_defer: Option<DeferRef>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineKind {
    /// A statement starts exactly at `start` (user's or library's).
    Statement,
    /// The rest of one.
    Inside,
}

impl Program {
    /// The line entry that covers an instruction.
    pub fn line_at(&self, pc: Pc) -> &LineEntry {
        &self.lines[self
            .lines
            .partition_point(|l| l.start <= pc)
            .saturating_sub(1)]
    }

    pub fn function(&self, id: FunctionId) -> &FunctionInfo {
        &self.functions[id.0 as usize]
    }

    pub fn local(&self, id: LocalRef) -> &LocalInfo {
        &self.locals[id.0 as usize]
    }

    pub fn defer(&self, id: DeferRef) -> &DeferInfo {
        &self.defers[id.0 as usize]
    }

    /// The scope chain from a node outwards.
    pub fn chain(&self, from: ScopeRef) -> impl Iterator<Item = ScopeEntry> + '_ {
        let mut next = Some(from);
        std::iter::from_fn(move || {
            let node = &self.scopes[next?.0 as usize];
            next = node.parent;
            Some(node.entry)
        })
    }

    /// Locals visible at an instruction, outermost first, shadowing not possible in the language.
    pub fn visible_locals(&self, pc: Pc) -> Vec<LocalRef> {
        let mut locals: Vec<_> = self
            .chain(self.line_at(pc).scope)
            .filter_map(|e| {
                if let ScopeEntry::Local(l) = e {
                    Some(l)
                } else {
                    None
                }
            })
            .collect();
        locals.reverse();
        locals
    }

    /// Defers pending at an instruction, in the order in which they would run.
    pub fn pending_defers(&self, pc: Pc) -> Vec<DeferRef> {
        self.chain(self.line_at(pc).scope)
            .filter_map(|e| {
                if let ScopeEntry::Defer(d) = e {
                    Some(d)
                } else {
                    None
                }
            })
            .collect()
    }
}
