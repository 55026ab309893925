//! Setting breakpoints, and what the recording knows of their hits.

use super::command::{BreakSpec, Place};
use super::present::Present;
use super::reply::{Answer, Finding, Reply};
use super::session::Session;
use super::stopping::holds;
use super::stops::{LogPart, LogText, Stop, StopPlace, block_of, is_meant};
use super::subject::Owner;
use super::text::count;
use super::view::{self, COUNTED, COUNTED_ACCESSES};
use super::walk::{Found, Here, Stops, Walk};
use crate::vm::{Event, EventKind, Machine};

/// Visits at which conditions are asked to count them: beyond it nobody waits for the number.
const ASKED: u64 = 3_000_000;
/// Printed lines of one log breakpoint.
const PRINTED: usize = 1_000;

impl Session {
    pub(super) fn set_break(&mut self, spec: &BreakSpec) -> Reply {
        let here = self.location().map(|l| l.line);
        let atlas = self.atlas.clone();
        match self.stops.add(spec, here, &atlas) {
            Ok(id) => self.announce(id),
            Err(why) => Reply::refused(why),
        }
    }

    pub(super) fn set_watch(&mut self, what: &Place, reads: bool) -> Reply {
        let added = self
            .subject(what)
            .and_then(|subject| self.stops.watch(what, subject, reads));
        match added {
            Ok(id) => self.announce(id),
            Err(why) => Reply::refused(why),
        }
    }

    /// A new breakpoint, with its hits; one that prints prints at once for the whole recording.
    fn announce(&mut self, id: u32) -> Reply {
        let Some(stop) = self.stops.get(id) else {
            return Reply::refused("it is gone");
        };
        if let Some(needed) = stop.hits {
            let mut seen = 0;
            let tick = self.visit_hits(id, &mut |tick, _| {
                seen += 1;
                (seen >= needed).then_some(tick)
            });
            let from = tick.unwrap_or(u64::MAX);
            if let Some(stop) = self.stops.get_mut(id) {
                stop.from_tick = from;
            }
        }
        if self.stops.get(id).is_some_and(|s| s.log.is_some()) {
            return self.printed(id);
        }
        let list = self.breakpoints();
        let own = list.into_iter().filter(|b| b.id == id).collect();
        let said = self.lifetime(id).unwrap_or_default();
        Reply::of(Answer::Breakpoints(own)).say_if(said)
    }

    /// Until when a watch means anything.
    fn lifetime(&mut self, id: u32) -> Option<String> {
        let StopPlace::Memory { subject, .. } = &self.stops.get(id)?.place else {
            return None;
        };
        match subject.owner.clone() {
            Owner::Program => None,
            Owner::Block(block) => {
                let blocks = self.past.machine().memory().blocks();
                let last = blocks.leases_of(block).last()?.0;
                let step = blocks.death(last)?.at.step.0.max(1);
                Some(format!("it ends with {block}, at t {step}"))
            }
            Owner::Call(home) => {
                let stops = Stops::Pcs(self.atlas.returns().to_vec());
                let at = self.past.here().tick;
                let recorded = self.past.end_tick() + 1;
                let found = self
                    .past
                    .find_next_before(&stops, recorded, &mut |here, _| {
                        (here.fp, here.called) == (home.fp, home.called)
                    });
                let step = self.step_here();
                self.past.seek(at);
                let name = &self.atlas.program().function(home.function).short_name;
                let said = format!("the watch ends as {name} returns, at t {step}");
                (found == Found::Here).then_some(said)
            }
        }
    }

