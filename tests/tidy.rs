//! What holds for the whole tree: imports point down one ladder, files stay readable, nothing is left undone,
//! and every dependency has a licence that we can live with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Lines of a source file. One noun rarely needs a third of it; the loop of the machine is one flat table.
const MAX_LINES: usize = 1000;

/// The ladder stands in the first comment of `lib.rs`, and only there.
fn ladder() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("lib.rs");
    let line = lib
        .lines()
        .find(|line| line.contains(" → "))
        .expect("lib.rs shows the ladder");
    let rungs = line.trim_start_matches("//!").split('→');
    rungs.map(|rung| rung.trim().to_string()).collect()
}

/// Beyond the ladder: these do not know each other although the order would let them.
const STRANGERS: &[(&str, &[&str])] = &[
    // The library is text; only analysis reads it.
    ("types", &["syntax", "stdlib", "diag"]),
    ("ir", &["syntax", "stdlib"]),
    ("bytecode", &["syntax", "diag", "stdlib", "sema"]),
    ("vm", &["syntax", "diag", "stdlib", "sema"]),
    ("history", &["syntax", "diag", "stdlib", "sema"]),
];

/// Crates that only one part of the program knows.
const CRATES: &[(&str, &[&str])] = &[
    ("ratatui", &["front"]),
    ("crossterm", &["front"]),
    ("clap", &["front"]),
    ("signal_hook", &["front"]),
    ("serde_json", &["front", "diag"]),
    ("annotate_snippets", &["diag"]),
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
];

struct Source {
    /// From the root of the project.
    path: PathBuf,
    /// `vm` for `src/vm/memory.rs`.
    module: String,
    text: String,
}

impl Source {
    /// The text without what is compiled for tests only.
    fn program(&self) -> &str {
        let is_test = self
            .path
            .components()
            .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
        match is_test {
            true => "",
            false => self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(""),
        }
    }

