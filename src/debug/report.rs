//! The story of how a run ended badly: what, the dated life of what it happened to, values, a way out, and how to
//! open that moment. [`Report`] is data; [`Report::render`] makes the text.

use crate::diag::render::Style;

use super::text::visible;

/// One finding about a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub kind: Kind,
    /// Stable name: `use-after-free`, `leak`, `panic`, `error`, `limit`.
    pub code: String,
    /// `write of 4 bytes to block #2, which was freed 3 steps ago`
    pub title: String,
    /// Where it happened, then what led to it, newest first; of a leak the allocation, then the loss.
    pub entries: Vec<Entry>,
    /// Sentences about values.
    pub notes: Vec<String>,
    pub hint: Option<String>,
    /// What to type to look at it: `undefer pair.zig --at 41`.
    pub open: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    Fault,
    /// Zig's panic; its text stands in Zig's own form.
    Panic,
    /// `main` returned an error.
    Error,
    Leak,
    Limit,
}

/// One dated line of the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The step, as people count.
    pub step: u64,
    pub file: String,
    pub line: u32,
    pub col: u32,
    pub function: String,
    /// The statement or expression.
    pub text: String,
    /// `here, element 2 of 5`, `freed by main`
    pub note: String,
}

impl Report {
    pub fn new(kind: Kind, code: impl Into<String>, title: impl Into<String>) -> Report {
        Report {
            kind,
            code: code.into(),
            title: title.into(),
            entries: Vec::new(),
            notes: Vec::new(),
            hint: None,
            open: None,
        }
    }

    /// The first line without colour.
    pub fn headline(&self) -> String {
        match self.kind {
            Kind::Fault | Kind::Leak | Kind::Limit => {
                format!("error[{}]: {}", self.code, self.title)
            }
            Kind::Panic => format!("panic: {}", self.title),
            Kind::Error => format!("error: {}", self.title),
        }
    }

    /// The whole text, each line with its end.
    pub fn render(&self, style: Style) -> String {
        let paint = Paint { on: style.color };
        let mut text = String::new();
        let headline = visible(&self.headline());
        let (word, rest) = headline.split_once(": ").unwrap_or((&headline, ""));
        text += &paint.error(word);
        text += &paint.strong(&format!(": {rest}"));
        text.push('\n');
        text += &self.story(style.width, &paint);
        for note in &self.notes {
            push_wrapped(&mut text, &visible(note), "  ", style.width);
        }
        if let Some(hint) = &self.hint {
            let start = format!("  {}", paint.help("hint:"));
            let mut body = String::new();
            // Wrapped as if the word were there, then the word takes its place.
            push_wrapped(
                &mut body,
                &format!("hint: {}", visible(hint)),
                "  ",
                style.width,
            );
            text += &body.replacen("  hint:", &start, 1);
        }
        if let Some(open) = &self.open {
            text += &format!("  open it: {open}\n");
        }
        text
    }

    /// The entries in columns; a note that does not fit goes under its line.
    fn story(&self, width: usize, paint: &Paint) -> String {
        // What was there before the program began, or lives as long as it, has no date.
        let date = |e: &Entry| match e.step {
            0 => String::new(),
            step => format!("t{step}"),
        };
        let place = |e: &Entry| format!("{}:{}:{}", e.file, e.line, e.col);
        let longest = |f: &dyn Fn(&Entry) -> usize| self.entries.iter().map(f).max().unwrap_or(0);
        let dates = longest(&|e| date(e).len());
        let places = longest(&|e| cells(&place(e)));
        let left = 2 + dates + 2 + places + 5;
        let texts = longest(&|e| cells(&e.text)).min(width.saturating_sub(left + 24).max(16));
        let mut out = String::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let text = fitted(&visible(&entry.text), texts);
            let mut line = format!(
                "  {:<dates$}  {}{}     {}",
                date(entry),
                place(entry),
                " ".repeat(places - cells(&place(entry))),
                paint.place(&text, index == 0),
            );
            if !entry.note.is_empty() {
                let note = visible(&entry.note);
                let fits = left + texts + 6 + cells(&note) <= width;
                if fits {
                    line += &" ".repeat(texts - cells(&text) + 3);
                    line += &format!("<- {note}");
                } else {
                    line.push('\n');
                    let start = " ".repeat(2 + dates + 2);
                    push_wrapped(&mut line, &format!("<- {note}"), &start, width);
                    line.truncate(line.trim_end().len());
                }
            }
            out += &line;
            out.push('\n');
        }
        out
    }
}

