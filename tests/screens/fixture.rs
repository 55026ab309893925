//! One moment, made by hand: `samples/pair.zig` right before its misuse. Screens of it test the drawing alone,
//! with no machine behind it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use undefer::debug::command::Command;
use undefer::debug::reply::Reply;
use undefer::debug::view::*;
use undefer::debug::worker::Driven;
use undefer::front::tui::loader::{Choice, Loaded, Loader, Opened};
use undefer::source::{FileId, Origin, SourceMap, Span};
use undefer::vm::BlockId;

pub const PAIR: &str = include_str!("../../samples/pair.zig");

/// Opens the moment, whatever is asked for.
pub struct Moments(pub Snapshot);

pub fn pair() -> Moments {
    Moments(snapshot())
}

impl Loader for Moments {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String> {
        let mut sources = SourceMap::default();
        let file = sources.add("pair.zig", PAIR, Origin::User);
        let opened = Opened {
            choice: choice.clone(),
            name: "pair.zig".into(),
            sources,
            file,
            diagnostics: Vec::new(),
            runs: true,
        };
        let snapshot = self.0.clone();
        Ok(Loaded {
            opened,
            session: Some(Box::new(move || {
                Box::new(Still(snapshot)) as Box<dyn Driven>
            })),
        })
    }
}

/// A session in which time stands still.
struct Still(Snapshot);

impl Driven for Still {
    fn execute(&mut self, command: &Command) -> Reply {
        Reply::refused(format!("time stands still: {command}"))
    }

    fn record_slice(&mut self, _: Duration) -> bool {
        false
    }

    fn snapshot(&mut self, wanted: &Wanted) -> Snapshot {
        let mut snapshot = self.0.clone();
        snapshot.blocks = window(&snapshot.blocks, wanted.blocks.clone());
        let mut log = self.0.log.items.clone();
        log.retain(|row| wanted.log_shows.shows(row.kind));
        snapshot.log_past = log
            .iter()
            .filter(|row| row.tick < snapshot.moment.tick)
            .count();
        let all = Page {
            first: 0,
            total: log.len(),
            items: log,
        };
        snapshot.log = window(&all, wanted.log.clone());
        snapshot.lives.truncate(wanted.lives);
        snapshot
    }

    fn interrupt_flag(&self) -> Arc<AtomicBool> {
        Arc::default()
    }
}

fn window<T: Clone>(page: &Page<T>, range: std::ops::Range<usize>) -> Page<T> {
    let first = range.start.min(page.items.len());
    let end = range.end.clamp(first, page.items.len());
    Page {
        first,
        total: page.total,
        items: page.items[first..end].to_vec(),
    }
}

pub fn snapshot() -> Snapshot {
    let main = location(19, "main");
    Snapshot {
        moment: Moment {
            tick: 140,
            step: 14,
            last_step: 14,
            library_steps: 0,
        },
        recording: Recording::Complete,
        position: Some(main.clone()),
        status: Status {
            state: State::Fault,
            headline: "USE AFTER FREE of #2".into(),
            sentence:
                "p points to #2 (4 B), freed 1 step ago at line 18: this write is use after free"
                    .into(),
            report: Some("error[use-after-free]: write of 4 bytes to block #2".into()),
        },
        ending: None,
        frames: vec![
            Frame {
                id: 1,
                function: "main".into(),
                location: main,
                is_library: false,
                called: 1,
                returned: None,
                locals: vec![
                    variable("gpa", "mem.Allocator", plain("page_allocator"), 14),
                    variable("items", "[]i32", items(), 15),
                    variable("p", "*i32", pointer(2, "-> #2 DANGLING", true), 17),
                ],
            },
            Frame {
                id: 2,
                function: "makePair".into(),
                location: location(10, "makePair"),
                is_library: false,
                called: 5,
                returned: Some(Returned {
                    step: 12,
                    value: Some(pointer(2, "-> #2", true)),
                }),
                locals: vec![
                    variable("a", "*i32", pointer(2, "-> #2 DANGLING", true), 4),
                    variable("b", "*i32", pointer(3, "-> #3 DANGLING", true), 6),
                ],
            },
        ],
        globals: Vec::new(),
        blocks: Page {
            first: 0,
            total: 3,
            items: blocks(),
        },
        totals: Totals {
            live_bytes: 16,
            live_blocks: 1,
            peak_bytes: 24,
            peak_step: 7,
            blocks: 3,
        },
        defers: defers(),
        log: Page {
            first: 0,
            total: 0,
            items: log(),
        },
        log_past: 5,
        output: Output::default(),
        lives: lives(),
        breakpoints: vec![Breakpoint {
            id: 1,
            line: Some(10),
            file: Some(FileId(0)),
            text: "break 10".into(),
            enabled: true,
            hits: 1,
            first: Some(11),
            last: Some(11),
        }],
        marks: Vec::new(),
        lines: Arc::new((1..=21).filter_map(facts).collect()),
    }
}

fn facts(line: u32) -> Option<LineFacts> {
    let runs = matches!(line, 4..=10 | 14..=18);
    let total = if runs { 1 } else { 0 };
    matches!(line, 4..=10 | 14..=20).then_some(LineFacts {
        line,
        visits_past: total,
        visits_total: if line == 19 { 1 } else { total },
    })
}

