//! Who wrote a place, and who uses it next.

use std::ops::Range;

use super::ask::{Findings, dated};
use super::command::Place;
use super::present::Present;
use super::reply::Finding;
use super::session::Session;
use super::subject::{Owner, Subject};
use super::text::count;
use super::value::Source;
use super::walk::{Accept, Found, Here, Stops, Walk};
use crate::types::TypeId;
use crate::vm::{Halt, Machine, Touch};

/// Writes that are told of at the most.
const MOST: usize = 200;

/// Accesses to the place that are looked at to find those of its owner.
const ASKED: u64 = 1_000_000;

/// In which direction to look for an access, and how far.
#[derive(Clone, Copy)]
pub(super) enum Reach {
    /// After the present, before this tick.
    Before(u64),
    /// Before the present, not before this tick.
    After(u64),
}

impl Reach {
    /// In one direction as far as to `bound`.
    pub(super) fn of(back: bool, bound: u64) -> Reach {
        match back {
            true => Reach::After(bound),
            false => Reach::Before(bound),
        }
    }

    /// Of what lies nearer than a moment.
    fn nearer_than(self, tick: u64) -> Reach {
        match self {
            Reach::Before(_) => Reach::Before(tick),
            Reach::After(_) => Reach::After(tick + 1),
        }
    }
}

impl Session {
    /// The tick of the next access, as far as the run is recorded; the machine moves.
    fn next_access(&mut self, subject: &Subject, touch: Touch) -> Result<Option<u64>, String> {
        let recorded = self.past.end_tick() + 1;
        self.nearest_access(subject, touch, Reach::Before(recorded))
    }

    /// The tick of the nearest access to the present; the machine moves. Who asks next about that access is there
    /// already: ways through time are what such questions cost. `Err` when interrupted.
    pub(super) fn nearest_access(
        &mut self,
        subject: &Subject,
        touch: Touch,
        reach: Reach,
    ) -> Result<Option<u64>, String> {
        loop {
            let found = self.nearest_touch(subject, touch, reach)?;
            match found {
                Some(tick) if !self.is_meant(subject, touch, tick) => self.past.seek(tick),
                _ => return Ok(found),
            }
            if self.is_interrupted() {
                return Err(self.interrupted());
            }
        }
    }

    /// Whether an access to the bytes at a tick is one to the subject: bits are written to where they change, for their
    /// bytes are written with them. The machine ends where it was, at the tick.
    fn is_meant(&mut self, subject: &Subject, touch: Touch, tick: u64) -> bool {
        if subject.extent.bits.is_none() || touch != Touch::Writes {
            return true;
        }
        self.past.seek(tick);
        let before = self.value_of(subject);
        self.seek_written(tick, subject);
        let changes = before != self.value_of(subject);
        self.past.seek(tick);
        changes
    }

    fn nearest_touch(
        &mut self,
        subject: &Subject,
        touch: Touch,
        reach: Reach,
    ) -> Result<Option<u64>, String> {
        let home = self.past.here().tick;
        let (library, atlas) = (self.options.library, self.atlas.clone());
        let mut nearest = None;
        if let Some(stops) = subject.own_accesses(atlas.program(), touch, u64::MAX) {
            let accept = &mut |here: &Here, machine: &Machine| {
                let present = Present {
                    machine,
                    atlas: &atlas,
                    library,
                };
                subject.is_touched(&present, here, touch)
            };
            nearest = self.nearest_in(&stops, reach, accept)?;
        }
        let reach = nearest.map_or(reach, |tick| reach.nearer_than(tick));
        let through_pointers =
            self.nearest_through_pointers(subject, touch, home, reach, &|_| true)?;
        Ok(through_pointers.or(nearest))
    }

