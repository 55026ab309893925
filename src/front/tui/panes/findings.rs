//! Dated answers: the life of a block or a fault as a story, all writes of a cell. Each row is a jump.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::reply::Finding;
use crate::front::tui::action::PaneId;
use crate::front::tui::app::{App, Findings};
use crate::front::tui::text::{Line, grouped, wrap};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

pub fn draw(app: &App, id: PaneId, area: Rect, buffer: &mut Buffer) {
    let Some(findings) = app.findings.as_ref().filter(|_| id == PaneId::Story) else {
        let title = if id == PaneId::Story {
            "story"
        } else {
            "questions"
        };
        let inner = frame(
            app,
            id,
            area,
            &Frame {
                title,
                ..Frame::default()
            },
            buffer,
        );
        rows(app, inner, hints(app, id), buffer);
        return;
    };
    let height = app.layout.rows(id);
    let columns = app.layout.inner(id).map_or(40, |area| area.width as usize);
    let lines = lines(app, findings, columns);
    let about = Frame {
        title: &findings.title,
        right: format!(
            "{} of {}  Enter goes there  Esc closes",
            findings.cursor + 1,
            findings.rows.len()
        ),
        hidden: hidden(findings.top, height, lines.len()),
    };
    let inner = frame(app, id, area, &about, buffer);
    rows(
        app,
        inner,
        lines.into_iter().skip(findings.top).map(|(_, line)| line),
        buffer,
    );
}

/// What stands in the empty panes of a large screen.
fn hints(app: &App, id: PaneId) -> Vec<Line> {
    let theme = app.theme();
    let asks: &[(&str, &str)] = if id == PaneId::Story {
        &[(
            "e",
            "tells the life of the fault or the selected block, step by step",
        )]
    } else {
        &[
            ("w", "who wrote it last"),
            ("W", "all writes"),
            ("a", "who allocated it"),
            ("x", "who freed it"),
            ("p", "who points here now"),
            ("y", "next use"),
        ]
    };
    let line = |&(key, text): &(&str, &str)| {
        Line::of(theme.style(Meaning::Key), &format!(" {key}  "))
            .with(theme.style(Meaning::Quiet), text)
    };
    asks.iter().map(line).collect()
}

/// Each finding with its number, its text wrapped; every line knows which finding it belongs to.
pub fn lines(app: &App, findings: &Findings, columns: usize) -> Vec<(usize, Line)> {
    let rows = findings.rows.iter().enumerate();
    rows.flat_map(|(index, finding)| {
        let chosen = index == findings.cursor;
        one(app, index, finding, chosen, columns)
            .into_iter()
            .map(move |line| (index, line))
    })
    .collect()
}

fn one(app: &App, index: usize, finding: &Finding, chosen: bool, columns: usize) -> Vec<Line> {
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
    let lead = format!("{mark}{:>2}  {date} ", index + 1);
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
