//! Which leases had a tag. Tags come again, and what a dangling pointer led to is told by its tag alone, so all leases
//! of a recording are asked for: they are put in order when somebody asks first, and whenever old ones have gone or come
//! back.

use std::collections::HashMap;

use super::block::{Lease, LeaseId};
use super::ledger::Ledger;
use super::quick_hash::Quick;

#[derive(Default)]
pub(super) struct Tagged {
    /// By tag, from the oldest to the youngest.
    leases: HashMap<u16, Vec<LeaseId>, Quick>,
    /// The leases below this number are in order ...
    upto: usize,
    /// ... as they were at this version of their ledger.
    version: u64,
}

impl Tagged {
    /// The leases that had a tag, from the youngest to the oldest, those of the recorded future included.
    pub fn find(&mut self, tag: u16, ledger: &Ledger<Lease>) -> impl Iterator<Item = LeaseId> + '_ {
        if self.version != ledger.version() {
            *self = Tagged {
                version: ledger.version(),
                ..Tagged::default()
            };
        }
        for (number, lease) in ledger.iter_from(self.upto) {
            let same = self.leases.entry(lease.tag).or_default();
            same.push(LeaseId(number as u32));
        }
        self.upto = ledger.end();
        let found = self.leases.get(&tag).map_or(&[][..], |found| found);
        found.iter().rev().copied()
    }
}
