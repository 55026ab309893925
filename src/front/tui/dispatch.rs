//! From an [`Action`] to what it does: a command for the session, or another view of the same moment.

use std::time::Duration;

use crate::debug::command::{BreakAt, BreakSpec, Command, Motion, Question, Target, WatchSpec};
use crate::debug::view::LogFilter;

use super::action::{Action, Ask, PaneId};
use super::app::{App, Diff, Letter, Message, Overlay, Stage, Tone};
use super::keys::Key;
use super::layout::Tier;
use super::prompt::{Prompt, Typed};
use super::update::{Effect, look_at_present, send};
use super::{cursor, findings, help};

/// So many keys are kept while the program starts.
const EARLY: usize = 32;

pub fn dispatch(app: &mut App, action: Action, count: Option<u32>, effects: &mut Vec<Effect>) {
    if app.snapshot.is_none() && matches!(app.stage, Stage::Running) && action.needs_program() {
        // What is typed while the program starts is done when it has.
        if app.early.len() < EARLY {
            app.early.push((action, count));
        }
        return app.say("the program is not ready yet");
    }
    match action {
        Action::Move { motion, back } => travel(app, motion, back, count, effects),
        Action::ToCursor { back } => to_cursor(app, back, count, effects),
        Action::Start => go(app, Target::Start, effects),
        Action::End => go(
            app,
            count.map_or(Target::End, |n| Target::Step(n.into())),
            effects,
        ),
        Action::Percent => percent(app, count, effects),
        Action::Undo => repeat(app, Command::Undo, count, effects),
        Action::Redo => repeat(app, Command::Redo, count, effects),
        Action::Ask(ask) => question(app, ask, effects),
        Action::Breakpoint => breakpoint(app, effects),
        Action::EditBreakpoint => edit_breakpoint(app),
        Action::Watch => watch(app, effects),
        Action::Mark => app.pending.letter = Some(Letter::Mark),
        Action::GoMark => app.pending.letter = Some(Letter::GoMark),
        Action::Diff => diff(app, effects),
        Action::Filter => filter(app),
        Action::Pane(pane) => focus(app, pane),
        Action::NextPane => cycle(app, 1),
        Action::PreviousPane => cycle(app, -1),
        Action::Present => look_at_present(app),
        Action::Cursor(to) => cursor::step(app, to, count.unwrap_or(1), effects),
        Action::Enter => cursor::enter(app, effects),
        Action::Zoom => app.zoom = !app.zoom,
        Action::Grow => resize(app, 30),
        Action::Shrink => resize(app, -30),
        Action::ResetLayout => app.settings.ratios = Default::default(),
        Action::NextView => next_view(app),
        Action::Search => app.prompt = Prompt::Search(Typed::default()),
        Action::Command => app.prompt = Prompt::Command(Typed::default()),
        Action::Help => toggle_help(app),
        Action::PaneHelp => pane_help(app),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Mouse => mouse(app, effects),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Interrupt => interrupt(app, effects),
        Action::Close => close(app, effects),
        Action::Quit => quit(app, effects),
    }
}

/// When the session has not answered for so long, more of the same would only pile up.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether the session can take one more move; if not, why nothing happens.
fn keeps_up(app: &mut App) -> bool {
    let is_behind = match (app.waiting.front(), app.now) {
        (Some(&sent), Some(now)) => now.duration_since(sent) > PATIENCE,
        _ => false,
    };
    if is_behind {
        let stop = app.keymap.shown_for(Action::Interrupt);
        app.message = Some(Message {
            text: format!("the last move is still under way: {stop} stops it"),
            tone: Tone::Waiting,
        });
    }
    !is_behind
}

fn travel(
    app: &mut App,
    motion: Motion,
    back: bool,
    count: Option<u32>,
    effects: &mut Vec<Effect>,
) {
    // A held key must never fall behind.
    if keeps_up(app) {
        send(
            app,
            Command::Move {
                motion,
                back,
                count: count.unwrap_or(1).max(1),
            },
            effects,
        );
    }
}

pub fn to_cursor(app: &mut App, back: bool, count: Option<u32>, effects: &mut Vec<Effect>) {
    let of_user = app
        .program
        .as_ref()
        .is_some_and(|p| app.source.file.is_none_or(|file| file == p.file));
    match app.cursor_line() {
        Some(line) if of_user => travel(app, Motion::Line(line), back, count, effects),
        Some(_) => {
            app.refuse("the cursor stands in the library; visits are counted in your own file")
        }
        None => app.refuse("move the cursor to a line of the source first"),
    }
}

pub fn go(app: &mut App, target: Target, effects: &mut Vec<Effect>) {
    if keeps_up(app) {
        send(app, Command::Goto(target), effects);
    }
}

