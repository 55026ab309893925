//! What a move passed over, in a sentence.

use std::collections::HashMap;

use super::dates::Dates;
use super::present::Present;
use super::text::{count, visible};
use crate::bytecode::DeferRef;
use crate::vm::{BlockId, Event, EventKind, Tick};

/// Facts told in one sentence; the rest is counted.
const TOLD: usize = 3;
/// Events that are read for it.
const READ: usize = 5_000;

/// Something that happened, once or more often.
struct Fact {
    /// The lightest is told first.
    weight: u8,
    text: String,
    times: usize,
}

impl Fact {
    fn text(&self) -> String {
        match self.times {
            1 => self.text.clone(),
            times => format!("{} ({times} times)", self.text),
        }
    }
}

/// A loop does the same again and again: it is told once.
fn merged(facts: Vec<(u8, String)>) -> Vec<Fact> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut merged: Vec<Fact> = Vec::new();
    for (weight, text) in facts {
        let at = *seen.entry(text.clone()).or_insert(merged.len());
        match merged.get_mut(at) {
            Some(fact) => fact.times += 1,
            None => merged.push(Fact {
                weight,
                text,
                times: 1,
            }),
        }
    }
    merged
}

impl Present<'_> {
    /// What lies between two ticks, told as the move went.
    pub fn happened(&self, from: u64, to: u64) -> String {
        let back = to < from;
        let (first, last) = if back { (to, from) } else { (from, to) };
        let dates = self.dates();
        let events = self.machine.journal().events();
        let start = events.partition(|e| e.at.tick < Tick(first));
        let mut facts: Vec<(u8, String)> = Vec::new();
        let mut passed = events.iter_from(start).map(|(_, e)| e).take(READ);
        while let Some(event) = passed.next().filter(|e| e.at.tick.0 < last) {
            if dates.is_shown(event) {
                facts.push(self.fact(&dates, event, back));
            }
        }
        if back {
            facts.reverse();
        }
        let total = facts.len();
        let facts = merged(facts);
        // Few are told: those that matter most, in the order in which they happened.
        let mut weights: Vec<u8> = facts.iter().map(|fact| fact.weight).collect();
        weights.sort_unstable();
        let limit = weights.get(TOLD - 1).copied().unwrap_or(u8::MAX);
        let told: Vec<_> = facts
            .into_iter()
            .filter(|fact| fact.weight <= limit)
            .take(TOLD)
            .collect();
        let texts: Vec<String> = told.iter().map(Fact::text).collect();
        let mut sentence = texts.join("; ");
        let rest = total - told.iter().map(|fact| fact.times).sum::<usize>();
        if rest > 0 {
            sentence += &format!("; and {} more", count(rest as u64, "event"));
        }
        sentence
    }

    /// One event as a fact with its weight; the lightest number is told first.
    fn fact(&self, dates: &Dates<'_>, event: &Event, back: bool) -> (u8, String) {
        match (event.kind(), back) {
            (EventKind::Fault(code), _) => (0, format!("{code}")),
            (EventKind::DeferFired(d), false) => (1, self.fired(dates, event, d)),
            (EventKind::DeferFired(d), true) => (
                1,
                format!("`{}` is pending again", self.defer_line(dates, d)),
            ),
            (EventKind::Born(id), false) => (2, self.born(id)),
            (EventKind::Born(id), true) => (2, format!("{id} is not born yet")),
            (EventKind::Freed(id), false) => (2, format!("{id} was freed")),
            (EventKind::Freed(id), true) => (2, format!("{id} is alive again")),
            (EventKind::Resized(id), false) => (2, format!("{id} was resized")),
            (EventKind::Resized(id), true) => (2, format!("{id} has its old size again")),
            (EventKind::ErrorReturned(error), _) => {
                let name = self.atlas.program().types.error_name(error);
                let function = dates.returning(&event.at);
                let verb = if back { "has not returned" } else { "returned" };
                (2, format!("{function} {verb} error.{name}"))
            }
            (EventKind::Output { end, .. }, false) => (3, self.printed(end)),
            (EventKind::Output { .. }, true) => (3, "output was taken back".into()),
            (EventKind::DeferDisarmed(d), false) => {
                let text = self.defer_line(dates, d);
                (3, format!("`{text}` will not run: there was no error"))
            }
            (EventKind::DeferDisarmed(d), true) => (
                3,
                format!("`{}` is pending again", self.defer_line(dates, d)),
            ),
            (EventKind::DeferArmed(d), false) => {
                (4, format!("`{}` is armed", self.defer_line(dates, d)))
            }
            (EventKind::DeferArmed(d), true) => (
                4,
                format!("`{}` is not armed yet", self.defer_line(dates, d)),
            ),
        }
    }

    fn defer_line(&self, dates: &Dates<'_>, defer: DeferRef) -> String {
        let on_error = self.atlas.program().defer(defer).on_error;
        let keyword = if on_error { "errdefer" } else { "defer" };
        format!("{keyword} {}", dates.defer_text(defer).0)
    }

    /// `` `defer gpa.destroy(b)` ran because makePair returned ``
    fn fired(&self, dates: &Dates<'_>, event: &Event, defer: DeferRef) -> String {
        let text = self.defer_line(dates, defer);
        let function = self.atlas.program().defer(defer).function;
        let name = self.function_name(function);
        let is_live = self
            .calls()
            .iter()
            .any(|c| c.function == function && c.called <= event.at.tick.0);
        let on_error = self.atlas.program().defer(defer).on_error;
        match (on_error, is_live) {
            (true, _) => format!("`{text}` ran because {name} returns an error"),
            (false, false) => format!("`{text}` ran because {name} returned"),
            (false, true) => format!("`{text}` ran because its scope ended"),
        }
    }

    fn born(&self, id: BlockId) -> String {
        let blocks = self.machine.memory().blocks();
        match blocks.leases_of(id).next() {
            Some((_, lease)) => {
                let name = self.asked_name(lease.asked.ty, lease.asked.count);
                format!("{id} was born: {} B for {name}", lease.len)
            }
            None => format!("{id} was born"),
        }
    }

    fn printed(&self, end: u32) -> String {
        let output = self.machine.output().all().0;
        let text = output.get(..end as usize).unwrap_or(output);
        let line = text.strip_suffix(b"\n").unwrap_or(text);
        let start = line
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |at| at + 1);
        let last = visible(&String::from_utf8_lossy(&line[start..]));
        match last.char_indices().nth(40) {
            Some((at, _)) => format!("printed \"{}...\"", &last[..at]),
            None => format!("printed \"{last}\""),
        }
    }
}
