//! The ways out that do not come from the keyboard. The library that reads keys never returns once the terminal
//! is gone, so signals and the hang-up are waited for by threads of their own, and these end the process.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{abandon, leave};

/// Starts both threads; `resumed` is called when the process goes on after a stop.
pub fn start(resumed: impl FnMut() + Send + 'static) -> io::Result<()> {
    let signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGCONT])?;
    let terminal = own_terminal()?;
    let watched = terminal.try_clone()?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || on_signals(signals, &watched, resumed))?;
    std::thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || on_hang_up(&terminal))?;
    Ok(())
}

/// A descriptor of our own: standard input may be a file that ended long ago.
fn own_terminal() -> io::Result<OwnedFd> {
    match File::open("/dev/tty") {
        Ok(terminal) => Ok(terminal.into()),
        // Without a controlling terminal, the one that is written to.
        Err(_) => Ok(rustix::io::dup(io::stdout())?),
    }
}

fn on_signals(mut signals: Signals, terminal: &OwnedFd, mut resumed: impl FnMut()) {
    for signal in signals.forever() {
        if signal == SIGCONT {
            resumed();
            continue;
        }
        if is_gone(terminal) {
            abandon();
        } else {
            leave();
        }
        std::process::exit(128 + signal);
    }
}

/// Asked for nothing, `poll` reports a hang-up only.
fn on_hang_up(terminal: &OwnedFd) {
    loop {
        let mut watched = [PollFd::new(terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) if !watched[0].revents().is_empty() => {
                abandon();
                std::process::exit(128 + SIGHUP);
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            // Nothing to watch with: the signal thread remains.
            Err(_) => return,
        }
    }
}

/// When no key can be read any more: ends the process if that is because the terminal is gone.
pub fn input_ended() {
    if own_terminal().is_ok_and(|terminal| is_gone(&terminal)) {
        abandon();
        std::process::exit(128 + SIGHUP);
    }
}

fn is_gone(terminal: &OwnedFd) -> bool {
    let mut watched = [PollFd::new(terminal, PollFlags::empty())];
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    poll(&mut watched, Some(&now)).is_ok_and(|ready| ready > 0)
}

/// After a panic anywhere the terminal is given back, then the message is shown by the hook that was there
/// before, then the process ends: no thread is left that could not go on without the other.
pub fn on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
        std::process::exit(101);
    }));
}
