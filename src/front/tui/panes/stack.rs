//! Frames with their variables as trees, innermost first; frames that returned stay a while as ghosts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::command::Place;
use crate::debug::view::{self, Snapshot, Value, ValueKind, Variable};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::{App, RowKey};
use crate::front::tui::text::{Line, counted};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

/// Frame number of the rows of globals.
const GLOBALS: u64 = u64::MAX;

/// One row of the flattened tree.
pub struct Row<'a> {
    pub key: RowKey,
    depth: usize,
    /// `Some(true)` is unfolded, `None` has nothing to unfold.
    pub open: Option<bool>,
    what: What<'a>,
}

enum What<'a> {
    Frame {
        frame: &'a view::Frame,
        is_innermost: bool,
    },
    Globals,
    Variable {
        variable: &'a Variable,
        /// Empty for globals.
        function: &'a str,
        names: usize,
    },
    Part {
        name: &'a str,
        value: &'a Value,
    },
    More(u64),
    /// Frames that are too far down to be shown.
    Below(usize),
}

impl<'a> Row<'a> {
    pub fn frame(&self) -> Option<&'a view::Frame> {
        match self.what {
            What::Frame { frame, .. } => Some(frame),
            _ => None,
        }
    }

    pub fn value(&self) -> Option<&'a Value> {
        match self.what {
            What::Variable { variable, .. } => Some(&variable.value),
            What::Part { value, .. } => Some(value),
            _ => None,
        }
    }

    pub fn is_changed(&self) -> bool {
        matches!(self.what, What::Variable { variable, .. } if variable.changed)
    }

    /// What a search looks at.
    pub fn text(&self) -> String {
        let name = self
            .frame()
            .map_or(self.key.1.as_str(), |frame| &frame.function);
        let value = self.value().map_or("", |value| &value.text);
        format!("{name} {value}")
    }
}

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let all = app.snapshot.as_ref().map_or(Vec::new(), |s| tree(app, s));
    let height = app.layout.rows(PaneId::Stack);
    let top = app.stack.top;
    let about = Frame {
        title: if area.width >= 50 {
            "stack and variables"
        } else {
            "stack"
        },
        right: app
            .snapshot
            .as_ref()
            .map_or(String::new(), |s| sums(s, area.width >= 50)),
        hidden: hidden(top, height, all.len()),
    };
    let inner = frame(app, PaneId::Stack, area, &about, buffer);
    let columns = inner.width as usize;
    let focused = app.focus == PaneId::Stack;
    let lines = all.iter().skip(top).map(|row| {
        let line = line(app, row, columns);
        if focused && app.stack.cursor.as_ref() == Some(&row.key) {
            line.under(app.theme().style(Meaning::Selection))
        } else {
            line
        }
    });
    rows(app, inner, lines, buffer);
}

fn sums(snapshot: &Snapshot, roomy: bool) -> String {
    let live = snapshot.frames.iter().filter(|f| f.returned.is_none());
    let (mut frames, mut variables) = (snapshot.frames_below as u64, 0);
    for frame in live {
        frames += 1;
        variables += frame.locals.len() as u64;
    }
    if roomy {
        format!(
            "{}, {}",
            counted(frames, "frame"),
            counted(variables, "variable")
        )
    } else {
        counted(frames, "frame")
    }
}

/// All rows, folded and unfolded as the person left them.
pub fn tree<'a>(app: &App, snapshot: &'a Snapshot) -> Vec<Row<'a>> {
    let mut tree = Tree {
        app,
        rows: Vec::new(),
    };
    let mut is_innermost = true;
    let mut below = snapshot.frames_below;
    for frame in &snapshot.frames {
        let key = (frame.id, String::new());
        let is_live = frame.returned.is_none();
        let open = (!frame.locals.is_empty()).then(|| tree.is_open(&key, is_live));
        let what = What::Frame {
            frame,
            is_innermost: is_innermost && is_live,
        };
        is_innermost &= !is_live;
        if !is_live {
            tree.below(&mut below);
        }
        tree.rows.push(Row {
            key,
            depth: 0,
            open,
            what,
        });
        if open == Some(true) {
            tree.variables(frame.id, &frame.function, &frame.locals);
        }
    }
    tree.below(&mut below);
    if !snapshot.globals.is_empty() {
        let key = (GLOBALS, String::new());
        let open = tree.is_open(&key, true);
        tree.rows.push(Row {
            key,
            depth: 0,
            open: Some(open),
            what: What::Globals,
        });
        if open {
            tree.variables(GLOBALS, "", &snapshot.globals);
        }
    }
    tree.rows
}

