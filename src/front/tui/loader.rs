//! What the interface needs from the rest of the program to put a file on the screen. The one who starts it
//! brings a [`Loader`]; tests bring their own.

use std::path::PathBuf;

use crate::debug::worker::Driven;
use crate::diag::Diagnostic;
use crate::source::{FileId, SourceMap};

/// What to open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    File(PathBuf),
    /// A program that comes with the binary, by name.
    Sample(&'static str),
}

/// Makes the session, on the thread that will own it.
pub type Start = Box<dyn FnOnce() -> Box<dyn Driven> + Send>;

/// A source that could be read.
#[derive(Clone, Debug)]
pub struct Opened {
    pub choice: Choice,
    pub name: String,
    pub sources: SourceMap,
    pub file: FileId,
    /// Errors when it cannot run, else warnings.
    pub diagnostics: Vec<Diagnostic>,
    pub runs: bool,
}

/// The same with the session to start, if it compiles.
pub struct Loaded {
    pub opened: Opened,
    pub session: Option<Start>,
}

/// Reads and compiles; the error is one sentence that says why the file cannot be read.
pub trait Loader: Send {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String>;
}

impl Driven for Box<dyn Driven> {
    fn execute(&mut self, command: &crate::debug::command::Command) -> crate::debug::reply::Reply {
        (**self).execute(command)
    }

    fn record_slice(&mut self, budget: std::time::Duration) -> bool {
        (**self).record_slice(budget)
    }

    fn snapshot(&mut self, wanted: &crate::debug::view::Wanted) -> crate::debug::view::Snapshot {
        (**self).snapshot(wanted)
    }

    fn interrupt_flag(&self) -> std::sync::Arc<std::sync::atomic::AtomicBool> {
        (**self).interrupt_flag()
    }

    fn progress(&self) -> std::sync::Arc<std::sync::atomic::AtomicU64> {
        (**self).progress()
    }
}