fn location(line: u32, function: &str) -> Location {
    let text = PAIR.lines().nth(line as usize - 1).unwrap_or("");
    let start: usize = PAIR
        .lines()
        .take(line as usize - 1)
        .map(|l| l.len() + 1)
        .sum();
    let indent = text.len() - text.trim_start().len();
    Location {
        file: FileId(0),
        line,
        col: indent as u32 + 1,
        span: Span::new(FileId(0), start + indent, start + text.len()),
        function: function.into(),
        text: text.trim().into(),
    }
}

fn plain(text: &str) -> Value {
    Value {
        text: text.into(),
        kind: ValueKind::Plain,
        children: Vec::new(),
        more: 0,
    }
}

fn undefined(text: &str) -> Value {
    Value {
        kind: ValueKind::Undefined,
        ..plain(text)
    }
}

fn pointer(id: u32, text: &str, dangling: bool) -> Value {
    Value {
        kind: ValueKind::Block {
            id: BlockId(id),
            offset: 0,
            dangling,
        },
        ..plain(text)
    }
}

fn items() -> Value {
    let children = (0..4)
        .map(|i| (format!("[{i}]"), undefined("undefined")))
        .collect();
    Value {
        children,
        ..pointer(1, "-> #1 len 4  undef x 4", false)
    }
}

fn variable(name: &str, type_name: &str, value: Value, line: u32) -> Variable {
    Variable {
        name: name.into(),
        type_name: type_name.into(),
        value,
        changed: false,
        old: None,
        line,
    }
}

fn date(step: u64, line: u32, function: &str, by_defer: bool) -> Date {
    let text = PAIR.lines().nth(line as usize - 1).unwrap_or("").trim();
    Date {
        step,
        tick: step * 10,
        line,
        function: function.into(),
        text: text.into(),
        by_defer,
    }
}

fn blocks() -> Vec<Block> {
    let freed = |id: u32, addr, born: Date, died: Date, last: &str, holders: &[&str]| Block {
        id: BlockId(id),
        addr,
        size: 4,
        state: BlockState::Freed,
        allocator: "page_allocator".into(),
        type_name: "i32".into(),
        holders: holders.iter().map(|h| h.to_string()).collect(),
        parent: None,
        born,
        died: Some(died),
        bytes: vec![Some(0xaa); 4],
        value: plain("-1431655766"),
        last_value: Some(last.into()),
        changed: false,
        misuse: None,
    };
    let mut second = freed(
        2,
        0x1000_0060,
        date(5, 4, "makePair", false),
        date(13, 18, "main", false),
        "42",
        &["main.p"],
    );
    second.misuse = Some("write 4 B".into());
    vec![
        Block {
            id: BlockId(1),
            addr: 0x1000_0040,
            size: 16,
            state: BlockState::Live,
            allocator: "page_allocator".into(),
            type_name: "[4]i32".into(),
            holders: vec!["main.items".into()],
            parent: None,
            born: date(2, 15, "main", false),
            died: None,
            bytes: vec![None; 16],
            value: undefined("undefined x 4"),
            last_value: None,
            changed: false,
            misuse: None,
        },
        second,
        freed(
            3,
            0x1000_0080,
            date(7, 6, "makePair", false),
            date(12, 7, "makePair", true),
            "41",
            &[],
        ),
    ]
}

fn defers() -> Vec<FrameDefers> {
    let defer = |order, on_error, text: &str, line, armed, state, target| Defer {
        order,
        on_error,
        text: text.into(),
        line,
        armed,
        state,
        target,
    };
    vec![
        FrameDefers {
            frame: 1,
            function: "main".into(),
            is_live: true,
            ending: None,
            entries: vec![defer(
                Some(1),
                false,
                "gpa.free(items)",
                16,
                3,
                DeferState::Armed,
                Some(BlockId(1)),
            )],
        },
        FrameDefers {
            frame: 2,
            function: "makePair".into(),
            is_live: false,
            ending: Some("returned ok".into()),
            entries: vec![
                defer(
                    None,
                    false,
                    "gpa.destroy(b)",
                    7,
                    8,
                    DeferState::Fired { step: 12 },
                    None,
                ),
                defer(
                    None,
                    true,
                    "gpa.destroy(a)",
                    5,
                    6,
                    DeferState::Disarmed { step: 12 },
                    None,
                ),
            ],
        },
    ]
}

fn log() -> Vec<LogRow> {
    let row = |step, kind, block, bytes, by: &str, line| LogRow {
        step,
        tick: step * 10,
        kind,
        block: Some(BlockId(block)),
        bytes,
        by: by.into(),
        line,
        text: String::new(),
    };
    vec![
        row(2, LogKind::Alloc, 1, 16, "main", 15),
        row(5, LogKind::Alloc, 2, 4, "makePair", 4),
        row(7, LogKind::Alloc, 3, 4, "makePair", 6),
        row(12, LogKind::Free, 3, 4, "makePair defer", 7),
        row(13, LogKind::Free, 2, 4, "main", 18),
        row(14, LogKind::Fault, 2, 4, "main", 19),
    ]
}

fn lives() -> Vec<Life> {
    let life = |block, born, died, misused: &[u64]| Life {
        block: BlockId(block),
        born,
        died,
        misused: misused.to_vec(),
    };
    vec![
        life(1, 2, None, &[]),
        life(2, 5, Some(13), &[14]),
        life(3, 7, Some(12), &[]),
    ]
}
