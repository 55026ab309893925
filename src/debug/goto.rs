//! Going to a named moment, and to the next or last event.

use super::command::{BlockEvent, EventFilter, Target};
use super::moves::Outcome;
use super::reply::Reply;
use super::session::Session;
use super::stops::is_meant;
use super::walk::{Found, Here, Stops, Walk};
use crate::vm::{BlockId, Event, EventKind};

impl Session {
    pub(super) fn goto(&mut self, target: &Target) -> Reply {
        self.remember_faces();
        let start = self.at;
        match self.seek_target(target) {
            Ok(()) => self.arrive(start),
            Err(why) => {
                self.past.seek(start);
                Reply::refused(why)
            }
        }
    }

    /// Moves the machine to a named moment, recording as far as that needs.
    pub(super) fn seek_target(&mut self, target: &Target) -> Result<(), String> {
        match target {
            Target::Start => {
                let (mover, past) = self.mover();
                mover.to_start(past);
                Ok(())
            }
            Target::End => self.seek_last(),
            Target::Step(step) => self.seek_step(*step),
            Target::Tick(tick) => {
                self.record_past(*tick)?;
                self.past.seek(*tick);
                Ok(())
            }
            Target::Percent(percent) => {
                // Of a run without a known end, what is recorded counts.
                let last = match self.past.is_complete() {
                    true => {
                        self.seek_last()?;
                        self.moment().last_step
                    }
                    false => self.past.end_step().max(1),
                };
                let step = 1 + (last - 1) * u64::from(*percent) / 100;
                self.seek_step(step)
            }
            Target::Fault => self.seek_fault(),
            Target::Leak(block) => self.seek_leak(*block),
            Target::Line { line, visit } => self.seek_visit(*line, *visit),
            Target::Block { id, event } => self.seek_block(*id, *event),
            Target::Mark(name) => {
                let mark = self.marks.get(name).copied();
                let mark = mark.ok_or_else(|| format!("there is no mark `{name}`"))?;
                self.past.seek(mark.tick);
                Ok(())
            }
        }
    }

    /// To the last moment, recording the whole run.
    pub(super) fn seek_last(&mut self) -> Result<(), String> {
        let (mover, past) = self.mover();
        match mover.to_end(past) {
            Found::Interrupted => Err(self.interrupted()),
            _ => {
                self.past.look_around();
                Ok(())
            }
        }
    }

    pub(super) fn interrupted(&self) -> String {
        format!("interrupted; recorded up to t {}", self.past.end_step() + 1)
    }

    /// Records until this many instructions are known.
    fn record_past(&mut self, tick: u64) -> Result<(), String> {
        while self.past.end_tick() < tick {
            if !self.past.record(std::time::Duration::from_millis(50)) {
                let end = self.past.end_tick();
                return Err(format!("the run has only {end} instructions"));
            }
            if self.is_interrupted() {
                return Err(self.interrupted());
            }
        }
        Ok(())
    }

    /// Before statement `step` begins; one more than the last is the end.
    pub(super) fn seek_step(&mut self, step: u64) -> Result<(), String> {
        while self.past.end_step() < step && !self.past.is_complete() {
            self.past.record(std::time::Duration::from_millis(50));
            if self.is_interrupted() {
                return Err(self.interrupted());
            }
        }
        if step > self.past.end_step() {
            self.seek_last()?;
            let last = self.moment().step;
            return if step > last {
                Err(format!("the run has only {last} steps"))
            } else {
                Ok(())
            };
        }
        match self.past.seek_step(step) {
            Found::Here => Ok(()),
            Found::Nowhere => Err(format!("there is no step {step}")),
            Found::Interrupted => Err(self.interrupted()),
        }
    }

    fn seek_fault(&mut self) -> Result<(), String> {
        self.seek_last()?;
        match self.past.here().halted {
            false => Ok(()),
            true => Err("the program ends without a fault".into()),
        }
    }

