//! What a session can be told, as data. The text of each command is the business of [`super::table`].

use std::fmt;

use crate::vm::BlockId;

/// One order to a session. Every one has a text form; `command.to_string()` gives it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    Move {
        motion: Motion,
        back: bool,
        /// At least 1.
        count: u32,
    },
    Goto(Target),
    /// Takes back the last move of one's own; `Redo` takes that back.
    Undo,
    Redo,
    Mark(String),
    Marks,

    Break(BreakSpec),
    Watch(WatchSpec),
    Breaks,
    Delete(Vec<u32>),
    Enable {
        ids: Vec<u32>,
        on: bool,
    },

    Where,
    /// Source around a line, or around the present.
    List(Option<u32>),
    Frames,
    /// Of frame N, 0 is the innermost.
    Locals(Option<u32>),
    /// To look from another call than the innermost, until the next move; without a number says from which.
    Frame(Option<u32>),
    /// To the call so many further out, or in.
    Outwards(u32),
    Inwards(u32),
    Globals,
    Print(String),
    Bytes(Place),
    Blocks {
        live_only: bool,
    },
    Defers,
    Log(EventFilter),
    Output,
    Totals,

    Ask(Question),
    /// The life of a block, or of the fault.
    Explain(Option<Place>),
    Diff(Target),

    Set {
        option: Setting,
        on: bool,
    },
    Help(Option<String>),
    Quit,
}

/// How far one move goes; each works in both directions of time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Motion {
    /// To the next statement, wherever it is.
    Step,
    /// To the next statement of this function (or its caller's, at its end): calls and fired defers run through.
    Next,
    /// Out: to after the return, or back to before the call.
    Finish,
    /// To a breakpoint, a fault or the end.
    Continue,
    /// One instruction of the machine.
    Instruction,
    /// To the next visit of a line.
    Line(u32),
    /// To the next visit of the line on which we stand.
    SameLine,
    Event(EventFilter),
}

/// Which events are meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum EventFilter {
    #[default]
    Any,
    Alloc,
    Free,
    /// Births, deaths and changes of size.
    Memory,
    /// Armed, fired, disarmed.
    Defer,
    Error,
    Output,
    Fault,
    /// Faults and returned errors.
    Trouble,
}

impl EventFilter {
    /// Every filter with the word for it.
    pub const NAMES: &'static [(&'static str, EventFilter)] = &[
        ("any", EventFilter::Any),
        ("alloc", EventFilter::Alloc),
        ("free", EventFilter::Free),
        ("memory", EventFilter::Memory),
        ("defer", EventFilter::Defer),
        ("error", EventFilter::Error),
        ("output", EventFilter::Output),
        ("fault", EventFilter::Fault),
        ("trouble", EventFilter::Trouble),
    ];

    pub fn name(self) -> &'static str {
        let entry = Self::NAMES.iter().find(|(_, f)| *f == self);
        entry.map_or("any", |(name, _)| name)
    }

    /// Whether the bad end of a run is one of them.
    pub fn means_faults(self) -> bool {
        matches!(
            self,
            EventFilter::Any | EventFilter::Fault | EventFilter::Trouble
        )
    }

    /// The same as part of a sentence: `no event`, `no alloc`.
    pub fn noun(self) -> &'static str {
        match self {
            EventFilter::Any => "event",
            EventFilter::Memory => "alloc or free",
            EventFilter::Trouble => "fault or error",
            other => other.name(),
        }
    }
}

/// A moment, named in one of the ways in which people name moments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    Start,
    End,
    /// Before the statement with this number.
    Step(u64),
    /// Exactly so many instructions after the start.
    Tick(u64),
    Percent(u32),
    Fault,
    /// The moment at which the last pointer to a leaked block was lost.
    Leak(Option<BlockId>),
    /// The n-th visit of a line.
    Line {
        line: u32,
        visit: u64,
    },
    Block {
        id: BlockId,
        event: BlockEvent,
    },
    Mark(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockEvent {
    Alloc,
    Free,
}

/// A piece of memory: a whole block, or what an expression names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    Block(BlockId),
    Expression(String),
}

impl Place {
    /// `p.x @ t29`: the place without its moment, and the moment.
    pub fn at_another_moment(&self) -> Option<(Place, String)> {
        let Place::Expression(text) = self else {
            return None;
        };
        let (expression, moment) = super::parse::at_moment(text)?;
        let place = super::parse::block_or_expression(expression).ok()?;
        Some((place, moment.to_owned()))
    }
}

