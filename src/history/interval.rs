//! A stretch of the run between two checkpoints, and how two neighbours become one.

use crate::vm::{Coverage, PageImage, Scalars};

/// The stretch from one checkpoint to the next.
pub(super) struct Interval {
    /// The checkpoint at its start: everything that is not in memory pages.
    pub start: Scalars,
    /// One image of each page that was written, sorted by page. While the present lies behind the interval they
    /// hold its start, while the present lies before it its end.
    pub images: Vec<PageImage>,
    /// Statements that ran in it, and maybe more; `None` while it is open.
    pub coverage: Option<Coverage>,
}

/// On which side of an interval the present lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// The interval is over.
    Past,
    /// It is still to come.
    Future,
}

impl Interval {
    pub fn new(start: Scalars, mut images: Vec<PageImage>) -> Interval {
        images.sort_unstable_by_key(|image| image.page);
        Interval {
            start,
            images,
            coverage: None,
        }
    }

    /// Bytes of the host that it holds. An image that is empty now fills up when time goes the other way.
    pub fn cost(&self) -> u64 {
        let coverage = self.coverage.as_ref().map_or(0, Coverage::cost);
        self.images.len() as u64 * PageImage::COST + coverage + size_of::<Interval>() as u64
    }

    /// Takes the next interval in. Of a page that both wrote, the image farther from the present stays: the older
    /// one in the past, the newer one in the future.
    pub fn absorb(&mut self, mut next: Interval, side: Side) {
        let mut merged = Vec::with_capacity(self.images.len().max(next.images.len()));
        let mut first = std::mem::take(&mut self.images).into_iter().peekable();
        let mut second = std::mem::take(&mut next.images).into_iter().peekable();
        loop {
            let image = match (first.peek(), second.peek()) {
                (None, None) => break,
                (Some(_), None) => first.next(),
                (None, Some(_)) => second.next(),
                (Some(a), Some(b)) if a.page < b.page => first.next(),
                (Some(a), Some(b)) if a.page > b.page => second.next(),
                (Some(_), Some(_)) => {
                    let (older, newer) = (first.next(), second.next());
                    let (stays, goes) = match side {
                        Side::Past => (older, newer),
                        Side::Future => (newer, older),
                    };
                    stays.zip(goes).map(|(mut stays, goes)| {
                        stays.written_too(&goes);
                        stays
                    })
                }
            };
            merged.extend(image);
        }
        merged.shrink_to_fit();
        self.images = merged;
        match (&mut self.coverage, &next.coverage) {
            (Some(own), Some(more)) => own.join(more),
            _ => self.coverage = None,
        }
    }
}
