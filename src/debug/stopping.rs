//! Running to breakpoints, forwards and backwards.

use super::eval::{Expression, Term};
use super::moves::Outcome;
use super::present::Present;
use super::session::Session;
use super::stops::{Stop, StopPlace};
use super::walk::{Found, Here, Stops, Walk};
use crate::bytecode::Pc;
use crate::vm::Machine;

/// A place to stop that was found.
#[derive(Clone, Copy)]
struct Hit {
    tick: u64,
    stop: u32,
}

impl Session {
    /// To the next or last breakpoint, else to the end or start.
    pub(super) fn continue_to_stop(&mut self, back: bool) -> (Outcome, String) {
        let home = self.past.here().tick;
        let stops = std::mem::take(&mut self.stops);
        let found = self.nearest(&stops, back);
        self.stops = stops;
        match found {
            Ok(Some(hit)) => {
                self.past.seek(hit.tick);
                let said = format!("breakpoint {}", hit.stop);
                if self.stops.get(hit.stop).is_some_and(|s| s.once) {
                    let _ = self.stops.delete(&[hit.stop]);
                }
                (Outcome::Arrived, said)
            }
            Ok(None) => {
                self.past.seek(home);
                let (mover, past) = self.mover();
                (mover.to_edge(past, back), String::new())
            }
            Err(()) => {
                self.past.seek(home);
                (Outcome::Interrupted, String::new())
            }
        }
    }

    /// The nearest hit of any breakpoint; `Err` when interrupted.
    fn nearest(&mut self, stops: &super::stops::Stops, back: bool) -> Result<Option<Hit>, ()> {
        let home = self.past.here().tick;
        let mut best: Option<Hit> = None;
        let active: Vec<&Stop> = stops.enabled().filter(|s| s.log.is_none()).collect();
        for group in groups(&active) {
            self.past.seek(home);
            if let Some(hit) = self.nearest_of(&group, best, back)? {
                let is_nearer = |b: Hit| {
                    if back {
                        hit.tick > b.tick
                    } else {
                        hit.tick < b.tick
                    }
                };
                if best.is_none_or(is_nearer) {
                    best = Some(hit);
                }
            }
        }
        for stop in active.iter().filter(|s| search(&s.place).is_none()) {
            self.past.seek(home);
            if let Some(hit) = self.nearest_event(stop, best, back)? {
                best = Some(hit);
            }
        }
        Ok(best)
    }

    /// The nearest hit of breakpoints that one search can find.
    fn nearest_of(
        &mut self,
        group: &Group<'_>,
        best: Option<Hit>,
        back: bool,
    ) -> Result<Option<Hit>, ()> {
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let mut hit = None;
        let mut accept = |here: &Here, machine: &Machine| {
            // Beyond what another search has found there is nothing to find.
            if best.is_some_and(|b| {
                if back {
                    here.tick <= b.tick
                } else {
                    here.tick >= b.tick
                }
            }) {
                return true;
            }
            let present = Present {
                machine,
                atlas: &atlas,
                library,
            };
            let first = group
                .stops
                .iter()
                .find(|s| is_at(s, here.pc) && s.from_tick <= here.tick && holds(&present, s));
            if let Some(stop) = first {
                hit = Some(Hit {
                    tick: here.tick,
                    stop: stop.id,
                });
            }
            hit.is_some()
        };
        let found = match back {
            true => self.past.find_last(&group.search, &mut accept),
            false => self.past.find_next(&group.search, &mut accept),
        };
        match found {
            Found::Interrupted => Err(()),
            _ => Ok(hit),
        }
    }

    fn nearest_event(
        &mut self,
        stop: &Stop,
        best: Option<Hit>,
        back: bool,
    ) -> Result<Option<Hit>, ()> {
        let home = self.past.here().tick;
        loop {
            let mut ticks = self.event_moments(stop);
            ticks.retain(|&t| if back { t < home } else { t > home });
            let tick = if back { ticks.last() } else { ticks.first() };
            if let Some(&tick) = tick {
                let is_nearer = |b: Hit| if back { tick > b.tick } else { tick < b.tick };
                let hit = Hit {
                    tick,
                    stop: stop.id,
                };
                return Ok(best.is_none_or(is_nearer).then_some(hit).or(best));
            }
            if back || self.past.is_complete() || best.is_some() {
                return Ok(best);
            }
            self.past.record(std::time::Duration::from_millis(50));
            if self.is_interrupted() {
                return Err(());
            }
        }
    }
}

/// Breakpoints that are found by one search.
struct Group<'a> {
    search: Stops,
    stops: Vec<&'a Stop>,
}

/// All places in the code are one search; each piece of memory is one.
fn groups<'a>(active: &[&'a Stop]) -> Vec<Group<'a>> {
    let mut groups = Vec::new();
    let in_code: Vec<&Stop> = active
        .iter()
        .filter(|s| matches!(s.place, StopPlace::Code { .. }))
        .copied()
        .collect();
    let mut pcs: Vec<Pc> = in_code.iter().flat_map(|s| s.pcs()).copied().collect();
    pcs.sort();
    pcs.dedup();
    if !pcs.is_empty() {
        groups.push(Group {
            search: Stops::Pcs(pcs),
            stops: in_code,
        });
    }
    for stop in active {
        if let (StopPlace::Memory { .. }, Some(search)) = (&stop.place, search(&stop.place)) {
            groups.push(Group {
                search,
                stops: vec![stop],
            });
        }
    }
    groups
}

pub(super) fn search(place: &StopPlace) -> Option<Stops> {
    match place {
        StopPlace::Code { pcs, .. } => Some(Stops::Pcs(pcs.clone())),
        StopPlace::Memory { extent, reads } => Some(Stops::Accesses {
            addr: extent.addr,
            len: extent.len,
            reads: *reads,
        }),
        StopPlace::Event { .. } | StopPlace::Error(_) => None,
    }
}

fn is_at(stop: &Stop, pc: Pc) -> bool {
    match &stop.place {
        StopPlace::Code { pcs, .. } => pcs.contains(&pc),
        _ => true,
    }
}

/// Whether a breakpoint's condition holds; one that cannot be evaluated here does not.
pub(super) fn holds(present: &Present<'_>, stop: &Stop) -> bool {
    let Some(condition) = &stop.condition else {
        return true;
    };
    evaluate(present, condition) == Ok(Term::Bool(true))
}

/// An expression over the innermost call.
pub(super) fn evaluate(present: &Present<'_>, expression: &Expression) -> Result<Term, String> {
    let lens = present.lens(present.shown_calls().into_iter().next());
    let reader = lens.reader(1);
    expression.evaluate_single(&reader, &lens)
}
