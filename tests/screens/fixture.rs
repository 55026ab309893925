//! Real programs for the screens: the samples, compiled, recorded and answered by a real session that also
//! keeps a list of what it was asked.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::time::Duration;

use undefer::debug::command::Command;
use undefer::debug::reply::Reply;
use undefer::debug::view::{Snapshot, Wanted};
use undefer::debug::worker::Driven;
use undefer::front::cli::Files;
use undefer::front::tui::loader::{Choice, Loaded, Loader};

/// Opens files and samples as the command line does.
#[derive(Default)]
pub struct Listening(Files);

impl Loader for Listening {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String> {
        let mut loaded = self.0.load(choice)?;
        if let Some(start) = loaded.session.take() {
            loaded.session = Some(Box::new(|| Box::new(Heard(start())) as Box<dyn Driven>));
        }
        Ok(loaded)
    }
}

/// A session whose commands are written down.
struct Heard(Box<dyn Driven>);

thread_local! {
    static ASKED: RefCell<Vec<Command>> = const { RefCell::new(Vec::new()) };
}

/// The commands that sessions of this thread were asked for since the last call, as they would be typed.
pub fn asked() -> Vec<String> {
    ASKED.take().iter().map(Command::to_string).collect()
}

impl Driven for Heard {
    fn execute(&mut self, command: &Command) -> Reply {
        ASKED.with_borrow_mut(|asked| asked.push(command.clone()));
        self.0.execute(command)
    }

    fn record_slice(&mut self, budget: Duration) -> bool {
        self.0.record_slice(budget)
    }

    fn snapshot(&mut self, wanted: &Wanted) -> Snapshot {
        self.0.snapshot(wanted)
    }

    fn interrupt_flag(&self) -> Arc<AtomicBool> {
        self.0.interrupt_flag()
    }

    fn progress(&self) -> Arc<AtomicU64> {
        self.0.progress()
    }
}
