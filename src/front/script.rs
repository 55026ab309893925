//! The session as text: a command a line, its reply after it. Deterministic, for tests, pipes and screen readers.

use std::io::{self, BufRead, Write};

use super::data;
use crate::debug::command::Command;
use crate::debug::reply::{Answer, Reply};

/// Instructions to record before the first command: the length of most runs is known then, and the replies do not
/// depend on how fast the host is.
pub const AHEAD: u64 = 20_000_000;

/// How replies are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Text,
    /// One JSON object a line.
    Json,
}

/// Carries out a script, line by line, and writes each reply as soon as it is there. Empty lines and lines that
/// start with `#` are skipped. What is wrong with a command is its reply, and the script goes on.
pub fn run(
    mut execute: impl FnMut(&Command) -> Reply,
    script: impl BufRead,
    form: Form,
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in script.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        let typed = line.trim();
        if typed.is_empty() || typed.starts_with('#') {
            continue;
        }
        let reply = match Command::parse(typed) {
            Ok(command) => execute(&command),
            Err(problem) => Reply::refused(problem),
        };
        write(typed, &reply, form, out)?;
        if reply.answer == Answer::Quit {
            break;
        }
    }
    out.flush()
}

fn write(typed: &str, reply: &Reply, form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Json => writeln!(out, "{}", data::reply(typed, reply))?,
        Form::Text => {
            writeln!(out, "> {typed}")?;
            let text = reply.text();
            if !text.is_empty() {
                writeln!(out, "{text}")?;
            }
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transcript(script: &str, form: Form) -> String {
        let mut out = Vec::new();
        let execute = |command: &Command| match command {
            Command::Quit => Reply::of(Answer::Quit),
            other => Reply::of(Answer::Text(format!("did {other}"))),
        };
        run(execute, script.as_bytes(), form, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("replies are text")
    }

    #[test]
    fn each_reply_follows_its_command() {
        let text = transcript("# a comment\nn 2\n\n  jump\nq\nwhere\n", Form::Text);
        assert_eq!(
            text,
            "> n 2\ndid next 2\n> jump\nthere is no command `jump`; `help` lists them\n> q\n"
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        let text = transcript("where\nbad\n", Form::Json);
        let objects: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is an object"))
            .collect();
        assert_eq!(objects[0]["text"], "did where");
        assert_eq!(objects[1]["ok"], false);
    }
}
