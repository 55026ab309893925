//! The blocks of the heap in order of birth. A block keeps its rows for life; freed ones stay as ghosts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::view::{Block, BlockState, Snapshot};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::App;
use crate::front::tui::layout::Tier;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

mod boxes;
mod map;
mod table;

/// How the blocks are shown; `v` goes to the next one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// Two rows for each block.
    #[default]
    List,
    /// A frame for each block, as wide as it is large; what lives in another block stands inside it.
    Boxes,
    /// More of the contents, byte by byte.
    Bytes,
    /// Which lines of the program allocated how much.
    Table,
    /// The addresses from low to high, with the holes.
    Map,
}

impl View {
    const ALL: [View; 5] = [View::List, View::Boxes, View::Bytes, View::Table, View::Map];

    /// What suits the size of the screen: a picture where there is room for one.
    pub fn usual(tier: Tier) -> View {
        match tier {
            Tier::Large => View::Boxes,
            _ => View::List,
        }
    }

    pub fn next(self) -> View {
        let at = View::ALL.iter().position(|&view| view == self);
        View::ALL[(at.unwrap_or(0) + 1) % View::ALL.len()]
    }

    pub fn name(self) -> &'static str {
        match self {
            View::List => "heap",
            View::Boxes => "heap boxes",
            View::Bytes => "heap bytes",
            View::Table => "heap by line",
            View::Map => "heap map",
        }
    }

    /// The whole heap is drawn as one, not block by block.
    fn is_summary(self) -> bool {
        matches!(self, View::Table | View::Map)
    }
}

/// Summaries are made of at most so many blocks.
const SUMMARY: usize = 4000;

/// Rows that one block takes.
pub fn rows_per_block(app: &App) -> usize {
    match app.heap.view {
        View::List => 2,
        View::Boxes => boxes::ROWS,
        View::Bytes => 1 + app.heap.dump_rows,
        View::Table | View::Map => 1,
    }
}

/// As many as the largest block so far needs, so that small blocks stand close together. It never goes down
/// again: what is on the page depends on how many rows a block takes.
pub fn dump_rows(app: &App) -> usize {
    let blocks = app.snapshot.as_ref().map_or(&[][..], |s| &s.blocks.items);
    let largest = blocks.iter().map(|b| b.size).max().unwrap_or(0);
    let rows = largest.div_ceil(bytes_per_row(app) as u64);
    app.heap
        .dump_rows
        .max(rows.clamp(1, DUMP_ROWS as u64) as usize)
}

const DUMP_ROWS: usize = 4;

/// The blocks that the view needs.
pub fn wanted(app: &App) -> std::ops::Range<usize> {
    if app.heap.view.is_summary() {
        return 0..SUMMARY;
    }
    let fit = app.layout.rows(PaneId::Heap).max(4);
    app.heap.top..app.heap.top + fit.div_ceil(rows_per_block(app))
}

/// Whole blocks that fit.
pub fn capacity(app: &App) -> usize {
    (app.layout.rows(PaneId::Heap) / rows_per_block(app)).max(1)
}

pub fn bytes_per_block(app: &App) -> usize {
    match app.heap.view {
        View::List | View::Boxes => 16,
        View::Bytes => DUMP_ROWS * bytes_per_row(app),
        View::Table | View::Map => 0,
    }
}

fn bytes_per_row(app: &App) -> usize {
    let columns = app
        .layout
        .inner(PaneId::Heap)
        .map_or(40, |area| area.width as usize);
    if columns >= 60 { 16 } else { 8 }
}

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let roomy = area.width >= 60;
    let (right, total) = app
        .snapshot
        .as_ref()
        .map_or((String::new(), 0), |s| (sums(s, roomy), s.blocks.total));
    let hidden = if app.heap.view.is_summary() {
        (0, 0)
    } else {
        hidden(app.heap.top, capacity(app), total)
    };
    let about = Frame {
        title: app.heap.view.name(),
        right,
        hidden,
    };
    let inner = frame(app, PaneId::Heap, area, &about, buffer);
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    if total == 0 {
        let text = " nothing allocated yet";
        rows(
            app,
            inner,
            [Line::of(app.theme().style(Meaning::Quiet), text)],
            buffer,
        );
        return;
    }
    let columns = inner.width as usize;
    let lines: Vec<Line> = match app.heap.view {
        View::Table => table::lines(app, snapshot, columns),
        View::Map => map::lines(app, snapshot, columns, inner.height as usize),
        _ => {
            let skipped = app.heap.top.saturating_sub(snapshot.blocks.first);
            let shown = snapshot.blocks.items.iter().skip(skipped);
            shown
                .flat_map(|block| block_lines(app, snapshot, block, columns))
                .collect()
        }
    };
    rows(app, inner, lines, buffer);
}