    fn printed(&mut self, id: u32) -> Reply {
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let Some(position) = self.stops.list().iter().position(|s| s.id == id) else {
            return Reply::refused("it is gone");
        };
        let mut findings = Vec::new();
        let stops = std::mem::take(&mut self.stops);
        if let Some(text) = &stops.list()[position].log {
            self.visit_stop(&stops.list()[position], &mut |_, machine| {
                let present = Present {
                    machine,
                    atlas: &atlas,
                    library,
                };
                findings.push(finding(&present, text));
                (findings.len() >= PRINTED).then_some(0)
            });
        }
        self.stops = stops;
        let message = match findings.len() {
            0 => "it prints nothing in this recording".to_owned(),
            PRINTED => format!("the first {PRINTED} lines"),
            _ => String::new(),
        };
        Reply::of(Answer::Findings(findings)).say_if(message)
    }

    pub(super) fn changed_stops(&mut self, done: Result<usize, String>, what: &str) -> Reply {
        match done {
            Ok(n) => {
                Reply::of(Answer::Nothing).say(format!("{} {what}", count(n as u64, "breakpoint")))
            }
            Err(why) => Reply::refused(why),
        }
    }

    /// All breakpoints with their hits in the recording, which are counted now.
    pub(super) fn breakpoints(&mut self) -> Vec<view::Breakpoint> {
        let ids: Vec<u32> = self.stops.list().iter().map(|s| s.id).collect();
        let mut fresh = std::collections::BTreeMap::new();
        for id in ids {
            if let Some(hits) = self.accesses_of(id) {
                fresh.insert(id, hits);
            } else if !self.hits.contains_key(&id) {
                let mut hits = Vec::new();
                let atlas = self.atlas.clone();
                self.visit_hits(id, &mut |tick, machine| {
                    let is_start = atlas.is_statement(machine.pc());
                    hits.push((tick, machine.steps() + u64::from(is_start)));
                    (hits.len() as u64 >= COUNTED).then_some(tick)
                });
                fresh.insert(id, hits);
            }
        }
        let known = self.past.is_complete();
        self.hits.append(&mut fresh);
        let list = self.known_breakpoints();
        if !known {
            // More may come.
            self.hits.clear();
        }
        list
    }

    /// Ticks and steps of the hits of a watch, unless they are known already.
    fn accesses_of(&mut self, id: u32) -> Option<Vec<(u64, u64)>> {
        let stop = self
            .stops
            .get(id)
            .filter(|_| !self.hits.contains_key(&id))?;
        let StopPlace::Memory { subject, reads } = &stop.place else {
            return None;
        };
        let (subject, reads) = (subject.clone(), *reads);
        let home = self.past.here().tick;
        let found = self.accesses(&subject, reads, COUNTED_ACCESSES as usize);
        self.past.seek(home);
        found.ok()
    }

    /// All breakpoints with what is known of their hits.
    pub(super) fn known_breakpoints(&self) -> Vec<view::Breakpoint> {
        let known = |stop: &Stop| {
            let hits = self.hits.get(&stop.id).map_or(&[][..], Vec::as_slice);
            view::Breakpoint {
                id: stop.id,
                line: stop.line(),
                file: stop.line().map(|_| self.atlas.file()),
                text: stop.text.clone(),
                enabled: stop.enabled,
                hits: hits.len() as u64,
                first: hits.first().map(|(_, step)| *step),
                last: hits.last().map(|(_, step)| *step),
            }
        };
        self.stops.list().iter().map(known).collect()
    }

    /// Passes all hits of one breakpoint in the recording, oldest first, until `see` gives something.
    fn visit_hits(
        &mut self,
        id: u32,
        see: &mut dyn FnMut(u64, &Machine) -> Option<u64>,
    ) -> Option<u64> {
        let stops = std::mem::take(&mut self.stops);
        let found = match stops.get(id) {
            Some(stop) => self.visit_stop(stop, see),
            None => None,
        };
        self.stops = stops;
        found
    }

