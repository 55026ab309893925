//! Everything the screen depends on. [`App`] is changed only by [`super::update`]; drawing reads it.

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

use ratatui::layout::Position;

use crate::debug::command::Place;
use crate::debug::reply::Finding;
use crate::debug::view::{BlockState, LogFilter, Snapshot, ValueKind, Wanted};
use crate::diag::Diagnostic;
use crate::source::{FileId, SourceFile, SourceMap};
use crate::vm::BlockId;

use super::action::{Action, PaneId};
use super::highlight::Colouring;
use super::keys::{Keymap, Mode};
use super::layout::{Arrangement, Layout, Tier};
use super::loader::Choice;
use super::panes::{findings, heap, stack};
use super::prompt::Prompt;
use super::samples::Chooser;
use super::settings::Settings;
use super::theme::Theme;

/// What the screen is about.
#[derive(Debug)]
pub enum Stage {
    /// The list of samples.
    Choosing(Chooser),
    /// A file that does not compile: its findings beside its source, and which one has the cursor.
    Rejected {
        at: usize,
    },
    Running,
}

/// The program on the screen.
#[derive(Clone, Debug)]
pub struct Program {
    pub choice: Choice,
    pub name: String,
    pub sources: SourceMap,
    pub file: FileId,
    pub diagnostics: Vec<Diagnostic>,
}

impl Program {
    /// Without its folders, which have no room in a line that says more than the name.
    pub fn short_name(&self) -> &str {
        short_name(&self.name)
    }
}

/// A file without its folders.
pub fn short_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A row of the stack: a frame, or a variable in it by its path.
pub type RowKey = (u64, String);

#[derive(Debug, Default)]
pub struct SourceView {
    pub file: Option<FileId>,
    /// First line shown, from 1.
    pub top: u32,
    /// `None`: on the line of the present.
    pub cursor: Option<u32>,
    pub left: usize,
}

#[derive(Debug, Default)]
pub struct StackView {
    pub top: usize,
    pub cursor: Option<RowKey>,
    /// The frame that was innermost when the rows were last put in place.
    pub innermost: Option<u64>,
    /// Rows that were folded or unfolded by hand.
    pub folds: HashMap<RowKey, bool>,
}

#[derive(Debug, Default)]
pub struct HeapView {
    /// Index of the first block shown.
    pub top: usize,
    pub cursor: Option<BlockId>,
    pub view: heap::View,
    /// The view was chosen by hand: another size of the screen does not change it.
    pub is_chosen: bool,
    /// Rows of each block in the view of bytes.
    pub dump_rows: usize,
}

/// A list that follows the present until the cursor is moved.
#[derive(Debug, Default)]
pub struct ListView {
    pub top: usize,
    pub cursor: Option<usize>,
}

/// Dated answers: the story of a block or a fault, or all writes of a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Findings {
    pub title: String,
    pub rows: Vec<Finding>,
    pub cursor: usize,
    pub top: usize,
}

/// The panes show what differs from a mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Diff {
    pub mark: String,
    /// What each thing was then, by its name: `main.p`, `#2`. `None` was not there.
    pub then: HashMap<String, Option<String>>,
    /// The moment of the comparison.
    pub tick: Option<u64>,
}

/// What a person had chosen at a moment: an undone jump brings it back.
#[derive(Clone, PartialEq, Debug)]
pub struct Choosing {
    pub focus: PaneId,
    pub row: Option<RowKey>,
    pub block: Option<BlockId>,
}

/// What lies on top of the panes.
#[derive(Clone, PartialEq, Debug)]
pub enum Overlay {
    None,
    Help {
        top: usize,
    },
    Text {
        title: String,
        text: String,
        top: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Plain,
    /// Why something could not be done.
    Refusal,
    /// True only until the session has answered.
    Waiting,
}

/// One sentence to the person, until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    pub text: String,
    pub tone: Tone,
}

