//! Setting breakpoints, and what the recording knows of their hits.

use super::command::{BreakAt, BreakSpec, WatchSpec};
use super::present::Present;
use super::reply::{Answer, Finding, Reply};
use super::session::Session;
use super::stopping::{Interrupted, holds};
use super::stops::{LogPart, LogText, Stop, StopPlace, block_of, is_meant, search_for};
use super::subject::Owner;
use super::text::count;
use super::view;
use super::walk::{Found, Here, Stops, Walk};
use crate::vm::{Event, EventKind, Machine};

/// Visits that are counted: beyond it nobody waits for the number.
const ASKED: u64 = 10_000_000;
/// The same while a breakpoint is set, which should take no moment: `breaks` counts on.
const QUICKLY: u64 = 1_000_000;
/// Hits of a watch that are counted.
const COUNTED_ACCESSES: usize = 10_000;
/// Hits of a breakpoint on events that are counted.
const COUNTED_EVENTS: usize = 20_000;
/// Hits of one breakpoint that are shown on the strip, spread evenly.
const SHOWN: usize = 512;
/// Printed lines of one log breakpoint.
const PRINTED: usize = 1_000;

/// What is known of the hits of a breakpoint.
#[derive(Clone, Default)]
pub(super) struct Hits {
    count: u64,
    /// Steps of the first and the last.
    first: Option<u64>,
    last: Option<u64>,
    /// Steps of some of them: of all, or of every second, fourth, ... one.
    some: Vec<u64>,
    /// How often it was asked whether it is one.
    visits: u64,
    /// There are no more.
    is_all: bool,
    /// So many visits were looked at at the most.
    asked: u64,
}

impl Hits {
    fn note(&mut self, step: u64) {
        self.count += 1;
        self.first.get_or_insert(step);
        self.last = Some(step);
        let every = self.count.next_power_of_two() / SHOWN as u64;
        if (self.count - 1).is_multiple_of(every.max(1)) {
            self.some.push(step);
        }
        if self.some.len() > SHOWN {
            let mut is_kept = false;
            self.some.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
        }
    }
}

/// A look at the places where a breakpoint may stop.
#[derive(Clone, Copy, Default)]
struct Passed {
    visits: u64,
    is_all: bool,
    found: Option<u64>,
}

impl Session {
    pub(super) fn set_break(&mut self, spec: &BreakSpec) -> Reply {
        if let BreakAt::Event {
            block: Some(id), ..
        } = spec.at
            && self.is_complete()
            && !self.is_known(id)
        {
            return Reply::refused(self.missing_block(id));
        }
        let here = self.location().map(|l| l.line);
        let atlas = self.atlas.clone();
        match self.stops.add(spec, here, &atlas) {
            Ok(id) => self.announce(id),
            Err(why) => Reply::refused(why),
        }
    }

    pub(super) fn set_watch(&mut self, spec: &WatchSpec) -> Reply {
        let atlas = self.atlas.clone();
        let subject = match spec.what.at_another_moment() {
            Some((what, moment)) => self.elsewhere(&moment, |session| session.subject(&what)),
            None => self.subject(&spec.what),
        };
        let added = subject.and_then(|subject| self.stops.watch(spec, subject, &atlas));
        match added {
            Ok(id) => self.announce(id),
            Err(why) => Reply::refused(why),
        }
    }

