//! What `undefer` says about a program, read from its `--json`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A diagnostic, a fault or a leak: a place with words.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    pub severity: String,
    pub code: String,
    pub message: String,
    pub line: u64,
    /// The other lines that belong to the story.
    pub lines: Vec<u64>,
    /// Real Zig has an error where this is a warning.
    pub zig_refuses: bool,
}

impl Finding {
    fn read(value: &Value) -> Finding {
        let word = |key: &str| value[key].as_str().unwrap_or_default().to_string();
        let labels = value["labels"].as_array().into_iter().flatten();
        Finding {
            severity: word("severity"),
            code: word("code"),
            message: word("message"),
            line: value["at"]["line"].as_u64().unwrap_or(0),
            lines: labels.filter_map(|l| l["at"]["line"].as_u64()).collect(),
            zig_refuses: value["zig_refuses"].as_bool().unwrap_or(false),
        }
    }

    /// `12: error: expected type ...`
    pub fn text(&self) -> String {
        let Finding {
            line,
            severity,
            code,
            message,
            ..
        } = self;
        format!("{line}: {severity}[{code}]: {message}")
    }
}

/// How the run ended, in the words of an `.expected` file, and what was found on the way.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub diagnostics: Vec<Finding>,
    /// `exit 0`, `panic index out of bounds: index 3, len 3`, `error Oops`, `fault use-after-free`
    pub end: String,
    pub ended_at: Finding,
    pub leaks: Vec<Finding>,
    pub stdout: String,
    pub stderr: String,
    /// What `test` says of each test, in the form of `test/NAME.expected`; empty for the other commands.
    pub tests: String,
    /// What the process said that is no JSON: it must be nothing.
    pub noise: String,
}

/// Asks the program under test.
pub fn ask(arguments: &[&str], file: &Path, more: &[String]) -> Facts {
    let run = Command::new(env!("CARGO_BIN_EXE_undefer"))
        .args(arguments)
        .arg("--json")
        .arg(file)
        .args(more)
        .output()
        .expect("the binary was built for this test");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let noise = String::from_utf8_lossy(&run.stderr).into_owned();
    match serde_json::from_str(&said) {
        Ok(value) => facts(&value, noise),
        Err(why) => Facts {
            noise: format!("{}: {why}\n{said}{noise}", run.status),
            ..Facts::default()
        },
    }
}

fn facts(value: &Value, noise: String) -> Facts {
    // `check` takes many files and answers with a list.
    let value = match value["files"].as_array() {
        Some(files) => &files[0],
        None => value,
    };
    let list = |key: &str| {
        let items = value[key].as_array().into_iter().flatten();
        items.map(Finding::read).collect()
    };
    let word = |key: &str| value[key].as_str().unwrap_or_default().to_string();
    let ended_at = Finding::read(&value["end"]);
    Facts {
        diagnostics: list("diagnostics"),
        end: end(&value["end"], &ended_at),
        leaks: list("leaks"),
        stdout: word("stdout"),
        stderr: word("stderr"),
        tests: tests(value),
        ended_at,
        noise,
    }
}

/// A line per test, what it said indented below, then how many there were of each kind.
fn tests(value: &Value) -> String {
    let Some(list) = value["tests"].as_array() else {
        return String::new();
    };
    let word = |test: &Value, key: &str| test[key].as_str().unwrap_or_default().to_string();
    let mut text = String::new();
    for test in list {
        let name = word(test, "name");
        let own = name.split_once('.').map_or(name.as_str(), |(_, own)| own);
        let plain = own.strip_prefix("test.").or(own.strip_prefix("decltest."));
        text += plain.unwrap_or(own);
        text += ": ";
        text += &word(test, "result");
        if test["result"] == "fail" {
            text += " ";
            text += &word(test, "why");
        }
        text += "\n";
        for line in word(test, "stderr").lines() {
            text += format!("    {line}").trim_end();
            text += "\n";
        }
    }
    let count = |key: &str| value[key].as_u64().unwrap_or(0);
    text += &format!(
        "{} passed; {} skipped; {} failed; {} leaked\n",
        count("passed"),
        count("skipped"),
        count("failed"),
        count("leaked")
    );
    text
}

fn end(end: &Value, at: &Finding) -> String {
    match end["kind"].as_str() {
        Some("exited") => format!("exit {}", end["exit"].as_u64().unwrap_or(0)),
        Some("error") => format!("error {}", end["name"].as_str().unwrap_or_default()),
        Some("panic") => format!("panic {}", at.message),
        Some(kind) => format!("{kind} {}", at.code),
        None => String::new(),
    }
}
