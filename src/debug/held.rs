//! What freed blocks held when they died: the run is looked at again, once for each block.

use std::collections::HashMap;

use super::session::Session;
use super::walk::Walk;
use crate::vm::BlockId;

/// Last contents of blocks that have died somewhere in the recording; `None` where there was nothing in them.
#[derive(Default)]
pub(super) struct Held {
    known: HashMap<(BlockId, u64), Option<String>>,
}

/// Blocks whose contents are remembered.
const REMEMBERED: usize = 100_000;

impl Session {
    /// Finds out what those of these blocks that are dead now held; the machine stays where it is.
    pub(super) fn learn_held(&mut self, blocks: impl Iterator<Item = BlockId>) {
        let present = self.present();
        let mut unknown: Vec<(u64, BlockId)> = blocks
            .filter_map(|id| Some((present.death(id)?.at.tick.0, id)))
            .filter(|&(tick, id)| !self.held.known.contains_key(&(id, tick)))
            .collect();
        if unknown.is_empty() {
            return;
        }
        if self.held.known.len() > REMEMBERED {
            self.held.known.clear();
        }
        // In the order of time, so that one way leads through all of them.
        unknown.sort_unstable();
        let home = self.past.here().tick;
        for (tick, id) in unknown {
            self.past.seek(tick);
            let value = self.present().block_value(id);
            self.held.known.insert((id, tick), value);
        }
        self.past.seek(home);
    }

    /// What a block held that is dead now, as far as [`Session::learn_held`] has found out.
    pub(super) fn held_before(&self, id: BlockId) -> Option<String> {
        let death = self.present().death(id)?.at.tick.0;
        self.held.known.get(&(id, death)).cloned().flatten()
    }
}
