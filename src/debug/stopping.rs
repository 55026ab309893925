//! Running to breakpoints, forwards and backwards, and stopping for them on the way of other moves.

use super::atlas::Atlas;
use super::command::Motion;
use super::eval::{Expression, Term};
use super::moves::{Catch, Mover, Outcome};
use super::present::{Call, Present};
use super::session::Session;
use super::stops::{Stop, StopPlace, Stops, search_for};
use super::subject::{Owner, Subject};
use super::walk::{self, Found, Here, Walk};
use super::writes::Reach;
use crate::bytecode::Pc;
use crate::vm::{Event, Machine, Touch};

/// A place to stop that was found.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    tick: u64,
    stop: u32,
}

/// Instructions through which all searches go before any goes on.
const STRETCH: u64 = 1_000_000;

/// Somebody asked to stop the search.
pub(super) struct Interrupted;

impl Session {
    /// To the next or last breakpoint, else to the end or start.
    pub(super) fn continue_to_stop(&mut self, back: bool) -> (Outcome, String) {
        let home = self.past.here().tick;
        let found = match back {
            true => self.last_hit(),
            false => self.next_hit(),
        };
        match found.map(|hit| self.done(hit?)) {
            Ok(Some(hit)) => self.stop_at(hit),
            Ok(None) => {
                self.past.seek(home);
                let (mover, past) = self.mover();
                (mover.to_edge(past, back), String::new())
            }
            Err(Interrupted) => {
                // Of a program that does not end people want to see where it runs.
                let is_running = !back && !self.past.is_complete();
                let to = if is_running {
                    self.past.end_tick()
                } else {
                    home
                };
                self.past.seek(to);
                (Outcome::Interrupted, String::new())
            }
        }
    }

    /// The last hit of any breakpoint; the machine moves.
    fn last_hit(&mut self) -> Result<Option<Hit>, Interrupted> {
        let home = self.past.here().tick;
        self.count_on()?;
        self.past.seek(home);
        let stops = std::mem::take(&mut self.stops);
        let found = self.nearest_back(&stops, home);
        self.stops = stops;
        found
    }

    /// Backwards from home. Before the statement that ends a run badly, what it has done until it came to that is the
    /// first that was passed.
    fn nearest_back(&mut self, stops: &Stops, home: u64) -> Result<Option<Hit>, Interrupted> {
        let end = self.ending().filter(|e| e.row.is_some() && e.last == home);
        if let Some(end) = end.map(|e| e.tick).filter(|&end| end > home) {
            self.past.seek(end);
            if let Some(hit) = self.read_here(stops) {
                return Ok(Some(hit));
            }
            if let Some(hit) = self.nearest(stops, true, home + 1)? {
                return Ok(Some(hit));
            }
            self.past.seek(home);
        }
        self.nearest(stops, true, 0)
    }

    /// What is hit there for certain: of a write that does not take place, because the run ends before it, only what the
    /// instruction reads. The machine may move.
    fn done(&mut self, hit: Hit) -> Option<Hit> {
        let is_write = |stop: &Stop| stop.touches() == Some(Touch::Writes);
        if !self.stops.get(hit.stop).is_some_and(is_write) || !self.is_the_bad_end(hit.tick) {
            return Some(hit);
        }
        self.past.seek(hit.tick);
        self.read_here(&self.stops)
    }

    /// The breakpoint for reads that the instruction at the present hits.
    fn read_here(&self, stops: &Stops) -> Option<Hit> {
        let (present, here) = (self.present(), self.past.here());
        let mut reads = active(stops);
        reads.retain(|stop| stop.touches() == Some(Touch::Reads));
        let tick = here.tick;
        which(&reads, &present, &here).map(|stop| Hit { tick, stop })
    }

    /// A move over code: a breakpoint on its way stops it.
    pub(super) fn move_unless_stopped(&mut self, motion: Motion, back: bool) -> (Outcome, String) {
        let home = self.past.here().tick;
        if self.count_on().is_err() {
            self.past.seek(home);
            return (Outcome::Interrupted, String::new());
        }
        self.past.seek(home);
        let stops = std::mem::take(&mut self.stops);
        let moved = self.move_past(&stops, motion, back);
        let found = match moved {
            // What the code does not tell lies between here and there, or nowhere.
            Ok((outcome, hit)) if is_over(motion) && outcome != Outcome::Nowhere => {
                let to = self.past.here().tick;
                let elsewhere = self.nearest_elsewhere(&stops, home, back, bound(to, back));
                self.past.seek(to);
                elsewhere.map(|other| (outcome, other.or(hit)))
            }
            other => other,
        };
        self.stops = stops;
        match found {
            Ok((_, Some(hit))) => match self.done(hit) {
                Some(hit) => self.stop_at(hit),
                None => {
                    self.past.seek(home);
                    let (mover, past) = self.mover();
                    (mover.to_edge(past, back), String::new())
                }
            },
            Ok((outcome, None)) => (outcome, String::new()),
            Err(Interrupted) => {
                self.past.seek(home);
                (Outcome::Interrupted, String::new())
            }
        }
    }

