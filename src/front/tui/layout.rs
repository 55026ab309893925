//! Which pane stands where, from the size of the terminal alone. No size is too small: below 80x24 one pane
//! is shown at a time, and what has no room is left out, least important first.

use ratatui::layout::{Position, Rect};

use super::action::PaneId;

/// How much of the screen there is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tier {
    /// One pane at a time.
    Pocket,
    /// Two columns; from 80x24.
    Small,
    /// Two roomy columns with a sentence of their own; from 120x40.
    Medium,
    /// Three columns; from 160 columns.
    Large,
}

/// Shares that people may change, in thousandths; `None` is what suits the size.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ratios {
    /// Width of the left column.
    pub left: Option<u16>,
    /// Height of the upper row of panes.
    pub upper: Option<u16>,
    /// Height of the stack above the defers.
    pub stack: Option<u16>,
}

/// What the layout depends on beside the size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arrangement {
    pub focus: PaneId,
    /// The focused pane has the screen for itself.
    pub zoom: bool,
    pub ratios: Ratios,
    /// Where there is no room for both, the output stands in the place of the log.
    pub output: bool,
    /// A story or a list of answers is open.
    pub story: bool,
    /// Lines that the story has on the whole width of the screen.
    pub story_rows: u16,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    pub size: Rect,
    pub tier: Tier,
    pub top: Rect,
    /// In the order in which Tab visits them.
    pub panes: Vec<(PaneId, Rect)>,
    /// Panes have a frame all around; else only a title.
    pub boxed: bool,
    pub strip: Rect,
    pub strip_boxed: bool,
    pub sentence: Rect,
    pub keys: Rect,
}

impl Layout {
    pub fn new(width: u16, height: u16, wish: &Arrangement) -> Layout {
        let size = Rect::new(0, 0, width, height);
        let tier = tier(width, height);
        let boxed_strip = tier >= Tier::Small && height >= 32;
        let strip_rows = match (tier, height) {
            (Tier::Pocket, 0..5) => 0,
            (Tier::Pocket, _) => 1,
            (_, 0..32) => 3,
            (_, 32..48) => 6,
            _ => 7,
        };
        let mut cut = Cutter(size);
        let top = cut.top(u16::from(height >= 3));
        let keys = cut.bottom(u16::from(height >= 7));
        let sentence = cut.bottom(u16::from(tier >= Tier::Small && height >= 28));
        let strip = cut.bottom(strip_rows);
        let panes = match tier {
            _ if wish.zoom && tier != Tier::Pocket => vec![(wish.focus, cut.0)],
            Tier::Pocket => vec![(wish.focus, cut.0)],
            Tier::Small | Tier::Medium => two_columns(cut.0, wish),
            Tier::Large if cut.0.height >= 36 => three_columns_tall(cut.0, wish),
            Tier::Large => three_columns(cut.0, wish),
        };
        Layout {
            size,
            tier,
            top,
            panes,
            boxed: tier != Tier::Pocket,
            strip,
            strip_boxed: boxed_strip,
            sentence,
            keys,
        }
    }

    pub fn area(&self, pane: PaneId) -> Option<Rect> {
        let found = self.panes.iter().find(|&&(id, _)| id == pane);
        found.map(|&(_, area)| area)
    }

    /// The part of a pane inside its frame.
    pub fn inner(&self, pane: PaneId) -> Option<Rect> {
        let area = self.area(pane)?;
        Some(inside(area, self.boxed))
    }

    /// Rows for the pane's text; what a pane that is not shown would have is 0.
    pub fn rows(&self, pane: PaneId) -> usize {
        self.inner(pane).map_or(0, |area| area.height as usize)
    }

    pub fn pane_at(&self, position: Position) -> Option<PaneId> {
        // Later panes lie on top.
        let found = self
            .panes
            .iter()
            .rev()
            .find(|(_, area)| area.contains(position));
        found.map(|&(id, _)| id)
    }

    /// The strip without its frame.
    pub fn strip_inner(&self) -> Rect {
        if self.strip_boxed {
            inside(self.strip, true)
        } else {
            self.strip
        }
    }
}

