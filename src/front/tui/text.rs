//! Text from programs, files and people on its way to the screen. Everything goes through [`Line`], and a
//! `Line` takes only what [`clean`] let through: no control character, no text that changes direction, no
//! tab and no invisible character reaches the terminal, and every column is counted.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

pub use crate::front::number::grouped;

const TAB: usize = 4;

/// How many marks without a width may sit on one character; more are dropped.
const MARKS: usize = 3;

/// The text as it may be shown, when it starts in column `column`: tabs are widened, control, format and
/// direction characters are spelled out.
pub fn clean(text: &str, column: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = column;
    let mut marks = 0;
    for c in text.chars() {
        if c == '\t' {
            let gap = TAB - at % TAB;
            out.extend(std::iter::repeat_n(' ', gap));
            at += gap;
        } else if is_unsafe(c) {
            let before = out.len();
            spell_out(c, &mut out);
            at += out.len() - before;
            marks = 0;
        } else {
            let width = c.width().unwrap_or(0);
            marks = if width == 0 { marks + 1 } else { 0 };
            // The first character of a text must not join what stands before it.
            if width > 0 || (marks <= MARKS && !out.is_empty()) {
                out.push(c);
                at += width;
            }
        }
    }
    out
}

/// Characters that a terminal would obey, or that would hide or reorder what a reader sees.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c as u32,
            0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x8e2 | 0x180e
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfe00..=0xfe0f | 0xfeff | 0xfff0..=0xfffb | 0xe0000..=0xe0fff)
}

fn spell_out(c: char, out: &mut String) {
    let result = match c {
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        c if (c as u32) < 0x100 => write!(out, "\\x{:02x}", c as u32),
        c => write!(out, "\\u{{{:x}}}", c as u32),
    };
    result.expect("writing to a string");
}

/// Columns that clean text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The longest part of clean text, from its start, that fits in `columns`.
pub fn fit(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (i, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return &text[..i];
        }
    }
    text
}

/// `one 1`, `many 2`: the number with its noun.
pub fn counted(number: u64, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        grouped(number),
        if number == 1 { "" } else { "s" }
    )
}

/// Breaks text into lines of at most `columns`, at spaces where there are any; `\n` ends a line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        wrap_one(&clean(paragraph, 0), columns.max(1), &mut lines);
    }
    lines
}

fn wrap_one(text: &str, columns: usize, lines: &mut Vec<String>) {
    let indent = text.len() - text.trim_start_matches(' ').len();
    let indent = indent.min(columns / 2);
    let mut rest = text;
    let mut lead = String::new();
    loop {
        let room = columns - lead.len();
        let part = fit(rest, room);
        if part.len() == rest.len() {
            lines.push(lead + rest);
            return;
        }
        // A single character that is wider than the room still has to go somewhere.
        let part = if part.is_empty() {
            &rest[..rest.chars().next().map_or(0, char::len_utf8)]
        } else {
            part
        };
        let cut = match part.trim_end_matches(' ').rfind(' ') {
            Some(space) if !rest[part.len()..].starts_with(' ') && space > indent => space + 1,
            _ => part.len(),
        };
        lines.push(lead + rest[..cut].trim_end_matches(' '));
        rest = rest[cut..].trim_start_matches(' ');
        lead = " ".repeat(indent);
        if rest.is_empty() {
            return;
        }
    }
}

/// One row of a pane while it is being put together: pieces of clean text, each with its style.
#[derive(Clone, Default, Debug)]
pub struct Line {
    pieces: Vec<(String, Style)>,
    width: usize,
    /// Laid under the whole row, for a cursor or a bar.
    under: Option<Style>,
}

impl Line {
    pub fn new() -> Line {
        Line::default()
    }

