//! The session: a recorded run, the moment at which its user stands, and everything that the user has set.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::atlas::Atlas;
use super::chronicle::Chronicle;
use super::command::{Command, Motion, Place, Setting};
use super::faces::Faces;
use super::ghosts::Ghosts;
use super::held::Held;
use super::hits::Hits;
use super::moves::{Mover, Outcome};
use super::past::Past;
use super::present::Present;
use super::reply::{Answer, Reply};
use super::report::Report;
use super::rows::LogIndex;
use super::status::Ending;
use super::stops::Stops;
use super::table;
use super::tides::Tides;
use super::view::{self, Snapshot, Wanted};
use super::walk::{Found, Walk};
use super::worker::Driven;
use crate::bytecode::Program;
use crate::history;
use crate::vm::Limits;

/// How a session shall be.
#[derive(Clone, Debug, Default)]
pub struct SessionOptions {
    pub limits: Limits,
    /// What the recording may cost.
    pub history: history::Options,
    /// Steps inside the library count.
    pub library: bool,
    /// What to type after `undefer` to run the same again, for `open it: undefer FILE --at 41`.
    pub typed: String,
}

/// A recorded run and a place in it. Everything happens on the thread that made it.
pub struct Session {
    pub(super) past: Past,
    pub(super) atlas: Arc<Atlas>,
    pub(super) options: SessionOptions,
    /// Where the user stands. The machine itself may be elsewhere while the recording goes on.
    pub(super) at: u64,
    pub(super) stops: Stops,
    pub(super) marks: BTreeMap<String, Mark>,
    pub(super) undo: Vec<u64>,
    pub(super) redo: Vec<u64>,
    /// Moves `n` and `s` of late: motion, from where, to where. The opposite move goes back on them.
    trail: Vec<(Motion, u64, u64)>,
    /// How things looked before the last move.
    pub(super) before: Faces,
    pub(super) tides: Tides,
    pub(super) rows: LogIndex,
    pub(super) ghosts: Ghosts,
    pub(super) held: Held,
    /// The call from which people look, by its frame and the tick of its start; none is the innermost.
    pub(super) viewed: Option<(u64, u64)>,
    /// What the last move passed.
    pub(super) sentence: String,
    pub(super) chronicle: Chronicle,
    /// Hits of breakpoints, once counted in a complete recording.
    pub(super) hits: BTreeMap<u32, Hits>,
    /// Steps of calls by their ticks.
    pub(super) steps: HashMap<u64, u64>,
    pub(super) ending: Option<Ending>,
    pub(super) reports: Option<Arc<[Report]>>,
    interrupt: Arc<AtomicBool>,
}

/// A moment with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    pub tick: u64,
    pub step: u64,
}

/// Visits of lines that are gathered at a time.
const SLICE: usize = 20_000;

/// Moves that are remembered for `undo`, and for going back on them.
const REMEMBERED: usize = 10_000;

impl Session {
    pub fn start(program: Program, options: SessionOptions) -> Session {
        let program = Arc::new(program);
        let past = Past::start(program.clone(), &options.limits, options.history.clone());
        let interrupt = past.interrupt_flag();
        let mut session = Session {
            past,
            atlas: Arc::new(Atlas::new(program)),
            options,
            at: 0,
            stops: Stops::default(),
            marks: BTreeMap::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            trail: Vec::new(),
            before: Faces::default(),
            tides: Tides::default(),
            rows: LogIndex::default(),
            ghosts: Ghosts::default(),
            held: Held::default(),
            viewed: None,
            sentence: String::new(),
            chronicle: Chronicle::default(),
            hits: BTreeMap::new(),
            steps: HashMap::new(),
            ending: None,
            reports: None,
            interrupt,
        };
        session.begin();
        session.at = session.past.here().tick;
        session
    }

    fn begin(&mut self) {
        let (mover, past) = self.mover();
        mover.to_start(past);
        let here = past.here();
        if !here.halted {
            self.atlas.set_outermost(here.fp, here.called);
        }
    }

    pub(super) fn mover(&mut self) -> (Mover<'_>, &mut Past) {
        let mover = Mover {
            atlas: &self.atlas,
            library: self.options.library,
        };
        (mover, &mut self.past)
    }

