//! Moving inside a pane, and Enter: going to what the cursor is on.

use crate::debug::command::{BlockEvent, Target};
use crate::debug::view::ValueKind;
use crate::vm::BlockId;

use super::action::{Cursor, PaneId};
use super::app::{App, ListView, Overlay, Stage};
use super::dispatch::{focus, go, open_sample, to_cursor};
use super::panes::{defers, heap, log, output, stack};
use super::update::Effect;
use super::{findings, help, popup};

/// Where a cursor at `at` of `len` rows goes.
fn moved(at: usize, to: Cursor, count: u32, page: usize, len: usize) -> usize {
    let last = len.saturating_sub(1);
    let by = count as usize;
    let page = page.saturating_sub(1).max(1) * by;
    match to {
        Cursor::Up => at.saturating_sub(by),
        Cursor::Down => at.saturating_add(by).min(last),
        Cursor::PageUp => at.saturating_sub(page),
        Cursor::PageDown => at.saturating_add(page).min(last),
        Cursor::First => 0,
        Cursor::Last => last,
        Cursor::Left | Cursor::Right => at,
    }
}

pub fn step(app: &mut App, to: Cursor, count: u32, effects: &mut Vec<Effect>) {
    if app.overlay != Overlay::None {
        scroll_overlay(app, to, count);
        return;
    }
    match &mut app.stage {
        Stage::Choosing(chooser) => {
            chooser.at = moved(
                chooser.at,
                to,
                count,
                8,
                crate::front::samples::SAMPLES.len(),
            );
        }
        Stage::Rejected { at } => {
            let len = app.program.as_ref().map_or(0, |p| p.diagnostics.len());
            *at = moved(*at, to, count, 4, len);
            app.source.cursor = None;
        }
        Stage::Running => in_pane(app, to, count, effects),
    }
}

fn scroll_overlay(app: &mut App, to: Cursor, count: u32) {
    let lines = match &app.overlay {
        Overlay::Help { .. } => help::lines(app).len(),
        Overlay::Text { text, .. } => popup::text_lines(app, text).len(),
        Overlay::None => return,
    };
    let last = popup::last_top(app, lines);
    let page = app.layout.size.height as usize / 2;
    if let Overlay::Help { top } | Overlay::Text { top, .. } = &mut app.overlay {
        *top = moved(*top, to, count, page, last + 1).min(last);
    }
}

fn in_pane(app: &mut App, to: Cursor, count: u32, effects: &mut Vec<Effect>) {
    let page = app.layout.rows(app.focus);
    match app.focus {
        PaneId::Source => source(app, to, count, page),
        PaneId::Stack => in_stack(app, to, count, page),
        PaneId::Heap => in_heap(app, to, count),
        PaneId::Defers => {
            let len = app.snapshot.as_ref().map_or(0, |s| defers::list(s).len());
            list(&mut app.defers, to, count, page, len, 0);
        }
        PaneId::Log => {
            let (len, present) = app
                .snapshot
                .as_ref()
                .map_or((0, 0), |s| (log::len(app, s), s.log_past));
            list(
                &mut app.log,
                to,
                count,
                page,
                len,
                present.saturating_sub(1),
            );
        }
        PaneId::Output => scroll_output(app, to, count, page),
        PaneId::Story | PaneId::Questions => {
            findings::step(app, effects, |at, len| moved(at, to, count, page, len))
        }
    }
}

fn list(view: &mut ListView, to: Cursor, count: u32, page: usize, len: usize, start: usize) {
    if len == 0 {
        return;
    }
    // The first press shows the cursor where it is.
    view.cursor = Some(match view.cursor {
        Some(at) => moved(at.min(len - 1), to, count, page, len),
        None => moved(start.min(len - 1), to, count, page, len),
    });
}

fn source(app: &mut App, to: Cursor, count: u32, page: usize) {
    let Some(last) = app.shown_file().map(|file| file.line_count()) else {
        return;
    };
    match to {
        Cursor::Left => app.source.left = app.source.left.saturating_sub(4 * count as usize),
        Cursor::Right => app.source.left = (app.source.left + 4 * count as usize).min(400),
        _ => {
            let at = app.cursor_line().unwrap_or(app.source.top).max(1) as usize - 1;
            app.source.cursor = Some(moved(at, to, count, page, last as usize) as u32 + 1);
        }
    }
}

fn in_stack(app: &mut App, to: Cursor, count: u32, page: usize) {
    let Some(snapshot) = app.snapshot.take() else {
        return;
    };
    let rows = stack::tree(app, &snapshot);
    let at = app
        .stack
        .cursor
        .as_ref()
        .and_then(|key| rows.iter().position(|row| row.key == *key));
    let next = match (at, to) {
        (None, _) => 0,
        (Some(at), Cursor::Left | Cursor::Right) => {
            let row = &rows[at];
            if row.open == Some(to == Cursor::Left) {
                app.stack.folds.insert(row.key.clone(), to == Cursor::Right);
                at
            } else if to == Cursor::Left {
                parent(&rows, at)
            } else {
                at
            }
        }
        (Some(at), _) => moved(at, to, count, page, rows.len()),
    };
    app.stack.cursor = rows.get(next).map(|row| row.key.clone());
    app.snapshot = Some(snapshot);
}

