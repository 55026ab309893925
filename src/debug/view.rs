//! What a front end is told: one [`Snapshot`] is everything that can be seen at one moment, as plain data.
//! Steps are numbered as people see them: the number of the statement that runs next, from 1.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{FileId, Span};
use crate::vm::BlockId;

/// Which parts of long lists to send: the rest is only counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    pub blocks: Range<usize>,
    pub log: Range<usize>,
    /// Keep the row of the present inside the log's range: shift the range if need be.
    pub follow_log: bool,
    /// Rows of other kinds are neither sent nor counted.
    pub log_shows: LogFilter,
    /// Rows of the life strip.
    pub lives: usize,
    /// Bytes of each block at the most.
    pub bytes_per_block: usize,
    /// Elements or fields of each value at the most.
    pub children: usize,
    /// Show library frames and steps.
    pub library: bool,
}

impl Default for Wanted {
    /// What a screen of common size shows.
    fn default() -> Wanted {
        Wanted {
            blocks: 0..64,
            log: 0..64,
            follow_log: true,
            log_shows: LogFilter::default(),
            lives: 16,
            bytes_per_block: 64,
            children: 16,
            library: false,
        }
    }
}

/// Which rows of the log are meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LogFilter {
    /// Births, deaths and changes of blocks, and what went wrong.
    #[default]
    Memory,
    Defers,
    Everything,
}

impl LogFilter {
    pub fn shows(self, kind: LogKind) -> bool {
        use LogKind::*;
        match self {
            LogFilter::Memory => matches!(kind, Alloc | Resize | Free | Leak | Fault | Error),
            LogFilter::Defers => matches!(kind, DeferArmed | DeferFired | DeferDisarmed),
            LogFilter::Everything => true,
        }
    }
}

/// A window of a long list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// Index of the first item that was sent.
    pub first: usize,
    pub total: usize,
    pub items: Vec<T>,
}

