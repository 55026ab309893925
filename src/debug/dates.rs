//! From what the machine wrote down (a tick, an instruction, a call stack) to what people call a date: step, line,
//! function and the text of the statement.

use super::atlas::Atlas;
use super::view::{Date, LogKind, LogRow};
use crate::bytecode::{DeferRef, Pc};
use crate::vm::{At, Blocks, Event, EventKind, Journal};

/// Reads the machine's notes.
#[derive(Clone, Copy)]
pub struct Dates<'a> {
    pub atlas: &'a Atlas,
    pub journal: &'a Journal,
    pub blocks: &'a Blocks,
    /// What the library does is of interest too.
    pub library: bool,
}

impl Dates<'_> {
    /// The user's instruction that is responsible: the innermost one outside the library.
    pub fn pc(&self, at: &At) -> Pc {
        if self.library {
            return at.pc;
        }
        let calls = self.journal.call_stack(at.stack).calls();
        let mut chain = std::iter::once(at.pc).chain(calls);
        chain
            .find(|pc| !self.atlas.is_library(*pc))
            .unwrap_or(at.pc)
    }

    /// The instruction responsible in each active call of the user's, innermost first.
    pub fn callers(&self, at: &At) -> Vec<Pc> {
        let calls = self.journal.call_stack(at.stack).calls();
        let chain = std::iter::once(at.pc).chain(calls);
        chain
            .filter(|pc| self.library || !self.atlas.is_library(*pc))
            .collect()
    }

    pub fn date(&self, at: &At) -> Date {
        let pc = self.pc(at);
        let place = self.atlas.location(pc);
        Date {
            step: at.step.0.max(1),
            tick: at.tick.0,
            line: place.line,
            function: place.function,
            text: place.text,
            by_defer: self.running_defer(pc).is_some(),
        }
    }

    pub fn running_defer(&self, pc: Pc) -> Option<DeferRef> {
        self.atlas.program().line_at(pc).in_defer
    }

    /// The defer that an event belongs to: of the function in which it happened, or of the nearest one around it, whose
    /// defer called the others. With how many calls further out that is.
    pub fn defer_around(&self, at: &At) -> Option<(usize, DeferRef)> {
        let callers = self.callers(at).into_iter().enumerate();
        let mut defers = callers.filter_map(|(out, pc)| Some((out, self.running_defer(pc)?)));
        defers.next()
    }

    /// The text of a defer without its keyword, with the line where it stands.
    pub fn defer_text(&self, defer: DeferRef) -> (String, u32) {
        let info = self.atlas.program().defer(defer);
        let line = self.atlas.program().sources.line_col(info.span).line;
        let text = self.atlas.text(info.body);
        let text = match text.trim_end_matches(';') {
            // Of a block only the first line is told.
            "{" => "{ ... }",
            text => text,
        };
        (text.to_owned(), line)
    }

    /// Whether an event is the user's business.
    pub fn is_shown(&self, event: &Event) -> bool {
        match event.kind() {
            // Whoever asked for memory, it is somebody's.
            EventKind::Born(_)
            | EventKind::Resized(_)
            | EventKind::Freed(_)
            | EventKind::Output { .. }
            | EventKind::Fault(_) => true,
            EventKind::DeferArmed(_) | EventKind::DeferFired(_) | EventKind::DeferDisarmed(_) => {
                self.library || !self.atlas.is_library(event.at.pc)
            }
            EventKind::ErrorReturned(_) => self.library || self.is_users_error(&event.at),
        }
    }

    /// An error that a function of the user's returns, or that the library gives to one which does not pass it on.
    fn is_users_error(&self, at: &At) -> bool {
        let is_library = |pc: Pc| self.atlas.is_library(pc);
        let caller = self.journal.call_stack(at.stack).calls().next();
        let is_given = |call: Pc| !is_library(call) && !self.atlas.passes_error_on(call);
        !is_library(at.pc) || caller.is_some_and(is_given)
    }

    /// Who returns an error to the user's function or is one: of the library the function that was called.
    pub fn returning(&self, at: &At) -> &str {
        let calls = self.journal.call_stack(at.stack).calls();
        let chain = std::iter::once(at.pc).chain(calls);
        let own = chain.take_while(|pc| !self.library && self.atlas.is_library(*pc));
        self.atlas.function_name(own.last().unwrap_or(at.pc))
    }

    pub fn row(&self, event: &Event) -> LogRow {
        let date = self.date(&event.at);
        let (block, bytes) = match event.kind() {
            EventKind::Born(id) | EventKind::Resized(id) | EventKind::Freed(id) => {
                (Some(id), self.size_at(id, event))
            }
            _ => (None, 0),
        };
        let (text, line) = match event.kind() {
            EventKind::DeferArmed(d) | EventKind::DeferFired(d) | EventKind::DeferDisarmed(d) => {
                self.defer_text(d)
            }
            EventKind::ErrorReturned(error) => {
                let name = self.atlas.program().types.error_name(error);
                (format!("error.{name}"), date.line)
            }
            _ => (date.text, date.line),
        };
        let by = match event.kind() {
            EventKind::Born(_) | EventKind::Freed(_) if date.by_defer => {
                format!("{} defer", date.function)
            }
            EventKind::ErrorReturned(_) => self.returning(&event.at).to_owned(),
            _ => date.function,
        };
        LogRow {
            step: date.step,
            tick: date.tick,
            kind: kind(event.kind()),
            block,
            bytes,
            by,
            line,
            text,
        }
    }

    fn size_at(&self, block: crate::vm::BlockId, event: &Event) -> u64 {
        let is_over = |born: u64| born <= event.at.tick.0;
        let mut leases = self.blocks.leases_of(block);
        let first = leases.next().map_or(0, |(_, lease)| lease.len);
        leases
            .take_while(|(_, lease)| is_over(lease.born.tick.0))
            .last()
            .map_or(first, |(_, lease)| lease.len)
    }
}

pub fn kind(kind: EventKind) -> LogKind {
    match kind {
        EventKind::Born(_) => LogKind::Alloc,
        EventKind::Resized(_) => LogKind::Resize,
        EventKind::Freed(_) => LogKind::Free,
        EventKind::DeferArmed(_) => LogKind::DeferArmed,
        EventKind::DeferFired(_) => LogKind::DeferFired,
        EventKind::DeferDisarmed(_) => LogKind::DeferDisarmed,
        EventKind::ErrorReturned(_) => LogKind::Error,
        EventKind::Output { .. } => LogKind::Output,
        EventKind::Fault(_) => LogKind::Fault,
    }
}
