//! Breakpoints: where and when a run shall stop, in either direction of time.

use super::atlas::Atlas;
use super::command::{BreakAt, BreakSpec, EventFilter, WatchSpec};
use super::counting::Counting;
use super::entrance::Entrance;
use super::eval::Expression;
use super::eval::check::{self, Asked};
use super::eval::quick;
use super::subject::{Home, Owner, Subject};
use super::walk;
use crate::bytecode::Pc;
use crate::vm::guard::{Guard, Guarded};
use crate::vm::{BlockId, Event, EventKind, Machine, Touch};

/// All breakpoints of a session; numbers are never used again.
#[derive(Default)]
pub struct Stops {
    list: Vec<Stop>,
    last: u32,
}

pub struct Stop {
    pub id: u32,
    /// As it would be typed.
    pub text: String,
    pub place: StopPlace,
    pub condition: Option<Condition>,
    /// Stops from this hit on.
    pub hits: Option<u64>,
    /// Ticks before this are hits that do not count yet; follows from `hits`, once they are counted.
    pub from_tick: u64,
    pub counting: Counting,
    pub once: bool,
    /// Prints instead of stopping.
    pub log: Option<LogText>,
    pub enabled: bool,
}

/// A condition, and its quick form before each instruction where it is asked, as far as it has one.
pub struct Condition {
    pub expression: Expression,
    quick: Vec<(Pc, Guard)>,
}

impl Condition {
    fn read_if(
        text: Option<&str>,
        place: &StopPlace,
        atlas: &Atlas,
    ) -> Result<Option<Condition>, String> {
        text.map(|text| Condition::read(text, place, atlas))
            .transpose()
    }

    fn read(text: &str, place: &StopPlace, atlas: &Atlas) -> Result<Condition, String> {
        let expression = Expression::parse(text)?;
        check::condition(&expression, &place.asked(atlas), atlas)?;
        let pcs = match place {
            StopPlace::Code { pcs, .. } => pcs.as_slice(),
            _ => &[],
        };
        let quick = |&pc: &Pc| Some((pc, quick::compile(&expression, atlas, pc)?));
        Ok(Condition {
            quick: pcs.iter().filter_map(quick).collect(),
            expression,
        })
    }

    /// The quick form before an instruction, if there is one.
    pub fn quick(&self, pc: Pc) -> Option<&Guard> {
        let entry = self.quick.iter().find(|(at, _)| *at == pc);
        entry.map(|(_, quick)| quick)
    }
}

/// `i is {i}`: texts and expressions in turn.
pub struct LogText {
    pub parts: Vec<LogPart>,
}

pub enum LogPart {
    Text(String),
    Value(Expression),
}

pub enum StopPlace {
    /// Before one of these instructions, sorted; the line that is shown with it.
    Code {
        pcs: Vec<Pc>,
        line: u32,
        /// Where it stops only as a call begins.
        entrances: Vec<Entrance>,
    },
    Event {
        filter: EventFilter,
        block: Option<BlockId>,
    },
    /// Where this error is returned.
    Error(String),
    /// Before a write to this memory, or a read of it.
    Memory { subject: Subject, touch: Touch },
}

impl StopPlace {
    /// Where its condition, and what it prints, will be asked.
    fn asked(&self, atlas: &Atlas) -> Vec<Asked> {
        match self {
            // In the library, what the nearest call of the user has is meant.
            StopPlace::Code { pcs, .. } if pcs.iter().all(|&pc| !atlas.is_library(pc)) => {
                pcs.iter().map(|&pc| Asked::Before(pc)).collect()
            }
            StopPlace::Memory { subject, .. } => match &subject.owner {
                Owner::Call(home) => vec![Asked::In(home.function)],
                _ => vec![Asked::Anywhere],
            },
            _ => vec![Asked::Anywhere],
        }
    }
}

