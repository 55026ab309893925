//! Runs every program of `tests/programs` and compares what happens with what the program says about itself.
//!
//! - `ok/`: real Zig runs it; its answer (output, exit status or panic) lies beside it and must be ours.
//! - `fault/`: `// ~FAULT code: words` on the line of the access, `// ~ALLOC` and `// ~FREE` on the lines that the
//!   report must name, `// ~LEAK 8 bytes` on the line of an allocation that is never freed.
//! - `reject/`: `// ~ERROR words` on every line that has an error, `// ~WARN words` where Zig has an error and we
//!   have a warning.
//! - `test/`: what `zig test` says of its `test` blocks lies beside it and must be what `undefer test` says.
//! - `pending/`: any of these, not working yet; the test fails when one starts to work.
//!
//! `// ~ARGS ...` gives more arguments, `// ~NOT-ZIG` keeps real Zig out of it (see `tests/oracle.py`).
//! `UNDEFER_ONLY=word cargo test --test programs` runs only the programs whose name contains the word.

mod support;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use support::expect::{Program, escape};
use support::facts::{Facts, Finding, ask};

#[test]
fn ok() {
    all("ok", ok_problem);
}

#[test]
fn fault() {
    all("fault", fault_problem);
}

#[test]
fn reject() {
    all("reject", reject_problem);
}

#[test]
fn test() {
    all("test", test_problem);
}

#[test]
fn pending() {
    all("pending", |program| match problem(program) {
        Some(_) => None,
        None => Some("works now: move it to where it belongs".into()),
    });
}

/// A pending program is judged by the marks that it carries.
fn problem(program: &Program) -> Option<String> {
    if program.has("ERROR") || program.has("WARN") {
        reject_problem(program)
    } else if program.answer.is_some() {
        ok_problem(program)
    } else {
        fault_problem(program)
    }
}

fn ok_problem(program: &Program) -> Option<String> {
    let Some(wanted) = &program.answer else {
        return Some("no answer of real Zig: tests/oracle.py --missing".into());
    };
    let facts = ask(&["run"], &program.path, &program.arguments());
    if let Some(problem) = noise(&facts) {
        return Some(problem);
    }
    let expected = |d: &Finding| {
        program
            .all("WARN")
            .any(|m| m.line == d.line && d.message.contains(&m.text))
    };
    for mark in program.all("WARN") {
        if !facts
            .diagnostics
            .iter()
            .any(|d| d.line == mark.line && d.message.contains(&mark.text))
        {
            return Some(format!(
                "line {}: warning expected: {}\nwe say {}",
                mark.line,
                mark.text,
                list(&facts.diagnostics)
            ));
        }
    }
    if let Some(found) = facts
        .diagnostics
        .iter()
        .find(|d| d.severity != "note" && !expected(d))
    {
        return Some(format!("Zig accepts it, we say\n{}", found.text()));
    }
    let mut end = facts.end.clone();
    // Zig names the line of a panic, except where it shows another line first.
    if wanted.lines().next().is_some_and(|l| l.contains(" @ ")) {
        end = format!("{end} @ {}", facts.ended_at.line);
    }
    let mut said = format!("{end}\n--- stderr\n{}", escape(&facts.stderr));
    if !facts.stdout.is_empty() {
        said += &format!("--- stdout\n{}", escape(&facts.stdout));
    }
    if said != *wanted {
        let more = match facts.end.starts_with("fault") {
            true => format!("\n{}", facts.ended_at.text()),
            false => String::new(),
        };
        return Some(format!("Zig says\n{wanted}--- we say\n{said}{more}"));
    }
    let leak = facts.leaks.first()?;
    Some(format!("nothing leaks, but we say\n{}", leak.text()))
}

fn test_problem(program: &Program) -> Option<String> {
    let Some(wanted) = &program.answer else {
        return Some("no answer of real Zig: tests/oracle.py --missing".into());
    };
    let facts = ask(&["test"], &program.path, &program.arguments());
    if let Some(problem) = noise(&facts) {
        return Some(problem);
    }
    if let Some(found) = facts.diagnostics.iter().find(|d| d.severity != "note") {
        return Some(format!("Zig accepts it, we say\n{}", found.text()));
    }
    let said = &facts.tests;
    (said != wanted).then(|| format!("Zig says\n{wanted}--- we say\n{said}"))
}

