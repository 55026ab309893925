//! Backwards is the mirror of forwards: for every move and every kind of breakpoint, the list of stops on the way from
//! the end to the start is the list from the start to the end, turned round. Looking changes nothing.

use std::fs;
use std::path::Path;

use undefer::debug::command::Command;
use undefer::debug::reply::{Answer, Reply};
use undefer::debug::view::{Value, Variable};
use undefer::debug::{Session, SessionOptions};
use undefer::source::{Origin, SourceMap};
use undefer::vm::Limits;
use undefer::{bytecode, sema};

/// Moves that are looked at in one direction.
const MOST: usize = 60;
/// Breakpoints that are tried in one program, of every kind some.
const TRIED: usize = 24;
/// Where programs without an end are cut off.
const LONGEST: u64 = 20_000;
/// Events that the log keeps.
const FEW: usize = 600;

/// A program with its whole run recorded.
struct Run {
    name: String,
    lines: usize,
    session: Session,
}

/// The samples, the programs beside this file and of the transcripts, as far as their runs are short.
fn runs(part: usize) -> impl Iterator<Item = Run> {
    let mut programs: Vec<(String, String)> = Vec::new();
    for folder in ["samples", "tests/mirror", "tests/sessions"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().expect("a name").to_string_lossy();
            let text = fs::read_to_string(&path).expect("it is text");
            let transcript = text.split_once("=== program\n");
            let program = transcript.map(|(_, rest)| rest.split("=== transcript\n").next());
            match (path.extension().and_then(|e| e.to_str()), program.flatten()) {
                (Some("zig"), _) => programs.push((name.into(), text)),
                (_, Some(program)) => programs.push((name.into(), program.to_owned())),
                _ => {}
            }
        }
    }
    programs.sort();
    assert!(programs.len() > 28, "{}", programs.len());
    let own = programs
        .into_iter()
        .enumerate()
        .filter(move |(at, _)| at % PARTS == part);
    // One after the other: each has a memory of its own.
    own.map(|(_, (name, text))| Run::of(&name, &text))
        .filter(|run| run.session.is_complete())
}

/// The tests of a program are independent of the others.
const PARTS: usize = 2;

impl Run {
    fn of(name: &str, text: &str) -> Run {
        let mut map = SourceMap::default();
        let id = map.add(format!("{name}.zig"), text, Origin::User);
        let analysis = sema::analyze(&mut map, id, &sema::Options::default());
        let module = analysis
            .module
            .unwrap_or_else(|| panic!("{name} does not compile"));
        let program = bytecode::lower(module, map).unwrap_or_else(|p| panic!("{name}: {p:?}"));
        let options = SessionOptions {
            limits: Limits {
                instructions: Some(LONGEST),
                // Of a program in which much happens, some are made again.
                events: FEW,
                ..Limits::default()
            },
            ..SessionOptions::default()
        };
        let mut session = Session::start(program, options);
        session.record_ahead(2 * LONGEST);
        Run {
            name: name.to_owned(),
            lines: text.lines().count(),
            session,
        }
    }

    fn tell(&mut self, text: &str) -> Reply {
        let command = Command::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        self.session.execute(&command)
    }

    /// Where a move has led to.
    fn go(&mut self, text: &str) -> u64 {
        tick(&self.tell(text))
    }

    fn jump(&mut self, tick: u64) {
        self.tell(&format!("goto tick:{tick}"));
    }

    /// The moments at which a move stops until it gets nowhere, with that from which it starts.
    fn stops(&mut self, text: &str) -> Vec<u64> {
        let mut stops = vec![self.go("where")];
        while stops.len() < MOST {
            let reply = self.tell(text);
            if !reply.moved {
                break;
            }
            stops.push(tick(&reply));
        }
        stops
    }

    /// Both lists of stops, the one back in order of time; of long ones what both have seen from the end.
    fn both_ways(&mut self, there: &str, back: &str) -> Option<(Vec<u64>, Vec<u64>)> {
        self.tell("goto start");
        let forwards = self.stops(there);
        // Without a trail of steps: from a jump to where it ended.
        self.tell("goto start");
        self.jump(*forwards.last().expect("where it started"));
        let mut backwards = self.stops(back);
        backwards.reverse();
        let is_whole = forwards.len() < MOST && backwards.len() < MOST;
        is_whole.then_some((forwards, backwards))
    }

    fn is_mirror(&mut self, there: &str, back: &str, what: &str) -> usize {
        match self.both_ways(there, back) {
            Some((forwards, backwards)) => {
                assert_eq!(forwards, backwards, "{}: {there} with {what}", self.name);
                forwards.len()
            }
            None => MOST,
        }
    }