    pub fn of(style: Style, text: &str) -> Line {
        Line::new().with(style, text)
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn is_empty(&self) -> bool {
        self.width == 0
    }

    pub fn push(&mut self, style: Style, text: &str) {
        let text = clean(text, self.width);
        if !text.is_empty() {
            self.width += width(&text);
            self.pieces.push((text, style));
        }
    }

    pub fn with(mut self, style: Style, text: &str) -> Line {
        self.push(style, text);
        self
    }

    /// Fills with spaces up to `column`, with at least one if something already reaches it.
    pub fn column(&mut self, column: usize) {
        let gap = column.saturating_sub(self.width).max(1);
        self.push(Style::new(), &" ".repeat(gap));
    }

    pub fn append(&mut self, other: Line) {
        self.width += other.width;
        self.pieces.extend(other.pieces);
    }

    /// Puts `right` at the right end of a row of `columns`; cuts what is in its way.
    pub fn right(&mut self, right: Line, columns: usize, cut: &str) {
        if right.is_empty() {
            return;
        }
        let room = columns.saturating_sub(right.width + 1);
        self.cut(room, cut);
        let gap = columns.saturating_sub(self.width + right.width);
        self.push(Style::new(), &" ".repeat(gap));
        self.append(right);
    }

    /// Shortens to `columns`, with the mark that says so.
    pub fn cut(&mut self, columns: usize, mark: &str) {
        if self.width <= columns {
            return;
        }
        let room = columns.saturating_sub(width(mark));
        let mut used = 0;
        let mut kept = Vec::new();
        for (text, style) in std::mem::take(&mut self.pieces) {
            let part = fit(&text, room - used);
            used += width(part);
            let whole = part.len() == text.len();
            kept.push((part.to_string(), style));
            if !whole || used == room {
                break;
            }
        }
        let style = kept.last().map_or(Style::new(), |&(_, style)| style);
        if columns > 0 {
            kept.push((mark.to_string(), style));
            used += width(mark);
        }
        self.pieces = kept;
        self.width = used;
    }

    /// Drops `columns` from the left: the row as it looks when scrolled sideways.
    pub fn skip(&mut self, columns: usize) {
        let mut left = columns;
        let mut kept = Vec::new();
        for (text, style) in std::mem::take(&mut self.pieces) {
            if left == 0 {
                kept.push((text, style));
                continue;
            }
            let gone = fit(&text, left);
            let rest = text[gone.len()..].to_string();
            left = if rest.is_empty() {
                left - width(gone)
            } else {
                0
            };
            kept.push((rest, style));
        }
        self.width = kept.iter().map(|(text, _)| width(text)).sum();
        self.pieces = kept;
    }

    /// Lays a style under every cell of the row.
    pub fn under(mut self, style: Style) -> Line {
        self.under = Some(style);
        self
    }

    /// Gives every piece this style on top of its own.
    pub fn over(mut self, style: Style) -> Line {
        for piece in &mut self.pieces {
            piece.1 = piece.1.patch(style);
        }
        self
    }

    pub fn draw(&self, buffer: &mut Buffer, x: u16, y: u16, columns: u16, cut: &str) {
        let area = buffer.area;
        if y < area.top() || y >= area.bottom() || x >= area.right() {
            return;
        }
        let columns = columns.min(area.right() - x);
        let mut shown = self.clone();
        shown.cut(columns as usize, cut);
        let mut at = x;
        for (text, style) in &shown.pieces {
            let room = (x + columns).saturating_sub(at) as usize;
            at = buffer.set_stringn(at, y, text, room, *style).0;
        }
        if let Some(under) = self.under {
            let row = ratatui::layout::Rect::new(x, y, columns, 1);
            buffer.set_style(row, under);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let hostile = "a\x1b[31m\u{202e}b\tc\u{7f}\u{9b}\r\n\u{200b}\u{1f468}\u{200d}\u{1f469}";
        let shown = clean(hostile, 0);
        assert!(shown.chars().all(|c| !is_unsafe(c) && c != '\t'));
        assert!(shown.starts_with("a\\x1b[31m\\u{202e}b"));
        assert!(shown.contains("\\x7f\\x9b\\r\\n\\u{200b}"));
    }

    #[test]
    fn tabs_go_to_the_next_stop_from_where_the_text_stands() {
        assert_eq!(clean("\tx", 0), "    x");
        assert_eq!(clean("\tx", 3), " x");
        assert_eq!(clean("a\tb", 0), "a   b");
    }

    #[test]
    fn wide_characters_are_cut_whole() {
        assert_eq!(fit("日本", 3), "日");
        let mut line = Line::of(Style::new(), "日本語");
        line.cut(4, "…");
        assert_eq!(line.width(), 3);
    }

    #[test]
    fn marks_without_width_do_not_pile_up() {
        let tower = format!("e{}", "\u{301}".repeat(500));
        assert_eq!(clean(&tower, 0).chars().count(), 1 + MARKS);
        assert_eq!(clean("\u{301}x", 0), "x");
    }

    #[test]
    fn the_right_part_wins_over_the_left() {
        let mut line = Line::of(Style::new(), "a long left part");
        line.right(Line::of(Style::new(), "right"), 12, "~");
        let text: String = line.pieces.iter().map(|(t, _)| t.as_str()).collect();
        assert_eq!(text, "a lon~ right");
    }

    #[test]
    fn wrapping_keeps_the_indent_and_ends() {
        assert_eq!(wrap("  one two three", 8), ["  one", "  two", "  three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            (grouped(7), grouped(1_234), grouped(1_234_567)),
            ("7".into(), "1,234".into(), "1,234,567".into())
        );
    }
}
