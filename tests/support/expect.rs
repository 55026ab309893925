//! What a program of `tests/programs` says about itself: marks on its lines, and the answer of real Zig beside it.

use std::path::{Path, PathBuf};

/// What must happen on one line: `// ~KIND text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    pub line: u64,
    pub kind: String,
    /// A part of what must be said; empty if anything will do.
    pub text: String,
}

impl Mark {
    /// The `use-after-free` of `// ~FAULT use-after-free: write of 4 bytes`, and the rest.
    pub fn code(&self) -> (&str, &str) {
        let (code, rest) = self.text.split_once(':').unwrap_or((&self.text, ""));
        (code.trim(), rest.trim())
    }
}

/// One program and everything that is expected of it.
pub struct Program {
    pub path: PathBuf,
    pub marks: Vec<Mark>,
    /// `NAME.expected`, if it is there.
    pub answer: Option<String>,
}

impl Program {
    pub fn read(path: &Path) -> Program {
        let text = std::fs::read(path).expect("the file was just listed");
        let text = String::from_utf8_lossy(&text);
        let lines = text.lines().enumerate();
        Program {
            path: path.to_path_buf(),
            marks: lines
                .flat_map(|(i, line)| marks(i as u64 + 1, line))
                .collect(),
            answer: std::fs::read_to_string(path.with_extension("expected")).ok(),
        }
    }

    /// `ok/arrays.zig`
    pub fn name(&self) -> String {
        let folder = self.path.parent().and_then(Path::file_name);
        let parts = [folder, self.path.file_name()];
        let parts: Vec<_> = parts
            .iter()
            .flatten()
            .map(|p| p.to_string_lossy())
            .collect();
        parts.join("/")
    }

    pub fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Mark> {
        self.marks.iter().filter(move |m| m.kind == kind)
    }

    pub fn has(&self, kind: &str) -> bool {
        self.all(kind).next().is_some()
    }

    /// More arguments for the command line: `// ~ARGS --entry leak`.
    pub fn arguments(&self) -> Vec<String> {
        self.all("ARGS").flat_map(|m| words(&m.text)).collect()
    }
}

/// Splits as a shell does, as far as single quotes go.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in text.split('\'').enumerate() {
        match i % 2 {
            0 => words.extend(part.split_whitespace().map(String::from)),
            _ => words.push(part.to_string()),
        }
    }
    words
}

fn marks(line: u64, text: &str) -> Vec<Mark> {
    let parts = text.split("// ~").skip(1);
    parts
        .filter_map(|part| {
            let (kind, text) = part.split_once(' ').unwrap_or((part, ""));
            let known =
                !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
            known.then(|| Mark {
                line,
                kind: kind.to_string(),
                text: text.trim().to_string(),
            })
        })
        .collect()
}

/// Output as it stands in an `.expected` file: a line per line, what cannot be read escaped, and a single
/// backslash where the last line has no newline. `tests/oracle.py` writes the same.
pub fn escape(output: &str) -> String {
    let mut text = String::new();
    for c in output.chars() {
        match c {
            '\n' => text.push('\n'),
            '\\' => text.push_str("\\\\"),
            c if (c as u32) < 0x20 || (0x7f..0xa0).contains(&(c as u32)) => {
                for byte in c.to_string().bytes() {
                    text.push_str(&format!("\\x{byte:02x}"));
                }
            }
            c => text.push(c),
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str("\\\n");
    }
    text
}
