//! Which leases had a tag. Tags come again, and what a dangling pointer led to is told by its tag alone, so all leases
//! of a recording are asked for: they are put in order when somebody asks first, and whenever old ones have gone or come
//! back.

use super::block::{Lease, LeaseId};
use super::ledger::Ledger;

/// Lists of leases, one a tag.
const TAGS: usize = 1 << 16;

#[derive(Default)]
pub(super) struct Tagged {
    /// By tag, from the oldest to the youngest. Their room is used again, for all of them are often asked for anew.
    leases: Vec<Vec<LeaseId>>,
    /// The leases below this number are in order ...
    upto: usize,
    /// ... as they were at this version of their ledger.
    version: u64,
}

impl Tagged {
    /// The leases that had a tag, from the youngest to the oldest, those of the recorded future included.
    pub fn find(&mut self, tag: u16, ledger: &Ledger<Lease>) -> impl Iterator<Item = LeaseId> + '_ {
        self.leases.resize_with(TAGS, Vec::new);
        if self.version != ledger.version() {
            self.leases.iter_mut().for_each(Vec::clear);
            (self.upto, self.version) = (0, ledger.version());
        }
        for (number, lease) in ledger.iter_from(self.upto) {
            self.leases[usize::from(lease.tag)].push(LeaseId(number as u32));
        }
        self.upto = ledger.end();
        self.leases[usize::from(tag)].iter().rev().copied()
    }
}