pub fn inside(area: Rect, boxed: bool) -> Rect {
    if boxed {
        Rect::new(
            area.x + 1.min(area.width),
            area.y + 1.min(area.height),
            area.width.saturating_sub(2),
            area.height.saturating_sub(2),
        )
    } else {
        let title = 1.min(area.height);
        Rect::new(area.x, area.y + title, area.width, area.height - title)
    }
}

fn tier(width: u16, height: u16) -> Tier {
    match (width, height) {
        (0..80, _) | (_, 0..24) => Tier::Pocket,
        (160.., _) => Tier::Large,
        (120.., 40..) => Tier::Medium,
        _ => Tier::Small,
    }
}

/// Takes strips off the edges of what is left.
struct Cutter(Rect);

impl Cutter {
    fn top(&mut self, rows: u16) -> Rect {
        let rows = rows.min(self.0.height);
        let taken = Rect {
            height: rows,
            ..self.0
        };
        self.0.y += rows;
        self.0.height -= rows;
        taken
    }

    fn bottom(&mut self, rows: u16) -> Rect {
        let rows = rows.min(self.0.height);
        self.0.height -= rows;
        Rect {
            y: self.0.bottom(),
            height: rows,
            ..self.0
        }
    }

    fn left(&mut self, columns: u16) -> Rect {
        let columns = columns.min(self.0.width);
        let taken = Rect {
            width: columns,
            ..self.0
        };
        self.0.x += columns;
        self.0.width -= columns;
        taken
    }
}

fn share(whole: u16, thousandths: u16) -> u16 {
    ((u32::from(whole) * u32::from(thousandths) + 500) / 1000) as u16
}

/// A pane keeps at least its frame and two rows, or ten columns.
fn bounded(value: u16, whole: u16, least: u16) -> u16 {
    value.min(whole.saturating_sub(least)).max(least.min(whole))
}

fn two_columns(area: Rect, wish: &Arrangement) -> Vec<(PaneId, Rect)> {
    let usual_left = 45 + (area.width - 80) * 19 / 40;
    let left = wish
        .ratios
        .left
        .map_or(usual_left, |part| share(area.width, part));
    let left = bounded(left, area.width, 20);
    let upper = share(area.height, wish.ratios.upper.unwrap_or(635));
    // A story that opens below takes up to half of the height, so that it can be read in one look.
    let most = if wish.story && area.width - left < STORY_COLUMNS {
        area.height - (wish.story_rows + 2).min(area.height.div_ceil(2))
    } else {
        area.height
    };
    let upper = bounded(upper.min(most), area.height, 4);
    let mut rest = Cutter(area);
    let mut above = Cutter(rest.top(upper));
    let mut below = Cutter(rest.0);
    let source = above.left(left);
    let (stack, defers) = stack_and_defers(above.0, wish);
    let heap = below.left(left);
    let mut panes = vec![
        (PaneId::Source, source),
        (PaneId::Stack, stack),
        (PaneId::Heap, heap),
        (PaneId::Defers, defers),
        (
            if wish.output {
                PaneId::Output
            } else {
                PaneId::Log
            },
            below.0,
        ),
    ];
    if wish.story {
        panes.push((PaneId::Story, drawer(area, below.0, wish)));
    }
    panes
}

fn stack_and_defers(area: Rect, wish: &Arrangement) -> (Rect, Rect) {
    let usual = area.height / 2 - u16::from(area.height >= 16);
    let stack = wish
        .ratios
        .stack
        .map_or(usual, |part| share(area.height, part));
    let mut cut = Cutter(area);
    let stack = cut.top(bounded(stack, area.height, 3));
    (stack, cut.0)
}

/// Sentences need so much.
const STORY_COLUMNS: u16 = 54;

/// Where a story opens when it has no place of its own: over the log, and over the heap too when the log
/// is too narrow for sentences.
fn drawer(area: Rect, log: Rect, wish: &Arrangement) -> Rect {
    if log.width >= STORY_COLUMNS {
        return log;
    }
    let rows = (wish.story_rows + 2).clamp(4, log.height.max(4));
    Rect::new(
        area.x,
        area.bottom().saturating_sub(rows),
        area.width,
        rows.min(area.height),
    )
}

