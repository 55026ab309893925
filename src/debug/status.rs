//! Where we are in the run, and in which state it is: the words for the top line and for `where`.

use std::sync::Arc;

use super::moves::Mover;
use super::reply::Position;
use super::session::Session;
use super::text::count;
use super::view::{self, Frame, Location, LogKind, LogRow, Moment, Recording, State, Status};
use super::walk::Walk;
use crate::vm::{AccessKind, EventKind, Halt, Object};

/// How a run ends, once all of it is recorded.
#[derive(Clone, Debug)]
pub struct Ending {
    pub halt: Halt,
    /// The last moment that people see.
    pub last: u64,
    /// The very end.
    pub tick: u64,
    pub steps: u64,
    /// A bad end as a row of the log.
    pub row: Option<LogRow>,
    /// That, or the first thing wrong after an end of its own: a returned error, a leak.
    pub trouble: Option<LogRow>,
    /// Blocks that are never freed, after an end of its own.
    pub leaks: Arc<[LogRow]>,
}

/// Steps of calls that are remembered.
const KNOWN_STEPS: usize = 100_000;
const DATED_FRAMES: usize = 32;

impl Session {
    /// How the run ends; `None` while that is not known. The machine stays where it is.
    pub(super) fn ending(&mut self) -> Option<&Ending> {
        if self.ending.is_none() && self.past.is_complete() {
            let here = self.past.here().tick;
            self.past.seek_end();
            let end = self.past.here();
            let halt = self.past.halt().cloned();
            let lives = self
                .present()
                .machine
                .memory()
                .blocks()
                .totals()
                .live_blocks
                > 0;
            let mover = Mover {
                atlas: &self.atlas,
                library: false,
            };
            mover.to_end(&mut self.past);
            let last = self.past.here().tick;
            let row = halt.as_ref().and_then(|halt| self.bad_row(halt));
            self.past.seek(here);
            self.ending = halt.map(|halt| Ending {
                halt,
                last,
                tick: end.tick,
                steps: end.steps + u64::from(!end.halted && self.atlas.is_statement(end.pc)),
                trouble: row.clone(),
                row,
                leaks: [].into(),
            });
            let leaks = self.ending.as_ref().filter(|_| lives);
            let leaks = leaks.map(|ending| self.leak_rows(ending));
            if let (Some(ending), Some(leaks)) = (&mut self.ending, leaks) {
                ending.leaks = leaks.into();
            }
            self.note_trouble();
        }
        self.ending.as_ref()
    }

    /// Completes the ending of a run that came to its end with something wrong.
    fn note_trouble(&mut self) {
        let failed = match &self.ending {
            Some(ending) if ending.row.is_none() => {
                matches!(ending.halt, Halt::ReturnedError(_))
            }
            _ => return,
        };
        let present = self.present();
        let dates = present.dates();
        let events = present.machine.journal().events();
        let returned = events.iter_from(0).map(|(_, e)| e).filter(|e| {
            let is_own = || !self.atlas.is_library(e.at.pc);
            failed && matches!(e.kind(), EventKind::ErrorReturned(_)) && is_own()
        });
        let error = returned.last().map(|e| dates.row(e));
        let trouble = error.or_else(|| self.end_rows().0.first().cloned());
        if let Some(ending) = &mut self.ending {
            ending.trouble = trouble;
        }
    }

    /// The bad end as the log tells it; the machine stands at the last moment.
    fn bad_row(&self, halt: &Halt) -> Option<LogRow> {
        let mut row = {
            let date = self.present().date_here();
            LogRow {
                step: date.step.max(1),
                tick: date.tick,
                kind: LogKind::Fault,
                block: None,
                bytes: 0,
                by: date.function,
                line: date.line,
                text: date.text,
            }
        };
        match halt {
            Halt::Exited(_) | Halt::ReturnedError(_) => return None,
            Halt::Fault(fault) => {
                row.block = fault.block();
                row.bytes = fault.access.len;
                row.by = format!("{} {}", row.by, access_word(fault.access.kind));
            }
            Halt::Panic(text) => row.text = format!("panic: {text}"),
            Halt::Limit(limit) => row.text = limit.to_string(),
        }
        Some(row)
    }

    /// The end of the run for who stands anywhere in it.
    pub(super) fn told_ending(&self) -> Option<view::Ending> {
        let ending = self.ending.as_ref()?;
        let (state, mut headline) = self.end_words(&ending.halt);
        if state == State::Exited {
            // Told at the end; here the present may be anywhere.
            let leaks: Vec<u64> = self.end_rows().0.iter().map(|row| row.bytes).collect();
            headline = match leaks.len() {
                0 => String::new(),
                n => format!(
                    "{} leaked ({} B)",
                    count(n as u64, "block"),
                    leaks.iter().sum::<u64>()
                ),
            };
        }
        let step = match &ending.row {
            Some(row) => row.step,
            None => ending.steps + 1,
        };
        Some(view::Ending {
            state,
            headline,
            step,
            line: ending.trouble.as_ref().map_or(0, |row| row.line),
            block: ending.trouble.as_ref().and_then(|row| row.block),
        })
    }

