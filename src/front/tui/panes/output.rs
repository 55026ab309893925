//! What the program printed up to now; what it will print is grey. Nothing of it reaches the terminal as it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::debug::view::Output;
use crate::front::tui::action::PaneId;
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, counted, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, hidden, rows};

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let empty = Output::default();
    let output = app.snapshot.as_ref().map_or(&empty, |s| &s.output);
    let lines = lines(app, output);
    let height = app.layout.rows(PaneId::Output);
    let step = app.snapshot.as_ref().map_or(0, |s| s.moment.step);
    let title = if area.width >= 50 {
        format!("output (up to t {})", grouped(step))
    } else {
        "output".into()
    };
    // Of a long output only the end is known here.
    let is_whole = output.past.len() as u64 >= output.total;
    let right = match is_whole {
        true => counted(output.past.lines().count() as u64, "line"),
        false => counted(output.total, "byte"),
    };
    let about = Frame {
        title: &title,
        right,
        hidden: hidden(app.output.top, height, lines.len()),
    };
    let inner = frame(app, PaneId::Output, area, &about, buffer);
    if lines.is_empty() {
        let text = " (nothing printed yet)";
        rows(
            app,
            inner,
            [Line::of(app.theme().style(Meaning::Quiet), text)],
            buffer,
        );
        return;
    }
    rows(app, inner, lines.into_iter().skip(app.output.top), buffer);
}

/// Past and future text; where a line is printed in pieces, the join is kept on one row.
pub fn lines(app: &App, output: &Output) -> Vec<Line> {
    let theme = app.theme();
    let (now, later) = (theme.style(Meaning::Plain), theme.style(Meaning::Future));
    let mut lines: Vec<Line> = split(&output.past)
        .map(|text| Line::of(now, text))
        .collect();
    if !app.settings.spoilers || output.future.is_empty() {
        return lines;
    }
    let mut future = split(&output.future);
    if !output.past.is_empty()
        && !output.past.ends_with('\n')
        && let (Some(last), Some(rest)) = (lines.last_mut(), future.next())
    {
        last.push(later, rest);
    }
    lines.extend(future.map(|text| Line::of(later, text)));
    lines
}

/// Rows of the past alone, for following it.
pub fn past_rows(output: &Output) -> usize {
    split(&output.past).count()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    // An empty row inside the text counts, the one after the last line end does not.
    text.split_inclusive('\n')
        .map(|line| line.strip_suffix('\n').unwrap_or(line))
}
