//! How much memory was in use over the whole recorded run: its highest marks, and how many blocks lived when.
//! Both are gathered from the log as it grows, so that a picture costs the same however long the run is.

use std::collections::BTreeMap;

use super::present::Present;
use super::view::Tide;
use crate::vm::{BlockId, EventKind};

/// When the use of memory was highest: each new height with its step, gathered from the log as it grows.
#[derive(Default)]
pub struct Peaks {
    heights: Vec<(u64, u64)>,
    live: u64,
    sizes: BTreeMap<BlockId, u64>,
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

impl Peaks {
    /// Reads what the log has got since the last time.
    pub fn read(&mut self, present: &Present<'_>) {
        let journal = present.machine.journal();
        let blocks = present.machine.memory().blocks();
        let events = journal.events();
        for number in self.read..events.end() {
            let Some(event) = events.get(number) else {
                continue;
            };
            match event.kind {
                EventKind::Born(id) | EventKind::Resized(id) => {
                    let leases = blocks.leases_of(id);
                    let born = leases.take_while(|(_, l)| l.born.tick <= event.at.tick);
                    let size = born.last().map_or(0, |(_, lease)| lease.len);
                    self.live -= self.sizes.insert(id, size).unwrap_or(0);
                    self.live += size;
                    self.tide.blocks += u64::from(matches!(event.kind, EventKind::Born(_)));
                }
                EventKind::Freed(id) => self.live -= self.sizes.remove(&id).unwrap_or(0),
                _ => continue,
            }
            let alive = u32::try_from(self.sizes.len()).unwrap_or(u32::MAX);
            note_tide(&mut self.tide, event.at.step.0, alive);
            if self
                .heights
                .last()
                .is_none_or(|(height, _)| self.live > *height)
            {
                self.heights.push((self.live, event.at.step.0.max(1)));
            }
        }
        self.read = events.end();
    }

    pub fn tide(&self) -> &Tide {
        &self.tide
    }

    pub fn step_of(&self, bytes: u64) -> u64 {
        if bytes == 0 {
            return 0;
        }
        let index = self.heights.partition_point(|(height, _)| *height < bytes);
        self.heights.get(index).map_or(0, |(_, step)| *step)
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
