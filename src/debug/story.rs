//! The story of a bad end, told from the recording: where, what led to it, what was there before.

mod leaks;
mod verdict;
mod words;

use std::sync::Arc;

use super::dates::Dates;
use super::present::Present;
use super::report::{Entry, Kind, Report};
use super::session::Session;
use super::status::{Ending, file_name};
use super::subject::instructions;
use super::walk::{Found, Here, Stops, Walk};
use crate::bytecode::{LocalRef, Pc, addr_of, tag_of};
use crate::diag::render::Style;
use crate::source::Span;
use crate::vm::word::STACK_TAG;
use crate::vm::{
    At, BlockId, Cause, Death, Detail, EventKind, Fault, FaultCode, Halt, Machine, Object, Tick,
    Touch,
};

/// Calls that a panic names.
const CALLS: usize = 8;

impl Session {
    /// Runs to the end, or until somebody interrupts; true at the end.
    pub fn run_to_end(&mut self) -> bool {
        let done = self.seek_last().is_ok();
        self.at = self.past.here().tick;
        done
    }

    /// What is to be said about a run that has ended: the fault, panic or error, then leaks. Empty while the end is
    /// not recorded.
    pub fn reports(&mut self) -> Arc<[Report]> {
        if let Some(reports) = &self.reports {
            return reports.clone();
        }
        let Some(ending) = self.ending().cloned() else {
            return Arc::default();
        };
        let home = self.past.here().tick;
        let mut reports: Vec<Report> = self.bad_end(&ending).into_iter().collect();
        if matches!(ending.halt, Halt::Exited(_) | Halt::ReturnedError(_)) {
            reports.extend(self.leaks(&ending));
        }
        self.past.seek(home);
        let reports: Arc<[Report]> = reports.into();
        self.reports = Some(reports.clone());
        reports
    }

    /// The reports as the text for a screen.
    pub(super) fn report_text(&mut self) -> Option<Arc<str>> {
        let reports = self.reports();
        if reports.is_empty() {
            return None;
        }
        let texts: Vec<_> = reports.iter().map(|r| r.render(Style::PLAIN)).collect();
        Some(texts.join("\n").into())
    }

    fn bad_end(&mut self, ending: &Ending) -> Option<Report> {
        self.past.seek(ending.tick);
        let mut report = match &ending.halt {
            Halt::Exited(_) => return None,
            Halt::Fault(fault) => self.fault(fault),
            Halt::Panic(text) => {
                let mut report = Report::new(Kind::Panic, "panic", text.to_string());
                report.entries = self.stack_entries("here");
                report
            }
            Halt::ReturnedError(error) => {
                let name = self.atlas.program().types.error_name(*error);
                let mut report = Report::new(Kind::Error, "error", name);
                report.entries = self.error_entries();
                report
            }
            Halt::Limit(limit) => {
                let mut report = Report::new(Kind::Limit, "limit", limit.to_string());
                report.entries = self.stack_entries("here");
                report.hint = Some(words::limit_hint(limit).to_owned());
                report
            }
        };
        self.past.seek(ending.last);
        report.open = Some(self.opens(self.moment().step));
        Some(report)
    }

    fn opens(&self, step: u64) -> String {
        format!("undefer {} --at {step}", self.options.typed)
    }

    /// The statement at which the machine stands, and the calls around it.
    fn stack_entries(&mut self, here: &str) -> Vec<Entry> {
        let calls = self.present().shown_calls();
        let mut entries = Vec::new();
        let mut step = self.step_here();
        for (index, call) in calls.iter().take(CALLS).enumerate() {
            let note = match index {
                0 => here.to_owned(),
                _ => {
                    let present = self.present();
                    let callee = present.function_name(calls[index - 1].function);
                    format!("{} called {callee}", present.function_name(call.function))
                }
            };
            entries.push(self.statement_entry(call.pc, step, note));
            step = self.step_of(call.called);
        }
        if calls.len() > CALLS {
            let more = calls.len() - CALLS;
            if let Some(last) = entries.last_mut() {
                let word = if more == 1 { "call" } else { "calls" };
                last.note += &format!(", and so on: {more} more {word}");
            }
        }
        entries
    }

    /// The statement for which an instruction works; the expression if that stands further down in the statement.
    fn statement_entry(&self, pc: Pc, step: u64, note: String) -> Entry {
        let program = self.atlas.program();
        let statement = program.line_at(pc).span;
        let span = program.span_at(pc);
        let line = |span: Span| program.sources.line_col(span).line;
        let is_below = span.file == statement.file && line(span) > line(statement);
        self.entry(if is_below { span } else { statement }, pc, step, note)
    }

