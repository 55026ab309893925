//! The file was saved: run it again, and stand where one stood, as well as that place can be found again.

use crate::debug::command::{Command, Target};
use crate::source::SourceFile;

use super::app::{App, Stage};
use super::loader::Choice;
use super::update::{Effect, send};

/// What to find again in the next version of the program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The statement's line, its text, and which visit of it.
    statement: Option<(u32, String, u64)>,
    /// As they would be typed.
    breakpoints: Vec<String>,
}

pub fn saved(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(choice) = app.program.as_ref().map(|p| p.choice.clone()) else {
        return;
    };
    if matches!(choice, Choice::Sample(_)) {
        return;
    }
    // A version that does not compile has no place; the one before it is kept.
    if matches!(app.stage, Stage::Running) {
        app.place = Some(place(app));
    }
    effects.push(Effect::Load(choice));
}

fn place(app: &App) -> Place {
    let Some(snapshot) = &app.snapshot else {
        return Place::default();
    };
    let statement = snapshot.position.as_ref().map(|at| {
        let facts = snapshot.lines.binary_search_by_key(&at.line, |f| f.line);
        let visit = facts.map_or(1, |index| snapshot.lines[index].visits_past + 1);
        let text = app.shown_file().map_or("", |file| file.line(at.line));
        (at.line, text.trim().to_string(), visit)
    });
    let is_start = snapshot.moment.step <= 1;
    Place {
        statement: statement.filter(|_| !is_start),
        breakpoints: snapshot
            .breakpoints
            .iter()
            .map(|b| b.text.clone())
            .collect(),
    }
}

/// The new version runs: set the breakpoints again and go back to the place.
pub fn resume(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(place) = app.place.take() else {
        return;
    };
    for text in &place.breakpoints {
        if let Ok(command) = Command::parse(text) {
            send(app, command, effects);
        }
    }
    let Some((line, text, visit)) = place.statement else {
        return app.say("the file was saved: it runs from the start");
    };
    let found = app
        .shown_file()
        .and_then(|file| same_line(file, line, &text));
    match found {
        Some(line) => {
            send(app, Command::Goto(Target::Line { line, visit }), effects);
            app.say("the file was saved: it was run again to the same place");
        }
        None => app.refuse(format!(
            "the file was saved, and `{text}` is gone: it runs from the start"
        )),
    }
}

/// The line with this text that is nearest to where it was.
fn same_line(file: &SourceFile, line: u32, text: &str) -> Option<u32> {
    let same = (1..=file.line_count()).filter(|&number| file.line(number).trim() == text);
    same.min_by_key(|number| number.abs_diff(line))
}
