//! Questions that the recording answers: who, when, how often.

use std::collections::HashMap;

use super::command::{Place, Question, Target};
use super::eval::{Expression, raw_pointer};
use super::present::{Call, Present};
use super::reply::{Answer, Difference, Finding, Reply};
use super::session::Session;
use super::text::count;
use super::value::{Pointee, Source};
use super::walk::{Found, Here, Stops, Walk};
use crate::bytecode::Pc;
use crate::ir::FunctionId;
use crate::vm::{BlockId, Machine};

/// Answers to one question at the most.
pub(super) const MOST: usize = 200;
const CHILDREN: usize = 8;

impl Session {
    pub(super) fn ask(&mut self, question: &Question) -> Reply {
        let home = self.past.here().tick;
        let answer = match question.at_another_moment() {
            None => self.answer_or_last(question),
            Some((question, moment)) => {
                self.elsewhere(&moment, |session| session.answer_or_last(&question))
            }
        };
        self.past.seek(home);
        match answer {
            Ok((findings, said)) => Reply::of(Answer::Findings(findings)).say_if(said),
            Err(why) => Reply::refused(why),
        }
    }

    /// What has no name any more is asked where it had one: what was written is dated, whenever it is asked.
    fn answer_or_last(&mut self, question: &Question) -> Result<Findings, String> {
        let answer = self.answer(question);
        answer.or_else(
            |why| match self.at_last(|session| session.answer(question)) {
                Some((answer, _)) => answer,
                None => Err(why),
            },
        )
    }

    fn answer(&mut self, question: &Question) -> Result<Findings, String> {
        match question {
            Question::WhoAllocated(place) => self.block_of(place).and_then(|id| self.birth(id)),
            Question::WhoFreed(place) => self.block_of(place).and_then(|id| self.end_of(id)),
            Question::WhoPoints(place) => self.block_of(place).map(|id| self.pointing(id)),
            Question::Visits(line) => self.visits(*line),
            Question::Calls(function) => self.calls_of(function),
            Question::When(text) => self.when(text),
            Question::LastWrite(place) => self.last_write(place),
            Question::Writes(place) => self.writes(place),
            Question::NextUse(place) => self.next_use(place),
        }
    }

    /// The block that is named, or to which the named pointer leads.
    pub(super) fn block_of(&self, place: &Place) -> Result<BlockId, String> {
        let text = match place {
            Place::Block(id) => return self.known_block(*id),
            Place::Expression(text) => text,
        };
        let lens = self.lens();
        let reader = lens.reader(1);
        let term = Expression::parse(text)?.evaluate(&reader, &lens)?;
        if let Some(Pointee::Block { id, .. }) =
            raw_pointer(&reader, &term).map(|p| lens.pointee(p))
        {
            return Ok(id);
        }
        let inside = super::eval::extent(&reader, &term).ok().and_then(|extent| {
            let blocks = self.present().machine.memory().blocks();
            let lease = blocks.innermost(extent.addr)?;
            blocks.outwards(lease).find_map(|(_, lease)| lease.block())
        });
        inside.ok_or_else(|| format!("`{text}` does not lead to a block"))
    }

    /// A block that is born somewhere in the recording.
    fn known_block(&self, id: BlockId) -> Result<BlockId, String> {
        let blocks = self.present().machine.memory().blocks();
        match blocks.leases_of(id).next() {
            Some(_) => Ok(id),
            None => Err(format!("there is no block {id}")),
        }
    }

    /// The allocator that was asked for a block, by the name that it had then.
    pub(super) fn allocator_of(&mut self, id: BlockId) -> Option<String> {
        let home = self.past.here().tick;
        let blocks = self.past.machine().memory().blocks();
        let (_, lease) = blocks.birth_of(id)?;
        let (born, (pointer, vtable)) = (lease.born.tick.0, blocks.allocator(lease.allocator));
        self.past.seek(born);
        let name = self.present().lens(None).allocator_name(pointer, vtable);
        self.past.seek(home);
        name
    }

    fn birth(&mut self, id: BlockId) -> Result<Findings, String> {
        let allocator = self.allocator_of(id);
        let present = self.present();
        let dates = present.dates();
        let blocks = present.machine.memory().blocks();
        let (_, lease) = blocks.birth_of(id).ok_or("there is no such block")?;
        let name = present.asked_name(lease.asked.ty, lease.asked.count);
        let from = allocator.map_or(String::new(), |a| format!(" from {a}"));
        let date = dates.date(&lease.born);
        let text = format!(
            "{}   <- {id} born: {} B for {name}{from}",
            date.text, lease.len
        );
        Ok((vec![dated(date, text)], String::new()))
    }