fn sums(snapshot: &Snapshot, roomy: bool) -> String {
    let totals = &snapshot.totals;
    if roomy {
        format!(
            "live {} B in {}, peak {} B",
            grouped(totals.live_bytes),
            grouped(totals.live_blocks),
            grouped(totals.peak_bytes)
        )
    } else {
        format!("live {}B", grouped(totals.live_bytes))
    }
}

fn block_lines(app: &App, snapshot: &Snapshot, block: &Block, columns: usize) -> Vec<Line> {
    if app.heap.view == View::Boxes {
        return boxes::lines(app, snapshot, block, columns);
    }
    let mut head = header(app, block, columns);
    if app.focus == PaneId::Heap && app.heap.cursor == Some(block.id) {
        head = head.under(app.theme().style(Meaning::Selection));
    }
    let mut lines = vec![head];
    match app.heap.view {
        View::Bytes => lines.extend(dump(app, block)),
        _ => lines.push(contents(app, block, columns)),
    }
    lines.resize_with(rows_per_block(app), Line::new);
    lines
}

/// `#2 10000040 page     4B FREED  L4  freed L18`
fn header(app: &App, block: &Block, columns: usize) -> Line {
    let theme = app.theme();
    let roomy = columns >= 58;
    let is_live = block.state == BlockState::Live;
    let body = if block.state == BlockState::Freed {
        theme.style(Meaning::Freed)
    } else {
        Style::new()
    };
    let mut line = Line::of(theme.block(block.id.0), &block.id.to_string());
    let then = app.then(&block.id.to_string());
    line.push(
        theme.style(Meaning::Changed),
        super::stack::mark(app, block.changed, then.is_some()),
    );
    line.push(
        body,
        &if roomy {
            format!("0x{:x}", block.addr)
        } else {
            format!("{:x}", block.addr)
        },
    );
    line.column(if roomy { 15 } else { 12 });
    line.push(body, short_allocator(&block.allocator));
    let size = format!("{} B", grouped(block.size));
    let size = if roomy { size } else { size.replace(' ', "") };
    line.column(
        (line.width() + 1).max(
            if roomy { 26 } else { 22 }
                .min(columns)
                .saturating_sub(size.len()),
        ),
    );
    line.push(body, &size);
    line.push(body, " ");
    let (word, meaning) = state(block.state);
    line.push(theme.style(meaning), word);
    line.column(if roomy { 34 } else { 28 });
    if is_live && !roomy {
        line.push(body, &format!("{} ", short_holders(block)));
    }
    line.push(body, &dates(block, roomy));
    line
}

fn state(state: BlockState) -> (&'static str, Meaning) {
    match state {
        BlockState::Live => ("live", Meaning::Live),
        BlockState::Freed => ("FREED", Meaning::Freed),
        BlockState::Leaked => ("LEAKED", Meaning::Leaked),
    }
}

/// What freeing leaves behind: Zig fills a freed block with it, so that a dangling read shows.
const REMAINS: u8 = 0xaa;

/// A byte as digits: `??` is undefined, but of a dead block one sees what freeing left there.
fn hex(byte: Option<u8>, state: BlockState) -> String {
    match (byte, state) {
        (Some(byte), _) => format!("{byte:02x}"),
        (None, BlockState::Freed) => format!("{REMAINS:02x}"),
        (None, _) => "??".into(),
    }
}

/// Where it was born and where it died.
fn dates(block: &Block, roomy: bool) -> String {
    let mut text = if roomy {
        format!("alloc L{} t{}", block.born.line, block.born.step)
    } else {
        format!("L{}", block.born.line)
    };
    if let Some(died) = &block.died {
        let how = if died.by_defer { "defer" } else { "free" };
        text.push_str(&format!("  {how} L{}", died.line));
        if roomy {
            text.push_str(&format!(" t{}", died.step));
        }
    }
    text
}

