//! Programs written instruction by instruction, for tests of time that must not wait for a compiler.

use std::sync::Arc;

use crate::bytecode::number_table::INTRINSICS;
use crate::bytecode::{
    FormatInfo, FormatPart, FormatTarget, FunctionInfo, Instr, LineEntry, LineKind, Op, Pc,
    Program, STATEMENT, ScopeEntry, ScopeNode, ScopeRef, SiteInfo,
};
use crate::ir::{FunctionId, Intrinsic};
use crate::source::{FileId, SourceMap, Span};
use crate::types::{TypeId, TypePool};

pub struct Assembler {
    code: Vec<Instr>,
    functions: Vec<FunctionInfo>,
    lines: Vec<LineEntry>,
    span: Span,
}

impl Assembler {
    pub fn new() -> Assembler {
        Assembler {
            // The entry function returns to instruction 0.
            code: vec![Instr::new(Op::Halt, 0, 0, 0, 0)],
            functions: Vec::new(),
            lines: Vec::new(),
            span: Span::new(FileId(0), 0, 0),
        }
    }

    /// Begins a function; its number is how many were begun before. The first one is the entry.
    pub fn function(&mut self, frame_slots: u32) {
        let id = FunctionId(self.functions.len() as u32);
        let here = self.here();
        if let Some(last) = self.functions.last_mut() {
            last.end = here;
        }
        self.functions.push(FunctionInfo {
            id,
            name: format!("f{}", id.0),
            short_name: format!("f{}", id.0),
            span: self.span,
            is_library: false,
            entry: here,
            end: here,
            frame_slots,
            params: Vec::new(),
            ret: TypeId::VOID,
        });
        let start = if id.0 == 0 { Pc(0) } else { here };
        self.line(start, LineKind::Inside);
    }

    fn line(&mut self, start: Pc, kind: LineKind) {
        self.lines.push(LineEntry {
            start,
            span: self.span,
            scope: ScopeRef(0),
            function: FunctionId(self.functions.len() as u32 - 1),
            kind,
            in_defer: None,
        });
    }

    pub fn here(&self) -> Pc {
        Pc(self.code.len() as u32)
    }

    pub fn op(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.code.push(Instr::new(op, 0, a, b, c));
    }

    /// With `x`.
    pub fn opx(&mut self, op: Op, x: u8, a: u16, b: u16, c: u16) {
        self.code.push(Instr::new(op, x, a, b, c));
    }

    pub fn wide(&mut self, op: Op, a: u16, i: u32) {
        self.code.push(Instr::wide(op, 0, a, i));
    }

    /// The next instruction begins a statement.
    pub fn statement(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.line(self.here(), LineKind::Statement);
        let mut instr = Instr::new(op, 0, a, b, c);
        instr.op |= STATEMENT;
        self.code.push(instr);
    }

    /// A conditional jump back to an instruction.
    pub fn jump_back(&mut self, op: Op, a: u16, b: u16, to: Pc) {
        let distance = to.0 as i64 - (self.code.len() as i64 + 1);
        self.code
            .push(Instr::new(op, 0, a, b, distance as i16 as u16));
    }

    pub fn intrinsic(&mut self, which: Intrinsic, window: u16) {
        let x = INTRINSICS.iter().position(|i| *i == which).unwrap() as u8;
        self.code.push(Instr::wide(Op::Intrinsic, x, window, 0));
    }

    /// Memory of `len` (a register) bytes as a block; the pointer comes into `window`.
    pub fn alloc(&mut self, window: u16, len: u16) {
        self.op(Op::Mov, window, len, 0);
        self.wide(Op::LdI, window + 1, 1);
        self.intrinsic(Intrinsic::PageAlloc, window);
        self.op(Op::Mov, window + 2, window, 0);
        self.op(Op::Mov, window + 3, len, 0);
        self.wide(Op::LdI, window, 0);
        self.wide(Op::LdI, window + 1, 0);
        self.wide(Op::LdI, window + 4, 1);
        self.op(Op::Mov, window + 5, len, 0);
        self.intrinsic(Intrinsic::BlockBorn, window);
    }

    /// Gives it back.
    pub fn free(&mut self, window: u16, ptr: u16, len: u16) {
        self.op(Op::Mov, window + 2, ptr, 0);
        self.op(Op::Mov, window + 3, len, 0);
        self.wide(Op::LdI, window, 0);
        self.wide(Op::LdI, window + 1, 0);
        self.wide(Op::LdI, window + 4, 1);
        self.intrinsic(Intrinsic::BlockDies, window);
        self.op(Op::Mov, window + 1, len, 0);
        self.intrinsic(Intrinsic::PageFree, window);
    }

    pub fn print_dot(&mut self) {
        self.wide(Op::Format, 0, 0);
    }

    pub fn finish(mut self) -> Arc<Program> {
        let here = self.here();
        if let Some(last) = self.functions.last_mut() {
            last.end = here;
        }
        let dot = FormatInfo {
            dest: FormatTarget::Stream(2),
            pieces: vec![FormatPart::Text(".".into())],
        };
        let site = SiteInfo {
            span: self.span,
            function: FunctionId(0),
            ty: Some(TypeId::U8),
        };
        Arc::new(Program {
            code: self.code,
            constants: Vec::new(),
            texts: Vec::new(),
            tables: Vec::new(),
            formats: vec![dot],
            sites: vec![site],
            union_checks: Vec::new(),
            functions: self.functions,
            entry: FunctionId(0),
            tests: Vec::new(),
            globals: Vec::new(),
            image: Vec::new(),
            image_undefined: Vec::new(),
            locals: Vec::new(),
            defers: Vec::new(),
            scopes: vec![ScopeNode {
                parent: None,
                entry: ScopeEntry::Function(FunctionId(0)),
            }],
            known: Vec::new(),
            lines: self.lines,
            spots: Vec::new(),
            types: Arc::new(TypePool::new()),
            sources: SourceMap::default(),
        })
    }
}
