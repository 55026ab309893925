//! The source with the statement that runs next, breakpoints, and what is known about each line.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::debug::view::{BlockState, Recording, Snapshot, State};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::{App, short_name};
use crate::front::tui::layout::inside;
use crate::front::tui::rejected;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;
use crate::source::{FileId, SourceFile};

use super::{Frame, frame, hidden, rows};

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(file) = app.shown_file() else {
        let empty = Frame {
            title: "source",
            ..Frame::default()
        };
        frame(app, PaneId::Source, area, &empty, buffer);
        return;
    };
    let count = file.line_count() as usize;
    let top = app.source.top.max(1) as usize;
    let roomy = area.width >= 60;
    let named = roomy || app.present_line().is_none();
    let title = if named {
        format!("source  {}", short_name(&file.name))
    } else {
        "source".into()
    };
    let height = inside(area, app.layout.boxed).height as usize;
    let about = Frame {
        title: &title,
        right: place(app, roomy),
        hidden: hidden(top - 1, height, count),
    };
    let inner = frame(app, PaneId::Source, area, &about, buffer);
    let page = Page::new(app, file, inner.width as usize);
    rows(
        app,
        inner,
        (top..=count)
            .take(height)
            .map(|number| page.line(number as u32)),
        buffer,
    );
}

/// Where the run stands, for the title.
fn place(app: &App, roomy: bool) -> String {
    let position = app.snapshot.as_ref().and_then(|s| s.position.as_ref());
    let Some(at) = position else {
        return String::new();
    };
    let visits = visits(app, at.line).map_or(String::new(), |text| format!(", {text}"));
    if roomy {
        format!("{}() L{}{visits}", at.function, at.line)
    } else {
        format!("{}{visits}", at.function)
    }
}

/// `visit 3 of 5`, for a line that runs more than once.
fn visits(app: &App, number: u32) -> Option<String> {
    let snapshot = app.snapshot.as_ref()?;
    let facts = &snapshot.lines;
    let index = facts.binary_search_by_key(&number, |f| f.line).ok()?;
    let now = facts[index].visits_past + 1;
    let total = facts[index].visits_total;
    if app.settings.spoilers && total > 1 {
        Some(format!("visit {} of {}", grouped(now), grouped(total)))
    } else {
        (now > 1).then(|| format!("visit {}", grouped(now)))
    }
}

/// Columns before the text: space, number, breakpoint, mark, space.
pub fn gutter(file: &SourceFile) -> usize {
    digits(file) + 4
}

fn digits(file: &SourceFile) -> usize {
    file.line_count().to_string().len().max(2)
}

/// Narrower panes have no room for values beside the text.
const NOTE_COLUMNS: usize = 56;

/// What all lines of one drawing have in common.
struct Page<'a> {
    app: &'a App,
    file: &'a SourceFile,
    id: FileId,
    columns: usize,
    present: Option<u32>,
    cursor: Option<u32>,
    notes: BTreeMap<u32, String>,
    /// What led to the bad end at which the run stands, by line.
    causes: BTreeMap<u32, (String, Meaning)>,
    errors: Vec<(Range<usize>, Meaning)>,
}

