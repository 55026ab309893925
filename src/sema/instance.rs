//! Instances: a function with its comptime arguments, analysed once; calls that run during analysis; and the
//! error sets that functions infer.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::diag::Diagnostic;
use crate::ir::{self, ExprKind, FunctionId};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{ErrorId, ErrorSet, FnId, FnType, InferredSetId, Type, TypeId, Value};

use super::Sema;
use super::frame::{BindingKind, Frame};
use super::operand::{Eval, Flow, Operand};

/// More function instances than this are refused: they would not end.
const MOST_INSTANCES: usize = 10_000;
/// Instances that call for each other, one after the other.
const MOST_GENERATIONS: u32 = 1000;

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum KeyPart {
    Known(TypeId, Value),
    /// The type that an `anytype` parameter took.
    Type(TypeId),
}

/// A parameter of an instance.
#[derive(Clone)]
pub(super) enum Bound {
    Known(TypeId, Value),
    Runtime(TypeId),
}

#[derive(Default)]
pub(super) struct Instances {
    by_key: HashMap<(FnId, Vec<KeyPart>), FunctionId>,
    list: Vec<Instance>,
    queue: VecDeque<FunctionId>,
    sets: Vec<Inferred>,
    /// Results of calls that ran during analysis.
    results: HashMap<(FnId, Vec<(TypeId, Value)>), Operand2>,
}

/// A known result.
type Operand2 = (TypeId, Value);

struct Instance {
    id: FnId,
    bound: Vec<Bound>,
    ret: TypeId,
    inferred: Option<InferredSetId>,
    state: State,
    /// Where the call is that made it.
    from: Vec<Span>,
    /// How many instances led to it.
    generation: u32,
    function: Option<ir::Function>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Known,
    Needed,
    Running,
    Done,
}

/// What is known of an error set that is being inferred.
#[derive(Default)]
struct Inferred {
    names: BTreeSet<ErrorId>,
    any: bool,
    others: Vec<TypeId>,
    owner: Option<FunctionId>,
}

impl Instances {
    pub fn ret(&self, id: FunctionId) -> TypeId {
        self.list[id.0 as usize].ret
    }

    /// The program calls it: its body must be analysed.
    pub fn need(&mut self, id: FunctionId) {
        let instance = &mut self.list[id.0 as usize];
        if instance.state == State::Known {
            instance.state = State::Needed;
            self.queue.push_back(id);
        }
    }

    pub fn next(&mut self) -> Option<FunctionId> {
        self.queue.pop_front()
    }

    /// Adds a function that analysis made itself.
    pub fn add_made(&mut self, function: ir::Function) -> FunctionId {
        self.list.push(Instance {
            id: FnId(0),
            bound: Vec::new(),
            ret: function.ret,
            inferred: None,
            state: State::Done,
            from: Vec::new(),
            generation: 0,
            function: Some(function),
        });
        FunctionId(self.list.len() as u32 - 1)
    }

    /// The functions in the order of their ids; a number without a body is skipped by renumbering nothing.
    pub fn take_functions(&mut self) -> Vec<Option<ir::Function>> {
        self.list.iter_mut().map(|i| i.function.take()).collect()
    }
}

impl Sema {
    /// The type of a function as it is declared.
    pub(super) fn function_type(&mut self, id: FnId) -> Eval<TypeId> {
        let info = self.world.function(id);
        if let Some(ty) = info.ty {
            return Ok(ty);
        }
        let (decl, ns, name, is_generic) = (
            info.decl.clone(),
            info.ns,
            info.name.clone(),
            info.is_generic,
        );
        let mut params = Vec::new();
        let saved = self.enter(ns, name.clone());
        let result = self.declared_types(&decl, is_generic, &mut params);
        self.leave(saved);
        let mut ret = result?;
        if decl.proto.inferred_errors && !is_generic {
            let set = self.new_inferred(&name);
            let set = self.pool.error_set(ErrorSet::Inferred(set));
            ret = ret.map(|payload| self.pool.error_union(set, payload));
        }
        let ty = self.pool.intern(Type::Fn(FnType {
            params: params.into(),
            ret,
            is_generic,
            shown: is_generic.then(|| generic_text(&decl.proto).into()),
        }));
        self.world.fns[id.0 as usize].ty = Some(ty);
        Ok(ty)
    }

