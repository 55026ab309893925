//! Keys while a prompt is open: editing, completion, history, and what Enter makes of the line.

use crossterm::event::{Event, KeyEvent};
use tui_input::backend::crossterm::EventHandler;

use crate::debug::command::Command;
use crate::diag::Diagnostic;

use super::app::{App, Overlay, Stage};
use super::keys::Key;
use super::prompt::{Prompt, Typed, completions};
use super::update::{Effect, send};
use super::{dispatch, search};

pub fn key(app: &mut App, key: Key, event: KeyEvent, effects: &mut Vec<Effect>) {
    match key.to_string().as_str() {
        "Esc" | "Ctrl-C" => cancel(app),
        "Ctrl-Z" => effects.push(Effect::Suspend),
        "Ctrl-L" => effects.push(Effect::Redraw),
        "Enter" => enter(app, effects),
        "Tab" => complete(app, 1),
        "Shift-Tab" => complete(app, -1),
        "Up" | "Ctrl-P" => recall(app, 1),
        "Down" | "Ctrl-N" => recall(app, -1),
        "Backspace" if is_empty(app) => cancel(app),
        _ => edit(app, event),
    }
}

fn is_empty(app: &App) -> bool {
    app.prompt
        .typed()
        .is_none_or(|typed| typed.input.value().is_empty())
}

fn cancel(app: &mut App) {
    if matches!(app.prompt, Prompt::Search(_)) {
        search::cancel(app);
    }
    app.prompt = Prompt::Closed;
}

fn edit(app: &mut App, event: KeyEvent) {
    let Some(typed) = app.prompt.typed_mut() else {
        return;
    };
    typed.input.handle_event(&Event::Key(event));
    typed.chosen = None;
    typed.recalled = None;
    after_edit(app);
}

fn after_edit(app: &mut App) {
    if let Prompt::Search(typed) = &app.prompt {
        let text = typed.input.value().to_string();
        search::live(app, &text);
    }
}

/// Text from the clipboard: its first line, into an open prompt only.
pub fn paste(app: &mut App, text: &str) {
    let Some(typed) = app.prompt.typed_mut() else {
        return app.refuse("pasted text goes into a prompt: press : first");
    };
    let line = text.lines().next().unwrap_or("");
    for c in line.chars().filter(|c| !c.is_control()).take(1000) {
        typed.input.handle(tui_input::InputRequest::InsertChar(c));
    }
    after_edit(app);
}

/// Tab: the first way to go on, then the next.
fn complete(app: &mut App, by: i32) {
    let Some(typed) = app.prompt.typed() else {
        return;
    };
    if matches!(app.prompt, Prompt::Search(_)) {
        return;
    }
    let (all, chosen) = match typed.chosen {
        Some(at) => {
            let len = typed.completions.len() as i32;
            (
                typed.completions.clone(),
                (at as i32 + by).rem_euclid(len) as usize,
            )
        }
        None => (completions(app, typed.input.value()), 0),
    };
    let Some(line) = all.get(chosen).cloned() else {
        return;
    };
    let only = all.len() == 1;
    if let Some(typed) = app.prompt.typed_mut() {
        typed.input = if only {
            format!("{line} ").into()
        } else {
            line.into()
        };
        typed.chosen = (!only).then_some(chosen);
        typed.completions = all;
    }
}

fn recall(app: &mut App, by: i32) {
    let Some(typed) = app.prompt.typed() else {
        return;
    };
    if typed.chosen.is_some() {
        return complete(app, -by);
    }
    let at = typed.recalled.map_or(-1, |at| at as i32) + by;
    let count = app.history.len() as i32;
    let recalled = (0..count).contains(&at).then_some(at as usize);
    if at >= count {
        return;
    }
    let line = recalled.map_or(String::new(), |at| {
        app.history[app.history.len() - 1 - at].clone()
    });
    if let Some(typed) = app.prompt.typed_mut() {
        *typed = Typed {
            input: line.into(),
            recalled,
            ..Typed::default()
        };
    }
}

fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    match std::mem::take(&mut app.prompt) {
        Prompt::Closed => {}
        Prompt::Search(typed) => search::accept(app, typed.input.value()),
        Prompt::Command(typed) => {
            let line = typed.input.value().trim().to_string();
            if !line.is_empty() {
                remember(app, &line, effects);
                run(app, &line, effects);
            }
        }
    }
}

const HISTORY: usize = 500;

fn remember(app: &mut App, line: &str, effects: &mut Vec<Effect>) {
    if app.history.last().map(String::as_str) != Some(line) {
        app.history.push(line.into());
        effects.push(Effect::Remember(line.into()));
    }
    let extra = app.history.len().saturating_sub(HISTORY);
    app.history.drain(..extra);
}

/// The screen's own commands come first; all others are the session's.
pub fn run(app: &mut App, line: &str, effects: &mut Vec<Effect>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        ["q" | "quit" | "exit"] => return effects.push(Effect::Quit),
        ["samples"] => return app.stage = Stage::Choosing(Default::default()),
        ["warnings"] => return warnings(app),
        ["report"] => return report(app),
        ["set", name, value] => {
            if let Some(result) = app.settings.set(name, value) {
                return match result {
                    Ok(said) => {
                        if name == "mouse" {
                            effects.push(Effect::Mouse(app.settings.mouse));
                        }
                        app.say(said);
                    }
                    Err(why) => app.refuse(why),
                };
            }
        }
        [number] if number.parse::<u64>().is_ok() => {
            let line = format!("goto {number}");
            return command(app, &line, effects);
        }
        _ => {}
    }
    command(app, line, effects);
}

fn command(app: &mut App, line: &str, effects: &mut Vec<Effect>) {
    match (Command::parse(line), &app.stage) {
        (Err(why), _) => app.refuse(why),
        (Ok(Command::Quit), _) => effects.push(Effect::Quit),
        (Ok(Command::Help(None)), _) => {
            dispatch::dispatch(app, super::action::Action::Help, None, effects)
        }
        (Ok(command), Stage::Running) => {
            if let Command::Mark(name) = &command {
                app.last_mark = Some(name.clone());
            }
            send(app, command, effects);
        }
        (Ok(_), _) => app.refuse("no program runs yet"),
    }
}

fn warnings(app: &mut App) {
    let Some(program) = &app.program else {
        return;
    };
    let line = |d: &Diagnostic| {
        let at = program.sources.line_col(d.primary);
        let hint = d
            .hint
            .as_ref()
            .map_or(String::new(), |hint| format!("\n    hint: {hint}"));
        format!("{}:{}  {}{hint}", at.line, at.col, d.message)
    };
    let text: Vec<String> = program.diagnostics.iter().map(line).collect();
    if text.is_empty() {
        return app.say("no warnings");
    }
    app.overlay = Overlay::Text {
        title: "warnings".into(),
        text: text.join("\n"),
        top: 0,
    };
}

/// The full report of the fault, panic or leak at which the run stands.
fn report(app: &mut App) {
    let report = app.snapshot.as_ref().and_then(|s| s.status.report.clone());
    match report {
        Some(text) => {
            app.overlay = Overlay::Text {
                title: "report".into(),
                text: text.to_string(),
                top: 0,
            }
        }
        None => app.refuse("nothing to report here: go to the end (G) or to the fault (!)"),
    }
}
