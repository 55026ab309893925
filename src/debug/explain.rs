//! The life of a block, or of the fault, in a few dated sentences.

use super::ask::dated;
use super::command::{Place, Target};
use super::reply::{Answer, Finding, Reply};
use super::report::Entry;
use super::session::Session;
use super::text::count;
use super::view::Date;
use super::walk::{Found, Stops, Walk};
use crate::bytecode::DeferRef;
use crate::vm::{BlockId, Cause, Event, EventKind, Halt, Touch};

/// Events after a birth among which the defer is looked for that frees the block.
const GUARDS: usize = 1_000;

impl Session {
    pub(super) fn explain(&mut self, what: Option<&Place>) -> Reply {
        let home = self.past.here().tick;
        let block = match what {
            Some(place) => match self.block_of(place) {
                Ok(id) => Some(id),
                Err(why) => return Reply::refused(why),
            },
            None => None,
        };
        let story = match block {
            Some(id) => Ok(self.life(id)),
            None => self.what_happened(),
        };
        self.past.seek(home);
        match story {
            Ok(sentences) => Reply::of(Answer::Findings(sentences)),
            Err(why) => Reply::refused(why),
        }
    }

    /// Without a block: the bad end of the run, or its leaks.
    fn what_happened(&mut self) -> Result<Vec<Finding>, String> {
        self.seek_last()?;
        let reports = self.reports();
        if let Some(ending) = self.ending().cloned()
            && let Halt::Fault(fault) = &ending.halt
            && let Some(id) = fault.block()
        {
            let mut story = self.life(id);
            if let Some(report) = reports.first() {
                story.extend(
                    report
                        .hint
                        .clone()
                        .map(|hint| undated(format!("hint: {hint}"))),
                );
            }
            return Ok(story);
        }
        let Some(report) = reports.first() else {
            return Err("nothing went wrong; `explain #1` tells the life of a block".into());
        };
        let mut story = vec![undated(report.headline())];
        for entry in report.entries.iter().rev() {
            story.push(self.dated_entry(entry));
        }
        story.extend(report.notes.iter().cloned().map(undated));
        story.extend(
            report
                .hint
                .clone()
                .map(|hint| undated(format!("hint: {hint}"))),
        );
        Ok(story)
    }

    /// A line of a report as a place to go to. The machine is moved.
    fn dated_entry(&mut self, entry: &Entry) -> Finding {
        let text = format!("{}   <- {}", entry.text, entry.note);
        // A declaration has no date.
        if entry.step == 0 || self.seek_target(&Target::Step(entry.step)).is_err() {
            return undated(format!("L{}  {}  {text}", entry.line, entry.function));
        }
        let date = Date {
            step: entry.step,
            tick: self.past.here().tick,
            line: entry.line,
            function: entry.function.clone(),
            text: entry.text.clone(),
            by_defer: false,
        };
        dated(date, text)
    }

    fn life(&mut self, id: BlockId) -> Vec<Finding> {
        let mut story = Vec::new();
        story.extend(self.born_sentence(id));
        story.extend(self.guards(id));
        story.extend(self.last_written(id));
        story.extend(self.end_sentences(id));
        story.extend(self.misuse(id));
        story.sort_by_key(|finding| finding.date.as_ref().map_or(u64::MAX, |date| date.tick));
        if story.len() > 7 {
            story.drain(5..story.len() - 2);
        }
        story
    }

    fn born_sentence(&mut self, id: BlockId) -> Option<Finding> {
        let allocator = self.allocator_of(id);
        let present = self.present();
        let blocks = present.machine.memory().blocks();
        let (_, lease) = blocks.birth_of(id)?;
        let date = present.dates().date(&lease.born);
        let asked = present.asked_name(lease.asked.ty, lease.asked.count);
        let text = format!(
            "born: {} asked {} for {asked} ({})",
            date.function,
            allocator.unwrap_or_else(|| "an allocator".into()),
            count(lease.len, "byte"),
        );
        Some(dated(date, text))
    }

    /// The defers that guard it: one of those that were armed right after the birth, and the one that frees it.
    fn guards(&mut self, id: BlockId) -> Vec<Finding> {
        let blocks = self.past.machine().memory().blocks();
        let Some(birth) = blocks.birth_of(id).map(|(_, lease)| lease.born) else {
            return Vec::new();
        };
        let born = birth.tick.0;
        let mut deaths = blocks
            .leases_of(id)
            .filter_map(|(lease, _)| blocks.death(lease));
        let death = deaths.next().map(|death| death.at);
        drop(deaths);
        let freeing = death.and_then(|at| {
            let dates = self.present().dates();
            dates.defer_around(&at).map(|(_, defer)| defer)
        });
        // Others have nothing to do with it.
        let atlas = self.atlas.clone();
        let callers = self.present().dates().callers(&birth).into_iter();
        let callers: Vec<_> = callers
            .map(|pc| atlas.program().function_at(pc).id)
            .collect();
        let limit = death.map_or(self.past.end_tick(), |at| at.tick.0);
        let home = self.past.here().tick;
        self.past.seek(born);
        let first = self.events_here();
        let is_meant = |session: &Session, e: &Event| {
            e.at.tick.0 > born && session.present().dates().is_shown(e)
        };
        let (mut number, mut is_near) = (first, true);
        let mut found: Vec<(DeferRef, Event)> = Vec::new();
        while number < first + GUARDS
            && let Ok(Some((at, event))) = self.next_event_from(number, limit, &is_meant)
        {
            number = at + 1;
            let EventKind::DeferArmed(defer) = event.kind() else {
                is_near = false;
                if freeing.is_none() {
                    break;
                }
                continue;
            };
            let may_free = || {
                callers.contains(&atlas.program().defer(defer).function)
                    && gives_back(&self.present().dates().defer_text(defer).0)
            };
            if freeing == Some(defer) {
                found.push((defer, event));
                break;
            }
            if is_near && found.is_empty() && may_free() {
                found.push((defer, event));
            }
        }
        self.past.seek(home);
        let told = found
            .iter()
            .map(|(defer, event)| self.guarded(*defer, event));
        told.collect()
    }

