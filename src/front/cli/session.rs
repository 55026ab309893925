//! Sessions as the command line starts them.

use std::path::Path;

use super::args::LimitArgs;
use crate::bytecode::Program;
use crate::debug::command::Command;
use crate::debug::{Session, SessionOptions};
use crate::history;

/// A session at the start of a program. `name` is the file as the user typed it.
pub(super) fn start(
    program: Program,
    name: &Path,
    limits: &LimitArgs,
    is_recorded: bool,
) -> Session {
    let options = SessionOptions {
        limits: limits.limits(),
        history: history::Options {
            record: is_recorded,
            ..limits.history()
        },
        name: name.display().to_string(),
        ..SessionOptions::default()
    };
    Session::start(program, options)
}

/// `--at 41`, `--at fault`, `--at line:19#2`: what `goto` understands.
pub(super) fn goto(place: &str) -> Result<Command, String> {
    Command::parse(&format!("goto {place}"))
}
