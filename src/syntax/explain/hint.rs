//! Hints for what people write who come from another language.

use super::brackets::Brackets;
use super::{Explain, Stop};
use crate::syntax::grammar::Rule;
use crate::syntax::token::TokenKind;

/// A way out, where the habit behind the error can be guessed.
pub(super) fn of(explain: &Explain<'_>, stop: &Stop<'_>, brackets: &Brackets) -> Option<String> {
    if brackets.are_balanced() && in_nested_function(explain, stop.index) {
        return Some("a function cannot be declared inside of a function: put it into a `const S = struct { ... }`".into());
    }
    let before = |n: usize| stop.index.checked_sub(n).map_or("", |i| explain.word(i));
    let fixed = match (stop.last, stop.word) {
        ("++", _) if stop.hoped(Rule::operand) => "to add one, write `x += 1`",
        ("-", _) if before(2) == "-" && stop.hoped(Rule::kw_return) => {
            "to subtract one, write `x -= 1`"
        }
        ("function" | "func" | "fun" | "def", _) => "a function starts with `fn`",
        ("let" | "auto" | "val", _) => "a variable starts with `const` or `var`",
        ("int" | "float" | "double" | "char" | "string" | "long" | "size_t", _) => {
            "the type stands after the name: `var x: i32 = 0;`"
        }
        ("if" | "while" | "for" | "switch", _) if stop.hoped(Rule::open_paren) => {
            return Some(format!("parentheses are needed: `{} (...)`", stop.last));
        }
        ("(", "var" | "const") if before(2) == "for" => {
            "count with `for (0..n) |i| { ... }` or with a `while` loop"
        }
        (_, "->") if stop.hoped(Rule::return_type) => {
            "the return type stands directly after the parameters: `fn f() void`"
        }
        (_, ":") if stop.hoped(Rule::return_type) => {
            "the return type stands directly after the parameters: `fn f() void`"
        }
        (_, "->") => "a field behind a pointer is `p.x`: the pointer is followed by itself",
        (_, "?") => "choose a value with `if (c) a else b`",
        (":", "=") => "a variable starts with `const` or `var`: `const x = 5;`",
        ("}", ";") if stop.hoped(Rule::statement) => "no ';' after a block",
        ("}", "else") | (";", "else") if stop.hoped(Rule::statement) => {
            "the `if` has ended before: no ';' may stand before `else`"
        }
        (_, "..") if stop.hoped(Rule::fat_arrow) => {
            "a range of a switch is written with three dots"
        }
        (_, "<") if !stop.hoped(Rule::op_compare) => {
            "type arguments stand in parentheses: `List(u8)`"
        }
        (_, "&") if stop.hoped(Rule::type_expr) => "a pointer type is `*T`",
        ("mut", _) => "pointers may be written through unless they are `*const T`",
        (_, "=") if stop.hoped(Rule::close_paren) => "compare with `==`",
        (_, "=") if stop.hoped(Rule::comma_init) => {
            "the value of a field is written `.name = value`"
        }
        _ if stop.hoped(Rule::identifier) && stop.kind == Some(TokenKind::Keyword) => {
            let word = stop.word;
            return Some(format!(
                "'{word}' is a keyword: choose another name, or write @\"{word}\""
            ));
        }
        _ => return None,
    };
    Some(fixed.into())
}

/// Whether the statement in which token `index` stands starts with `fn name`.
fn in_nested_function(explain: &Explain<'_>, index: usize) -> bool {
    let word = |i: usize| explain.word(i);
    // Backwards to the `fn name` that encloses the place, then on to the brace around that.
    let mut depth = 0i32;
    let mut function = None;
    for i in (0..index).rev() {
        match word(i) {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" => depth -= 1,
            "fn" if function.is_none()
                && depth <= 0
                && explain.kind(i + 1) == Some(TokenKind::Ident)
                && i.checked_sub(1)
                    .is_some_and(|b| matches!(word(b), ";" | "{" | "}")) =>
            {
                function = Some(depth);
            }
            _ => {}
        }
        if word(i) == "{" && function.is_some_and(|at| depth < at) {
            return !opens_container(explain, i);
        }
    }
    false
}

/// Whether the brace at token `brace` is that of a `struct`, `enum(T)`, ...
fn opens_container(explain: &Explain<'_>, brace: usize) -> bool {
    const KINDS: [&str; 4] = ["struct", "enum", "union", "opaque"];
    let before = |i: usize| i.checked_sub(1).map_or("", |i| explain.word(i));
    if before(brace) != ")" {
        return KINDS.contains(&before(brace));
    }
    let mut depth = 0;
    for i in (0..brace).rev() {
        match explain.word(i) {
            ")" => depth += 1,
            "(" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return KINDS.contains(&before(i));
        }
    }
    false
}