    fn is_in_defer(&mut self) -> bool {
        let Answer::Position(position) = self.tell("where").answer else {
            return false;
        };
        let (now, line) = (
            position.moment.tick,
            position.location.map_or(0, |l| l.line),
        );
        let Answer::Findings(here) = self.tell(&format!("visits {line}")).answer else {
            return false;
        };
        let dates = here.iter().filter_map(|found| found.date.as_ref());
        dates
            .filter(|date| date.tick == now)
            .any(|date| date.by_defer)
    }

    /// Every variable of the innermost call and of the program, with its value.
    fn variables(&mut self) -> Vec<Variable> {
        let mut all = Vec::new();
        for look in ["locals", "globals"] {
            if let Answer::Variables { variables, .. } = self.tell(look).answer {
                all.extend(variables);
            }
        }
        all
    }
}

fn tick(reply: &Reply) -> u64 {
    match &reply.answer {
        Answer::Position(position) => position.moment.tick,
        other => panic!("{other:?}: {}", reply.message),
    }
}

#[test]
fn moves_are_mirrored() {
    for part in 0..PARTS {
        for mut run in runs(part) {
            stops_going_back_are_those_going_forward(&mut run);
            out_and_back_before_the_call_belong_together(&mut run);
            a_step_back_undoes_a_step_from_everywhere(&mut run);
            what_is_looked_at_changes_nothing(&mut run);
        }
    }
}

#[test]
fn breakpoints_are_mirrored() {
    breakpoints_of(0);
}

#[test]
fn breakpoints_of_other_programs_are_mirrored() {
    breakpoints_of(1);
}

fn breakpoints_of(part: usize) {
    let mut stopped = 0;
    for mut run in runs(part) {
        stopped += each_breakpoint_alone(&mut run);
        all_lines_together(&mut run);
    }
    assert!(stopped > 1_000, "{stopped}");
}

fn stops_going_back_are_those_going_forward(run: &mut Run) {
    for (there, back) in [("s", "rs"), ("n", "rn"), ("c", "rc")] {
        run.is_mirror(there, back, "nothing");
    }
    if let Some((mut forwards, backwards)) = run.both_ways("event", "revent") {
        // Before the first event there is no other to go back to.
        if forwards.first() != backwards.first() {
            forwards.remove(0);
        }
        assert_eq!(forwards, backwards, "{}: event", run.name);
    }
    for line in (1..=run.lines).step_by(3) {
        let (there, back) = (format!("until {line}"), format!("reverse-until {line}"));
        if run.tell(&there).failed {
            continue;
        }
        run.tell("goto start");
        let mut forwards = run.stops(&there);
        run.tell("goto end");
        let mut backwards = run.stops(&back);
        backwards.reverse();
        if forwards.len() < MOST && backwards.len() < MOST {
            // A visit at the very start or end is where the other one starts from.
            let Answer::Findings(found) = run.tell(&format!("visits {line}")).answer else {
                continue;
            };
            let dates = found.iter().filter_map(|f| f.date.as_ref());
            let visits: Vec<u64> = dates.map(|date| date.tick).collect();
            forwards.retain(|t| visits.contains(t));
            backwards.retain(|t| visits.contains(t));
            assert_eq!(forwards, backwards, "{}: {there}", run.name);
            assert_eq!(forwards, visits, "{}: {there}", run.name);
        }
    }
}

/// Before the call, over it: that is where going out of it leads to. And back over it is before the call.
fn out_and_back_before_the_call_belong_together(run: &mut Run) {
    run.tell("goto start");
    let all = run.stops("s");
    let end = run.go("goto end");
    for &inside in all.iter().filter(|&&inside| inside != end) {
        run.jump(inside);
        let out = run.go("fin");
        run.jump(inside);
        let reply = run.tell("rfin");
        if !reply.moved {
            continue;
        }
        let before = tick(&reply);
        assert!(before < inside && inside < out, "{}: {inside}", run.name);
        run.jump(before);
        assert_eq!(
            run.go("n"),
            out,
            "{}: over the call around {inside}",
            run.name
        );
        // Unless the call is one of a fired defer: back over it is before all that it belongs to.
        run.jump(out);
        let back = run.go("rn");
        run.jump(before);
        match run.is_in_defer() {
            true => assert!(back <= before, "{}: {inside}", run.name),
            false => assert_eq!(back, before, "{}: {inside}", run.name),
        }
    }
}

