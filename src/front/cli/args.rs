//! What can be typed after `undefer`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::session;
use crate::debug::command::Command;
use crate::history;
use crate::sema::{self, HoleOutcome};
use crate::vm::Limits;

const STATUSES: &str = "\
Exit status: 0 clean, 1 the source was rejected, 2 wrong usage, 3 the program failed (`main` returned an error, \
or it exited with a status of its own), 4 panic, 5 memory fault, 6 leak, 7 a limit was reached, 130 interrupted.";

/// Runs memory programs on a simulated machine and walks through time in both directions.
///
/// Without a command it opens the terminal interface on FILE, or on the list of samples.
#[derive(Parser, Debug)]
#[command(name = "undefer", version, after_help = STATUSES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Sub>,

    /// Colours: the default uses them on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: clap::ColorChoice,

    #[command(flatten)]
    pub open: OpenArgs,
}

#[derive(Subcommand, Debug)]
pub(super) enum Sub {
    /// Run a program to its end, with all checks
    Run(RunArgs),
    /// Say what is wrong with programs, without running them
    Check(CheckArgs),
    /// Run the `test` blocks of a program, as `zig test` does
    Test(TestArgs),
    /// Debug a program with a script instead of a screen, a command a line
    Debug(DebugArgs),
    /// Write what happened in a run: blocks, defers, errors, output
    Trace(TraceArgs),
    /// Print a script that completes the arguments of undefer in a shell
    #[command(hide = true)]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

#[derive(Args, Debug)]
pub(super) struct OpenArgs {
    /// The program
    pub file: Option<PathBuf>,

    /// Where to go first: a step, `end`, `fault`, `leak`, `line:19#2`, ... as `goto` takes it
    #[arg(long, value_name = "PLACE", value_parser = session::goto)]
    pub at: Option<Command>,

    #[command(flatten)]
    pub reading: Reading,

    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Args, Debug)]
pub(super) struct RunArgs {
    #[command(flatten)]
    pub source: Source,

    /// Keep no history: faster, but reports are without dates
    #[arg(long)]
    pub no_record: bool,

    /// The same facts as data, the program's output among them
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// The programs
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,

    /// The same facts as data
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub(super) struct TestArgs {
    #[command(flatten)]
    pub source: Source,

    /// Run only the tests whose name contains TEXT
    #[arg(long, value_name = "TEXT")]
    pub test_filter: Option<String>,

    /// The same facts as data
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Args, Debug)]
pub(super) struct DebugArgs {
    #[command(flatten)]
    pub source: Source,

    /// The commands; `-` reads them from standard input
    #[arg(long, value_name = "SCRIPT", default_value = "-")]
    pub script: PathBuf,

    /// Where to go first, as `goto` takes it
    #[arg(long, value_name = "PLACE", value_parser = session::goto)]
    pub at: Option<Command>,

    /// A reply as a line of JSON
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Args, Debug)]
pub(super) struct TraceArgs {
    #[command(flatten)]
    pub source: Source,

    /// An event as a line of JSON
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub limits: LimitArgs,
}

/// A program and how it is to be read.
#[derive(Args, Debug)]
pub(super) struct Source {
    /// The program
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
}

/// How a program is to be read.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Reading {
    /// The function to run in a file without `main`: a name, or a call with its arguments
    #[arg(long, value_name = "NAME or CALL")]
    entry: Option<String>,

    /// What a function that exists nowhere gives: NAME=ok or NAME=error.Name
    #[arg(long = "hole", value_name = "NAME=OUTCOME", value_parser = hole)]
    holes: Vec<(String, HoleOutcome)>,

    /// Refuse everything that Zig refuses, unused names and the like too
    #[arg(long)]
    strict: bool,

    /// Run the `test` block of this name instead of `main`
    #[arg(long, value_name = "NAME", conflicts_with = "entry")]
    test: Option<String>,
}

impl Reading {
    pub fn options(&self) -> sema::Options {
        sema::Options {
            strict: self.strict,
            entry: self.entry.clone(),
            holes: self.holes.clone(),
            tests: self.test.is_some(),
            test: self.test.clone(),
            only_check: false,
        }
    }

    /// Whether one test is asked for by its name.
    pub fn names_test(&self) -> bool {
        self.test.is_some()
    }

    /// The same, but for one test of the program.
    pub fn of_test(&self, name: &str) -> Reading {
        Reading {
            entry: None,
            test: Some(name.to_owned()),
            ..self.clone()
        }
    }

    /// The arguments that read a program in this way.
    pub fn typed(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut option = |name: &str, value: String| words.extend([name.to_owned(), value]);
        if let Some(entry) = &self.entry {
            option("--entry", entry.clone());
        }
        for (name, outcome) in &self.holes {
            let outcome = match outcome {
                HoleOutcome::Ok => "ok".to_owned(),
                HoleOutcome::Error(error) => format!("error.{error}"),
            };
            option("--hole", format!("{name}={outcome}"));
        }
        if let Some(test) = &self.test {
            option("--test", test.clone());
        }
        words
    }
}

