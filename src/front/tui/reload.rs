//! The file was saved: run it again, and stand where one stood, as well as that place can be found again.

use crate::debug::command::{BreakAt, Command, Target};
use crate::source::SourceFile;

use super::app::{App, Stage};
use super::loader::Choice;
use super::update::{Effect, send};

/// What to find again in the next version of the program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The statement's line, its text, and which visit of it.
    statement: Option<(u32, String, u64)>,
    /// After the end of the run: no statement is next.
    at_end: bool,
    /// As they would be typed.
    breakpoints: Vec<String>,
    /// The text in which their lines are counted.
    source: String,
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
    let (Some(snapshot), Some(program)) = (&app.snapshot, &app.program) else {
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
        at_end: snapshot.position.is_none() && !is_start,
        statement: statement.filter(|_| !is_start),
        breakpoints: snapshot
            .breakpoints
            .iter()
            .map(|b| b.text.clone())
            .collect(),
        source: program.sources.file(program.file).text.to_string(),
    }
}

/// The new version runs: set the breakpoints again and go back to the place.
pub fn resume(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(place) = app.place.take() else {
        return;
    };
    let Some(program) = &app.program else {
        return;
    };
    let file = program.sources.file(program.file);
    let found = match &place.statement {
        Some((line, text, _)) => find(&place.source, file, *line, text),
        None => Found::Gone,
    };
    let breakpoints: Vec<Command> = place
        .breakpoints
        .iter()
        .filter_map(|text| again(text, &place.source, file))
        .collect();
    for command in breakpoints {
        send(app, command, effects);
    }
    if place.at_end {
        send(app, Command::Goto(Target::End), effects);
        return app.say("the file was saved: it was run again to its end");
    }
    let Some((_, text, visit)) = place.statement else {
        return app.say("the file was saved: it runs from the start");
    };
    let mut go = |app: &mut App, line| {
        send(app, Command::Goto(Target::Line { line, visit }), effects);
    };
    match found {
        Found::Same(line) => {
            go(app, line);
            app.say("the file was saved: it was run again to the same place");
        }
        Found::Changed(line) => {
            go(app, line);
            app.say("the file was saved: it was run again to the line that was changed");
        }
        Found::Gone => app.refuse(format!(
            "the saved file runs from the start: `{text}` is gone"
        )),
    }
}

/// A breakpoint as it was typed, on the line where its line is now.
fn again(text: &str, old: &str, new: &SourceFile) -> Option<Command> {
    let mut command = Command::parse(text).ok()?;
    if let Command::Break(spec) = &mut command
        && let BreakAt::Line(line) = &mut spec.at
    {
        *line = moved(old, new, *line)?;
    }
    Some(command)
}

/// What became of a statement.
enum Found {
    Same(u32),
    /// Another one stands in its place.
    Changed(u32),
    Gone,
}

fn find(old: &str, new: &SourceFile, line: u32, text: &str) -> Found {
    let moved = moved(old, new, line);
    let near = moved.unwrap_or(line);
    let same = (1..=new.line_count()).filter(|&number| new.line(number).trim() == text);
    match (same.min_by_key(|number| number.abs_diff(near)), moved) {
        (Some(line), _) => Found::Same(line),
        (None, Some(line)) if !new.line(line).trim().is_empty() => Found::Changed(line),
        _ => Found::Gone,
    }
}

/// Where a line of the old text stands in the new one, by the lines that are the same before and after the
/// change.
fn moved(old: &str, new: &SourceFile, line: u32) -> Option<u32> {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.text.lines().collect();
    let equal =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let before = equal(&mut old.iter().zip(&new));
    let most = old.len().min(new.len()) - before;
    let after = equal(&mut old.iter().rev().zip(new.iter().rev())).min(most);
    let at = (line as usize).checked_sub(1)?;
    let index = if at < before {
        at
    } else if at + after >= old.len() {
        (at + new.len()).checked_sub(old.len())?
    } else {
        changed(&old, &new, at, before, new.len() - after)?
    };
    Some(index as u32 + 1)
}

/// One of the lines that were changed, `first..end` in the new text: by the line before it or after it, else by
/// how far it was from the start of the change. Nothing where lines were only taken out.
fn changed(old: &[&str], new: &[&str], at: usize, first: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= first)?;
    let fits = |index: &usize| {
        let above = at > 0 && *index > 0 && old[at - 1] == new[*index - 1];
        let below = old.get(at + 1).is_some() && old.get(at + 1) == new.get(*index + 1);
        above || below
    };
    (first..=last).find(fits).or(Some(at.min(last)))
}

#[cfg(test)]
mod tests {
    use crate::source::{Origin, SourceMap};

    use super::*;

    #[track_caller]
    fn check(new: &str, line: u32, expected: Option<u32>) {
        let mut map = SourceMap::default();
        let id = map.add("new.zig", new, Origin::User);
        assert_eq!(moved("a\nb\nc\nd\n", map.file(id), line), expected);
    }

    #[test]
    fn lines_are_found_again_around_a_change() {
        check("a\nb\nc\nd\n", 3, Some(3));
        check("new\na\nb\nc\nd\n", 3, Some(4));
        check("a\nc\nd\n", 3, Some(2));
        check("a\nB\nc\nd\n", 2, Some(2));
        check("a\nc\nd\n", 2, None);
        check("a\nX\nd\n", 3, Some(2));
        check("new\na\nb\nX\nd\n", 3, Some(4));
        check("", 3, None);
    }
}
