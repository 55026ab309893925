//! The life strip: the whole run from left to right, a row for each block, and where we stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::view::{Life, Recording, Snapshot, State, Tide};
use crate::front::tui::app::App;
use crate::front::tui::preview;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, border, wipe};

/// Columns for the labels on the left: as many as the number of the last block in the run needs.
fn label(app: &App) -> u16 {
    let blocks = app.snapshot.as_ref().map_or(0, |s| s.tide.blocks);
    (blocks.to_string().len() as u16 + 3).max(4)
}

/// The part of the strip whose columns are moments.
pub fn bar(app: &App) -> Rect {
    let inner = app.layout.strip_inner();
    let last = app.snapshot.as_ref().map_or(1, |s| s.moment.last_step);
    let tail = (grouped(last).len() as u16 + 2).max(4);
    let width = inner.width.saturating_sub(label(app) + tail);
    Rect {
        x: inner.x + label(app).min(inner.width),
        width,
        ..inner
    }
}

/// The step under a column of the screen.
pub fn step_at(app: &App, column: u16) -> Option<u64> {
    let bar = bar(app);
    let snapshot = app.snapshot.as_ref()?;
    if bar.width < 2 || column < bar.x {
        return None;
    }
    let offset = u64::from((column - bar.x).min(bar.width - 1));
    let last = snapshot.moment.last_step.max(1);
    Some(1 + (offset * (last - 1) + u64::from(bar.width - 1) / 2) / u64::from(bar.width - 1))
}

/// The column of a step, from the start of the bar.
fn column(step: u64, last: u64, width: u16) -> usize {
    if last <= 1 || width < 2 {
        return 0;
    }
    let step = u128::from(step.clamp(1, last) - 1);
    (step * u128::from(width - 1) / u128::from(last - 1)) as usize
}

pub fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.layout.strip;
    if area.is_empty() {
        return;
    }
    wipe(area, buffer);
    if app.layout.strip_boxed {
        let glyphs = app.theme().glyphs();
        let title = format!(
            "timeline   {} alloc   {} free   {} misuse",
            glyphs.born, glyphs.died, glyphs.misuse
        );
        let last = app.snapshot.as_ref().map_or(1, |s| s.moment.last_step);
        let about = Frame {
            title: &title,
            right: format!("1 .. {}", grouped(last)),
            hidden: (0, 0),
        };
        border(app, area, true, false, &about, buffer);
    }
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let inner = app.layout.strip_inner();
    let bar = bar(app);
    let rows = inner.height.saturating_sub(1) as usize;
    let mut lines = Vec::new();
    if is_crowded(&snapshot.tide, rows) {
        lines.push(tide_line(app, snapshot, bar.width));
    }
    // The latest blocks, and that of a misuse, which is the first if it is not one of them.
    let room = rows - lines.len();
    let spare = snapshot.lives.len().saturating_sub(room);
    let misused = snapshot.lives.iter().take(spare);
    let misused = misused.filter(|life| !life.misused.is_empty());
    let kept: Vec<&Life> = misused.take(room).collect();
    let rest = snapshot.lives.iter().skip(spare + kept.len());
    let lives = kept.into_iter().chain(rest);
    lines.extend(lives.map(|life| life_line(app, snapshot, life, bar.width)));
    for (y, line) in (inner.y..).zip(lines) {
        line.draw(buffer, inner.x, y, inner.width, "");
    }
    if inner.height > 0 {
        scrub_line(app, snapshot, bar.width).draw(
            buffer,
            inner.x,
            inner.bottom() - 1,
            inner.width,
            "",
        );
    }
}

/// So many more blocks than rows that one row is better spent on all of them together. It depends on the whole
/// run: the rows stay what they are while one walks through it.
fn is_crowded(tide: &Tide, rows: usize) -> bool {
    rows > 0 && tide.blocks > (2 * rows as u64).max(4)
}