    /// The same for accesses through pointers, of those that count, nearest to a moment that is called home.
    pub(super) fn nearest_through_pointers(
        &mut self,
        subject: &Subject,
        touch: Touch,
        home: u64,
        reach: Reach,
        counts: &dyn Fn(&Present<'_>) -> bool,
    ) -> Result<Option<u64>, String> {
        let (library, atlas) = (self.options.library, self.atlas.clone());
        loop {
            let stays = subject.stays(&self.present());
            let mut nearest = None;
            let mut reach = reach;
            for stay in &stays {
                let Some(within) = self.enter(home, &stay.ticks, reach) else {
                    continue;
                };
                let accept = &mut |_: &Here, machine: &Machine| {
                    let present = Present {
                        machine,
                        atlas: &atlas,
                        library,
                    };
                    let is_own = subject.is_itself(&present) && !subject.goes_on(&present, touch);
                    is_own && counts(&present)
                };
                let stops = subject.accesses(stay, touch);
                if let Some(tick) = self.nearest_in(&stops, within, accept)? {
                    nearest = Some(tick);
                    reach = reach.nearer_than(tick);
                }
            }
            // A search that went beyond what was recorded may have seen the block go elsewhere.
            if stays.len() == subject.stays(&self.present()).len() {
                return Ok(nearest);
            }
        }
    }

    /// Goes to where a search from home in a stretch of time begins, and says how far it reaches. `None` if the two lie
    /// apart; then the machine stays.
    fn enter(&mut self, home: u64, ticks: &Range<u64>, reach: Reach) -> Option<Reach> {
        let (begin, within, is_apart) = match reach {
            // A search leaves out where it begins.
            Reach::Before(limit) => {
                let begin = home.max(ticks.start.saturating_sub(1));
                let limit = limit.min(ticks.end);
                (begin, Reach::Before(limit), begin >= limit)
            }
            Reach::After(floor) => {
                let begin = home.min(ticks.end);
                let floor = floor.max(ticks.start);
                (begin, Reach::After(floor), begin <= floor)
            }
        };
        if is_apart {
            return None;
        }
        if begin != self.past.here().tick {
            self.past.seek(begin);
        }
        Some(within)
    }

    /// The tick of the nearest accepted stop; the machine moves there. `Err` when interrupted.
    fn nearest_in(
        &mut self,
        stops: &Stops,
        reach: Reach,
        accept: Accept<'_, Machine>,
    ) -> Result<Option<u64>, String> {
        let found = match reach {
            Reach::Before(limit) => self.past.find_next_before(stops, limit, accept),
            Reach::After(floor) => self.past.find_last_after(stops, floor, accept),
        };
        match found {
            Found::Interrupted => Err(self.interrupted()),
            Found::Nowhere => Ok(None),
            Found::Here => Ok(Some(self.past.here().tick)),
        }
    }

    pub(super) fn last_write(&mut self, place: &Place) -> Result<Findings, String> {
        let subject = self.subject(place)?;
        let floor = subject.begin();
        let found = self.nearest_access(&subject, Touch::Writes, Reach::After(floor))?;
        if let Some(tick) = found {
            return Ok((vec![self.written_at(tick, &subject)], String::new()));
        }
        if let Some(finding) = self.passed(&subject) {
            return Ok((vec![finding], String::new()));
        }
        let none = format!("nobody has written `{place}` before this");
        Ok((Vec::new(), none))
    }

    pub(super) fn writes(&mut self, place: &Place) -> Result<Findings, String> {
        let subject = self.subject(place)?;
        let (accesses, are_all) = self.accesses(&subject, Touch::Writes, MOST, u64::MAX)?;
        let mut findings: Vec<Finding> = self.passed(&subject).into_iter().collect();
        for (tick, _) in accesses {
            findings.push(self.written_at(tick, &subject));
        }
        let said = match findings.len() {
            n if n >= MOST => format!("the first {MOST} writes"),
            n if !are_all => format!(
                "{}; there may be more: {ASKED} accesses to its place by others were looked at, and that is the limit. \
                 `last-write {place}` finds the last one",
                count(n as u64, "write")
            ),
            0 => format!("nobody writes `{place}`"),
            n => count(n as u64, "write"),
        };
        Ok((findings, said))
    }

    /// Ticks and steps of the first accesses in the life of a subject, in order, and whether those are all up to so many as
    /// were asked for; the machine moves. It passes so many visits of instructions that go elsewhere at the most.
    pub(super) fn accesses(
        &mut self,
        subject: &Subject,
        touch: Touch,
        most: usize,
        visits: u64,
    ) -> Result<(Vec<(u64, u64)>, bool), String> {
        let (library, atlas) = (self.options.library, self.atlas.clone());
        let (mut ticks, mut are_all) = (Vec::new(), true);
        let recorded = self.past.end_tick() + 1;
        for (stops, during) in searches(subject, touch, &self.present(), visits) {
            let is_own = !matches!(stops, Stops::Accesses { .. });
            let mut found = Vec::new();
            let (mut asked, mut is_full) = (0, false);
            let begin = subject.begin().max(during.start.saturating_sub(1));
            let limit = recorded.min(during.end);
            if begin >= limit {
                continue;
            }
            self.past.seek(begin);
            let accept = &mut |here: &Here, machine: &Machine| {
                let present = Present {
                    machine,
                    atlas: &atlas,
                    library,
                };
                let is_meant = match is_own {
                    true => subject.is_touched(&present, here, touch),
                    false => subject.is_itself(&present) && !subject.goes_on(&present, touch),
                };
                if is_meant {
                    let begins = atlas.is_statement(here.pc);
                    found.push((here.tick, (here.steps + u64::from(begins)).max(1)));
                }
                asked += 1;
                is_full = asked >= ASKED || machine.guarded_passes() >= visits;
                found.len() >= most || is_full || has_ended(subject, here)
            };
            // A search leaves out where it begins: nothing lies before the very first instruction.
            if begin == 0 && is_own {
                accept(&self.past.here(), self.past.state());
            }
            let end = self.past.find_next_before(&stops, limit, accept);
            if end == Found::Interrupted {
                return Err(self.interrupted());
            }
            ticks.extend(found);
            are_all &= !is_full;
        }
        ticks.sort_unstable();
        ticks.dedup();
        if touch == Touch::Writes
            && ticks
                .last()
                .is_some_and(|&(tick, _)| self.is_the_bad_end(tick))
        {
            ticks.pop();
        }
        ticks.truncate(most);
        ticks.retain(|&(tick, _)| self.is_meant(subject, touch, tick));
        Ok((ticks, are_all))
    }

    /// Whether the run ends badly with the instruction at a tick: it had no effect. The machine stays.
    pub(super) fn is_the_bad_end(&mut self, tick: u64) -> bool {
        if tick < self.past.end_tick() {
            return false;
        }
        let here = self.past.here().tick;
        self.past.record_instructions(1);
        self.past.seek(here);
        let end = self.ending().filter(|end| end.row.is_some());
        end.is_some_and(|end| end.tick == tick)
    }

    pub(super) fn next_use(&mut self, place: &Place) -> Result<Findings, String> {
        let subject = self.subject(place)?;
        let home = self.past.here().tick;
        // What is about to run counts.
        let before = home.saturating_sub(1);
        self.past.seek(before);
        let found = self.next_access(&subject, Touch::Both)?;
        let Some(tick) = found else {
            self.past.seek(before);
            return Ok(match self.misuse_of(place) {
                Some(finding) => (vec![finding], String::new()),
                None if !self.past.is_complete() => {
                    let upto = self.past.end_step();
                    let said =
                        format!("`{place}` is not used in what is recorded (up to t {upto})");
                    (Vec::new(), said)
                }
                None => (Vec::new(), format!("`{place}` is never used again")),
            });
        };
        self.past.seek(before);
        let write = self.nearest_access(&subject, Touch::Writes, Reach::Before(tick + 1))?;
        let write = write.filter(|&tick| !self.is_the_bad_end(tick));
        self.past.seek(before);
        let read = self.nearest_access(&subject, Touch::Reads, Reach::Before(tick + 1))?;
        self.past.seek(tick);
        let date = self.present().date_here();
        let this = if tick == home { " (this one)" } else { "" };
        let what = match (write, read) {
            (Some(_), Some(_)) => "read and written",
            (Some(_), None) => "written",
            (None, _) => "read",
        };
        let text = format!("{}   <- {what}{this}", date.text);
        Ok((vec![dated(date, text)], String::new()))
    }

    /// The fault that ends the run, if it is about the place.
    fn misuse_of(&mut self, place: &Place) -> Option<Finding> {
        let id = self.block_of(place).ok()?;
        let ending = self.ending()?.clone();
        let Halt::Fault(fault) = &ending.halt else {
            return None;
        };
        if fault.block() != Some(id) {
            return None;
        }
        self.past.seek(ending.last);
        let date = self.present().date_here();
        let text = format!("{}   <- {}", date.text, fault.code.name().replace('-', " "));
        Some(dated(date, text))
    }

    /// The statement that writes at a tick, and the value that is there one instruction later.
    fn written_at(&mut self, tick: u64, subject: &Subject) -> Finding {
        self.past.seek(tick);
        let date = self.present().date_here();
        self.seek_written(tick, subject);
        let value = self.value_of(subject);
        let text = format!("{}   <- wrote {value}", date.text);
        dated(date, text)
    }

    /// To where the write is done that begins at a tick.
    pub(super) fn seek_written(&mut self, tick: u64, subject: &Subject) {
        self.past.seek(tick);
        let takes = subject.takes(&self.present());
        self.past.seek(tick + takes);
    }

    /// What a subject holds where the machine stands.
    pub(super) fn value_of(&self, subject: &Subject) -> String {
        let present = self.present();
        let lens = present.lens(None);
        let reader = lens.reader(8);
        let extent = subject.extent;
        let size = present.atlas.program().types.size(extent.ty).max(1);
        if let Some(bits) = extent.bits {
            let bytes = match subject.in_register {
                true => present.register(extent.addr, extent.len),
                false => lens.peek(extent.addr, extent.len),
            };
            return reader.decode(&bits.of(&bytes, size), extent.ty).text;
        }
        if let Owner::Block(id) = subject.owner
            && present
                .lease(id)
                .is_some_and(|l| subject.is_whole || l.start == extent.addr && l.len <= extent.len)
        {
            return present
                .block(id, &super::blocks::Holders::new(), 0, 8)
                .map_or_else(String::new, |block| block.value.text);
        }
        match subject.in_register {
            true => reader.decode(&present.register(extent.addr, extent.len), extent.ty),
            // Elements side by side.
            false if extent.len > size => {
                reader.read_row(extent.addr, extent.len / size, extent.ty)
            }
            false => reader.read(extent.addr, extent.ty),
        }
        .text
    }

    /// Of a parameter: the call that passed it.
    fn passed(&mut self, subject: &Subject) -> Option<Finding> {
        let Owner::Call(home) = &subject.owner else {
            return None;
        };
        let program = self.atlas.program().clone();
        let params = &program.function(home.function).params;
        let is_it = |ty: TypeId, slot: u32| {
            let start = home.fp + 8 * u64::from(slot);
            (start..start + program.types.size(ty).max(1)).contains(&subject.extent.addr)
        };
        let param = params
            .iter()
            .map(|&p| program.local(p))
            .find(|p| is_it(p.ty, p.slot))?;
        self.past.seek(home.called);
        let date = self.present().date_here();
        // The call itself is one instruction; then its frame is there.
        self.past.seek(home.called + 1);
        let value = self.value_of(subject);
        let text = format!("{}   <- passed as `{}`: {value}", date.text, param.name);
        Some(dated(date, text))
    }
}

/// The searches that together find every access, and when they count; guards are asked so often at the most.
fn searches(
    subject: &Subject,
    touch: Touch,
    present: &Present<'_>,
    most: u64,
) -> Vec<(Stops, Range<u64>)> {
    let mut searches = Vec::new();
    let own = subject.own_accesses(present.atlas.program(), touch, most);
    searches.extend(own.map(|stops| (stops, 0..u64::MAX)));
    for stay in subject.stays(present) {
        searches.push((subject.accesses(&stay, touch), stay.ticks));
    }
    searches
}

/// Whether the call in whose frame the subject lies has ended.
fn has_ended(subject: &Subject, here: &Here) -> bool {
    match &subject.owner {
        Owner::Call(home) => here.fp < home.fp,
        _ => false,
    }
}

impl Present<'_> {
    /// Bytes of registers; those without a value are undefined.
    pub fn register(&self, addr: u64, len: u64) -> Vec<super::value::Byte> {
        let peek = self.machine.memory().peek(addr, len);
        let is_defined = |byte: u64| {
            let cell = (addr + byte) / 8;
            !self.machine.is_register_undefined(cell as usize)
        };
        let bytes = peek.raw.iter().zip(0..);
        bytes.map(|(b, at)| is_defined(at).then_some(*b)).collect()
    }
}
