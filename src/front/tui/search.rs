//! `/`: finding text in the pane that has the keys, while it is typed.

use super::action::PaneId;
use super::app::App;
use super::panes::{defers, log, stack};

/// While typing: the first match from where the cursor was.
pub fn live(app: &mut App, text: &str) {
    let from = app.search_from.unwrap_or_else(|| at(app));
    app.search_from = Some(from);
    if text.is_empty() {
        return;
    }
    go(app, text, from);
}

pub fn cancel(app: &mut App) {
    if let Some(from) = app.search_from.take() {
        put(app, from);
    }
}

/// Enter keeps the place; with nothing typed it goes to the next match of the last search.
pub fn accept(app: &mut App, text: &str) {
    let typed = app.search_from.take().is_some() && !text.is_empty();
    if typed {
        app.last_search = Some(text.to_string());
        if rows(app).iter().all(|row| !matches(row, text)) {
            app.refuse(format!("`{text}` is not in this pane"));
        }
        return;
    }
    match app.last_search.clone() {
        Some(text) => {
            let next = at(app) + 1;
            go(app, &text, next);
        }
        None => app.refuse("type what to look for after /"),
    }
}

fn matches(row: &str, text: &str) -> bool {
    // Small letters find both.
    if text.chars().any(char::is_uppercase) {
        row.contains(text)
    } else {
        row.to_lowercase().contains(text)
    }
}

fn go(app: &mut App, text: &str, from: usize) {
    let rows = rows(app);
    let count = rows.len();
    let found = (0..count)
        .map(|i| (from + i) % count)
        .find(|&i| matches(&rows[i], text));
    if let Some(found) = found {
        put(app, found);
    }
}

/// The text of every row of the pane, as far as it is known.
fn rows(app: &App) -> Vec<String> {
    let Some(snapshot) = &app.snapshot else {
        return source_rows(app);
    };
    match app.focus {
        PaneId::Stack => stack::tree(app, snapshot)
            .iter()
            .map(stack::Row::text)
            .collect(),
        PaneId::Heap => {
            let blank = std::iter::repeat_n(String::new(), snapshot.blocks.first);
            let texts = snapshot.blocks.items.iter().map(|b| {
                format!(
                    "{} {:x} {} {} {}",
                    b.id,
                    b.addr,
                    b.allocator,
                    b.type_name,
                    b.holders.join(" ")
                )
            });
            blank.chain(texts).collect()
        }
        PaneId::Defers => defers::list(snapshot)
            .iter()
            .map(defers::Row::text)
            .collect(),
        PaneId::Log => {
            let blank = std::iter::repeat_n(String::new(), snapshot.log.first);
            let texts = snapshot.log.items.iter().map(|row| {
                let block = row.block.map_or(String::new(), |id| id.to_string());
                format!("{} {block} {} {}", log::word(row.kind), row.by, row.text)
            });
            blank.chain(texts).collect()
        }
        PaneId::Output => snapshot.output.past.lines().map(str::to_string).collect(),
        PaneId::Story | PaneId::Questions => {
            let rows = app.findings.as_ref().map_or(&[][..], |f| &f.rows);
            rows.iter().map(|f| f.text.clone()).collect()
        }
        PaneId::Source => source_rows(app),
    }
}

fn source_rows(app: &App) -> Vec<String> {
    app.shown_file().map_or(Vec::new(), |file| {
        file.text.lines().map(str::to_string).collect()
    })
}

/// The row of the cursor.
fn at(app: &App) -> usize {
    let line = app.cursor_line().unwrap_or(app.source.top).max(1) as usize - 1;
    match app.focus {
        PaneId::Stack => {
            let rows = app
                .snapshot
                .as_ref()
                .map_or(Vec::new(), |s| stack::tree(app, s));
            rows.iter()
                .position(|row| Some(&row.key) == app.stack.cursor.as_ref())
                .unwrap_or(0)
        }
        PaneId::Heap => app
            .heap
            .cursor
            .map_or(app.heap.top, |id| id.0.saturating_sub(1) as usize),
        PaneId::Defers => app.defers.cursor.unwrap_or(0),
        PaneId::Log => app.log.cursor.unwrap_or(app.log.top),
        PaneId::Output => app.output.top,
        PaneId::Story | PaneId::Questions => app.findings.as_ref().map_or(0, |f| f.cursor),
        PaneId::Source => line,
    }
}

fn put(app: &mut App, row: usize) {
    match app.focus {
        PaneId::Stack => {
            let rows = app
                .snapshot
                .as_ref()
                .map_or(Vec::new(), |s| stack::tree(app, s));
            app.stack.cursor = rows.get(row).map(|row| row.key.clone());
        }
        PaneId::Heap => app.heap.cursor = Some(crate::vm::BlockId(row as u32 + 1)),
        PaneId::Defers => app.defers.cursor = Some(row),
        PaneId::Log => app.log.cursor = Some(row),
        PaneId::Output => app.output.cursor = Some(row),
        PaneId::Story | PaneId::Questions => {
            if let Some(findings) = &mut app.findings {
                findings.cursor = row;
            }
        }
        PaneId::Source => app.source.cursor = Some(row as u32 + 1),
    }
}
