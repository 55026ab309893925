//! The only places where text is typed: `:` for commands, `/` for search.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use tui_input::Input;

use crate::debug::table::{self, Vocabulary};

use super::app::App;
use super::panes::wipe;
use super::text::{Line, clean, fit, grouped, width};
use super::theme::Meaning;
use super::{preview, settings};

/// At most one prompt is open.
#[derive(Clone, Debug, Default)]
pub enum Prompt {
    #[default]
    Closed,
    Command(Typed),
    Search(Typed),
}

/// A line that is being typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub input: Input,
    /// Ways to go on, and which one Tab chose.
    pub completions: Vec<String>,
    pub chosen: Option<usize>,
    /// Which line of the history is shown, counted from the newest.
    pub recalled: Option<usize>,
}

impl Prompt {
    pub fn is_closed(&self) -> bool {
        matches!(self, Prompt::Closed)
    }

    pub fn typed(&self) -> Option<&Typed> {
        match self {
            Prompt::Closed => None,
            Prompt::Command(typed) | Prompt::Search(typed) => Some(typed),
        }
    }

    pub fn typed_mut(&mut self) -> Option<&mut Typed> {
        match self {
            Prompt::Closed => None,
            Prompt::Command(typed) | Prompt::Search(typed) => Some(typed),
        }
    }
}

/// Ways in which a command line could go on; settings of the screen are the screen's to complete.
pub fn completions(app: &App, text: &str) -> Vec<String> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix("set ") {
        return settings_lines(rest);
    }
    table::complete(text, &vocabulary(app))
}

fn settings_lines(rest: &str) -> Vec<String> {
    let all = settings::NAMES.iter().flat_map(|&(name, values)| {
        values
            .split(' ')
            .map(move |value| format!("{name} {value}"))
    });
    let fitting = all.filter(|line| line.starts_with(rest.trim_start()) && line != rest);
    fitting.map(|line| format!("set {line}")).collect()
}

/// Names that the moment on the screen knows.
fn vocabulary(app: &App) -> Vocabulary {
    let mut words = Vocabulary {
        variables: Vec::new(),
        functions: Vec::new(),
        marks: Vec::new(),
        blocks: 0,
    };
    let Some(snapshot) = &app.snapshot else {
        return words;
    };
    if let Some(frame) = snapshot.frames.first() {
        words
            .variables
            .extend(frame.locals.iter().map(|v| v.name.clone()));
    }
    words
        .variables
        .extend(snapshot.globals.iter().map(|v| v.name.clone()));
    for frame in &snapshot.frames {
        if !words.functions.contains(&frame.function) {
            words.functions.push(frame.function.clone());
        }
    }
    words
        .marks
        .extend(snapshot.marks.iter().map(|(name, _)| name.clone()));
    words.blocks = snapshot.totals.blocks as u32;
    words
}

/// The line that is typed, on the last row, and the ways to go on above it.
pub fn draw(app: &App, buffer: &mut Buffer) {
    let Some(typed) = app.prompt.typed() else {
        return;
    };
    let size = app.layout.size;
    let row = Rect {
        y: size.bottom().saturating_sub(1),
        height: 1.min(size.height),
        ..size
    };
    wipe(row, buffer);
    let theme = app.theme();
    let lead = if matches!(app.prompt, Prompt::Search(_)) {
        "/"
    } else {
        ":"
    };
    let room = (size.width as usize).saturating_sub(2);
    let mut line = Line::of(theme.style(Meaning::Key), lead);
    push_input(typed, room, &mut line);
    if let Some(step) = preview::step(app) {
        line.push(Style::new(), "  ");
        line.push(
            theme.style(Meaning::Present),
            &format!(" to t {} ", grouped(step)),
        );
    }
    if let Some(help) = usage(app, typed) {
        let free = room.saturating_sub(line.width() + 3);
        let text = clean(&help, 0);
        line.push(Style::new(), "   ");
        line.push(theme.style(Meaning::Quiet), fit(&text, free));
    }
    line.draw(buffer, row.x, row.y, row.width, theme.glyphs().cut);
    draw_completions(app, typed, row, buffer);
}

/// The part of the text around the cursor, with the cursor as a reversed cell.
fn push_input(typed: &Typed, room: usize, line: &mut Line) {
    let text = typed.input.value();
    let cursor = typed.input.cursor();
    let before: String = text.chars().take(cursor).collect();
    let at: String = text.chars().skip(cursor).take(1).collect();
    let after: String = text.chars().skip(cursor + 1).collect();
    let mut before = clean(&before, 0);
    // Drop from the left what has no room beside the cursor.
    while width(&before) + 2 > room && !before.is_empty() {
        before.remove(0);
    }
    line.push(Style::new(), &before);
    let cell = if at.is_empty() { " " } else { &at };
    line.push(Style::new().add_modifier(Modifier::REVERSED), cell);
    line.push(Style::new(), &after);
}

/// What the command that is typed does.
fn usage(app: &App, typed: &Typed) -> Option<String> {
    if !matches!(app.prompt, Prompt::Command(_)) {
        return None;
    }
    let text = typed.input.value().trim_start();
    if text.is_empty() {
        return Some("Tab shows the commands; a number goes to that step".into());
    }
    let name = text.split_whitespace().next()?;
    if name.chars().all(|c| c.is_ascii_digit()) {
        return Some("go to this step".into());
    }
    if name == "set" {
        return None;
    }
    let entry = table::find(name).ok()?;
    Some(format!(
        "{} {}: {}",
        entry.name, entry.arguments, entry.help
    ))
}

fn draw_completions(app: &App, typed: &Typed, row: Rect, buffer: &mut Buffer) {
    let Some(chosen) = typed.chosen else {
        return;
    };
    let theme = app.theme();
    let height = (typed.completions.len() as u16).min(8).min(row.y);
    let first = chosen.saturating_sub(height.saturating_sub(1) as usize);
    let widest = typed
        .completions
        .iter()
        .map(|c| width(c))
        .max()
        .unwrap_or(0) as u16
        + 2;
    let area = Rect::new(row.x, row.y - height, widest.min(row.width), height);
    wipe(area, buffer);
    let shown = typed.completions.iter().enumerate().skip(first);
    for (y, (index, text)) in (area.top()..area.bottom()).zip(shown) {
        let style = theme.style(if index == chosen {
            Meaning::Selection
        } else {
            Meaning::Plain
        });
        let mut line = Line::of(style, &format!(" {text}"));
        line.push(
            style,
            &" ".repeat((area.width as usize).saturating_sub(line.width())),
        );
        line.draw(buffer, area.x, y, area.width, theme.glyphs().cut);
    }
}