/// Wide, but not high enough for everything: the heap gets its own column.
fn three_columns(area: Rect, wish: &Arrangement) -> Vec<(PaneId, Rect)> {
    let (source, middle, right) = columns(area, wish);
    let (stack, defers) = stack_and_defers(middle, wish);
    let mut cut = Cutter(right);
    let upper = share(right.height, wish.ratios.upper.unwrap_or(600));
    let heap = cut.top(bounded(upper, right.height, 4));
    let mut panes = vec![
        (PaneId::Source, source),
        (PaneId::Stack, stack),
        (PaneId::Heap, heap),
        (PaneId::Defers, defers),
        (
            if wish.output {
                PaneId::Output
            } else {
                PaneId::Log
            },
            cut.0,
        ),
    ];
    if wish.story {
        panes.push((PaneId::Story, cut.0));
    }
    panes
}

fn columns(area: Rect, wish: &Arrangement) -> (Rect, Rect, Rect) {
    let left = share(area.width, wish.ratios.left.unwrap_or(380));
    let mut cut = Cutter(area);
    let source = cut.left(bounded(left, area.width, 40));
    let middle = cut.left(cut.0.width / 2);
    (source, middle, cut.0)
}

fn three_columns_tall(area: Rect, wish: &Arrangement) -> Vec<(PaneId, Rect)> {
    let mut rest = Cutter(area);
    let lower = rest.bottom(share(area.height, 1000 - wish.ratios.upper.unwrap_or(760)).max(6));
    let (source, mut middle, mut right) = {
        let (source, middle, right) = columns(rest.0, wish);
        (source, Cutter(middle), Cutter(right))
    };
    let output = middle.bottom(rest.0.height / 5);
    let (stack, defers) = stack_and_defers(middle.0, wish);
    let questions = right.bottom(10.min(rest.0.height / 3));
    let mut bottom = Cutter(lower);
    let log = bottom.left(share(area.width, 560));
    vec![
        (PaneId::Source, source),
        (PaneId::Stack, stack),
        (PaneId::Heap, right.0),
        (PaneId::Defers, defers),
        (PaneId::Log, log),
        (PaneId::Output, output),
        (PaneId::Questions, questions),
        (PaneId::Story, bottom.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish() -> Arrangement {
        Arrangement {
            focus: PaneId::Source,
            zoom: false,
            ratios: Ratios::default(),
            output: false,
            story: false,
            story_rows: 0,
        }
    }

    #[test]
    fn the_classic_terminal_has_five_panes() {
        let layout = Layout::new(80, 24, &wish());
        assert_eq!(layout.panes.len(), 5);
        assert_eq!(layout.area(PaneId::Source), Some(Rect::new(0, 1, 45, 12)));
        assert_eq!(layout.area(PaneId::Stack), Some(Rect::new(45, 1, 35, 6)));
        assert_eq!(layout.area(PaneId::Log), Some(Rect::new(45, 13, 35, 7)));
        assert_eq!(layout.strip, Rect::new(0, 20, 80, 3));
        assert_eq!(layout.keys, Rect::new(0, 23, 80, 1));
    }

    #[test]
    fn no_size_breaks_it_and_panes_do_not_overlap() {
        for width in 0..220 {
            for height in 0..70 {
                for (zoom, story) in [(false, false), (true, false), (false, true)] {
                    check(
                        width,
                        height,
                        &Arrangement {
                            zoom,
                            story,
                            story_rows: 9,
                            ..wish()
                        },
                    );
                }
            }
        }
    }

    fn check(width: u16, height: u16, wish: &Arrangement) {
        let layout = Layout::new(width, height, wish);
        let mut cells = 0;
        for &(id, area) in &layout.panes {
            assert_eq!(
                area.intersection(layout.size),
                area,
                "{id:?} at {width}x{height}"
            );
            if !wish.story {
                cells += area.area();
            }
        }
        let bars = [layout.top, layout.strip, layout.sentence, layout.keys];
        cells += bars.iter().map(|bar| bar.area()).sum::<u32>();
        assert!(cells <= layout.size.area(), "{width}x{height}");
        if width > 0 && height > 0 {
            assert!(
                layout.panes.iter().any(|(_, area)| !area.is_empty()),
                "{width}x{height}"
            );
        }
    }

    #[test]
    fn the_small_terminal_shows_one_pane() {
        let layout = Layout::new(40, 12, &wish());
        assert_eq!(layout.panes.len(), 1);
        assert_eq!(layout.rows(PaneId::Source), 8);
        assert_eq!(layout.strip.height, 1);
    }
}