    /// Parameter types, then the result type (without an inferred set).
    fn declared_types(
        &mut self,
        decl: &ast::FnDecl,
        is_generic: bool,
        params: &mut Vec<Option<TypeId>>,
    ) -> Eval<Option<TypeId>> {
        if is_generic {
            params.resize(decl.proto.params.len(), None);
            return Ok(None);
        }
        for p in &decl.proto.params {
            let ast::ParamType::Type(e) = &p.ty else {
                continue;
            };
            let ty = self.type_of_expr(e)?;
            if ty == TypeId::NORETURN {
                return self.fail(e.span, "parameter of type 'noreturn' not allowed");
            }
            if matches!(self.pool.get(ty), Type::AnyOpaque | Type::Opaque(_)) {
                let name = self.pool.name(ty);
                return self.fail(
                    e.span,
                    format!("parameter of opaque type '{name}' not allowed"),
                );
            }
            if self.pool.is_comptime_only(ty) && !p.is_comptime && ty == TypeId::TYPE {
                // Zig: such a parameter makes the function generic.
                params.push(Some(ty));
                continue;
            }
            params.push(Some(ty));
        }
        let ret = self.type_of_expr(&decl.proto.ret)?;
        if matches!(self.pool.get(ret), Type::AnyOpaque | Type::Opaque(_)) {
            let name = self.pool.name(ret);
            return self.fail(
                decl.proto.ret.span,
                format!("opaque return type '{name}' not allowed"),
            );
        }
        Ok(Some(ret))
    }

    fn new_inferred(&mut self, function: &str) -> InferredSetId {
        let id = self.pool.new_inferred_set();
        self.pool.name_inferred_set(id, function);
        self.instances
            .sets
            .resize_with(id.0 as usize + 1, Inferred::default);
        id
    }

    /// `!void` of a function that analysis makes itself, and its set.
    pub(super) fn new_error_return(&mut self, name: &str) -> (InferredSetId, TypeId) {
        let id = self.new_inferred(name);
        let set = self.pool.error_set(ErrorSet::Inferred(id));
        (id, self.pool.error_union(set, TypeId::VOID))
    }

    /// The set of an error union type, if it is inferred.
    fn inferred_of(&self, ret: TypeId) -> Option<InferredSetId> {
        match self.pool.get(ret) {
            Type::ErrorUnion { set, .. } => match self.pool.get(*set) {
                Type::ErrorSet(ErrorSet::Inferred(id)) => Some(*id),
                _ => None,
            },
            _ => None,
        }
    }

    /// The result type with a new inferred set, for an instance whose declaration says `!T`.
    fn inferred_return(&mut self, id: FnId, bound: &[Bound]) -> Eval<TypeId> {
        let info = self.world.function(id);
        let (decl, name) = (info.decl.clone(), info.name.clone());
        let mut frame = Frame::new(info.ns, name.clone());
        bind_params(&mut frame, &decl, bound);
        let payload = self.in_frame(&mut frame, |s| s.type_of_expr(&decl.proto.ret))?;
        let set = self.new_inferred(&name);
        let set = self.pool.error_set(ErrorSet::Inferred(set));
        Ok(self.pool.error_union(set, payload))
    }

