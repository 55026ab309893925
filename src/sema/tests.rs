//! Programs in, typed trees or diagnostics out.

use crate::ir;
use crate::source::{Origin, SourceMap};

use super::{Options, analyze};

/// The dump of a program, or its diagnostics one a line: `line: message`.
fn analyzed(source: &str) -> String {
    let mut map = SourceMap::default();
    let root = map.add("main.zig", source, Origin::User);
    let analysis = analyze(&mut map, root, &Options::default());
    let mut out = String::new();
    for d in &analysis.diagnostics {
        let at = map.line_col(d.primary);
        let word = if d.is_error() { "error" } else { "warning" };
        out += &format!("{}: {word}: {}\n", at.line, d.message);
        for note in &d.notes {
            out += &format!("  note: {note}\n");
        }
    }
    if let Some(module) = &analysis.module {
        out += &ir::dump(module);
    }
    out
}

/// `FILE=x.zig cargo test --lib sema::tests::show -- --ignored --nocapture`
#[test]
#[ignore = "a tool for whoever works on analysis"]
fn show() {
    let path = std::env::var("FILE").unwrap_or_default();
    let source = std::fs::read_to_string(path).unwrap_or_default();
    println!("{}", analyzed(&source));
}
