//! The command line: arguments in, text and an exit status out. It only translates; what the commands do is
//! the work of the modules below.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

mod args;
mod check;
mod debug;
mod ending;
mod input;
mod meter;
mod open;
mod output;
mod program;
mod run;
mod session;
mod test;

use args::{Cli, Sub};
pub use open::Files;
use output::Output;

/// What a process that ended says with its status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    Clean = 0,
    /// The source has errors.
    Rejected = 1,
    /// Wrong arguments, or a file that cannot be read.
    Usage = 2,
    /// `main` returned an error, or the program ended itself with a status that is not 0.
    Error = 3,
    Panic = 4,
    /// A misuse of memory.
    Fault = 5,
    Leak = 6,
    /// A limit of steps, memory or output was reached.
    Limit = 7,
    /// Ctrl-C, as shells count it.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// The whole program, from its arguments to its exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = Cli::command().color(color_choice(&args));
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => dispatch(cli),
        Err(error) => {
            // Help and version are errors to clap, with a status of their own.
            let _ = error.print();
            match error.exit_code() {
                0 => Exit::Clean,
                _ => Exit::Usage,
            }
        }
    }
}

fn dispatch(cli: Cli) -> Exit {
    let out = Output::new(cli.color);
    match cli.command {
        None => open::open(&cli.open, cli.color, &out),
        Some(Sub::Run(args)) => run::run(&args, &out),
        Some(Sub::Check(args)) => check::check(&args, &out),
        Some(Sub::Test(args)) => test::test(&args, &out),
        Some(Sub::Debug(args)) => debug::debug(&args, &out),
        Some(Sub::Trace(args)) => debug::trace(&args, &out),
        Some(Sub::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "undefer", &mut script);
            out.data(&script)
        }
        Some(Sub::Man) => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(Cli::command()).render(&mut page) {
                Ok(()) => out.data(&page),
                Err(_) => Exit::Usage,
            }
        }
    }
}

/// clap's own messages come before its arguments are known: look for `--color` by hand.
fn color_choice(args: &[OsString]) -> clap::ColorChoice {
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    while let Some(word) = words.next() {
        let value = match word {
            "--" => break,
            "--color" => words.next(),
            _ => word.strip_prefix("--color="),
        };
        match value {
            Some("always") => return clap::ColorChoice::Always,
            Some("never") => return clap::ColorChoice::Never,
            _ => {}
        }
    }
    clap::ColorChoice::Auto
}
