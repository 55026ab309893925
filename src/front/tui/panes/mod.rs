//! The panes. Each reads the [`App`] and draws into its area; the frame around it is drawn here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::action::PaneId;
use super::app::App;
use super::layout::inside;
use super::text::Line;
use super::theme::Meaning;

pub mod defers;
pub mod findings;
pub mod heap;
pub mod log;
pub mod output;
pub mod questions;
pub mod source;
pub mod stack;
pub mod strip;

pub fn draw(app: &App, id: PaneId, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    match id {
        PaneId::Source => source::draw(app, area, buffer),
        PaneId::Stack => stack::draw(app, area, buffer),
        PaneId::Heap => heap::draw(app, area, buffer),
        PaneId::Defers => defers::draw(app, area, buffer),
        PaneId::Log => log::draw(app, area, buffer),
        PaneId::Output => output::draw(app, area, buffer),
        PaneId::Questions => questions::draw(app, area, buffer),
        PaneId::Story => findings::draw(app, area, buffer),
    }
}

/// What stands in a frame: on the left its name, on the right the sums, below what lies beyond its edges.
#[derive(Default)]
pub struct Frame<'a> {
    pub title: &'a str,
    pub right: String,
    /// Rows above and below.
    pub hidden: (usize, usize),
}

/// Draws the frame of a pane and gives the area inside, cleared.
pub fn frame(app: &App, id: PaneId, area: Rect, frame: &Frame<'_>, buffer: &mut Buffer) -> Rect {
    let focused = app.focus == id && app.prompt.is_closed();
    let title = format!("{} {}", id.number(), frame.title);
    let frame = Frame {
        title: &title,
        right: frame.right.clone(),
        hidden: frame.hidden,
    };
    border(app, area, app.layout.boxed, focused, &frame, buffer);
    let inner = inside(area, app.layout.boxed);
    wipe(inner, buffer);
    inner
}

/// A frame with a title in its upper edge.
pub fn border(
    app: &App,
    area: Rect,
    boxed: bool,
    focused: bool,
    frame: &Frame<'_>,
    buffer: &mut Buffer,
) {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let line = theme.style(if focused {
        Meaning::Focus
    } else {
        Meaning::Border
    });
    upper(app, area, boxed, focused, frame).draw(buffer, area.x, area.y, area.width, "");
    if !boxed || area.height < 2 {
        return;
    }
    for y in area.y + 1..area.bottom() - 1 {
        Line::of(line, glyphs.down).draw(buffer, area.x, y, 1, "");
        Line::of(line, glyphs.down).draw(buffer, area.right() - 1, y, 1, "");
    }
    lower(app, area, frame.hidden, line).draw(buffer, area.x, area.bottom() - 1, area.width, "");
}

fn upper(app: &App, area: Rect, boxed: bool, focused: bool, frame: &Frame<'_>) -> Line {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let line = theme.style(if focused {
        Meaning::Focus
    } else {
        Meaning::Border
    });
    let name = theme.style(if focused {
        Meaning::Focus
    } else {
        Meaning::Title
    });
    let ends = if boxed {
        (glyphs.corners[0], glyphs.corners[1])
    } else {
        (glyphs.across, glyphs.across)
    };
    let columns = area.width as usize;
    let mut edge = Line::of(line, ends.0).with(line, glyphs.across);
    edge.push(name, &format!(" {} ", frame.title));
    let mut tail = Line::new();
    if !frame.right.is_empty() {
        tail.push(theme.style(Meaning::Quiet), &format!(" {} ", frame.right));
        tail.push(line, glyphs.across);
    }
    tail.push(line, ends.1);
    edge.cut(columns.saturating_sub(tail.width()), glyphs.cut);
    let gap = columns.saturating_sub(edge.width() + tail.width());
    edge.push(line, &glyphs.across.repeat(gap));
    edge.append(tail);
    edge
}

/// The lower edge says how much lies beyond.
fn lower(app: &App, area: Rect, hidden: (usize, usize), line: Style) -> Line {
    let glyphs = app.theme().glyphs();
    let mut more = String::new();
    if hidden.0 > 0 {
        more.push_str(&format!(" {}{}", glyphs.above, hidden.0));
    }
    if hidden.1 > 0 {
        more.push_str(&format!(" {}{}", glyphs.below, hidden.1));
    }
    let mut tail = Line::new();
    if !more.is_empty() {
        tail.push(app.theme().style(Meaning::Quiet), &format!("{more} "));
        tail.push(line, glyphs.across);
    }
    tail.push(line, glyphs.corners[3]);
    let gap = (area.width as usize).saturating_sub(1 + tail.width());
    let mut edge = Line::of(line, glyphs.corners[2]).with(line, &glyphs.across.repeat(gap));
    edge.append(tail);
    edge
}

pub fn wipe(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
}

/// Draws lines from the top of `inner`.
pub fn rows(app: &App, inner: Rect, lines: impl IntoIterator<Item = Line>, buffer: &mut Buffer) {
    let cut = app.theme().glyphs().cut;
    for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
        line.draw(buffer, inner.x, y, inner.width, cut);
    }
}

/// How many of `len` rows lie above and below a window.
pub fn hidden(top: usize, height: usize, len: usize) -> (usize, usize) {
    (top.min(len), len.saturating_sub(top + height))
}
