//! Events and blocks that the tables have let go of: they are made again by playing their interval again, so that
//! what is thinned is slower to reach and never lost.

use super::command::{BreakAt, Command, Place, Question, Target};
use super::session::Session;
use super::stopping::Interrupted;
use super::walk::{Found, Walk};
use crate::vm::{BlockId, Event, EventKind};

/// Instructions that are played again at a time: far fewer events than the log keeps around the present. What is looked
/// for is most often near.
const PIECE: u64 = 500_000;
const FIRST_PIECE: u64 = PIECE / 64;
/// Time to record before it is looked what has come.
pub(super) const SLICE: std::time::Duration = std::time::Duration::from_millis(50);
/// Events around the present that are always known.
const AROUND: usize = 64;

/// Events with their numbers.
pub(super) type Numbered = (usize, Event);

impl Session {
    /// An event that is recorded. If it has to be made again, the machine moves.
    pub(super) fn recorded_event(&mut self, number: usize) -> Result<Event, Interrupted> {
        if let Some(event) = self.kept_event(number) {
            return Ok(event);
        }
        let during = self.past.interval_of_event(number);
        let before = number.checked_sub(1).and_then(|n| self.kept_event(n));
        let mut from = before.map_or(during.start, |e| e.at.tick.0.max(during.start));
        let mut piece = FIRST_PIECE;
        while from < during.end && piece > 0 {
            let to = during.end.min(from + piece);
            if self.past.replay(from, to) == Found::Interrupted {
                break;
            }
            if let Some(event) = self.kept_event(number) {
                return Ok(event);
            }
            match self.events_here() > number {
                // So much happened since that it was let go of again.
                true => piece /= 8,
                false => (from, piece) = (to, PIECE.min(4 * piece)),
            }
        }
        Err(Interrupted)
    }

    fn kept_event(&self, number: usize) -> Option<Event> {
        let events = self.past.machine().journal().events();
        events.get(number).copied()
    }

    /// Events that have happened where the machine stands.
    pub(super) fn events_here(&self) -> usize {
        self.past.machine().journal().events().len()
    }

    /// The last of the events before a number that is meant. The machine may move.
    pub(super) fn last_event_before(
        &mut self,
        number: usize,
        is_meant: &dyn Fn(&Session, &Event) -> bool,
    ) -> Result<Option<Numbered>, Interrupted> {
        let mut next = number;
        while next > 0 {
            let kept = (0..next)
                .rev()
                .map_while(|n| Some((n, self.kept_event(n)?)));
            for (number, event) in kept {
                if is_meant(self, &event) {
                    return Ok(Some((number, event)));
                }
                next = number;
            }
            if next > 0 {
                self.recorded_event(next - 1)?;
            }
        }
        Ok(None)
    }

    /// The first of the events from a number on that is meant, and does not come after tick `limit`, which is recorded
    /// as far as needed. The machine may move.
    pub(super) fn next_event_from(
        &mut self,
        number: usize,
        limit: u64,
        is_meant: &dyn Fn(&Session, &Event) -> bool,
    ) -> Result<Option<Numbered>, Interrupted> {
        let mut next = number;
        loop {
            let kept = (next..).map_while(|n| Some((n, self.kept_event(n)?)));
            for (number, event) in kept {
                if event.at.tick.0 > limit {
                    return Ok(None);
                }
                if is_meant(self, &event) {
                    return Ok(Some((number, event)));
                }
                next = number + 1;
            }
            if next < self.past.machine().journal().events().end() {
                self.recorded_event(next)?;
            } else if self.past.is_complete() || self.past.end_tick() > limit {
                return Ok(None);
            } else {
                self.past.record(SLICE);
                if self.is_interrupted() {
                    return Err(Interrupted);
                }
            }
        }
    }

    /// Whoever looks around at the present sees what happened just before and what comes next. The machine stays.
    pub(super) fn recall_around(&mut self) {
        let home = self.past.here().tick;
        let events = self.past.machine().journal().events();
        let (now, end) = (events.len(), events.end());
        let around = now.saturating_sub(AROUND)..end.min(now + AROUND);
        for number in around {
            if self.recorded_event(number).is_err() {
                break;
            }
        }
        self.past.seek(home);
    }

    /// Brings a block back of which the tables know nothing any more: it was born and died in one interval. The machine
    /// moves.
    pub(super) fn recall_block(&mut self, id: BlockId) -> Result<(), Interrupted> {
        if self.is_known(id) {
            return Ok(());
        }
        let during = self.past.interval_of_birth(id);
        let mut from = during.start;
        while from < during.end && !self.is_over(id) {
            let to = during.end.min(from + PIECE);
            if self.past.replay(from, to) == Found::Interrupted {
                return Err(Interrupted);
            }
            from = to;
        }
        Ok(())
    }

    pub(super) fn is_known(&self, id: BlockId) -> bool {
        let blocks = self.past.machine().memory().blocks();
        blocks.leases_of(id).next().is_some()
    }

    fn is_over(&self, id: BlockId) -> bool {
        let blocks = self.past.machine().memory().blocks();
        let last = blocks.leases_of(id).last();
        last.is_some_and(|(_, lease)| lease.is_last() && lease.died().is_some())
    }

    /// What a command names is known when it is carried out. The machine moves.
    pub(super) fn recall_for(&mut self, command: &Command) -> Result<(), Interrupted> {
        match named_block(command) {
            Some(id) => self.recall_block(id),
            None => Ok(()),
        }
    }

    /// The block that an event is about, as it was then. The machine may move.
    pub(super) fn recall_block_of(&mut self, event: &Event) -> Result<(), Interrupted> {
        match event.kind() {
            EventKind::Born(id) | EventKind::Resized(id) | EventKind::Freed(id) => {
                self.recall_block(id)
            }
            _ => Ok(()),
        }
    }
}

/// The block that a command names by its number.
fn named_block(command: &Command) -> Option<BlockId> {
    let place = match command {
        Command::Goto(target) | Command::Diff(target) => return named_by(target),
        Command::Break(spec) => match spec.at {
            BreakAt::Event { block, .. } => return block,
            _ => return None,
        },
        Command::Watch(spec) => &spec.what,
        Command::Bytes(place) | Command::Explain(Some(place)) => place,
        Command::Ask(question) => match question {
            Question::LastWrite(place)
            | Question::Writes(place)
            | Question::NextUse(place)
            | Question::WhoAllocated(place)
            | Question::WhoFreed(place)
            | Question::WhoPoints(place) => place,
            Question::Visits(_) | Question::Calls(_) | Question::When(_) => return None,
        },
        _ => return None,
    };
    match place {
        Place::Block(id) => Some(*id),
        Place::Expression(_) => None,
    }
}

fn named_by(target: &Target) -> Option<BlockId> {
    match target {
        Target::Block { id, .. } | Target::Leak(Some(id)) => Some(*id),
        _ => None,
    }
}
