//! Dated answers: the life of a block or a fault as a story, all writes of a cell. Each row is a jump.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::reply::Finding;
use crate::front::tui::action::{Action, Ask, PaneId};
use crate::front::tui::app::{App, Findings};
use crate::front::tui::findings::stops;
use crate::front::tui::text::{Line, grouped, wrap};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(findings) = &app.findings else {
        return draw_empty(app, area, buffer);
    };
    let height = app.layout.rows(PaneId::Story);
    let columns = app
        .layout
        .inner(PaneId::Story)
        .map_or(40, |area| area.width as usize);
    let lines = lines(app, findings, columns);
    let about = Frame {
        title: &findings.title,
        right: progress(findings),
        hidden: hidden(findings.top, height, lines.len()),
    };
    let inner = frame(app, PaneId::Story, area, &about, buffer);
    let shown = lines.into_iter().skip(findings.top);
    rows(app, inner, shown.map(|(_, line)| line), buffer);
}

/// What stands in the empty pane of a large screen.
fn draw_empty(app: &App, area: Rect, buffer: &mut Buffer) {
    let theme = app.theme();
    let about = Frame {
        title: "story",
        ..Frame::default()
    };
    let inner = frame(app, PaneId::Story, area, &about, buffer);
    let key = app.keymap.shown_for(Action::Ask(Ask::Explain));
    let hint = Line::of(theme.style(Meaning::Key), &format!(" {key}  ")).with(
        theme.style(Meaning::Quiet),
        "tells the life of the fault or the selected block, step by step",
    );
    rows(app, inner, [hint], buffer);
}

/// `2 of 4`, of the rows where the cursor can stand.
fn progress(findings: &Findings) -> String {
    let stops = stops(&findings.rows);
    let at = stops.iter().filter(|&&row| row <= findings.cursor).count();
    format!("{at} of {}  Esc closes", stops.len())
}

/// Each finding with its number, its text wrapped; every line knows which finding it belongs to.
pub fn lines(app: &App, findings: &Findings, columns: usize) -> Vec<(usize, Line)> {
    // A list without any dates needs no room for them.
    let is_dated = findings.rows.iter().any(|f| f.date.is_some());
    let rows = findings.rows.iter().enumerate();
    rows.flat_map(|(index, finding)| {
        let look = (is_dated, index == findings.cursor);
        let before = findings.rows[..index].iter();
        let number = 1 + before.filter(|f| f.date.is_some()).count();
        one(app, number, finding, look, columns)
            .into_iter()
            .map(move |line| (index, line))
    })
    .collect()
}

fn one(
    app: &App,
    number: usize,
    finding: &Finding,
    (is_dated, chosen): (bool, bool),
    columns: usize,
) -> Vec<Line> {
    let theme = app.theme();
    let mark = if chosen { ">" } else { " " };
    let style = if chosen {
        theme.style(Meaning::Present)
    } else {
        Style::new()
    };
    let date = match &finding.date {
        Some(date) => format!("t{:<5} L{:<4}", grouped(date.step), date.line),
        None => " ".repeat(11),
    };
    let number = match &finding.date {
        Some(_) => number.to_string(),
        None => String::new(),
    };
    let lead = if is_dated {
        format!("{mark}{number:>2}  {date} ")
    } else {
        format!("{mark} ")
    };
    let room = columns.saturating_sub(lead.len() + 1).max(8);
    let mut lines = Vec::new();
    for (row, text) in wrap(&finding.text, room).into_iter().enumerate() {
        let head = if row == 0 {
            lead.clone()
        } else {
            " ".repeat(lead.len())
        };
        lines.push(
            Line::of(
                theme.style(if chosen {
                    Meaning::Present
                } else {
                    Meaning::Quiet
                }),
                &head,
            )
            .with(style, &text),
        );
    }
    lines
}