impl Stop {
    /// The line that shows it.
    pub fn line(&self) -> Option<u32> {
        match &self.place {
            StopPlace::Code { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What a watch was set on, as it was typed.
    pub fn watched(&self) -> Option<&str> {
        let what = self.text.split_once(' ')?.1;
        match (&self.place, &self.condition) {
            (StopPlace::Memory { .. }, Some(condition)) => {
                let tail = format!(" if {}", condition.expression.text());
                Some(what.strip_suffix(&tail).unwrap_or(what))
            }
            _ => Some(what),
        }
    }

    /// The call to which what it watches belongs.
    pub fn home(&self) -> Option<&Home> {
        match &self.place {
            StopPlace::Memory { subject, .. } => match &subject.owner {
                Owner::Call(home) => Some(home),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a call begins there, if it stops only where one does.
    pub fn is_entered(&self, machine: &Machine) -> bool {
        match &self.place {
            StopPlace::Code { entrances, .. } => entrances.iter().all(|e| e.is_entered(machine)),
            _ => true,
        }
    }

    /// What decides by itself before one of its instructions.
    fn guard(&self, pc: Pc) -> Option<&Guard> {
        if let StopPlace::Code { entrances, .. } = &self.place
            && entrances.iter().any(|e| e.pc == pc)
        {
            return None;
        }
        if let StopPlace::Memory { subject, .. } = &self.place {
            return subject.guard(pc);
        }
        self.condition.as_ref()?.quick(pc)
    }

    /// Whether its condition is about what the instruction does: a write counts by what it has written.
    pub fn asks_after(&self) -> bool {
        let is_of_bits = match &self.place {
            StopPlace::Memory { subject, .. } => subject.extent.bits.is_some(),
            _ => false,
        };
        self.touches() == Some(Touch::Writes) && (self.condition.is_some() || is_of_bits)
    }

    /// Which accesses to memory it waits for, if for any.
    pub fn touches(&self) -> Option<Touch> {
        match self.place {
            StopPlace::Memory { touch, .. } => Some(touch),
            _ => None,
        }
    }

    /// The instructions before which it stops.
    pub fn pcs(&self) -> &[Pc] {
        match &self.place {
            StopPlace::Code { pcs, .. } => pcs,
            StopPlace::Memory { subject, .. } => subject.pcs(),
            _ => &[],
        }
    }
}

/// A search for the places in the code where some of these may stop.
pub fn search_for(stops: &[&Stop], pcs: Vec<Pc>, most: u64) -> walk::Stops {
    let mut guards = Vec::new();
    for &pc in &pcs {
        let here = stops.iter().filter(|s| s.pcs().contains(&pc));
        let own: Option<Vec<&Guard>> = here.map(|s| s.guard(pc)).collect();
        guards.extend(own.into_iter().flatten().map(|g| (pc, g.clone())));
    }
    match guards.is_empty() {
        true => walk::Stops::Pcs(pcs),
        false => {
            let guarded = Guarded {
                guards,
                stops_if: true,
                most,
            };
            walk::Stops::Guarded(pcs, guarded)
        }
    }
}

impl Stops {
    pub fn list(&self) -> &[Stop] {
        &self.list
    }

    pub fn enabled(&self) -> impl Iterator<Item = &Stop> {
        self.list.iter().filter(|s| s.enabled)
    }

    /// Those that wait for a hit of which it is not known yet where it is.
    pub fn counting(&mut self) -> impl Iterator<Item = &mut Stop> {
        let waits =
            |stop: &&mut Stop| stop.enabled && stop.log.is_none() && stop.from_tick == u64::MAX;
        self.list.iter_mut().filter(waits)
    }

    pub fn get(&self, id: u32) -> Option<&Stop> {
        self.list.iter().find(|s| s.id == id)
    }

    /// Puts a breakpoint where `spec` says; `here` is the line of the present.
    pub fn add(
        &mut self,
        spec: &BreakSpec,
        here: Option<u32>,
        atlas: &Atlas,
    ) -> Result<u32, String> {
        let place = where_it_can_be_asked(place(&spec.at, here, atlas)?, spec, atlas);
        let at = match (&spec.at, &place) {
            // What was meant, not what was typed: `break` and lines without code move.
            (BreakAt::Here | BreakAt::Line(_), StopPlace::Code { line, .. }) => {
                BreakAt::Line(*line)
            }
            (at, _) => at.clone(),
        };
        let text = BreakSpec { at, ..spec.clone() }.to_string();
        let condition = Condition::read_if(spec.condition.as_deref(), &place, atlas)?;
        let log = spec.log.as_deref().map(LogText::parse).transpose()?;
        for expression in log.iter().flat_map(LogText::expressions) {
            check::value(expression, &place.asked(atlas), atlas)?;
        }
        self.push(Stop {
            id: 0,
            text,
            place,
            condition,
            hits: spec.hits,
            // It is counted when it has to stop.
            from_tick: if spec.hits.is_some() { u64::MAX } else { 0 },
            counting: Counting::default(),
            once: spec.once,
            log,
            enabled: true,
        })
    }

    pub fn watch(
        &mut self,
        spec: &WatchSpec,
        subject: Subject,
        atlas: &Atlas,
    ) -> Result<u32, String> {
        let touch = match spec.reads {
            true => Touch::Reads,
            false => Touch::Writes,
        };
        let place = StopPlace::Memory { subject, touch };
        let condition = Condition::read_if(spec.condition.as_deref(), &place, atlas)?;
        self.push(Stop {
            id: 0,
            text: spec.to_string(),
            place,
            condition,
            hits: None,
            from_tick: 0,
            counting: Counting::default(),
            once: false,
            log: None,
            enabled: true,
        })
    }

    fn push(&mut self, stop: Stop) -> Result<u32, String> {
        if let Some(old) = self.list.iter().find(|s| s.text == stop.text) {
            return Err(format!("that is breakpoint {} already", old.id));
        }
        self.last += 1;
        self.list.push(Stop {
            id: self.last,
            ..stop
        });
        Ok(self.last)
    }

    /// Removes these, or all; says which numbers do not exist.
    pub fn delete(&mut self, ids: &[u32]) -> Result<usize, String> {
        let chosen = self.choose(ids)?;
        self.list.retain(|s| !chosen.contains(&s.id));
        Ok(chosen.len())
    }

    pub fn enable(&mut self, ids: &[u32], on: bool) -> Result<usize, String> {
        let chosen = self.choose(ids)?;
        for stop in self.list.iter_mut().filter(|s| chosen.contains(&s.id)) {
            stop.enabled = on;
        }
        Ok(chosen.len())
    }

    fn choose(&self, ids: &[u32]) -> Result<Vec<u32>, String> {
        if ids.is_empty() {
            return Ok(self.list.iter().map(|s| s.id).collect());
        }
        match ids.iter().find(|&&id| self.get(id).is_none()) {
            Some(id) => Err(format!("there is no breakpoint {id}")),
            None => Ok(ids.to_vec()),
        }
    }
}

fn place(at: &BreakAt, here: Option<u32>, atlas: &Atlas) -> Result<StopPlace, String> {
    match at {
        BreakAt::Here => {
            let line = here.ok_or("the program has ended: name a line")?;
            line_place(line, atlas)
        }
        BreakAt::Line(line) => line_place(*line, atlas),
        BreakAt::Function(name) => function_place(name, atlas),
        BreakAt::Event { filter, block } => Ok(StopPlace::Event {
            filter: *filter,
            block: *block,
        }),
        BreakAt::Error(name) => match atlas.program().types.find_error(name) {
            Some(_) => Ok(StopPlace::Error(name.clone())),
            None => Err(format!("the program has no `error.{name}`")),
        },
    }
}

fn line_place(line: u32, atlas: &Atlas) -> Result<StopPlace, String> {
    let found = atlas.line_with_code(line);
    let line = found.ok_or_else(|| atlas.nothing_on(line))?;
    let mut pcs = atlas.visits(line).to_vec();
    pcs.sort();
    Ok(code(pcs, line))
}

/// On a line on which names are born (`for (list) |x| total += x;`) what is asked may mean nothing as the line begins: then
/// the statements on it are meant where it does.
fn where_it_can_be_asked(place: StopPlace, spec: &BreakSpec, atlas: &Atlas) -> StopPlace {
    let StopPlace::Code { line, .. } = place else {
        return place;
    };
    if matches!(spec.at, BreakAt::Function(_)) || is_askable(spec, &place.asked(atlas), atlas) {
        return place;
    }
    let mut inside = atlas.statements(line).to_vec();
    inside.retain(|&pc| is_askable(spec, &[Asked::Before(pc)], atlas));
    let mut pcs = atlas.leaders(&inside);
    pcs.sort();
    match pcs.is_empty() {
        true => place,
        false => code(pcs, line),
    }
}

/// Whether the condition of a breakpoint, and what it prints, mean something in one of these places.
fn is_askable(spec: &BreakSpec, places: &[Asked], atlas: &Atlas) -> bool {
    let condition = spec.condition.as_deref().map(|text| {
        let expression = Expression::parse(text)?;
        check::condition(&expression, places, atlas)
    });
    let log = spec.log.as_deref().map(|text| {
        let log = LogText::parse(text)?;
        log.expressions()
            .try_for_each(|value| check::value(value, places, atlas))
    });
    [condition, log]
        .into_iter()
        .flatten()
        .all(|asked| asked.is_ok())
}

/// Instructions before which it stops each time.
fn code(pcs: Vec<Pc>, line: u32) -> StopPlace {
    StopPlace::Code {
        pcs,
        line,
        entrances: Vec::new(),
    }
}

fn function_place(name: &str, atlas: &Atlas) -> Result<StopPlace, String> {
    let mut entrances = atlas.entrances(&atlas.functions(name));
    let pcs: Vec<Pc> = entrances.iter().map(|entrance| entrance.pc).collect();
    let Some(&first) = pcs.first() else {
        return Err(format!("no function `{name}` is used in this program"));
    };
    entrances.retain(Entrance::comes_again);
    Ok(StopPlace::Code {
        pcs,
        line: atlas.location(first).line,
        entrances,
    })
}

impl LogText {
    fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.parts.iter().filter_map(|part| match part {
            LogPart::Value(expression) => Some(expression),
            LogPart::Text(_) => None,
        })
    }

    fn parse(text: &str) -> Result<LogText, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, following) = after.split_once('}').ok_or("a `{` has no `}`")?;
            if !before.is_empty() {
                parts.push(LogPart::Text(before.to_owned()));
            }
            parts.push(LogPart::Value(Expression::parse(inside)?));
            rest = following;
        }
        if !rest.is_empty() {
            parts.push(LogPart::Text(rest.to_owned()));
        }
        Ok(LogText { parts })
    }
}

/// Whether an event is of the kind that is meant.
pub fn is_meant(filter: EventFilter, kind: EventKind) -> bool {
    use EventKind::*;
    match filter {
        EventFilter::Any => true,
        EventFilter::Alloc => matches!(kind, Born(_)),
        EventFilter::Free => matches!(kind, Freed(_)),
        EventFilter::Memory => matches!(kind, Born(_) | Freed(_) | Resized(_)),
        EventFilter::Defer => matches!(kind, DeferArmed(_) | DeferFired(_) | DeferDisarmed(_)),
        EventFilter::Error => matches!(kind, ErrorReturned(_)),
        EventFilter::Output => matches!(kind, Output { .. }),
        EventFilter::Fault => matches!(kind, Fault(_)),
        EventFilter::Trouble => matches!(kind, ErrorReturned(_) | Fault(_)),
    }
}

/// The block that an event is about.
pub fn block_of(event: &Event) -> Option<BlockId> {
    match event.kind() {
        EventKind::Born(id) | EventKind::Freed(id) | EventKind::Resized(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_text_is_texts_and_expressions() {
        let log = LogText::parse("i is {i} of {n + 1}!").expect("both parse");
        let shown: Vec<_> = log
            .parts
            .iter()
            .map(|p| match p {
                LogPart::Text(text) => text.clone(),
                LogPart::Value(expression) => format!("<{}>", expression.text()),
            })
            .collect();
        assert_eq!(shown, ["i is ", "<i>", " of ", "<n + 1>", "!"]);
        assert!(LogText::parse("{i").is_err());
    }
}
