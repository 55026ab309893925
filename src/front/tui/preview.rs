//! While a jump is typed, where it would go: known from the picture alone, so nothing moves before Enter.

use crate::debug::command::{BlockEvent, Command, Target};
use crate::debug::view::{LogKind, Snapshot};

use super::app::App;
use super::prompt::Prompt;

/// The step to which the typed command would go, if the picture knows it.
pub fn step(app: &App) -> Option<u64> {
    let Prompt::Command(typed) = &app.prompt else {
        return None;
    };
    let snapshot = app.snapshot.as_ref()?;
    let last = snapshot.moment.last_step;
    let text = typed.input.value().trim();
    let step = match text.parse() {
        Ok(step) => step,
        Err(_) => match Command::parse(text).ok()? {
            Command::Goto(target) => of_target(snapshot, &target)?,
            _ => return None,
        },
    };
    (1..=last).contains(&step).then_some(step)
}

fn of_target(snapshot: &Snapshot, target: &Target) -> Option<u64> {
    let moment = &snapshot.moment;
    let row = |kind| {
        let mut rows = snapshot.log.items.iter();
        rows.find(|row| row.kind == kind).map(|row| row.step)
    };
    match target {
        Target::Start => Some(1),
        Target::End => Some(moment.last_step),
        Target::Step(step) => Some(*step),
        Target::Percent(part) => Some((moment.last_step * u64::from(*part) / 100).max(1)),
        Target::Fault => row(LogKind::Fault),
        Target::Block { id, event } => {
            let block = snapshot.blocks.items.iter().find(|b| b.id == *id)?;
            match event {
                BlockEvent::Alloc => Some(block.born.step),
                BlockEvent::Free => block.died.as_ref().map(|date| date.step),
            }
        }
        Target::Mark(name) => {
            let mut marks = snapshot.marks.iter();
            marks
                .find(|(known, _)| known == name)
                .map(|(_, step)| *step)
        }
        Target::Tick(_) | Target::Leak(_) | Target::Line { .. } => None,
    }
}
