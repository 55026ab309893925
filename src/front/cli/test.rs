//! `undefer test FILE`: every `test` block as a run of its own, told as `zig test` tells it. A test starts with a
//! machine of its own, so that none depends on what another left behind and each can be opened alone.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::args::TestArgs;
use super::program;
use super::{Exit, Output, ending, session};
use crate::bytecode::Program;
use crate::debug::Session;
use crate::debug::report::{Kind, Report};
use crate::vm::Halt;

/// How a test ended.
#[derive(Clone, PartialEq, Eq)]
enum Outcome {
    Passed,
    Skipped,
    /// The error that left it, the panic, the fault or the limit, and the status that it means.
    Failed(String, Exit),
    /// Ctrl-C.
    Interrupted,
}

/// One test that has run.
struct Told {
    outcome: Outcome,
    reports: Vec<Report>,
    facts: Value,
}

impl Told {
    fn leaks(&self) -> bool {
        self.reports.iter().any(|r| r.kind == Kind::Leak)
    }

    fn exit(&self) -> Exit {
        match &self.outcome {
            Outcome::Failed(_, exit) => *exit,
            Outcome::Interrupted => Exit::Interrupted,
            _ if self.leaks() => Exit::Leak,
            _ => Exit::Clean,
        }
    }
}

pub(super) fn test(args: &TestArgs, out: &Output) -> Exit {
    let name = args.source.file.display().to_string();
    let mut options = args.source.reading.options();
    options.tests = true;
    if options.entry.is_some() {
        let hint = "`undefer run FILE --entry NAME` runs a function";
        out.error(
            "`undefer test` runs `test` blocks, not the function of `--entry`",
            Some(hint),
        );
        return Exit::Usage;
    }
    let (program, compiled) = match program::told(&args.source.file, &options, args.json, out) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let told = run_all(args, &program, out);
    let exit = worst(&told);
    if args.json {
        let mut facts = counts(&told);
        facts["file"] = json!(name);
        facts["status"] = json!(exit as u8);
        facts["diagnostics"] = compiled.json().into();
        facts["tests"] = told.into_iter().map(|t| t.facts).collect();
        out.json(&facts);
    } else {
        out.text(&summary(&told));
    }
    exit
}

/// Runs the tests that are wanted, in their order, until Ctrl-C.
fn run_all(args: &TestArgs, program: &Program, out: &Output) -> Vec<Told> {
    let only = args.test_filter.as_deref().unwrap_or("");
    let mut wanted = program.tests.clone();
    wanted.retain(|(name, _)| name.contains(only));
    if args.source.reading.names_test() {
        // The program starts with the test that was named.
        wanted.retain(|(_, function)| *function == program.entry);
    }
    let mut told = Vec::new();
    for (index, (name, function)) in wanted.iter().enumerate() {
        if !args.json {
            out.text(&format!("{}/{} {name}...", index + 1, wanted.len()));
        }
        let one = run_one(args, program.starting_with(*function), name);
        if !args.json {
            out.text(&status_line(&one.outcome));
            for report in &one.reports {
                let is_skip = one.outcome == Outcome::Skipped && report.kind == Kind::Error;
                if !is_skip {
                    out.text(&report.render(out.style()));
                }
            }
        }
        let is_stopped = one.outcome == Outcome::Interrupted;
        told.push(one);
        if is_stopped {
            break;
        }
    }
    told
}

fn run_one(args: &TestArgs, program: Program, name: &str) -> Told {
    let reading = args.source.reading.of_test(name);
    let options = session::options(&args.source.file, &reading, &args.limits);
    let mut session = Session::start(program, options);
    super::run::drive(&mut session, false);
    let reports = session.reports().to_vec();
    let machine = session.machine();
    if !args.json {
        // The reader may have gone away: that is no reason to stop testing.
        let _ = io::stderr().write_all(machine.output().bytes());
    }
    let outcome = outcome(&session, &reports);
    let stream = |n| String::from_utf8_lossy(&machine.output().stream(n)).into_owned();
    let mut facts = json!({
        "name": name,
        "result": match &outcome {
            Outcome::Passed => "ok",
            Outcome::Skipped => "skip",
            Outcome::Failed(..) => "fail",
            Outcome::Interrupted => "interrupted",
        },
        "stdout": stream(1),
        "stderr": stream(2),
        "end": ending::end(machine, &reports),
        "steps": machine.steps(),
    });
    if let Outcome::Failed(why, _) = &outcome {
        facts["why"] = json!(why);
    }
    let leaks = reports.iter().filter(|r| r.kind == Kind::Leak);
    facts["leaks"] = leaks.map(ending::story).collect();
    Told {
        outcome,
        reports,
        facts,
    }
}

fn outcome(session: &Session, reports: &[Report]) -> Outcome {
    let machine = session.machine();
    let bad = reports.iter().find(|r| r.kind != Kind::Leak);
    let code = || bad.map_or(String::new(), |r| r.code.clone());
    match machine.end().map(|(_, halt)| halt) {
        None => Outcome::Interrupted,
        Some(Halt::Exited(0)) => Outcome::Passed,
        Some(Halt::Exited(status)) => Outcome::Failed(format!("exit {status}"), Exit::Error),
        Some(Halt::ReturnedError(error)) => match machine.program().types.error_name(*error) {
            "SkipZigTest" => Outcome::Skipped,
            name => Outcome::Failed(name.to_owned(), Exit::Error),
        },
        Some(Halt::Panic(text)) => Outcome::Failed(format!("panic: {text}"), Exit::Panic),
        Some(Halt::Fault(_)) => Outcome::Failed(code(), Exit::Fault),
        Some(Halt::Limit(_)) => Outcome::Failed(code(), Exit::Limit),
    }
}

fn status_line(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed => "OK\n".to_owned(),
        Outcome::Skipped => "SKIP\n".to_owned(),
        Outcome::Failed(why, _) => format!("FAIL ({why})\n"),
        Outcome::Interrupted => "interrupted\n".to_owned(),
    }
}

fn count(told: &[Told], is: impl Fn(&Told) -> bool) -> usize {
    told.iter().filter(|t| is(t)).count()
}

fn counts(told: &[Told]) -> Value {
    json!({
        "passed": count(told, |t| t.outcome == Outcome::Passed),
        "skipped": count(told, |t| t.outcome == Outcome::Skipped),
        "failed": count(told, |t| matches!(t.outcome, Outcome::Failed(..))),
        "leaked": count(told, Told::leaks),
    })
}

/// The last lines: how many of each kind.
fn summary(told: &[Told]) -> String {
    let passed = count(told, |t| t.outcome == Outcome::Passed);
    let skipped = count(told, |t| t.outcome == Outcome::Skipped);
    let failed = count(told, |t| matches!(t.outcome, Outcome::Failed(..)));
    let mut text = match passed == told.len() {
        true => format!("All {passed} tests passed.\n"),
        false => format!("{passed} passed; {skipped} skipped; {failed} failed.\n"),
    };
    let leaked = count(told, Told::leaks);
    if leaked > 0 {
        text += &format!("{leaked} tests leaked memory.\n");
    }
    text
}

/// The first test that failed decides, then the first that leaked.
fn worst(told: &[Told]) -> Exit {
    let bad = |exit: &Exit| !matches!(exit, Exit::Clean | Exit::Leak);
    let mut exits = told.iter().map(Told::exit);
    let first = exits.clone().find(bad);
    first
        .or_else(|| exits.find(|e| *e == Exit::Leak))
        .unwrap_or(Exit::Clean)
}
