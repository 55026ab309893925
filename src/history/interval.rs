//! A stretch of the run between two checkpoints, and how two neighbours become one.

use crate::vm::{Coverage, Difference, Scalars};

/// The stretch from one checkpoint to the next.
pub(super) struct Interval {
    /// The checkpoint at its start: everything that is not in memory pages.
    pub start: Scalars,
    /// What it changed in memory; nothing while it is open.
    pub difference: Difference,
    /// Statements that ran in it, and maybe more; `None` while it is open.
    pub coverage: Option<Coverage>,
    /// Checkpoints inside, for whoever looks around there. They can be left again at any time, so they go first when
    /// memory is short.
    pub inner: Vec<Inner>,
    /// Bytes that joining it with the next one would save, if that has been asked.
    pub saving: Option<u64>,
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
            start,
            difference: Difference::default(),
            coverage: None,
            inner: Vec::new(),
            saving: None,
        }
    }

    /// Bytes of the host that it holds.
    pub fn cost(&self) -> u64 {
        let coverage = self.coverage.as_ref().map_or(0, Coverage::cost);
        self.difference.cost() + self.inner_cost() + coverage + size_of::<Interval>() as u64
    }

    /// Those that checkpoints inside hold.
    pub fn inner_cost(&self) -> u64 {
        self.inner.iter().map(Inner::cost).sum()
    }

    /// Takes the next interval in.
    pub fn absorb(&mut self, next: Interval) {
        self.difference.join(next.difference);
        self.saving = None;
        match (&mut self.coverage, &next.coverage) {
            (Some(own), Some(more)) => own.join(more),
            _ => self.coverage = None,
        }
    }
}

impl Inner {
    fn cost(&self) -> u64 {
        self.difference.cost() + size_of::<Inner>() as u64
    }
}
