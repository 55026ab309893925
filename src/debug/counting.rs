//! Breakpoints that stop from their n-th hit on: which that is, is found as far as the run is recorded, and further on as
//! that goes on.

use super::present::Present;
use super::session::Session;
use super::stopping::{Hit, Interrupted, holds};
use super::stops::{Stop, StopPlace, Stops, search_for};
use super::walk::{Found, Here, Walk};
use crate::vm::Machine;

/// How far the hits of a breakpoint are counted that does not stop at each.
#[derive(Clone, Copy, Default)]
pub struct Counting {
    pub seen: u64,
    /// What came before this tick is counted.
    pub upto: u64,
}

/// Instructions that are recorded before it is looked whether they have the hit; then ever more.
const STRETCH: u64 = 16_000_000;

impl Session {
    /// The next hit of any breakpoint; the machine moves.
    pub(super) fn next_hit(&mut self) -> Result<Option<Hit>, Interrupted> {
        let home = self.past.here().tick;
        let mut stretch = STRETCH;
        loop {
            let is_open = self.count_on()? && !self.past.is_complete();
            let recorded = self.past.end_tick();
            self.past.seek(home);
            let stops = std::mem::take(&mut self.stops);
            let bound = if is_open { recorded } else { u64::MAX };
            let found = self.nearest(&stops, false, bound);
            self.stops = stops;
            if !is_open || !matches!(found, Ok(None)) {
                return found;
            }
            let more = recorded.saturating_add(stretch);
            while self.past.end_tick() < more && self.past.record(super::recall::SLICE) {
                if self.is_interrupted() {
                    return Err(Interrupted);
                }
            }
            stretch = stretch.saturating_mul(2);
        }
    }

    /// Counts the hits of breakpoints that have not had enough of them, through all that is recorded. True if there are
    /// such still. The machine moves.
    pub(super) fn count_on(&mut self) -> Result<bool, Interrupted> {
        let mut stops = std::mem::take(&mut self.stops);
        let done = self.count_each(&mut stops);
        self.stops = stops;
        done
    }

    fn count_each(&mut self, stops: &mut Stops) -> Result<bool, Interrupted> {
        let mut is_open = false;
        for stop in stops.counting() {
            is_open |= !self.count_hits(stop)?;
        }
        Ok(is_open)
    }

    /// Whether the hit is found that a breakpoint waits for.
    fn count_hits(&mut self, stop: &mut Stop) -> Result<bool, Interrupted> {
        let needed = stop.hits.unwrap_or(1);
        let recorded = self.past.end_tick() + 1;
        if stop.counting.upto >= recorded {
            return Ok(false);
        }
        let mut counting = stop.counting;
        // Until it is known where they begin, all hits count.
        stop.from_tick = 0;
        let counted = match &stop.place {
            StopPlace::Code { .. } => self.count_visits(stop, needed, recorded, &mut counting),
            _ => self.count_events(stop, needed, recorded, &mut counting),
        };
        stop.counting = counting;
        stop.from_tick = u64::MAX;
        match counted? {
            Some(tick) => stop.from_tick = tick,
            None => stop.counting.upto = recorded,
        }
        Ok(stop.from_tick != u64::MAX)
    }

    fn count_visits(
        &mut self,
        stop: &Stop,
        needed: u64,
        limit: u64,
        counting: &mut Counting,
    ) -> Result<Option<u64>, Interrupted> {
        let (library, atlas) = (self.options.library, self.atlas.clone());
        let mut accept = |here: &Here, machine: &Machine| {
            let present = Present {
                machine,
                atlas: &atlas,
                library,
            };
            counting.upto = here.tick + 1;
            counting.seen += u64::from(holds(&present, stop));
            counting.seen >= needed
        };
        // A search leaves out where it begins.
        let begin = stop.counting.upto.saturating_sub(1);
        self.past.seek(begin);
        let here = self.past.here();
        let is_first = stop.counting.upto == 0 && stop.pcs().contains(&here.pc);
        if is_first && accept(&here, self.past.state()) {
            return Ok(Some(here.tick));
        }
        let stops = search_for(&[stop], stop.pcs().to_vec(), u64::MAX);
        match self.past.find_next_before(&stops, limit, &mut accept) {
            Found::Interrupted => Err(Interrupted),
            Found::Nowhere => Ok(None),
            Found::Here => Ok(Some(self.past.here().tick)),
        }
    }

    fn count_events(
        &mut self,
        stop: &Stop,
        needed: u64,
        limit: u64,
        counting: &mut Counting,
    ) -> Result<Option<u64>, Interrupted> {
        loop {
            let begin = counting.upto.saturating_sub(1);
            self.past.seek(begin);
            let Some(tick) = self.next_awaited(stop, begin, limit)? else {
                return Ok(None);
            };
            counting.upto = tick + 1;
            counting.seen += 1;
            if counting.seen >= needed {
                return Ok(Some(tick));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::debug::command::Command;
    use crate::debug::{Session, SessionOptions};
    use crate::source::{Origin, SourceMap};
    use crate::{bytecode, sema};

    const PROGRAM: &str = "pub fn main() void {\n    var i: u32 = 0;\n    while (i < 90_000) : (i += 1) {\n        \
        if (i % 7 == 3) i += 1;\n    }\n}\n";

    /// A session of which next to nothing is recorded yet.
    fn session() -> Session {
        let mut map = SourceMap::default();
        let id = map.add("count.zig", PROGRAM, Origin::User);
        let analysis = sema::analyze(&mut map, id, &sema::Options::default());
        let module = analysis.module.expect("it compiles");
        let program = bytecode::lower(module, map).expect("it is small");
        Session::start(program, SessionOptions::default())
    }

    fn tell(session: &mut Session, command: &str) -> String {
        let command = Command::parse(command).expect("it can be read");
        session.execute(&command).text()
    }

    #[test]
    fn hits_are_counted_as_the_recording_goes_on() {
        let mut session = session();
        tell(&mut session, "break 4 hits 60000");
        assert!(tell(&mut session, "c").ends_with("breakpoint 1"));
        assert_eq!(tell(&mut session, "print i"), "i: u32 = 69999");
        assert!(tell(&mut session, "rc").starts_with("t 1/"));
        assert!(tell(&mut session, "c 2").ends_with("breakpoint 1"));
        assert_eq!(tell(&mut session, "print i"), "i: u32 = 70000");
        tell(&mut session, "delete");
        tell(&mut session, "goto start");
        tell(&mut session, "break 4 if i % 1000 == 0 hits 50");
        assert!(tell(&mut session, "c").ends_with("breakpoint 2"));
        assert_eq!(tell(&mut session, "print i % 1000"), "i % 1000: u32 = 0");
        tell(&mut session, "break 4 hits 300000");
        tell(&mut session, "disable 2");
        assert!(tell(&mut session, "c").ends_with("the program has ended"));
    }
}
