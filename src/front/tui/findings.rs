//! What the session answered: a sentence, a list of dated findings that can be walked, or text to read.

use crate::debug::command::{Command, Target};
use crate::debug::reply::{Answer, Difference, Reply};

use super::action::PaneId;
use super::app::{App, Findings, Overlay};
use super::dispatch::go;
use super::update::Effect;

/// Takes in the answer to a command.
pub fn reply(app: &mut App, command: &Command, reply: Reply, effects: &mut Vec<Effect>) {
    app.waiting.pop_front();
    if reply.failed {
        app.refuse(&reply.message);
        return;
    }
    if !reply.message.is_empty() {
        app.say(&reply.message);
    }
    match reply.answer {
        Answer::Nothing | Answer::Position(_) | Answer::Breakpoints(_) if !wants_text(command) => {}
        Answer::Findings(rows) => open(app, title(command), rows),
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
        other => other.to_string(),
    }
}

fn open(app: &mut App, title: String, rows: Vec<crate::debug::reply::Finding>) {
    if rows.is_empty() {
        if app.message.is_none() {
            app.refuse(format!("{title}: nothing in this run"));
        }
        return;
    }
    let now = app.snapshot.as_ref().map_or(0, |s| s.moment.step);
    // The walk begins at the present, or at the last thing before it.
    let is_past = |f: &crate::debug::reply::Finding| f.date.as_ref().is_none_or(|d| d.step <= now);
    let cursor = rows.iter().rposition(is_past).unwrap_or(0);
    if app.findings.is_none() {
        app.focus_before = Some(app.focus);
    }
    app.findings = Some(Findings {
        title,
        rows,
        cursor,
        top: 0,
    });
    app.focus = PaneId::Story;
}

pub fn close(app: &mut App) {
    app.findings = None;
    let before = app.focus_before.take().unwrap_or(PaneId::Source);
    if app.focus == PaneId::Story {
        app.focus = before;
    }
}

pub fn step(app: &mut App, to: impl Fn(usize, usize) -> usize) {
    if let Some(findings) = &mut app.findings {
        findings.cursor = to(findings.cursor, findings.rows.len());
    }
}

/// To the moment of the next finding, around the end to the first.
pub fn walk(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(findings) = &mut app.findings {
        findings.cursor = (findings.cursor + 1) % findings.rows.len();
    }
    enter(app, effects);
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