    /// The instance of a function for these arguments.
    pub(super) fn instance(
        &mut self,
        id: FnId,
        key: Vec<KeyPart>,
        bound: Vec<Bound>,
        ret: Option<TypeId>,
        at: Span,
    ) -> FunctionId {
        if let Some(&found) = self.instances.by_key.get(&(id, key.clone())) {
            return found;
        }
        let ret = match ret {
            Some(ret) => ret,
            None => self.inferred_return(id, &bound).unwrap_or(TypeId::VOID),
        };
        let inferred = self
            .inferred_of(ret)
            .filter(|_| self.world.function(id).decl.proto.inferred_errors);
        let generation = self.ct.generation + 1;
        let is_endless = generation > MOST_GENERATIONS;
        if (is_endless || self.instances.list.len() >= MOST_INSTANCES) && !self.ct.exhausted {
            self.ct.exhausted = true;
            let d = Diagnostic::error("limit", at, "the program needs too many functions");
            self.report(match is_endless {
                true => d.note("a generic function calls itself with ever new comptime arguments"),
                false => d.note("a generic function is one function more for each combination of its comptime arguments"),
            });
        }
        let function = FunctionId(self.instances.list.len() as u32);
        if let Some(set) = inferred {
            self.instances.sets[set.0 as usize]
                .owner
                .get_or_insert(function);
        }
        let mut from = self.ct.trace.clone();
        if from.last() != Some(&at) {
            from.push(at);
        }
        // Only the way out of the library matters.
        let user = from.iter().rposition(|s| !self.map.is_library(s.file));
        let from = user.map_or(from.clone(), |i| vec![from[i]]);
        self.instances.list.push(Instance {
            id,
            bound,
            ret,
            inferred,
            state: State::Known,
            from,
            generation,
            function: None,
        });
        self.instances.by_key.insert((id, key), function);
        function
    }

    /// The function itself, for pointers to it.
    pub(super) fn function_instance(&mut self, id: FnId, at: Span) -> Eval<FunctionId> {
        if self.world.function(id).is_generic {
            return self.fail(at, "a generic function has no address");
        }
        let fn_ty = self.function_type(id)?;
        let Type::Fn(ty) = self.pool.get(fn_ty).clone() else {
            return self.internal(at, "a function without a function type");
        };
        let bound = ty
            .params
            .iter()
            .map(|p| Bound::Runtime(p.unwrap_or(TypeId::VOID)))
            .collect();
        let function = self.instance(id, Vec::new(), bound, ty.ret, at);
        self.instances.need(function);
        Ok(function)
    }

    /// Analyses everything that is waiting.
    pub(super) fn run_queue(&mut self) {
        while !self.ct.exhausted {
            if let Some(id) = self.instances.next() {
                self.analyze_instance(id);
            } else if let Some((ns, block)) = self.world.comptime_blocks.pop_front() {
                self.container_block(ns, &block);
            } else {
                break;
            }
        }
    }

    fn analyze_instance(&mut self, function: FunctionId) {
        let instance = &mut self.instances.list[function.0 as usize];
        if self.ct.exhausted || matches!(instance.state, State::Running | State::Done) {
            return;
        }
        instance.state = State::Running;
        let (id, bound, ret) = (instance.id, instance.bound.clone(), instance.ret);
        let inferred = instance.inferred;
        let from = instance.from.clone();
        let saved_generation = std::mem::replace(&mut self.ct.generation, instance.generation);
        let info = self.world.function(id);
        let (decl, ns, name) = (info.decl.clone(), info.ns, info.name.clone());
        let name = self.instance_name(&name, &bound);
        let saved = self.enter(ns, name.clone());
        let saved_trace = std::mem::replace(&mut self.ct.trace, from);
        let saved_quota = (self.ct.branches, self.ct.quota);
        (self.ct.branches, self.ct.quota) = (0, 1000);
        self.frame.comptime = false;
        self.frame.ret = Some(ret);
        self.frame.inferred = inferred;
        let params = self.bind_locals(&decl, &bound);
        let mut body = match &params {
            Ok(_) => self.function_body(&decl, ret),
            Err(_) => Err(Flow::Failed),
        };
        if let Ok(body) = &mut body {
            self.name_known_params(body, &decl, &bound);
        }
        (self.ct.branches, self.ct.quota) = saved_quota;
        self.ct.trace = saved_trace;
        self.ct.generation = saved_generation;
        let frame = self.leave(saved);
        let instance = &mut self.instances.list[function.0 as usize];
        instance.state = State::Done;
        if let (Ok(params), Ok(body)) = (params, body) {
            let short = decl.proto.name.as_ref().map_or("", |n| &n.name);
            instance.function = Some(ir::Function {
                name,
                short_name: short.to_owned(),
                span: decl.span,
                close: decl.body.as_ref().map_or(decl.span, |b| b.close),
                is_library: frame.is_library,
                params,
                locals: frame.locals,
                ret,
                body,
                label_count: frame.label_count,
            });
        }
    }

