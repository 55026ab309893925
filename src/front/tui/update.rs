//! What happens when something happens: every [`Msg`] changes the [`App`] here and nowhere else, and asks the
//! outside world for [`Effect`]s.

use std::time::{Duration, Instant};

use crossterm::event::{KeyEvent, KeyModifiers, MouseEvent};

use crate::debug::command::Command;
use crate::debug::view::{Recording, Snapshot};
use crate::debug::worker::{Request, Update};

use super::action::{Action, PaneId};
use super::app::{App, Choosing, Overlay, Program, Stage};
use super::keys::{Key, Mode};
use super::loader::{Choice, Opened};
use super::{dispatch, findings, mouse, reload, settle, typing};

/// Something happened.
#[derive(Debug)]
pub enum Msg {
    /// With the time at which it was read.
    Key(KeyEvent, Instant),
    Mouse(MouseEvent, Instant),
    Paste(String),
    Resize(u16, u16),
    Session(Update),
    Opened(Box<Opened>),
    /// One sentence says why the file could not be read.
    Unreadable(String),
    /// The file on the screen was saved.
    Saved,
    /// A command from outside, like the moment at which to start.
    Command(Command),
    /// Time passes while an answer is waited for; the instruction that the session has come to.
    Tick(Instant, u64),
}

/// Something to do outside of the state.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    Send(Request),
    Interrupt,
    Load(Choice),
    /// A typed line for the history of later sittings.
    Remember(String),
    Mouse(bool),
    Suspend,
    Redraw,
    Quit,
}

pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(event, now) => key(app, event, now, &mut effects),
        Msg::Mouse(event, now) => mouse::mouse(app, event, now, &mut effects),
        Msg::Paste(text) => typing::paste(app, &text),
        Msg::Resize(width, height) => app.size = (width, height),
        Msg::Session(Update::Reply { command, reply }) => {
            findings::reply(app, &command, *reply, &mut effects)
        }
        Msg::Session(Update::Snapshot(snapshot)) => {
            take_snapshot(app, snapshot);
            catch_up(app, &mut effects);
            dispatch::ask_difference(app, &mut effects);
            findings::volunteer(app, &mut effects);
        }
        Msg::Opened(opened) => open(app, *opened, &mut effects),
        Msg::Unreadable(why) => app.refuse(why),
        Msg::Saved => reload::saved(app, &mut effects),
        Msg::Command(command) if matches!(app.stage, Stage::Running) => {
            send(app, command, &mut effects)
        }
        Msg::Command(_) => {}
        Msg::Tick(now, progress) => (app.now, app.progress) = (Some(now), progress),
    }
    settle::settle(app, &mut effects);
    effects
}

fn key(app: &mut App, event: KeyEvent, now: Instant, effects: &mut Vec<Effect>) {
    app.message = None;
    // Escape and a key typed right after it arrive as one key with Alt.
    if event.modifiers.contains(KeyModifiers::ALT) {
        let escape = Key::parse("Esc").expect("a key of the table");
        one_key(app, escape, event, now, effects);
    }
    one_key(app, Key::from_event(event), event, now, effects);
}

fn one_key(app: &mut App, key: Key, event: KeyEvent, now: Instant, effects: &mut Vec<Effect>) {
    if !app.prompt.is_closed() {
        typing::key(app, key, event, effects);
        return;
    }
    if let Some(letter) = app.pending.letter.take() {
        dispatch::letter(app, letter, key, effects);
        return;
    }
    if let Some(digit) = digit(app, key, now) {
        count(app, digit, now);
        return;
    }
    let mut action = app.keymap.action(key, app.mode());
    if action.is_none() && app.overlay != Overlay::None {
        // What lies on top is put away by the next thing that one does below.
        let below = match app.stage {
            Stage::Running => Mode::Run,
            _ => Mode::List,
        };
        action = app.keymap.action(key, below);
        if action.is_some() {
            app.overlay = Overlay::None;
        }
    }
    let Some(action) = action else {
        unknown(app, key);
        return;
    };
    let count = take_count(app, action, now);
    if action != Action::Interrupt {
        app.leaving = false;
    }
    app.now = Some(now);
    dispatch::dispatch(app, action, count, effects);
}

fn unknown(app: &mut App, key: Key) {
    app.pending.count = None;
    let help = app.keymap.shown_for(Action::Help);
    if key.letter().is_some() && app.mode() != Mode::Popup {
        app.refuse(format!(
            "`{key}` has no meaning here; {help} lists the keys"
        ));
    }
}

/// How long after a digit another key still belongs to it. Digits alone choose panes.
const TOGETHER: Duration = Duration::from_millis(1000);

/// The digit, if the key is one that counts: not `0` at the start of a number.
fn digit(app: &mut App, key: Key, now: Instant) -> Option<u32> {
    if app.mode() != Mode::Run {
        return None;
    }
    forget_old_count(app, now);
    let digit = key.letter()?.to_digit(10)?;
    (digit > 0 || app.pending.count.is_some()).then_some(digit)
}

fn forget_old_count(app: &mut App, now: Instant) {
    let old = app
        .pending
        .since
        .is_some_and(|(since, ..)| now.duration_since(since) > TOGETHER);
    if old {
        app.pending.count = None;
        app.pending.since = None;
    }
}

