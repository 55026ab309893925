//! Expressions as people type them: what is understood although the grammar does not, and what is refused in words.

use super::Result;
use crate::syntax::ast::{Expr, ExprKind};

/// What is wrong with an expression, without the file around it.
pub(super) fn in_small(problem: &str) -> String {
    match problem {
        "" => "it cannot be read".into(),
        "expected ';' after declaration" => "it goes on where it should end".into(),
        _ if problem.ends_with("invalid byte: '\\n'") => "the text has no end".into(),
        _ => problem.replace("found ';'", "found its end"),
    }
}

/// What is typed out of habit, but is no expression that can be looked at.
pub(super) fn refuse_statements(text: &str) -> Result<()> {
    if let Some(name) = text.strip_prefix('*') {
        return Err(format!(
            "what a pointer points to is written `{}.*`",
            name.trim()
        ));
    }
    let bytes = text.as_bytes();
    let mut quoted = false;
    for (at, &byte) in bytes.iter().enumerate() {
        quoted ^= byte == b'"';
        let around = |n: usize| bytes.get(n).copied().unwrap_or(b' ');
        let before = at.checked_sub(1).map_or(b' ', around);
        let is_comparison = around(at + 1) == b'=' || matches!(before, b'=' | b'!' | b'<' | b'>');
        let is_shift = matches!(text.get(..at), Some(t) if t.ends_with("<<") || t.ends_with(">>"));
        if byte == b'=' && !quoted && around(at + 1) != b'>' && (!is_comparison || is_shift) {
            return Err(
                "an assignment would change the recording; `==` compares, and only values can be looked at"
                    .into(),
            );
        }
    }
    Ok(())
}

/// `#2.next` as the grammar can read it: `@block(2).next`.
pub(super) fn with_blocks(text: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        quoted ^= c == '"';
        if c != '#' || quoted || !rest.peek().is_some_and(char::is_ascii_digit) {
            out.push(c);
            continue;
        }
        out += "@block(";
        while let Some(digit) = rest.next_if(char::is_ascii_digit) {
            out.push(digit);
        }
        out.push(')');
    }
    out
}

/// Names with dots between them.
pub(super) fn dotted(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Ident(name) => Some(name.to_string()),
        ExprKind::Field { base, name } => Some(format!("{}.{}", dotted(base)?, name.name)),
        _ => None,
    }
}

/// The name of a tuple's element as a field, where its number stands in the source: a tuple that an unrolled loop has
/// captured lies nowhere, only its elements are known.
pub(super) fn element_name(index: &Expr) -> Option<String> {
    match &index.kind {
        ExprKind::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Why an expression is not looked at.
pub(super) fn refusal(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::Call { .. } => "a call would change the recording; only values can be looked at",
        ExprKind::Assign { .. } => "an assignment would change the recording",
        ExprKind::Try(_) | ExprKind::Return(_) => "this would leave the function",
        ExprKind::Undefined => "`undefined` is no value to look at",
        _ => "only values, fields, elements and operators can be looked at",
    }
}

/// `std.mem.eql` is the one function that can be called: it only compares, and how else would texts be compared?
pub(super) fn is_comparison(callee: &Expr) -> bool {
    let ExprKind::Field { base, name } = &callee.kind else {
        return false;
    };
    let is_mem = match &base.kind {
        ExprKind::Ident(module) => &**module == "mem",
        ExprKind::Field { name, .. } => &*name.name == "mem",
        _ => false,
    };
    is_mem && &*name.name == "eql"
}
