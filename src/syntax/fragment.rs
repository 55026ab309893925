//! Fragments: a file without `main` may hold statements, as the code blocks of a book do. Its statements and
//! the values between them become the body of an implicit `main`; functions, types and imports stay where
//! they are, and with them every constant that they mention.

use std::collections::HashSet;
use std::rc::Rc;

use super::ast::*;
use super::build::Builder;
use super::problem;
use super::token::TokenKind;
use crate::source::Span;

/// What stands at the top level of a file.
#[derive(Debug)]
pub(super) enum Item {
    Decl(Decl),
    Field(ContainerField),
    Stmt(Stmt),
}

/// The file that `items` make; statements are refused where a file may not have them.
pub(super) fn split(builder: &Builder<'_>, items: Vec<Item>, allow_loose: bool) -> File {
    let has_main = items.iter().any(is_main);
    let is_fragment = !has_main && allow_loose && items.iter().any(is_loose);
    let whole = Span::new(builder.file, 0, builder.text.len());
    let kept = if is_fragment {
        mentioned_by_members(builder, &items)
    } else {
        HashSet::new()
    };
    let mut root = Container {
        kind: ContainerKind::Struct,
        layout: ContainerLayout::Auto,
        tag: None,
        inferred_tag: false,
        fields: Vec::new(),
        decls: Vec::new(),
        span: whole,
    };
    let mut stmts = Vec::new();
    for item in items {
        match item {
            Item::Stmt(stmt) => {
                if !is_fragment {
                    refuse(builder, &stmt, has_main);
                }
                stmts.push(stmt);
            }
            Item::Decl(Decl::Var(var)) if is_fragment && !stays(&var, &kept) => stmts.push(Stmt {
                span: var.span,
                kind: StmtKind::Var(var),
            }),
            Item::Decl(decl) => root.decls.push(decl),
            Item::Field(field) => root.fields.push(field),
        }
    }
    let span = match (stmts.first(), stmts.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => whole.at_end(),
    };
    File {
        id: builder.file,
        root: Rc::new(root),
        loose: Rc::new(Block {
            label: None,
            close: span.at_end(),
            stmts,
            span,
        }),
    }
}

/// Zig reads an expression at the top level as the type of a field.
fn refuse(builder: &Builder<'_>, stmt: &Stmt, has_main: bool) {
    let (at, message) = match stmt.kind {
        StmtKind::Expr(_) => (stmt.span.at_end(), "expected ',' after field"),
        _ => (stmt.span, "expected a declaration, found a statement"),
    };
    let found = problem(at, message);
    builder.report(if has_main {
        found.hint("a statement stands inside of a function: move it into `main`")
    } else {
        found
    });
}

fn is_main(item: &Item) -> bool {
    matches!(item, Item::Decl(Decl::Fn(f)) if f.proto.name.as_ref().is_some_and(|n| &*n.name == "main"))
}

/// Whether this makes a file a fragment.
fn is_loose(item: &Item) -> bool {
    match item {
        Item::Stmt(_) => true,
        Item::Decl(Decl::Var(var)) => var.value.as_ref().is_some_and(leaves),
        _ => false,
    }
}

/// Whether a declaration of a fragment stays a member of the file.
fn stays(var: &VarDecl, kept: &HashSet<&str>) -> bool {
    let is_member = var.is_pub
        || var.value.as_ref().is_none_or(|value| match &value.kind {
            ExprKind::Container(_) | ExprKind::ErrorSet(_) | ExprKind::FnType(_) => true,
            ExprKind::Builtin { name, .. } => &*name.name == "import",
            _ => false,
        });
    let can_be_member = !var.value.as_ref().is_some_and(leaves);
    can_be_member && (is_member || kept.contains(&*var.name.name))
}

/// Whether evaluating this may leave the function that it stands in.
fn leaves(e: &Expr) -> bool {
    let all = |es: &[Expr]| es.iter().any(leaves);
    let some = |e: &Option<Box<Expr>>| e.as_deref().is_some_and(leaves);
    match &e.kind {
        ExprKind::Try(_) | ExprKind::Return(_) => true,
        ExprKind::Unary { operand, .. } => leaves(operand),
        ExprKind::Binary { lhs, rhs, .. } => leaves(lhs) || leaves(rhs),
        ExprKind::Catch {
            operand, handler, ..
        } => leaves(operand) || leaves(handler),
        ExprKind::Call { callee, args } => leaves(callee) || all(args),
        ExprKind::Builtin { args, .. } => all(args),
        ExprKind::Field { base, .. } | ExprKind::Deref(base) | ExprKind::Unwrap(base) => {
            leaves(base)
        }
        ExprKind::Index { base, index } => leaves(base) || leaves(index),
        ExprKind::Slice {
            base, start, end, ..
        } => leaves(base) || leaves(start) || some(end),
        ExprKind::Init { body, .. } => match body {
            InitBody::Empty => false,
            InitBody::List(list) => all(list),
            InitBody::Fields(fields) => fields.iter().any(|(_, value)| leaves(value)),
        },
        ExprKind::If(choice) => {
            leaves(&choice.cond)
                || leaves(&choice.then)
                || choice.otherwise.as_ref().is_some_and(leaves)
        }
        ExprKind::Switch(switch) => {
            leaves(&switch.operand) || switch.prongs.iter().any(|p| leaves(&p.body))
        }
        ExprKind::Block(block) => block.stmts.iter().any(|s| match &s.kind {
            StmtKind::Expr(e) => leaves(e),
            StmtKind::Var(v) => v.value.as_ref().is_some_and(leaves),
            _ => false,
        }),
        ExprKind::Assign { value, .. } => leaves(value),
        ExprKind::Comptime(inner) | ExprKind::Group(inner) => leaves(inner),
        _ => false,
    }
}

/// The names of values that functions and types of the file use, directly or through other values: those
/// must stay where functions can see them.
fn mentioned_by_members<'a>(builder: &Builder<'a>, items: &[Item]) -> HashSet<&'a str> {
    let mut names = HashSet::new();
    let mut values = Vec::new();
    for item in items {
        match item {
            Item::Decl(Decl::Var(var)) if !stays(var, &names) => values.push(var),
            Item::Decl(Decl::Var(var)) => mention(builder, var.span, &mut names),
            Item::Decl(Decl::Fn(f)) => mention(builder, f.span, &mut names),
            Item::Decl(Decl::Test(t)) => mention(builder, t.span, &mut names),
            Item::Decl(Decl::Comptime(block)) => mention(builder, block.span, &mut names),
            Item::Field(field) => mention(builder, field.span, &mut names),
            // What waits to be read stands in the library, where there are no fragments.
            Item::Stmt(_) | Item::Decl(Decl::Unread(_)) => {}
        }
    }
    // A value that stays takes along what it mentions itself.
    while let Some(i) = values.iter().position(|v| stays(v, &names)) {
        mention(builder, values.swap_remove(i).span, &mut names);
    }
    names
}

fn mention<'a>(builder: &Builder<'a>, span: Span, names: &mut HashSet<&'a str>) {
    let first = builder.tokens.index_at(span.start());
    for (range, kind) in &builder.tokens.all[first..] {
        if range.start >= span.end() {
            break;
        }
        if *kind == TokenKind::Ident {
            names.insert(&builder.text[range.clone()]);
        }
    }
}