fn percent(app: &mut App, count: Option<u32>, effects: &mut Vec<Effect>) {
    match count {
        Some(part) if part <= 100 => go(app, Target::Percent(part), effects),
        Some(_) => app.refuse("100% is the end"),
        None => app.refuse("type a number first: 50% is half way"),
    }
}

fn repeat(app: &mut App, command: Command, count: Option<u32>, effects: &mut Vec<Effect>) {
    for _ in 0..count.unwrap_or(1).clamp(1, 1000) {
        send(app, command.clone(), effects);
    }
}

fn question(app: &mut App, ask: Ask, effects: &mut Vec<Effect>) {
    if ask == Ask::Explain {
        explain(app, effects);
        return;
    }
    let place = match app.selected() {
        Ok(place) => place,
        Err(why) => return app.refuse(why),
    };
    let question = match ask {
        Ask::LastWrite => Question::LastWrite(place),
        Ask::Writes => Question::Writes(place),
        Ask::Allocated => Question::WhoAllocated(place),
        Ask::Freed => Question::WhoFreed(place),
        Ask::Pointers => Question::WhoPoints(place),
        Ask::NextUse | Ask::Explain => Question::NextUse(place),
    };
    send(app, Command::Ask(question), effects);
}

/// Opens the story, or walks on in the one that is open.
fn explain(app: &mut App, effects: &mut Vec<Effect>) {
    if app.findings.is_some() {
        findings::walk(app, effects);
        return;
    }
    let chosen = matches!(app.focus, PaneId::Heap | PaneId::Stack | PaneId::Log);
    let place = if chosen { app.selected().ok() } else { None };
    let has_fault = app
        .snapshot
        .as_ref()
        .is_some_and(|s| s.status.report.is_some());
    let place = match place {
        None if !has_fault => app.selected().ok(),
        place => place,
    };
    send(app, Command::Explain(place), effects);
}

pub fn breakpoint(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(line) = app.cursor_line() else {
        return app.refuse("the program has ended: move the cursor to a line for the breakpoint");
    };
    let set = app
        .snapshot
        .as_ref()
        .and_then(|s| s.breakpoints.iter().find(|b| b.line == Some(line)));
    let command = match set {
        Some(set) => Command::Delete(vec![set.id]),
        None => Command::Break(BreakSpec::new(BreakAt::Line(line))),
    };
    send(app, command, effects);
}

fn edit_breakpoint(app: &mut App) {
    let line = app
        .cursor_line()
        .map_or(String::new(), |line| format!("{line} "));
    let set = app.snapshot.as_ref().and_then(|s| {
        let at = app.cursor_line();
        s.breakpoints.iter().find(|b| b.line == at && at.is_some())
    });
    let text = set.map_or(format!("break {line}if "), |b| b.text.clone());
    app.prompt = Prompt::Command(Typed {
        input: text.into(),
        ..Typed::default()
    });
}

fn watch(app: &mut App, effects: &mut Vec<Effect>) {
    let what = match app.selected() {
        Ok(place) => place,
        Err(why) => return app.refuse(why),
    };
    let command = Command::Watch(WatchSpec::writes(what));
    let text = command.to_string();
    let set = app
        .snapshot
        .as_ref()
        .and_then(|s| s.breakpoints.iter().find(|b| b.text == text));
    let command = set.map_or(command, |set| Command::Delete(vec![set.id]));
    send(app, command, effects);
}

/// The key after `m` or `'`.
pub fn letter(app: &mut App, letter: Letter, key: Key, effects: &mut Vec<Effect>) {
    let Some(name) = key.letter().filter(|c| c.is_alphanumeric()) else {
        return;
    };
    match letter {
        Letter::Mark => {
            app.last_mark = Some(name.to_string());
            send(app, Command::Mark(name.to_string()), effects);
        }
        Letter::GoMark => go(app, Target::Mark(name.to_string()), effects),
    }
}

fn diff(app: &mut App, effects: &mut Vec<Effect>) {
    if app.diff.take().is_some() {
        return app.say("the difference is no longer shown");
    }
    match app.last_mark.clone() {
        Some(mark) => {
            app.diff = Some(Diff {
                mark,
                then: Default::default(),
                tick: None,
            });
            ask_difference(app, effects);
        }
        None => app.refuse("mark a moment first (ma), go elsewhere, then d shows what differs"),
    }
}

/// Compares the present with the mark, if that is wished and not done yet.
pub fn ask_difference(app: &mut App, effects: &mut Vec<Effect>) {
    let now = app.snapshot.as_ref().map(|s| s.moment.tick);
    let Some(diff) = &mut app.diff else {
        return;
    };
    // While moves are under way each would be out of date at once.
    if diff.tick != now && app.waiting.is_empty() {
        diff.tick = now;
        let target = Target::Mark(diff.mark.clone());
        send(app, Command::Diff(target), effects);
    }
}

