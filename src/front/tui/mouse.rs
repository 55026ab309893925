//! The mouse: a click chooses, a second one jumps, the wheel scrolls, the strip is scrubbed, borders move.

use std::time::{Duration, Instant};

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::debug::command::{Motion, Target};
use crate::vm::BlockId;

use super::action::{Cursor, PaneId};
use super::app::{App, Overlay, Stage};
use super::layout::Tier;
use super::panes::{heap, source, stack, strip};
use super::update::Effect;
use super::{cursor, dispatch, samples};

/// What the pressed button holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drag {
    Strip,
    /// The border between the columns.
    Left,
    /// The border between the upper and the lower panes.
    Upper,
}

const DOUBLE: Duration = Duration::from_millis(400);

pub fn mouse(app: &mut App, event: MouseEvent, now: Instant, effects: &mut Vec<Effect>) {
    app.now = Some(now);
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(button) => {
            app.message = None;
            press(app, at, button, event.modifiers, now, effects);
        }
        MouseEventKind::Drag(MouseButton::Left) => drag(app, at, effects),
        MouseEventKind::Up(_) => app.drag = None,
        MouseEventKind::ScrollUp => wheel(app, at, true, effects),
        MouseEventKind::ScrollDown => wheel(app, at, false, effects),
        _ => {}
    }
}

fn press(
    app: &mut App,
    at: Position,
    button: MouseButton,
    modifiers: KeyModifiers,
    now: Instant,
    effects: &mut Vec<Effect>,
) {
    if app.overlay != Overlay::None {
        app.overlay = Overlay::None;
        return;
    }
    let double = app
        .clicked
        .replace((now, at))
        .is_some_and(|(then, place)| place == at && now.duration_since(then) < DOUBLE);
    if let Stage::Choosing(chooser) = &app.stage {
        let row = samples::at_row(app, chooser, at.y);
        if let (Stage::Choosing(chooser), Some(row)) = (&mut app.stage, row) {
            chooser.at = row;
            if double {
                dispatch::open_sample(app, effects);
            }
        }
        return;
    }
    if !matches!(app.stage, Stage::Running) {
        return;
    }
    app.drag = grab(app, at);
    match app.drag {
        Some(Drag::Strip) => drag(app, at, effects),
        Some(_) => {}
        None => in_pane(app, at, button, modifiers, double, effects),
    }
}

/// What there is to drag at a place of the screen.
fn grab(app: &App, at: Position) -> Option<Drag> {
    if app.layout.strip.contains(at) {
        return Some(Drag::Strip);
    }
    if app.layout.tier == Tier::Pocket || app.zoom {
        return None;
    }
    let source = app.layout.area(PaneId::Source)?;
    let heap = app.layout.area(PaneId::Heap)?;
    if source.contains(at) && at.x + 1 == source.right()
        || at.x == source.right() && source.height > at.y
    {
        return Some(Drag::Left);
    }
    let below = heap.y == source.bottom();
    let on_border = at.y + 1 == source.bottom() || at.y == source.bottom();
    (below && on_border).then_some(Drag::Upper)
}

fn drag(app: &mut App, at: Position, effects: &mut Vec<Effect>) {
    match app.drag {
        Some(Drag::Strip) => {
            let step = strip::step_at(app, at.x);
            let now = app.snapshot.as_ref().map(|s| s.moment.step);
            if let Some(step) = step.filter(|_| step != now) {
                dispatch::go(app, Target::Step(step), effects);
            }
        }
        Some(Drag::Left) => {
            let part = u32::from(at.x) * 1000 / u32::from(app.size.0.max(1));
            app.settings.ratios.left = Some(part.clamp(150, 850) as u16);
        }
        Some(Drag::Upper) => {
            let (Some(source), Some(heap)) = (
                app.layout.area(PaneId::Source),
                app.layout.area(PaneId::Heap),
            ) else {
                return;
            };
            let whole = u32::from(source.height + heap.height).max(1);
            let part = u32::from(at.y.saturating_sub(source.y) + 1) * 1000 / whole;
            app.settings.ratios.upper = Some(part.clamp(150, 850) as u16);
        }
        None => {}
    }
}