/// Where and when to stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BreakSpec {
    pub at: BreakAt,
    pub condition: Option<String>,
    /// Stop at the n-th hit and after.
    pub hits: Option<u64>,
    /// Gone after its first stop.
    pub once: bool,
    /// Print this instead of stopping.
    pub log: Option<String>,
}

impl BreakSpec {
    pub fn new(at: BreakAt) -> BreakSpec {
        BreakSpec {
            at,
            condition: None,
            hits: None,
            once: false,
            log: None,
        }
    }
}

/// Which accesses to stop before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WatchSpec {
    pub what: Place,
    /// Reads too, not only writes.
    pub reads: bool,
    /// Asked before a read, and after what a write has done.
    pub condition: Option<String>,
}

impl WatchSpec {
    /// Every write.
    pub fn writes(what: Place) -> WatchSpec {
        WatchSpec {
            what,
            reads: false,
            condition: None,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BreakAt {
    /// The line on which we stand.
    Here,
    Line(u32),
    Function(String),
    Event {
        filter: EventFilter,
        block: Option<BlockId>,
    },
    /// `error.Name`: where it is returned.
    Error(String),
}

/// Questions that the recording answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Question {
    LastWrite(Place),
    Writes(Place),
    NextUse(Place),
    WhoAllocated(Place),
    WhoFreed(Place),
    WhoPoints(Place),
    Visits(u32),
    Calls(String),
    When(String),
}

impl Question {
    /// `last-write p.x @ t29`: the question without its moment, and the moment.
    pub fn at_another_moment(&self) -> Option<(Question, String)> {
        let (place, ask): (&Place, fn(Place) -> Question) = match self {
            Question::LastWrite(place) => (place, Question::LastWrite),
            Question::Writes(place) => (place, Question::Writes),
            Question::NextUse(place) => (place, Question::NextUse),
            Question::WhoAllocated(place) => (place, Question::WhoAllocated),
            Question::WhoFreed(place) => (place, Question::WhoFreed),
            Question::WhoPoints(place) => (place, Question::WhoPoints),
            Question::Visits(_) | Question::Calls(_) | Question::When(_) => return None,
        };
        let (place, moment) = place.at_another_moment()?;
        Some((ask(place), moment))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Setting {
    /// Steps and frames of the library count too.
    Library,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Start => f.write_str("start"),
            Target::End => f.write_str("end"),
            Target::Step(n) => write!(f, "{n}"),
            Target::Tick(n) => write!(f, "tick:{n}"),
            Target::Percent(n) => write!(f, "{n}%"),
            Target::Fault => f.write_str("fault"),
            Target::Leak(None) => f.write_str("leak"),
            Target::Leak(Some(id)) => write!(f, "leak:{id}"),
            Target::Line { line, visit: 1 } => write!(f, "line:{line}"),
            Target::Line { line, visit } => write!(f, "line:{line}#{visit}"),
            Target::Block { id, event } => write!(f, "{id}:{}", event.name()),
            Target::Mark(name) => f.write_str(name),
        }
    }
}

impl BlockEvent {
    pub fn name(self) -> &'static str {
        match self {
            BlockEvent::Alloc => "alloc",
            BlockEvent::Free => "free",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Block(id) => write!(f, "{id}"),
            Place::Expression(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for BreakSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            BreakAt::Here => f.write_str("break")?,
            BreakAt::Line(line) => write!(f, "break {line}")?,
            BreakAt::Function(name) => write!(f, "break {name}")?,
            BreakAt::Error(name) => write!(f, "break error.{name}")?,
            BreakAt::Event { filter, block } => {
                write!(f, "break {}", filter.name())?;
                if let Some(id) = block {
                    write!(f, " {id}")?;
                }
            }
        }
        if let Some(condition) = &self.condition {
            write!(f, " if {condition}")?;
        }
        if let Some(n) = self.hits {
            write!(f, " hits {n}")?;
        }
        if self.once {
            f.write_str(" once")?;
        }
        if let Some(text) = &self.log {
            write!(f, " log \"{text}\"")?;
        }
        Ok(())
    }
}

impl fmt::Display for WatchSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.reads { "rwatch" } else { "watch" };
        write!(f, "{word} {}", self.what)?;
        match &self.condition {
            Some(condition) => write!(f, " if {condition}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Command::Move {
                motion,
                back,
                count,
            } => {
                if *back {
                    f.write_str("reverse-")?;
                }
                let name = match motion {
                    Motion::Step => "step",
                    Motion::Next => "next",
                    Motion::Finish => "finish",
                    Motion::Continue => "continue",
                    Motion::Instruction => "stepi",
                    Motion::Line(line) => return write!(f, "until {line}").and(times(f, *count)),
                    Motion::SameLine => "visit",
                    Motion::Event(filter) => {
                        return write!(f, "event {}", filter.name()).and(times(f, *count));
                    }
                };
                f.write_str(name).and(times(f, *count))
            }
            Command::Goto(target) => write!(f, "goto {target}"),
            Command::Undo => f.write_str("undo"),
            Command::Redo => f.write_str("redo"),
            Command::Mark(name) => write!(f, "mark {name}"),
            Command::Marks => f.write_str("marks"),
            Command::Break(spec) => write!(f, "{spec}"),
            Command::Watch(spec) => write!(f, "{spec}"),
            Command::Breaks => f.write_str("breaks"),
            Command::Delete(ids) => f.write_str("delete").and(numbers(f, ids)),
            Command::Enable { ids, on: true } => f.write_str("enable").and(numbers(f, ids)),
            Command::Enable { ids, on: false } => f.write_str("disable").and(numbers(f, ids)),
            Command::Where => f.write_str("where"),
            Command::List(None) => f.write_str("list"),
            Command::List(Some(line)) => write!(f, "list {line}"),
            Command::Frames => f.write_str("frames"),
            Command::Locals(None) => f.write_str("locals"),
            Command::Locals(Some(frame)) => write!(f, "locals {frame}"),
            Command::Frame(None) => f.write_str("frame"),
            Command::Frame(Some(frame)) => write!(f, "frame {frame}"),
            Command::Outwards(count) => f.write_str("up").and(times(f, *count)),
            Command::Inwards(count) => f.write_str("down").and(times(f, *count)),
            Command::Globals => f.write_str("globals"),
            Command::Print(text) => write!(f, "print {text}"),
            Command::Bytes(place) => write!(f, "bytes {place}"),
            Command::Blocks { live_only: false } => f.write_str("blocks"),
            Command::Blocks { live_only: true } => f.write_str("blocks live"),
            Command::Defers => f.write_str("defers"),
            Command::Log(EventFilter::Any) => f.write_str("log"),
            Command::Log(filter) => write!(f, "log {}", filter.name()),
            Command::Output => f.write_str("output"),
            Command::Totals => f.write_str("totals"),
            Command::Ask(question) => write!(f, "{question}"),
            Command::Explain(None) => f.write_str("explain"),
            Command::Explain(Some(place)) => write!(f, "explain {place}"),
            Command::Diff(target) => write!(f, "diff {target}"),
            Command::Set {
                option: Setting::Library,
                on,
            } => write!(f, "set stdlib {}", if *on { "on" } else { "off" }),
            Command::Help(None) => f.write_str("help"),
            Command::Help(Some(name)) => write!(f, "help {name}"),
            Command::Quit => f.write_str("quit"),
        }
    }
}

fn times(f: &mut fmt::Formatter<'_>, count: u32) -> fmt::Result {
    if count == 1 {
        Ok(())
    } else {
        write!(f, " {count}")
    }
}

fn numbers(f: &mut fmt::Formatter<'_>, ids: &[u32]) -> fmt::Result {
    ids.iter().try_for_each(|id| write!(f, " {id}"))
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Question::LastWrite(place) => write!(f, "last-write {place}"),
            Question::Writes(place) => write!(f, "writes {place}"),
            Question::NextUse(place) => write!(f, "next-use {place}"),
            Question::WhoAllocated(place) => write!(f, "who-allocated {place}"),
            Question::WhoFreed(place) => write!(f, "who-freed {place}"),
            Question::WhoPoints(place) => write!(f, "who-points {place}"),
            Question::Visits(line) => write!(f, "visits {line}"),
            Question::Calls(function) => write!(f, "calls {function}"),
            Question::When(text) => write!(f, "when {text}"),
        }
    }
}
