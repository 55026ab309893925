//! A stretch of the run between two checkpoints, and how two neighbours become one.

use crate::vm::{Difference, Scalars};

use super::pieces::Pieces;

/// The stretch from one checkpoint to the next.
pub(super) struct Interval {
    /// The checkpoint at its start: everything that is not in memory pages. Apart, for intervals in a row are moved.
    pub start: Box<Scalars>,
    /// What it changed in memory; nothing while it is open.
    pub difference: Difference,
    /// What ran in it; while it is open, up to some moment.
    pub pieces: Pieces,
    /// Checkpoints inside, for whoever looks around there. They can be left again at any time, so they go first when
    /// memory is short.
    pub inner: Vec<Inner>,
    /// What changed from the last of them to the end, if that is known.
    pub tail: Option<Difference>,
    /// Bytes that joining it with the next one would save, if that has been asked.
    pub saving: Option<u64>,
    /// The tables have let go of what they need not hold of it.
    pub is_thin: bool,
}

/// A checkpoint inside an interval.
pub(super) struct Inner {
    pub start: Scalars,
    /// What changed from the checkpoint before it, which is the interval's start or another inner one.
    pub difference: Difference,
}

impl Interval {
    pub fn new(start: Scalars) -> Interval {
        Interval {
            start: Box::new(start),
            difference: Difference::default(),
            pieces: Pieces::default(),
            inner: Vec::new(),
            tail: None,
            saving: None,
            is_thin: false,
        }
    }

    /// Bytes of the host that it holds.
    pub fn cost(&self) -> u64 {
        let own = (size_of::<Interval>() + size_of::<Scalars>()) as u64;
        self.difference.cost() + self.inner_cost() + self.pieces.cost() + own
    }

    /// Those that checkpoints inside hold.
    pub fn inner_cost(&self) -> u64 {
        let tail = self.tail.as_ref().map_or(0, Difference::cost);
        self.inner.iter().map(Inner::cost).sum::<u64>() + tail
    }

    /// Lets go of checkpoints inside.
    pub fn forget_inner(&mut self) {
        self.inner = Vec::new();
        self.tail = None;
        self.is_thin = false;
    }

    /// A checkpoint inside, from 1; 0 is the start.
    pub fn checkpoint(&self, inner: usize) -> &Scalars {
        match inner.checked_sub(1) {
            Some(before) => &self.inner[before].start,
            None => &self.start,
        }
    }

    /// What is to be applied to get from one checkpoint inside to another.
    pub fn inside(&self, from: usize, to: usize) -> Vec<&Difference> {
        let between = self.inner[from.min(to)..from.max(to)].iter();
        let mut way: Vec<_> = between.map(|inner| &inner.difference).collect();
        if to < from {
            way.reverse();
        }
        way
    }

    /// What is to be undone to get from the end to a checkpoint inside, whichever way is shorter. In reverse order it
    /// leads from there to the end.
    pub fn from_end(&self, inner: usize) -> Vec<&Difference> {
        let mut by_start = vec![&self.difference];
        by_start.extend(self.inside(0, inner));
        let Some(tail) = &self.tail else {
            return by_start;
        };
        let mut by_tail = vec![tail];
        by_tail.extend(self.inside(self.inner.len(), inner));
        let cost = |way: &[&Difference]| way.iter().map(|d| d.cost()).sum::<u64>();
        match cost(&by_tail) < cost(&by_start) {
            true => by_tail,
            false => by_start,
        }
    }

    /// Takes the next interval in.
    pub fn absorb(&mut self, next: Interval) {
        self.difference.join(next.difference);
        self.tail = None;
        self.saving = None;
        self.is_thin = false;
        self.pieces.append(next.pieces);
    }
}

impl Inner {
    fn cost(&self) -> u64 {
        self.difference.cost() + size_of::<Inner>() as u64
    }
}