    fn pointing(&mut self, id: BlockId) -> Findings {
        let names = self.present().holders().remove(&id).unwrap_or_default();
        let said = match names.is_empty() {
            true => format!("nobody points to {id} now"),
            false => String::new(),
        };
        let finding = |text| Finding { date: None, text };
        (names.into_iter().map(finding).collect(), said)
    }

    fn visits(&mut self, line: u32) -> Result<Findings, String> {
        let pcs = self.atlas.visits(line).to_vec();
        if pcs.is_empty() {
            return Err(self.atlas.nothing_on(line));
        }
        let (findings, complete) = self.each_stop(Stops::Pcs(pcs), &mut |_, present| {
            let date = present.date_here();
            let text = date.text.clone();
            Some(dated(date, text))
        })?;
        Ok(self.counted(
            findings,
            complete,
            &format!("line {line} is never reached"),
            "visit",
        ))
    }

    fn calls_of(&mut self, name: &str) -> Result<Findings, String> {
        let functions = self.atlas.functions(name);
        let entrances = self.atlas.entrances(&functions);
        let pcs: Vec<Pc> = entrances.iter().map(|entrance| entrance.pc).collect();
        if pcs.is_empty() {
            return Err(format!("no function `{name}` is used in this program"));
        }
        let mut calls = Vec::new();
        let (mut findings, complete) = self.each_stop(Stops::Pcs(pcs), &mut |_, present| {
            if !entrances.iter().all(|e| e.is_entered(present.machine)) {
                return None;
            }
            calls.extend(present.calls().first());
            Some(call_finding(present))
        })?;
        let results = self.results(&functions, &calls, CHILDREN)?;
        for (finding, result) in findings.iter_mut().zip(results) {
            finding.text += &result;
        }
        Ok(self.counted(
            findings,
            complete,
            &format!("{name} is never called"),
            "call",
        ))
    }

    /// What calls of some functions gave back, as far as recorded: ` returned 3 at t 5`. The machine moves.
    fn results(
        &mut self,
        functions: &[FunctionId],
        calls: &[Call],
        children: usize,
    ) -> Result<Vec<String>, String> {
        let key = |fp: u64, called: u64| (fp, called);
        let mut open: HashMap<(u64, u64), usize> = HashMap::new();
        for (index, call) in calls.iter().enumerate() {
            open.insert(key(call.fp, call.called), index);
        }
        let Some(first) = calls.first() else {
            return Ok(Vec::new());
        };
        let mut ends: Vec<(u64, usize)> = Vec::new();
        let stops = Stops::Pcs(self.atlas.returns_of(functions));
        let recorded = self.past.end_tick() + 1;
        self.past.seek(first.called);
        let found = self
            .past
            .find_next_before(&stops, recorded, &mut |here: &Here, _| {
                if let Some(index) = open.remove(&key(here.fp, here.called)) {
                    ends.push((here.tick, index));
                }
                open.is_empty()
            });
        if found == Found::Interrupted {
            return Err(self.interrupted());
        }
        let mut results = vec![String::new(); calls.len()];
        for (tick, index) in ends {
            self.past.seek(tick);
            let step = self.step_here();
            self.past.seek(tick + 1);
            let value = self.present().returned_value(&calls[index], children);
            results[index] = match value {
                Some(value) => format!(" returned {} at t {step}", value.text),
                None => format!(" returned at t {step}"),
            };
        }
        for &index in open.values() {
            results[index] = " has not returned".into();
        }
        Ok(results)
    }

    pub(super) fn counted(
        &self,
        findings: Vec<Finding>,
        complete: bool,
        none: &str,
        noun: &str,
    ) -> Findings {
        let is_all = self.past.is_complete();
        let recorded = self.past.end_step();
        let said = match findings.len() {
            0 if !is_all => format!("{none}, in what is recorded so far (t 1 to {recorded})"),
            n if !is_all && n < MOST => {
                format!("{} in what is recorded so far", count(n as u64, noun))
            }
            0 => none.to_owned(),
            n if n >= MOST && !complete => format!("the first {}", count(n as u64, noun)),
            n => count(n as u64, noun),
        };
        (findings, said)
    }