    /// The machine at the moment where the user stands; [`Session::return_home`] must have brought it there.
    pub(super) fn present(&self) -> Present<'_> {
        Present {
            machine: self.past.machine(),
            atlas: &self.atlas,
            library: self.options.library,
        }
    }

    /// Brings the machine to where the user stands.
    pub(super) fn return_home(&mut self) {
        if self.past.here().tick != self.at {
            self.past.seek(self.at);
        }
    }

    pub fn interrupt_flag(&self) -> Arc<AtomicBool> {
        self.interrupt.clone()
    }

    /// How far a long move has come, in instructions.
    pub fn progress(&self) -> Arc<AtomicU64> {
        self.past.progress()
    }

    /// Whether the whole run is recorded.
    pub fn is_complete(&self) -> bool {
        self.past.is_complete()
    }

    /// The machine where the recording has come to: for what was printed and how it ended.
    pub fn machine(&self) -> &crate::vm::Machine {
        self.past.machine()
    }

    /// Goes on recording for about so many instructions; the machine stays where that ends.
    pub fn run_on(&mut self, instructions: u64) {
        self.past.record_instructions(instructions);
    }

    /// Records for about so long; true while there is more to record.
    pub fn record_slice(&mut self, budget: Duration) -> bool {
        self.interrupt.store(false, Ordering::Relaxed);
        if !self.past.is_complete() {
            self.past.record(budget);
            return true;
        }
        let atlas = self.atlas.clone();
        self.chronicle.read(&mut self.past, &atlas, SLICE);
        !self.chronicle.is_complete()
    }

    /// Records about so many instructions ahead, so that a short run is known whole.
    pub fn record_ahead(&mut self, instructions: u64) {
        self.past.record_instructions(instructions);
        self.ending();
    }

    /// Carries out one command. An interrupt that has come already is for this one.
    pub fn execute(&mut self, command: &Command) -> Reply {
        self.return_home();
        let known = self.recall_for(command);
        self.return_home();
        if known.is_err() {
            return Reply::refused(self.interrupted());
        }
        let stood = self.at;
        let reply = self.carry_out(command);
        if self.at != stood {
            self.viewed = None;
        }
        reply
    }

    fn carry_out(&mut self, command: &Command) -> Reply {
        match command {
            Command::Move {
                motion,
                back,
                count,
            } => self.go(*motion, *back, *count),
            Command::Goto(target) => self.goto(target),
            Command::Undo => self.take_back(),
            Command::Redo => self.take_again(),
            Command::Mark(name) => self.mark(name),
            Command::Marks => self.list_marks(),
            Command::Break(spec) => self.set_break(spec),
            Command::Watch(spec) => self.set_watch(spec),
            Command::Breaks => Reply::of(Answer::Breakpoints(self.breakpoints())),
            Command::Delete(ids) => {
                let done = self.stops.delete(ids);
                self.changed_stops(done, "deleted")
            }
            Command::Enable { ids, on } => {
                let done = self.stops.enable(ids, *on);
                self.changed_stops(done, if *on { "on" } else { "off" })
            }
            Command::Ask(question) => self.ask(question),
            Command::Explain(what) => match what.as_ref().and_then(Place::at_another_moment) {
                Some((what, moment)) => self
                    .elsewhere(&moment, |session| Ok(session.explain(Some(&what))))
                    .unwrap_or_else(Reply::refused),
                None => self.explain(what.as_ref()),
            },
            Command::Diff(target) => self.diff(target),
            Command::Set {
                option: Setting::Library,
                on,
            } => {
                self.options.library = *on;
                let said = if *on { "enters" } else { "skips" };
                Reply::of(Answer::Nothing).say(format!("stepping {said} the library"))
            }
            Command::Help(name) => match table::help(name.as_deref()) {
                Ok(text) => Reply::of(Answer::Text(text)),
                Err(problem) => Reply::refused(problem),
            },
            Command::Quit => Reply::of(Answer::Quit),
            looks => self.look(looks),
        }
    }

    /// Moves `count` times, or as often as it goes.
    fn go(&mut self, motion: Motion, back: bool, count: u32) -> Reply {
        let start = self.at;
        self.remember_faces();
        let (outcome, why) = match motion {
            Motion::Instruction => match self.past.go_instructions(count, back) {
                Found::Here => (Outcome::Arrived, String::new()),
                Found::Nowhere => (Outcome::Nowhere, String::new()),
                Found::Interrupted => (Outcome::Interrupted, String::new()),
            },
            _ => self.move_times(motion, back, count),
        };
        self.interrupt.store(false, Ordering::Relaxed);
        self.finish_move(start, outcome, why, motion, back)
    }

    fn move_times(&mut self, motion: Motion, back: bool, count: u32) -> (Outcome, String) {
        let mut outcome = Outcome::Nowhere;
        let mut why = String::new();
        for _ in 0..count {
            if self.interrupt.load(Ordering::Relaxed) {
                return (Outcome::Interrupted, String::new());
            }
            (outcome, why) = self.move_once(motion, back);
            // Running to breakpoints counts them; on the way of other moves they end the count.
            let goes_on = match motion {
                Motion::Continue => outcome == Outcome::Caught,
                _ => outcome == Outcome::Arrived,
            };
            if !goes_on {
                break;
            }
        }
        (outcome, why)
    }

    fn move_once(&mut self, motion: Motion, back: bool) -> (Outcome, String) {
        let from = self.past.here().tick;
        if let Some(to) = self.back_on_trail(motion, back, from) {
            self.past.seek(to);
            return (Outcome::Arrived, String::new());
        }
        let left = match motion {
            Motion::Finish if !back => self.present().shown_calls().first().copied(),
            _ => None,
        };
        let (outcome, mut why) = match motion {
            Motion::Continue => self.continue_to_stop(back),
            Motion::Event(filter) => self.seek_kind(filter, back),
            _ => self.move_unless_stopped(motion, back),
        };
        let to = self.past.here().tick;
        if !back && to != from && matches!(motion, Motion::Next | Motion::Step) {
            if self.trail.len() >= REMEMBERED {
                self.trail.drain(..REMEMBERED / 2);
            }
            self.trail.push((motion, from, to));
        }
        if let (Outcome::Arrived, Some(left)) = (outcome, left) {
            why = self.result_of(&left).unwrap_or_default();
        }
        (outcome, why)
    }

    /// Backwards from where a forward move of the same kind has just ended: to where that began.
    fn back_on_trail(&mut self, motion: Motion, back: bool, here: u64) -> Option<u64> {
        if !back {
            return None;
        }
        let &(last, from, to) = self.trail.last()?;
        if to != here {
            self.trail.clear();
            return None;
        }
        if last != motion {
            return None;
        }
        self.trail.pop();
        Some(from)
    }

    fn finish_move(
        &mut self,
        start: u64,
        outcome: Outcome,
        why: String,
        motion: Motion,
        back: bool,
    ) -> Reply {
        let reason = match outcome {
            Outcome::Interrupted => "interrupted".into(),
            _ if !why.is_empty() => why,
            Outcome::Nowhere => self.reason(motion, back),
            _ => String::new(),
        };
        self.arrive(start).say_if(reason)
    }

    /// The machine has been moved; the user goes with it. `start` is where the user stood.
    pub(super) fn arrive(&mut self, start: u64) -> Reply {
        self.at = self.past.here().tick;
        self.recall_around();
        let moved = self.at != start;
        if moved {
            self.undo.push(start);
            if self.undo.len() > REMEMBERED {
                self.undo.drain(..REMEMBERED / 2);
            }
            self.redo.clear();
            self.sentence = self.present().happened(start, self.at);
        }
        Reply::of(Answer::Position(self.position())).moved(moved)
    }

    /// Why a move leads nowhere, in a sentence.
    fn reason(&mut self, motion: Motion, back: bool) -> String {
        let line = match motion {
            Motion::Line(line) => Some(line),
            Motion::SameLine => Some(self.atlas.location(self.past.here().pc).line),
            _ => None,
        };
        if let Some(line) = line {
            return self.no_visit(line, back);
        }
        let is_first = || self.present().shown_calls().len() == 1;
        if back && motion == Motion::Finish && is_first() {
            let name = self.present().innermost_name();
            return format!("nobody called {name}: `goto start` is where it begins");
        }
        if back {
            return "this is the start: nothing ran before it".into();
        }
        let status = self.status();
        match status.state {
            view::State::Paused => "there is nothing to move over".into(),
            view::State::Exited | view::State::Failed => "nothing runs after the end".into(),
            _ => "nothing runs after this".into(),
        }
    }

    fn no_visit(&self, line: u32, back: bool) -> String {
        if self.atlas.visits(line).is_empty() {
            return self.atlas.nothing_on(line);
        }
        if back {
            format!("line {line} was not reached before")
        } else {
            format!("line {line} is never reached again")
        }
    }

    fn take_back(&mut self) -> Reply {
        let Some(to) = self.undo.pop() else {
            return Reply::refused("there is no move to take back");
        };
        self.redo.push(self.at);
        self.jump_silently(to)
    }

    fn take_again(&mut self) -> Reply {
        let Some(to) = self.redo.pop() else {
            return Reply::refused("there is no undone move");
        };
        self.undo.push(self.at);
        self.jump_silently(to)
    }

    /// A jump that is itself no move to take back.
    fn jump_silently(&mut self, to: u64) -> Reply {
        self.remember_faces();
        let start = self.at;
        self.past.seek(to);
        self.at = self.past.here().tick;
        self.recall_around();
        self.sentence = self.present().happened(start, self.at);
        Reply::of(Answer::Position(self.position())).moved(self.at != start)
    }

    fn mark(&mut self, name: &str) -> Reply {
        let (tick, step) = (self.at, self.moment().step);
        self.marks.insert(name.to_owned(), Mark { tick, step });
        Reply::of(Answer::Nothing).say(format!("{name} is t {step}"))
    }

    fn list_marks(&mut self) -> Reply {
        let marks: Vec<_> = self.marks.clone().into_iter().collect();
        let mut list = Vec::new();
        for (name, mark) in marks {
            self.past.seek(mark.tick);
            list.push((name, self.position()));
        }
        self.return_home();
        Reply::of(Answer::Marks(list))
    }

    pub(super) fn remember_faces(&mut self) {
        self.before = Faces::of(&self.present());
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed)
    }
}

impl Driven for Session {
    fn execute(&mut self, command: &Command) -> Reply {
        Session::execute(self, command)
    }

    fn record_slice(&mut self, budget: Duration) -> bool {
        Session::record_slice(self, budget)
    }

    fn snapshot(&mut self, wanted: &Wanted) -> Snapshot {
        Session::snapshot(self, wanted)
    }

    fn interrupt_flag(&self) -> Arc<AtomicBool> {
        Session::interrupt_flag(self)
    }

    fn progress(&self) -> Arc<AtomicU64> {
        Session::progress(self)
    }
}