    /// The call or other expression for which an instruction works; the whole statement if it starts there.
    fn expression_entry(&self, pc: Pc, step: u64, note: String) -> Entry {
        let statement = self.atlas.program().line_at(pc).span;
        let span = self.atlas.program().span_at(pc);
        let is_whole = span.file != statement.file || span.start() == statement.start();
        self.entry(if is_whole { statement } else { span }, pc, step, note)
    }

    fn entry(&self, span: Span, pc: Pc, step: u64, note: String) -> Entry {
        let place = self.atlas.place(span, self.atlas.function_name(pc));
        let is_statement = span == self.atlas.program().line_at(pc).span;
        let text = match is_statement {
            true => place.text,
            false => place.text.trim_end_matches(';').to_owned(),
        };
        Entry {
            step,
            file: file_name(self.atlas.file_name(span.file)),
            line: place.line,
            col: place.col,
            function: place.function,
            text,
            note,
        }
    }

    /// The way of the error that `main` returned, from the inside outwards.
    fn error_entries(&self) -> Vec<Entry> {
        let present = self.present();
        let dates = present.dates();
        let events = present.machine.journal().events();
        let mut entries = Vec::new();
        let mut error = None;
        for (_, event) in events.past_reversed() {
            let EventKind::ErrorReturned(id) = event.kind() else {
                continue;
            };
            if *error.get_or_insert(id) != id || entries.len() >= CALLS {
                break;
            }
            let pc = dates.pc(&event.at);
            let note = format!("{} returns it", dates.returning(&event.at));
            let entry = self.statement_entry(pc, event.at.step.0.max(1), note);
            let is_same = |e: &Entry| (e.line, &e.function) == (entry.line, &entry.function);
            if !entries.iter().any(is_same) {
                entries.push(entry);
            }
        }
        entries
    }

    fn fault(&mut self, fault: &Fault) -> Report {
        let end = self.past.here();
        let step = self.step_here();
        let title = words::title(self, fault, step);
        let mut report = Report::new(Kind::Fault, fault.code.name(), title);
        let here = words::here(self, fault);
        let calls = self.present().shown_calls();
        if let Some(call) = calls.first() {
            report
                .entries
                .push(self.statement_entry(call.pc, step, here));
        }
        if fault.code == FaultCode::StackOverflow {
            report.entries = self.stack_entries("here");
        }
        match fault.object {
            Object::Block(id) => self.tell_block(&mut report, id, fault),
            Object::Local { local, .. } => self.tell_local(&mut report, local, fault),
            Object::Global(index) => self.tell_global(&mut report, index),
            Object::SomeLocal | Object::SomeBlock | Object::Unknown => {}
        }
        if let Detail::UndefinedBytes { .. } = fault.detail {
            self.tell_undefined(&mut report, fault);
            self.past.seek(end.tick);
        }
        let rule = fault.detail.rule();
        if !rule.is_empty() {
            report.notes.insert(0, words::sentence(rule));
        }
        report.hint = words::hint(fault, &report);
        self.past.seek(end.tick);
        report
    }

    /// The dated life of the block, and what it held.
    fn tell_block(&mut self, report: &mut Report, id: BlockId, fault: &Fault) {
        let end = self.past.here().tick;
        let (born, death, void) = {
            let present = self.present();
            let birth = present.machine.memory().blocks().birth_of(id);
            let born = birth.map(|(_, lease)| lease.born);
            let death = present.last_death(id).copied();
            (born, death, present.voided(fault).copied())
        };
        if let Some(death) = &death {
            report.entries.push(self.death_entry(death));
        }
        // The old pointer was void before the block died.
        if let Some(void) = void.filter(|void| Some(void.at) != death.map(|d| d.at)) {
            report.entries.push(self.death_entry(&void));
        }
        if let Some(born) = &born {
            let entry = self.birth_entry(born, end);
            report.entries.push(entry);
        }
        if let Some(death) = &death {
            let note = self.held(id, death, end, fault);
            report.notes.extend(note);
        }
    }

    /// Who left memory behind a pointer without a value: the last one who wrote there in the life of its owner.
    fn tell_undefined(&mut self, report: &mut Report, fault: &Fault) {
        let Detail::UndefinedBytes { mask } = fault.detail else {
            return;
        };
        let ptr = fault.access.ptr + u64::from(mask.trailing_zeros() % 64);
        let floor = {
            let memory = self.present().machine.memory();
            match fault.object {
                Object::Block(id) => memory.blocks().birth_of(id).map(|(_, l)| l.born.tick),
                Object::Local { .. } => memory.local_of(ptr).map(|life| life.born),
                Object::Global(_) => Some(Tick(0)),
                Object::SomeLocal | Object::SomeBlock | Object::Unknown => None,
            }
        };
        // Registers have no address of their own: their last write is not looked for.
        let Some(floor) = floor.filter(|_| tag_of(ptr) != STACK_TAG) else {
            return;
        };
        let stops = Stops::Accesses {
            addr: addr_of(ptr),
            len: 1,
            touch: Touch::Writes,
            direct: true,
        };
        let found = self.past.find_last_after(&stops, floor.0, &mut |_, _| true);
        let calls = self.present().shown_calls();
        if let (Found::Here, Some(call)) = (found, calls.first()) {
            let name = self.present().function_name(call.function);
            let note = format!("left undefined by {name}");
            let entry = self.statement_entry(call.pc, self.past.here().steps.max(1), note);
            let is_new = report
                .entries
                .iter()
                .all(|e| (e.step, e.line) != (entry.step, entry.line));
            if is_new {
                report.entries.insert(1.min(report.entries.len()), entry);
            }
        }
    }