/// One at a time: on lines and functions, with conditions and counts, on events, reads and writes.
fn each_breakpoint_alone(run: &mut Run) -> usize {
    let mut stopped = 0;
    for (at, stop) in breakpoints(run) {
        run.tell(&at);
        if run.tell(&stop).failed {
            continue;
        }
        stopped += run.is_mirror("c", "rc", &stop);
        run.tell("delete");
    }
    stopped
}

/// Breakpoints, each with where to stand as it is set.
fn breakpoints(run: &mut Run) -> Vec<(String, String)> {
    let mut set: Vec<String> = Vec::new();
    for line in (1..=run.lines).step_by(4) {
        set.push(format!("break {line}"));
        set.push(format!("break {line} hits 2"));
    }
    let events = ["alloc", "free", "free #1", "defer", "error", "fault"];
    set.extend(events.map(|event| format!("break {event}")));
    let mut set: Vec<(String, String)> = set
        .into_iter()
        .map(|stop| ("goto end".to_owned(), stop))
        .collect();
    for at in ["goto 40%", "goto 75%", "goto end"] {
        run.tell(at);
        let line = match run.tell("where").answer {
            Answer::Position(position) => position.location.map(|l| l.line),
            other => panic!("{other:?}"),
        };
        for variable in run.variables() {
            let name = &variable.name;
            let own = parts(name, &variable.value);
            set.extend(
                own.iter()
                    .map(|part| (at.to_owned(), format!("watch {part}"))),
            );
            set.push((at.to_owned(), format!("rwatch {name}")));
            let text = &variable.value.text;
            if text.parse::<i64>().is_ok() {
                set.push((at.to_owned(), format!("watch {name} if {name} >= {text}")));
                if let Some(line) = line {
                    set.push((at.to_owned(), format!("break {line} if {name} == {text}")));
                    set.push((
                        at.to_owned(),
                        format!("break {line} if {name} != {text} and true hits 2"),
                    ));
                }
            }
        }
        for block in ["#1", "#2"] {
            set.push((at.to_owned(), format!("watch {block}")));
            set.push((at.to_owned(), format!("rwatch {block}")));
        }
    }
    set.sort_by(|a, b| a.1.cmp(&b.1));
    set.dedup_by(|a, b| a.1 == b.1);
    let every = set.len().div_ceil(TRIED).max(1);
    set.into_iter().step_by(every).collect()
}

/// A value and some pieces of it: a field, elements side by side.
fn parts(name: &str, value: &Value) -> Vec<String> {
    let mut parts = vec![name.to_owned()];
    if let Some((first, _)) = value.children.first() {
        match first.starts_with('[') {
            true if value.children.len() > 2 => parts.push(format!("{name}[1..3]")),
            true => parts.push(format!("{name}[0]")),
            false => parts.push(format!("{name}.{first}")),
        }
    }
    parts
}

fn all_lines_together(run: &mut Run) {
    for line in 1..=run.lines {
        run.tell(&format!("break {line}"));
    }
    if let Some((forwards, backwards)) = run.both_ways("c", "rc") {
        assert_eq!(forwards, backwards, "{}", run.name);
        assert!(forwards.windows(2).all(|w| w[0] < w[1]), "{}", run.name);
        // Over stops on its way, and so everywhere where `c` does.
        run.tell("goto start");
        let over = run.stops("n");
        if over.len() < MOST {
            let is_met = forwards.iter().all(|t| over.contains(t));
            assert!(is_met, "{}: {forwards:?} {over:?}", run.name);
        }
    }
    run.tell("delete");
}

fn a_step_back_undoes_a_step_from_everywhere(run: &mut Run) {
    for step in (1..60).step_by(3) {
        if run.tell(&format!("goto {step}")).failed {
            break;
        }
        // From between two statements, and from inside one.
        for inside in ["where", "si 2"] {
            let from = run.go(inside);
            for (there, back) in [("n", "rn"), ("s", "rs")] {
                let moved = run.tell(there).moved;
                let to = run.go(if moved { back } else { "where" });
                assert_eq!(from, to, "{}: {there} from t {step}, {inside}", run.name);
            }
        }
    }
}

fn what_is_looked_at_changes_nothing(run: &mut Run) {
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
        let before = run.go(&format!("goto {percent}%"));
        let frames = run.tell("frames").text();
        for look in looks {
            let reply = run.tell(look);
            assert!(!reply.moved, "{}: {look}", run.name);
        }
        assert_eq!(before, run.go("where"), "{}", run.name);
        assert_eq!(frames, run.tell("frames").text(), "{}", run.name);
    }
}
