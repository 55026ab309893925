//! Shortcuts: what lies between two checkpoints that are far apart, told at once for whoever goes to and fro. A search
//! looks somewhere, comes back and goes there for good: only the first of these ways is long.

use crate::vm::{Difference, Tick};

use super::interval::Interval;
use super::spans::Spans;
use super::timeline::Timeline;

/// A checkpoint: its interval, and its number inside that, from 1; 0 is the start.
pub(super) type Place = (usize, usize);

/// From one checkpoint to another one.
pub(super) struct Shortcut {
    first: Tick,
    last: Tick,
    difference: Difference,
}

/// Fewer differences than these are applied one by one.
const MANY: usize = 12;
/// The last few are kept.
const KEPT: usize = 4;

impl Shortcut {
    pub fn cost(&self) -> u64 {
        self.difference.cost() + size_of::<Shortcut>() as u64
    }
}

impl Timeline {
    /// Takes the memory from the last checkpoint before the present, where it is, to another one.
    pub(super) fn move_memory(&mut self, to: Place) {
        let from = (self.base, self.inner);
        let budget = self.budget();
        let way = shortest_way(&self.intervals, &self.spans, &self.shortcuts, from, to);
        let memory = self.machine.memory_mut();
        let most = way.iter().map(|part| part.cost()).sum::<u64>();
        let most = most.min(memory.touched_bytes());
        if way.len() < MANY || self.cost + most > budget {
            return memory.apply(&way);
        }
        let difference = memory.apply_as_one(&way);
        let (from, to) = (tick_of(&self.intervals, from), tick_of(&self.intervals, to));
        let shortcut = Shortcut {
            first: from.min(to),
            last: from.max(to),
            difference,
        };
        if self.shortcuts.len() == KEPT {
            self.forget_shortcut();
        }
        self.cost += shortcut.cost();
        self.shortcuts.push(shortcut);
    }

    pub(super) fn shortcuts_cost(&self) -> u64 {
        self.shortcuts.iter().map(Shortcut::cost).sum()
    }

    /// Lets go of the oldest one.
    pub(super) fn forget_shortcut(&mut self) -> bool {
        if self.shortcuts.is_empty() {
            return false;
        }
        let oldest = self.shortcuts.remove(0);
        self.cost -= oldest.cost();
        true
    }
}

/// What is to be applied to get from one checkpoint to another, by a shortcut if there is one on the way.
fn shortest_way<'a>(
    intervals: &'a [Interval],
    spans: &'a Spans,
    shortcuts: &'a [Shortcut],
    from: Place,
    to: Place,
) -> Vec<&'a Difference> {
    let cost = |way: &[&Difference]| way.iter().map(|part| part.cost()).sum::<u64>();
    let mut best = way(intervals, spans, from, to);
    let mut least = cost(&best);
    for shortcut in shortcuts {
        let ends = (
            exactly(intervals, shortcut.first),
            exactly(intervals, shortcut.last),
        );
        let (Some(first), Some(last)) = ends else {
            continue;
        };
        let (near, far) = match from < to {
            true => (first, last),
            false => (last, first),
        };
        let mut over = way(intervals, spans, from, near);
        over.push(&shortcut.difference);
        over.extend(way(intervals, spans, far, to));
        let all = cost(&over);
        if all < least {
            (best, least) = (over, all);
        }
    }
    best
}

fn tick_of(intervals: &[Interval], (interval, inner): Place) -> Tick {
    intervals[interval].checkpoint(inner).tick()
}

/// The checkpoint at this very moment, if there is one.
fn exactly(intervals: &[Interval], tick: Tick) -> Option<Place> {
    let at = last_checkpoint(intervals, tick);
    (tick_of(intervals, at) == tick).then_some(at)
}

/// The last checkpoint at or before a moment.
pub(super) fn last_checkpoint(intervals: &[Interval], tick: Tick) -> Place {
    let interval = intervals.partition_point(|i| i.start.tick() <= tick) - 1;
    let inner = &intervals[interval].inner;
    (interval, inner.partition_point(|i| i.start.tick() <= tick))
}

/// What is to be applied to get from one checkpoint to another, each given by its interval and its number inside.
fn way<'a>(
    intervals: &'a [Interval],
    spans: &'a Spans,
    from: Place,
    to: Place,
) -> Vec<&'a Difference> {
    let wholes = |between| spans.over(intervals, between).into_iter();
    let (here, there) = (&intervals[from.0], &intervals[to.0]);
    match from.0.cmp(&to.0) {
        std::cmp::Ordering::Equal => here.inside(from.1, to.1),
        std::cmp::Ordering::Greater => {
            let mut way = here.inside(from.1, 0);
            way.extend(wholes(to.0 + 1..from.0).rev());
            way.extend(there.from_end(to.1));
            way
        }
        std::cmp::Ordering::Less => {
            let mut way = here.from_end(from.1);
            way.reverse();
            way.extend(wholes(from.0 + 1..to.0));
            way.extend(there.inside(0, to.1));
            way
        }
    }
}
