//! Spans: what many intervals in a row changed, told at once, so that a way through much of the run has few parts. They
//! are made while the run is recorded, where intervals write the same pages again and again.

use crate::vm::{Difference, Tick};

use super::interval::Interval;
use super::timeline::Timeline;

/// So many intervals, or spans of the level below, make a span.
const PARTS: usize = 8;
/// Spans of spans of intervals.
const LEVELS: usize = 2;

/// From one checkpoint to another one, between intervals.
struct Span {
    first: Tick,
    last: Tick,
    difference: Difference,
}

/// By level, in order of time.
#[derive(Default)]
pub(super) struct Spans {
    levels: [Vec<Span>; LEVELS],
    /// Where the next span begins.
    next: Tick,
}

impl Spans {
    pub fn cost(&self) -> u64 {
        let spans = self.levels.iter().flatten();
        spans.map(Span::cost).sum()
    }

    /// The differences of some intervals, those of spans instead where there are any.
    pub fn over<'a>(
        &'a self,
        intervals: &'a [Interval],
        between: std::ops::Range<usize>,
    ) -> Vec<&'a Difference> {
        let mut way = Vec::new();
        let mut at = between.start;
        while at < between.end {
            let interval = &intervals[at];
            match self.longest_from(intervals, at, between.end) {
                Some((span, end)) => {
                    way.push(&span.difference);
                    at = end;
                }
                None => {
                    way.push(&interval.difference);
                    at += 1;
                }
            }
        }
        way
    }

    /// The longest span that begins with an interval and ends before another one.
    fn longest_from(
        &self,
        intervals: &[Interval],
        from: usize,
        to: usize,
    ) -> Option<(&Span, usize)> {
        let first = intervals[from].start.tick();
        self.levels.iter().rev().find_map(|spans| {
            let at = spans.binary_search_by_key(&first, |span| span.first).ok()?;
            let end = starting_at(intervals, spans[at].last).filter(|end| *end <= to)?;
            Some((&spans[at], end))
        })
    }

    /// Lets go of the oldest.
    fn forget(&mut self) -> Option<u64> {
        let level = self.levels.iter_mut().find(|spans| !spans.is_empty())?;
        Some(level.remove(0).cost())
    }

    /// The newest spans that make one of the level above.
    fn row(&self, level: usize) -> Option<&[Span]> {
        let spans = &self.levels[level];
        let row = &spans[spans.len().checked_sub(PARTS)?..];
        let is_row = row.windows(2).all(|pair| pair[0].last == pair[1].first);
        let above = self.levels[level + 1].last();
        let is_new = above.is_none_or(|above| above.last <= row[0].first);
        (is_row && is_new).then_some(row)
    }
}

impl Span {
    fn cost(&self) -> u64 {
        self.difference.cost() + size_of::<Span>() as u64
    }

    fn of(first: Tick, last: Tick, parts: &[&Difference]) -> Span {
        let difference = Difference::union(parts);
        Span {
            first,
            last,
            difference,
        }
    }
}

/// The interval that starts at this very moment.
fn starting_at(intervals: &[Interval], tick: Tick) -> Option<usize> {
    let found = intervals.binary_search_by_key(&tick, |interval| interval.start.tick());
    found.ok()
}

impl Timeline {
    /// An interval has been closed. Only where most of its pages are those of the one before it a span is any shorter
    /// than its parts.
    pub(super) fn extend_spans(&mut self, writes_again: bool) {
        let now = self.intervals.len() - 1;
        let last = self.intervals[now].start.tick();
        let first = self.spans.next;
        let begin = starting_at(&self.intervals, first).filter(|_| writes_again);
        let Some(begin) = begin else {
            self.spans.next = last;
            return;
        };
        if now - begin < PARTS {
            return;
        }
        let parts = self.intervals[begin..now].iter();
        let parts: Vec<_> = parts.map(|interval| &interval.difference).collect();
        let span = Span::of(first, last, &parts);
        self.spans.next = last;
        self.cost += span.cost();
        self.spans.levels[0].push(span);
        for level in 1..LEVELS {
            let Some(row) = self.spans.row(level - 1) else {
                return;
            };
            let parts: Vec<_> = row.iter().map(|span| &span.difference).collect();
            let span = Span::of(row[0].first, last, &parts);
            self.cost += span.cost();
            self.spans.levels[level].push(span);
        }
    }

    /// No interval begins at this moment any more.
    pub(super) fn forget_spans_at(&mut self, border: Tick) {
        let before = self.spans.cost();
        for spans in &mut self.spans.levels {
            spans.retain(|span| span.first != border && span.last != border);
        }
        self.cost -= before - self.spans.cost();
    }

    /// Lets go of the oldest span.
    pub(super) fn forget_span(&mut self) -> bool {
        let cost = self.spans.forget();
        self.cost -= cost.unwrap_or(0);
        cost.is_some()
    }
}