/// Every digit chooses its pane at once and may be part of a number all the same: the key after it decides.
/// Who looks through the panes, `2`, `3`, `4`, must not wait in between.
fn count(app: &mut App, digit: u32, now: Instant) {
    let before = app.pending.since;
    let (focus, output) = before.map_or((app.focus, app.output_first), |(_, f, o)| (f, o));
    let count = app.pending.count.unwrap_or(0);
    app.pending.digits = match app.pending.count {
        Some(_) => app.pending.digits + 1,
        None => 1,
    };
    app.pending.count = Some(count.saturating_mul(10).saturating_add(digit));
    app.pending.since = Some((now, focus, output));
    let pane = (digit as usize)
        .checked_sub(1)
        .and_then(|n| PaneId::ALL.get(n));
    if let Some(&pane) = pane {
        dispatch::focus(app, pane);
    }
}

fn restore_focus(app: &mut App) {
    if let Some((_, focus, output)) = app.pending.since {
        dispatch::focus(app, focus);
        app.output_first = output;
    }
}

/// The number that belongs to the action, if it takes one.
fn take_count(app: &mut App, action: Action, now: Instant) -> Option<u32> {
    forget_old_count(app, now);
    let count = app.pending.count.take();
    // `3` and an arrow: the pane was meant, and the arrow moves in it.
    let is_pane = matches!(action, Action::Cursor(_)) && app.pending.digits == 1;
    if count.is_some() && action.takes_count() && !is_pane {
        restore_focus(app);
        app.pending.since = None;
        return count;
    }
    app.pending.since = None;
    None
}

fn take_snapshot(app: &mut App, snapshot: Box<Snapshot>) {
    let before = app.snapshot.as_ref().map(|s| s.moment.tick);
    if before != Some(snapshot.moment.tick) {
        look_at_present(app);
        if std::mem::take(&mut app.returns) {
            choose_again(app, snapshot.moment.tick);
        }
    }
    let is_open = app.snapshot.is_none() || app.log_may_yield;
    let is_known =
        snapshot.recording != Recording::Running || snapshot.moment.last_step > LONG_SILENCE;
    app.log_may_yield = is_open && !is_known;
    if is_open && is_known {
        yield_log(app, &snapshot);
    }
    app.snapshot = Some(snapshot);
}

/// Brings back what was chosen when a moment was left.
fn choose_again(app: &mut App, tick: u64) {
    let Some(left) = app.left.get(&tick).cloned() else {
        return;
    };
    app.stack.cursor = left.row;
    app.heap.cursor = left.block;
    if left.focus != PaneId::Story {
        dispatch::focus(app, left.focus);
    }
}

/// Moments whose choices are remembered.
const REMEMBERED: usize = 2000;

fn remember_choice(app: &mut App) {
    let Some(tick) = app.snapshot.as_ref().map(|s| s.moment.tick) else {
        return;
    };
    if app.left.len() >= REMEMBERED {
        app.left.clear();
    }
    let choosing = Choosing {
        focus: app.focus,
        row: app.stack.cursor.clone(),
        block: app.heap.cursor,
    };
    app.left.insert(tick, choosing);
}

/// Does what was typed while the program started.
fn catch_up(app: &mut App, effects: &mut Vec<Effect>) {
    if app.early.is_empty() {
        return;
    }
    app.message = None;
    for (action, count) in std::mem::take(&mut app.early) {
        dispatch::dispatch(app, action, count, effects);
    }
}

/// A run that has done nothing with the heap for so many steps is taken for one that never will.
const LONG_SILENCE: u64 = 100_000;

/// A program that never allocates but prints has more to show in its output than in an empty log. It is decided
/// once, as soon as enough of the run is known, and only if nobody looks at the log.
fn yield_log(app: &mut App, snapshot: &Snapshot) {
    let prints = !snapshot.output.past.is_empty() || !snapshot.output.future.is_empty();
    if snapshot.log.total == 0 && prints && app.focus != PaneId::Log {
        app.output_first = true;
    }
}

/// After a move everything follows the present again.
pub fn look_at_present(app: &mut App) {
    app.source.cursor = None;
    app.source.file = None;
    app.defers.cursor = None;
    app.log.cursor = None;
    app.output.cursor = None;
}

fn open(app: &mut App, opened: Opened, effects: &mut Vec<Effect>) {
    let first = opened
        .diagnostics
        .iter()
        .position(|d| d.is_error())
        .unwrap_or(0);
    let warnings = opened.diagnostics.len();
    app.colouring.forget();
    app.snapshot = None;
    app.wanted = None;
    app.waiting.clear();
    app.findings = None;
    app.diff = None;
    app.left.clear();
    app.returns = false;
    app.told = None;
    app.output_first = false;
    look_at_present(app);
    let runs = opened.runs;
    app.program = Some(Program {
        choice: opened.choice,
        name: opened.name,
        sources: opened.sources,
        file: opened.file,
        diagnostics: opened.diagnostics,
    });
    if !runs {
        app.stage = Stage::Rejected { at: first };
        app.early.clear();
        app.message = None;
        return;
    }
    app.stage = Stage::Running;
    // The first thing to read are the keys: where a message would stand over them, a badge must do.
    if warnings > 0 && !app.layout.sentence.is_empty() {
        let text = super::text::counted(warnings as u64, "warning");
        app.say(format!("{text}: type :warnings to read"));
    }
    reload::resume(app, effects);
}

/// Sends a command to the session and remembers that it was sent.
pub fn send(app: &mut App, command: Command, effects: &mut Vec<Effect>) {
    let now = app.now.unwrap_or_else(Instant::now);
    if matches!(command, Command::Move { .. } | Command::Goto(_)) {
        remember_choice(app);
    }
    app.waiting.push_back(now);
    effects.push(Effect::Send(Request::Execute(command)));
}
