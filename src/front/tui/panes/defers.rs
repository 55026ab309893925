//! What will run when scopes end: per frame, in the order in which it would run, and what became of the rest.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::view::{Defer, DeferState, FrameDefers, Snapshot, State};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

/// One row of the pane.
pub enum Row<'a> {
    Frame(&'a FrameDefers),
    Entry(&'a Defer),
    /// What would happen if the innermost frame returned an error now.
    Preview(&'a FrameDefers),
}

impl Row<'_> {
    /// The line of the source that the row is about, and the step that it tells of.
    pub fn place(&self) -> Option<(u32, u64)> {
        let Row::Entry(entry) = self else {
            return None;
        };
        let step = match entry.state {
            DeferState::Fired { step } | DeferState::Disarmed { step } => step,
            DeferState::Armed | DeferState::Running => entry.armed,
        };
        Some((entry.line, step))
    }

    /// What a search looks at.
    pub fn text(&self) -> String {
        match self {
            Row::Frame(frame) | Row::Preview(frame) => frame.function.clone(),
            Row::Entry(entry) => entry.text.clone(),
        }
    }
}

/// Frames without a defer are left out.
pub fn list(snapshot: &Snapshot) -> Vec<Row<'_>> {
    let mut list = Vec::new();
    for frame in &snapshot.defers {
        if frame.entries.is_empty() && frame.lost.is_empty() {
            continue;
        }
        list.push(Row::Frame(frame));
        list.extend(frame.entries.iter().map(Row::Entry));
        let mut pending = frame.entries.iter().filter(|e| e.order.is_some());
        let may_fail = frame.can_fail && snapshot.status.state == State::Paused;
        if may_fail && (pending.next().is_some() || !frame.lost.is_empty()) {
            list.push(Row::Preview(frame));
        }
    }
    list
}

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let all = app.snapshot.as_ref().map_or(Vec::new(), |s| list(s));
    let height = app.layout.rows(PaneId::Defers);
    let roomy = area.width >= 50;
    let armed = all
        .iter()
        .filter(|row| matches!(row, Row::Entry(e) if e.order.is_some()))
        .count();
    let about = Frame {
        title: if roomy {
            "defers, in the order they will run"
        } else {
            "defers (run order)"
        },
        right: format!("{armed} armed"),
        hidden: hidden(app.defers.top, height, all.len()),
    };
    let inner = frame(app, PaneId::Defers, area, &about, buffer);
    if all.is_empty() {
        let text = " no defer is armed";
        rows(
            app,
            inner,
            [Line::of(app.theme().style(Meaning::Quiet), text)],
            buffer,
        );
        return;
    }
    let columns = inner.width as usize;
    let cursor = app.defers.cursor.filter(|_| app.focus == PaneId::Defers);
    let lines = all
        .iter()
        .enumerate()
        .skip(app.defers.top)
        .map(|(index, row)| {
            let line = line(app, row, columns);
            if cursor == Some(index) {
                line.under(app.theme().style(Meaning::Selection))
            } else {
                line
            }
        });
    rows(app, inner, lines, buffer);
}

fn line(app: &App, row: &Row<'_>, columns: usize) -> Line {
    match row {
        Row::Frame(frame) => frame_line(app, frame, columns),
        Row::Entry(entry) => entry_line(app, entry, columns),
        Row::Preview(frame) => preview(app, frame, columns),
    }
}

fn frame_line(app: &App, frame: &FrameDefers, columns: usize) -> Line {
    let theme = app.theme();
    let style = theme.style(if frame.is_live {
        Meaning::Title
    } else {
        Meaning::Freed
    });
    let mut line = Line::of(style, &frame.function);
    let right = match &frame.ending {
        Some(ending) => ending.clone(),
        None => format!(
            "{} armed",
            frame.entries.iter().filter(|e| e.order.is_some()).count()
        ),
    };
    line.right(
        Line::of(theme.style(Meaning::Quiet), &right),
        columns.saturating_sub(1),
        theme.glyphs().cut,
    );
    line
}