    fn move_past(
        &mut self,
        stops: &Stops,
        motion: Motion,
        back: bool,
    ) -> Result<(Outcome, Option<Hit>), Interrupted> {
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let active = match is_over(motion) {
            true => in_code(stops),
            false => Vec::new(),
        };
        let mut hit = None;
        let mut is_hit = noting(&atlas, library, &mut hit, |present, here| {
            which(&active, present, here)
        });
        let mut catch = Catch {
            pcs: pcs(&active),
            is_hit: &mut is_hit,
        };
        let mover = Mover {
            atlas: &atlas,
            library,
        };
        let outcome = mover.go(&mut self.past, motion, back, &mut catch);
        drop(is_hit);
        match outcome {
            Outcome::Interrupted => Err(Interrupted),
            Outcome::Caught => Ok((outcome, hit)),
            _ => Ok((outcome, None)),
        }
    }

    /// Goes there and says what it is.
    fn stop_at(&mut self, hit: Hit) -> (Outcome, String) {
        self.past.seek(hit.tick);
        let mut said = format!("breakpoint {}", hit.stop);
        if let Some(what) = self.what_stopped(hit) {
            said = format!("{said}: {what}");
        }
        if self.stops.get(hit.stop).is_some_and(|s| s.once) {
            let _ = self.stops.delete(&[hit.stop]);
            said += " (once, now gone)";
        }
        (Outcome::Caught, said)
    }

    fn what_stopped(&mut self, hit: Hit) -> Option<String> {
        let stop = self.stops.get(hit.stop)?;
        let (subject, touch) = match &stop.place {
            StopPlace::Code { .. } => return None,
            StopPlace::Memory { subject, touch } => (subject.clone(), *touch),
            _ => return Some(stop.text.trim_start_matches("break ").to_owned()),
        };
        let name = stop.watched()?.to_owned();
        if let Owner::Call(home) = &subject.owner
            && home.is_unborn(&self.present())
        {
            self.seek_written(hit.tick, &subject);
            let first = self.value_of(&subject);
            self.past.seek(hit.tick);
            return Some(format!("`{name}` gets its first value: {first}"));
        }
        let old = self.value_of(&subject);
        if touch == Touch::Reads {
            return Some(format!("`{name}` is read: {old}"));
        }
        self.seek_written(hit.tick, &subject);
        let new = self.value_of(&subject);
        self.past.seek(hit.tick);
        Some(match old == new {
            true => format!("`{name}` is written: {new} again"),
            false => format!("`{name}` is written: {old} -> {new}"),
        })
    }

    /// The nearest hit of any breakpoint on this side of `bound`; the machine moves.
    pub(super) fn nearest(
        &mut self,
        stops: &Stops,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let active = active(stops);
        let elsewhere = active
            .iter()
            .filter(|s| !matches!(s.place, StopPlace::Code { .. }));
        let searches = elsewhere.count() + usize::from(!pcs(&active).is_empty());
        if back || searches < 2 {
            return self.nearest_within(stops, back, bound);
        }
        // One search could go on for ever while another would find something near: ever longer stretches for all.
        let home = self.past.here().tick;
        let mut stretch = STRETCH;
        loop {
            let limit = bound.min(home.saturating_add(stretch));
            let hit = self.nearest_within(stops, back, limit)?;
            if hit.is_none() {
                self.past.seek(home);
            }
            let is_all = self.past.is_complete() && self.past.end_tick() < limit;
            if hit.is_some() || limit == bound || is_all {
                return Ok(hit);
            }
            stretch = stretch.saturating_mul(4);
        }
    }

    fn nearest_within(
        &mut self,
        stops: &Stops,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let home = self.past.here().tick;
        let in_code = self.nearest_in_code(stops, back, bound)?;
        let is_code = |stop: &&Stop| matches!(stop.place, StopPlace::Code { .. });
        if active(stops).iter().all(is_code) {
            return Ok(in_code);
        }
        let bound = in_code.map_or(bound, |hit| self::bound(hit.tick, back));
        let elsewhere = self.nearest_elsewhere(stops, home, back, bound)?;
        Ok(elsewhere.or(in_code))
    }