fn filter(app: &mut App) {
    app.log_filter = match app.log_filter {
        LogFilter::Memory => LogFilter::Defers,
        LogFilter::Defers => LogFilter::Everything,
        LogFilter::Everything => LogFilter::Memory,
    };
    app.log = Default::default();
    app.output_first = false;
    app.say(match app.log_filter {
        LogFilter::Memory => "the log shows blocks and what went wrong",
        LogFilter::Defers => "the log shows defers",
        LogFilter::Everything => "the log shows everything",
    });
}

/// Gives the keys to a pane and makes it visible.
pub fn focus(app: &mut App, pane: PaneId) {
    match pane {
        PaneId::Output => app.output_first = true,
        PaneId::Log => app.output_first = false,
        PaneId::Story if app.findings.is_none() && app.layout.area(pane).is_none() => return,
        PaneId::Questions if app.layout.area(pane).is_none() => return,
        _ => {}
    }
    app.focus = pane;
}

fn cycle(app: &mut App, by: i32) {
    let mut panes: Vec<PaneId> = app.layout.panes.iter().map(|&(id, _)| id).collect();
    if panes.len() < 2 {
        panes = vec![
            PaneId::Source,
            PaneId::Stack,
            PaneId::Heap,
            PaneId::Defers,
            PaneId::Log,
            PaneId::Output,
        ];
        panes.extend(app.findings.is_some().then_some(PaneId::Story));
    }
    let at = panes.iter().position(|&id| id == app.focus).unwrap_or(0) as i32;
    let next = (at + by).rem_euclid(panes.len() as i32) as usize;
    focus(app, panes[next]);
}

/// Moves the border that belongs to the focused pane.
fn resize(app: &mut App, by: i16) {
    if app.layout.tier == Tier::Pocket || app.zoom {
        return app.refuse("one pane has the whole screen: nothing to resize");
    }
    let ratios = &mut app.settings.ratios;
    let (part, usual, by) = match app.focus {
        PaneId::Source => (&mut ratios.left, 550, by),
        PaneId::Stack => (&mut ratios.stack, 500, by * 2),
        PaneId::Defers => (&mut ratios.stack, 500, -by * 2),
        _ => (&mut ratios.upper, 635, -by),
    };
    let value = part.unwrap_or(usual) as i16 + by;
    *part = Some(value.clamp(150, 850) as u16);
}

fn next_view(app: &mut App) {
    match app.focus {
        PaneId::Heap => {
            app.heap.view = app.heap.view.next();
            app.heap.is_chosen = true;
            app.heap.dump_rows = 0;
        }
        PaneId::Log => focus(app, PaneId::Output),
        PaneId::Output => focus(app, PaneId::Log),
        _ => app.refuse("this pane has one view; the heap (3) and the log (5) have more"),
    }
}

fn toggle_help(app: &mut App) {
    app.overlay = match app.overlay {
        Overlay::Help { .. } => Overlay::None,
        _ => Overlay::Help { top: 0 },
    };
}

fn pane_help(app: &mut App) {
    app.overlay = Overlay::Text {
        title: format!("the marks of the {}", app.focus.name()),
        text: help::of_pane(app.focus).into(),
        top: 0,
    };
}

fn mouse(app: &mut App, effects: &mut Vec<Effect>) {
    app.settings.mouse = !app.settings.mouse;
    effects.push(Effect::Mouse(app.settings.mouse));
    app.say(if app.settings.mouse {
        "the mouse works here"
    } else {
        "the mouse selects text in the terminal; \\ takes it back"
    });
}

fn interrupt(app: &mut App, effects: &mut Vec<Effect>) {
    if !app.waiting.is_empty() {
        effects.push(Effect::Interrupt);
        app.say("interrupted");
    } else if app.leaving {
        effects.push(Effect::Quit);
    } else {
        app.leaving = true;
        app.say("nothing runs; Ctrl-C again quits");
    }
}

fn close(app: &mut App, effects: &mut Vec<Effect>) {
    if super::status::is_slow(app) {
        effects.push(Effect::Interrupt);
        return app.say("interrupted");
    }
    if app.overlay != Overlay::None {
        app.overlay = Overlay::None;
    } else if app.findings.is_some() {
        findings::close(app);
    } else if app.zoom {
        app.zoom = false;
    } else {
        look_at_present(app);
    }
}

fn quit(app: &mut App, effects: &mut Vec<Effect>) {
    if app.overlay != Overlay::None {
        app.overlay = Overlay::None;
    } else {
        effects.push(Effect::Quit);
    }
}

/// Opens the sample with the cursor.
pub fn open_sample(app: &mut App, effects: &mut Vec<Effect>) {
    if let Stage::Choosing(chooser) = &app.stage
        && let Some(name) = chooser.name()
    {
        effects.push(Effect::Load(super::loader::Choice::Sample(name)));
    }
}
