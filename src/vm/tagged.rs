//! Which leases had a tag. Tags come again, and what a dangling pointer led to is told by its tag alone, so all leases
//! of a recording are asked for: they are put in order when somebody asks first, and whenever old ones have gone or come
//! back.

use super::block::{Lease, LeaseId};
use super::ledger::Ledger;

const TAGS: usize = 1 << 16;
/// No lease.
const NONE: u32 = u32::MAX;

/// Chains of leases, one a tag: millions of them are put in order in a few milliseconds, for nothing is moved.
#[derive(Default)]
pub(super) struct Tagged {
    /// By tag, the place of the youngest lease.
    youngest: Vec<u32>,
    /// All leases, each with the place of the next older one that had its tag.
    leases: Vec<(LeaseId, u32)>,
    /// The leases below this number are in order ...
    upto: usize,
    /// ... as they were at this version of their ledger.
    version: (u64, usize),
}

impl Tagged {
    /// Whether nothing has to be put in order before it answers.
    pub fn is_ready(&self, ledger: &Ledger<Lease>) -> bool {
        self.version == ledger.version() && self.upto == ledger.end()
    }

    /// The leases that had a tag, from the youngest to the oldest, those of the recorded future included.
    pub fn find(&mut self, tag: u16, ledger: &Ledger<Lease>) -> impl Iterator<Item = LeaseId> + '_ {
        self.youngest.resize(TAGS, NONE);
        if self.version != ledger.version() {
            self.youngest.fill(NONE);
            self.leases.clear();
            (self.upto, self.version) = (0, ledger.version());
        }
        for (number, lease) in ledger.iter_from(self.upto) {
            let place = self.leases.len() as u32;
            let youngest = &mut self.youngest[usize::from(lease.tag)];
            let older = std::mem::replace(youngest, place);
            self.leases.push((LeaseId(number as u32), older));
        }
        self.upto = ledger.end();
        let at = |place: u32| self.leases.get(place as usize).copied();
        let first = at(self.youngest[usize::from(tag)]);
        std::iter::successors(first, move |(_, older)| at(*older)).map(|(id, _)| id)
    }
}