fn fault_problem(program: &Program) -> Option<String> {
    let facts = ask(&["run"], &program.path, &program.arguments());
    if let Some(problem) = noise(&facts) {
        return Some(problem);
    }
    if let Some(found) = facts.diagnostics.iter().find(|d| d.severity == "error") {
        return Some(format!("Zig accepts it, we say\n{}", found.text()));
    }
    let at = &facts.ended_at;
    for mark in program.all("FAULT").chain(program.all("FAULT-ANYWHERE")) {
        let (code, words) = mark.code();
        let here = mark.kind == "FAULT-ANYWHERE" || at.line == mark.line;
        let named =
            facts.end.starts_with(&format!("fault {code}")) || facts.end == format!("limit {code}");
        if !(here && named && at.message.contains(words)) {
            return Some(format!(
                "line {}: {} expected, we say {} at\n{}",
                mark.line,
                mark.text,
                facts.end,
                at.text()
            ));
        }
    }
    for mark in program.all("ALLOC").chain(program.all("FREE")) {
        if !at.lines.contains(&mark.line) {
            return Some(format!(
                "the report does not name line {} ({}), only {:?}\n{}",
                mark.line,
                mark.kind,
                at.lines,
                at.text()
            ));
        }
    }
    leak_problem(program, &facts)
}

fn leak_problem(program: &Program, facts: &Facts) -> Option<String> {
    let wanted: Vec<_> = program.all("LEAK").collect();
    for mark in &wanted {
        let fits = |l: &&Finding| l.line == mark.line && l.message.contains(&mark.text);
        if !facts.leaks.iter().any(|l| fits(&l)) {
            return Some(format!(
                "line {}: a leak of {} expected, {} found",
                mark.line,
                mark.text,
                list(&facts.leaks)
            ));
        }
    }
    let more: Vec<Finding> = facts
        .leaks
        .iter()
        .filter(|l| !wanted.iter().any(|m| m.line == l.line))
        .cloned()
        .collect();
    if !more.is_empty() {
        return Some(format!("leaks that nobody expects: {}", list(&more)));
    }
    let ends = program.has("LEAK") && facts.end.starts_with("fault");
    ends.then(|| {
        format!(
            "only a leak expected, we say {}\n{}",
            facts.end,
            facts.ended_at.text()
        )
    })
}

fn reject_problem(program: &Program) -> Option<String> {
    let facts = ask(&["check"], &program.path, &[]);
    if let Some(problem) = noise(&facts) {
        return Some(problem);
    }
    let wanted: Vec<_> = program.all("ERROR").chain(program.all("WARN")).collect();
    for mark in &wanted {
        let fits = |d: &Finding| {
            let kind = match mark.kind.as_str() {
                "ERROR" => d.severity == "error",
                _ => d.severity == "warning" && d.zig_refuses,
            };
            kind && d.line == mark.line && d.message.contains(&mark.text)
        };
        if !facts.diagnostics.iter().any(fits) {
            return Some(format!(
                "line {}: {} expected: {}\nwe say {}",
                mark.line,
                mark.kind,
                mark.text,
                list(&facts.diagnostics)
            ));
        }
    }
    let more = |d: &&Finding| d.severity == "error" && !wanted.iter().any(|m| m.line == d.line);
    let more: Vec<Finding> = facts.diagnostics.iter().filter(more).cloned().collect();
    if !more.is_empty() {
        return Some(format!("errors that Zig does not have: {}", list(&more)));
    }
    let strict = ask(&["check", "--strict"], &program.path, &[]);
    let lenient = |d: &&Finding| d.severity == "warning" && d.zig_refuses;
    let still = strict.diagnostics.iter().find(lenient)?;
    Some(format!("--strict leaves a warning: {}", still.text()))
}

/// A crash, a hang-up, or words where only data is expected.
fn noise(facts: &Facts) -> Option<String> {
    match facts.noise.is_empty() {
        true => None,
        false => Some(format!("it said besides its data:\n{}", facts.noise)),
    }
}

fn list(found: &[Finding]) -> String {
    match found {
        [] => "nothing".into(),
        found => found.iter().map(|f| format!("\n{}", f.text())).collect(),
    }
}

/// Judges every program of a folder, in as many threads as there are processors, and lists what fails.
fn all(folder: &str, judge: impl Fn(&Program) -> Option<String> + Sync) {
    let only = std::env::var("UNDEFER_ONLY").unwrap_or_default();
    let mut files = programs(folder);
    files.retain(|f| f.to_string_lossy().contains(&only));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut failed = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let program = Program::read(file);
            if let Some(problem) = judge(&program) {
                failed.push((program.name(), problem));
            }
        }
        failed
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut failed: Vec<(String, String)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().expect("a judge does not panic"))
            .collect()
    });
    failed.sort();
    let text: String = failed
        .iter()
        .map(|(name, problem)| format!("=== {name}\n{}\n\n", problem.trim_end()))
        .collect();
    assert!(
        failed.is_empty(),
        "\n\n{text}{} of {} programs in {folder}/ fail",
        failed.len(),
        files.len()
    );
}

fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/programs").join(folder);
    let mut files: Vec<PathBuf> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries
            .map(|e| e.expect("a readable folder").path())
            .collect(),
        Err(_) => Vec::new(),
    };
    files.retain(|f| f.extension().is_some_and(|e| e == "zig"));
    files.sort();
    files
}
