//! Hostile sources through everything: read, analysed, lowered and run under limits. Whatever they are, they end
//! in diagnostics or in a halt, never in a panic of ours, and soon.
//!
//! The same cases every time, so that what passes here passes everywhere. For a long night with other ones:
//! `UNDEFER_SEED=$RANDOM UNDEFER_CASES=100000 cargo test --release --test hostile`

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
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

/// A case that takes longer hangs, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs one case under a time limit. A thread cannot be stopped from outside, so one that hangs ends the whole
/// process, after saying with which program.
fn survives(name: &str, text: &str) {
    let (done, waiting) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let work = scope.spawn(move || {
            let _done = done; // dropped when the work ends, also by a panic
            compile_and_run(text);
        });
        if waiting.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            let mut out = std::io::stderr();
            let _ = writeln!(
                out,
                "\n{name} hangs: more than {PATIENCE:?} for this program\n---\n{text}\n---"
            );
            std::process::exit(101);
        }
        if let Err(panic) = work.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

fn compile_and_run(text: &str) {
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

/// The programs of the test suite and the samples, with their names.
fn programs() -> Vec<(String, String)> {
    let folders = ["tests/programs/ok", "tests/programs/fault", "samples"];
    let mut found = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut paths: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            if path.extension().is_some_and(|e| e == "zig")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                found.push((path.display().to_string(), text));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

/// How many cases, and which: the same ones unless the environment asks for others.
fn cases() -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 400,
        rng_seed: RngSeed::Fixed(number("UNDEFER_SEED").unwrap_or(1)),
        ..ProptestConfig::with_cases(number("UNDEFER_CASES").unwrap_or(100) as u32)
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
        let (name, mut text) = which.get(&programs).clone();
        for (at, kind, word) in edits {
            let tokens = undefer::syntax::tokens(&text);
            prop_assume!(!tokens.is_empty());
            let range = at.get(&tokens).0.clone();
            let range = if kind == 0 { range } else { range.start..range.start };
            text.replace_range(range, &format!(" {word} "));
        }
        survives(&name, &text);
    }

    #[test]
    fn programs_with_lines_moved(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        keeps in any::<bool>(),
    ) {
        let programs = programs();
        let (name, text) = which.get(&programs);
        let mut lines: Vec<&str> = text.lines().collect();
        let line = lines[from.index(lines.len())];
        if !keeps {
            lines.remove(from.index(lines.len()));
        }
        lines.insert(to.index(lines.len() + 1), line);
        survives(name, &lines.join("\n"));
    }

    #[test]
    fn programs_cut_off(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let programs = programs();
        let (name, text) = which.get(&programs);
        survives(name, &text[..text.floor_char_boundary(at.index(text.len()))]);
    }

    #[test]
    fn any_bytes_that_are_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = undefer::syntax::decode(bytes) {
            survives("random text", &text);
        }
    }
}
