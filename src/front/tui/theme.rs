//! What things look like. A widget asks for a [`Meaning`] or a glyph, never for a colour; every meaning that
//! carries information also has a shape (a word, a mark) drawn by the widget, so that a screen without
//! colours says the same.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is. The theme decides what that looks like.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Meaning {
    Plain,
    /// Less important beside its neighbour: types, labels, units.
    Quiet,
    Border,
    /// The border and title of the pane that has the keys.
    Focus,
    Title,
    /// Where the run stands: the line, the log row, the mark on the strip.
    Present,
    Live,
    Freed,
    Leaked,
    /// An illegal act, about to happen or happened.
    Misuse,
    /// Changed by the last move.
    Changed,
    /// Recorded, but later than now.
    Future,
    Breakpoint,
    Undefined,
    Dangling,
    Error,
    Warning,
    Good,
    /// A key to press.
    Key,
    /// The row with the cursor.
    Selection,
    /// What a search found.
    Match,
    Keyword,
    Type,
    Number,
    Text,
    Comment,
    Function,
    Builtin,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Palette {
    #[default]
    Dark,
    Light,
    /// For projectors: nothing dim, only bright colours.
    Contrast,
    /// Told apart by blue and yellow instead of green and red.
    Safe,
    Mono,
}

impl Palette {
    pub const ALL: [(&'static str, Palette); 5] = [
        ("dark", Palette::Dark),
        ("light", Palette::Light),
        ("contrast", Palette::Contrast),
        ("safe", Palette::Safe),
        ("mono", Palette::Mono),
    ];

    pub fn named(name: &str) -> Option<Palette> {
        let found = Palette::ALL.iter().find(|&&(known, _)| known == name);
        found.map(|&(_, palette)| palette)
    }

    pub fn name(self) -> &'static str {
        let found = Palette::ALL.iter().find(|&&(_, palette)| palette == self);
        found.map_or("dark", |&(name, _)| name)
    }
}

/// Palette and set of glyphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Theme {
    pub palette: Palette,
    pub ascii: bool,
}

impl Theme {
    pub fn style(&self, meaning: Meaning) -> Style {
        let shape = Style::new().add_modifier(self.modifier(meaning));
        match self.colour(meaning) {
            Some(colour) => shape.fg(colour),
            None => shape,
        }
    }

    /// The style of a block's number: blocks that stand beside each other differ.
    pub fn block(&self, number: u32) -> Style {
        use Color::*;
        let wheel: &[Color] = match self.palette {
            Palette::Mono => return Style::new().add_modifier(Modifier::BOLD),
            Palette::Dark => &[Cyan, Yellow, Magenta, Green, LightBlue],
            Palette::Light => &[Blue, Magenta, Cyan, Green, Red],
            Palette::Contrast => &[LightCyan, LightYellow, LightMagenta, LightGreen, LightBlue],
            Palette::Safe => &[Cyan, Yellow, LightBlue, White, Blue],
        };
        Style::new().fg(wheel[number as usize % wheel.len()])
    }

    pub fn glyphs(&self) -> &'static Glyphs {
        if self.ascii { &ASCII } else { &UNICODE }
    }

    fn modifier(&self, meaning: Meaning) -> Modifier {
        use Meaning::*;
        let dim = if self.palette == Palette::Contrast {
            Modifier::empty()
        } else {
            Modifier::DIM
        };
        match meaning {
            Present | Changed | Focus | Title | Key | Breakpoint | Leaked | Error => Modifier::BOLD,
            Misuse => Modifier::BOLD | Modifier::REVERSED,
            Selection => Modifier::REVERSED,
            Match => Modifier::UNDERLINED | Modifier::BOLD,
            Freed | Future | Undefined | Comment => dim,
            Quiet | Border if self.palette == Palette::Mono => dim,
            Dangling => Modifier::UNDERLINED,
            Keyword if self.palette == Palette::Mono => Modifier::BOLD,
            _ => Modifier::empty(),
        }
    }

    fn colour(&self, meaning: Meaning) -> Option<Color> {
        match self.palette {
            Palette::Mono => None,
            Palette::Dark => dark(meaning),
            Palette::Light => light(meaning),
            Palette::Contrast => contrast(meaning),
            Palette::Safe => safe(meaning),
        }
    }
}