    fn guarded(&self, defer: DeferRef, armed: &Event) -> Finding {
        let present = self.present();
        let dates = present.dates();
        let date = dates.date(&armed.at);
        let (text, _) = dates.defer_text(defer);
        let text = match present.atlas.program().defer(defer).on_error {
            true => format!(
                "guarded: `errdefer {text}` runs only if {} fails",
                date.function
            ),
            false => format!("guarded: `defer {text}` runs when its scope ends"),
        };
        dated(date, text)
    }

    /// The last write before the statement that ended it: what that wipes out is not told.
    fn last_written(&mut self, id: BlockId) -> Option<Finding> {
        self.seek_last().ok()?;
        // What is reallocated lives on.
        if !self.present().is_alive(id) {
            let end = self.present().deaths(id).last().map(|d| d.at.step.0);
            if end.is_some_and(|step| self.past.seek_step(step.max(1)) != Found::Here) {
                return None;
            }
        }
        let lease = *self.present().lease(id)?;
        let stops = Stops::Accesses {
            addr: lease.start,
            len: lease.len,
            touch: Touch::Writes,
            direct: true,
        };
        let born = lease.born.tick.0;
        if self.past.find_last_after(&stops, born, &mut |_, _| true) != Found::Here {
            return None;
        }
        let date = self.present().date_here();
        let tick = self.past.here().tick;
        self.past.seek(tick + 1);
        let text = match self.present().block_value(id) {
            Some(value) => format!("written: {value}, by {}", date.text),
            // Too much for one line.
            None => format!("written last by {}", date.text),
        };
        Some(dated(date, text))
    }

    fn end_sentences(&self, id: BlockId) -> Vec<Finding> {
        let present = self.present();
        let dates = present.dates();
        let mut told: Vec<Finding> = Vec::new();
        for death in present.deaths(id) {
            let date = dates.date(&death.at);
            let by = match dates.defer_around(&death.at) {
                Some((out, defer)) => {
                    let info = present.atlas.program().defer(defer);
                    let word = if info.on_error { "errdefer" } else { "defer" };
                    let own = format!("{}'s {word}", present.function_name(info.function));
                    match out {
                        0 => format!("{own}, {}", date.text),
                        _ => format!("{} in {own}, {}", date.function, date.text),
                    }
                }
                None => format!("{}, {}", date.function, date.text),
            };
            let text = match death.cause() {
                Cause::Freed => format!("freed by {by}"),
                Cause::Renewed => format!("reallocated by {by}: old pointers are void"),
                Cause::OwnerEnded => format!("ended with its allocator, by {by}"),
                Cause::HandedOutAgain => "its memory was handed out again".into(),
                Cause::ScopeEnded => "the local that it lies in ended".into(),
            };
            let finding = dated(date, text);
            // An allocator that hands on what another one gave gives it back in the same statement.
            if !told.iter().any(|f| f.tells_the_same(&finding)) {
                told.push(finding);
            }
        }
        told
    }

    fn misuse(&mut self, id: BlockId) -> Option<Finding> {
        let ending = self.ending()?.clone();
        let fault = match &ending.halt {
            Halt::Fault(fault) => fault,
            Halt::Exited(_) | Halt::ReturnedError(_) => return self.leaked(id, &ending),
            // Nobody can tell whether it would have been freed.
            Halt::Panic(_) | Halt::Limit(_) => return None,
        };
        if fault.block() != Some(id) {
            return None;
        }
        self.past.seek(ending.last);
        let date = self.present().date_here();
        let title = self.reports().first().map(|r| r.title.clone())?;
        Some(dated(date, format!("misused: {title}")))
    }

    fn leaked(&mut self, id: BlockId, ending: &super::status::Ending) -> Option<Finding> {
        self.past.seek(ending.tick);
        if !self.present().is_alive(id) {
            return None;
        }
        let loss = self.loss(id, ending)?;
        self.past.seek(loss.tick);
        let place = self.atlas.location(loss.pc);
        let date = Date {
            line: place.line,
            function: place.function,
            text: place.text,
            ..self.present().date_here()
        };
        let holders = loss.holders.join(", ");
        let text = match holders.is_empty() {
            true => "lost: nothing pointed to it any more".to_owned(),
            false => format!("lost: {holders} was the last pointer to it; it is never freed"),
        };
        Some(dated(date, text))
    }
}

/// Whether the text of a defer reads as if it frees something.
fn gives_back(text: &str) -> bool {
    ["free(", "destroy(", "deinit(", "{"]
        .iter()
        .any(|word| text.contains(word))
}

fn undated(text: impl Into<String>) -> Finding {
    Finding {
        date: None,
        text: text.into(),
    }
}
