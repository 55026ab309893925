//! Declarations of containers: found by name, evaluated when first used.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::source::{FileId, Span};
use crate::syntax::ast;
use crate::types::{Base, DeclId, FnId, NamespaceId, Pointee, TypeId, Value};

use super::Sema;
use super::container::ContainerInfo;
use super::frame::{Binding, Frame};
use super::operand::{Eval, Flow, Place, PlaceKind};

/// Every namespace, declaration and function that analysis has met.
#[derive(Default)]
pub(super) struct World {
    pub namespaces: Vec<Namespace>,
    pub decls: Vec<DeclInfo>,
    pub fns: Vec<FnInfo>,
    pub containers: HashMap<TypeId, ContainerInfo>,
    /// `comptime { ... }` of containers that something has mentioned, not yet run.
    pub comptime_blocks: VecDeque<(NamespaceId, Rc<ast::Block>)>,
    /// Container types by their text, where it stands and what it captures: the same ones are the same type.
    pub by_capture: HashMap<(usize, NamespaceId, Vec<CaptureKey>), TypeId>,
    /// Types of `.{ .a = 1 }` by their fields.
    pub anonymous: HashMap<Vec<(String, TypeId, Option<Value>)>, TypeId>,
}

pub(super) type CaptureKey = (Rc<str>, TypeId, Option<Value>);

pub(super) struct Namespace {
    pub parent: Option<NamespaceId>,
    /// The container type, for `@This()`.
    pub owner: TypeId,
    pub names: HashMap<Rc<str>, DeclId>,
    /// What the function around the container knew.
    pub captures: Vec<Binding>,
    pub file: FileId,
    /// Prefix of the names of what is declared here.
    pub path: String,
    pub is_library: bool,
}

pub(super) struct DeclInfo {
    pub name: Rc<str>,
    pub ns: NamespaceId,
    pub ast: ast::Decl,
    pub is_pub: bool,
    pub span: Span,
    /// Alignment where it asks for one.
    pub align: Option<u32>,
    pub state: DeclState,
}

#[derive(Clone)]
pub(super) enum DeclState {
    Untouched,
    InProgress,
    Const(TypeId, Value),
    Var(TypeId, Value),
    Failed,
}

/// A function declaration in its namespace.
pub(super) struct FnInfo {
    pub decl: Rc<ast::FnDecl>,
    pub ns: NamespaceId,
    /// `main.Stack(i32).push`
    pub name: String,
    /// It has comptime or `anytype` parameters.
    pub is_generic: bool,
    /// Its type, once known.
    pub ty: Option<TypeId>,
}

impl World {
    pub fn namespace(&self, id: NamespaceId) -> &Namespace {
        &self.namespaces[id.0 as usize]
    }

    pub fn decl(&self, id: DeclId) -> &DeclInfo {
        &self.decls[id.0 as usize]
    }

    pub fn function(&self, id: FnId) -> &FnInfo {
        &self.fns[id.0 as usize]
    }

    pub fn add_namespace(&mut self, ns: Namespace) -> NamespaceId {
        self.namespaces.push(ns);
        NamespaceId(self.namespaces.len() as u32 - 1)
    }

    /// Enters the named declarations of a container into its namespace; its nameless blocks wait for their turn.
    pub fn add_decls(&mut self, ns: NamespaceId, decls: &[ast::Decl]) {
        for decl in decls {
            let (name, is_pub) = match decl {
                ast::Decl::Fn(f) => match &f.proto.name {
                    Some(name) => (name.clone(), f.is_pub),
                    None => continue,
                },
                ast::Decl::Var(v) => (v.name.clone(), v.is_pub),
                ast::Decl::Unread(unread) => (unread.name.clone(), unread.is_pub),
                ast::Decl::Comptime(block) => {
                    self.comptime_blocks.push_back((ns, block.clone()));
                    continue;
                }
                ast::Decl::Test(_) => continue,
            };
            let id = DeclId(self.decls.len() as u32);
            self.decls.push(DeclInfo {
                name: name.name.clone(),
                ns,
                ast: decl.clone(),
                is_pub,
                span: name.span,
                align: None,
                state: DeclState::Untouched,
            });
            let names = &mut self.namespaces[ns.0 as usize].names;
            names.entry(name.name).or_insert(id);
        }
    }
}

impl Sema {
    pub(super) fn decl_of(&self, ns: NamespaceId, name: &str) -> Option<DeclId> {
        self.world.namespace(ns).names.get(name).copied()
    }

    /// The declaration as a place: a constant with its value, or a global variable.
    pub(super) fn decl_place(&mut self, id: DeclId, at: Span) -> Eval<Place> {
        let (ty, is_const) = match self.decl_state(id, at)? {
            DeclState::Const(ty, _) => (ty, true),
            DeclState::Var(ty, _) => (ty, false),
            _ => return Err(Flow::Failed),
        };
        Ok(Place {
            ty,
            is_const,
            align: self.world.decl(id).align,
            kind: PlaceKind::Known(Pointee::new(Base::Decl(id))),
        })
    }

