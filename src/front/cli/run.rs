//! `undefer run FILE`: to the end with all checks; the output is the program's own, the report ours.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use super::args::RunArgs;
use super::program::{self, Compiled};
use super::{Exit, Output, ending, session};
use crate::debug::Session;
use crate::debug::report::{Kind, Report};
use crate::vm::{Halt, Machine};

/// Instructions between two looks at the output.
const SLICE: u64 = 20_000_000;

pub(super) fn run(args: &RunArgs, out: &Output) -> Exit {
    let options = args.source.reading.options();
    let (program, compiled) = match program::told(&args.source.file, &options, args.json, out) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let mut options = session::options(&args.source.file, &args.source.reading, &args.limits);
    options.history.record = !args.no_record;
    let mut session = Session::start(program, options);
    drive(&mut session, !args.json);
    let reports = session.reports();
    let machine = session.machine();
    let exit = status(machine, &reports);
    if args.json {
        out.json(&facts(
            &args.source.file,
            &compiled,
            machine,
            &reports,
            exit,
        ));
    } else {
        for report in reports.iter() {
            out.text(&report.render(out.style()));
        }
    }
    exit
}

/// Runs to the end or until Ctrl-C, and hands on what the program prints as it comes.
pub(super) fn drive(session: &mut Session, is_shown: bool) {
    let interrupt = super::output::interrupt_flag();
    let mut shown = 0;
    while !session.is_complete() && !interrupt.load(Ordering::Relaxed) {
        session.run_on(SLICE);
        if is_shown {
            shown = hand_on(session.machine(), shown);
        }
    }
}

/// Writes the pieces of output from number `from` on to where they belong.
fn hand_on(machine: &Machine, from: usize) -> usize {
    let output = machine.output();
    let pieces = output.pieces();
    let mut start = from.checked_sub(1).map_or(0, |last| pieces[last].end);
    for piece in &pieces[from..] {
        let bytes = &output.bytes()[start..piece.end];
        // A reader that went away is no reason to stop checking.
        let _ = match piece.stream {
            1 => io::stdout()
                .write_all(bytes)
                .and_then(|()| io::stdout().flush()),
            _ => io::stderr().write_all(bytes),
        };
        start = piece.end;
    }
    pieces.len()
}

/// The first bad thing decides.
fn status(machine: &Machine, reports: &[Report]) -> Exit {
    match machine.end().map(|(_, halt)| halt) {
        None => return Exit::Interrupted,
        Some(Halt::Fault(_)) => return Exit::Fault,
        Some(Halt::Panic(_)) => return Exit::Panic,
        Some(Halt::ReturnedError(_)) => return Exit::Error,
        Some(Halt::Limit(_)) => return Exit::Limit,
        Some(Halt::Exited(0)) => {}
        Some(Halt::Exited(_)) => return Exit::Error,
    }
    match reports.iter().any(|r| r.kind == Kind::Leak) {
        true => Exit::Leak,
        false => Exit::Clean,
    }
}

fn facts(
    file: &Path,
    compiled: &Compiled,
    machine: &Machine,
    reports: &[Report],
    exit: Exit,
) -> Value {
    let stream = |n| String::from_utf8_lossy(&machine.output().stream(n)).into_owned();
    let leaks = reports.iter().filter(|r| r.kind == Kind::Leak);
    json!({
        "file": file.display().to_string(),
        "status": exit as u8,
        "diagnostics": compiled.json(),
        "stdout": stream(1),
        "stderr": stream(2),
        "end": ending::end(machine, reports),
        "leaks": leaks.map(ending::story).collect::<Value>(),
        "steps": machine.steps(),
        "instructions": machine.tick().0,
    })
}