    fn visit_stop(
        &mut self,
        stop: &Stop,
        see: &mut dyn FnMut(u64, &Machine) -> Option<u64>,
    ) -> Option<u64> {
        let home = self.past.here().tick;
        let mut found = None;
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let mut asked = 0;
        let mut accept = |here: &Here, machine: &Machine| {
            let present = Present {
                machine,
                atlas: &atlas,
                library,
            };
            asked += 1;
            if holds(&present, stop) {
                found = see(here.tick, machine);
            }
            found.is_some() || asked >= ASKED
        };
        self.past.seek(0);
        match &stop.place {
            StopPlace::Code { pcs, .. } => {
                let here = self.past.here();
                let recorded = self.past.end_tick() + 1;
                if !(pcs.contains(&here.pc) && accept(&here, self.past.state())) {
                    let stops = Stops::Pcs(pcs.clone());
                    self.past.find_next_before(&stops, recorded, &mut accept);
                }
            }
            StopPlace::Memory { subject, reads } => {
                let accesses = self
                    .accesses(subject, *reads, COUNTED_ACCESSES as usize)
                    .unwrap_or_default();
                let ticks: Vec<u64> = accesses.into_iter().map(|(tick, _)| tick).collect();
                self.visit_ticks(&ticks, &mut accept);
            }
            StopPlace::Event { .. } | StopPlace::Error(_) => {
                let ticks = self.event_moments(stop);
                self.visit_ticks(&ticks, &mut accept);
            }
        }
        self.past.seek(home);
        found
    }

    fn visit_ticks(&mut self, ticks: &[u64], accept: &mut dyn FnMut(&Here, &Machine) -> bool) {
        for &tick in ticks {
            self.past.seek(tick);
            let here = self.past.here();
            if accept(&here, self.past.state()) {
                break;
            }
        }
    }

    /// The moments of the events that a breakpoint waits for, as far as recorded.
    pub(super) fn event_moments(&mut self, stop: &Stop) -> Vec<u64> {
        let events = self.past.machine().journal().events();
        let steps: Vec<u64> = events
            .iter_from(0)
            .filter(|(_, e)| self.is_awaited(stop, e))
            .map(|(_, e)| e.at.step.0.max(1))
            .take(COUNTED as usize)
            .collect();
        let mut ticks = Vec::new();
        for step in steps {
            if self.past.seek_step(step) == Found::Here {
                ticks.push(self.past.here().tick);
            }
        }
        ticks.extend(self.bad_end_awaited(stop));
        ticks.dedup();
        ticks
    }

    /// The bad end of the run, if a breakpoint waits for such.
    pub(super) fn bad_end_awaited(&mut self, stop: &Stop) -> Option<u64> {
        let StopPlace::Event { filter, block } = &stop.place else {
            return None;
        };
        let (filter, block) = (*filter, *block);
        let end = self.end_row()?;
        let is_own = block.is_none_or(|id| end.block == Some(id));
        (filter.means_faults() && is_own).then_some(end.tick)
    }

    pub(super) fn is_awaited(&self, stop: &Stop, event: &Event) -> bool {
        match &stop.place {
            StopPlace::Event { filter, block } => {
                let is_own = block.is_none_or(|id| block_of(event) == Some(id));
                is_own && is_meant(*filter, event.kind) && self.present().dates().is_shown(event)
            }
            StopPlace::Error(name) => match event.kind {
                EventKind::ErrorReturned(error) => {
                    let types = &self.atlas.program().types;
                    types.error_name(error) == name && self.present().dates().is_shown(event)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

fn finding(present: &Present<'_>, text: &LogText) -> Finding {
    let lens = present.lens(present.shown_calls().into_iter().next());
    let reader = lens.reader(8);
    let mut line = String::new();
    for part in &text.parts {
        match part {
            LogPart::Text(text) => line += text,
            LogPart::Value(expression) => match expression.evaluate(&reader, &lens) {
                Ok(term) => line += &super::eval::show(&reader, &term).1.text,
                Err(why) => line += &format!("({why})"),
            },
        }
    }
    Finding {
        date: Some(present.date_here()),
        text: line,
    }
}
