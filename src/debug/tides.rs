//! How many blocks lived when, over the whole recorded run: gathered from the log as it grows, so that a picture costs
//! the same however long the run is.

use std::collections::BTreeSet;

use super::present::Present;
use super::view::Tide;
use crate::vm::{BlockId, EventKind};

/// What is gathered, and how far the log is read.
#[derive(Default)]
pub struct Tides {
    alive: BTreeSet<BlockId>,
    tide: Tide,
    read: usize,
}

/// Stretches of time in a [`Tide`]; when the run has more, each becomes twice as long.
const STRETCHES: usize = 512;

/// Notes that from `step` on so many blocks are alive.
fn note_tide(tide: &mut Tide, step: u64, live: u32) {
    tide.steps = tide.steps.max(1);
    while (step.max(1) - 1) / tide.steps >= STRETCHES as u64 {
        tide.steps *= 2;
        let pairs = tide.heights.chunks(2);
        tide.heights = pairs.map(|p| *p.iter().max().unwrap_or(&0)).collect();
    }
    let at = ((step.max(1) - 1) / tide.steps) as usize;
    // Up to here it was what it was at the last change.
    let before = tide.last;
    if tide.heights.len() <= at {
        tide.heights.resize(at + 1, before);
    }
    tide.heights[at] = tide.heights[at].max(live);
    tide.last = live;
}

impl Tides {
    /// Reads what the log has got since the last time.
    pub fn read(&mut self, present: &Present<'_>) {
        let journal = present.machine.journal();
        let events = journal.events();
        for number in self.read..events.end() {
            let Some(event) = events.get(number) else {
                continue;
            };
            match event.kind() {
                EventKind::Born(id) => {
                    self.alive.insert(id);
                    self.tide.blocks += 1;
                }
                EventKind::Freed(id) => {
                    self.alive.remove(&id);
                }
                _ => continue,
            }
            let alive = u32::try_from(self.alive.len()).unwrap_or(u32::MAX);
            note_tide(&mut self.tide, event.at.step.0, alive);
        }
        self.read = events.end();
    }

    pub fn tide(&self) -> &Tide {
        &self.tide
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tide_keeps_its_highest_when_it_becomes_coarse() {
        let mut tide = Tide::default();
        note_tide(&mut tide, 3, 7);
        note_tide(&mut tide, 4, 1);
        note_tide(&mut tide, 4 * STRETCHES as u64, 2);
        assert_eq!(tide.steps, 4);
        assert_eq!(tide.heights.len(), STRETCHES);
        assert_eq!(tide.heights[0], 7);
        assert_eq!(tide.heights[1], 1, "between two changes it stays");
        assert_eq!((tide.heights[STRETCHES - 1], tide.last), (2, 2));
    }
}