    fn death_entry(&self, death: &Death) -> Entry {
        let present = self.present();
        let dates = present.dates();
        let pc = dates.pc(&death.at);
        let by = by(&dates, pc);
        let note = match death.cause() {
            Cause::Freed => format!("freed by {by}"),
            Cause::Renewed => format!("reallocated by {by}"),
            Cause::OwnerEnded => format!("ended with its allocator, by {by}"),
            Cause::HandedOutAgain => "the same memory was handed out again".into(),
            Cause::ScopeEnded => "the local that it lies in ended".into(),
        };
        let mut entry = self.expression_entry(pc, death.at.step.0.max(1), note);
        if death.cause() == Cause::Freed && !words::says_it_frees(&entry.text) {
            entry.note = format!("{}, by {by}", words::MOVED);
        }
        entry
    }

    /// Where the block was allocated, and to whom it was returned if its function has ended since.
    fn birth_entry(&mut self, born: &At, end: u64) -> Entry {
        let present = self.present();
        let dates = present.dates();
        let pc = dates.pc(born);
        let step = born.step.0.max(1);
        let mut note = format!("allocated by {}", by(&dates, pc));
        let callers = dates.callers(born);
        let entry = self.expression_entry(pc, step, String::new());
        if let Some((caller, at)) = self.handed_over(born, &callers, end) {
            note += &format!(", returned to {caller} at t{at}");
        }
        Entry { note, ..entry }
    }

    /// To which function, and in which step, the function that allocated returned; `None` if it still ran at `end`.
    fn handed_over(&mut self, born: &At, callers: &[Pc], end: u64) -> Option<(String, u64)> {
        let caller = *callers.get(1)?;
        let name = self.atlas.function_name(caller).to_owned();
        if self.past.seek_step(born.step.0.max(1)) != Found::Here {
            return None;
        }
        let frame = self.present().innermost()?;
        let stops = Stops::Statements {
            fp_at_most: frame.fp - 1,
            library: false,
        };
        let found = self.past.find_next(&stops, &mut |_, _| true);
        let here = self.past.here();
        self.past.seek(end);
        (found == Found::Here && here.tick <= end).then_some((name, here.steps))
    }

    /// `p still holds the old address. The block held 42; now it is aa aa aa aa.`
    fn held(&mut self, id: BlockId, death: &Death, end: u64, fault: &Fault) -> Vec<String> {
        let (holders, now) = {
            let present = self.present();
            let holders = present.holders().remove(&id).unwrap_or_default();
            let home = present.shown_calls().first().map(|c| c.function);
            let home = home.map_or("", |f| present.function_name(f));
            (
                words::holders(&holders, home),
                words::first_bytes(&present, id),
            )
        };
        if death.cause() == Cause::Renewed {
            // The block lives on: who has its new pointer cannot be told from who has the old one.
            return Vec::new();
        }
        if !matches!(death.cause(), Cause::Freed | Cause::OwnerEnded)
            || fault.code == FaultCode::DoubleFree
        {
            return holders.into_iter().collect();
        }
        self.past.seek(death.at.tick.0);
        let before = self.present().block_value(id);
        self.past.seek(end);
        let mut note = holders.map_or(String::new(), |h| h + " ");
        if let Some(before) = before {
            note += &format!("The block held {before}; now it is {now}.");
        }
        vec![note.trim_end().to_owned()]
    }

    fn tell_local(&mut self, report: &mut Report, local: LocalRef, fault: &Fault) {
        let info = self.atlas.program().local(local).clone();
        let function = self.present().function_name(info.function).to_owned();
        let text = self.line_text(info.span);
        let is_dead = fault.code == FaultCode::DanglingStack;
        let note = match fault.code {
            FaultCode::UndefinedRead if text.contains("undefined") => "declared without a value",
            FaultCode::DanglingStack => "lived here",
            _ => "declared here",
        };
        let life = {
            let memory = self.present().machine.memory();
            memory.local_of(fault.access.ptr).copied()
        };
        if let Some(died) = life.and_then(|life| life.died).filter(|_| is_dead) {
            let home = self.past.here().tick;
            self.past.seek(died.0);
            let step = self.step_here();
            if let Some(call) = self.present().shown_calls().first() {
                let note = format!("here `{}` of {function} ended", info.name);
                report
                    .entries
                    .push(self.statement_entry(call.pc, step, note));
            }
            self.past.seek(home);
        }
        let born = match life {
            Some(life) => Some(life.born.0),
            None => self.declared(local, fault),
        };
        let step = born.map_or(0, |tick| self.step_of(tick));
        let place = self.atlas.place(info.span, &function);
        report.entries.push(Entry {
            step,
            file: file_name(self.atlas.file_name(info.span.file)),
            line: place.line,
            col: place.col,
            function: place.function,
            text,
            note: format!("`{}` of {function}, {note}", info.name),
        });
    }