/// `std.heap.page_allocator` is `page` here.
pub fn short_allocator(name: &str) -> &str {
    let name = name.rsplit('.').next().unwrap_or(name);
    let name = name.strip_suffix("_allocator").unwrap_or(name);
    name.strip_suffix("Allocator")
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

/// `main.items` is `items` where there is little room.
pub fn short_holders(block: &Block) -> String {
    let names = block.holders.iter().map(|name| match name.split_once('.') {
        Some((function, rest)) if !function.starts_with('#') => rest,
        _ => name,
    });
    names.collect::<Vec<_>>().join(",")
}

/// The bytes, what they mean, and who points there.
fn contents(app: &App, block: &Block, columns: usize) -> Line {
    let theme = app.theme();
    let roomy = columns >= 58;
    let shown = match columns {
        0..58 => 4,
        58..84 => 8,
        _ => 16,
    };
    let mut line = Line::of(Style::new(), if roomy { "     " } else { "   " });
    let is_freed = block.state == BlockState::Freed;
    // Where there is little room, what a dead block held says more than its bytes, which are all the same.
    let shown = match roomy || !is_freed {
        true => shown,
        false if block.last_value.is_some() && block.misuse.is_some() => 0,
        false => 2,
    };
    let shown_bytes = &block.bytes[..block.bytes.len().min(shown)];
    push_bytes(app, &mut line, block, shown_bytes);
    if block.size > shown_bytes.len() as u64 && shown > 0 {
        line.push(theme.style(Meaning::Quiet), " ..");
    }
    line.push(Style::new(), if shown > 0 { "  " } else { "" });
    match (&block.last_value, block.state) {
        (Some(last), BlockState::Freed) => {
            line.push(theme.style(Meaning::Freed), &format!("was {last}"))
        }
        (None, BlockState::Freed) => {}
        _ => line.append(super::stack::value_line(app, &block.value)),
    }
    let mut right = Line::new();
    if !block.holders.is_empty() && (roomy || block.state != BlockState::Live) {
        let names = if roomy {
            block.holders.join(", ")
        } else {
            short_holders(block)
        };
        let meaning = if block.state == BlockState::Live {
            Meaning::Quiet
        } else {
            Meaning::Dangling
        };
        right.push(theme.style(Meaning::Quiet), "<- ");
        right.push(theme.style(meaning), &names);
    }
    if let Some(misuse) = &block.misuse {
        right.push(Style::new(), " ");
        right.push(theme.style(Meaning::Misuse), &format!("!! {misuse}"));
    }
    if let Some(then) = app.then(&block.id.to_string()) {
        let text = then.map_or(" not there then".into(), |then| format!(" then {then}"));
        right.push(theme.style(Meaning::Changed), &text);
        right.cut(columns * 3 / 5, theme.glyphs().cut);
    }
    if block.state == BlockState::Leaked && block.misuse.is_none() {
        right.push(theme.style(Meaning::Leaked), "nobody frees it");
    }
    line.right(right, columns.saturating_sub(1), theme.glyphs().cut);
    line
}

fn push_bytes(app: &App, line: &mut Line, block: &Block, bytes: &[Option<u8>]) {
    let theme = app.theme();
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            line.push(Style::new(), if index % 8 == 0 { "  " } else { " " });
        }
        let style = match byte {
            _ if block.state == BlockState::Freed => theme.style(Meaning::Freed),
            None => theme.style(Meaning::Undefined),
            Some(_) => Style::new(),
        };
        line.push(style, &hex(*byte, block.state));
    }
}

/// Offset, bytes and characters, row by row.
fn dump(app: &App, block: &Block) -> Vec<Line> {
    let per_row = bytes_per_row(app);
    let quiet = app.theme().style(Meaning::Quiet);
    let chunks = block.bytes.chunks(per_row).enumerate();
    chunks
        .map(|(row, bytes)| {
            let mut line = Line::of(quiet, &format!("  {:03x}: ", row * per_row));
            push_bytes(app, &mut line, block, bytes);
            line.column(8 + per_row * 3 + 1);
            let remains = (block.state == BlockState::Freed).then_some(REMAINS);
            let text: String = bytes.iter().map(|&b| printable(b.or(remains))).collect();
            line.push(quiet, &text);
            line
        })
        .collect()
}

fn printable(byte: Option<u8>) -> char {
    match byte {
        Some(b @ 0x20..=0x7e) => b as char,
        Some(_) => '.',
        None => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allocators_have_short_names() {
        assert_eq!(short_allocator("std.heap.page_allocator"), "page");
        assert_eq!(short_allocator("ArenaAllocator"), "Arena");
        assert_eq!(short_allocator("fba"), "fba");
    }
}
