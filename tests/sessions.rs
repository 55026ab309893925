//! Transcripts: each file in `tests/sessions/` holds a program and a debugging session of it, commands with their
//! replies, as a reviewer reads them. The commands are carried out again and must be answered in the same words.
//! `UPDATE=1 cargo test --test sessions` writes what was answered into the files.

use std::fs;
use std::path::{Path, PathBuf};

use undefer::debug::{Session, SessionOptions};
use undefer::front::script::{self, Form};
use undefer::source::{Origin, SourceMap};
use undefer::{bytecode, sema};

const PROGRAM: &str = "=== program\n";
const TRANSCRIPT: &str = "=== transcript\n";

/// One file: comments, the program, the transcript.
struct Transcript {
    comments: String,
    program: String,
    transcript: String,
}

impl Transcript {
    fn read(text: &str) -> Transcript {
        let (comments, rest) = text.split_once(PROGRAM).expect("a `=== program` line");
        let (program, transcript) = rest
            .split_once(TRANSCRIPT)
            .expect("a `=== transcript` line");
        Transcript {
            comments: comments.to_owned(),
            program: program.to_owned(),
            transcript: transcript.to_owned(),
        }
    }

    /// The commands, without what was answered.
    fn script(&self) -> String {
        let commands = self.transcript.lines().filter_map(|l| l.strip_prefix("> "));
        commands.map(|c| format!("{c}\n")).collect()
    }

    fn with(&self, transcript: &str) -> String {
        let Transcript {
            comments, program, ..
        } = self;
        format!("{comments}{PROGRAM}{program}{TRANSCRIPT}{transcript}")
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
        name: format!("{name}.zig"),
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

mod inverse {
    //! Backwards is the mirror of forwards.

    use undefer::debug::Session;
    use undefer::debug::command::Command;
    use undefer::debug::reply::{Answer, Reply};

    use super::{Transcript, files, session};

    fn sessions() -> Vec<(String, Session)> {
        let open = |path: std::path::PathBuf| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let session = session(&name, &Transcript::read(&text).program);
            (name, session)
        };
        files().into_iter().map(open).collect()
    }

    fn tell(session: &mut Session, text: &str) -> Reply {
        let command = Command::parse(text).expect("a command");
        session.execute(&command)
    }

    fn tick(reply: &Reply) -> u64 {
        match &reply.answer {
            Answer::Position(position) => position.moment.tick,
            other => panic!("{other:?}: {}", reply.message),
        }
    }

    /// The moments at which a move stops until it gets nowhere.
    fn stops(session: &mut Session, text: &str) -> Vec<u64> {
        let mut stops = vec![tick(&tell(session, "where"))];
        while stops.len() < 300 {
            let reply = tell(session, text);
            if !reply.moved {
                break;
            }
            stops.push(tick(&reply));
        }
        stops
    }

    #[test]
    fn stops_going_back_are_those_going_forward() {
        for (name, mut session) in sessions() {
            for (there, back) in [("s", "rs"), ("n", "rn"), ("si 7", "rsi 7"), ("c", "rc")] {
                tell(&mut session, "goto start");
                tell(&mut session, "break 12");
                let forwards = stops(&mut session, there);
                if forwards.len() >= 300 {
                    continue;
                }
                // Without a trail of steps: from a jump to the end.
                tell(&mut session, "goto start");
                tell(&mut session, "goto end");
                let mut backwards = stops(&mut session, back);
                backwards.reverse();
                if there != "si 7" {
                    assert_eq!(forwards, backwards, "{name}: {there}");
                }
                tell(&mut session, "delete");
            }
        }
    }

    #[test]
    fn a_step_back_undoes_a_step_from_everywhere() {
        for (name, mut session) in sessions() {
            for step in 1..60 {
                if tell(&mut session, &format!("goto {step}")).failed {
                    break;
                }
                // From between two statements, and from inside one.
                for inside in ["where", "si 2"] {
                    let from = tick(&tell(&mut session, inside));
                    for (there, back) in [("n", "rn"), ("s", "rs")] {
                        let moved = tell(&mut session, there).moved;
                        let to = tick(&tell(&mut session, if moved { back } else { "where" }));
                        assert_eq!(from, to, "{name}: {there} from t {step}, {inside}");
                    }
                }
            }
        }
    }
}
