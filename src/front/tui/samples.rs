//! The list of samples that opens when no file is named: choose one, and it runs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::front::samples::SAMPLES;

use super::app::App;
use super::keys::Mode;
use super::layout::inside;
use super::panes::{Frame, border, hidden, rows, wipe};
use super::status;
use super::text::Line;
use super::theme::Meaning;

#[derive(Clone, Debug, Default)]
pub struct Chooser {
    pub at: usize,
    pub top: usize,
}

impl Chooser {
    pub fn name(&self) -> Option<&'static str> {
        SAMPLES.get(self.at).map(|sample| sample.name)
    }

    /// Keeps the cursor on a sample and the sample in the window.
    pub fn settle(&mut self, app_rows: usize) {
        self.at = self.at.min(SAMPLES.len().saturating_sub(1));
        self.top = self
            .top
            .clamp((self.at + 1).saturating_sub(app_rows.max(1)), self.at);
    }
}

/// The list, and beside or below it the chosen program.
struct Areas {
    list: Rect,
    preview: Rect,
    keys: Rect,
}

fn areas(app: &App) -> Areas {
    let size = app.layout.size;
    let keys = u16::from(size.height > 3);
    let body = Rect {
        height: size.height - keys,
        ..size
    };
    let keys = Rect {
        y: body.bottom(),
        height: keys,
        ..size
    };
    if size.width >= 140 {
        let list = size.width * 45 / 100;
        let preview = Rect {
            x: list,
            width: size.width - list,
            ..body
        };
        return Areas {
            list: Rect {
                width: list,
                ..body
            },
            preview,
            keys,
        };
    }
    let wanted = SAMPLES.len() as u16 + 2;
    let list = wanted.min(body.height);
    let rest = body.height - list;
    let list = if rest < 5 { body.height } else { list };
    let preview = Rect {
        y: list,
        height: body.height - list,
        ..body
    };
    Areas {
        list: Rect {
            height: list,
            ..body
        },
        preview,
        keys,
    }
}

/// Rows of the list on this screen.
pub fn list_rows(app: &App) -> usize {
    inside(areas(app).list, true).height as usize
}

/// The row of the list at a row of the screen.
pub fn at_row(app: &App, chooser: &Chooser, y: u16) -> Option<usize> {
    let inner = inside(areas(app).list, true);
    let index = chooser.top + y.checked_sub(inner.y)? as usize;
    (y < inner.bottom() && index < SAMPLES.len()).then_some(index)
}

pub fn draw(app: &App, chooser: &Chooser, buffer: &mut Buffer) {
    let areas = areas(app);
    wipe(app.layout.size, buffer);
    let inner = inside(areas.list, true);
    let about = Frame {
        title: "undefer: choose a program to walk through",
        right: "Enter opens it".into(),
        hidden: hidden(chooser.top, inner.height as usize, SAMPLES.len()),
    };
    border(app, areas.list, true, true, &about, buffer);
    let lines =
        (chooser.top..SAMPLES.len()).map(|index| entry(app, chooser, index, inner.width as usize));
    rows(app, inner, lines, buffer);
    preview(app, chooser, areas.preview, buffer);
    if !areas.keys.is_empty() {
        let line = match &app.message {
            Some(message) => Line::of(
                app.theme().style(Meaning::Warning),
                &format!(" {}", message.text),
            ),
            None => hints(app, areas.keys.width as usize),
        };
        line.draw(
            buffer,
            0,
            areas.keys.y,
            areas.keys.width,
            app.theme().glyphs().cut,
        );
    }
}

fn hints(app: &App, columns: usize) -> Line {
    let theme = app.theme();
    let mut line = Line::of(Style::new(), " ");
    for (key, text) in [("Up Down", "choose"), ("Enter", "open")] {
        line = line
            .with(theme.style(Meaning::Key), key)
            .with(theme.style(Meaning::Quiet), &format!(" {text}  "));
    }
    line.append(status::hints(
        app,
        Mode::Popup,
        columns.saturating_sub(line.width()),
    ));
    line
}

fn entry(app: &App, chooser: &Chooser, index: usize, columns: usize) -> Line {
    let theme = app.theme();
    let sample = &SAMPLES[index];
    let chosen = index == chooser.at;
    let mut line = Line::of(
        theme.style(Meaning::Present),
        if chosen { " > " } else { "   " },
    );
    line.push(
        theme.style(Meaning::Title),
        sample.name.trim_end_matches(".zig"),
    );
    line.column(15);
    line.push(Style::new(), sample.title());
    if chosen {
        line.push(
            Style::new(),
            &" ".repeat(columns.saturating_sub(line.width())),
        );
        line = line.under(theme.style(Meaning::Selection));
    }
    line
}

fn preview(app: &App, chooser: &Chooser, area: Rect, buffer: &mut Buffer) {
    let Some(sample) = SAMPLES.get(chooser.at).filter(|_| area.height >= 3) else {
        return;
    };
    let inner = inside(area, true);
    let count = sample.text.lines().count();
    let about = Frame {
        title: sample.name,
        right: String::new(),
        hidden: hidden(0, inner.height as usize, count),
    };
    border(app, area, true, false, &about, buffer);
    let lines = sample.text.lines().map(|text| {
        let comment = text.trim_start().starts_with("//");
        let style = app.theme().style(if comment {
            Meaning::Comment
        } else {
            Meaning::Plain
        });
        Line::of(Style::new(), " ").with(style, text)
    });
    rows(app, inner, lines, buffer);
}
