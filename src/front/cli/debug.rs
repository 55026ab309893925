//! `undefer debug FILE --script FILE|-` and `undefer trace FILE`: the session as text.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::atomic::Ordering;

use super::args::{DebugArgs, TraceArgs};
use super::meter::Meter;
use super::{Exit, Output, program, session};
use crate::debug::command::{Command, EventFilter};
use crate::front::data;
use crate::front::script::{self, Form};

/// Carries out a script, a command a line.
pub(super) fn debug(args: &DebugArgs, out: &Output) -> Exit {
    let script: Box<dyn BufRead> = match script(&args.script) {
        Ok(script) => script,
        Err(error) => {
            let message = format!("'{}' cannot be read: {error}", args.script.display());
            out.error(&message, None);
            return Exit::Usage;
        }
    };
    let mut session = match program::ready(&args.source, out) {
        Ok(program) => session::start(program, &args.source.file, &args.limits, true),
        Err(exit) => return exit,
    };
    let interrupt = session.interrupt_flag();
    super::output::interrupts(&interrupt);
    let meter = Meter::start(session.progress());
    meter.during(|| session.record_ahead(script::AHEAD));
    let mut execute = |command: &Command| {
        // An interrupt is meant for what runs: neither for what follows, nor for the next one to end the process.
        interrupt.store(false, Ordering::Relaxed);
        let reply = meter.during(|| session.execute(command));
        interrupt.store(false, Ordering::Relaxed);
        reply
    };
    if let Some(at) = &args.at {
        execute(at);
    }
    let form = if args.json { Form::Json } else { Form::Text };
    let done = script::run(&mut execute, script, form, &mut io::stdout().lock());
    match done {
        Ok(()) => Exit::Clean,
        // Nobody reads any more.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            out.error(&format!("the script cannot go on: {error}"), None);
            Exit::Usage
        }
    }
}

fn script(path: &Path) -> io::Result<Box<dyn BufRead>> {
    Ok(match path == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(path)?)),
    })
}

/// Writes the whole event log.
pub(super) fn trace(args: &TraceArgs, out: &Output) -> Exit {
    let mut session = match program::ready(&args.source, out) {
        Ok(program) => session::start(program, &args.source.file, &args.limits, true),
        Err(exit) => return exit,
    };
    session.run_to_end();
    let log = Command::Log(EventFilter::Any);
    let reply = session.execute(&log);
    if !args.json {
        return out.data(format!("{}\n", reply.text()).as_bytes());
    }
    // One event a line.
    let mut lines = String::new();
    for row in data::reply("log", &reply)["log"]["rows"]
        .as_array()
        .into_iter()
        .flatten()
    {
        lines += &format!("{row}\n");
    }
    out.data(lines.as_bytes())
}
