//! The identifiers that a piece of syntax mentions, whatever they are bound to.

use std::collections::HashSet;
use std::rc::Rc;

use crate::syntax::ast::*;

/// Collects the names in a container's text.
pub(super) fn names_in_container(c: &Container, out: &mut HashSet<Rc<str>>) {
    walk_container(c, &mut |e| {
        if let ExprKind::Ident(name) = &e.kind {
            out.insert(name.clone());
        }
    });
}

type Visit<'a> = &'a mut dyn FnMut(&Expr);

/// Declarations of the library that wait to be read are visited by their names alone.
pub(super) fn walk_container(c: &Container, f: Visit) {
    each(&c.tag, f);
    for field in &c.fields {
        each(&field.ty, f);
        each(&field.align, f);
        each(&field.value, f);
    }
    for decl in &c.decls {
        match decl {
            Decl::Fn(decl) => walk_fn(decl, f),
            Decl::Var(v) => walk_var(v, f),
            Decl::Test(t) => walk_block(&t.body, f),
            Decl::Comptime(b) => walk_block(b, f),
            Decl::Unread(unread) => unread.mentions().for_each(|name| f(&name)),
        }
    }
}

pub(super) fn walk_fn(decl: &FnDecl, f: Visit) {
    walk_proto(&decl.proto, f);
    if let Some(body) = &decl.body {
        walk_block(body, f);
    }
}

fn walk_proto(proto: &FnProto, f: Visit) {
    for p in &proto.params {
        if let ParamType::Type(ty) = &p.ty {
            walk(ty, f);
        }
    }
    walk(&proto.ret, f);
}

fn walk_var(v: &VarDecl, f: Visit) {
    each(&v.ty, f);
    each(&v.align, f);
    each(&v.value, f);
}

pub(super) fn walk_block(b: &Block, f: Visit) {
    for s in &b.stmts {
        walk_stmt(s, f);
    }
}

fn walk_stmt(s: &Stmt, f: Visit) {
    match &s.kind {
        StmtKind::Var(v) => walk_var(v, f),
        StmtKind::Destructure { targets, value, .. } => {
            for t in targets {
                match t {
                    DestructureTarget::Decl { ty, .. } => each(ty, f),
                    DestructureTarget::Place(p) => walk(p, f),
                }
            }
            walk(value, f);
        }
        StmtKind::Expr(e) => walk(e, f),
        StmtKind::Defer(body) | StmtKind::ErrDefer { body, .. } => walk(body, f),
        StmtKind::Comptime(s) => walk_stmt(s, f),
    }
}

fn each<'a>(e: impl IntoIterator<Item = &'a Expr>, f: Visit) {
    for e in e {
        walk(e, f);
    }
}

fn boxed(e: &Option<Box<Expr>>, f: Visit) {
    if let Some(e) = e {
        walk(e, f);
    }
}

/// Visits an expression and everything inside it.
pub(super) fn walk(e: &Expr, f: Visit) {
    f(e);
    match &e.kind {
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Char(_)
        | ExprKind::Str(_)
        | ExprKind::Ident(_)
        | ExprKind::True
        | ExprKind::False
        | ExprKind::Null
        | ExprKind::Undefined
        | ExprKind::Unreachable
        | ExprKind::Discard
        | ExprKind::EnumLiteral(_)
        | ExprKind::ErrorLiteral(_)
        | ExprKind::ErrorSet(_)
        | ExprKind::Outside(_) => {}
        ExprKind::Assign { place, value, .. } => {
            walk(place, f);
            walk(value, f);
        }
        ExprKind::Unary { operand, .. } => walk(operand, f),
        ExprKind::Binary { lhs, rhs, .. } => {
            walk(lhs, f);
            walk(rhs, f);
        }
        ExprKind::Try(e)
        | ExprKind::Deref(e)
        | ExprKind::Unwrap(e)
        | ExprKind::OptionalType(e)
        | ExprKind::Comptime(e)
        | ExprKind::Group(e) => walk(e, f),
        ExprKind::Catch {
            operand, handler, ..
        } => {
            walk(operand, f);
            walk(handler, f);
        }
        ExprKind::Call { callee, args } => {
            walk(callee, f);
            each(args, f);
        }
        ExprKind::Builtin { args, .. } => each(args, f),
        ExprKind::Field { base, .. } => walk(base, f),
        ExprKind::Index { base, index } => {
            walk(base, f);
            walk(index, f);
        }
        ExprKind::Slice {
            base,
            start,
            end,
            sentinel,
        } => {
            walk(base, f);
            walk(start, f);
            boxed(end, f);
            boxed(sentinel, f);
        }
        ExprKind::Init { ty, body } => {
            boxed(ty, f);
            match body {
                InitBody::Empty => {}
                InitBody::List(items) => each(items, f),
                InitBody::Fields(fields) => each(fields.iter().map(|(_, e)| e), f),
            }
        }
        ExprKind::PointerType(p) => {
            each(&p.sentinel, f);
            each(&p.align, f);
            if let Some((offset, host)) = &p.bits {
                walk(offset, f);
                walk(host, f);
            }
            walk(&p.child, f);
        }
        ExprKind::ArrayType {
            len,
            sentinel,
            child,
        } => {
            boxed(len, f);
            boxed(sentinel, f);
            walk(child, f);
        }
        ExprKind::ErrorUnionType { set, payload } => {
            boxed(set, f);
            walk(payload, f);
        }
        ExprKind::FnType(proto) => walk_proto(proto, f),
        ExprKind::Container(c) => walk_container(c, f),
        ExprKind::If(i) => {
            walk(&i.cond, f);
            walk(&i.then, f);
            each(&i.otherwise, f);
        }
        ExprKind::While(w) => {
            walk(&w.cond, f);
            each(&w.step, f);
            walk(&w.body, f);
            each(&w.otherwise, f);
        }
        ExprKind::For(l) => {
            for input in &l.inputs {
                match input {
                    ForInput::Over(e) => walk(e, f),
                    ForInput::Range { start, end, .. } => {
                        walk(start, f);
                        each(end, f);
                    }
                }
            }
            walk(&l.body, f);
            each(&l.otherwise, f);
        }
        ExprKind::Switch(s) => walk_switch(s, f),
        ExprKind::Block(b) => walk_block(b, f),
        ExprKind::Return(value) => boxed(value, f),
        ExprKind::Break { value, .. } | ExprKind::Continue { value, .. } => boxed(value, f),
    }
}

fn walk_switch(s: &Switch, f: Visit) {
    walk(&s.operand, f);
    for p in &s.prongs {
        for item in &p.items {
            match item {
                ProngItem::Value(e) => walk(e, f),
                ProngItem::Range(a, b) => {
                    walk(a, f);
                    walk(b, f);
                }
            }
        }
        walk(&p.body, f);
    }
}
