//! Watched memory: the machine stops before the instruction that reads or writes it. Each watched granule has a flag in
//! its word, which makes every access through a pointer take the slow way; memory that is not watched costs nothing.

use crate::bytecode::address::addr_of;

use super::fault::{Access, AccessKind, Fault, FaultCode};
use super::memory::{Checked, Memory};
use super::page::PAGE_CELLS;
use super::word::{WATCH_READ, WATCH_WRITE};

/// Which accesses somebody wants to know of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Touch {
    Reads,
    Writes,
    Both,
}

/// Bytes that somebody wants to know of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Watch {
    pub addr: u64,
    pub len: u64,
    pub touch: Touch,
    /// Instructions that reach bytes of their own frame without a pointer count too.
    pub direct: bool,
}

/// All watches, and whether one has been met.
#[derive(Default)]
pub(super) struct Watches {
    list: Vec<Watch>,
    /// Accesses are let through while it is off.
    armed: bool,
    noticed: bool,
}

impl Watch {
    fn sees(&self, kind: AccessKind) -> bool {
        match kind {
            AccessKind::Read => self.touch != Touch::Writes,
            AccessKind::Write => self.touch != Touch::Reads,
            _ => false,
        }
    }

    fn flags(&self) -> u32 {
        match self.touch {
            Touch::Reads => WATCH_READ,
            Touch::Writes => WATCH_WRITE,
            Touch::Both => WATCH_READ | WATCH_WRITE,
        }
    }

    fn end(&self) -> u64 {
        self.addr.saturating_add(self.len)
    }

    pub fn bytes(&self) -> std::ops::Range<u64> {
        self.addr..self.end()
    }

    /// The pages that it lies in.
    pub fn pages(&self) -> std::ops::Range<u32> {
        let page = (PAGE_CELLS * 8) as u64;
        (self.addr / page) as u32..self.end().div_ceil(page).min(u64::from(u32::MAX)) as u32
    }
}

impl Memory {
    /// Watches these bytes, and no others any more.
    pub(super) fn watch(&mut self, list: &[Watch]) {
        for old in std::mem::take(&mut self.watches.list) {
            self.flag(&old, false);
        }
        self.watches.list = list.to_vec();
        for new in list {
            self.flag(new, true);
        }
        self.watches.armed = false;
        self.watches.noticed = false;
    }

    fn flag(&mut self, watch: &Watch, on: bool) {
        let pages = watch.pages();
        let last = (pages.end as usize).min(self.words.len() / PAGE_CELLS);
        for page in pages.start as usize..last {
            // A page that does not exist yet is flagged when it is touched.
            if self.pages.is_touched(page) {
                self.flag_page(watch, page, on);
            }
        }
    }

    fn flag_page(&mut self, watch: &Watch, page: usize, on: bool) {
        let first = ((watch.addr >> 3) as usize).max(page * PAGE_CELLS);
        let end = (watch.end().div_ceil(8) as usize).min((page + 1) * PAGE_CELLS);
        for word in &mut self.words[first..end] {
            match on {
                true => *word |= watch.flags(),
                false => *word &= !(WATCH_READ | WATCH_WRITE),
            }
        }
    }

    /// The granule words of a page were written anew: the flags of looking on go back in.
    pub(super) fn flag_again(&mut self, page: usize) {
        for watch in self.watches.list.clone() {
            if watch.pages().contains(&(page as u32)) {
                self.flag_page(&watch, page, true);
            }
        }
    }

    /// Whether accesses must be looked out for that ask no granule word.
    pub(super) fn is_watching_frames(&self) -> bool {
        self.watches.list.iter().any(|w| self.is_direct(w))
    }

    /// Whether an instruction may touch it that asks no granule word.
    pub fn is_direct(&self, watch: &Watch) -> bool {
        watch.direct && self.may_be_stack(watch.addr, watch.end())
    }

    pub(super) fn arm_watches(&mut self, armed: bool) {
        self.watches.armed = armed;
    }

    /// Refuses an access that somebody wants to know of: the instruction is given up, and nothing has happened.
    #[inline]
    pub(super) fn look_out(&mut self, ptr: u64, len: u64, kind: AccessKind) -> Checked<()> {
        if !self.watches.armed {
            return Ok(());
        }
        let start = addr_of(ptr);
        let end = start.saturating_add(len);
        let is_met = |w: &Watch| w.sees(kind) && w.addr < end && start < w.end();
        if !self.watches.list.iter().any(is_met) {
            return Ok(());
        }
        self.watches.noticed = true;
        // Nobody ever sees this fault: `take_notice` comes first.
        let access = Access { kind, ptr, len };
        Err(Box::new(Fault::new(FaultCode::OutOfBounds, access)))
    }

    pub(super) fn has_noticed(&self) -> bool {
        self.watches.noticed
    }

    /// Whether the last instruction was given up for a watch.
    pub(super) fn take_notice(&mut self) -> bool {
        std::mem::take(&mut self.watches.noticed)
    }
}