fn dark(meaning: Meaning) -> Option<Color> {
    use Meaning::*;
    Some(match meaning {
        Quiet | Border => Color::DarkGray,
        Focus | Key => Color::Cyan,
        Present | Match | Warning => Color::Yellow,
        Live | Good => Color::Green,
        Leaked => Color::LightMagenta,
        Misuse | Dangling | Error | Breakpoint => Color::LightRed,
        Changed => Color::LightYellow,
        Keyword => Color::Magenta,
        Type | Builtin => Color::Cyan,
        Text => Color::Green,
        Number => Color::LightBlue,
        Function => Color::LightBlue,
        _ => return None,
    })
}

fn light(meaning: Meaning) -> Option<Color> {
    use Meaning::*;
    Some(match meaning {
        Quiet | Border => Color::DarkGray,
        Focus | Key | Number | Function => Color::Blue,
        Present | Changed => Color::Red,
        Live | Good | Text => Color::Green,
        Warning | Match | Leaked | Keyword => Color::Magenta,
        Misuse | Dangling | Error | Breakpoint => Color::Red,
        Type | Builtin => Color::Cyan,
        _ => return None,
    })
}

fn contrast(meaning: Meaning) -> Option<Color> {
    use Meaning::*;
    Some(match meaning {
        Freed | Future | Comment | Undefined | Quiet => Color::Gray,
        Focus | Key => Color::LightCyan,
        Present | Match | Warning | Changed => Color::LightYellow,
        Live | Good | Text => Color::LightGreen,
        Leaked | Keyword => Color::LightMagenta,
        Misuse | Dangling | Error | Breakpoint => Color::LightRed,
        Type | Builtin | Function | Number => Color::LightCyan,
        _ => Color::White,
    })
}

/// Red against green is the pair that most colour-blind people cannot tell apart.
fn safe(meaning: Meaning) -> Option<Color> {
    use Meaning::*;
    Some(match meaning {
        Quiet | Border => Color::DarkGray,
        Focus | Key | Live | Good | Type | Builtin | Text => Color::LightBlue,
        Misuse | Dangling | Error | Breakpoint | Leaked => Color::LightYellow,
        Present | Match | Warning | Changed | Keyword => Color::Yellow,
        Number | Function => Color::Cyan,
        _ => return None,
    })
}

/// The characters that draw frames and marks.
#[derive(Debug)]
pub struct Glyphs {
    pub corners: [&'static str; 4],
    pub across: &'static str,
    pub down: &'static str,
    pub life: &'static str,
    pub afterlife: &'static str,
    pub born: &'static str,
    pub died: &'static str,
    pub misuse: &'static str,
    pub past: &'static str,
    pub future: &'static str,
    pub here: &'static str,
    /// Where a jump that is being typed would go.
    pub there: &'static str,
    /// Stands where text was cut.
    pub cut: &'static str,
    pub open: &'static str,
    pub closed: &'static str,
    pub above: &'static str,
    pub below: &'static str,
    pub dotted: &'static str,
    pub shades: [&'static str; 5],
    /// Low to high, for a row that is a curve.
    pub levels: [&'static str; 9],
}

static UNICODE: Glyphs = Glyphs {
    corners: ["┌", "┐", "└", "┘"],
    across: "─",
    down: "│",
    life: "━",
    afterlife: "┄",
    born: "o",
    died: "×",
    misuse: "!",
    past: "█",
    future: "─",
    here: "▼",
    there: "▽",
    cut: "…",
    open: "▾",
    closed: "▸",
    above: "↑",
    below: "↓",
    dotted: "┆",
    shades: [" ", "░", "▒", "▓", "█"],
    levels: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

static ASCII: Glyphs = Glyphs {
    corners: ["+", "+", "+", "+"],
    across: "-",
    down: "|",
    life: "=",
    afterlife: ".",
    born: "o",
    died: "x",
    misuse: "!",
    past: "#",
    future: "-",
    here: "V",
    there: "v",
    cut: "~",
    open: "-",
    closed: "+",
    above: "^",
    below: "v",
    dotted: ":",
    shades: [" ", ".", ":", "*", "#"],
    levels: [" ", ".", ",", ":", ";", "+", "*", "%", "#"],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_has_no_colour_at_all() {
        let theme = Theme {
            palette: Palette::Mono,
            ascii: true,
        };
        for meaning in [Meaning::Misuse, Meaning::Quiet, Meaning::Key, Meaning::Live] {
            assert_eq!(theme.style(meaning).fg, None);
        }
        assert_eq!(theme.block(3).fg, None);
    }

    #[test]
    fn contrast_has_nothing_dim() {
        let theme = Theme {
            palette: Palette::Contrast,
            ascii: false,
        };
        for meaning in [Meaning::Freed, Meaning::Future, Meaning::Comment] {
            assert!(!theme.style(meaning).add_modifier.contains(Modifier::DIM));
        }
    }
}