    /// What the comptime parameters are, for people who ask.
    fn name_known_params(&self, body: &mut ir::Expr, decl: &ast::FnDecl, bound: &[Bound]) {
        let ir::ExprKind::Block(block) = &mut body.kind else {
            return;
        };
        let pairs = decl.proto.params.iter().zip(bound);
        let own = pairs.filter_map(|(param, bound)| match (&param.name, bound) {
            (Some(name), Bound::Known(ty, value)) => self.named(&name.name, name.span, *ty, value),
            _ => None,
        });
        let mut named = self.name_captures();
        named.extend(own);
        block.stmts.splice(0..0, named);
    }

    /// The same of what stands around the containers in which the function is: `T` of `Stack(T)`, the outermost first.
    fn name_captures(&self) -> Vec<ir::Stmt> {
        let mut named = Vec::new();
        if self.frame.is_library {
            return named;
        }
        let mut next = Some(self.frame.ns);
        while let Some(ns) = next {
            let namespace = self.world.namespace(ns);
            let known = namespace
                .captures
                .iter()
                .rev()
                .filter_map(|b| match &b.kind {
                    BindingKind::Known(ty, value) => self.named(&b.name, b.span, *ty, value),
                    _ => None,
                });
            named.extend(known);
            next = namespace.parent;
        }
        named.reverse();
        named
    }

    /// `main.Stack(i32).push`, `main.max(u8)`
    fn instance_name(&self, name: &str, bound: &[Bound]) -> String {
        let known: Vec<String> = bound
            .iter()
            .filter_map(|b| match b {
                Bound::Known(_, Value::Type(ty)) => Some(self.pool.name(*ty)),
                _ => None,
            })
            .collect();
        if known.is_empty() {
            name.to_owned()
        } else {
            format!("{name}({})", known.join(","))
        }
    }

    /// Parameters as locals, the known ones as constants.
    fn bind_locals(&mut self, decl: &ast::FnDecl, bound: &[Bound]) -> Eval<Vec<ir::LocalId>> {
        let mut params = Vec::new();
        for (param, bound) in decl.proto.params.iter().zip(bound) {
            let kind = match bound {
                Bound::Known(ty, value) => BindingKind::Known(*ty, value.clone()),
                Bound::Runtime(ty) => {
                    self.ensure_layout(*ty, param.span)?;
                    let (name, span) = match &param.name {
                        Some(n) => (&*n.name, n.span),
                        None => ("_", param.span),
                    };
                    let local = self.frame.new_local(name, *ty, span, true);
                    if param.name.is_none() {
                        self.frame.locals[local.0 as usize].hidden = true;
                    }
                    params.push(local);
                    BindingKind::Local(local)
                }
            };
            if let Some(name) = &param.name {
                self.frame.bind(&name.name, name.span, kind);
            }
        }
        Ok(params)
    }

    fn function_body(&mut self, decl: &ast::FnDecl, ret: TypeId) -> Eval<ir::Expr> {
        let Some(body) = &decl.body else {
            return self.internal(decl.span, "a function without a body");
        };
        self.body_of(body, ret, decl.proto.ret.span)
    }

    /// A block as the body of a function with this result.
    pub(super) fn body_of(
        &mut self,
        body: &ast::Block,
        ret: TypeId,
        ret_at: Span,
    ) -> Eval<ir::Expr> {
        self.ensure_layout(ret, ret_at)?;
        let (stmts, ends) = self.statements(&body.stmts)?;
        if self.frame.failed {
            return Err(Flow::Failed);
        }
        let payload = match self.pool.get(ret) {
            Type::ErrorUnion { payload, .. } => *payload,
            _ => ret,
        };
        if !ends && payload != TypeId::VOID {
            let name = self.pool.name(ret);
            let message = if ret == TypeId::NORETURN {
                "function declared 'noreturn' implicitly returns".to_owned()
            } else {
                format!("function with non-void return type '{name}' implicitly returns")
            };
            let d = Diagnostic::error("type", ret_at, message)
                .label(body.close, "control flow reaches end of body here");
            self.report(d);
            return Err(Flow::Failed);
        }
        Ok(ir::Expr {
            kind: ExprKind::Block(ir::Block {
                label: None,
                stmts,
                tail: None,
                close: body.close,
            }),
            ty: if ends { TypeId::NORETURN } else { TypeId::VOID },
            span: body.span,
        })
    }

