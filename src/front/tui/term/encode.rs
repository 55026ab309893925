//! The difference of two screens as bytes for the terminal. Writing this ourselves makes a step cost about half
//! of what the library's writer sends, and keeps bold and reverse where colours are refused.
//!
//! Only widely known sequences are used: cursor position (CUP), cursor forward (CUF), erase characters (ECH)
//! and SGR with the sixteen colours in their short forms.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::front::tui::text::width;

/// What the terminal remembers between two frames: where it would write, and how.
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    out: String,
    /// `None` when we cannot be sure.
    at: Option<(u16, u16)>,
    look: Look,
}

/// Everything about a cell but its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Look {
        Look {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// A space looks the same in any of these.
    fn is_blank_safe(self) -> bool {
        self.bg == Color::Reset
            && !self
                .modifier
                .intersects(Modifier::REVERSED | Modifier::UNDERLINED)
    }
}

/// Shorter gaps are cheaper to write over than to jump.
const GAP: u16 = 4;
/// Shorter blank stretches are cheaper as spaces.
const ERASE: u16 = 8;

impl Encoder {
    /// After a reset or an erased screen nothing is known any more.
    pub fn forget(&mut self) {
        *self = Encoder::default();
    }

    /// The bytes that turn the screen `old` into `new`; both have the same size. Empty when nothing differs.
    pub fn encode(&mut self, old: &Buffer, new: &Buffer) -> String {
        self.out.clear();
        let area = new.area;
        for y in 0..area.height {
            if (0..area.width).any(|x| !is_simple(&old[(x, y)]) || !is_simple(&new[(x, y)])) {
                self.wide_row(old, new, y);
            } else {
                self.simple_row(old, new, y);
            }
        }
        std::mem::take(&mut self.out)
    }

    fn simple_row(&mut self, old: &Buffer, new: &Buffer, y: u16) {
        let width = new.area.width;
        let mut x = 0;
        while x < width {
            if same(&old[(x, y)], &new[(x, y)]) {
                x += 1;
                continue;
            }
            let blanks = self.erasable(old, new, x, y);
            if blanks >= ERASE {
                self.go(x, y, new);
                self.look_safe();
                let _ = write!(self.out, "\x1b[{blanks}X");
                x += blanks;
                continue;
            }
            self.go(x, y, new);
            self.cell(&new[(x, y)]);
            x += 1;
        }
    }

    /// How many cells from here are blank, up to the last one that is not yet.
    fn erasable(&self, old: &Buffer, new: &Buffer, x: u16, y: u16) -> u16 {
        let mut last = x;
        for at in x..new.area.width {
            let cell = &new[(at, y)];
            if cell.symbol() != " " || !Look::of(cell).is_blank_safe() {
                break;
            }
            if !same(&old[(at, y)], cell) {
                last = at + 1;
            }
        }
        last - x
    }

    /// Terminals do not agree on the width of everything: such a row is written from its first difference to
    /// its end, and every character after a doubtful one is put in its column.
    fn wide_row(&mut self, old: &Buffer, new: &Buffer, y: u16) {
        let columns = new.area.width;
        let Some(mut first) = (0..columns).find(|&x| !same(&old[(x, y)], &new[(x, y)])) else {
            return;
        };
        // The difference may be the second half of a wide character.
        while first > 0 && !(is_simple(&old[(first - 1, y)]) && is_simple(&new[(first - 1, y)])) {
            first -= 1;
        }
        let mut x = first;
        while x < columns {
            let cell = &new[(x, y)];
            if self.at != Some((x, y)) {
                let _ = write!(self.out, "\x1b[{};{}H", y + 1, x + 1);
            }
            self.cell(cell);
            self.at = if is_simple(cell) {
                Some((x + 1, y))
            } else {
                None
            };
            x += (width(cell.symbol()) as u16).max(1);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let look = Look::of(cell);
        let blank = cell.symbol() == " " && look.is_blank_safe() && self.look.is_blank_safe();
        if !blank {
            self.look(look);
        }
        self.out.push_str(cell.symbol());
        if let Some((x, _)) = &mut self.at {
            *x += 1;
        }
    }

    /// Puts the cursor at a cell of a simple row.
    fn go(&mut self, x: u16, y: u16, new: &Buffer) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((column, row)) if row == y && column < x => {
                let gap = x - column;
                if gap <= GAP && (column..x).all(|c| self.fits(&new[(c, y)])) {
                    for c in column..x {
                        self.cell(&new[(c, y)]);
                    }
                    return;
                }
                let _ = if gap == 1 {
                    write!(self.out, "\x1b[C")
                } else {
                    write!(self.out, "\x1b[{gap}C")
                };
            }
            _ => {
                let _ = write!(self.out, "\x1b[{};{}H", y + 1, x + 1);
            }
        }
        self.at = Some((x, y));
    }

    /// The cell can be written without a change of look.
    fn fits(&self, cell: &Cell) -> bool {
        let look = Look::of(cell);
        look == self.look
            || cell.symbol() == " " && look.is_blank_safe() && self.look.is_blank_safe()
    }

    /// Erasing uses the background of the moment.
    fn look_safe(&mut self) {
        if !self.look.is_blank_safe() {
            self.look(Look::default());
        }
    }

    fn look(&mut self, to: Look) {
        let from = self.look;
        if from == to {
            return;
        }
        self.look = to;
        if to == Look::default() {
            self.out.push_str("\x1b[m");
            return;
        }
        let changes = changes(from, to);
        let anew = format!("0;{}", changes_from_nothing(to));
        let shorter = if anew.len() < changes.len() {
            anew
        } else {
            changes
        };
        let _ = write!(self.out, "\x1b[{shorter}m");
    }
}