struct Tree<'a, 'b> {
    app: &'b App,
    rows: Vec<Row<'a>>,
}

impl<'a> Tree<'a, '_> {
    fn is_open(&self, key: &RowKey, usual: bool) -> bool {
        self.app.stack.folds.get(key).copied().unwrap_or(usual)
    }

    /// The row for frames that were not sent, once, after the last live one.
    fn below(&mut self, below: &mut usize) {
        let count = std::mem::take(below);
        if count > 0 {
            self.rows.push(Row {
                key: (GLOBALS, "...".into()),
                depth: 0,
                open: None,
                what: What::Below(count),
            });
        }
    }

    fn variables(&mut self, frame: u64, function: &'a str, variables: &'a [Variable]) {
        let widths = variables
            .iter()
            .map(|v| crate::front::tui::text::width(&v.name));
        let names = widths.max().unwrap_or(0).clamp(5, 12);
        for variable in variables {
            let key = (frame, variable.name.clone());
            let what = What::Variable {
                variable,
                function,
                names,
            };
            self.add(key, 1, &variable.value, what);
        }
    }

    fn add(&mut self, key: RowKey, depth: usize, value: &'a Value, what: What<'a>) {
        let open = (!value.children.is_empty()).then(|| self.is_open(&key, false));
        self.rows.push(Row {
            key: key.clone(),
            depth,
            open,
            what,
        });
        if open != Some(true) {
            return;
        }
        for (name, part) in &value.children {
            let path = step_into(&key.1, name);
            self.add(
                (key.0, path),
                depth + 1,
                part,
                What::Part { name, value: part },
            );
        }
        if value.more > 0 {
            let path = format!("{}...", key.1);
            self.rows.push(Row {
                key: (key.0, path),
                depth: depth + 1,
                open: None,
                what: What::More(value.more),
            });
        }
    }
}

/// The expression for a part: `p` and `x` give `p.x`, `a` and `[0]` give `a[0]`.
fn step_into(path: &str, name: &str) -> String {
    if name.starts_with(['[', '.']) {
        format!("{path}{name}")
    } else {
        format!("{path}.{name}")
    }
}

fn line(app: &App, row: &Row<'_>, columns: usize) -> Line {
    match &row.what {
        What::Frame {
            frame,
            is_innermost,
        } => header(app, frame, *is_innermost, row.open, columns),
        What::Globals => Line::of(app.theme().style(Meaning::Quiet), "  globals"),
        What::Variable {
            variable,
            function,
            names,
        } => variable_line(app, row, variable, (function, *names), columns),
        What::Part { name, value } => part_line(app, row, name, value),
        What::Below(count) => {
            let text = format!("  and {} below", counted(*count as u64, "more frame"));
            Line::of(app.theme().style(Meaning::Quiet), &text)
        }
        What::More(count) => {
            let text = format!("{}{} more", " ".repeat(2 * row.depth + 2), count);
            Line::of(app.theme().style(Meaning::Quiet), &text)
        }
    }
}

fn header(
    app: &App,
    frame: &view::Frame,
    is_innermost: bool,
    open: Option<bool>,
    columns: usize,
) -> Line {
    let theme = app.theme();
    let quiet = theme.style(Meaning::Quiet);
    let roomy = columns >= 48;
    if let Some(returned) = &frame.returned {
        let ghost = theme.style(Meaning::Freed);
        let mut line = Line::of(
            quiet,
            if open == Some(true) {
                theme.glyphs().open
            } else {
                " "
            },
        );
        line.push(ghost, &format!(" {} returned", frame.function));
        if let Some(value) = &returned.value {
            line.push(ghost, " ");
            line.append(value_line(app, value));
        }
        let when = if roomy {
            format!("t{}..{}", frame.called, returned.step)
        } else {
            format!("t{}", returned.step)
        };
        line.right(
            Line::of(ghost, &when),
            columns.saturating_sub(1),
            theme.glyphs().cut,
        );
        return line;
    }
    let style = theme.style(if is_innermost {
        Meaning::Present
    } else {
        Meaning::Title
    });
    let mut line =
        Line::of(style, if is_innermost { "> " } else { "  " }).with(style, &frame.function);
    if frame.is_library {
        line.push(quiet, " (library)");
    }
    let mut right = Line::of(quiet, &format!("line {}", frame.location.line));
    if roomy {
        right.push(quiet, &format!("  t{}..", frame.called));
    }
    line.right(right, columns.saturating_sub(1), theme.glyphs().cut);
    line
}

