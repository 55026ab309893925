//! The terminal: every escape sequence, and its life from entering to leaving it as it was found.
//!
//! A frame is one write inside a synchronised update. Nothing is ever asked of the terminal, because some never
//! answer. It is given back on every way out: the end, a signal, a panic, a stop by Ctrl-Z; only a terminal that
//! is gone gets nothing more.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod encode;
pub mod guard;

pub use encode::Encoder;

/// Alternate screen, clean and with default looks; no cursor; pasted text is marked as such.
const ENTER: &str = "\x1b[?1049h\x1b[m\x1b[2J\x1b[?25l\x1b[?2004h";
/// Also ends a synchronised update that something broke off.
const LEAVE: &str = "\x1b[?2026l\x1b[?2004l\x1b[m\x1b[?25h\x1b[?1049l";
/// Presses and drags, but not every movement: those would be traffic without a use.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const BEGIN_FRAME: &str = "\x1b[?2026h";
const END_FRAME: &str = "\x1b[?2026l";

/// Whether the terminal is ours at the moment. The ways out are taken from any thread.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// The screen as we left it, and what turns it into the next one.
#[derive(Debug)]
pub struct Terminal {
    shown: Buffer,
    encoder: Encoder,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over. Fails where standard output is not one.
    pub fn enter(mouse: bool) -> io::Result<Terminal> {
        let mut terminal = Terminal {
            shown: Buffer::empty(Rect::ZERO),
            encoder: Encoder::default(),
            mouse,
        };
        terminal.take()?;
        Ok(terminal)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mouse = if self.mouse { MOUSE_ON } else { "" };
        self.forget();
        write_all(&format!("{ENTER}{mouse}"))
    }

    fn forget(&mut self) {
        self.shown = Buffer::empty(Rect::ZERO);
        self.encoder.forget();
    }

    /// Columns and rows. A terminal that does not know its size is taken for a classic one.
    pub fn size() -> (u16, u16) {
        let (width, height) = crossterm::terminal::size().unwrap_or((0, 0));
        sane_size(width, height)
    }

    /// Shows a screen: only what differs is written, all in one piece.
    pub fn show(&mut self, next: Buffer) -> io::Result<()> {
        let mut lead = "";
        if self.shown.area != next.area {
            // After a change of size terminals do not agree on what is left of the old screen.
            self.shown = Buffer::empty(next.area);
            self.encoder.forget();
            lead = "\x1b[m\x1b[2J";
        }
        let bytes = self.encoder.encode(&self.shown, &next);
        self.shown = next;
        if bytes.is_empty() && lead.is_empty() {
            return Ok(());
        }
        write_all(&format!("{BEGIN_FRAME}{lead}{bytes}{END_FRAME}"))
    }

    /// The next frame is drawn whole.
    pub fn repaint(&mut self) {
        self.forget();
    }

    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        write_all(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Stops the process as Ctrl-Z does elsewhere, and comes back when it is continued. Without a shell that
    /// knows jobs the stop does nothing, and we are back at once.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        // The stop reaches the process through any of its threads, a moment after the call.
        std::thread::sleep(Duration::from_millis(60));
        self.take()
    }

    /// Somebody else stopped and continued us: the terminal may be in any state.
    pub fn resume(&mut self) -> io::Result<()> {
        self.take()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back as it was. Safe to call from any thread and more than once.
pub fn leave() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let _ = write_all(&format!("{MOUSE_OFF}{LEAVE}"));
        let _ = disable_raw_mode();
    }
}

/// The terminal is gone: whatever is still written to it would be in vain.
pub fn abandon() {
    ENTERED.store(false, Ordering::SeqCst);
}

/// 0x0 is what a pseudo-terminal says before anybody gave it a size.
pub fn sane_size(width: u16, height: u16) -> (u16, u16) {
    let or = |value: u16, usual: u16, most: u16| if value == 0 { usual } else { value.min(most) };
    (or(width, 80, 500), or(height, 24, 300))
}

/// One system call in the usual case; the standard library's buffer would cut a frame into pieces.
fn write_all(text: &str) -> io::Result<()> {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match rustix::io::write(io::stdout(), rest) {
            Ok(written) => rest = &rest[written..],
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => std::thread::yield_now(),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_size_is_the_classic_size() {
        assert_eq!(sane_size(0, 0), (80, 24));
        assert_eq!(sane_size(40, 12), (40, 12));
        assert_eq!(sane_size(60000, 60000), (500, 300));
    }
}