/// `1.` runs first; `(2)` only if an error leaves; `x` ran; `-` was not needed.
fn entry_line(app: &App, entry: &Defer, columns: usize) -> Line {
    let theme = app.theme();
    let roomy = columns >= 48;
    let quiet = theme.style(Meaning::Quiet);
    let done = theme.style(Meaning::Freed);
    let (mark, style) = match (entry.state, entry.order) {
        (DeferState::Running, _) => ("  > ".to_string(), theme.style(Meaning::Present)),
        (DeferState::Fired { .. }, _) => ("  x ".to_string(), done),
        (DeferState::Disarmed { .. }, _) => ("  - ".to_string(), done),
        (DeferState::Armed, Some(order)) if entry.on_error => (format!(" ({order})"), Style::new()),
        (DeferState::Armed, Some(order)) => (format!("{order:>3}."), Style::new()),
        (DeferState::Armed, None) => ("    ".to_string(), done),
    };
    let differs = differs(app, entry);
    let mut line = Line::of(style, &mark).with(
        theme.style(Meaning::Changed),
        if differs { "~" } else { " " },
    );
    if entry.on_error || roomy {
        line.push(
            theme.style(Meaning::Keyword),
            if entry.on_error {
                "errdefer "
            } else {
                "defer    "
            },
        );
    }
    line.push(style, &entry.text);
    // On what it would act is not to be cut off with the end of a long text.
    let mut right = Line::new();
    if let Some(target) = entry.target {
        right.push(quiet, "-> ");
        right.push(theme.block(target.0), &target.to_string());
        right.push(quiet, if roomy { "  " } else { "" });
    }
    right.push(quiet, &state_word(entry, roomy));
    right.push(quiet, &format!(" L{}", entry.line));
    line.right(right, columns.saturating_sub(1), theme.glyphs().cut);
    line
}

/// Whether it was armed, ran or was dropped between the mark that the present is compared with and the present.
fn differs(app: &App, entry: &Defer) -> bool {
    let end = match entry.state {
        DeferState::Fired { step } | DeferState::Disarmed { step } => step,
        DeferState::Armed | DeferState::Running => 0,
    };
    let snapshot = app.snapshot.as_ref();
    snapshot.is_some_and(|s| {
        super::log::is_between(app, s, entry.armed) || super::log::is_between(app, s, end)
    })
}

fn state_word(entry: &Defer, roomy: bool) -> String {
    match entry.state {
        DeferState::Armed if roomy => format!("armed t{}", grouped(entry.armed)),
        DeferState::Armed => String::new(),
        DeferState::Running => "runs now".into(),
        DeferState::Fired { step } => format!("ran t{}", grouped(step)),
        DeferState::Disarmed { step } if roomy => format!("not needed t{}", grouped(step)),
        DeferState::Disarmed { .. } => "skipped".into(),
    }
}

/// `if makePair returned an error now: 2, 1 would run; #1 would leak`
fn preview(app: &App, frame: &FrameDefers, columns: usize) -> Line {
    let theme = app.theme();
    let quiet = theme.style(Meaning::Quiet);
    let roomy = columns >= 48;
    let pending = frame.entries.iter().filter_map(|e| e.order);
    let all: Vec<String> = pending.map(|order| order.to_string()).collect();
    let mut line = match roomy {
        true => Line::of(
            quiet,
            &format!("if {} returned an error now: ", frame.function),
        ),
        false => Line::of(quiet, "an error now: "),
    };
    let verb = if roomy { "would run" } else { "run" };
    match (all.as_slice(), frame.lost.is_empty()) {
        ([], true) => line.push(quiet, "nothing would run"),
        ([], false) => {}
        ([_], _) if !roomy => line.push(quiet, &format!("{} runs", all[0])),
        _ => line.push(quiet, &format!("{} {verb}", all.join(", "))),
    }
    if let [first, rest @ ..] = frame.lost.as_slice() {
        line.push(quiet, if all.is_empty() { "" } else { "; " });
        line.push(theme.block(first.0), &first.to_string());
        for id in rest {
            line.push(quiet, ", ");
            line.push(theme.block(id.0), &id.to_string());
        }
        let word = match (roomy, rest.is_empty()) {
            (true, _) => " would leak",
            (false, true) => " leaks",
            (false, false) => " leak",
        };
        line.push(theme.style(Meaning::Leaked), word);
    }
    line
}