    /// A call that runs during analysis.
    pub(super) fn call_now(
        &mut self,
        id: FnId,
        bound: Vec<Bound>,
        operands: Vec<(Operand, Span)>,
        ret: Option<TypeId>,
        at: Span,
    ) -> Eval {
        let mut args = Vec::new();
        let mut rest = operands.into_iter();
        for b in bound {
            args.push(match b {
                Bound::Known(ty, value) => (ty, value),
                Bound::Runtime(_) => match rest.next() {
                    Some((op, span)) => self.known(op, span)?,
                    None => return self.internal(at, "an argument is missing"),
                },
            });
        }
        let memo = (id, args.clone());
        // What lies in comptime variables may be another value at the next call.
        let is_pure = !memo.1.iter().any(|(_, v)| super::stmt::points_to_cell(v));
        if let Some((ty, value)) = self.instances.results.get(&memo)
            && is_pure
        {
            return Ok(Operand::Known(*ty, value.clone()));
        }
        self.count_branch(at)?;
        let info = self.world.function(id);
        let (decl, ns, name) = (info.decl.clone(), info.ns, info.name.clone());
        let known: Vec<Bound> = args
            .iter()
            .map(|(ty, v)| Bound::Known(*ty, v.clone()))
            .collect();
        let ret = match ret {
            Some(ret) => ret,
            None => self.inferred_return(id, &known)?,
        };
        let name = if ret == TypeId::TYPE {
            self.type_call_name(&name, &args)
        } else {
            name
        };
        let saved = self.enter(ns, name);
        self.frame.is_call = true;
        self.frame.ret = Some(ret);
        self.frame.inferred = self.inferred_of(ret);
        if ret == TypeId::TYPE {
            // The container that it returns is named after the call.
            self.frame.decl_name = Some(String::new());
        }
        bind_params(&mut self.frame, &decl, &known);
        let result = match &decl.body {
            Some(body) => self.expr_block(body),
            None => self.internal(at, "a function without a body"),
        };
        self.leave(saved);
        let op = match result {
            Err(Flow::Return(op)) => op,
            Ok(_) if ret == TypeId::VOID => Operand::void(),
            Ok(op) => {
                let payload = match self.pool.get(ret) {
                    Type::ErrorUnion { payload, .. } => *payload,
                    _ => ret,
                };
                if payload != TypeId::VOID {
                    let name = self.pool.name(ret);
                    return self.fail(
                        decl.proto.ret.span,
                        format!("function with non-void return type '{name}' implicitly returns"),
                    );
                }
                self.coerce(op, ret, at)?
            }
            Err(Flow::Failed) => return Err(Flow::Failed),
            Err(_) => return self.internal(at, "control flow out of a call"),
        };
        let (ty, value) = self.known(op, at)?;
        if is_pure {
            self.instances.results.insert(memo, (ty, value.clone()));
        }
        Ok(Operand::Known(ty, value))
    }

    fn expr_block(&mut self, body: &ast::Block) -> Eval {
        self.enter_expr(body.span)?;
        let result = self.block_expr(body, Some(TypeId::VOID), body.span);
        self.ct.nesting -= 1;
        result
    }

    /// `main.Stack(i32)`
    fn type_call_name(&self, name: &str, args: &[(TypeId, Value)]) -> String {
        let shown: Vec<String> = args
            .iter()
            .map(|(ty, v)| self.pool.value_name(*ty, v))
            .collect();
        format!("{name}({})", shown.join(","))
    }

    /// The function being analysed collects its errors in this set.
    pub(super) fn collects(&self, id: InferredSetId) -> bool {
        self.frame.inferred == Some(id)
    }

    pub(super) fn add_error(&mut self, id: InferredSetId, error: ErrorId) {
        self.instances.sets[id.0 as usize].names.insert(error);
    }