    /// A new breakpoint, with its hits; one that prints prints at once for the whole recording.
    fn announce(&mut self, id: u32) -> Reply {
        if self.stops.get(id).is_some_and(|s| s.log.is_some()) {
            return self.printed(id);
        }
        let list = self.breakpoints_of(QUICKLY);
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
            self.visit_stop(&stops.list()[position], ASKED, &mut |_, machine| {
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
        self.breakpoints_of(ASKED)
    }

    /// The same, but for each at most so many visits are counted.
    fn breakpoints_of(&mut self, most: u64) -> Vec<view::Breakpoint> {
        let ids: Vec<u32> = self.stops.list().iter().map(|s| s.id).collect();
        for id in ids {
            let is_known = |hits: &Hits| hits.is_all || hits.asked >= most;
            if !self.hits.get(&id).is_some_and(is_known) {
                let hits = self.counted_hits(id, most);
                self.hits.insert(id, hits);
            }
        }
        let list = self.known_breakpoints();
        if !self.past.is_complete() {
            // More may come.
            self.hits.clear();
        }
        list
    }

    fn counted_hits(&mut self, id: u32, most: u64) -> Hits {
        let atlas = self.atlas.clone();
        let mut hits = Hits::default();
        let passed = self.visit_hits(id, most, &mut |tick, machine| {
            // Of a write that was looked at when it was done, the statement has begun.
            let is_start = machine.tick().0 == tick && atlas.is_statement(machine.pc());
            hits.note(machine.steps() + u64::from(is_start));
            None
        });
        hits.visits = passed.visits.min(most);
        hits.is_all = passed.is_all;
        hits.asked = most;
        hits
    }

    /// All breakpoints with what is known of their hits.
    pub(super) fn known_breakpoints(&self) -> Vec<view::Breakpoint> {
        let known = |stop: &Stop| {
            let hits = self.hits.get(&stop.id).cloned().unwrap_or_default();
            view::Breakpoint {
                id: stop.id,
                line: stop.line(),
                file: stop.line().map(|_| self.atlas.file()),
                text: stop.text.clone(),
                enabled: stop.enabled,
                hits: hits.count,
                visits: stop.condition.as_ref().map(|_| hits.visits),
                may_be_more: !hits.is_all || !self.past.is_complete(),
                first: hits.first,
                last: hits.last,
                some: hits.some,
            }
        };
        self.stops.list().iter().map(known).collect()
    }

    /// Passes all hits of one breakpoint in the recording, oldest first, until `see` gives something.
    fn visit_hits(
        &mut self,
        id: u32,
        most: u64,
        see: &mut dyn FnMut(u64, &Machine) -> Option<u64>,
    ) -> Passed {
        let stops = std::mem::take(&mut self.stops);
        let passed = match stops.get(id) {
            Some(stop) => self.visit_stop(stop, most, see),
            None => Passed::default(),
        };
        self.stops = stops;
        passed
    }

    fn visit_stop(
        &mut self,
        stop: &Stop,
        most: u64,
        see: &mut dyn FnMut(u64, &Machine) -> Option<u64>,
    ) -> Passed {
        let home = self.past.here().tick;
        let mut passed = Passed::default();
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let (mut asked, mut is_full) = (0, false);
        let mut accept = |here: &Here, machine: &Machine| {
            let present = Present {
                machine,
                atlas: &atlas,
                library,
            };
            asked += 1;
            passed.visits += u64::from(stop.is_entered(machine));
            if holds(&present, stop) {
                passed.found = see(here.tick, machine);
            }
            is_full = asked + machine.guarded_passes() >= most;
            passed.found.is_some() || is_full
        };
        self.past.seek(0);
        let mut guarded = 0;
        let mut is_all = true;
        match &stop.place {
            StopPlace::Code { pcs, .. } => {
                let here = self.past.here();
                let recorded = self.past.end_tick() + 1;
                if !(pcs.contains(&here.pc) && accept(&here, self.past.state())) {
                    let stops = search_for(&[stop], pcs.clone(), most);
                    let before = self.past.passed();
                    let found = self.past.find_next_before(&stops, recorded, &mut accept);
                    is_all = found != Found::Interrupted;
                    guarded = self.past.passed() - before;
                }
            }
            StopPlace::Memory { subject, touch } => {
                let accesses = self.accesses(subject, *touch, COUNTED_ACCESSES, ASKED);
                let (accesses, are_all) = accesses.unwrap_or_default();
                is_all = are_all && accesses.len() < COUNTED_ACCESSES;
                for (tick, _) in accesses {
                    match stop.asks_after() {
                        true => self.seek_written(tick, subject),
                        false => self.past.seek(tick),
                    }
                    let here = Here {
                        tick,
                        ..self.past.here()
                    };
                    if accept(&here, self.past.state()) {
                        break;
                    }
                }
            }
            StopPlace::Event { .. } | StopPlace::Error(_) => {
                let (moments, are_all) = self.event_moments(stop);
                is_all = are_all;
                for tick in moments {
                    self.past.seek(tick);
                    let here = self.past.here();
                    if accept(&here, self.past.state()) {
                        break;
                    }
                }
            }
        }
        passed.visits += guarded;
        passed.is_all = is_all && !is_full && guarded < most;
        self.past.seek(home);
        passed
    }

    /// The moments of the events that a breakpoint waits for, as far as recorded, and whether these are all. The machine
    /// moves.
    fn event_moments(&mut self, stop: &Stop) -> (Vec<u64>, bool) {
        let recorded = self.past.end_tick();
        let is_awaited = |session: &Session, e: &Event| session.is_awaited(stop, e);
        let mut ticks = Vec::new();
        let mut number = 0;
        let is_all = loop {
            let event = match self.next_event_from(number, recorded, &is_awaited) {
                Ok(Some((found, event))) => {
                    number = found + 1;
                    event
                }
                Ok(None) => break true,
                Err(Interrupted) => break false,
            };
            if ticks.len() >= COUNTED_EVENTS || self.is_interrupted() {
                break false;
            }
            if self.past.seek_step(event.at.step.0.max(1)) == Found::Here {
                let tick = self.past.here().tick;
                if ticks.last() != Some(&tick) {
                    ticks.push(tick);
                }
            }
        };
        if is_all {
            ticks.extend(self.bad_end_awaited(stop));
            ticks.dedup();
        }
        (ticks, is_all)
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
                is_own && is_meant(*filter, event.kind()) && self.present().dates().is_shown(event)
            }
            StopPlace::Error(name) => match event.kind() {
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
    let lens = present.lens(present.innermost());
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
