//! The help overlay, from the table of keys, and what the marks of each pane mean.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::action::PaneId;
use super::app::App;
use super::keys::{Group, HelpRow, help_rows};
use super::popup;
use super::text::{Line, wrap};
use super::theme::Meaning;

pub fn draw(app: &App, top: usize, buffer: &mut Buffer) {
    popup::draw_lines(app, "keys", lines(app), top, buffer);
}

pub fn lines(app: &App) -> Vec<Line> {
    let theme = app.theme();
    let columns = (app.layout.size.width as usize).saturating_sub(8).min(90);
    let rows = help_rows(&app.keymap);
    let mut lines = Vec::new();
    for group in [Group::Time, Group::Ask, Group::Look, Group::Rest] {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.push(Line::of(theme.style(Meaning::Title), group.title()));
        for row in rows.iter().filter(|row| row.group == group) {
            lines.extend(row_lines(app, row, columns));
        }
    }
    lines.push(Line::new());
    let more = "A number before a move repeats it: 12n. 41G goes to step 41, 50% to the middle.";
    lines.extend(
        wrap(more, columns)
            .iter()
            .map(|text| Line::of(theme.style(Meaning::Quiet), text)),
    );
    lines
}

fn row_lines(app: &App, row: &HelpRow, columns: usize) -> Vec<Line> {
    let theme = app.theme();
    let (first, mut others) = split_keys(&row.keys);
    let mut keys = first.to_string();
    if let Some(back) = &row.back {
        let (first, more) = split_keys(back);
        keys = format!("{keys} {first}");
        others.extend(more);
    }
    let mut help = row.help.to_string();
    if !others.is_empty() {
        help.push_str(&format!(" (also {})", others.join(" ")));
    }
    let mut lines = Vec::new();
    for text in wrap(&help, columns.saturating_sub(KEY_COLUMNS + 1).max(10)) {
        let mut line = Line::new();
        if lines.is_empty() {
            line.push(theme.style(Meaning::Key), &format!("  {keys}"));
        }
        if line.width() >= KEY_COLUMNS {
            lines.push(std::mem::take(&mut line));
        }
        line.column(KEY_COLUMNS);
        line.push(Style::new(), &text);
        lines.push(line);
    }
    lines
}

/// The key that is shown, and the others that do the same.
fn split_keys(keys: &str) -> (&str, Vec<&str>) {
    let mut all = keys.split(' ');
    (all.next().unwrap_or(""), all.collect())
}

const KEY_COLUMNS: usize = 9;

/// The marks of a pane, in words.
pub fn of_pane(pane: PaneId) -> &'static str {
    match pane {
        PaneId::Source => {
            ">  the statement in bold runs next\n\
             o  a breakpoint: b sets and removes one on the line of the cursor\n\
             visit 3 of 5: how often this line has run, of all its times in the whole run\n\
             Grey lines are never reached in this run.\n\
             #2 freed, ! #1 leaks  at a misuse and at the end: the lines that led to it\n\
             On the right, in wide panes: values of the variables that the line declares, armed defers.\n\n\
             Arrows move the cursor; . and , run to the next and the previous visit of its line; 0 comes back."
        }
        PaneId::Stack => {
            ">  the innermost frame; below it, who called it\n\
             *  changed by the last move, with the old value beside\n\
             ~  differs from the mark that d compares with, with the value then beside\n\
             -> #2  a pointer into block #2 of the heap pane\n\
             DANGLING  what it points to is gone: using it is an error\n\
             undefined  never given a value: using it is an error\n\
             Grey frames have returned; they stay for a while with what they gave back.\n\n\
             Right and Left unfold and fold; w a x p y ask about the row with the cursor."
        }
        PaneId::Heap => {
            "#2  the second block that was ever allocated; the number is never used again\n\
             live  allocated and not freed; FREED  given back, shown with its last contents\n\
             LEAKED  nothing points to it any more: nobody can free it\n\
             ??  a byte that was never written; aa  what freeing left behind\n\
             <- p  who points here\n\
             !!  what is about to go wrong here\n\n\
             v changes the view; e tells the life of the block with the cursor."
        }
        PaneId::Defers => {
            "1.  runs first when its scope ends, then 2., ...\n\
             (1)  an errdefer: runs only if an error leaves\n\
             >  runs now;  x  has run;  -  was not needed\n\
             -> #3  the block it would act on now\n\
             an error now: 2, 1 run; #1 leaks  what would happen if this function returned an error here\n\n\
             Enter goes to the moment of the row."
        }
        PaneId::Log => {
            ">  the last thing that happened; grey rows below it will happen\n\n\
             Enter goes to the moment of the row; F changes what is shown: memory, defers, everything."
        }
        PaneId::Output => {
            "What the program printed up to this moment; grey text will be printed later in this run.\n\
             It never reaches your terminal as it is: control characters are spelled out."
        }
        PaneId::Questions | PaneId::Story => {
            "Each row is a moment. Up and Down walk through them, and the whole screen goes along; e is the next one,\n\
             u goes back, Esc closes."
        }
    }
}
