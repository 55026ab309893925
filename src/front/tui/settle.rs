//! After every change: the layout for the size, every window around its cursor or the present, and the part of
//! the picture that the session should send. Pages stay still until the present leaves them; then they flip,
//! because a page that scrolls with every step costs a whole redraw each time.

use crate::debug::worker::Request;

use super::action::PaneId;
use super::app::{App, Stage};
use super::layout::{Layout, inside};
use super::panes::{defers, findings, heap, log, output, stack};
use super::update::Effect;
use super::{rejected, samples};

pub fn settle(app: &mut App, effects: &mut Vec<Effect>) {
    app.layout = Layout::new(app.size.0, app.size.1, &app.arrangement());
    if app.layout.area(app.focus).is_none() {
        app.focus = PaneId::Source;
        app.layout = Layout::new(app.size.0, app.size.1, &app.arrangement());
    }
    match &app.stage {
        Stage::Choosing(_) => settle_chooser(app),
        Stage::Rejected { at } => settle_rejected(app, *at),
        Stage::Running => settle_running(app, effects),
    }
    colour(app);
}

fn colour(app: &mut App) {
    if let Some(program) = &app.program {
        let id = app.source.file.unwrap_or(program.file);
        app.colouring.prepare(id, program.sources.file(id));
    }
}

fn settle_chooser(app: &mut App) {
    let rows = samples::list_rows(app);
    if let Stage::Choosing(chooser) = &mut app.stage {
        chooser.settle(rows);
    }
}

fn settle_rejected(app: &mut App, at: usize) {
    let height = inside(rejected::areas(app).0, app.layout.boxed).height as u32;
    let Some(program) = &app.program else {
        return;
    };
    let Some(finding) = program.diagnostics.get(at) else {
        return;
    };
    let line = program.sources.line_col(finding.primary).line;
    app.source.file = Some(finding.primary.file);
    app.source.top = page(
        app.source.top,
        line,
        height,
        program.sources.file(finding.primary.file).line_count(),
    );
}

fn settle_running(app: &mut App, effects: &mut Vec<Effect>) {
    settle_source(app);
    settle_stack(app);
    settle_log(app);
    settle_heap(app);
    settle_defers(app);
    settle_output(app);
    settle_findings(app);
    let wanted = app.want();
    if app.program.is_some() && app.wanted.as_ref() != Some(&wanted) {
        app.wanted = Some(wanted.clone());
        effects.push(Effect::Send(Request::Look(wanted)));
    }
}

/// The first line to show so that `line` is on the page with a margin around it.
fn page(top: u32, line: u32, height: u32, count: u32) -> u32 {
    let last_top = (count + 1).saturating_sub(height).max(1);
    let top = top.clamp(1, last_top);
    let margin = if height >= 8 { 2 } else { 0 };
    let above = if top == 1 { 1 } else { top + margin };
    let below = if top == last_top {
        count
    } else {
        (top + height).saturating_sub(1 + margin)
    };
    if (above..=below).contains(&line) {
        return top;
    }
    // Going down shows more of what comes, going up more of what was before.
    let lead = if line > below { height / 4 } else { height / 2 };
    line.saturating_sub(lead).clamp(1, last_top)
}

fn settle_source(app: &mut App) {
    let following = app.source.cursor.is_none() && app.source.file.is_none();
    if following && let Some(position) = app.snapshot.as_ref().and_then(|s| s.position.as_ref()) {
        app.source.file = Some(position.file);
    }
    let height = app.layout.rows(PaneId::Source) as u32;
    let Some(count) = app.shown_file().map(|file| file.line_count()) else {
        return;
    };
    if let Some(line) = app.source.cursor {
        app.source.cursor = Some(line.clamp(1, count));
    }
    if let Some(line) = app
        .cursor_line()
        .or_else(|| trouble(app))
        .filter(|_| height > 0)
    {
        app.source.top = page(app.source.top, line, height, count);
    }
}

/// Where the run has ended with something wrong, the line of that: no line runs next.
fn trouble(app: &App) -> Option<u32> {
    let snapshot = app.snapshot.as_ref()?;
    snapshot.status.report.as_ref()?;
    let line = snapshot.ending.as_ref()?.line;
    let own = app.program.as_ref()?.file;
    let is_own = app.source.file.is_none_or(|file| file == own);
    (line > 0 && is_own).then_some(line)
}

/// The window that shows `at`, moved as little as possible.
fn window(top: usize, at: usize, height: usize, len: usize) -> usize {
    let height = height.max(1);
    let top = top.min(len.saturating_sub(height));
    top.clamp(
        (at + 1).saturating_sub(height),
        at.max((at + 1).saturating_sub(height)),
    )
}

fn settle_stack(app: &mut App) {
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let rows = stack::tree(app, snapshot);
    let at = app
        .stack
        .cursor
        .as_ref()
        .and_then(|key| rows.iter().position(|row| row.key == *key));
    let chosen = at.filter(|_| app.focus == PaneId::Stack);
    let innermost = snapshot.frames.first().map(|frame| frame.id);
    // Another function begins at its head; inside of one only what changed can move the rows.
    let top = if app.stack.innermost == innermost {
        app.stack.top
    } else {
        0
    };
    let at = chosen.or_else(|| changed(&rows, innermost)).unwrap_or(top);
    let top = window(top, at, app.layout.rows(PaneId::Stack), rows.len());
    (app.stack.top, app.stack.innermost) = (top, innermost);
}

