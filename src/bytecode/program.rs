//! A whole program as data: code, constants and the tables for people: which line, which locals, which defers
//! belong to an instruction.

use bytemuck::{Pod, Zeroable};
use std::sync::Arc;

use crate::ir::{FormatSpec, FunctionId, Known};
use crate::source::{SourceMap, Span};
use crate::types::{Class, TypeId, TypePool};

use super::Instr;

/// Index of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(transparent)]
pub struct Pc(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalRef(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DeferRef(pub u32);
/// A constant of a block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConstantRef(pub u32);
/// A node of the scope chain: everything declared or armed up to here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScopeRef(pub u32);
/// A place in the program that asks for or gives back memory, or that the machine must describe: span and element type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SiteRef(pub u32);

#[derive(Clone)]
pub struct Program {
    pub code: Vec<Instr>,
    /// 64-bit constants that do not fit an instruction.
    pub constants: Vec<u64>,
    /// Texts of panics.
    pub texts: Vec<Arc<str>>,
    pub tables: Vec<JumpTable>,
    pub formats: Vec<FormatInfo>,
    pub sites: Vec<SiteInfo>,
    /// Which fields `PanicKind::Union` tells of: the union's type and the field that was wanted.
    pub union_checks: Vec<(TypeId, u32)>,
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
    /// Constants of blocks, which are in no memory.
    pub known: Vec<Known>,
    /// Sorted by `start`; entry `i` covers the instructions up to the next entry's start.
    pub lines: Vec<LineEntry>,
    /// Finer than `lines`: the expression that the instructions from here on work for. Sorted.
    pub spots: Vec<(Pc, Span)>,
    pub types: Arc<TypePool>,
    pub sources: SourceMap,
}

/// Dense part of a `switch`: operand `min + i` goes to `targets[i]`, all else to `otherwise`.
#[derive(Clone)]
pub struct JumpTable {
    pub min: i64,
    pub targets: Vec<Pc>,
    pub otherwise: Pc,
}

/// A formatted text. Values lie in the window as they lie in memory.
#[derive(Clone)]
pub struct FormatInfo {
    pub dest: FormatTarget,
    pub pieces: Vec<FormatPart>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormatTarget {
    /// Standard output (1) or standard error (2).
    Stream(u8),
    /// The window begins with the slice to fill, and that is where the result goes (an `error{NoSpaceLeft}![]u8` of this type).
    Buffer(TypeId),
    /// The window's first slot gets the length.
    Count,
}

#[derive(Clone)]
pub enum FormatPart {
    Text(Arc<str>),
    Value {
        ty: TypeId,
        spec: FormatSpec,
        /// Offset in bytes from the window's start.
        offset: u32,
        /// Where a width and a precision lie that only the running program knows.
        width: Option<u32>,
        precision: Option<u32>,
    },
}

/// A call of an intrinsic: where, and of which type it asks for memory.
#[derive(Clone)]
pub struct SiteInfo {
    pub span: Span,
    pub function: FunctionId,
    pub ty: Option<TypeId>,
}

#[derive(Clone)]
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

#[derive(Clone)]
pub struct GlobalInfo {
    pub name: String,
    pub ty: TypeId,
    /// Where it lies, without tag.
    pub addr: u64,
    pub size: u64,
    /// The tag of its bytes; pointers to it in `image` and `constants` carry it already.
    pub tag: u16,
    pub is_const: bool,
    pub is_library: bool,
    /// A literal, not shown among the globals.
    pub hidden: bool,
    pub span: Option<Span>,
}

#[derive(Clone)]
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

#[derive(Clone)]
pub struct DeferInfo {
    pub function: FunctionId,
    pub on_error: bool,
    /// `defer gpa.free(items)`, keyword included; `body` without.
    pub span: Span,
    pub body: Span,
}

/// One link: follow `parent` to see everything that is in scope, innermost first. Pending defers come in run order.
#[derive(Clone)]
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
    Constant(ConstantRef),
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
    /// The same program with another function to start with: one of its tests.
    pub fn starting_with(&self, entry: FunctionId) -> Program {
        let mut program = self.clone();
        program.entry = entry;
        let close = program.function(entry).span.at_end();
        // Instruction 0, to which the entry returns, belongs to it.
        if let Some(first) = program.lines.first_mut() {
            first.function = entry;
            first.span = close;
            program.scopes[first.scope.0 as usize].entry = ScopeEntry::Function(entry);
        }
        program
    }

    /// The line entry that covers an instruction.
    pub fn line_at(&self, pc: Pc) -> &LineEntry {
        &self.lines[self
            .lines
            .partition_point(|l| l.start <= pc)
            .saturating_sub(1)]
    }

    /// The expression that an instruction works for.
    pub fn span_at(&self, pc: Pc) -> Span {
        let next = self.spots.partition_point(|spot| spot.0 <= pc);
        match next.checked_sub(1) {
            Some(index) => self.spots[index].1,
            None => self.line_at(pc).span,
        }
    }

    /// The function that an instruction belongs to.
    pub fn function_at(&self, pc: Pc) -> &FunctionInfo {
        self.function(self.line_at(pc).function)
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

    /// Constants without memory that are visible at an instruction, innermost first.
    pub fn visible_constants(&self, pc: Pc) -> impl Iterator<Item = &Known> + '_ {
        let chain = self.chain(self.line_at(pc).scope);
        chain.filter_map(|entry| match entry {
            ScopeEntry::Constant(id) => self.known.get(id.0 as usize),
            _ => None,
        })
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
