//! `undefer check FILE...`

use std::path::Path;

use serde_json::{Value, json};

use super::args::CheckArgs;
use super::program::{self, Compiled};
use super::{Exit, Output};
use crate::diag::{Diagnostic, Severity, json as diag_json};
use crate::sema::Options;

/// All files, each for itself; the worst status counts.
pub(super) fn check(args: &CheckArgs, out: &Output) -> Exit {
    let mut worst = Exit::Clean;
    let mut report = Vec::new();
    let options = Options {
        only_check: true,
        ..args.reading.options()
    };
    for path in &args.files {
        let (exit, facts) = one(path, &options, args.json, out);
        worst = worst.max(exit);
        report.push(facts);
    }
    if args.json {
        out.json(&json!({ "files": report }));
    }
    worst
}

fn one(path: &Path, options: &Options, json: bool, out: &Output) -> (Exit, Value) {
    let name = path.display().to_string();
    let Compiled {
        map,
        diagnostics: found,
        ..
    } = match program::compile(path, options) {
        Ok(compiled) => compiled,
        Err(why) => {
            if !json {
                out.error(&why.message, why.hint);
            }
            return (Exit::Usage, json!({ "file": name, "error": why.message }));
        }
    };
    if json {
        let diagnostics = found.iter().map(|d| diag_json::diagnostic(d, &map));
        let diagnostics: Vec<Value> = diagnostics.collect();
        return (
            status(&found),
            json!({ "file": name, "diagnostics": diagnostics }),
        );
    }
    out.diagnostics(&found, &map);
    out.line(&format!("{name}: {}", summary(&found)));
    (status(&found), Value::Null)
}

/// What errors mean for the process.
pub(super) fn status(found: &[Diagnostic]) -> Exit {
    match found.iter().any(Diagnostic::is_error) {
        true => Exit::Rejected,
        false => Exit::Clean,
    }
}

/// `ok`, `1 warning`, `2 errors, 1 warning`
pub(super) fn summary(found: &[Diagnostic]) -> String {
    let count = |severity: Severity, word: &str| match found
        .iter()
        .filter(|d| d.severity == severity)
        .count()
    {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let parts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "ok".into()
    } else {
        parts.join(", ")
    }
}