    /// Passes all stops of the whole run from its start; the flag says whether all of them were seen.
    pub(super) fn each_stop(
        &mut self,
        stops: Stops,
        see: &mut dyn FnMut(&Here, &Present<'_>) -> Option<Finding>,
    ) -> Result<(Vec<Finding>, bool), String> {
        let library = self.options.library;
        let atlas = self.atlas.clone();
        let mut findings = Vec::new();
        let mut accept = |here: &Here, machine: &Machine| {
            let present = Present {
                machine,
                atlas: &atlas,
                library,
            };
            findings.extend(see(here, &present));
            findings.len() >= MOST
        };
        self.past.seek(0);
        let here = self.past.here();
        let is_at_once = match &stops {
            Stops::Pcs(pcs) => pcs.contains(&here.pc),
            _ => atlas.is_statement(here.pc),
        };
        if is_at_once {
            accept(&here, self.past.state());
        }
        let recorded = self.past.end_tick() + 1;
        match self.past.find_next_before(&stops, recorded, &mut accept) {
            Found::Interrupted => Err("interrupted".into()),
            found => Ok((findings, found == Found::Nowhere)),
        }
    }

    /// What differs between another moment and this one.
    pub(super) fn diff(&mut self, target: &Target) -> Reply {
        let home = self.past.here().tick;
        let now = self.facts();
        if let Err(why) = self.seek_target(target) {
            self.past.seek(home);
            return Reply::refused(why);
        }
        let then = self.facts();
        self.past.seek(home);
        let mut names: Vec<&String> = then.iter().chain(&now).map(|(n, _)| n).collect();
        names.sort();
        names.dedup();
        let value = |facts: &Facts, name: &str| {
            let found = facts.iter().find(|(n, _)| n == name);
            found.map(|(_, value)| value.clone())
        };
        let mut differences = Vec::new();
        for name in names {
            let (then, now) = (value(&then, name), value(&now, name));
            if then != now {
                let name = name.clone();
                differences.push(Difference { name, then, now });
            }
        }
        Reply::of(Answer::Differences(differences))
    }

    /// Everything that can be compared at the moment where the machine stands, by name.
    fn facts(&self) -> Facts {
        let present = self.present();
        let mut facts = Vec::new();
        let mut depths: HashMap<&str, u32> = HashMap::new();
        for call in present.shown_calls().iter().rev() {
            let name = present.function_name(call.function);
            let depth = depths.entry(name).or_default();
            *depth += 1;
            let function = match *depth {
                1 => name.to_owned(),
                // Calls of itself, counted from the outermost.
                depth => format!("{name} ({depth} deep)"),
            };
            for variable in present.variables(call, CHILDREN) {
                facts.push((format!("{function}.{}", variable.name), variable.value.text));
            }
        }
        for variable in present.global_variables(CHILDREN) {
            facts.push((variable.name, variable.value.text));
        }
        let none = super::blocks::Holders::new();
        for id in (1..=present.block_count().min(MOST as u32)).map(BlockId) {
            if let Some(block) = present.block(id, &none, 0, CHILDREN) {
                let state = if block.died.is_some() {
                    "freed"
                } else {
                    "live"
                };
                facts.push((id.to_string(), format!("{state} {}", block.value.text)));
            }
        }
        let printed = present.machine.output().bytes().len();
        facts.push(("output".into(), count(printed as u64, "byte")));
        facts
    }
}

pub(super) type Findings = (Vec<Finding>, String);
type Facts = Vec<(String, String)>;

pub(super) fn dated(date: super::view::Date, text: String) -> Finding {
    Finding {
        date: Some(date),
        text,
    }
}

/// `makePair(gpa = page_allocator)`, dated by the call.
fn call_finding(present: &Present<'_>) -> Finding {
    let mut date = present.date_here();
    let calls = present.calls();
    let Some((call, callers)) = calls.split_first() else {
        return dated(date, String::new());
    };
    let info = present.atlas.program().function(call.function);
    let lens = present.lens(Some(*call));
    let arguments: Vec<_> = info
        .params
        .iter()
        .map(|&param| {
            let name = &present.atlas.program().local(param).name;
            let value = lens.read(&present.local(call, param), CHILDREN);
            format!("{name} = {}", value.text)
        })
        .collect();
    let text = format!("{}({})", info.short_name, arguments.join(", "));
    let is_shown = |call: &&Call| present.library || !present.atlas.is_library(call.pc);
    if let Some(caller) = callers.iter().find(is_shown) {
        let place = present.atlas.location(caller.pc);
        date.line = place.line;
        date.function = place.function;
    }
    dated(date, text)
}
