//! `undefer debug FILE --script FILE|-` and `undefer trace FILE`: the session as text.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::atomic::Ordering;

use super::args::{DebugArgs, LimitArgs, Source, TraceArgs};
use super::meter::Meter;
use super::{Exit, Output, program, session};
use crate::debug::command::Command;
use crate::debug::{Session, SessionOptions, text};
use crate::front::data;
use crate::front::script::{self, Form};

/// Bytes of a log that are written at a time.
const PIECE: usize = 64 << 10;

fn asked(source: &Source, limits: &LimitArgs) -> SessionOptions {
    session::options(&source.file, &source.reading, limits)
}

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
        Ok(program) => Session::start(program, asked(&args.source, &args.limits)),
        Err(exit) => return exit,
    };
    let interrupt = session.interrupt_flag();
    super::output::interrupts(&interrupt);
    let meter = Meter::start(session.progress());
    meter.during(|| session.record_ahead(script::AHEAD));
    let mut is_first = true;
    let mut execute = |command: &Command| {
        // An interrupt is meant for what runs: neither for what follows, nor for the next one to end the process. Only one
        // that comes while the program is made ready is for the first command.
        if !std::mem::take(&mut is_first) {
            interrupt.store(false, Ordering::Relaxed);
        }
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
        Ok(program) => Session::start(program, asked(&args.source, &args.limits)),
        Err(exit) => return exit,
    };
    session.run_to_end();
    // What a long run did is written as it is made again: it need not fit into memory.
    let mut lines = String::new();
    let mut stdout = io::stdout().lock();
    let mut is_read = true;
    session.each_row(&mut |row| {
        lines += &match args.json {
            true => data::log_row(&row).to_string(),
            false => text::log_row(&row),
        };
        lines.push('\n');
        if lines.len() >= PIECE {
            is_read = stdout.write_all(lines.as_bytes()).is_ok();
            lines.clear();
        }
        is_read
    });
    if is_read {
        let _ = stdout
            .write_all(lines.as_bytes())
            .and_then(|()| stdout.flush());
    }
    Exit::Clean
}