fn cells(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// The text on one line, cut to a width.
fn fitted(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 3;
    for c in text.chars() {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used > width {
            break;
        }
        cut.push(c);
    }
    cut + "..."
}

/// Adds a paragraph, broken between words; further lines are indented by two more.
fn push_wrapped(out: &mut String, text: &str, indent: &str, width: usize) {
    let mut line = indent.to_owned();
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && cells(&line) + 1 + cells(word) > width {
            out.push_str(&line);
            out.push('\n');
            line = format!("{indent}  ");
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    out.push_str(&line);
    out.push('\n');
}

/// The same colours as diagnostics have.
struct Paint {
    on: bool,
}

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    fn error(&self, text: &str) -> String {
        self.with("1;91", text)
    }

    fn strong(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn help(&self, text: &str) -> String {
        self.with("1;96", text)
    }

    fn place(&self, text: &str, is_here: bool) -> String {
        if is_here {
            self.with("1", text)
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(step: u64, line: u32, col: u32, text: &str, note: &str) -> Entry {
        Entry {
            step,
            file: "pair.zig".into(),
            line,
            col,
            function: "main".into(),
            text: text.into(),
            note: note.into(),
        }
    }

    fn sample() -> Report {
        Report {
            entries: vec![
                entry(41, 19, 3, "p.* = 5;", "here, element 2 of 5"),
                entry(38, 18, 3, "gpa.destroy(p);", "freed by main"),
                entry(
                    15,
                    4,
                    19,
                    "gpa.create(i32)",
                    "allocated by makePair, returned to main at t34",
                ),
            ],
            notes: vec![
                "p still holds the old address. The block held 42; now it is aa aa aa aa.".into(),
            ],
            hint: Some("move the `destroy` after the last use of `p`, or use `defer`".into()),
            open: Some("undefer pair.zig --at 41".into()),
            ..Report::new(
                Kind::Fault,
                "use-after-free",
                "write of 4 bytes to block #2, which was freed 3 steps ago",
            )
        }
    }

    #[test]
    fn the_story_stands_in_columns() {
        let expected = "\
error[use-after-free]: write of 4 bytes to block #2, which was freed 3 steps ago
  t41  pair.zig:19:3     p.* = 5;          <- here, element 2 of 5
  t38  pair.zig:18:3     gpa.destroy(p);   <- freed by main
  t15  pair.zig:4:19     gpa.create(i32)   <- allocated by makePair, returned to main at t34
  p still holds the old address. The block held 42; now it is aa aa aa aa.
  hint: move the `destroy` after the last use of `p`, or use `defer`
  open it: undefer pair.zig --at 41
";
        assert_eq!(sample().render(Style::PLAIN), expected);
    }

    #[test]
    fn a_narrow_terminal_breaks_lines_between_words() {
        let style = Style {
            width: 60,
            ..Style::PLAIN
        };
        let text = sample().render(style);
        assert!(text.lines().skip(1).all(|l| l.len() <= 60), "{text}");
        assert!(text.contains("\n       <- allocated by makePair"), "{text}");
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let style = Style {
            color: true,
            ..Style::PLAIN
        };
        let coloured = sample().render(style);
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once("\x1b[") {
            plain += before;
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        assert_eq!(plain + rest, sample().render(Style::PLAIN));
    }
}
