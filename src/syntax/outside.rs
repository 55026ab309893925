//! What Zig has and the subset leaves out, and what to write instead. The parser refuses by name what stands
//! around declarations; what stands in expressions becomes [`super::ast::ExprKind::Outside`], which analysis
//! refuses when it gets there.

use crate::diag::Diagnostic;
use crate::source::Span;

/// The stable code of a refusal.
pub const OUTSIDE: &str = "subset";

/// What to do about a feature that the subset leaves out, where there is something to say.
pub fn outside_hint(feature: &str) -> Option<&'static str> {
    Some(match feature {
        "async" | "await" | "suspend" | "resume" | "nosuspend" | "anyframe" => {
            "call the function directly: a program here has one thread"
        }
        "asm" => "write it in the language: there is no processor below this machine",
        "usingnamespace" => "name what you need: `const x = other.x;`",
        "extern" | "variadic functions" => "there is no C here: write the function in Zig",
        "export" => "leave it out: nothing outside the program can call in",
        "callconv" | "linksection" | "addrspace" => {
            "leave it out: it does not change what the program does"
        }
        "volatile" => "leave it out: there is no hardware behind this memory",
        "threadlocal" => "leave it out: a program here has one thread",
        _ => return None,
    })
}

/// The refusal itself.
pub fn refuse(feature: &str, at: Span) -> Diagnostic {
    let message = format!("'{feature}' is not in undefer's subset of Zig");
    let found = Diagnostic::error(OUTSIDE, at, message);
    match outside_hint(feature) {
        Some(hint) => found.hint(hint),
        None => found,
    }
}