    pub(super) fn add_set(&mut self, id: InferredSetId, from: TypeId) {
        match self.pool.get(from).clone() {
            Type::ErrorSet(ErrorSet::Any) => self.instances.sets[id.0 as usize].any = true,
            Type::ErrorSet(ErrorSet::Names(names)) => {
                self.instances.sets[id.0 as usize]
                    .names
                    .extend(names.iter());
            }
            Type::ErrorSet(ErrorSet::Inferred(other)) if other != id => {
                let others = &mut self.instances.sets[id.0 as usize].others;
                if !others.contains(&from) {
                    others.push(from);
                }
            }
            _ => {}
        }
    }

    /// The names in a set; a set that is still to be inferred makes its function be analysed now.
    pub(super) fn resolved_set(&mut self, ty: TypeId, at: Span) -> Eval<ErrorSet> {
        match self.pool.get(ty).clone() {
            Type::ErrorSet(ErrorSet::Inferred(id)) => {
                let mut seen = BTreeSet::new();
                let mut names = BTreeSet::new();
                if self.collect_set(id, &mut seen, &mut names) {
                    return Ok(ErrorSet::Any);
                }
                Ok(ErrorSet::of(names))
            }
            Type::ErrorSet(set) => Ok(set),
            _ => {
                let name = self.pool.name(ty);
                self.fail(at, format!("expected error set type, found '{name}'"))
            }
        }
    }

    /// `true` for `anyerror`.
    fn collect_set(
        &mut self,
        id: InferredSetId,
        seen: &mut BTreeSet<u32>,
        names: &mut BTreeSet<ErrorId>,
    ) -> bool {
        if !seen.insert(id.0) {
            return false;
        }
        if let Some(owner) = self.instances.sets[id.0 as usize].owner {
            self.analyze_instance(owner);
        }
        let set = &self.instances.sets[id.0 as usize];
        if set.any {
            return true;
        }
        names.extend(&set.names);
        let others = set.others.clone();
        for ty in others {
            if let Type::ErrorSet(ErrorSet::Inferred(other)) = *self.pool.get(ty)
                && self.collect_set(other, seen, names)
            {
                return true;
            }
        }
        false
    }

    /// Writes every inferred set into the type pool.
    pub(super) fn fill_sets(&mut self) {
        for i in 0..self.instances.sets.len() as u32 {
            let id = InferredSetId(i);
            let mut names = BTreeSet::new();
            let any = self.collect_set(id, &mut BTreeSet::new(), &mut names);
            let set = if any {
                ErrorSet::Any
            } else {
                ErrorSet::of(names)
            };
            self.pool.fill_inferred_set(id, set);
        }
    }
}

fn bind_params(frame: &mut Frame, decl: &ast::FnDecl, bound: &[Bound]) {
    for (param, bound) in decl.proto.params.iter().zip(bound) {
        if let Some(name) = &param.name {
            let kind = match bound {
                Bound::Known(ty, value) => BindingKind::Known(*ty, value.clone()),
                Bound::Runtime(ty) => BindingKind::TypeOnly(*ty),
            };
            frame.bind(&name.name, name.span, kind);
        }
    }
}

/// A generic function's type in messages: what depends on its arguments is `anytype`.
fn generic_text(proto: &ast::FnProto) -> String {
    let is_param = |name: &str| {
        let mut params = proto.params.iter().filter_map(|p| p.name.as_ref());
        params.any(|p| *p.name == *name)
    };
    let word = |ty: &ast::Expr| match &ty.kind {
        ast::ExprKind::Ident(name) if !is_param(name) => name.to_string(),
        _ => "anytype".to_owned(),
    };
    let params = proto.params.iter().map(|p| {
        let known = if p.is_comptime { "comptime " } else { "" };
        match &p.ty {
            ast::ParamType::Type(ty) => format!("{known}{}", word(ty)),
            ast::ParamType::Any(_) => format!("{known}anytype"),
        }
    });
    let params = params.collect::<Vec<_>>().join(", ");
    let ret = match proto.inferred_errors {
        true => "anytype".to_owned(),
        false => word(&proto.ret),
    };
    format!("fn ({params}) {ret}")
}