impl<T> Default for Page<T> {
    fn default() -> Page<T> {
        Page {
            first: 0,
            total: 0,
            items: Vec::new(),
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Snapshot {
    pub moment: Moment,
    pub recording: Recording,
    /// Where the next statement stands; `None` after the end.
    pub position: Option<Location>,
    pub status: Status,
    /// How the run ends; `None` while that is not recorded.
    pub ending: Option<Ending>,
    /// Innermost first; live frames, then ghosts of frames that returned lately.
    pub frames: Vec<Frame>,
    /// Live frames below those that were sent.
    pub frames_below: usize,
    pub globals: Vec<Variable>,
    pub blocks: Page<Block>,
    pub totals: Totals,
    /// Per frame, innermost first, then finished ones.
    pub defers: Vec<FrameDefers>,
    pub log: Page<LogRow>,
    /// How many rows of the whole log lie in the past.
    pub log_past: usize,
    pub output: Output,
    pub lives: Vec<Life>,
    pub tide: Tide,
    pub breakpoints: Vec<Breakpoint>,
    /// Named moments with their steps, in order of time.
    pub marks: Vec<(String, u64)>,
    /// Lines of the shown file that hold a statement of the program, and how often each ran up to now, sorted by line.
    pub lines: Arc<Vec<LineFacts>>,
}

impl Snapshot {
    /// The picture before there is anything to see.
    pub fn empty() -> Snapshot {
        Snapshot {
            moment: Moment {
                tick: 0,
                step: 1,
                last_step: 1,
                library_steps: 0,
            },
            recording: Recording::Running,
            position: None,
            status: Status {
                state: State::Paused,
                headline: String::new(),
                sentence: String::new(),
                report: None,
            },
            ending: None,
            frames: Vec::new(),
            frames_below: 0,
            globals: Vec::new(),
            blocks: Page::default(),
            totals: Totals::default(),
            defers: Vec::new(),
            log: Page::default(),
            log_past: 0,
            output: Output::default(),
            lives: Vec::new(),
            tide: Tide::default(),
            breakpoints: Vec::new(),
            marks: Vec::new(),
            lines: Arc::default(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    pub tick: u64,
    /// Number of the next step, from 1.
    pub step: u64,
    /// The last step that is recorded; grows while recording runs.
    pub last_step: u64,
    /// Inside the library: statements since the user's step began.
    pub library_steps: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Recording {
    Running,
    /// The program's whole life is known.
    Complete,
    /// Stopped at a limit: one sentence says which.
    Full(String),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    pub file: FileId,
    pub line: u32,
    pub col: u32,
    pub span: Span,
    pub function: String,
    /// The text of the statement, on one line.
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// Before the first statement, or between two.
    Paused,
    /// The next thing that happens is this misuse: nothing runs after it.
    Fault,
    Panicked,
    /// `main` returned.
    Exited,
    /// `main` returned an error.
    Failed,
    /// A limit of the machine.
    Limit,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    pub state: State,
    /// A few words for the top line: `USE AFTER FREE of #2`; empty while nothing is special.
    pub headline: String,
    /// One sentence about what just happened: `` `defer gpa.destroy(b)` ran because makePair returned ``.
    pub sentence: String,
    /// The full report of a fault, panic, error or leaks, ready to show.
    pub report: Option<Arc<str>>,
}

/// The end of a run, as it can be told from any moment of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    pub state: State,
    /// As [`Status::headline`] at the end: `USE AFTER FREE of #2`, `1 block leaked (10 B)`; empty after a clean end.
    pub headline: String,
    /// Where `continue` leads without breakpoints.
    pub step: u64,
    /// The line of the misuse, panic or returned error, or of the first leaked allocation; 0 if there is none.
    pub line: u32,
    pub block: Option<BlockId>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// Stays the same for the life of the frame.
    pub id: u64,
    pub function: String,
    pub location: Location,
    pub is_library: bool,
    /// Step in which it was called.
    pub called: u64,
    pub returned: Option<Returned>,
    pub locals: Vec<Variable>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Returned {
    pub step: u64,
    pub value: Option<Value>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Variable {
    pub name: String,
    pub type_name: String,
    pub value: Value,
    /// Changed by the last move, in either direction of time.
    pub changed: bool,
    /// What it was before that.
    pub old: Option<String>,
    /// Where its declaration stands.
    pub line: u32,
}

/// A typed value as a tree; `text` is the whole of it on one line.
#[derive(Clone, PartialEq, Debug)]
pub struct Value {
    pub text: String,
    pub kind: ValueKind,
    pub children: Vec<(String, Value)>,
    /// Children that exist beyond those sent.
    pub more: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueKind {
    Plain,
    Undefined,
    Null,
    Error,
    /// Into a block, live or not.
    Block {
        id: BlockId,
        offset: u64,
        dangling: bool,
    },
    /// To a local or global; `dangling` when its owner is gone.
    Variable {
        name: String,
        dangling: bool,
    },
    /// Any other address.
    Address,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Block {
    pub id: BlockId,
    pub addr: u64,
    pub size: u64,
    pub state: BlockState,
    /// `page_allocator`, `arena`, ...
    pub allocator: String,
    /// What was asked for: `[4]i32`, `i32`.
    pub type_name: String,
    /// Names of variables, fields or blocks that point here now: `main.items`, `#2.next`.
    pub holders: Vec<String>,
    pub parent: Option<BlockId>,
    pub born: Date,
    pub died: Option<Date>,
    /// `None` is an undefined byte; cut to [`Wanted::bytes_per_block`].
    pub bytes: Vec<Option<u8>>,
    /// The bytes as the type that was asked for.
    pub value: Value,
    /// What it held when it died.
    pub last_value: Option<String>,
    pub changed: bool,
    /// The misuse that is about to happen touches this block.
    pub misuse: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockState {
    /// Allocated and not freed.
    Live,
    Freed,
    /// Live, but nothing points to it any more, or the program has ended.
    Leaked,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Date {
    pub step: u64,
    pub tick: u64,
    pub line: u32,
    pub function: String,
    /// The statement's text.
    pub text: String,
    /// By a fired defer.
    pub by_defer: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    pub live_bytes: u64,
    pub live_blocks: u64,
    pub peak_bytes: u64,
    pub peak_step: u64,
    pub blocks: u64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct FrameDefers {
    pub frame: u64,
    pub function: String,
    pub is_live: bool,
    /// The innermost frame, of a function that can return an error.
    pub can_fail: bool,
    /// Blocks that nobody could reach any more if it did that now.
    pub lost: Vec<BlockId>,
    /// How a finished frame ended: `returned ok`, `returned error.OutOfMemory`.
    pub ending: Option<String>,
    /// Pending ones in the order in which they would run, then finished ones.
    pub entries: Vec<Defer>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Defer {
    /// 1 runs first; `None` for finished ones.
    pub order: Option<u32>,
    pub on_error: bool,
    /// Without the keyword: `gpa.free(items)`.
    pub text: String,
    pub line: u32,
    pub armed: u64,
    pub state: DeferState,
    /// The block on which it would act now.
    pub target: Option<BlockId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeferState {
    Armed,
    Running,
    Fired {
        step: u64,
    },
    /// An `errdefer` whose scope ended without an error.
    Disarmed {
        step: u64,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogRow {
    pub step: u64,
    pub tick: u64,
    pub kind: LogKind,
    pub block: Option<BlockId>,
    pub bytes: u64,
    /// Function, with ` defer` where a fired defer did it.
    pub by: String,
    pub line: u32,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LogKind {
    Alloc,
    Resize,
    Free,
    Leak,
    Fault,
    DeferArmed,
    DeferFired,
    DeferDisarmed,
    Error,
    Output,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Output {
    /// What was printed up to now (the end of it, if it is long).
    pub past: String,
    /// What the recording knows will be printed.
    pub future: String,
    /// Bytes printed up to now.
    pub total: u64,
}

/// How many blocks were alive over the whole recorded run, for strips that have no row for each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tide {
    /// Blocks that the recorded run has, whenever they are born.
    pub blocks: u64,
    /// Steps in each entry of `heights`.
    pub steps: u64,
    /// The most blocks alive at once in each stretch of time, from step 1.
    pub heights: Vec<u32>,
    /// How many are alive after the last of them.
    pub last: u32,
}

/// One row of the life strip; steps as people see them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Life {
    pub block: BlockId,
    pub born: u64,
    pub died: Option<u64>,
    pub misused: Vec<u64>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breakpoint {
    pub id: u32,
    pub line: Option<u32>,
    pub file: Option<FileId>,
    /// As it would be typed: `break 19 if i == 3`.
    pub text: String,
    pub enabled: bool,
    /// In the recording, with the first and the last step.
    pub hits: u64,
    /// How often its condition was asked, if it has one.
    pub visits: Option<u64>,
    /// Not all hits were counted.
    pub may_be_more: bool,
    pub first: Option<u64>,
    pub last: Option<u64>,
    /// Steps of the hits, or of some of them where there are many, spread evenly.
    pub some: Vec<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineFacts {
    pub line: u32,
    pub visits_past: u64,
    pub visits_total: u64,
}
