//! The addresses of the heap from low to high: what lives where, what was freed, and the holes between.

use ratatui::style::Style;

use crate::debug::view::{Block, BlockState, Snapshot};
use crate::front::tui::app::App;
use crate::front::tui::text::{Line, grouped};
use crate::front::tui::theme::Meaning;

/// Columns before the cells: the address of the first one.
const LABEL: usize = 12;

pub fn lines(app: &App, snapshot: &Snapshot, columns: usize, height: usize) -> Vec<Line> {
    let mut blocks: Vec<&Block> = snapshot.blocks.items.iter().collect();
    // Of blocks at one address the youngest is what is there now.
    blocks.sort_by_key(|b| (b.addr, b.id));
    let (Some(first), Some(end)) = (
        blocks.first().map(|b| b.addr),
        blocks.iter().map(|b| b.addr + b.size).max(),
    ) else {
        return Vec::new();
    };
    // Round numbers of cells make round addresses.
    let cells = match columns.saturating_sub(LABEL + 1) {
        0..32 => 16,
        32..64 => 32,
        _ => 64,
    };
    let rows = height.saturating_sub(2).max(1) as u64;
    let scale = scale(&blocks, first, end, cells, rows);
    let row_bytes = scale * cells;
    let mut lines = Vec::new();
    let mut gap = false;
    let mut start = first - first % row_bytes;
    while start < end && lines.len() < rows as usize {
        let row = row(app, &blocks, start, scale, cells);
        match row {
            Some(row) => {
                lines.push(row);
                gap = false;
                start += row_bytes;
            }
            None => {
                if !gap {
                    lines.push(Line::of(
                        app.theme().style(Meaning::Quiet),
                        &format!("{:>LABEL$}", "...  "),
                    ));
                }
                gap = true;
                // On to the row of the next block.
                let next = blocks
                    .iter()
                    .map(|b| b.addr)
                    .filter(|&addr| addr >= start + row_bytes)
                    .min();
                start = next.map_or(end, |addr| addr - addr % row_bytes);
            }
        }
    }
    lines.push(legend(app, scale));
    lines.push(sums(app, &blocks));
    lines
}

/// Bytes of one cell: the smallest power of two with which all blocks fit, holes of whole rows left out.
fn scale(blocks: &[&Block], first: u64, end: u64, cells: u64, rows: u64) -> u64 {
    let mut scale = 1;
    while scale < end - first {
        let row_bytes = scale * cells;
        let mut used: Vec<u64> = Vec::new();
        for block in blocks {
            let (from, to) = (
                block.addr / row_bytes,
                (block.addr + block.size.max(1) - 1) / row_bytes,
            );
            used.extend(from..=to.min(from + rows));
        }
        used.sort_unstable();
        used.dedup();
        let gaps = used.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
        if (used.len() + gaps) as u64 <= rows {
            break;
        }
        scale *= 2;
    }
    scale
}

/// `None` for a row in which nothing ever was.
fn row(app: &App, blocks: &[&Block], start: u64, scale: u64, cells: u64) -> Option<Line> {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    let end = start + scale * cells;
    let here: Vec<&&Block> = blocks
        .iter()
        .filter(|b| b.addr < end && b.addr + b.size > start)
        .collect();
    if here.is_empty() {
        return None;
    }
    let quiet = theme.style(Meaning::Quiet);
    let mut line = Line::of(quiet, &format!("{start:>width$x}  ", width = LABEL - 2));
    for cell in 0..cells {
        let from = start + cell * scale;
        let covers = |b: &&&&Block| b.addr < from + scale && b.addr + b.size > from;
        let live = here
            .iter()
            .filter(covers)
            .rfind(|b| b.state != BlockState::Freed);
        let any = here.iter().rfind(|b| covers(b));
        match (live, any) {
            (Some(block), _) => line.push(theme.block(block.id.0), glyphs.shades[4]),
            (None, Some(_)) => line.push(theme.style(Meaning::Freed), glyphs.shades[1]),
            (None, None) => line.push(quiet, "."),
        }
    }
    Some(line)
}

fn legend(app: &App, scale: u64) -> Line {
    let theme = app.theme();
    let glyphs = theme.glyphs();
    Line::of(
        theme.style(Meaning::Live),
        &format!(" {}", glyphs.shades[4]),
    )
    .with(Style::new(), " live  ")
    .with(theme.style(Meaning::Freed), glyphs.shades[1])
    .with(Style::new(), " freed  ")
    .with(
        theme.style(Meaning::Quiet),
        &format!(". never used   one cell is {} B", grouped(scale)),
    )
}

fn sums(app: &App, blocks: &[&Block]) -> Line {
    let live: Vec<&&Block> = blocks
        .iter()
        .filter(|b| b.state != BlockState::Freed && b.parent.is_none())
        .collect();
    let bytes: u64 = live.iter().map(|b| b.size).sum();
    let from = live.iter().map(|b| b.addr).min().unwrap_or(0);
    let to = live.iter().map(|b| b.addr + b.size).max().unwrap_or(0);
    let text = format!(
        " {} B live, spread over {} B of addresses",
        grouped(bytes),
        grouped(to - from)
    );
    Line::of(app.theme().style(Meaning::Quiet), &text)
}