fn in_pane(
    app: &mut App,
    at: Position,
    button: MouseButton,
    modifiers: KeyModifiers,
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let Some(pane) = app.layout.pane_at(at) else {
        return;
    };
    dispatch::focus(app, pane);
    let Some(row) = app
        .layout
        .inner(pane)
        .filter(|inner| inner.contains(at))
        .map(|inner| (at.y - inner.y) as usize)
    else {
        return;
    };
    choose(app, pane, row);
    if pane == PaneId::Source {
        return click_source(app, at, button, modifiers, double, effects);
    }
    if double {
        cursor::enter(app, effects);
    }
}

/// Puts the cursor of a pane on a row of the screen.
fn choose(app: &mut App, pane: PaneId, row: usize) {
    match pane {
        PaneId::Source => app.source.cursor = Some(app.source.top + row as u32),
        PaneId::Stack => {
            let rows = app
                .snapshot
                .as_ref()
                .map_or(Vec::new(), |s| stack::tree(app, s));
            let key = rows.get(app.stack.top + row).map(|row| row.key.clone());
            app.stack.cursor = key;
        }
        PaneId::Heap => {
            let index = app.heap.top + row / heap::rows_per_block(app);
            app.heap.cursor = Some(BlockId(index as u32 + 1));
        }
        PaneId::Defers => app.defers.cursor = Some(app.defers.top + row),
        PaneId::Log => {
            let header = usize::from(app.layout.area(pane).is_some_and(|area| area.width >= 50));
            app.log.cursor = row.checked_sub(header).map(|row| app.log.top + row);
        }
        PaneId::Output => {}
        PaneId::Questions | PaneId::Story => {
            let columns = app
                .layout
                .inner(PaneId::Story)
                .map_or(40, |area| area.width as usize);
            let owner = app.findings.as_ref().and_then(|found| {
                let lines = super::panes::findings::lines(app, found, columns);
                lines.get(found.top + row).map(|&(owner, _)| owner)
            });
            if let (Some(found), Some(owner)) = (&mut app.findings, owner) {
                found.cursor = owner;
            }
        }
    }
}

/// The gutter toggles a breakpoint; with Ctrl the next visit, the right button the one before.
fn click_source(
    app: &mut App,
    at: Position,
    button: MouseButton,
    modifiers: KeyModifiers,
    double: bool,
    effects: &mut Vec<Effect>,
) {
    let gutter = app.shown_file().map_or(0, source::gutter) as u16;
    let left = app.layout.inner(PaneId::Source).map_or(0, |inner| inner.x);
    let count = app.shown_file().map_or(0, |file| file.line_count());
    let Some(line) = app.source.cursor.filter(|&line| line <= count) else {
        app.source.cursor = None;
        return;
    };
    let go = |app: &mut App, back: bool, effects: &mut Vec<Effect>| {
        let action = super::action::Action::Move {
            motion: Motion::Line(line),
            back,
        };
        dispatch::dispatch(app, action, None, effects);
    };
    match button {
        MouseButton::Right => go(app, true, effects),
        _ if modifiers.contains(KeyModifiers::CONTROL) || double => go(app, false, effects),
        _ if at.x < left + gutter => dispatch::breakpoint(app, effects),
        _ => {}
    }
}

/// On the strip the wheel steps through time, in a pane it scrolls.
fn wheel(app: &mut App, at: Position, up: bool, effects: &mut Vec<Effect>) {
    if app.overlay == Overlay::None && matches!(app.stage, Stage::Running) {
        if app.layout.strip.contains(at) {
            let action = super::action::Action::Move {
                motion: Motion::Step,
                back: up,
            };
            return dispatch::dispatch(app, action, None, effects);
        }
        if let Some(pane) = app.layout.pane_at(at) {
            dispatch::focus(app, pane);
        }
    }
    let to = if up { Cursor::Up } else { Cursor::Down };
    let rows = if matches!(app.stage, Stage::Running) {
        3
    } else {
        1
    };
    cursor::step(app, to, rows, effects);
}
