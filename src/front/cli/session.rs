//! Sessions as the command line starts them.

use std::path::Path;

use super::args::{LimitArgs, Reading};
use crate::debug::SessionOptions;
use crate::debug::command::Command;

/// What a session is told that was asked for in this way; `file` is as the user typed it.
pub(super) fn options(file: &Path, reading: &Reading, limits: &LimitArgs) -> SessionOptions {
    let file = file.display().to_string();
    let words = std::iter::once(file)
        .chain(reading.typed())
        .chain(limits.typed());
    SessionOptions {
        limits: limits.limits(),
        history: limits.history(),
        typed: words
            .map(|word| quoted(&word))
            .collect::<Vec<_>>()
            .join(" "),
        ..SessionOptions::default()
    }
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./=:,+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// `--at 41`, `--at fault`, `--at line:19#2`: what `goto` understands.
pub(super) fn goto(place: &str) -> Result<Command, String> {
    Command::parse(&format!("goto {place}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_split_it() {
        assert_eq!(quoted("samples/pair.zig"), "samples/pair.zig");
        assert_eq!(quoted("my pair.zig"), "'my pair.zig'");
        assert_eq!(quoted("f(1)"), "'f(1)'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
    }
}