/// Space, fold mark, mark of change, space; deeper rows further in.
fn lead(app: &App, row: &Row<'_>, mark: &str) -> Line {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let fold = match row.open {
        Some(true) => glyphs.open,
        Some(false) => glyphs.closed,
        None => " ",
    };
    let mut line = Line::of(Style::new(), &" ".repeat(2 * row.depth - 1));
    line.push(theme.style(Meaning::Quiet), fold);
    line.push(theme.style(Meaning::Changed), mark);
    line
}

fn variable_line(
    app: &App,
    row: &Row<'_>,
    variable: &Variable,
    (function, names): (&str, usize),
    columns: usize,
) -> Line {
    let theme = app.theme();
    let then = match function {
        "" => app.then(&variable.name),
        function => app.then(&format!("{function}.{}", variable.name)),
    };
    let mut line = lead(app, row, mark(app, variable.changed, then.is_some()));
    let name = if variable.changed {
        Meaning::Changed
    } else {
        Meaning::Plain
    };
    line.push(theme.style(name), &variable.name);
    line.column(3 + names + 2);
    if columns >= 48 {
        let mut type_name = Line::of(theme.style(Meaning::Type), &variable.type_name);
        type_name.cut(TYPE_COLUMNS, theme.glyphs().cut);
        let column = line.width() + TYPE_COLUMNS + 1;
        line.append(type_name);
        line.column(column);
    }
    line.append(value_line(app, &variable.value));
    if let Some(then) = then {
        let text = then.map_or("  not there then".into(), |then| format!("  then {then}"));
        line.push(theme.style(Meaning::Quiet), &text);
    } else if variable.changed
        && app.diff.is_none()
        && let Some(old) = &variable.old
    {
        line.push(theme.style(Meaning::Quiet), &format!("  was {old}"));
    }
    line
}

/// `*` changed with the last move; while the present is compared with a mark, `~` differs from it.
pub fn mark(app: &App, changed: bool, differs: bool) -> &'static str {
    match (app.diff.is_some(), changed, differs) {
        (true, _, true) => "~",
        (false, true, _) => "*",
        _ => " ",
    }
}

const TYPE_COLUMNS: usize = 13;

fn part_line(app: &App, row: &Row<'_>, name: &str, value: &Value) -> Line {
    let mut line = lead(app, row, " ");
    line.push(app.theme().style(Meaning::Quiet), name);
    line.column(line.width() + 1);
    line.append(value_line(app, value));
    line
}

/// A value in the style of its kind; a pointer into a block has the block's colour.
pub fn value_line(app: &App, value: &Value) -> Line {
    let theme = app.theme();
    let style = match value.kind {
        ValueKind::Block { id, .. } => theme.block(id.0),
        ValueKind::Undefined => theme.style(Meaning::Undefined),
        ValueKind::Null | ValueKind::Address => theme.style(Meaning::Quiet),
        ValueKind::Error => theme.style(Meaning::Error),
        ValueKind::Plain | ValueKind::Variable { .. } => Style::new(),
    };
    // The word is there in any case; it is what counts most in the whole pane.
    match value.text.split_once(DANGLING) {
        Some((before, after)) => Line::of(style, before)
            .with(theme.style(Meaning::Dangling), DANGLING)
            .with(style, after),
        None => Line::of(style, &value.text),
    }
}

const DANGLING: &str = "DANGLING";

/// What questions about the row with the cursor are about.
pub fn selected(app: &App) -> Result<Option<Place>, String> {
    let (Some(snapshot), Some(key)) = (&app.snapshot, &app.stack.cursor) else {
        return Ok(None);
    };
    let tree = tree(app, snapshot);
    let Some(row) = tree.iter().find(|row| row.key == *key) else {
        return Ok(None);
    };
    let Some(value) = row.value() else {
        return Ok(None);
    };
    let innermost = snapshot
        .frames
        .iter()
        .find(|f| f.returned.is_none())
        .map(|f| f.id);
    if key.0 == GLOBALS || Some(key.0) == innermost {
        return Ok(Some(Place::Expression(key.1.clone())));
    }
    // An expression is read in the innermost frame; a block has the same name everywhere.
    match value.kind {
        ValueKind::Block { id, .. } => Ok(Some(Place::Block(id))),
        _ => Err(format!(
            "`{}` belongs to an outer frame: go out to it (o) to ask about it",
            key.1
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_expressions() {
        assert_eq!(step_into("p", "x"), "p.x");
        assert_eq!(step_into("a", "[0]"), "a[0]");
        assert_eq!(step_into("p", ".*"), "p.*");
    }
}