fn hole(text: &str) -> Result<(String, HoleOutcome), String> {
    let wanted = "expected NAME=ok or NAME=error.Name";
    let (name, outcome) = text.split_once('=').ok_or(wanted)?;
    let name = name.trim().trim_end_matches("()");
    let outcome = match (outcome, outcome.strip_prefix("error.")) {
        _ if name.is_empty() => return Err(wanted.into()),
        ("ok", _) => HoleOutcome::Ok,
        (_, Some(error)) if !error.is_empty() => HoleOutcome::Error(error.into()),
        _ => return Err(wanted.into()),
    };
    Ok((name.into(), outcome))
}

/// What the program may use, and the recording. The last arguments of a command: their heading stands over all that follow.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Limits")]
pub(super) struct LimitArgs {
    /// Memory of the simulated heap, in MiB: 1024 is the default, and the most
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    heap: Option<u64>,

    /// Output that the program may print, in MiB: 16 by default
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    max_output: Option<u64>,

    /// Instructions that the machine executes at the most: 100000000000 by default
    #[arg(long, value_name = "N")]
    max_instructions: Option<u64>,

    /// Memory that the recording may hold, in MiB: 256 by default; with less, the distant past is slower to reach
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=4096))]
    history: Option<u64>,

    /// Instructions between two checkpoints of the recording: about 1000000 by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1000..))]
    interval: Option<u64>,
}

impl LimitArgs {
    /// What the recording may cost.
    pub fn history(&self) -> history::Options {
        let standard = history::Options::default();
        let budget = self.history.map_or(standard.budget, |mib| mib << 20);
        history::Options {
            budget,
            interval: self.interval.unwrap_or(standard.interval),
            host: standard.host + budget.saturating_sub(standard.budget),
            ..standard
        }
    }

    /// The arguments that let a program use as much.
    pub fn typed(&self) -> Vec<String> {
        let limits = [
            ("--heap", self.heap),
            ("--max-output", self.max_output),
            ("--max-instructions", self.max_instructions),
        ];
        let given = limits
            .iter()
            .filter_map(|(name, n)| Some([name.to_string(), (*n)?.to_string()]));
        given.flatten().collect()
    }

    pub fn limits(&self) -> Limits {
        let standard = Limits::default();
        Limits {
            heap: self.heap.map_or(standard.heap, |mib| mib << 20),
            output: self.max_output.map_or(standard.output, |mib| mib << 20),
            instructions: self.max_instructions.or(standard.instructions),
            ..standard
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_tells_the_defaults_under_a_heading_of_their_own() {
        let mut run = Cli::command()
            .find_subcommand("run")
            .cloned()
            .expect("`run`");
        let help = run.render_help().to_string();
        let (_, limits) = help.split_once("\nLimits:\n").expect("the heading");
        let limits = limits.split_whitespace().collect::<Vec<_>>().join(" ");
        let (machine, recording) = (Limits::default(), history::Options::default());
        for told in [
            format!("heap, in MiB: {}", machine.heap >> 20),
            format!("may print, in MiB: {}", machine.output >> 20),
            format!("at the most: {}", machine.instructions.expect("a limit")),
            format!("may hold, in MiB: {}", recording.budget >> 20),
            format!("recording: about {}", recording.interval),
        ] {
            assert!(limits.contains(&told), "{told}: {limits}");
        }
        assert!(!limits.contains("--json") && !limits.contains("--color"));
    }

    #[test]
    fn what_was_typed_can_be_typed_again() {
        let typed = "undefer run f.zig --entry f(1) --hole g=error.Oops --hole h=ok --heap 8";
        let typed: Vec<&str> = typed.split(' ').collect();
        let cli = Cli::try_parse_from(&typed).expect("it can be read");
        let Some(Sub::Run(run)) = cli.command else {
            panic!("it is `run`");
        };
        let words = [run.source.reading.typed(), run.limits.typed()].concat();
        assert_eq!(words, typed[3..]);
        let test = run.source.reading.of_test("a b").typed();
        assert_eq!(
            test,
            ["--hole", "g=error.Oops", "--hole", "h=ok", "--test", "a b"]
        );
    }

    #[test]
    fn holes_have_a_name_and_an_outcome() {
        let error = HoleOutcome::Error("Oops".into());
        assert_eq!(hole("save=ok"), Ok(("save".into(), HoleOutcome::Ok)));
        assert_eq!(
            hole("Resource.init=error.Oops"),
            Ok(("Resource.init".into(), error))
        );
        for wrong in ["save", "save=", "=ok", "save=error.", "save=no"] {
            assert!(hole(wrong).is_err(), "{wrong}");
        }
    }
}