    fn seek_visit(&mut self, line: u32, visit: u64) -> Result<(), String> {
        let pcs = self.atlas.visits(line).to_vec();
        if pcs.is_empty() {
            return Err(self.atlas.nothing_on(line));
        }
        self.past.seek(0);
        let stops = Stops::Pcs(pcs);
        let mut seen = 0;
        // The very first instruction may be the place.
        if let Stops::Pcs(pcs) = &stops
            && pcs.contains(&self.past.here().pc)
        {
            seen = 1;
            if visit == 1 {
                return Ok(());
            }
        }
        let found = self.past.find_next(&stops, &mut |_, _| {
            seen += 1;
            seen == visit
        });
        match found {
            Found::Here => Ok(()),
            Found::Interrupted => Err(self.interrupted()),
            Found::Nowhere if seen == 0 => Err(format!("line {line} is never reached")),
            Found::Nowhere => Err(match seen {
                1 => format!("line {line} is visited only once"),
                _ => format!("line {line} is visited only {seen} times"),
            }),
        }
    }

    fn seek_block(&mut self, id: BlockId, event: BlockEvent) -> Result<(), String> {
        while !self.is_known(id) {
            if self.past.is_complete() {
                return Err(format!("there is no block {id}"));
            }
            self.past.record(std::time::Duration::from_millis(50));
            if self.is_interrupted() {
                return Err(self.interrupted());
            }
        }
        let born = {
            let blocks = self.past.machine().memory().blocks();
            let birth = blocks.birth_of(id);
            birth.map_or(0, |(_, lease)| lease.born.tick.0)
        };
        let wanted = match event {
            BlockEvent::Alloc => EventKind::Born(id),
            BlockEvent::Free => EventKind::Freed(id),
        };
        self.past.seek(born);
        let from = self.events_here();
        match self.next_event_from(from, u64::MAX, &|_, e| e.kind() == wanted) {
            Ok(Some((_, event))) => self.seek_event(&event),
            Ok(None) => Err(format!("{id} is never freed")),
            Err(_) => Err(self.interrupted()),
        }
    }

    /// To the start of the statement in which an event happens.
    pub(super) fn seek_event(&mut self, event: &Event) -> Result<(), String> {
        self.seek_step(event.at.step.0.max(1))
    }

    /// To the next or last statement in which an event of a kind happens.
    pub(super) fn seek_kind(&mut self, filter: EventFilter, back: bool) -> (Outcome, String) {
        let here = self.past.here();
        let found = if back {
            self.last_event(filter, &here)
        } else {
            self.next_event(filter, &here)
        };
        let none = || {
            let when = if back { "before" } else { "after" };
            format!("there is no {} {when} this", filter.noun())
        };
        let end = match filter.means_faults() && !back {
            true => self.end_row().filter(|row| row.tick > here.tick),
            false => None,
        };
        let done = found.and_then(|event| match (event, end) {
            (Some(event), _) => self.seek_event(&event),
            (None, Some(row)) => {
                self.past.seek(row.tick);
                Ok(())
            }
            (None, None) => Err(none()),
        });
        match done {
            Ok(()) => (Outcome::Arrived, String::new()),
            Err(_) if self.is_interrupted() => {
                self.past.seek(here.tick);
                (Outcome::Interrupted, String::new())
            }
            Err(why) => {
                self.past.seek(here.tick);
                (Outcome::Nowhere, why)
            }
        }
    }

    /// The number of the statement at or in which we stand.
    fn step_in_progress(&self, here: &Here) -> u64 {
        let is_before_one = !here.halted && self.atlas.is_statement(here.pc);
        here.steps + u64::from(is_before_one)
    }

    fn next_event(&mut self, filter: EventFilter, here: &Here) -> Result<Option<Event>, String> {
        let current = self.step_in_progress(here);
        let from = self.events_here();
        let found = self.next_event_from(from, u64::MAX, &|session, e| {
            e.at.step.0 > current && is_meant(filter, e.kind()) && session.concerns_user(e)
        });
        match found {
            Ok(found) => Ok(found.map(|(_, event)| event)),
            Err(_) => Err(self.interrupted()),
        }
    }

    fn last_event(&mut self, filter: EventFilter, here: &Here) -> Result<Option<Event>, String> {
        let current = self.step_in_progress(here);
        // From inside a statement its own beginning lies before us, and from the end that of the last one.
        let is_inside = current == here.steps;
        let limit = if is_inside { current + 1 } else { current };
        let before = self.events_here();
        let found = self.last_event_before(before, &|session, e| {
            e.at.step.0 < limit && is_meant(filter, e.kind()) && session.concerns_user(e)
        });
        match found {
            Ok(found) => Ok(found.map(|(_, event)| event)),
            Err(_) => Err(self.interrupted()),
        }
    }

    fn concerns_user(&self, event: &Event) -> bool {
        self.present().dates().is_shown(event)
    }
}