    /// The bad end of the run as the log tells it, once that is known.
    pub(super) fn end_row(&mut self) -> Option<LogRow> {
        self.ending()?.row.clone()
    }

    /// The moment at which the machine stands.
    pub(super) fn moment(&self) -> Moment {
        let here = self.past.here();
        let is_between = here.halted || self.atlas.is_statement(here.pc);
        let last_step = match &self.ending {
            Some(ending) if matches!(ending.halt, Halt::Exited(_) | Halt::ReturnedError(_)) => {
                ending.steps + 1
            }
            Some(ending) => ending.steps.max(1),
            None => self.past.end_step().max(1),
        };
        let step = (here.steps + u64::from(is_between)).max(1);
        Moment {
            tick: here.tick,
            step,
            last_step: last_step.max(step),
            library_steps: 0,
        }
    }

    /// The number of the statement that is under way, or begins here.
    pub(super) fn step_here(&self) -> u64 {
        let here = self.past.here();
        let begins = !here.halted && self.atlas.is_statement(here.pc);
        (here.steps + u64::from(begins)).max(1)
    }

    /// The number of the statement that was under way at a tick.
    pub(super) fn step_of(&mut self, tick: u64) -> u64 {
        if let Some(&step) = self.steps.get(&tick) {
            return step;
        }
        let home = self.past.here().tick;
        self.past.seek(tick);
        let step = self.step_here();
        self.past.seek(home);
        if self.steps.len() > KNOWN_STEPS {
            self.steps.clear();
        }
        self.steps.insert(tick, step);
        step
    }

    /// Fills in when each frame was called; of deep ones only the inner end, because each takes a jump.
    pub(super) fn date_frames(&mut self, frames: &mut [Frame]) {
        for frame in frames.iter_mut().take(DATED_FRAMES) {
            frame.called = self.step_of(frame.id);
        }
    }

    pub(super) fn recording(&self) -> Recording {
        match &self.ending {
            None if !self.past.is_complete() => Recording::Running,
            Some(Ending {
                halt: Halt::Limit(limit),
                ..
            }) => Recording::Full(limit.to_string()),
            _ => Recording::Complete,
        }
    }

    /// The statement that runs next, as people look at it; `None` after the end.
    pub(super) fn location(&self) -> Option<Location> {
        if self.past.here().halted {
            return None;
        }
        let call = self.present().innermost()?;
        Some(self.atlas.location(call.pc))
    }

    pub(super) fn status(&mut self) -> Status {
        let here = self.past.here();
        let (state, headline) = match self.ending().cloned() {
            Some(ending) if here.tick >= ending.last => self.end_words(&ending.halt),
            _ => (State::Paused, String::new()),
        };
        let (sentence, report) = match state {
            State::Paused => (self.sentence.clone(), None),
            _ => (self.verdict(), self.report_text()),
        };
        Status {
            state,
            headline,
            sentence,
            report,
        }
    }

    fn end_words(&self, halt: &Halt) -> (State, String) {
        match halt {
            Halt::Exited(code) => (State::Exited, self.exit_words(*code)),
            Halt::ReturnedError(error) => {
                let name = self.atlas.program().types.error_name(*error);
                (State::Failed, format!("main returned error.{name}"))
            }
            Halt::Panic(text) => (State::Panicked, format!("PANIC: {text}")),
            Halt::Fault(fault) => {
                let what = fault.code.name().replace('-', " ").to_uppercase();
                let of = match fault.object {
                    Object::Block(id) => format!(" of {id}"),
                    Object::Local { local, .. } => {
                        format!(" of {}", self.atlas.program().local(local).name)
                    }
                    _ => String::new(),
                };
                (State::Fault, what + &of)
            }
            Halt::Limit(limit) => (State::Limit, limit.to_string()),
        }
    }

    fn exit_words(&self, code: u8) -> String {
        let totals = self.past.machine().memory().blocks().totals();
        let mut words = match code {
            0 => "the program has ended".to_owned(),
            code => format!("the program has ended with status {code}"),
        };
        if totals.live_blocks > 0 {
            words += &format!(
                "; {} leaked ({} B)",
                count(totals.live_blocks.into(), "block"),
                totals.live_bytes
            );
        }
        words
    }

    /// Where the machine stands, and in which state.
    pub(super) fn position(&mut self) -> Position {
        let status = self.status();
        let location = self.location();
        let file = location.as_ref().map_or(self.atlas.file(), |l| l.file);
        Position {
            moment: self.moment(),
            location,
            file: file_name(self.atlas.file_name(file)),
            state: status.state,
            headline: status.headline,
        }
    }
}

/// What a fault was about to do, in a word for the log.
fn access_word(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::Read => "read",
        AccessKind::Write => "write",
        AccessKind::Free => "free",
        AccessKind::Resize => "resize",
        AccessKind::HandOut => "alloc",
        AccessKind::Call => "call",
        AccessKind::Use => "use",
    }
}

/// The last part of a path.
pub fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