impl<'a> Page<'a> {
    fn new(app: &'a App, file: &'a SourceFile, columns: usize) -> Page<'a> {
        let program = app.program.as_ref();
        let id = app
            .source
            .file
            .or(program.map(|p| p.file))
            .unwrap_or(FileId(0));
        Page {
            app,
            file,
            id,
            columns,
            present: app.present_line(),
            cursor: app.source.cursor.filter(|_| app.focus == PaneId::Source),
            notes: app
                .snapshot
                .as_ref()
                .filter(|_| columns >= NOTE_COLUMNS && app.settings.inline)
                .map_or(BTreeMap::new(), |s| notes(s, id)),
            causes: app
                .snapshot
                .as_ref()
                .filter(|_| program.is_some_and(|p| p.file == id))
                .map_or(BTreeMap::new(), |s| causes(s, columns >= NOTE_COLUMNS)),
            errors: rejected::marks(app, id),
        }
    }

    fn line(&self, number: u32) -> Line {
        let is_present = self.present == Some(number);
        let mut line = self.gutter(number, is_present);
        let mut code = self.code(number, is_present);
        code.skip(self.app.source.left);
        line.append(code);
        if let Some(cause) = self.cause(number) {
            let mark = self.app.theme().glyphs().cut;
            line.right(cause, self.columns.saturating_sub(1), mark);
        } else if let Some(note) = self.note(number) {
            let free = self.columns.saturating_sub(line.width() + 2);
            if note.width() <= free {
                line.right(
                    note,
                    self.columns.saturating_sub(1),
                    self.app.theme().glyphs().cut,
                );
            }
        }
        if self.cursor == Some(number) {
            line = line.under(self.app.theme().style(Meaning::Selection));
        }
        line
    }

    fn gutter(&self, number: u32, is_present: bool) -> Line {
        let theme = self.app.theme();
        let style = theme.style(if is_present {
            Meaning::Present
        } else {
            Meaning::Quiet
        });
        let mut line = Line::of(
            style,
            &format!(" {number:>width$}", width = digits(self.file)),
        );
        if let Some(&(_, meaning)) = self
            .errors
            .iter()
            .find(|(range, _)| self.begins(range, number))
        {
            let mark = if meaning == Meaning::Misuse {
                " > "
            } else {
                " ! "
            };
            line.push(theme.style(Meaning::Error), mark);
            return line;
        }
        let stop = theme.style(Meaning::Breakpoint);
        match (is_present, self.has_breakpoint(number)) {
            (true, true) => line = line.with(stop, "o").with(style, "> "),
            (true, false) => line.push(style, " > "),
            (false, true) => line.push(stop, " o "),
            (false, false) => line.push(Style::new(), "   "),
        }
        line
    }

    /// Whether a marked place begins on a line.
    fn begins(&self, range: &Range<usize>, number: u32) -> bool {
        let start = self.file.line_start(number).unwrap_or(usize::MAX);
        (start..=start.saturating_add(self.file.line(number).len())).contains(&range.start)
    }

    fn has_breakpoint(&self, number: u32) -> bool {
        let breakpoints = self
            .app
            .snapshot
            .as_ref()
            .map_or(&[][..], |s| &s.breakpoints);
        breakpoints.iter().any(|b| {
            b.line == Some(number) && b.enabled && b.file.is_none_or(|file| file == self.id)
        })
    }

    fn code(&self, number: u32, is_present: bool) -> Line {
        let theme = self.app.theme();
        let text = self.file.line(number);
        let start = self.file.line_start(number).unwrap_or(0);
        let idle = self.never_runs(number);
        let statement = self.statement().filter(|_| is_present);
        let mut code = Line::new();
        for (range, meaning) in self
            .app
            .colouring
            .pieces(self.id, start..start + text.len())
        {
            let style = theme.style(if idle { Meaning::Future } else { meaning });
            for (part, is_next) in split(range, statement.clone()) {
                let style = if is_next {
                    self.next_style(style)
                } else {
                    style
                };
                self.push_marked(&mut code, part, style);
            }
        }
        code
    }

    /// Places that diagnostics point to look like what they are.
    fn push_marked(&self, code: &mut Line, part: Range<usize>, style: Style) {
        let mut at = part.start;
        for (range, meaning) in &self.errors {
            let from = range.start.clamp(at, part.end);
            let to = range.end.clamp(from, part.end);
            if from < to {
                code.push(style, &self.file.text[at..from]);
                code.push(self.app.theme().style(*meaning), &self.file.text[from..to]);
                at = to;
            }
        }
        code.push(style, &self.file.text[at..part.end]);
    }

    /// The bytes of the statement that runs next.
    fn statement(&self) -> Option<Range<usize>> {
        let position = self.app.snapshot.as_ref()?.position.as_ref()?;
        Some(position.span.start()..position.span.end())
    }

    fn next_style(&self, style: Style) -> Style {
        let state = self.app.snapshot.as_ref().map(|s| &s.status.state);
        if matches!(state, Some(State::Fault | State::Panicked)) {
            return self.app.theme().style(Meaning::Misuse);
        }
        style.add_modifier(Modifier::BOLD)
    }

    /// A line with a statement that the whole recorded run never reaches.
    fn never_runs(&self, number: u32) -> bool {
        let Some(snapshot) = &self.app.snapshot else {
            return false;
        };
        let of_user = self.app.program.as_ref().is_some_and(|p| p.file == self.id);
        let known = snapshot.recording == Recording::Complete && self.app.settings.spoilers;
        let facts = &snapshot.lines;
        let found = facts.binary_search_by_key(&number, |f| f.line);
        of_user && known && found.is_ok_and(|index| facts[index].visits_total == 0)
    }

    /// The line of the misuse says itself what it does.
    fn cause(&self, number: u32) -> Option<Line> {
        let (text, meaning) = self.causes.get(&number)?;
        let style = self.app.theme().style(*meaning);
        (self.present != Some(number)).then(|| Line::of(style, text))
    }

    fn note(&self, number: u32) -> Option<Line> {
        let note = self.notes.get(&number)?;
        Some(Line::of(self.app.theme().style(Meaning::Quiet), note))
    }
}