/// How many blocks are alive, over the whole run.
fn tide_line(app: &App, snapshot: &Snapshot, width: u16) -> Line {
    let theme = app.theme();
    let levels = &theme.glyphs().levels;
    let last = snapshot.moment.last_step;
    let tide = &snapshot.tide;
    let highest = tide.heights.iter().copied().max().unwrap_or(0).max(1);
    let now = column(snapshot.moment.step, last, width);
    let columns = u64::from(width);
    // The first step of a column, counted from 0, as the scrub row has them.
    let first = |at: u64| at * (last.max(1) - 1) / (columns.max(2) - 1);
    let cells: Vec<(&'static str, Style)> = (0..columns)
        .map(|at| {
            let alive = height(tide, first(at), first(at + 1).max(first(at) + 1) - 1);
            // One block shows, however many there are elsewhere.
            let level = (u64::from(alive) * (levels.len() as u64 - 1)).div_ceil(u64::from(highest));
            let is_past = at as usize <= now;
            match is_past || app.settings.spoilers {
                true if is_past => (levels[level as usize], theme.style(Meaning::Live)),
                true => (levels[level as usize], theme.style(Meaning::Future)),
                false => (" ", Style::new()),
            }
        })
        .collect();
    let mut line = Line::of(theme.style(Meaning::Quiet), " all");
    line.push(Style::new(), &" ".repeat(label(app) as usize - 4));
    append_runs(&mut line, &cells);
    line.push(theme.style(Meaning::Quiet), &grouped(highest.into()));
    line
}

/// The most blocks alive between two steps, counted from 0.
fn height(tide: &Tide, first: u64, last: u64) -> u32 {
    let steps = tide.steps.max(1);
    let (from, to) = ((first / steps) as usize, (last / steps) as usize);
    let known = tide.heights.len();
    let highest = tide.heights[from.min(known)..(to + 1).min(known)]
        .iter()
        .max();
    highest.copied().unwrap_or(tide.last)
}

fn life_line(app: &App, snapshot: &Snapshot, life: &Life, width: u16) -> Line {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let last = snapshot.moment.last_step;
    let now = snapshot.moment.step;
    let at = |step| column(step, last, width);
    let shows = |step: u64| app.settings.spoilers || step < now;
    let colour = theme.block(life.block.0);
    let ghost = theme.style(Meaning::Freed);
    let mut cells = vec![(" ", Style::new()); width as usize];
    if cells.is_empty() || !shows(life.born) {
        return Line::new();
    }
    let died = life.died.filter(|&step| shows(step));
    let end = if app.settings.spoilers {
        cells.len() - 1
    } else {
        at(now)
    };
    for cell in &mut cells[at(life.born)..=died.map_or(end, at)] {
        *cell = (glyphs.life, colour);
    }
    if let Some(died) = died {
        for cell in &mut cells[at(died)..=end.max(at(died))] {
            *cell = (glyphs.afterlife, ghost);
        }
        cells[at(died)] = (glyphs.died, colour);
    }
    cells[at(life.born)] = (glyphs.born, colour);
    for &step in life
        .misused
        .iter()
        .filter(|&&step| shows(step) || step == now)
    {
        cells[at(step)] = (glyphs.misuse, theme.style(Meaning::Misuse));
    }
    let mut line = Line::of(colour, &format!(" {}", life.block));
    line.column(label(app) as usize);
    append_runs(&mut line, &cells);
    line
}

fn scrub_line(app: &App, snapshot: &Snapshot, width: u16) -> Line {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let moment = &snapshot.moment;
    let quiet = theme.style(Meaning::Quiet);
    let here = column(moment.step, moment.last_step, width);
    let mut cells = vec![(glyphs.future, theme.style(Meaning::Future)); width as usize];
    for cell in cells.iter_mut().take(here) {
        *cell = (glyphs.past, quiet);
    }
    let mut mark = |step: u64, glyph: &'static str, meaning: Meaning| {
        if let Some(cell) = cells.get_mut(column(step, moment.last_step, width)) {
            *cell = (glyph, theme.style(meaning));
        }
    };
    let stops = snapshot
        .breakpoints
        .iter()
        .flat_map(|b| b.some.iter().copied().chain(b.last));
    stops.for_each(|step| mark(step, "o", Meaning::Breakpoint));
    snapshot
        .marks
        .iter()
        .for_each(|(_, step)| mark(*step, "m", Meaning::Key));
    let ending = snapshot.ending.as_ref().filter(|_| app.settings.spoilers);
    if let Some(bad) = ending.filter(|e| matches!(e.state, State::Fault | State::Panicked)) {
        mark(bad.step, glyphs.misuse, Meaning::Misuse);
    }
    if let Some(step) = preview::step(app) {
        mark(step, glyphs.there, Meaning::Match);
    }
    mark(moment.step, glyphs.here, Meaning::Present);
    let mut line = Line::of(quiet, " t");
    line.push(Style::new(), &" ".repeat(label(app) as usize - 2));
    append_runs(&mut line, &cells);
    let more = if snapshot.recording == Recording::Running {
        "+"
    } else {
        ""
    };
    if app.settings.spoilers {
        line.push(quiet, &format!("{}{more}", grouped(moment.last_step)));
    }
    line
}

/// Cells of one style become one piece.
fn append_runs(line: &mut Line, cells: &[(&'static str, Style)]) {
    for run in cells.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|&(glyph, _)| glyph).collect();
        line.push(run[0].1, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tide_is_read_by_stretches_and_stays_after_the_last() {
        let tide = Tide {
            blocks: 9,
            steps: 10,
            heights: vec![1, 5, 2],
            last: 2,
        };
        assert_eq!(height(&tide, 0, 9), 1);
        assert_eq!(height(&tide, 5, 25), 5);
        assert_eq!(height(&tide, 40, 49), 2);
        assert_eq!(height(&Tide::default(), 3, 4), 0);
    }

    #[test]
    fn the_first_step_is_at_the_left_and_the_last_at_the_right() {
        assert_eq!(column(1, 57, 72), 0);
        assert_eq!(column(57, 57, 72), 71);
        assert_eq!(column(9, 5, 72), 71);
        assert_eq!(column(1, 1, 72), 0);
        assert_eq!(column(u64::MAX, u64::MAX, 72), 71);
    }
}