    /// Evaluates a declaration if that has not been done.
    pub(super) fn decl_state(&mut self, id: DeclId, at: Span) -> Eval<DeclState> {
        match &self.world.decl(id).state {
            DeclState::Untouched => {}
            DeclState::Failed => return Err(Flow::Failed),
            DeclState::InProgress => {
                let decl = self.world.decl(id);
                let d = Diagnostic::error("type", decl.span, "dependency loop detected")
                    .label(at, "used here while its value is being found");
                self.report(d);
                return Err(Flow::Failed);
            }
            done => return Ok(done.clone()),
        }
        self.world.decls[id.0 as usize].state = DeclState::InProgress;
        let state = self.evaluate_decl(id);
        let new = match &state {
            Ok(state) => state.clone(),
            Err(_) => DeclState::Failed,
        };
        self.world.decls[id.0 as usize].state = new;
        state
    }

    fn evaluate_decl(&mut self, id: DeclId) -> Eval<DeclState> {
        let decl = self.world.decl(id);
        let (ns, ast, name) = (decl.ns, decl.ast.read().clone(), decl.name.clone());
        match ast {
            ast::Decl::Fn(f) => {
                let fn_id = self.add_function(&f, ns, &name);
                let ty = self.function_type(fn_id)?;
                Ok(DeclState::Const(ty, Value::Function(fn_id)))
            }
            ast::Decl::Var(v) => {
                let saved = self.enter(ns, self.world.namespace(ns).path.clone());
                self.frame.decl_name = Some(name.to_string());
                let result = self.evaluate_variable(id, &v);
                self.leave(saved);
                result
            }
            ast::Decl::Test(_) | ast::Decl::Comptime(_) | ast::Decl::Unread(_) => Err(Flow::Failed),
        }
    }

    /// Runs the `comptime { ... }` of a container.
    pub(super) fn container_block(&mut self, ns: NamespaceId, block: &ast::Block) {
        let saved = self.enter(ns, self.world.namespace(ns).path.clone());
        let saved_trace = std::mem::take(&mut self.ct.trace);
        let saved_quota = (self.ct.branches, self.ct.quota);
        (self.ct.branches, self.ct.quota) = (0, 1000);
        let result = self.run_block(block, Some(TypeId::VOID), block.span);
        (self.ct.branches, self.ct.quota) = saved_quota;
        self.ct.trace = saved_trace;
        if let Err(Flow::Return(_)) = result {
            let d = Diagnostic::error("type", block.span, "'return' outside function scope");
            self.report(d);
        }
        self.leave(saved);
    }

    fn evaluate_variable(&mut self, id: DeclId, v: &ast::VarDecl) -> Eval<DeclState> {
        if v.is_threadlocal {
            return self.refuse(v.span, "threads (`threadlocal`)");
        }
        let want = match &v.ty {
            Some(ty) => Some(self.type_of_expr(ty)?),
            None => None,
        };
        if let Some(align) = &v.align {
            self.world.decls[id.0 as usize].align = self.alignment(align)?;
        }
        let Some(init) = &v.value else {
            return self.refuse(v.span, "`extern` variables");
        };
        let (ty, value) = self.comptime_value(init, want)?;
        if v.is_const {
            return Ok(DeclState::Const(ty, value));
        }
        if self.pool.is_comptime_only(ty) {
            let message = format!(
                "variable of type '{}' must be const or comptime",
                self.pool.name(ty)
            );
            return self.fail_number_hint(v, ty, message);
        }
        self.ensure_layout(ty, v.span)?;
        Ok(DeclState::Var(ty, value))
    }

    pub(super) fn fail_number_hint<T>(
        &mut self,
        v: &ast::VarDecl,
        ty: TypeId,
        message: String,
    ) -> Eval<T> {
        let mut d = Diagnostic::error("type", v.span, message);
        if matches!(ty, TypeId::COMPTIME_INT | TypeId::COMPTIME_FLOAT) {
            d = d.note("to modify this variable at runtime, it must be given an explicit fixed-size number type");
            let name = &v.name.name;
            let ty = if ty == TypeId::COMPTIME_INT {
                "i32"
            } else {
                "f64"
            };
            d = d.hint(format!("give it a type: `var {name}: {ty} = ...`"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    pub(super) fn add_function(
        &mut self,
        decl: &Rc<ast::FnDecl>,
        ns: NamespaceId,
        name: &str,
    ) -> FnId {
        let namespace = self.world.namespace(ns);
        // A parameter that is a type is known at compile time, whether it says so or not.
        let is_type = |e: &ast::Expr| matches!(&e.kind, ast::ExprKind::Ident(n) if &**n == "type");
        let generic = |p: &ast::Param| match &p.ty {
            ast::ParamType::Any(_) => true,
            ast::ParamType::Type(e) => p.is_comptime || is_type(e),
        };
        let info = FnInfo {
            decl: decl.clone(),
            ns,
            name: format!("{}.{name}", namespace.path),
            is_generic: decl.proto.params.iter().any(generic),
            ty: None,
        };
        self.world.fns.push(info);
        FnId(self.world.fns.len() as u32 - 1)
    }

    /// Starts evaluating in another place; [`Sema::leave`] goes back.
    pub(super) fn enter(&mut self, ns: NamespaceId, name: String) -> Frame {
        let mut frame = Frame::new(ns, name);
        frame.is_library = self.world.namespace(ns).is_library;
        std::mem::replace(&mut self.frame, frame)
    }

    pub(super) fn leave(&mut self, saved: Frame) -> Frame {
        std::mem::replace(&mut self.frame, saved)
    }
}