/// The first variable of the innermost frame that the last move changed.
fn changed(rows: &[stack::Row<'_>], innermost: Option<u64>) -> Option<usize> {
    rows.iter()
        .position(|row| Some(row.key.0) == innermost && row.is_changed())
}

/// Follows the row of the present, a page at a time.
fn settle_log(app: &mut App) {
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let len = log::len(app, snapshot);
    let header = usize::from(
        app.layout
            .area(PaneId::Log)
            .is_some_and(|area| area.width >= 50),
    );
    let height = app.layout.rows(PaneId::Log).saturating_sub(header).max(1);
    if let Some(cursor) = app.log.cursor {
        let cursor = cursor.min(len.saturating_sub(1));
        app.log.cursor = Some(cursor);
        app.log.top = window(app.log.top, cursor, height, len);
        return;
    }
    let present = snapshot.log_past.saturating_sub(1);
    let margin = usize::from(height > 4 && present + 1 < len);
    let top = app.log.top.min(len.saturating_sub(height));
    let shown = top..(top + height).saturating_sub(margin);
    app.log.top = if shown.contains(&present) {
        top
    } else {
        present
            .saturating_sub(height / 3)
            .min(len.saturating_sub(height))
    };
}

/// Keeps the block on the screen that the cursor is on or that the last event was about.
fn settle_heap(app: &mut App) {
    if !app.heap.is_chosen {
        app.heap.view = heap::View::usual(app.layout.tier);
    }
    app.heap.dump_rows = heap::dump_rows(app);
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let total = snapshot.blocks.total;
    if let Some(id) = app.heap.cursor {
        let kept = (id.0 as usize).clamp(1, total.max(1));
        app.heap.cursor = (total > 0).then_some(crate::vm::BlockId(kept as u32));
    }
    let whole = heap::capacity(app);
    let index = |id: crate::vm::BlockId| id.0.saturating_sub(1) as usize;
    let chosen = app
        .heap
        .cursor
        .filter(|_| app.focus == PaneId::Heap)
        .map(index);
    let at = chosen.or_else(|| interesting(snapshot).map(index));
    let at = at.unwrap_or(app.heap.top).min(total.saturating_sub(1));
    app.heap.top = window(app.heap.top, at, whole, total);
}

/// The block of the misuse, or of the last row of the log.
fn interesting(snapshot: &crate::debug::view::Snapshot) -> Option<crate::vm::BlockId> {
    let misused = snapshot.blocks.items.iter().find(|b| b.misuse.is_some());
    if let Some(block) = misused {
        return Some(block.id);
    }
    let last = snapshot.log_past.checked_sub(snapshot.log.first + 1)?;
    snapshot.log.items.get(last)?.block
}

fn settle_defers(app: &mut App) {
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let len = defers::list(snapshot).len();
    let cursor = app.defers.cursor.map(|at| at.min(len.saturating_sub(1)));
    app.defers.cursor = cursor.filter(|_| len > 0);
    app.defers.top = window(
        app.defers.top,
        cursor.unwrap_or(0),
        app.layout.rows(PaneId::Defers),
        len,
    );
}

/// Follows the end of what is printed.
fn settle_output(app: &mut App) {
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let height = app.layout.rows(PaneId::Output).max(1);
    let len = output::lines(app, &snapshot.output).len();
    let last = len.saturating_sub(height);
    let past = output::past_rows(&snapshot.output).saturating_sub(1);
    app.output.top = match app.output.cursor {
        Some(top) => top.min(last),
        None => window(app.output.top, past, height, len),
    };
}

fn settle_findings(app: &mut App) {
    let Some(found) = &app.findings else {
        return;
    };
    let columns = app
        .layout
        .inner(PaneId::Story)
        .map_or(40, |area| area.width as usize);
    let owners: Vec<usize> = findings::lines(app, found, columns)
        .iter()
        .map(|&(owner, _)| owner)
        .collect();
    let height = app.layout.rows(PaneId::Story);
    let first = owners
        .iter()
        .position(|&owner| owner == found.cursor)
        .unwrap_or(0);
    // A hint has no date of its own: it belongs to the row before it.
    let is_note = |owner: usize| owner > found.cursor && found.rows[owner].date.is_none();
    let tail = owners.iter().skip(first);
    let with_notes = tail.take_while(|&&owner| owner == found.cursor || is_note(owner));
    let last = first + with_notes.count().saturating_sub(1);
    let top = window(found.top, last, height, owners.len()).min(first);
    if let Some(found) = &mut app.findings {
        found.top = top;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stays_until_the_line_leaves_it() {
        assert_eq!(page(1, 5, 10, 100), 1);
        assert_eq!(page(1, 8, 10, 100), 1);
        assert_eq!(page(1, 9, 10, 100), 7);
        assert_eq!(page(50, 51, 10, 100), 46);
        assert_eq!(page(91, 100, 10, 100), 91);
    }

    #[test]
    fn a_short_file_never_moves() {
        for line in 1..=8 {
            assert_eq!(page(1, line, 10, 8), 1);
        }
    }

    #[test]
    fn a_window_moves_as_little_as_it_must() {
        assert_eq!(window(0, 3, 5, 10), 0);
        assert_eq!(window(0, 7, 5, 10), 3);
        assert_eq!(window(6, 2, 5, 10), 2);
        assert_eq!(window(9, 0, 5, 0), 0);
        assert_eq!(window(3, 3, 0, 4), 3);
    }
}