    /// All places in the code are one search. The machine moves to what it finds.
    fn nearest_in_code(
        &mut self,
        stops: &Stops,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let active = in_code(stops);
        let pcs = pcs(&active);
        if pcs.is_empty() {
            return Ok(None);
        }
        let search = search_for(&active, pcs, u64::MAX);
        self.search(&search, back, bound, |present, here| {
            which(&active, present, here)
        })
    }

    /// Accesses through pointers, and events, nearest to a moment that is called home; the machine moves.
    fn nearest_elsewhere(
        &mut self,
        stops: &Stops,
        home: u64,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let mut best: Option<Hit> = None;
        let mut bound = bound;
        for stop in active(stops) {
            let hit = match &stop.place {
                StopPlace::Code { .. } => None,
                StopPlace::Memory { subject, touch } if !stop.asks_after() => {
                    let reach = Reach::of(back, bound);
                    let counts = |present: &Present<'_>| holds(present, stop);
                    let tick = self.nearest_through_pointers(subject, *touch, home, reach, &counts);
                    let stop = stop.id;
                    tick.map_err(|_| Interrupted)?
                        .map(|tick| Hit { tick, stop })
                }
                StopPlace::Memory { subject, .. } => {
                    self.past.seek(home);
                    self.nearest_effect(stop, subject, back, bound)?
                }
                StopPlace::Event { .. } | StopPlace::Error(_) => {
                    self.past.seek(home);
                    self.nearest_event(stop, back, bound)?
                }
            };
            if let Some(hit) = hit {
                bound = self::bound(hit.tick, back);
                best = Some(hit);
            }
        }
        Ok(best)
    }

    /// The nearest write after which a watch's condition holds; the machine moves.
    fn nearest_effect(
        &mut self,
        stop: &Stop,
        subject: &Subject,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let reach = Reach::of(back, bound);
        loop {
            match self.nearest_access(subject, Touch::Writes, reach) {
                Err(_) => return Err(Interrupted),
                Ok(None) => return Ok(None),
                Ok(Some(tick)) => {
                    if self.holds_after(stop, subject, tick) {
                        let stop = stop.id;
                        return Ok(Some(Hit { tick, stop }));
                    }
                    self.past.seek(tick);
                }
            }
        }
    }

    /// Whether a watch's condition holds once the write at a tick is done; the machine moves.
    fn holds_after(&mut self, stop: &Stop, subject: &Subject, tick: u64) -> bool {
        self.seek_written(tick, subject);
        stop.from_tick <= tick && holds(&self.present(), stop)
    }

