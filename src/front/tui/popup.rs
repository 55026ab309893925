//! Text on top of the panes: reports, replies to typed commands, help for a pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use super::panes::{Frame, border, hidden, rows, wipe};
use super::text::{Line, wrap};
use super::theme::Meaning;

/// As much of the screen as the text needs, in its middle.
pub fn area(app: &App, wanted_width: usize, wanted_rows: usize) -> Rect {
    let size = app.layout.size;
    let margin = u16::from(size.width > 50) * 2;
    let width = (wanted_width as u16 + 4)
        .min(size.width.saturating_sub(2 * margin))
        .max(size.width.min(20));
    let height =
        (wanted_rows as u16 + 2).min(size.height.saturating_sub(u16::from(size.height > 4) * 2));
    let height = height.max(size.height.min(3));
    Rect::new(
        (size.width - width) / 2,
        (size.height - height) / 2,
        width,
        height,
    )
}

pub fn draw(app: &App, title: &str, text: &str, top: usize, buffer: &mut Buffer) {
    let lines: Vec<Line> = text_lines(app, text)
        .iter()
        .map(|l| Line::of(app.theme().style(Meaning::Plain), l))
        .collect();
    draw_lines(app, title, lines, top, buffer);
}

/// The text as wrapped for this screen.
pub fn text_lines(app: &App, text: &str) -> Vec<String> {
    wrap(
        text,
        (app.layout.size.width as usize)
            .saturating_sub(8)
            .clamp(10, 110),
    )
}

/// How far one can scroll.
pub fn last_top(app: &App, lines: usize) -> usize {
    let height = app.layout.size.height as usize;
    lines.saturating_sub(height.saturating_sub(4).max(1))
}

pub fn draw_lines(app: &App, title: &str, lines: Vec<Line>, top: usize, buffer: &mut Buffer) {
    let widest = lines
        .iter()
        .map(Line::width)
        .max()
        .unwrap_or(0)
        .max(title.len() + 16);
    let area = area(app, widest, lines.len());
    wipe(area, buffer);
    let inner = Rect::new(
        area.x + 2.min(area.width),
        area.y + 1.min(area.height),
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    );
    let about = Frame {
        title,
        right: "Esc closes".into(),
        hidden: hidden(top, inner.height as usize, lines.len()),
    };
    border(app, area, true, true, &about, buffer);
    rows(app, inner, lines.into_iter().skip(top), buffer);
}
