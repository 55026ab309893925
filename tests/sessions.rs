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

    use std::path::Path;

    use undefer::debug::Session;
    use undefer::debug::command::Command;
    use undefer::debug::reply::{Answer, Reply};

    use super::{Transcript, files, session};

    /// The programs of the transcripts, the samples, and some that are made for looking at moves.
    fn sessions() -> Vec<(String, Session)> {
        let name = |path: &Path| {
            let stem = path.file_stem().expect("a name");
            stem.to_string_lossy().into_owned()
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut programs: Vec<(String, String)> = Vec::new();
        for path in files() {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            programs.push((name(&path), Transcript::read(&text).program));
        }
        for entry in std::fs::read_dir(root.join("samples")).expect("the samples") {
            let path = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).expect("a readable file");
            programs.push((name(&path), text));
        }
        programs.sort_by(|a, b| a.1.cmp(&b.1));
        programs.dedup_by(|a, b| a.1 == b.1);
        let open = |(name, text): (String, String)| {
            let session = session(&name, &text);
            (name, session)
        };
        let mut sessions: Vec<_> = programs.into_iter().map(open).collect();
        // Of a program without an end there is no way back from the end.
        sessions.retain_mut(|(_, session)| {
            session.record_ahead(1_000_000);
            session.is_complete()
        });
        sessions
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

    /// Moves that are looked at in one program.
    const MOST: usize = 150;

    /// The moments at which a move stops until it gets nowhere.
    fn stops(session: &mut Session, text: &str) -> Vec<u64> {
        let mut stops = vec![tick(&tell(session, "where"))];
        while stops.len() < MOST {
            let reply = tell(session, text);
            if !reply.moved {
                break;
            }
            stops.push(tick(&reply));
        }
        stops
    }

    /// Both lists of stops, the one back in order of time; `None` if there are too many.
    fn both_ways(session: &mut Session, there: &str, back: &str) -> Option<(Vec<u64>, Vec<u64>)> {
        tell(session, "goto start");
        let forwards = stops(session, there);
        // Without a trail of steps: from a jump to where it ended.
        tell(session, "goto start");
        let end = forwards.last().copied().unwrap_or(0);
        tell(session, &format!("goto tick:{end}"));
        let mut backwards = stops(session, back);
        backwards.reverse();
        let is_whole = forwards.len() < MOST && backwards.len() < MOST;
        is_whole.then_some((forwards, backwards))
    }

    #[test]
    fn backwards_is_the_mirror_of_forwards() {
        for (name, mut session) in sessions() {
            stops_going_back_are_those_going_forward(&name, &mut session);
            breakpoints_stop_at_the_same_moments_in_both_directions(&name, &mut session);
            breakpoints_on_all_lines_together_stop_once_a_visit(&name, &mut session);
            tell(&mut session, "delete");
            a_step_back_undoes_a_step_from_everywhere(&name, &mut session);
            what_is_looked_at_changes_nothing(&name, &mut session);
        }
    }

    fn stops_going_back_are_those_going_forward(name: &str, session: &mut Session) {
        for (there, back) in [("s", "rs"), ("n", "rn"), ("event", "revent"), ("c", "rc")] {
            if let Some((mut forwards, backwards)) = both_ways(session, there, back) {
                // Before the first event there is no other to go back to.
                if there == "event" && forwards.first() != backwards.first() {
                    forwards.remove(0);
                }
                assert_eq!(forwards, backwards, "{name}: {there}");
            }
        }
    }

    /// With one breakpoint at a time: some lines, events, reads and writes of the variables at the end.
    fn breakpoints_stop_at_the_same_moments_in_both_directions(name: &str, session: &mut Session) {
        let lines = [3, 5, 8, 13, 16, 19, 21, 25];
        let mut set: Vec<String> = lines.map(|line| format!("break {line}")).into();
        set.extend(["alloc", "free", "defer", "error", "fault"].map(|e| format!("break {e}")));
        tell(session, "goto end");
        if let Answer::Variables { variables, .. } = tell(session, "locals").answer {
            set.extend(variables.iter().map(|v| format!("watch {}", v.name)));
            set.extend(variables.iter().map(|v| format!("rwatch {}", v.name)));
        }
        for stop in set {
            tell(session, "goto end");
            if tell(session, &stop).failed {
                continue;
            }
            if let Some((forwards, backwards)) = both_ways(session, "c", "rc") {
                assert_eq!(forwards, backwards, "{name}: {stop}");
            }
            tell(session, "delete");
        }
    }

    fn breakpoints_on_all_lines_together_stop_once_a_visit(name: &str, session: &mut Session) {
        for line in 1..80 {
            tell(session, &format!("break {line}"));
        }
        if let Some((forwards, backwards)) = both_ways(session, "c", "rc") {
            assert_eq!(forwards, backwards, "{name}");
            assert!(forwards.windows(2).all(|w| w[0] < w[1]), "{name}");
        }
        // Over and out stop on their way, and so everywhere where `c` does.
        tell(session, "goto start");
        let all = stops(session, "c");
        tell(session, "goto start");
        let over = stops(session, "n");
        if all.len() < MOST && over.len() < MOST {
            assert!(
                all.iter().all(|t| over.contains(t)),
                "{name}: {all:?} {over:?}"
            );
        }
    }

    fn a_step_back_undoes_a_step_from_everywhere(name: &str, session: &mut Session) {
        for step in (1..60).step_by(3) {
            if tell(session, &format!("goto {step}")).failed {
                break;
            }
            // From between two statements, and from inside one.
            for inside in ["where", "si 2"] {
                let from = tick(&tell(session, inside));
                for (there, back) in [("n", "rn"), ("s", "rs")] {
                    let moved = tell(session, there).moved;
                    let to = tick(&tell(session, if moved { back } else { "where" }));
                    assert_eq!(from, to, "{name}: {there} from t {step}, {inside}");
                }
            }
        }
    }

    fn what_is_looked_at_changes_nothing(name: &str, session: &mut Session) {
        let looks = [
            "where",
            "frames",
            "locals",
            "blocks",
            "defers",
            "log",
            "output",
            "totals",
            "explain",
            "diff start",
            "print 1 @ end",
            "visits 5",
            "who-freed #1",
            "writes #1",
            "breaks",
        ];
        for percent in [0, 30, 60, 90] {
            let before = tell(session, &format!("goto {percent}%"));
            let frames = tell(session, "frames").text();
            for look in looks {
                let reply = tell(session, look);
                assert!(!reply.moved, "{name}: {look}");
            }
            let after = tell(session, "where");
            assert_eq!(tick(&before), tick(&after), "{name}");
            assert_eq!(frames, tell(session, "frames").text(), "{name}");
        }
    }
}
