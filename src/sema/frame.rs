//! Where analysis stands: one [`Frame`] per function instance, comptime call or declaration being evaluated.

use std::rc::Rc;

use crate::ir;
use crate::ir::{LabelId, LocalId};
use crate::source::Span;
use crate::types::{CellId, InferredSetId, NamespaceId, TypeId, Value};

use super::operand::Operand;

/// An error just caught, where a `switch` takes it apart.
#[derive(Clone, Copy)]
pub(super) struct Caught {
    pub local: LocalId,
    pub set: TypeId,
    /// The type of the value where there was no error: the prongs meet in a type with it.
    pub beside: TypeId,
}

pub(super) struct Frame {
    /// Everything must be known: no IR is made, loops are run, `return` leaves the interpreter.
    pub comptime: bool,
    /// Inside `@TypeOf` and the like: what is analysed will not run.
    pub dry: bool,
    pub ns: NamespaceId,
    pub bindings: Vec<Binding>,
    pub targets: Vec<Target>,
    pub locals: Vec<ir::Local>,
    pub label_count: u32,
    /// `None` outside of functions.
    pub ret: Option<TypeId>,
    /// The set that collects the errors of this function.
    pub inferred: Option<InferredSetId>,
    /// Types declared here are named after it: `main.Stack(i32)`.
    pub name: String,
    /// The name of the declaration whose value is being evaluated: its type is named so.
    pub decl_name: Option<String>,
    pub is_library: bool,
    /// The function's own result is being evaluated at compile time.
    pub is_call: bool,
    /// Inside the body of a `defer`: its span, for what must not stand there.
    pub in_defer: bool,
    /// The error that a `switch` right behind `catch |e|` is about.
    pub caught: Option<Caught>,
    /// Inside code that runs under a runtime condition.
    pub conditional: u32,
    /// The labels of runtime control flow below this index are out of reach of comptime code.
    pub target_floor: usize,
    /// Something in this body was refused.
    pub failed: bool,
}

impl Frame {
    pub fn new(ns: NamespaceId, name: String) -> Frame {
        Frame {
            comptime: true,
            dry: false,
            ns,
            bindings: Vec::new(),
            targets: Vec::new(),
            locals: Vec::new(),
            label_count: 0,
            ret: None,
            inferred: None,
            name,
            decl_name: None,
            is_library: false,
            is_call: false,
            in_defer: false,
            caught: None,
            conditional: 0,
            target_floor: 0,
            failed: false,
        }
    }

    pub fn new_label(&mut self) -> LabelId {
        self.label_count += 1;
        LabelId(self.label_count - 1)
    }

    pub fn new_local(&mut self, name: &str, ty: TypeId, span: Span, is_const: bool) -> LocalId {
        self.locals.push(ir::Local {
            name: name.to_owned(),
            ty,
            align: None,
            span,
            is_const,
            address_taken: false,
            hidden: false,
        });
        LocalId(self.locals.len() as u32 - 1)
    }

    /// A local that people do not see.
    pub fn temporary(&mut self, ty: TypeId, span: Span) -> LocalId {
        let id = self.new_local("", ty, span, true);
        self.locals[id.0 as usize].hidden = true;
        id
    }

    pub fn bind(&mut self, name: &Rc<str>, span: Span, kind: BindingKind) {
        self.bindings.push(Binding {
            name: name.clone(),
            span,
            align: None,
            kind,
        });
    }
}

/// A name that a function body knows.
#[derive(Clone)]
pub(super) struct Binding {
    pub name: Rc<str>,
    pub span: Span,
    /// `align(N)` of the declaration.
    pub align: Option<u32>,
    pub kind: BindingKind,
}

#[derive(Clone)]
pub(super) enum BindingKind {
    /// A constant whose value is known (it may have a local too, which only people look at).
    Known(TypeId, Value),
    /// A variable or constant of the running program.
    Local(LocalId),
    /// A comptime variable.
    Cell(CellId),
    /// A parameter of which only the type is known yet.
    TypeOnly(TypeId),
    /// A variable of the function around a container: only its type can be asked for.
    Outer { ty: TypeId, is_const: bool },
    /// Its declaration was refused: every use is silent.
    Poison,
}

/// What `break` and `continue` can leave or repeat.
pub(super) struct Target {
    pub name: Option<Rc<str>>,
    pub id: LabelId,
    pub kind: TargetKind,
    /// Comptime: leaving it is [`super::operand::Flow`], not IR.
    pub interpreted: bool,
    /// Where `continue` goes when the loop is unrolled: the end of this iteration's block.
    pub continue_block: Option<LabelId>,
    /// The type that its value should have.
    pub want: Option<TypeId>,
    /// The values that `break` gave, where `want` does not say their type; in the tree stands a placeholder.
    pub results: Vec<(Operand, Span)>,
    pub break_count: u32,
    pub continue_count: u32,
    /// The type of the operand of a `switch` that runs again.
    pub switch_ty: Option<TypeId>,
    /// The variable that holds its operand, if that is a union.
    pub switch_union: Option<LocalId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TargetKind {
    Block,
    Loop,
    Switch,
}
