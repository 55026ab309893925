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
    let mut lines = vec![Line::of(
        quiet,
        " line   blocks     bytes   live     bytes  text",
    )];
    lines.extend(sites.iter().map(|((line, function), site)| {
        let mut row = Line::of(
            Style::new(),
            &format!(
                " L{line:<5}{:>7}{:>10}",
                grouped(site.blocks),
                grouped(site.bytes)
            ),
        );
        let live = theme.style(if site.live > 0 {
            Meaning::Live
        } else {
            Meaning::Quiet
        });
        row.push(
            live,
            &format!("{:>7}{:>10}", grouped(site.live), grouped(site.live_bytes)),
        );
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
