//! Where text goes, and how it may look there.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;

use super::Exit;
use crate::diag::render::{self, Style};
use crate::diag::{Diagnostic, Severity};
use crate::source::SourceMap;

/// Reports go to stderr, data to stdout. Writing never fails here: a closed pipe ends the text, not the
/// process.
pub(super) struct Output {
    style: Style,
}

impl Output {
    pub fn new(color: clap::ColorChoice) -> Output {
        let color = match color {
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
            clap::ColorChoice::Auto => color_is_welcome(),
        };
        let style = Style {
            color,
            width: width(),
            ..Style::PLAIN
        };
        Output { style }
    }

    pub fn style(&self) -> Style {
        self.style
    }

    /// Diagnostics to stderr, in their order.
    pub fn diagnostics(&self, found: &[Diagnostic], map: &SourceMap) {
        let text = render::render_all(found, map, self.style);
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// An error that stands at no place of a source.
    pub fn error(&self, message: &str, hint: Option<&str>) {
        let text = render::sentence(Severity::Error, message, hint, self.style);
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Text to stderr, as it is.
    pub fn text(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Bytes to stdout; the status is always clean.
    pub fn data(&self, bytes: &[u8]) -> Exit {
        let mut stdout = io::stdout().lock();
        let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
        Exit::Clean
    }

    pub fn line(&self, text: &str) {
        self.data(format!("{text}\n").as_bytes());
    }

    pub fn json(&self, value: &Value) {
        self.line(&format!("{value:#}"));
    }
}

/// Set by Ctrl-C from now on; a second one ends the process.
pub(super) fn interrupt_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    interrupts(&flag);
    flag
}

/// Ctrl-C sets the flag; while it is set, Ctrl-C ends the process.
pub(super) fn interrupts(flag: &Arc<AtomicBool>) {
    let signal = signal_hook::consts::SIGINT;
    // Without the handler Ctrl-C just ends the process, as everywhere.
    let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, flag.clone());
    let _ = signal_hook::flag::register(signal, flag.clone());
}

fn color_is_welcome() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    if set("CLICOLOR_FORCE") {
        return true;
    }
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    io::stderr().is_terminal() && !dumb
}

/// Columns of the terminal on stderr; without one, what `COLUMNS` asks for.
fn width() -> usize {
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stderr())
        && size.ws_col > 0
    {
        return usize::from(size.ws_col);
    }
    let asked = std::env::var("COLUMNS").ok();
    asked
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| (20..=1000).contains(columns))
        .unwrap_or(Style::PLAIN.width)
}
