//! What each line of the program allocated: how many blocks, how much of it lives.

use std::collections::BTreeMap;

use ratatui::style::Style;

use crate::debug::view::{BlockState, Snapshot};
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

/// Everything that one line allocated.
#[derive(Default)]
struct Site {
    blocks: u64,
    bytes: u64,
    live: u64,
    live_bytes: u64,
    leaked: u64,
    text: String,
}

pub fn lines(app: &App, snapshot: &Snapshot, columns: usize) -> Vec<Line> {
    let theme = app.theme();
    let mut sites: BTreeMap<(u32, String), Site> = BTreeMap::new();
    for block in &snapshot.blocks.items {
        let site = sites
            .entry((block.born.line, block.born.function.clone()))
            .or_default();
        site.blocks += 1;
        site.bytes += block.size;
        site.text.clone_from(&block.born.text);
        match block.state {
            BlockState::Freed => {}
            BlockState::Leaked => site.leaked += 1,
            BlockState::Live => {
                site.live += 1;
                site.live_bytes += block.size;
            }
        }
    }
    let quiet = theme.style(Meaning::Quiet);
    let roomy = columns >= 58;
    let head = match roomy {
        true => " line   blocks     bytes   live     bytes  text",
        false => " line  all of them   live        text",
    };
    let mut lines = vec![Line::of(quiet, head)];
    lines.extend(sites.iter().map(|((line, function), site)| {
        let live = theme.style(if site.live > 0 {
            Meaning::Live
        } else {
            Meaning::Quiet
        });
        let mut row = Line::of(Style::new(), &format!(" L{line}"));
        if roomy {
            row.column(7);
            let all = (grouped(site.blocks), grouped(site.bytes));
            row.push(Style::new(), &format!("{:>7}{:>10}", all.0, all.1));
            let alive = (grouped(site.live), grouped(site.live_bytes));
            row.push(live, &format!("{:>7}{:>10}", alive.0, alive.1));
        } else {
            row.column(7);
            row.push(Style::new(), &counted_bytes(site.blocks, site.bytes));
            row.column(21);
            row.push(live, &counted_bytes(site.live, site.live_bytes));
            row.column(31);
        }
        if site.leaked > 0 {
            row.push(
                theme.style(Meaning::Leaked),
                &format!("  {} LEAKED", grouped(site.leaked)),
            );
        }
        row.push(quiet, &format!("  {function}: {}", site.text));
        row.cut(columns, theme.glyphs().cut);
        row
    }));
    if snapshot.blocks.total > snapshot.blocks.items.len() {
        let more = snapshot.blocks.total - snapshot.blocks.items.len();
        lines.push(Line::of(
            quiet,
            &format!(" and {} blocks more", grouped(more as u64)),
        ));
    }
    lines
}

/// `3 (24B)`
fn counted_bytes(blocks: u64, bytes: u64) -> String {
    match blocks {
        0 => "0".into(),
        _ => format!("{} ({}B)", grouped(blocks), grouped(bytes)),
    }
}
