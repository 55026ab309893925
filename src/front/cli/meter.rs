//! What takes long says how far it is: one line on the terminal, gone when it is done.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::front::number::grouped;

/// What is done within this time says nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Watches one command at a time; silent where stderr is no terminal.
pub(super) struct Meter {
    busy: Arc<Mutex<Busy>>,
}

/// What the watching thread has to know.
#[derive(Default)]
struct Busy {
    since: Option<Instant>,
    /// There is a line to be taken back.
    is_shown: bool,
}

impl Meter {
    /// `progress` is the instruction that the work has come to.
    pub fn start(progress: Arc<AtomicU64>) -> Meter {
        let busy = Arc::new(Mutex::new(Busy::default()));
        if io::stderr().is_terminal() {
            let shared = Arc::downgrade(&busy);
            let watch = move || {
                while let Some(busy) = shared.upgrade() {
                    show(&busy, progress.load(Ordering::Relaxed));
                    drop(busy);
                    std::thread::sleep(PAUSE);
                }
            };
            // Without the thread everything works as well, only more quietly.
            let _ = std::thread::Builder::new()
                .name("meter".into())
                .spawn(watch);
        }
        Meter { busy }
    }

    /// Does something that may take long.
    pub fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        self.set(Some(Instant::now()));
        let done = work();
        self.set(None);
        done
    }

    fn set(&self, since: Option<Instant>) {
        if let Ok(mut busy) = self.busy.lock() {
            busy.since = since;
            if std::mem::take(&mut busy.is_shown) {
                let _ = io::stderr().write_all(b"\r\x1b[K");
            }
        }
    }
}

fn show(busy: &Mutex<Busy>, tick: u64) {
    let Ok(mut busy) = busy.lock() else { return };
    if busy.since.is_some_and(|since| since.elapsed() >= PATIENCE) {
        busy.is_shown = true;
        let line = line(tick);
        let _ = io::stderr().write_all(format!("\r{line}\x1b[K").as_bytes());
    }
}

fn line(tick: u64) -> String {
    format!("at instruction {}; Ctrl-C stops it", grouped(tick))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_grouped_by_thousands() {
        assert_eq!(line(7), "at instruction 7; Ctrl-C stops it");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567_890), "1,234,567,890");
    }
}