/// A number or a letter that is being typed before or after a key.
#[derive(Debug, Default)]
pub struct Pending {
    pub count: Option<u32>,
    /// How many digits it has.
    pub digits: u32,
    /// When its last digit was typed, and which pane had the keys before its first one, and whether the output
    /// stood in the place of the log then.
    pub since: Option<(Instant, PaneId, bool)>,
    /// The next letter names a mark: to set, or to go to.
    pub letter: Option<Letter>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Letter {
    Mark,
    GoMark,
}

#[derive(Debug)]
pub struct App {
    pub stage: Stage,
    pub program: Option<Program>,
    pub snapshot: Option<Box<Snapshot>>,
    pub settings: Settings,
    pub keymap: Keymap,
    pub size: (u16, u16),
    pub layout: Layout,
    pub focus: PaneId,
    pub zoom: bool,
    /// The output stands where there is room for it or the log, but not both.
    pub output_first: bool,
    /// Whether the log has anything to show is not known yet: the run is still being recorded.
    pub log_may_yield: bool,
    pub source: SourceView,
    pub stack: StackView,
    pub heap: HeapView,
    pub defers: ListView,
    pub log: ListView,
    pub log_filter: LogFilter,
    pub output: ListView,
    pub findings: Option<Findings>,
    pub diff: Option<Diff>,
    pub overlay: Overlay,
    pub prompt: Prompt,
    pub pending: Pending,
    pub message: Option<Message>,
    pub colouring: Colouring,
    /// What was asked for before there was a program to do it with.
    pub early: Vec<(Action, Option<u32>)>,
    /// When each command that is not answered yet was sent.
    pub waiting: VecDeque<Instant>,
    /// The instruction that a long move has come to.
    pub progress: u64,
    /// The time of the last key or click.
    pub now: Option<Instant>,
    /// What the session was last told to send.
    pub wanted: Option<Wanted>,
    /// The last mark that was set: what `d` compares with.
    pub last_mark: Option<String>,
    /// Ctrl-C was pressed while nothing ran: once more quits.
    pub leaving: bool,
    pub drag: Option<super::mouse::Drag>,
    /// The last click, to know a double one.
    pub clicked: Option<(Instant, Position)>,
    /// The tick of the fault whose story was told without being asked for.
    pub told: Option<u64>,
    /// The next story was not asked for: it takes no keys.
    pub volunteers: bool,
    /// The pane that had the keys before the findings opened.
    pub focus_before: Option<PaneId>,
    /// Where the cursor was when a search began, and what was found last.
    pub search_from: Option<usize>,
    pub last_search: Option<String>,
    /// Lines that were typed at `:`, the newest last.
    pub history: Vec<String>,
    /// What was chosen at the moments that were left, by their ticks.
    pub left: HashMap<u64, Choosing>,
    /// The next picture is of a jump that was undone or done again.
    pub returns: bool,
    /// Where to stand after the file was read again.
    pub place: Option<super::reload::Place>,
}

impl App {
    pub fn new(settings: Settings, keymap: Keymap, size: (u16, u16)) -> App {
        let wish = Arrangement {
            focus: PaneId::Source,
            zoom: false,
            ratios: settings.ratios,
            output: false,
            story: false,
            story_rows: 0,
        };
        App {
            stage: Stage::Running,
            program: None,
            snapshot: None,
            settings,
            keymap,
            size,
            layout: Layout::new(size.0, size.1, &wish),
            focus: PaneId::Source,
            zoom: false,
            output_first: false,
            log_may_yield: false,
            source: SourceView::default(),
            stack: StackView::default(),
            heap: HeapView::default(),
            defers: ListView::default(),
            log: ListView::default(),
            log_filter: LogFilter::default(),
            output: ListView::default(),
            findings: None,
            diff: None,
            overlay: Overlay::None,
            prompt: Prompt::Closed,
            pending: Pending::default(),
            message: None,
            colouring: Colouring::default(),
            early: Vec::new(),
            waiting: VecDeque::new(),
            progress: 0,
            now: None,
            wanted: None,
            last_mark: None,
            leaving: false,
            drag: None,
            clicked: None,
            told: None,
            volunteers: false,
            focus_before: None,
            search_from: None,
            last_search: None,
            history: Vec::new(),
            left: HashMap::new(),
            returns: false,
            place: None,
        }
    }

    pub fn theme(&self) -> &Theme {
        &self.settings.theme
    }

