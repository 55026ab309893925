//! What the session answered: a sentence, a list of dated findings that can be walked, or text to read.

use crate::debug::command::{Command, Question, Target};
use crate::debug::reply::{Answer, Difference, Finding, Reply};
use crate::debug::view::State;

use super::action::{Action, PaneId};
use super::app::{App, Findings, Overlay, Tone};
use super::dispatch::go;
use super::text::counted;
use super::update::{Effect, send};

/// Takes in the answer to a command.
pub fn reply(app: &mut App, command: &Command, reply: Reply, effects: &mut Vec<Effect>) {
    app.waiting.pop_front();
    if app.waiting.is_empty()
        && app
            .message
            .as_ref()
            .is_some_and(|m| m.tone == Tone::Waiting)
    {
        app.message = None;
    }
    if reply.failed {
        app.refuse(&reply.message);
        return;
    }
    app.returns = matches!(command, Command::Undo | Command::Redo);
    let ends = matches!(command, Command::Goto(Target::Start | Target::End));
    if !reply.message.is_empty() {
        app.say(&reply.message);
    } else if ends && !reply.moved {
        app.say("you are there already");
    }
    match reply.answer {
        Answer::Nothing | Answer::Position(_) | Answer::Breakpoints(_) if !wants_text(command) => {}
        Answer::Findings(rows) => open(app, title(command), rows),
        Answer::Differences(all) if compares(app, command) => compare(app, all),
        Answer::Differences(all) => show(app, &command.to_string(), differences(&all)),
        Answer::Quit => effects.push(Effect::Quit),
        answer => {
            // The message was said already.
            let text = Reply {
                answer,
                message: String::new(),
                ..reply
            }
            .text();
            show(app, &command.to_string(), text);
        }
    }
}

/// Commands that are asked for the sake of their text.
fn wants_text(command: &Command) -> bool {
    matches!(command, Command::Breaks | Command::Where)
}

fn show(app: &mut App, title: &str, text: String) {
    if text.lines().count() <= 1 {
        app.say(text);
        return;
    }
    app.overlay = Overlay::Text {
        title: title.into(),
        text,
        top: 0,
    };
}

/// The answer to `d`: shown in the panes.
fn compares(app: &App, command: &Command) -> bool {
    let mark = app.diff.as_ref().map(|diff| &diff.mark);
    matches!(command, Command::Diff(Target::Mark(name)) if mark == Some(name))
}

fn compare(app: &mut App, all: Vec<Difference>) {
    let key = app.keymap.shown_for(Action::Diff);
    let Some(diff) = &mut app.diff else {
        return;
    };
    let count = counted(all.len() as u64, "thing");
    let text = match all.len() {
        0 => format!("nothing differs from mark {}; {key} ends this", diff.mark),
        1 => format!(
            "{count} differs from mark {}, with ~ beside it; {key} ends this",
            diff.mark
        ),
        _ => format!(
            "{count} differ from mark {}, with ~ beside them; {key} ends this",
            diff.mark
        ),
    };
    diff.then = all.into_iter().map(|d| (d.name, d.then)).collect();
    app.say(text);
}

fn differences(all: &[Difference]) -> String {
    if all.is_empty() {
        return "nothing differs".into();
    }
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "(not there)".into());
    let lines = all
        .iter()
        .map(|d| format!("{}: {} -> {}", d.name, side(&d.then), side(&d.now)));
    lines.collect::<Vec<_>>().join("\n")
}

fn title(command: &Command) -> String {
    match command {
        Command::Explain(None) => "what happened".into(),
        Command::Explain(Some(place)) => format!("the story of {place}"),
        Command::Ask(Question::LastWrite(place)) => format!("who wrote {place} last"),
        Command::Ask(Question::Writes(place)) => format!("all writes of {place}"),
        Command::Ask(Question::WhoAllocated(place)) => format!("who allocated {place}"),
        Command::Ask(Question::WhoFreed(place)) => format!("who freed {place}"),
        Command::Ask(Question::WhoPoints(place)) => format!("who points to {place}"),
        Command::Ask(Question::NextUse(place)) => format!("the next use of {place}"),
        other => other.to_string(),
    }
}

fn open(app: &mut App, title: String, rows: Vec<Finding>) {
    if rows.is_empty() {
        if app.message.is_none() {
            app.refuse(format!("{title}: nothing in this run"));
        }
        return;
    }
    let now = app.snapshot.as_ref().map_or(0, |s| s.moment.step);
    // The walk begins at the present, or at the last thing before it.
    let is_past = |f: &Finding| f.date.as_ref().is_none_or(|d| d.step <= now);
    let is_dated = rows.iter().any(|f| f.date.is_some());
    let cursor = stops(&rows)
        .into_iter()
        .rfind(|&row| is_dated && is_past(&rows[row]))
        .unwrap_or(0);
    let unasked = std::mem::take(&mut app.volunteers);
    if app.findings.is_none() && !unasked {
        app.focus_before = Some(app.focus);
    }
    app.findings = Some(Findings {
        title,
        rows,
        cursor,
        top: 0,
    });
    if !unasked {
        app.focus = PaneId::Story;
    }
}

/// Where the story has a place of its own, that of a fault is told as soon as one stands at it.
pub fn volunteer(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(snapshot) = &app.snapshot else {
        return;
    };
    let tick = snapshot.moment.tick;
    let is_bad = matches!(snapshot.status.state, State::Fault | State::Panicked);
    let has_place = app.layout.area(PaneId::Story).is_some();
    if is_bad && has_place && app.findings.is_none() && app.told != Some(tick) {
        app.told = Some(tick);
        app.volunteers = true;
        send(app, Command::Explain(None), effects);
    }
}

pub fn close(app: &mut App) {
    app.findings = None;
    let before = app.focus_before.take().unwrap_or(PaneId::Source);
    if app.focus == PaneId::Story {
        app.focus = before;
    }
}

/// The rows where the cursor can stand: those with a date, because the whole screen goes there with it.
/// Hints and notes have none; where no row has one, all are as good.
pub fn stops(rows: &[Finding]) -> Vec<usize> {
    let dated: Vec<usize> = (0..rows.len())
        .filter(|&row| rows[row].date.is_some())
        .collect();
    if dated.is_empty() {
        (0..rows.len()).collect()
    } else {
        dated
    }
}

/// Moves the cursor among the rows with a date, and everything goes to the moment that it shows.
/// `to` says the next of so many rows, from the number of the present one.
pub fn step(app: &mut App, effects: &mut Vec<Effect>, to: impl Fn(usize, usize) -> usize) {
    let Some(findings) = &mut app.findings else {
        return;
    };
    let stops = stops(&findings.rows);
    let at = stops
        .iter()
        .rposition(|&row| row <= findings.cursor)
        .unwrap_or(0);
    let next = stops.get(to(at, stops.len())).copied();
    findings.cursor = next.unwrap_or(findings.cursor);
    if findings.rows[findings.cursor].date.is_some() {
        enter(app, effects);
    }
}

/// To the moment of the next finding, around the end to the first.
pub fn walk(app: &mut App, effects: &mut Vec<Effect>) {
    step(app, effects, |at, len| (at + 1) % len.max(1));
}

pub fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(findings) = &app.findings else {
        return;
    };
    let date = findings
        .rows
        .get(findings.cursor)
        .and_then(|f| f.date.as_ref());
    match date.map(|d| d.tick) {
        Some(tick) => go(app, Target::Tick(tick), effects),
        None => app.refuse("this row has no date"),
    }
}