    /// The nearest accepted stop; the machine moves there.
    fn search(
        &mut self,
        stops: &walk::Stops,
        back: bool,
        bound: u64,
        which: impl Fn(&Present<'_>, &Here) -> Option<u32>,
    ) -> Result<Option<Hit>, Interrupted> {
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let mut hit = None;
        let mut accept = noting(&atlas, library, &mut hit, which);
        let found = match back {
            true => self.past.find_last_after(stops, bound, &mut accept),
            false => self.past.find_next_before(stops, bound, &mut accept),
        };
        drop(accept);
        match found {
            Found::Interrupted => Err(Interrupted),
            Found::Here => Ok(hit),
            Found::Nowhere => Ok(None),
        }
    }

    /// The nearest statement in which an event happens for which a breakpoint waits; the machine moves.
    fn nearest_event(
        &mut self,
        stop: &Stop,
        back: bool,
        bound: u64,
    ) -> Result<Option<Hit>, Interrupted> {
        let home = self.past.here().tick;
        let found = match back {
            true => self.last_awaited(stop, home, bound),
            false => self.next_awaited(stop, home, bound),
        };
        let hit = |tick| Hit {
            tick,
            stop: stop.id,
        };
        Ok(found?.map(hit))
    }

    fn last_awaited(
        &mut self,
        stop: &Stop,
        home: u64,
        bound: u64,
    ) -> Result<Option<u64>, Interrupted> {
        let mut number = self.events_here();
        while let Some((found, event)) =
            self.last_event_before(number, &|session, e| session.is_awaited(stop, e))?
        {
            number = found;
            if event.at.tick.0 < bound {
                break;
            }
            if let Some(tick) = self.moment_of(stop, &event).filter(|&tick| tick < home) {
                return Ok((tick >= bound).then_some(tick));
            }
            if self.is_interrupted() {
                return Err(Interrupted);
            }
        }
        let end = self.bad_end_awaited(stop);
        Ok(end.filter(|tick| (bound..home).contains(tick)))
    }

    pub(super) fn next_awaited(
        &mut self,
        stop: &Stop,
        home: u64,
        bound: u64,
    ) -> Result<Option<u64>, Interrupted> {
        let mut number = self.events_here();
        let is_awaited = |session: &Session, e: &Event| session.is_awaited(stop, e);
        while let Some((found, event)) = self.next_event_from(number, bound, &is_awaited)? {
            number = found + 1;
            match self.moment_of(stop, &event) {
                Some(tick) if tick >= bound => return Ok(None),
                Some(tick) if tick > home => return Ok(Some(tick)),
                _ if self.is_interrupted() => return Err(Interrupted),
                _ => {}
            }
        }
        let end = self.bad_end_awaited(stop);
        Ok(end.filter(|&tick| tick > home && tick < bound))
    }

    /// Where the statement of an event begins, if the breakpoint's condition holds there.
    fn moment_of(&mut self, stop: &Stop, event: &Event) -> Option<u64> {
        if self.past.seek_step(event.at.step.0.max(1)) != Found::Here {
            return None;
        }
        let tick = self.past.here().tick;
        (tick >= stop.from_tick && holds(&self.present(), stop)).then_some(tick)
    }
}

/// Moves that run through other code on their way.
fn is_over(motion: Motion) -> bool {
    matches!(
        motion,
        Motion::Next | Motion::Finish | Motion::Line(_) | Motion::SameLine
    )
}

/// What is nearer than a tick lies on this side of it.
fn bound(tick: u64, back: bool) -> u64 {
    if back { tick + 1 } else { tick }
}

/// The breakpoints that stop.
fn active(stops: &Stops) -> Vec<&Stop> {
    stops.enabled().filter(|s| s.log.is_none()).collect()
}

/// Those of them that are known for what they are where they stop.
fn in_code(stops: &Stops) -> Vec<&Stop> {
    let mut list = active(stops);
    list.retain(|s| !s.asks_after());
    list
}

/// The first of these that stops here.
fn which(active: &[&Stop], present: &Present<'_>, here: &Here) -> Option<u32> {
    let hit = active.iter().find(|s| is_hit(s, present, here));
    hit.map(|s| s.id)
}

/// Asks at each stop of a search which breakpoint it is, and keeps the answer.
fn noting<'a>(
    atlas: &'a Atlas,
    library: bool,
    hit: &'a mut Option<Hit>,
    which: impl Fn(&Present<'_>, &Here) -> Option<u32> + 'a,
) -> impl FnMut(&Here, &Machine) -> bool + 'a {
    move |here, machine| {
        let present = Present {
            machine,
            atlas,
            library,
        };
        let found = which(&present, here);
        if let Some(stop) = found {
            let tick = here.tick;
            *hit = Some(Hit { tick, stop });
        }
        found.is_some()
    }
}

/// The instructions before which some of these may stop.
fn pcs(active: &[&Stop]) -> Vec<Pc> {
    let mut pcs: Vec<Pc> = active.iter().flat_map(|s| s.pcs()).copied().collect();
    pcs.sort();
    pcs.dedup();
    pcs
}

/// Whether a breakpoint in the code stops before the instruction at which the machine stands.
fn is_hit(stop: &Stop, present: &Present<'_>, here: &Here) -> bool {
    let is_at = match &stop.place {
        StopPlace::Code { pcs, .. } => pcs.contains(&here.pc),
        StopPlace::Memory { subject, touch } => subject.is_touched(present, here, *touch),
        StopPlace::Event { .. } | StopPlace::Error(_) => false,
    };
    is_at && stop.from_tick <= here.tick && holds(present, stop)
}

/// Whether a breakpoint's condition holds; one that cannot be evaluated here does not, and neither does one of a function
/// that has begun before.
pub(super) fn holds(present: &Present<'_>, stop: &Stop) -> bool {
    if !stop.is_entered(present.machine) {
        return false;
    }
    let Some(condition) = &stop.condition else {
        return true;
    };
    let value = match condition.quick(present.machine.pc()) {
        Some(quick) => return present.machine.holds(quick),
        None => match stop.home() {
            // Its name means something in its own call, whoever writes to it.
            Some(home) => present
                .calls()
                .into_iter()
                .find(|c| home.is(c))
                .map_or(Err(String::new()), |call| {
                    evaluate_in(present, &condition.expression, Some(call))
                }),
            None => evaluate(present, &condition.expression),
        },
    };
    value == Ok(Term::Bool(true))
}

/// An expression over the innermost call.
pub(super) fn evaluate(present: &Present<'_>, expression: &Expression) -> Result<Term, String> {
    evaluate_in(present, expression, present.innermost())
}

fn evaluate_in(
    present: &Present<'_>,
    expression: &Expression,
    call: Option<Call>,
) -> Result<Term, String> {
    let lens = present.brief_lens(call);
    let reader = lens.reader(1);
    expression.evaluate_single(&reader, &lens)
}