    /// The lines of the program that are no comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.program().lines().enumerate();
        lines
            .map(|(i, line)| (i + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&Path::new(ROOT).join("src"), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let inside = path
                .strip_prefix(ROOT)
                .expect("below the root")
                .to_path_buf();
            let module = inside.components().nth(1).expect("src/...");
            let module = module.as_os_str().to_string_lossy();
            Source {
                module: module.trim_end_matches(".rs").to_string(),
                text: fs::read_to_string(&path).expect("a readable file"),
                path: inside,
            }
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[track_caller]
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// `crate::vm::...` and `undefer::vm::...`, also as `use crate::{vm, ...}`.
fn modules_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for start in ["crate::", "undefer::"] {
        for (at, _) in line.match_indices(start) {
            let rest = &line[at + start.len()..];
            let group = rest
                .strip_prefix('{')
                .map(|g| g.split('}').next().unwrap_or(g));
            let parts: Vec<&str> = match group {
                Some(group) => group.split(',').collect(),
                None => vec![rest],
            };
            for part in parts {
                let name = part
                    .trim()
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next();
                named.extend(name.filter(|n| !n.is_empty()).map(String::from));
            }
        }
    }
    named
}

#[test]
fn imports_point_down_the_ladder() {
    let ladder = ladder();
    let rung = |module: &str| ladder.iter().position(|r| r == module);
    let mut problems = Vec::new();
    for source in sources() {
        if source.module == "lib" {
            continue;
        }
        // The library's text stands beside the ladder, below analysis.
        let mine = rung(&source.module).or_else(|| rung("sema"));
        let mine = mine.unwrap_or_else(|| panic!("'{}' is not on the ladder", source.module));
        let strangers = STRANGERS
            .iter()
            .find(|(module, _)| *module == source.module);
        let strangers = strangers.map_or(&[][..], |(_, others)| *others);
        for (line, text) in source.code() {
            for named in modules_named(text) {
                let above = rung(&named).is_some_and(|other| other > mine);
                if above || strangers.contains(&named.as_str()) {
                    problems.push(format!(
                        "{}:{line}: `{}` must not know `{named}`",
                        source.path.display(),
                        source.module
                    ));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn front_ends_do_not_know_each_other() {
    const DOORS: [&str; 2] = ["cli", "tui"];
    let mut problems = Vec::new();
    for source in sources().iter().filter(|s| s.module == "front") {
        let path = source.path.display().to_string();
        for door in DOORS
            .iter()
            .filter(|door| path.contains(&format!("/{door}")))
        {
            for other in DOORS.iter().filter(|other| *other != door) {
                // The command line opens the interface; everything else stays apart.
                let opens = *door == "cli" && path.ends_with("/open.rs");
                let words = [format!("front::{other}"), format!("super::{other}")];
                for (line, text) in source.code() {
                    if !opens && words.iter().any(|word| text.contains(word)) {
                        problems.push(format!("{path}:{line}: `{door}` must not know `{other}`"));
                    }
                }
            }
        }
    }
    none(problems);
}

#[test]
fn crates_stay_where_they_belong() {
    let mut problems = Vec::new();
    for source in sources() {
        for (name, homes) in CRATES {
            if homes.contains(&source.module.as_str()) {
                continue;
            }
            for (line, text) in source.code() {
                if text.contains(&format!("{name}::")) {
                    let path = source.path.display();
                    problems.push(format!("{path}:{line}: `{name}` belongs into {homes:?}"));
                }
            }
        }
    }
    none(problems);
}

#[test]
fn files_are_readable() {
    let mut problems = Vec::new();
    for source in sources() {
        let path = source.path.display();
        let lines = source.program().lines().count();
        if lines > MAX_LINES {
            problems.push(format!("{path}: {lines} lines, more than {MAX_LINES}"));
        }
        if lines > 0 && !source.text.starts_with("//!") {
            problems.push(format!(
                "{path}: starts without a paragraph that says what it is"
            ));
        }
    }
    none(problems);
}

#[test]
fn nothing_is_left_undone() {
    // Put together, so that this file does not find itself.
    let words = ["todo", "unimplemented", "dbg"].map(|word| format!("{word}!("));
    let marks = [
        "TO".to_string() + "DO",
        "FIX".to_string() + "ME",
        "XX".to_string() + "X",
    ];
    let mut problems = Vec::new();
    for source in sources() {
        for (i, line) in source.text.lines().enumerate() {
            let here = || format!("{}:{}: {}", source.path.display(), i + 1, line.trim());
            if words.iter().any(|word| line.contains(word)) {
                problems.push(here());
            }
            let comment = line.split("//").nth(1).unwrap_or("");
            if marks.iter().any(|mark| comment.contains(mark)) {
                problems.push(here());
            }
        }
    }
    none(problems);
}

#[test]
fn the_top_level_is_as_it_was_designed() {
    const ALLOWED: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "grammar.pest",
        "src",
        "samples",
        "tests",
        "target",
    ];
    let entries = fs::read_dir(ROOT).expect("the root");
    let names = entries.map(|e| {
        e.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let strange = names.filter(|name| !name.starts_with('.') && !ALLOWED.contains(&name.as_str()));
    none(strange.collect());
}

/// What `cargo deny` would say about licences and sources, without the tool.
#[test]
fn dependencies_have_known_licences() {
    const ALLOWED: &[&str] = &[
        "MIT",
        "Apache-2.0",
        "Unicode-3.0",
        "Zlib",
        "BSD-3-Clause",
        "BSD-2-Clause",
        "ISC",
        "0BSD",
        "BSL-1.0",
    ];
    let cargo = std::env::var("CARGO").unwrap_or("cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version=1", "--offline", "--locked"]);
    let run = command.current_dir(ROOT).output().expect("cargo runs");
    let Ok(all) = serde_json::from_slice::<serde_json::Value>(&run.stdout) else {
        // Without the registry's index (a vendored build) there is nothing to ask.
        return;
    };
    let mut problems = BTreeSet::new();
    for package in all["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or("none");
        // `A OR B` is fine if one of them is; `A AND B` needs both.
        let fine = licence
            .split(" OR ")
            .flat_map(|l| l.split('/'))
            .any(|choice| {
                let parts = choice.split(" AND ");
                let mut words = parts.map(|w| w.trim_matches(|c| "() ".contains(c)));
                words.all(|w| ALLOWED.contains(&w) || w.ends_with(" WITH LLVM-exception"))
            });
        if !fine {
            problems.insert(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str().unwrap_or("");
        if source.starts_with("git+") {
            problems.insert(format!("{name}: from git"));
        }
    }
    none(problems.into_iter().collect());
}
