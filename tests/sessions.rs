//! Transcripts: each file in `tests/sessions/` holds a program (or names one of the samples) and a debugging session of
//! it, commands with their replies, as a reviewer reads them. The commands are carried out again and must be answered in the same words.
//! `UPDATE=1 cargo test --test sessions` writes what was answered into the files.

use std::fs;
use std::path::{Path, PathBuf};

use undefer::debug::{Session, SessionOptions};
use undefer::front::script::{self, Form};
use undefer::source::{Origin, SourceMap};
use undefer::{bytecode, sema};

const PROGRAM: &str = "=== program\n";
const SAMPLE: &str = "=== sample ";
const TRANSCRIPT: &str = "=== transcript\n";

/// One file: comments, the program, the transcript.
struct Transcript {
    /// Everything before the transcript, as it stands there.
    head: String,
    program: String,
    transcript: String,
}

impl Transcript {
    fn read(text: &str) -> Transcript {
        let (head, transcript) = text
            .split_once(TRANSCRIPT)
            .expect("a `=== transcript` line");
        let program = match head.split_once(PROGRAM) {
            Some((_, program)) => program.to_owned(),
            None => {
                let (_, name) = head.split_once(SAMPLE).expect("a program or a sample");
                let path = Path::new(env!("CARGO_MANIFEST_DIR"));
                let path = path.join("samples").join(format!("{}.zig", name.trim()));
                fs::read_to_string(path).expect("the sample")
            }
        };
        Transcript {
            head: head.to_owned(),
            program,
            transcript: transcript.to_owned(),
        }
    }

    /// The commands, without what was answered.
    fn script(&self) -> String {
        let commands = self.transcript.lines().filter_map(|l| l.strip_prefix("> "));
        commands.map(|c| format!("{c}\n")).collect()
    }

    fn with(&self, transcript: &str) -> String {
        format!("{}{TRANSCRIPT}{transcript}", self.head)
    }
}

/// A session of a program that must compile.
fn session(name: &str, program: &str) -> Session {
    let mut map = SourceMap::default();
    let id = map.add(format!("{name}.zig"), program, Origin::User);
    let analysis = sema::analyze(&mut map, id, &sema::Options::default());
    let Some(module) = analysis.module else {
        let said: Vec<_> = analysis.diagnostics.iter().map(|d| &d.message).collect();
        panic!("{name}: {said:?}");
    };
    let program = bytecode::lower(module, map).unwrap_or_else(|p| panic!("{name}: {p:?}"));
    let options = SessionOptions {
        typed: format!("{name}.zig"),
        ..SessionOptions::default()
    };
    Session::start(program, options)
}

/// What the session answers to the commands of a transcript.
fn replay(name: &str, transcript: &Transcript) -> String {
    let mut session = session(name, &transcript.program);
    session.record_ahead(script::AHEAD);
    let mut out = Vec::new();
    let script = transcript.script();
    script::run(
        |command| session.execute(command),
        script.as_bytes(),
        Form::Text,
        &mut out,
    )
    .expect("memory takes everything");
    String::from_utf8(out).expect("replies are text")
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of transcripts")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
}

/// The first line in which two texts differ.
fn difference(expected: &str, actual: &str) -> Option<String> {
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    if let Some((number, (e, a))) = lines.find(|(_, (e, a))| e != a) {
        return Some(format!(
            "line {}:\n  expected {e}\n  got      {a}",
            number + 1
        ));
    }
    (expected != actual).then(|| "one is longer than the other".to_owned())
}

#[test]
fn sessions_answer_as_written() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for path in files() {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a readable file");
        let transcript = Transcript::read(&text);
        let answered = replay(&name, &transcript);
        if update {
            fs::write(&path, transcript.with(&answered)).expect("the file can be written");
        } else if let Some(difference) = difference(&transcript.transcript, &answered) {
            wrong.push(format!("{name}, {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_session_answers_the_same_twice() {
    let path = files().into_iter().next().expect("at least one transcript");
    let text = fs::read_to_string(path).expect("a readable file");
    let transcript = Transcript::read(&text);
    assert_eq!(replay("a", &transcript), replay("a", &transcript));
}
