//! When each line was visited, gathered from the recording while nobody asks for anything else. Of very long runs
//! only the beginning is gathered: counts are then at least what they say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::atlas::Atlas;
use super::view::LineFacts;
use super::walk::{Found, Here, Stops, Walk};

/// Visits that are remembered.
const MOST: usize = 1_000_000;

#[derive(Default)]
pub struct Chronicle {
    /// Ticks of the visits of each line, in order.
    visits: BTreeMap<u32, Vec<u64>>,
    count: usize,
    /// Up to this tick all is read.
    read: u64,
    is_complete: bool,
}

impl Chronicle {
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Reads on, so many visits; moves the present.
    pub fn read<W: Walk>(&mut self, walk: &mut W, atlas: &Atlas, count: usize) {
        if self.is_complete {
            return;
        }
        let pcs = atlas.lines().flat_map(|(line, _)| atlas.visits(line));
        let mut pcs: Vec<_> = pcs.copied().collect();
        pcs.sort();
        walk.seek(self.read);
        if self.read == 0 && pcs.contains(&walk.here().pc) {
            self.note(atlas, &walk.here());
        }
        let mut left = count;
        let mut visits = Vec::new();
        let found = walk.find_next(&Stops::Pcs(pcs), &mut |here, _| {
            visits.push(*here);
            left -= 1;
            left == 0
        });
        for here in &visits {
            self.note(atlas, here);
        }
        self.read = walk.here().tick;
        self.is_complete = found == Found::Nowhere || self.count >= MOST;
    }

    fn note(&mut self, atlas: &Atlas, here: &Here) {
        let line = atlas.location(here.pc).line;
        self.visits.entry(line).or_default().push(here.tick);
        self.count += 1;
    }

    /// What is known about all lines at a moment; the last visit of the line that is under way is not past yet.
    pub fn facts(&self, atlas: &Atlas, here: Here, under_way: Option<u32>) -> Arc<Vec<LineFacts>> {
        let facts = atlas.lines().map(|(line, _)| {
            let visits = self.visits.get(&line).map_or(&[][..], Vec::as_slice);
            let begun = visits.partition_point(|&t| t < here.tick) as u64;
            LineFacts {
                line,
                visits_past: begun.saturating_sub(u64::from(under_way == Some(line))),
                visits_total: visits.len() as u64,
            }
        });
        Arc::new(facts.collect())
    }
}
