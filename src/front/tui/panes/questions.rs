//! What can be asked about the selected cell, each question with its key. What the picture knows anyway is
//! answered at once; the rest the session finds when the key is pressed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::debug::command::Place;
use crate::debug::view::{Block, Date, Snapshot, ValueKind};
use crate::front::tui::action::{Action, Ask, PaneId};
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

use super::{Frame, frame, rows};

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let place = app.selected().ok();
    let title = match &place {
        Some(place) => format!("questions about {place}"),
        None => "questions".into(),
    };
    let about = Frame {
        title: &title,
        ..Frame::default()
    };
    let inner = frame(app, PaneId::Questions, area, &about, buffer);
    let snapshot = app.snapshot.as_ref();
    let block = snapshot.and_then(|s| subject(s, place.as_ref()?));
    let lines = QUESTIONS.iter().map(|&(ask, text)| {
        let key = app.keymap.shown_for(Action::Ask(ask));
        let mut line = Line::of(app.theme().style(Meaning::Key), &format!(" {key:<3}"));
        line.push(app.theme().style(Meaning::Quiet), text);
        if let Some(answer) = block.and_then(|block| answer(ask, block)) {
            line.column(24);
            line.push(Style::new(), &answer);
        }
        line
    });
    rows(app, inner, lines, buffer);
}

const QUESTIONS: [(Ask, &str); 7] = [
    (Ask::LastWrite, "who wrote it last"),
    (Ask::Writes, "all writes"),
    (Ask::Allocated, "who allocated it"),
    (Ask::Freed, "who freed it"),
    (Ask::Pointers, "who points here now"),
    (Ask::NextUse, "next use"),
    (Ask::Explain, "its whole story"),
];

/// The block itself, or the one that a variable points to.
fn subject<'a>(snapshot: &'a Snapshot, place: &Place) -> Option<&'a Block> {
    let id = match place {
        Place::Block(id) => *id,
        Place::Expression(name) => {
            let locals = snapshot.frames.iter().flat_map(|frame| &frame.locals);
            let found = locals.into_iter().find(|local| local.name == *name)?;
            match found.value.kind {
                ValueKind::Block { id, .. } => id,
                _ => return None,
            }
        }
    };
    snapshot.blocks.items.iter().find(|block| block.id == id)
}

fn answer(ask: Ask, block: &Block) -> Option<String> {
    match ask {
        Ask::Allocated => Some(dated(&block.born)),
        Ask::Freed => Some(block.died.as_ref().map_or("nobody yet".into(), dated)),
        Ask::Pointers if block.holders.is_empty() => Some("nobody".into()),
        Ask::Pointers => Some(block.holders.join(", ")),
        _ => None,
    }
}

fn dated(date: &Date) -> String {
    let how = if date.by_defer { " defer" } else { "" };
    format!(
        "t{}  L{}  {}{how}",
        grouped(date.step),
        date.line,
        date.function
    )
}