/// One column in every terminal: ASCII and what our own frames are made of.
fn is_simple(cell: &Cell) -> bool {
    let mut chars = cell.symbol().chars();
    let (first, second) = (chars.next(), chars.next());
    let known =
        |c: char| matches!(c, ' '..='~' | '─'..='▟' | '×' | '…' | '▸' | '▾' | '▼' | '↑' | '↓');
    first.is_some_and(known) && second.is_none()
}

/// Nobody could tell the two apart.
fn same(a: &Cell, b: &Cell) -> bool {
    if a.symbol() != b.symbol() {
        return false;
    }
    let (left, right) = (Look::of(a), Look::of(b));
    left == right || a.symbol() == " " && left.is_blank_safe() && right.is_blank_safe()
}

const ATTRIBUTES: [(Modifier, &str, &str); 6] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// SGR parameters for what differs.
fn changes(from: Look, to: Look) -> String {
    let mut codes: Vec<String> = Vec::new();
    let gone = from.modifier - to.modifier;
    let mut lost = Modifier::empty();
    for (modifier, _, off) in ATTRIBUTES {
        if gone.contains(modifier) && !codes.iter().any(|code| code == off) {
            codes.push(off.into());
        }
        // 22 ends bold and dim together.
        if gone.intersects(Modifier::BOLD | Modifier::DIM) {
            lost |= Modifier::BOLD | Modifier::DIM;
        }
    }
    let kept = from.modifier - gone - lost;
    for (modifier, on, _) in ATTRIBUTES {
        if to.modifier.contains(modifier) && !kept.contains(modifier) {
            codes.push(on.into());
        }
    }
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    codes.join(";")
}

fn changes_from_nothing(to: Look) -> String {
    changes(Look::default(), to)
}

/// `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    code.to_string()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const WIDTH: u16 = 40;
    const HEIGHT: u16 = 6;

    fn blank() -> Buffer {
        Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT))
    }

    /// Screens from a small generator: pieces of text in several looks, blank stretches, wide characters.
    fn screen(seed: u64) -> Buffer {
        let mut buffer = blank();
        let mut state = seed.wrapping_mul(6364136223846793005).wrapping_add(99);
        let mut next = |limit: u64| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) % limit
        };
        let texts = [
            "abc",
            "┌────┐",
            "        ",
            "日本",
            "x",
            "é",
            "            tail",
        ];
        let colours = [
            Color::Reset,
            Color::Red,
            Color::DarkGray,
            Color::Indexed(99),
        ];
        for _ in 0..next(12) {
            let text = texts[next(texts.len() as u64) as usize];
            let mut style = Style::new().fg(colours[next(4) as usize]);
            style = match next(6) {
                0 => style.add_modifier(Modifier::BOLD),
                1 => style.add_modifier(Modifier::REVERSED),
                2 => style.add_modifier(Modifier::DIM | Modifier::UNDERLINED),
                3 => style.bg(Color::Blue),
                _ => style,
            };
            let (x, y) = (
                next(u64::from(WIDTH)) as u16,
                next(u64::from(HEIGHT)) as u16,
            );
            buffer.set_stringn(x, y, text, (WIDTH - x) as usize, style);
        }
        buffer
    }

    fn shown(
        parser: &vt100::Parser,
    ) -> Vec<(String, bool, bool, bool, vt100::Color, vt100::Color)> {
        let mut cells = Vec::new();
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let cell = parser.screen().cell(y, x).expect("inside");
                let text = if cell.contents().is_empty() {
                    " "
                } else {
                    cell.contents()
                };
                let fg = if text == " " && !cell.inverse() && !cell.underline() {
                    vt100::Color::Default
                } else {
                    cell.fgcolor()
                };
                cells.push((
                    text.to_string(),
                    cell.bold() && text != " ",
                    cell.inverse(),
                    cell.underline(),
                    fg,
                    cell.bgcolor(),
                ));
            }
        }
        cells
    }

    fn terminal() -> vt100::Parser {
        let size = |n: u16| std::num::NonZeroU16::new(n).expect("not zero");
        vt100::Parser::new(size(HEIGHT), size(WIDTH), 0)
    }

    /// What a terminal shows after a chain of differences is what it shows when drawn at once.
    #[test]
    fn differences_add_up_to_the_whole() {
        for run in 0..200 {
            let mut chained = terminal();
            let mut encoder = Encoder::default();
            let mut old = blank();
            for step in 0..6 {
                let new = screen(run * 31 + step);
                chained.process(encoder.encode(&old, &new).as_bytes());
                let mut fresh = terminal();
                fresh.process(Encoder::default().encode(&blank(), &new).as_bytes());
                assert_eq!(shown(&chained), shown(&fresh), "run {run}, step {step}");
                old = new;
            }
        }
    }

    #[test]
    fn nothing_new_costs_nothing() {
        let mut encoder = Encoder::default();
        assert_eq!(encoder.encode(&screen(5), &screen(5)), "");
    }

    #[test]
    fn a_long_blank_stretch_is_erased() {
        let mut old = blank();
        old.set_string(0, 0, "x".repeat(30), Style::new());
        assert_eq!(
            Encoder::default().encode(&old, &blank()),
            "\x1b[1;1H\x1b[30X"
        );
    }

    #[test]
    fn looks_change_in_the_shortest_way() {
        let mut new = blank();
        new.set_string(
            0,
            0,
            "a",
            Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        );
        new.set_string(1, 0, "b", Style::new().fg(Color::Red));
        new.set_string(2, 0, "c", Style::new());
        assert_eq!(
            Encoder::default().encode(&blank(), &new),
            "\x1b[1;1H\x1b[1;31ma\x1b[22mb\x1b[mc"
        );
    }
}
