//! The command line: arguments in, text and an exit status out. It only translates; what the commands do is
//! the work of the modules below.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

mod check;
mod ending;
mod input;
mod output;
mod program;
mod run;

use crate::sema::{self, HoleOutcome};
use crate::vm::Limits;
use output::Output;

/// What a process that ended says with its status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    Clean = 0,
    /// The source has errors.
    Rejected = 1,
    /// Wrong arguments, or a file that cannot be read.
    Usage = 2,
    /// `main` returned an error.
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

const STATUSES: &str = "\
Exit status: 0 clean, 1 the source was rejected, 2 wrong usage, 3 `main` returned an error, \
4 panic, 5 memory fault, 6 leak, 7 a limit was reached.";

/// Runs memory programs on a simulated machine and walks through time in both directions.
#[derive(Parser, Debug)]
#[command(name = "undefer", version, after_help = STATUSES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Colours: the default uses them on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: clap::ColorChoice,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Say what is wrong with programs, without running them
    Check {
        /// The programs
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Refuse everything that Zig refuses, unused names and the like too
        #[arg(long)]
        strict: bool,
        /// The same facts as data
        #[arg(long)]
        json: bool,
    },
    /// Run a program to its end, with all checks
    Run(RunArgs),
    /// Print a script that completes the arguments of undefer in a shell
    #[command(hide = true)]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// A program and how it is to be read.
#[derive(Args, Debug)]
struct Source {
    /// The program
    file: PathBuf,

    /// The function to run in a file without `main`: a name, or a call with its arguments
    #[arg(long, value_name = "NAME or CALL")]
    entry: Option<String>,

    /// What a function that exists nowhere gives: ok, or an error
    #[arg(long = "hole", value_name = "NAME=ok|error.X", value_parser = hole)]
    holes: Vec<(String, HoleOutcome)>,

    /// Refuse everything that Zig refuses, unused names and the like too
    #[arg(long)]
    strict: bool,
}

impl Source {
    fn options(&self) -> sema::Options {
        sema::Options {
            strict: self.strict,
            entry: self.entry.clone(),
            holes: self.holes.clone(),
            tests: false,
        }
    }
}

fn hole(text: &str) -> Result<(String, HoleOutcome), String> {
    let wanted = "expected NAME=ok or NAME=error.Name";
    let (name, outcome) = text.split_once('=').ok_or(wanted)?;
    let outcome = match (outcome, outcome.strip_prefix("error.")) {
        ("ok", _) => HoleOutcome::Ok,
        (_, Some(error)) if !error.is_empty() => HoleOutcome::Error(error.into()),
        _ => return Err(wanted.into()),
    };
    Ok((name.trim().into(), outcome))
}

/// What the program may use.
#[derive(Args, Debug)]
struct LimitArgs {
    /// Memory of the simulated heap, in MiB
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    heap: Option<u64>,

    /// Output that the program may print, in MiB
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    max_output: Option<u64>,

    /// Instructions that the machine executes at the most
    #[arg(long, value_name = "N")]
    max_instructions: Option<u64>,
}

impl LimitArgs {
    fn limits(&self) -> Limits {
        let standard = Limits::default();
        Limits {
            heap: self.heap.map_or(standard.heap, |mib| mib << 20),
            output: self.max_output.map_or(standard.output, |mib| mib << 20),
            instructions: self.max_instructions.or(standard.instructions),
            ..standard
        }
    }
}

#[derive(Args, Debug)]
struct RunArgs {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    limits: LimitArgs,
    /// The same facts as data, the program's output among them
    #[arg(long)]
    json: bool,
}

/// The whole program, from its arguments to its exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = Cli::command().color(color_choice(&args));
    let parsed = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap, with a status of their own.
            let _ = error.print();
            return if error.exit_code() == 0 {
                Exit::Clean
            } else {
                Exit::Usage
            };
        }
    };
    let out = Output::new(cli.color);
    match cli.command {
        Some(Command::Check {
            files,
            strict,
            json,
        }) => check::check(&files, strict, json, &out),
        Some(Command::Run(args)) => run::run(&args, &out),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "undefer", &mut script);
            out.data(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            match clap_mangen::Man::new(Cli::command()).render(&mut page) {
                Ok(()) => out.data(&page),
                Err(_) => Exit::Usage,
            }
        }
        None => {
            let _ = Cli::command().print_help();
            Exit::Usage
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