/// A range, cut where the other begins and ends; true for the parts inside the other.
fn split(range: Range<usize>, other: Option<Range<usize>>) -> Vec<(Range<usize>, bool)> {
    let Some(other) = other else {
        return vec![(range, false)];
    };
    let from = other.start.clamp(range.start, range.end);
    let to = other.end.clamp(from, range.end);
    let parts = [
        (range.start..from, false),
        (from..to, true),
        (to..range.end, false),
    ];
    parts
        .into_iter()
        .filter(|(part, _)| !part.is_empty())
        .collect()
}

/// Where a block that is misused now was born and freed, or where one that nobody frees was born. At the place
/// of a misuse this is what people look for, so it stands in the way of the text if it must.
fn causes(snapshot: &Snapshot, roomy: bool) -> BTreeMap<u32, (String, Meaning)> {
    let mut causes = BTreeMap::new();
    if snapshot.status.state == State::Paused {
        return causes;
    }
    let ending = snapshot.ending.as_ref().filter(|end| end.line > 0);
    if let Some(end) = ending.filter(|_| snapshot.status.state == State::Failed) {
        let text = end.headline.rsplit(' ').next().unwrap_or("error");
        causes.insert(end.line, (format!("! {text}"), Meaning::Error));
    }
    for block in &snapshot.blocks.items {
        let id = block.id;
        if block.state == BlockState::Leaked {
            causes
                .entry(block.born.line)
                .or_insert_with(|| (format!("! {id} leaks"), Meaning::Leaked));
        }
        if block.misuse.is_none() {
            continue;
        }
        let when = |verb: &str, step: u64| match roomy {
            true => format!("{id} {verb} here, t{step}"),
            false => format!("{id} {verb}"),
        };
        let born = when("allocated", block.born.step);
        causes.insert(block.born.line, (born, Meaning::Quiet));
        if let Some(died) = &block.died {
            let died = (died.line, when("freed", died.step));
            causes.insert(died.0, (died.1, Meaning::Dangling));
        }
    }
    causes
}

/// Beside a declaration, the value of its variable now; beside a defer, since when it is armed.
fn notes(snapshot: &Snapshot, file: FileId) -> BTreeMap<u32, String> {
    let mut notes: BTreeMap<u32, String> = BTreeMap::new();
    let mut seen = HashSet::new();
    let live = snapshot.frames.iter().filter(|f| f.returned.is_none());
    // Of a recursive function only the innermost frame has a say.
    for frame in live.filter(|f| f.location.file == file && seen.insert(&f.function)) {
        for variable in &frame.locals {
            let note = notes.entry(variable.line).or_default();
            if !note.is_empty() {
                note.push_str(", ");
            }
            note.push_str(&format!("{} = {}", variable.name, variable.value.text));
        }
    }
    for frame in snapshot.defers.iter().filter(|f| f.is_live) {
        for entry in frame.entries.iter().filter(|e| e.order.is_some()) {
            notes
                .entry(entry.line)
                .or_insert_with(|| format!("armed t{}", entry.armed));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_split_at_the_statement() {
        assert_eq!(split(0..10, None), [(0..10, false)]);
        assert_eq!(
            split(0..10, Some(3..5)),
            [(0..3, false), (3..5, true), (5..10, false)]
        );
        assert_eq!(split(4..10, Some(0..20)), [(4..10, true)]);
        assert_eq!(split(4..10, Some(20..30)), [(4..10, false)]);
    }
}