    /// When a variable of a frame without a tag of its own was declared last before this: its declaration ran, or its
    /// function was called.
    fn declared(&mut self, local: LocalRef, fault: &Fault) -> Option<u64> {
        let Object::Local { addr, .. } = fault.object else {
            return None;
        };
        let program = self.atlas.program().clone();
        let info = program.local(local);
        let fp = addr - 8 * u64::from(info.slot);
        let frames = self.present().machine.frames(usize::MAX);
        let frame = *frames.iter().find(|f| f.fp == fp)?;
        if info.is_param {
            return Some(frame.called.0);
        }
        let whole = program.function(info.function);
        let declares = |pc: &Pc| {
            let statement = program.line_at(*pc).span;
            statement.file == info.span.file
                && statement.start() <= info.span.start()
                && info.span.end() <= statement.end()
        };
        let pcs = instructions(&program, whole.entry, whole.end);
        let pcs: Vec<Pc> = pcs.filter(declares).collect();
        let home = self.past.here().tick;
        let accept = &mut |here: &Here, _: &Machine| here.fp == fp;
        let found = self
            .past
            .find_last_after(&Stops::Pcs(pcs), frame.called.0, accept);
        let tick = self.past.here().tick;
        self.past.seek(home);
        (found == Found::Here).then_some(tick)
    }

    fn tell_global(&mut self, report: &mut Report, index: u32) {
        let Some(global) = self.atlas.program().globals.get(index as usize) else {
            return;
        };
        let Some(span) = global.span.filter(|_| !global.hidden) else {
            return;
        };
        let place = self.atlas.place(span, "");
        report.entries.push(Entry {
            step: 0,
            file: file_name(self.atlas.file_name(span.file)),
            line: place.line,
            col: place.col,
            function: String::new(),
            text: self.line_text(span),
            note: format!("`{}` declared here", super::present::tail(&global.name)),
        });
    }

    /// The whole line on which a declaration stands.
    fn line_text(&self, span: Span) -> String {
        let sources = &self.atlas.program().sources;
        let line = sources.line_col(span).line;
        super::atlas::one_line(sources.file(span.file).line(line))
    }
}

impl Present<'_> {
    /// The death of a block by which a pointer to it became void: also the one of a renewed lease.
    pub fn last_death(&self, id: BlockId) -> Option<&Death> {
        let blocks = self.machine.memory().blocks();
        let deaths = blocks.leases_of(id).filter_map(|(id, _)| blocks.death(id));
        deaths.filter(|d| d.at.tick <= self.machine.tick()).last()
    }

    /// The death that made the pointer of a fault void: of an old pointer when its block was reallocated.
    pub fn voided(&self, fault: &Fault) -> Option<&Death> {
        let id = fault.block()?;
        if fault.detail != Detail::OldPointer {
            return self.last_death(id);
        }
        let blocks = self.machine.memory().blocks();
        let tag = tag_of(fault.access.ptr);
        let own = blocks.leases_of(id).filter(|(_, lease)| lease.tag == tag);
        let deaths = own.filter_map(|(id, _)| blocks.death(id));
        let renewed = deaths.filter(|d| d.cause() == Cause::Renewed).last();
        renewed.or_else(|| self.last_death(id))
    }

    /// The contents of a block on one line, unless there is nothing in it.
    pub fn block_value(&self, id: BlockId) -> Option<String> {
        let lease = self.lease(id)?;
        let lens = self.lens(None);
        let reader = lens.reader(8);
        let value = match lease.asked.count {
            1 => reader.read(lease.start, lease.asked.ty),
            count => reader.read_row(lease.start, count, lease.asked.ty),
        };
        let is_empty = value.kind == super::view::ValueKind::Undefined;
        let text = value.text;
        (!is_empty && text.len() <= 60).then_some(text)
    }
}

/// `main`, `main's defer`
fn by(dates: &Dates<'_>, pc: Pc) -> String {
    let function = dates.atlas.function_name(pc);
    match dates.running_defer(pc) {
        Some(_) => format!("{function}'s defer"),
        None => function.to_owned(),
    }
}
