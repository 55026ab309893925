//! A file that does not compile: its source, and beside it what is wrong. The interface waits for a better
//! version of the file and starts it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::diag::{Diagnostic, Severity};
use crate::source::FileId;

use super::app::{App, Program, Stage};
use super::layout::inside;
use super::panes::{Frame, border, hidden, rows, source, wipe};
use super::text::{Line, counted, wrap};
use super::theme::Meaning;
use super::{keys, status};

/// Places to mark in a file: those of the finding with the cursor, or of all warnings while running.
pub fn marks(app: &App, file: FileId) -> Vec<(Range<usize>, Meaning)> {
    let (Some(program), Stage::Rejected { at }) = (&app.program, &app.stage) else {
        return Vec::new();
    };
    let mut marks: Vec<(Range<usize>, Meaning)> = Vec::new();
    for (index, finding) in program.diagnostics.iter().enumerate() {
        let chosen = index == *at;
        if finding.primary.file == file {
            marks.push((
                cover(finding.primary),
                if chosen {
                    Meaning::Misuse
                } else {
                    Meaning::Dangling
                },
            ));
        }
        let labels = finding
            .labels
            .iter()
            .filter(|(span, _)| chosen && span.file == file);
        marks.extend(labels.map(|(span, _)| (cover(*span), Meaning::Match)));
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks
}

fn cover(span: crate::source::Span) -> Range<usize> {
    span.start()..span.end()
}

/// Source on the left, findings on the right; one above the other where it is narrow.
pub fn areas(app: &App) -> (Rect, Rect) {
    let (top, keys) = (app.layout.top, app.layout.keys);
    let size = app.layout.size;
    let body = Rect::new(
        0,
        top.bottom(),
        size.width,
        size.height.saturating_sub(top.height + keys.height),
    );
    if size.width >= 100 {
        let left = body.width * 55 / 100;
        return (
            Rect {
                width: left,
                ..body
            },
            Rect {
                x: left,
                width: body.width - left,
                ..body
            },
        );
    }
    let below = (body.height / 2).min(10);
    let above = Rect {
        height: body.height - below,
        ..body
    };
    (
        above,
        Rect {
            y: above.bottom(),
            height: below,
            ..body
        },
    )
}

pub fn draw(app: &App, buffer: &mut Buffer) {
    wipe(app.layout.size, buffer);
    let Some(program) = &app.program else {
        return;
    };
    let (left, right) = areas(app);
    top(app, program, buffer);
    source::draw(app, left, buffer);
    findings(app, program, right, buffer);
    let area = app.layout.keys;
    if !area.is_empty() {
        let line = match &app.message {
            Some(message) => Line::of(
                app.theme().style(Meaning::Warning),
                &format!(" {}", message.text),
            ),
            None => {
                let theme = app.theme();
                let mut line = Line::of(theme.style(Meaning::Key), " Up Down");
                line.push(theme.style(Meaning::Quiet), " what is wrong  ");
                let room = (area.width as usize).saturating_sub(line.width());
                line.append(status::hints(app, keys::Mode::List, room));
                line
            }
        };
        line.draw(buffer, area.x, area.y, area.width, app.theme().glyphs().cut);
    }
}

fn top(app: &App, program: &Program, buffer: &mut Buffer) {
    let area = app.layout.top;
    if area.is_empty() {
        return;
    }
    let theme = app.theme();
    let errors = program.diagnostics.iter().filter(|d| d.is_error()).count() as u64;
    let mut line = Line::of(
        theme.style(Meaning::Title),
        &format!(" {}   ", program.short_name()),
    );
    line.push(
        theme.style(Meaning::Error),
        &format!("does not compile: {}", counted(errors, "error")),
    );
    line.push(
        theme.style(Meaning::Quiet),
        "   save the file and it starts again",
    );
    line.draw(buffer, area.x, area.y, area.width, theme.glyphs().cut);
}

fn findings(app: &App, program: &Program, area: Rect, buffer: &mut Buffer) {
    let inner = inside(area, app.layout.boxed);
    let Stage::Rejected { at } = app.stage else {
        return;
    };
    let columns = (inner.width as usize).saturating_sub(2);
    let mut lines = Vec::new();
    let mut chosen = 0..0;
    for (index, finding) in program.diagnostics.iter().enumerate() {
        let start = lines.len();
        lines.extend(finding_lines(app, program, finding, index == at, columns));
        if index == at {
            chosen = start..lines.len();
        }
    }
    // The whole of the chosen one, or its beginning when it is longer than the pane.
    let height = inner.height as usize;
    let top = chosen.end.saturating_sub(height).min(chosen.start);
    let about = Frame {
        title: "what is wrong",
        right: format!("{} of {}", at + 1, program.diagnostics.len()),
        hidden: hidden(top, height, lines.len()),
    };
    border(app, area, app.layout.boxed, true, &about, buffer);
    rows(app, inner, lines.into_iter().skip(top), buffer);
}

fn finding_lines(
    app: &App,
    program: &Program,
    finding: &Diagnostic,
    chosen: bool,
    columns: usize,
) -> Vec<Line> {
    let theme = app.theme();
    let (word, meaning) = match finding.severity {
        Severity::Error => ("error", Meaning::Error),
        Severity::Warning => ("warning", Meaning::Warning),
        Severity::Note => ("note", Meaning::Quiet),
    };
    let at = program.sources.line_col(finding.primary);
    let mark = if chosen { ">" } else { " " };
    let head = format!("{mark} {}:{}  {word}: {}", at.line, at.col, finding.message);
    let mut lines = Vec::new();
    let style = if chosen {
        theme.style(Meaning::Present)
    } else {
        theme.style(meaning)
    };
    let mut add = |text: &str, style: Style, indent: &str| {
        for part in wrap(text, columns.saturating_sub(indent.len()).max(8)) {
            lines.push(Line::of(style, &format!("{indent}{part}")));
        }
    };
    add(&head, style, "");
    if !finding.primary_label.is_empty() {
        add(&finding.primary_label, Style::new(), "    ");
    }
    for (span, text) in &finding.labels {
        let line = program.sources.line_col(*span).line;
        add(&format!("L{line}: {text}"), Style::new(), "    ");
    }
    for note in &finding.notes {
        add(
            &format!("note: {note}"),
            theme.style(Meaning::Quiet),
            "    ",
        );
    }
    if let Some(hint) = &finding.hint {
        add(&format!("hint: {hint}"), theme.style(Meaning::Good), "    ");
    }
    lines
}