/// The row in which this one unfolds.
fn parent(rows: &[stack::Row<'_>], at: usize) -> usize {
    let path = &rows[at].key.1;
    let above = rows[..at]
        .iter()
        .rposition(|row| row.key.1.len() < path.len() && path.starts_with(&row.key.1));
    above.unwrap_or(at)
}

fn in_heap(app: &mut App, to: Cursor, count: u32) {
    let Some(total) = app
        .snapshot
        .as_ref()
        .map(|s| s.blocks.total)
        .filter(|&total| total > 0)
    else {
        return;
    };
    let page = heap::capacity(app);
    // Blocks are numbered from 1 in order of birth.
    let at = match app.heap.cursor {
        Some(id) => moved(id.0 as usize - 1, to, count, page, total),
        None => app.heap.top,
    };
    app.heap.cursor = Some(BlockId(at.min(total - 1) as u32 + 1));
}

fn scroll_output(app: &mut App, to: Cursor, count: u32, page: usize) {
    let len = app
        .snapshot
        .as_ref()
        .map_or(0, |s| output::lines(app, &s.output).len());
    let last = len.saturating_sub(page);
    app.output.cursor = Some(moved(app.output.top, to, count, page, last + 1).min(last));
}

/// Goes to the moment of the row with the cursor, unfolds it, or opens it.
pub fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    if app.overlay != Overlay::None {
        app.overlay = Overlay::None;
        return;
    }
    match app.stage {
        Stage::Choosing(_) => return open_sample(app, effects),
        Stage::Rejected { .. } => return,
        Stage::Running => {}
    }
    match app.focus {
        PaneId::Source => to_cursor(app, false, None, effects),
        PaneId::Stack => enter_stack(app),
        PaneId::Heap => enter_heap(app, effects),
        PaneId::Defers => enter_defers(app, effects),
        PaneId::Log => enter_log(app, effects),
        PaneId::Output => app.refuse(
            "the output has no jumps; ] goes to the next event, F in the log (5) shows prints",
        ),
        PaneId::Story | PaneId::Questions => findings::enter(app, effects),
    }
}

/// What Enter does in the stack.
enum Choice {
    Nothing,
    ShowLine(crate::source::FileId, u32),
    Fold(bool),
    Block(BlockId),
}

fn enter_stack(app: &mut App) {
    let (Some(snapshot), Some(key)) = (&app.snapshot, app.stack.cursor.clone()) else {
        return app.refuse("choose a row with the arrows first");
    };
    let rows = stack::tree(app, snapshot);
    let row = rows.iter().find(|row| row.key == key);
    let choice = match row {
        None => Choice::Nothing,
        Some(row) => match (row.frame(), row.open, row.value().map(|v| &v.kind)) {
            (Some(frame), ..) => Choice::ShowLine(frame.location.file, frame.location.line),
            (_, Some(open), _) => Choice::Fold(!open),
            (_, _, Some(&ValueKind::Block { id, .. })) => Choice::Block(id),
            _ => Choice::Nothing,
        },
    };
    match choice {
        Choice::Nothing => {}
        Choice::ShowLine(file, line) => {
            app.source.file = Some(file);
            app.source.cursor = Some(line);
        }
        Choice::Fold(open) => {
            app.stack.folds.insert(key, open);
        }
        Choice::Block(id) => {
            app.heap.cursor = Some(id);
            focus(app, PaneId::Heap);
        }
    }
}

/// To the birth of the block; from there to its death.
fn enter_heap(app: &mut App, effects: &mut Vec<Effect>) {
    let (Some(snapshot), Some(id)) = (&app.snapshot, app.heap.cursor) else {
        return app.refuse("choose a block with the arrows first");
    };
    let block = snapshot.blocks.items.iter().find(|b| b.id == id);
    let at_birth = block.is_some_and(|b| {
        b.born.tick == snapshot.moment.tick || b.born.step == snapshot.moment.step
    });
    let event = if at_birth {
        BlockEvent::Free
    } else {
        BlockEvent::Alloc
    };
    go(app, Target::Block { id, event }, effects);
}

fn enter_defers(app: &mut App, effects: &mut Vec<Effect>) {
    let place = app
        .snapshot
        .as_ref()
        .and_then(|s| defers::list(s).get(app.defers.cursor?)?.place());
    match place {
        Some((_, step)) => go(app, Target::Step(step), effects),
        None => app.refuse("choose a defer with the arrows first"),
    }
}

fn enter_log(app: &mut App, effects: &mut Vec<Effect>) {
    let row = app.snapshot.as_ref().and_then(|s| {
        let index = app.log.cursor?.checked_sub(s.log.first)?;
        s.log.items.get(index).map(|row| row.tick)
    });
    match row {
        Some(tick) => go(app, Target::Tick(tick), effects),
        None => app.refuse("choose a row of the log with the arrows first"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stays_in_its_list() {
        assert_eq!(moved(0, Cursor::Up, 1, 5, 3), 0);
        assert_eq!(moved(2, Cursor::Down, 9, 5, 3), 2);
        assert_eq!(moved(0, Cursor::Down, 1, 5, 0), 0);
        assert_eq!(moved(9, Cursor::PageUp, 1, 5, 20), 5);
        assert_eq!(moved(1, Cursor::Last, 1, 5, 20), 19);
    }
}
