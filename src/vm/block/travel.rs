//! The block table in time: where it stands, how it gets to where it stood, and what it lets go of.

use std::collections::HashSet;
use std::ops::Range;

use super::super::quick_hash::Quick;
use super::super::{BlockId, Tick};
use super::lease::Resize;
use super::{Blocks, BlocksMark, Death, FEW, Lease, LeaseId, Totals};

impl Blocks {
    /// Takes a lease out of the index; the one around it takes its place where both start.
    fn leave(&mut self, id: LeaseId) {
        let Some(lease) = self.lease(id) else { return };
        let start = lease.start;
        let around = lease
            .parent()
            .filter(|p| self.lease(*p).is_some_and(|p| p.start == start));
        self.live.hand_over(start, id, around);
    }

    pub fn mark(&self) -> BlocksMark {
        BlocksMark {
            leases: self.leases.len(),
            deaths: self.deaths.len(),
            resizes: self.resizes.len(),
            totals: self.totals,
        }
    }

    /// Moves the present to where the table was at `mark`, back or forth. The memory moves by its differences.
    pub fn restore(&mut self, mark: &BlocksMark) {
        let now = self.mark();
        let is_past =
            mark.leases <= now.leases && mark.deaths <= now.deaths && mark.resizes <= now.resizes;
        if is_past {
            self.undo(mark, &now);
        } else {
            self.redo(mark, &now);
        }
        self.leases.set_len(mark.leases);
        self.deaths.set_len(mark.deaths);
        self.resizes.set_len(mark.resizes);
        self.totals = mark.totals;
    }

    fn undo(&mut self, mark: &BlocksMark, now: &BlocksMark) {
        for resize in self
            .resizes_between(mark.resizes, now.resizes)
            .into_iter()
            .rev()
        {
            if let Some(lease) = self.leases.get_mut(resize.lease as usize) {
                lease.len = resize.from;
                lease.asked.count = resize.counts[0];
            }
        }
        // Younger leases are inside older ones, so they leave first.
        let deaths: Vec<LeaseId> = self.deaths_between(mark.deaths, now.deaths);
        for id in self
            .leases_between(mark.leases, now.leases)
            .into_iter()
            .rev()
        {
            // Of one that is dead already there is nothing to take out.
            self.leave(id);
        }
        // Inner leases died before the ones around them, so they come back after them.
        for id in deaths.into_iter().rev() {
            if (id.0 as usize) < mark.leases {
                self.enter(id);
            }
        }
    }

    fn redo(&mut self, mark: &BlocksMark, now: &BlocksMark) {
        let deaths = self.deaths_between(now.deaths, mark.deaths);
        // Of those that begin on the way: which end there as well.
        let mut dead = vec![false; mark.leases.saturating_sub(now.leases)];
        for id in deaths {
            match (id.0 as usize).checked_sub(now.leases) {
                Some(new) => dead[new] = true,
                None => self.leave(id),
            }
        }
        for id in self.leases_between(now.leases, mark.leases) {
            if !dead[id.0 as usize - now.leases] {
                self.enter(id);
            }
        }
        for resize in self.resizes_between(now.resizes, mark.resizes) {
            if let Some(lease) = self.leases.get_mut(resize.lease as usize) {
                lease.len = resize.to;
                lease.asked.count = resize.counts[1];
            }
        }
    }

    fn enter(&mut self, id: LeaseId) {
        if let Some(lease) = self.lease(id) {
            let start = lease.start;
            self.live.insert(start, id);
        }
    }

    fn leases_between(&self, from: usize, to: usize) -> Vec<LeaseId> {
        self.leases
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(number, _)| LeaseId(number as u32))
            .collect()
    }

    fn deaths_between(&self, from: usize, to: usize) -> Vec<LeaseId> {
        self.deaths
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(_, death)| death.lease)
            .collect()
    }

    fn resizes_between(&self, from: usize, to: usize) -> Vec<Resize> {
        self.resizes
            .iter_from(from)
            .take_while(|(number, _)| *number < to)
            .map(|(_, resize)| *resize)
            .collect()
    }

    /// Whether the table holds so much that the dead should go.
    pub fn is_crowded(&self) -> bool {
        self.leases.kept() > self.crowd
    }

    /// Whether leases are being made again: the table is whole only at the next checkpoint.
    pub fn is_unsettled(&self) -> bool {
        self.unsettled > 0
    }

    /// Lets go of leases that were born after `from` and dead before `to`, which is the moment `end`: going to
    /// either of the two does not need them, and a replay writes them again. Of a block that has several, all go or none.
    /// So many of the youngest stay.
    pub(in crate::vm) fn thin(
        &mut self,
        from: &BlocksMark,
        to: &BlocksMark,
        end: Tick,
        youngest: usize,
    ) {
        let leases = from.leases..to.leases.saturating_sub(youngest).max(from.leases);
        if leases.is_empty() {
            return;
        }
        let kept = self.blocks_across(leases.clone(), end);
        let is_wanted = |lease: &Lease| {
            lease.died >= end.0 || lease.block().is_some_and(|block| kept.contains(&block))
        };
        self.leases.thin(leases, is_wanted);
        let leases = &self.leases;
        let is_kept = |lease: LeaseId| leases.get(lease.0 as usize).is_some();
        self.deaths
            .thin(from.deaths..to.deaths, |death| is_kept(death.lease));
        self.resizes
            .thin(from.resizes..to.resizes, |resize| is_kept(resize.lease()));
    }

    /// Blocks of which some leases are among these and dead before `end`, and others are not.
    fn blocks_across(&self, leases: Range<usize>, end: Tick) -> HashSet<BlockId, Quick> {
        let during = self.leases.iter_from(leases.start);
        let during = during.take_while(|(number, _)| *number < leases.end);
        let is_across = |block: BlockId| {
            let mut all = self.leases_of(block);
            let is_older = self
                .first_lease(block)
                .is_none_or(|l| (l.0 as usize) < leases.start);
            is_older || all.any(|(_, lease)| lease.died >= end.0)
        };
        // Most blocks have one lease.
        let blocks = during.filter_map(|(_, lease)| {
            let block = lease.block()?;
            (!lease.is_last() || lease.born_blocks != block.0).then_some(block)
        });
        blocks.filter(|block| is_across(*block)).collect()
    }

    /// Thinning is over for now: so many may come before it is due again that it takes little of the time.
    pub(in crate::vm) fn calm(&mut self) {
        let kept = self.leases.kept();
        self.crowd = FEW.max(kept + kept.max(2 * FEW) / 4);
    }

    /// Lets go of the dead but for the newest: there is no way back.
    pub(in crate::vm) fn forget_the_dead(&mut self, now: Tick) {
        let to = self.mark();
        let from = BlocksMark {
            leases: 0,
            deaths: 0,
            resizes: 0,
            totals: Totals::default(),
        };
        self.thin(&from, &to, now, FEW / 2);
        self.calm();
    }

    /// Bytes of the host that the table holds.
    pub fn footprint(&self) -> u64 {
        (self.leases.kept() * size_of::<Lease>()
            + self.deaths.kept() * size_of::<Death>()
            + self.resizes.kept() * size_of::<Resize>()
            + self.live.footprint()) as u64
    }
}