    pub fn mode(&self) -> Mode {
        match (&self.overlay, &self.stage) {
            (Overlay::None, Stage::Running) => Mode::Run,
            (Overlay::None, _) => Mode::List,
            _ => Mode::Popup,
        }
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            tone: Tone::Plain,
        });
    }

    pub fn refuse(&mut self, why: impl Into<String>) {
        self.message = Some(Message {
            text: why.into(),
            tone: Tone::Refusal,
        });
    }

    /// The file in the source pane.
    pub fn shown_file(&self) -> Option<&SourceFile> {
        let program = self.program.as_ref()?;
        let id = self.source.file.unwrap_or(program.file);
        Some(program.sources.file(id))
    }

    /// The line of the present, when its file is the one that is shown.
    pub fn present_line(&self) -> Option<u32> {
        let program = self.program.as_ref()?;
        let position = self.snapshot.as_ref()?.position.as_ref()?;
        let shown = self.source.file.unwrap_or(program.file);
        (position.file == shown).then_some(position.line)
    }

    /// The line that the cursor is on.
    pub fn cursor_line(&self) -> Option<u32> {
        self.source.cursor.or_else(|| self.present_line())
    }

    pub fn arrangement(&self) -> Arrangement {
        Arrangement {
            focus: self.focus,
            zoom: self.zoom,
            ratios: self.settings.ratios,
            output: self.output_first,
            story: self.findings.is_some(),
            story_rows: self.findings.as_ref().map_or(0, |found| {
                let columns = self.size.0.saturating_sub(2) as usize;
                findings::lines(self, found, columns).len().min(20) as u16
            }),
        }
    }

    /// The part of the whole picture that this screen has room for.
    pub fn want(&self) -> Wanted {
        let log = self.layout.rows(PaneId::Log).max(8);
        Wanted {
            blocks: heap::wanted(self),
            log: self.log.top..self.log.top + 2 * log,
            follow_log: self.log.cursor.is_none(),
            log_shows: self.log_filter,
            lives: self.layout.strip_inner().height.saturating_sub(1) as usize,
            bytes_per_block: heap::bytes_per_block(self),
            children: 100,
            library: self.settings.library,
        }
    }

    /// What questions are about: the cell with the cursor, or what is most in need of an answer.
    pub fn selected(&self) -> Result<Place, String> {
        // An answer has the keys; what was asked about is still chosen in the pane before.
        let focus = match self.focus {
            PaneId::Story => self.focus_before.unwrap_or(PaneId::Story),
            focus => focus,
        };
        let chosen = match focus {
            PaneId::Stack => stack::selected(self)?,
            PaneId::Heap => self.heap.cursor.map(Place::Block),
            PaneId::Log => self.log_cursor_block(),
            _ => None,
        };
        chosen
            .or_else(|| self.obvious())
            .ok_or_else(|| "choose a variable (2) or a block (3) first".to_string())
    }

    fn log_cursor_block(&self) -> Option<Place> {
        let log = &self.snapshot.as_ref()?.log;
        let index = self.log.cursor?.checked_sub(log.first)?;
        log.items.get(index)?.block.map(Place::Block)
    }

    /// The block of the misuse, a dangling pointer's block, the last change.
    fn obvious(&self) -> Option<Place> {
        let snapshot = self.snapshot.as_ref()?;
        let misused = snapshot.blocks.items.iter().find(|b| b.misuse.is_some());
        let leaked = || {
            snapshot
                .blocks
                .items
                .iter()
                .find(|b| b.state == BlockState::Leaked)
        };
        if let Some(block) = misused.or_else(leaked) {
            return Some(Place::Block(block.id));
        }
        let locals = &snapshot.frames.first()?.locals;
        let dangling = locals
            .iter()
            .find(|v| matches!(v.value.kind, ValueKind::Block { dangling: true, .. }));
        let changed = || locals.iter().find(|v| v.changed);
        let variable = dangling.or_else(changed)?;
        Some(Place::Expression(variable.name.clone()))
    }

    /// What something was at the mark with which the present is compared: `Some(None)` was not there,
    /// `None` is no different.
    pub fn then(&self, name: &str) -> Option<Option<&str>> {
        let then = self.diff.as_ref()?.then.get(name)?;
        Some(then.as_deref())
    }

    /// Narrow panes use shorter words.
    pub fn is_roomy(&self) -> bool {
        self.layout.tier >= Tier::Medium
    }
}
