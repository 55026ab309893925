//! The commands that only look.

use std::sync::Arc;

use super::command::{Command, Place};
use super::eval::{self, Expression};
use super::present::{Call, Lens};
use super::reply::{Answer, Listing, Reply};
use super::session::Session;
use super::status::{Ending, file_name};
use super::value::Source;
use super::view::{self, LogKind, LogRow};
use super::walk::Walk;
use crate::vm::{BlockId, Halt};

/// Elements of a value that replies tell of.
const CHILDREN: usize = 16;
/// Bytes that `bytes` shows at the most.
const BYTES: u64 = 1024;
/// Source lines around the present.
const AROUND: u32 = 5;
/// Blocks of one reply at the most.
const BLOCKS: usize = 1_000;

impl Session {
    pub(super) fn look(&mut self, command: &Command) -> Reply {
        let answer = match command {
            Command::Where => Ok(Answer::Position(self.position())),
            Command::List(line) => Ok(Answer::Source(self.listing(*line))),
            Command::Frames => {
                let mut frames = self.present().frames(CHILDREN);
                self.date_frames(&mut frames);
                frames.extend(self.ghosts(CHILDREN));
                Ok(Answer::Frames(frames))
            }
            Command::Locals(frame) => {
                return self.locals(frame.unwrap_or_else(|| self.viewed_number()));
            }
            Command::Frame(number) => self.view(number.unwrap_or_else(|| self.viewed_number())),
            Command::Outwards(count) => self.view(self.viewed_number().saturating_add(*count)),
            Command::Inwards(count) => match self.viewed_number().checked_sub(*count) {
                Some(number) => self.view(number),
                None => Err("frame 0 is the innermost".into()),
            },
            Command::Globals => Ok(Answer::Variables {
                function: None,
                variables: self.compared_globals(CHILDREN),
            }),
            Command::Print(text) => {
                return match self.print(text) {
                    Ok((answer, said)) => Reply::of(answer).say_if(said),
                    Err(why) => Reply::refused(why),
                };
            }
            Command::Bytes(place) => match place.at_another_moment() {
                Some((what, moment)) => {
                    self.elsewhere(&moment, |session| session.bytes(&what, place))
                }
                None => self.bytes(place, place),
            },
            Command::Blocks { live_only } => return self.blocks(*live_only),
            Command::Defers => Ok(Answer::Defers(self.present().frame_defers())),
            Command::Log(filter) => return self.log(*filter),
            Command::Output => Ok(Answer::Output(self.output(usize::MAX))),
            Command::Totals => Ok(Answer::Totals(self.present().totals())),
            other => Err(format!("`{other}` is not a way to look")),
        };
        match answer {
            Ok(answer) => Reply::of(answer),
            Err(why) => Reply::refused(why),
        }
    }

    fn listing(&self, around: Option<u32>) -> Listing {
        let here = self.location();
        let file = match around {
            Some(_) => self.atlas.file(),
            None => here.as_ref().map_or(self.atlas.file(), |l| l.file),
        };
        let source = self.atlas.program().sources.file(file);
        let current = here.filter(|l| l.file == file).map(|l| l.line);
        let center = around.or(current).unwrap_or(1).min(source.line_count());
        let first = center.saturating_sub(AROUND).max(1);
        let last = (center + AROUND).min(source.line_count());
        let stops = self.stops.list().iter().filter_map(|s| s.line());
        Listing {
            file: file_name(&source.name),
            first,
            lines: (first..=last).map(|l| source.line(l).to_owned()).collect(),
            current,
            breakpoints: stops.collect(),
        }
    }

    /// The variables of a running call, or as they were last in one that has returned.
    fn locals(&mut self, number: u32) -> Reply {
        let running = self.present().shown_calls().len();
        if number as usize >= running {
            let returned = self.ghosts(CHILDREN);
            let Some(ghost) = returned.get(number as usize - running) else {
                return Reply::refused(no_frame(running + returned.len()));
            };
            let said = format!("{} has returned: as they were last", ghost.function);
            return Reply::of(Answer::Variables {
                function: Some(ghost.function.clone()),
                variables: ghost.locals.clone(),
            })
            .say(said);
        }
        let present = self.present();
        let calls = present.shown_calls();
        let call = &calls[number as usize];
        let mut variables = present.variables(call, CHILDREN);
        for variable in &mut variables {
            self.before.compare(call.called, variable);
        }
        Reply::of(Answer::Variables {
            function: Some(present.function_name(call.function).to_owned()),
            variables,
        })
    }

    pub(super) fn compared_globals(&self, children: usize) -> Vec<view::Variable> {
        let mut variables = self.present().global_variables(children);
        for variable in &mut variables {
            self.before.compare(u64::MAX, variable);
        }
        variables
    }

