//! The log of allocations and what went wrong: the past, the row of the present, and the future in grey.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::debug::view::{LogFilter, LogKind, LogRow, Snapshot};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let height = app.layout.rows(PaneId::Log);
    let roomy = area.width >= 50;
    let body = height.saturating_sub(usize::from(roomy));
    let total = app.snapshot.as_ref().map_or(0, |s| len(app, s));
    let about = Frame {
        title: title(app.log_filter, roomy),
        right: app
            .snapshot
            .as_ref()
            .map_or(String::new(), |s| sums(s, app.settings.spoilers)),
        hidden: hidden(app.log.top, body, total),
    };
    let inner = frame(app, PaneId::Log, area, &about, buffer);
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    if total == 0 {
        let text = " nothing happened yet";
        rows(
            app,
            inner,
            [Line::of(app.theme().style(Meaning::Quiet), text)],
            buffer,
        );
        return;
    }
    let columns = Columns::new(snapshot, inner.width as usize);
    let header = roomy.then(|| columns.header(app));
    let first = snapshot.log.first;
    let shown = snapshot
        .log
        .items
        .iter()
        .enumerate()
        .skip(app.log.top.saturating_sub(first));
    let shown = shown.take_while(|(index, _)| first + index < total);
    let lines = shown.map(|(index, row)| {
        let line = columns.line(app, snapshot, first + index, row);
        let at_cursor = app.focus == PaneId::Log && app.log.cursor == Some(first + index);
        if at_cursor {
            line.under(app.theme().style(Meaning::Selection))
        } else {
            line
        }
    });
    rows(app, inner, header.into_iter().chain(lines), buffer);
}

/// Whether something happened between the mark that the present is compared with and the present.
pub fn is_between(app: &App, snapshot: &Snapshot, step: u64) -> bool {
    let mark = app.diff.as_ref().and_then(|diff| {
        let mut marks = snapshot.marks.iter();
        marks.find(|(name, _)| *name == diff.mark)
    });
    let now = snapshot.moment.step;
    mark.is_some_and(|&(_, then)| (then.min(now)..then.max(now)).contains(&step))
}

/// Rows that may be seen: without spoilers the future does not exist.
pub fn len(app: &App, snapshot: &Snapshot) -> usize {
    if app.settings.spoilers {
        snapshot.log.total
    } else {
        snapshot.log_past
    }
}

fn title(filter: LogFilter, roomy: bool) -> &'static str {
    match (filter, roomy) {
        (LogFilter::Memory, true) => "allocation log",
        (LogFilter::Memory, false) => "log",
        (LogFilter::Defers, _) => "log of defers",
        (LogFilter::Everything, _) => "log of everything",
    }
}

fn sums(snapshot: &Snapshot, spoilers: bool) -> String {
    let past = grouped(snapshot.log_past as u64);
    if spoilers {
        format!("{past}/{}", grouped(snapshot.log.total as u64))
    } else {
        past
    }
}

/// Where the columns of the table begin.
struct Columns {
    width: usize,
    step: usize,
}

impl Columns {
    fn new(snapshot: &Snapshot, width: usize) -> Columns {
        let digits = grouped(snapshot.moment.last_step).len();
        Columns {
            width,
            step: digits.max(2),
        }
    }

    fn is_roomy(&self) -> bool {
        self.width >= 48
    }

    fn header(&self, app: &App) -> Line {
        let mut line = Line::of(
            app.theme().style(Meaning::Quiet),
            &format!("  {:>width$}", "t", width = self.step + 1),
        );
        let quiet = app.theme().style(Meaning::Quiet);
        line.push(quiet, "  what    block    bytes  by");
        line.right(Line::of(quiet, "line"), self.width.saturating_sub(1), "");
        line
    }

    fn line(&self, app: &App, snapshot: &Snapshot, index: usize, row: &LogRow) -> Line {
        let theme = app.theme();
        let is_past = index < snapshot.log_past;
        let is_present = index + 1 == snapshot.log_past;
        let style = theme.style(match (is_past, is_present) {
            (_, true) => Meaning::Present,
            (true, _) => Meaning::Plain,
            (false, _) => Meaning::Future,
        });
        let mut line = Line::of(style, if is_present { ">" } else { " " });
        let differs = is_between(app, snapshot, row.step);
        line.push(
            theme.style(Meaning::Changed),
            if differs { "~" } else { " " },
        );
        line.push(
            style,
            &format!("t{:>width$}  ", grouped(row.step), width = self.step),
        );
        let what = if is_past && is_bad(row.kind) {
            theme.style(Meaning::Misuse)
        } else {
            style
        };
        line.push(what, word(row.kind));
        line.column(line_start(self.step) + 7);
        self.subject(app, row, is_past, style, &mut line);
        line.right(
            ratatui_line(style, &format!("L{}", row.line)),
            self.width.saturating_sub(1),
            theme.glyphs().cut,
        );
        line
    }

    /// The block with its size and by whom, or the text of rows that have none.
    fn subject(
        &self,
        app: &App,
        row: &LogRow,
        is_past: bool,
        style: ratatui::style::Style,
        line: &mut Line,
    ) {
        let Some(block) = row.block else {
            line.push(style, &row.text);
            return;
        };
        let colour = if is_past {
            app.theme().block(block.0)
        } else {
            style
        };
        line.push(colour, &block.to_string());
        let size = if self.is_roomy() {
            grouped(row.bytes)
        } else {
            format!("{}B", grouped(row.bytes))
        };
        let column = if self.is_roomy() { 14 } else { 7 };
        let start = line_start(self.step) + 7;
        line.column((start + column).saturating_sub(size.len()));
        line.push(style, &size);
        let by_defer = row.by.ends_with(" defer");
        if self.is_roomy() {
            line.push(style, &format!("  {}", row.by));
        } else if by_defer {
            line.push(style, " defer");
        }
    }
}

fn line_start(step: usize) -> usize {
    2 + 1 + step + 2
}

fn ratatui_line(style: ratatui::style::Style, text: &str) -> Line {
    Line::of(style, text)
}

fn is_bad(kind: LogKind) -> bool {
    matches!(kind, LogKind::Fault | LogKind::Leak)
}

pub fn word(kind: LogKind) -> &'static str {
    match kind {
        LogKind::Alloc => "alloc",
        LogKind::Resize => "resize",
        LogKind::Free => "free",
        LogKind::Leak => "LEAK",
        LogKind::Fault => "FAULT",
        LogKind::DeferArmed => "armed",
        LogKind::DeferFired => "fired",
        LogKind::DeferDisarmed => "unused",
        LogKind::Error => "error",
        LogKind::Output => "print",
    }
}
