//! A screen as a picture: the cells of a buffer as SVG text, in runs of one style.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::text::width;

const CELL: (usize, usize) = (9, 19);
const MARGIN: usize = 12;
const FOREGROUND: &str = "#d4d4d4";
const BACKGROUND: &str = "#16181d";

/// The picture of a whole screen.
pub fn picture(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (columns, rows) = (area.width as usize, area.height as usize);
    let size = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-size=\"15\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        size.0, size.1
    );
    for y in 0..area.height {
        row(buffer, y, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn row(buffer: &Buffer, y: u16, out: &mut String) {
    let mut x = 0;
    while x < buffer.area.width {
        let first = &buffer[(x, y)];
        let mut text = String::new();
        let mut end = x;
        while end < buffer.area.width && same_look(first, &buffer[(end, y)]) {
            let symbol = buffer[(end, y)].symbol();
            text.push_str(symbol);
            end += (width(symbol) as u16).max(1);
        }
        run(
            first,
            &text,
            x as usize,
            y as usize,
            (end - x) as usize,
            out,
        );
        x = end;
    }
}

fn same_look(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn run(cell: &Cell, text: &str, x: usize, y: usize, columns: usize, out: &mut String) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let (mut fg, mut bg) = (colour(cell.fg, FOREGROUND), colour(cell.bg, BACKGROUND));
    if reversed {
        std::mem::swap(&mut fg, &mut bg);
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let length = columns * CELL.0;
    if bg != BACKGROUND {
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{length}\" height=\"{}\" fill=\"{bg}\"/>",
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let mut look = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        look.push_str(" font-weight=\"bold\"");
    }
    if cell.modifier.contains(Modifier::DIM) {
        look.push_str(" opacity=\"0.6\"");
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        look.push_str(" text-decoration=\"underline\"");
    }
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{fg}\"{look}>{}</text>",
        top + CELL.1 - 5,
        escaped(text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The sixteen colours as one terminal shows them.
fn colour(colour: Color, usual: &'static str) -> &'static str {
    match colour {
        Color::Black => "#000000",
        Color::Red => "#cc5555",
        Color::Green => "#7fb35a",
        Color::Yellow => "#d7a53f",
        Color::Blue => "#5c8fd6",
        Color::Magenta => "#b080c8",
        Color::Cyan => "#4fb3bf",
        Color::Gray => "#b8b8b8",
        Color::DarkGray => "#767c88",
        Color::LightRed => "#ff7070",
        Color::LightGreen => "#9fd67a",
        Color::LightYellow => "#ffd866",
        Color::LightBlue => "#86b4f5",
        Color::LightMagenta => "#d8a0f0",
        Color::LightCyan => "#7fdbe5",
        Color::White => "#ffffff",
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn runs_are_placed_and_escaped() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        buffer.set_string(0, 0, "a<b", Style::new());
        buffer.set_string(
            4,
            0,
            "!!",
            Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED),
        );
        let picture = picture(&buffer);
        assert!(picture.contains(">a&lt;b </text>"));
        assert!(
            picture
                .contains("<rect x=\"48\" y=\"12\" width=\"18\" height=\"19\" fill=\"#cc5555\"/>")
        );
    }
}