    /// Memory as seen from the call in which the user stands.
    pub(super) fn lens(&self) -> Lens<'_> {
        self.present().lens(self.viewed_call())
    }

    /// The call from which people look: the innermost, unless they chose another that still runs.
    fn viewed_call(&self) -> Option<Call> {
        let present = self.present();
        if self.viewed.is_none() {
            return present.innermost();
        }
        let calls = present.shown_calls();
        let chosen = calls.iter().find(|c| Some((c.fp, c.called)) == self.viewed);
        chosen.or(calls.first()).copied()
    }

    /// The number of that call, counted from the innermost.
    fn viewed_number(&self) -> u32 {
        let calls = self.present().shown_calls();
        let chosen = calls
            .iter()
            .position(|c| Some((c.fp, c.called)) == self.viewed);
        chosen.unwrap_or(0) as u32
    }

    /// Looks from frame `number` from now on.
    fn view(&mut self, number: u32) -> Result<Answer, String> {
        let present = self.present();
        let calls = present.shown_calls();
        let call = *calls
            .get(number as usize)
            .ok_or_else(|| no_frame(calls.len()))?;
        let mut frames = vec![present.frame(&call, CHILDREN)];
        self.viewed = Some((call.fp, call.called));
        self.date_frames(&mut frames);
        let frame = frames.remove(0);
        Ok(Answer::Frame { number, frame })
    }

    /// Asks something as at another moment, in the call from which people look if that runs then; the machine is back
    /// afterwards.
    pub(super) fn elsewhere<T>(
        &mut self,
        moment: &str,
        ask: impl FnOnce(&mut Session) -> Result<T, String>,
    ) -> Result<T, String> {
        let target = super::parse::target(moment)?;
        let home = self.past.here().tick;
        let viewed = self.viewed;
        self.viewed = self.viewed_call().map(|call| (call.fp, call.called));
        let found = self.seek_target(&target);
        let answer = found.and_then(|()| ask(self));
        self.viewed = viewed;
        self.past.seek(home);
        answer
    }

    /// `EXPR`, or `EXPR @ MOMENT` for another moment than the present; with what else is to be said.
    fn print(&mut self, text: &str) -> Result<(Answer, String), String> {
        match super::parse::at_moment(text) {
            None => self.print_or_last(text, text),
            Some((expression, moment)) => {
                self.elsewhere(moment, |session| session.print_or_last(expression, text))
            }
        }
    }

    fn print_or_last(&mut self, text: &str, typed: &str) -> Result<(Answer, String), String> {
        match self.print_here(text, typed) {
            Ok(answer) => Ok((answer, String::new())),
            Err(why) => match self.at_last(|session| session.print_here(text, typed)) {
                Some((answer, said)) => Ok((answer?, said)),
                None => Err(why),
            },
        }
    }

    fn print_here(&self, text: &str, typed: &str) -> Result<Answer, String> {
        let lens = self.lens();
        let reader = lens.reader(CHILDREN);
        if let Ok(Place::Block(id)) = super::parse::block_or_expression(text) {
            let block = self.existing_block(id)?;
            return Ok(Answer::Value {
                expression: typed.to_owned(),
                type_name: block.type_name,
                value: block.value,
            });
        }
        let expression = Expression::parse(text)?;
        let term = expression.evaluate(&reader, &lens)?;
        let (type_name, value) = eval::show(&reader, &term);
        Ok(Answer::Value {
            expression: typed.to_owned(),
            type_name,
            value,
        })
    }

    fn existing_block(&self, id: BlockId) -> Result<view::Block, String> {
        let present = self.present();
        let block = present.block(id, &present.holders(), BYTES as usize, CHILDREN);
        block.ok_or_else(|| self.missing_block(id))
    }

    /// Why a block cannot be looked at.
    pub(super) fn missing_block(&self, id: BlockId) -> String {
        let blocks = self.present().machine.memory().blocks();
        match blocks.birth_of(id) {
            Some((_, lease)) => {
                let step = lease.born.step.0.max(1);
                format!("{id} is born later, at t {step}: `goto {id}:alloc` goes there")
            }
            None if self.is_complete() => format!("there is no block {id}"),
            None => format!("there is no block {id} in what is recorded so far"),
        }
    }

    /// The memory that a place names, with its name.
    pub(super) fn extent(&self, place: &Place) -> Result<eval::Extent, String> {
        match place {
            Place::Block(id) => {
                self.existing_block(*id)?;
                let present = self.present();
                let lease = present.lease(*id).ok_or("it has no memory")?;
                Ok(eval::Extent {
                    addr: lease.start,
                    len: lease.len,
                    ty: lease.asked.ty,
                    bits: None,
                })
            }
            Place::Expression(text) => {
                let lens = self.lens();
                let reader = lens.reader(CHILDREN);
                let term = Expression::parse(text)?.evaluate(&reader, &lens)?;
                eval::extent(&reader, &term)
            }
        }
    }

    fn bytes(&self, place: &Place, typed: &Place) -> Result<Answer, String> {
        let extent = self.extent(place)?;
        Ok(Answer::Bytes {
            name: typed.to_string(),
            addr: extent.addr,
            bytes: self.lens().peek(extent.addr, extent.len.min(BYTES)),
        })
    }

    /// Of very many blocks the youngest that are known without making them again, the live ones among them.
    fn blocks(&mut self, live_only: bool) -> Reply {
        let present = self.present();
        let all = (1..=present.block_count()).rev().map(BlockId);
        let is_wanted = |id: &BlockId| match live_only {
            true => present.is_alive(*id),
            false => self.is_known(*id),
        };
        let mut chosen: Vec<BlockId> = all.filter(is_wanted).take(BLOCKS + 1).collect();
        let is_cut = chosen.len() > BLOCKS || !live_only && present.block_count() > BLOCKS as u32;
        chosen.truncate(BLOCKS);
        chosen.reverse();
        self.learn_held(chosen.iter().copied());
        let holders = self.present().holders();
        let blocks = chosen
            .iter()
            .filter_map(|&id| self.full_block(id, &holders, BYTES as usize, CHILDREN))
            .collect();
        let said = match is_cut {
            true => format!(
                "only the {} youngest blocks; `explain #N` tells of any",
                chosen.len()
            ),
            false => String::new(),
        };
        Reply::of(Answer::Blocks {
            blocks,
            totals: self.present().totals(),
        })
        .say_if(said)
    }

    /// A block with what has changed and the misuse that is about to happen.
    pub(super) fn full_block(
        &self,
        id: BlockId,
        holders: &super::blocks::Holders,
        bytes: usize,
        children: usize,
    ) -> Option<view::Block> {
        let mut block = self.present().block(id, holders, bytes, children)?;
        self.before.compare_block(&mut block);
        block.last_value = self.held_before(id);
        if let Some(ending) = &self.ending
            && self.at >= ending.last
            && let Halt::Fault(fault) = &ending.halt
            && fault.block() == Some(id)
        {
            block.misuse = Some(fault.code.name().replace('-', " "));
        }
        Some(block)
    }

    /// How the run ends, as rows of the log, once that is known; and whether we have come to it.
    pub(super) fn end_rows(&self) -> (Arc<[LogRow]>, bool) {
        match &self.ending {
            Some(Ending {
                row: Some(row),
                last,
                ..
            }) => ([row.clone()].into(), self.at >= *last),
            Some(ending) => (ending.leaks.clone(), self.present().has_ended()),
            None => ([].into(), false),
        }
    }

    /// Blocks that are still alive when the program ends.
    pub(super) fn leak_rows(&self, ending: &Ending) -> Vec<LogRow> {
        if !matches!(ending.halt, Halt::Exited(_) | Halt::ReturnedError(_)) {
            return Vec::new();
        }
        let present = self.present();
        let dates = present.dates();
        let blocks = present.machine.memory().blocks();
        let mut rows = Vec::new();
        for (_, lease) in blocks.leases().iter_from(0) {
            let Some(id) = lease.block() else { continue };
            if lease.is_last() && lease.died().is_some() {
                continue;
            }
            // Only its first lease walks to the last one, however many a block has.
            let first = blocks.leases_of(id).next();
            if first.is_none_or(|(_, l)| l.born != lease.born) {
                continue;
            }
            let last = blocks.leases_of(id).last();
            if last.is_some_and(|(_, l)| l.died().is_some()) {
                continue;
            }
            let born = dates.date(&lease.born);
            rows.push(LogRow {
                step: ending.steps + 1,
                tick: ending.tick,
                kind: LogKind::Leak,
                block: Some(id),
                bytes: last.map_or(0, |(_, l)| l.len),
                by: born.function,
                line: born.line,
                text: born.text,
            });
        }
        rows
    }

    /// What was printed, and what will be as far as it is recorded; of each at most so many bytes.
    pub(super) fn output(&self, most: usize) -> view::Output {
        let machine = self.past.machine();
        let (all, _) = machine.output().all();
        let now = machine.output().bytes().len();
        let (past, future) = all.split_at(now);
        let tail = &past[past.len().saturating_sub(most)..];
        let head = &future[..future.len().min(most)];
        view::Output {
            past: String::from_utf8_lossy(tail).into_owned(),
            future: String::from_utf8_lossy(head).into_owned(),
            total: now as u64,
        }
    }
}

/// What can be said where there is no frame of a number.
fn no_frame(frames: usize) -> String {
    match frames {
        0 => "the program has ended".to_owned(),
        1 => "there is only frame 0".to_owned(),
        n => format!("there are frames 0 to {}", n - 1),
    }
}
