//! Hostile sources through everything: read, analysed, lowered and run under limits. Whatever they are, they end
//! in diagnostics or in a halt, never in a panic of ours.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use undefer::bytecode::lower::lower;
use undefer::diag::Diagnostic;
use undefer::diag::render::{Style, render_all};
use undefer::sema::{self, Options};
use undefer::source::{Origin, SourceMap};
use undefer::vm::{Limits, Machine, Until};

const LIMITS: fn() -> Limits = || Limits {
    heap: 1 << 20,
    output: 1 << 16,
    instructions: Some(200_000),
    ..Limits::default()
};

fn survives(text: &str) {
    let mut map = SourceMap::default();
    let id = map.add("hostile.zig", text, Origin::User);
    let analysis = sema::analyze(&mut map, id, &Options::default());
    render_all(&analysis.diagnostics, &map, Style::PLAIN);
    let errors = analysis.diagnostics.iter().any(Diagnostic::is_error);
    assert!(
        errors || analysis.module.is_some(),
        "refused without a word"
    );
    let Some(module) = analysis.module.filter(|_| !errors) else {
        return;
    };
    if let Ok(program) = lower(module, map) {
        let mut machine = Machine::new(Arc::new(program), LIMITS());
        machine.run(Until::End, &AtomicBool::new(false));
        assert!(machine.halt().is_some());
    }
}

/// The programs of the test suite and the samples.
fn programs() -> Vec<String> {
    let folders = ["tests/programs/ok", "tests/programs/fault", "samples"];
    let mut found = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut paths: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
        paths.sort();
        let zig = paths
            .iter()
            .filter(|p| p.extension().is_some_and(|e| e == "zig"));
        found.extend(zig.filter_map(|p| std::fs::read_to_string(p).ok()));
    }
    assert!(!found.is_empty());
    found
}

/// How many cases; `UNDEFER_CASES=10000` for a long night.
fn cases() -> ProptestConfig {
    let wanted = std::env::var("UNDEFER_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::with_cases(wanted.unwrap_or(150))
    }
}

/// What is put into a program or taken from another.
const WORDS: &[&str] = &[
    "0",
    "1",
    "-1",
    "255",
    "1 << 40",
    "0xffff_ffff_ffff_ffff",
    "1.5",
    "true",
    "null",
    "undefined",
    "\"s\"",
    ".{}",
    ".a",
    "error.A",
    "x",
    "i",
    "self",
    "u8",
    "i32",
    "usize",
    "u0",
    "i128",
    "f64",
    "bool",
    "void",
    "type",
    "anyerror",
    "noreturn",
    "[]u8",
    "*u8",
    "?u8",
    "[4]u8",
    "anyerror!u8",
    "*anyopaque",
    "try",
    "catch",
    "orelse",
    "!",
    "-",
    "&",
    ".*",
    ".?",
    "[0]",
    "[1..]",
    "()",
    "(0)",
    "++",
    "**",
    "<<",
    "/",
    "%",
    "==",
    "+%",
    "=",
    "+=",
    ";",
    ",",
    "const",
    "var",
    "comptime",
    "defer",
    "errdefer",
    "return",
    "break",
    "continue",
    "unreachable",
    "if (true)",
    "while (true)",
    "for (0..9) |i|",
    "switch (x) { else => {} }",
    "@as(u8, ",
    "@intCast(",
    "@ptrCast(",
    "@typeInfo(",
    "@This()",
    "@sizeOf(",
    "struct {}",
    "enum { a }",
    "union(enum) { a, b: u8 }",
    "fn f() void {}",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\n",
];

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn programs_with_words_replaced(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..2, prop::sample::select(WORDS)), 1..4),
    ) {
        let programs = programs();
        let mut text = which.get(&programs).clone();
        for (at, kind, word) in edits {
            let tokens = undefer::syntax::tokens(&text);
            prop_assume!(!tokens.is_empty());
            let range = at.get(&tokens).0.clone();
            let range = if kind == 0 { range } else { range.start..range.start };
            text.replace_range(range, &format!(" {word} "));
        }
        survives(&text);
    }

    #[test]
    fn programs_with_lines_moved(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        keeps in any::<bool>(),
    ) {
        let programs = programs();
        let mut lines: Vec<&str> = which.get(&programs).lines().collect();
        let line = lines[from.index(lines.len())];
        if !keeps {
            lines.remove(from.index(lines.len()));
        }
        lines.insert(to.index(lines.len() + 1), line);
        survives(&lines.join("\n"));
    }

    #[test]
    fn programs_cut_off(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let programs = programs();
        let text = which.get(&programs);
        survives(&text[..text.floor_char_boundary(at.index(text.len()))]);
    }

    #[test]
    fn any_bytes_that_are_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = undefer::syntax::decode(bytes) {
            survives(&text);
        }
    }
}
