//! Blocks as frames: as wide as they are large, dotted once they are freed, further in when they live inside
//! the block of another allocator.

use ratatui::style::Style;

use crate::debug::view::{Block, BlockState, Snapshot};
use crate::front::tui::action::PaneId;
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;
use crate::vm::BlockId;

/// Upper edge, contents, lower edge.
pub const ROWS: usize = 3;

/// Room to the right of the frames for who points there.
const MARGIN: usize = 18;

pub fn lines(app: &App, snapshot: &Snapshot, block: &Block, columns: usize) -> Vec<Line> {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let freed = block.state == BlockState::Freed;
    let look = if freed {
        theme.style(Meaning::Freed)
    } else {
        theme.block(block.id.0)
    };
    let across = if freed {
        glyphs.afterlife
    } else {
        glyphs.across
    };
    let down = if freed { glyphs.dotted } else { glyphs.down };
    let indent = " ".repeat(2 * depth(snapshot, block.parent) + 1);
    let inside = width(
        snapshot,
        block,
        columns.saturating_sub(MARGIN + indent.len() + 2),
    );

    let mut head = Line::of(look, &format!("{indent}{}", glyphs.corners[0]));
    head.append(title(app, block, inside));
    let filled = head.width();
    head.push(
        look,
        &across.repeat((indent.len() + 1 + inside).saturating_sub(filled)),
    );
    head.push(look, glyphs.corners[1]);
    head.push(theme.style(Meaning::Quiet), &format!(" {:x}", block.addr));

    let mut body = Line::of(look, &format!("{indent}{down}"));
    let mut contents = contents(app, block);
    contents.cut(inside, glyphs.cut);
    body.append(contents);
    let filled = body.width();
    body.push(
        Style::new(),
        &" ".repeat((indent.len() + 1 + inside).saturating_sub(filled)),
    );
    body.push(look, down);
    body.append(beside(app, block));

    let foot = format!(
        "{indent}{}{}{}",
        glyphs.corners[2],
        across.repeat(inside),
        glyphs.corners[3]
    );
    let mut lines = vec![head, body, Line::of(look, &foot)];
    if app.focus == PaneId::Heap && app.heap.cursor == Some(block.id) {
        lines[0] = std::mem::take(&mut lines[0]).under(theme.style(Meaning::Selection));
    }
    lines
}

/// How many blocks this one is inside of.
fn depth(snapshot: &Snapshot, mut parent: Option<BlockId>) -> usize {
    let mut depth = 0;
    while let Some(id) = parent
        && depth < 6
    {
        depth += 1;
        let found = snapshot.blocks.items.iter().find(|b| b.id == id);
        parent = found.and_then(|b| b.parent);
    }
    depth
}

/// To the scale of the largest block in sight, but wide enough to read.
fn width(snapshot: &Snapshot, block: &Block, room: usize) -> usize {
    let largest = snapshot
        .blocks
        .items
        .iter()
        .map(|b| b.size)
        .max()
        .unwrap_or(1)
        .max(1);
    let scaled = u128::from(block.size) * room as u128 / u128::from(largest);
    (scaled as usize).clamp(20.min(room), room)
}

fn title(app: &App, block: &Block, inside: usize) -> Line {
    let theme = app.theme();
    let (word, meaning) = super::state(block.state);
    let mut line = Line::of(theme.block(block.id.0), &format!(" {} ", block.id));
    line.push(Style::new(), &format!("{} B ", grouped(block.size)));
    line.push(theme.style(meaning), word);
    line.push(
        theme.style(Meaning::Changed),
        crate::front::tui::panes::stack::mark(
            app,
            block.changed,
            app.then(&block.id.to_string()).is_some(),
        ),
    );
    line.cut(inside, theme.glyphs().cut);
    line
}

fn contents(app: &App, block: &Block) -> Line {
    let theme = app.theme();
    match (&block.last_value, block.state) {
        (Some(last), BlockState::Freed) => {
            let bytes: Vec<String> = block
                .bytes
                .iter()
                .take(4)
                .map(|b| super::hex(*b, block.state))
                .collect();
            Line::of(
                theme.style(Meaning::Freed),
                &format!(" {}  was {last}", bytes.join(" ")),
            )
        }
        _ => {
            let mut line = Line::of(
                theme.style(Meaning::Type),
                &format!(" {} ", block.type_name),
            );
            line.append(crate::front::tui::panes::stack::value_line(
                app,
                &block.value,
            ));
            line
        }
    }
}

/// Who points there, and what is about to go wrong.
fn beside(app: &App, block: &Block) -> Line {
    let theme = app.theme();
    let mut line = Line::new();
    if !block.holders.is_empty() {
        let meaning = if block.state == BlockState::Live {
            Meaning::Plain
        } else {
            Meaning::Dangling
        };
        line.push(theme.style(Meaning::Quiet), " <- ");
        line.push(theme.style(meaning), &super::short_holders(block));
    }
    if let Some(misuse) = &block.misuse {
        line.push(Style::new(), " ");
        line.push(theme.style(Meaning::Misuse), &format!("!! {misuse}"));
    }
    line
}
