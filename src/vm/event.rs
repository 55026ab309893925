//! The event log: what happened to blocks, defers, errors and output, each with its moment, place and callers.
//! It is bounded: of what is beyond its budget the earliest and the newest are kept, the rest comes back by replaying.

use bytemuck::{Pod, Zeroable};

use crate::bytecode::{DeferRef, Pc};
use crate::types::ErrorId;

use super::fault::FaultCode;
use super::ledger::Ledger;
use super::stacks::{CallStack, Stacks};
use super::{BlockId, Memory, Step, Tick};

/// A call stack in the table of [`Journal`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Zeroable, Pod)]
#[repr(transparent)]
pub struct StackId(pub u32);

/// When and where something happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct At {
    /// The instruction that did it was number `tick`, counted from 0.
    pub tick: Tick,
    pub step: Step,
    pub pc: Pc,
    pub stack: StackId,
}

/// One row of the log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Zeroable, Pod)]
#[repr(C)]
pub struct Event {
    pub at: At,
    /// Which kind, and of what: [`Event::kind`].
    code: u32,
    of: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EventKind {
    Born(BlockId),
    /// In place or moved: the block goes on under its number.
    Resized(BlockId),
    Freed(BlockId),
    DeferArmed(DeferRef),
    DeferFired(DeferRef),
    /// Its scope was left in a way in which it does not run: an `errdefer` on success.
    DeferDisarmed(DeferRef),
    /// A function returned this error.
    ErrorReturned(ErrorId),
    /// `end` counts the bytes of output printed up to here.
    Output {
        stream: u8,
        end: u32,
    },
    Fault(FaultCode),
}

const _: () = assert!(size_of::<Event>() <= 40, "a million events fit in 40 MB");

impl Event {
    pub fn new(at: At, kind: EventKind) -> Event {
        let (code, of) = match kind {
            EventKind::Born(block) => (0, block.0),
            EventKind::Resized(block) => (1, block.0),
            EventKind::Freed(block) => (2, block.0),
            EventKind::DeferArmed(defer) => (3, defer.0),
            EventKind::DeferFired(defer) => (4, defer.0),
            EventKind::DeferDisarmed(defer) => (5, defer.0),
            EventKind::ErrorReturned(error) => (6, error.0.into()),
            EventKind::Fault(fault) => (7, fault as u32),
            EventKind::Output { stream, end } => (8 + u32::from(stream), end),
        };
        Event { at, code, of }
    }

    pub fn kind(&self) -> EventKind {
        match self.code {
            0 => EventKind::Born(BlockId(self.of)),
            1 => EventKind::Resized(BlockId(self.of)),
            2 => EventKind::Freed(BlockId(self.of)),
            3 => EventKind::DeferArmed(DeferRef(self.of)),
            4 => EventKind::DeferFired(DeferRef(self.of)),
            5 => EventKind::DeferDisarmed(DeferRef(self.of)),
            6 => EventKind::ErrorReturned(ErrorId(self.of as u16)),
            7 => EventKind::Fault(FaultCode::ALL[self.of as usize]),
            stream => EventKind::Output {
                stream: (stream - 8) as u8,
                end: self.of,
            },
        }
    }
}

/// Where the log stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JournalMark(usize);

impl JournalMark {
    pub(super) fn events(&self) -> usize {
        self.0
    }
}

/// The event log and the table of call stacks.
#[derive(Default)]
pub struct Journal {
    events: Ledger<Event>,
    budget: usize,
    stacks: Stacks,
}

impl Journal {
    pub fn new(budget: usize) -> Journal {
        Journal {
            budget,
            ..Journal::default()
        }
    }

    pub fn events(&self) -> &Ledger<Event> {
        &self.events
    }

    #[inline]
    pub fn push(&mut self, at: At, kind: EventKind) {
        self.events.push(Event::new(at, kind));
        if self.events.kept() > self.budget {
            self.forget();
        }
    }

    pub(super) fn mark(&self) -> JournalMark {
        JournalMark(self.events.len())
    }

    pub(super) fn restore(&mut self, mark: &JournalMark) {
        self.events.set_len(mark.0);
    }

    /// Lets go of what is farthest from the present, but for the beginning.
    #[cold]
    fn forget(&mut self) {
        let near = self.budget / 4;
        let head = self.budget / 8;
        let (now, end) = (self.events.len(), self.events.end());
        self.events.thin(now + near..end, |_| false);
        self.events.thin(head..now.saturating_sub(near), |_| false);
    }

    /// The calls that led to the frame at `fp`.
    #[inline]
    pub(super) fn stack_of(&mut self, memory: &Memory, fp: usize) -> StackId {
        self.stacks.of_frame(memory, fp)
    }

    pub fn call_stack(&self, id: StackId) -> CallStack<'_> {
        self.stacks.stack(id)
    }

    /// Bytes of the host that the log holds.
    pub fn footprint(&self) -> u64 {
        (self.events.kept() * size_of::<Event>() + self.stacks.footprint()) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(tick: u64) -> At {
        At {
            tick: Tick(tick),
            step: Step(tick),
            pc: Pc(0),
            stack: StackId(0),
        }
    }

    #[test]
    fn a_row_tells_its_kind() {
        let faults = FaultCode::ALL.map(EventKind::Fault);
        let outputs = [1, 2].map(|stream| EventKind::Output { stream, end: 7 });
        let (block, defer) = (BlockId(3), DeferRef(u32::MAX));
        let others = [
            EventKind::Born(block),
            EventKind::Resized(block),
            EventKind::Freed(block),
            EventKind::DeferArmed(defer),
            EventKind::DeferFired(defer),
            EventKind::DeferDisarmed(defer),
            EventKind::ErrorReturned(ErrorId(u16::MAX)),
        ];
        for kind in faults.into_iter().chain(outputs).chain(others) {
            assert_eq!(Event::new(at(1), kind).kind(), kind);
        }
    }

    #[test]
    fn the_log_keeps_its_ends() {
        let mut journal = Journal::new(40_000);
        for i in 0..200_000 {
            journal.push(at(i), EventKind::Born(BlockId(i as u32)));
        }
        assert!(journal.events().kept() <= 40_000);
        assert_eq!(journal.events().len(), 200_000);
        assert!(journal.events().get(0).is_some());
        assert!(journal.events().get(199_999).is_some());
        assert!(journal.events().get(100_000).is_none());
    }
}
