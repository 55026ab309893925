//! Everything that can be seen at the moment where the user stands, in one piece.

use std::sync::Arc;

use super::blocks::Holders;
use super::session::Session;
use super::view::{LineFacts, LogRow, Page, Snapshot, Wanted};
use super::walk::Walk;
use crate::vm::{BlockId, Halt};

/// Bytes of output that are sent at the most, printed and yet to be printed.
const OUTPUT: usize = 16 << 10;
/// Frames that are sent at the most.
const FRAMES: usize = 64;

impl Session {
    pub fn snapshot(&mut self, wanted: &Wanted) -> Snapshot {
        self.options.library = wanted.library || self.options.library;
        self.return_home();
        self.recall_around();
        let status = self.status();
        let mut tides = std::mem::take(&mut self.tides);
        tides.read(&self.present());
        self.tides = tides;
        let totals = self.present().totals();
        let present = self.present();
        let mut frames = Vec::new();
        let calls = present.shown_calls();
        let frames_below = calls.len().saturating_sub(FRAMES);
        for call in calls.iter().take(FRAMES) {
            let mut frame = present.frame(call, wanted.children);
            for variable in &mut frame.locals {
                self.before.compare(call.called, variable);
            }
            frames.push(frame);
        }
        self.date_frames(&mut frames);
        frames.extend(self.ghosts(wanted.children));
        let born = self.present().block_count() as usize;
        let shown = wanted.blocks.start.min(born)..wanted.blocks.end.min(born);
        self.learn_held(shown.map(|index| BlockId(index as u32 + 1)));
        let (log, log_past) = self.log_page(wanted);
        let present = self.present();
        let holders = present.holders();
        let mut defers = present.frame_defers();
        present.add_departure(&mut defers, &holders);
        Snapshot {
            moment: self.moment(),
            recording: self.recording(),
            position: self.location(),
            status,
            ending: self.told_ending(),
            frames,
            frames_below,
            globals: self.compared_globals(wanted.children),
            blocks: self.block_page(wanted, &holders),
            totals,
            defers,
            log,
            log_past,
            output: self.output(OUTPUT),
            lives: self.lives(wanted.lives),
            tide: self.tides.tide().clone(),
            breakpoints: self.known_breakpoints(),
            marks: self.dated_marks(),
            lines: self.line_facts(),
        }
    }

    fn block_page(&self, wanted: &Wanted, holders: &Holders) -> Page<super::view::Block> {
        let present = self.present();
        let total = present.block_count() as usize;
        let range = wanted.blocks.start.min(total)..wanted.blocks.end.min(total);
        let ids = range.clone().map(|index| BlockId(index as u32 + 1));
        let (bytes, children) = (wanted.bytes_per_block, wanted.children);
        Page {
            first: range.start,
            total,
            items: ids
                .filter_map(|id| self.full_block(id, holders, bytes, children))
                .collect(),
        }
    }

    /// The wanted rows of the log, and how many of all of them lie in the past.
    fn log_page(&mut self, wanted: &Wanted) -> (Page<LogRow>, usize) {
        let mut rows = std::mem::take(&mut self.rows);
        let present = self.present();
        let dates = present.dates();
        rows.read(&dates, wanted.log_shows);
        let events = present.machine.journal().events();
        let mut past = rows.before(events.len());
        let (ends, have_happened) = self.end_rows();
        // All ends are of one kind.
        let is_shown = |row: &LogRow| wanted.log_shows.shows(row.kind);
        let ends = if ends.first().is_some_and(is_shown) {
            &ends[..]
        } else {
            &[]
        };
        if have_happened {
            past += ends.len();
        }
        let total = rows.len() + ends.len();
        let range = window(wanted, past, total);
        let row = |index: usize| match rows.number(index) {
            Some(number) => events.get(number).map(|event| dates.row(event)),
            None => Some(ends[index - rows.len()].clone()),
        };
        let page = Page {
            first: range.start,
            total,
            items: range.filter_map(row).collect(),
        };
        self.rows = rows;
        (page, past)
    }

    fn lives(&self, rows: usize) -> Vec<super::view::Life> {
        let mut lives = self.present().lives(rows);
        if let Some(ending) = &self.ending
            && let Halt::Fault(fault) = &ending.halt
        {
            // The block of the fault is never without its row.
            let has_row = lives.iter().any(|l| fault.block() == Some(l.block));
            if let (false, Some(id), Some(first)) = (has_row, fault.block(), lives.first_mut())
                && let Some(life) = self.present().life(id)
            {
                *first = life;
            }
            for life in lives.iter_mut().filter(|l| fault.block() == Some(l.block)) {
                life.misused.push(ending.steps.max(1));
            }
        }
        lives
    }

    fn dated_marks(&self) -> Vec<(String, u64)> {
        let mut marks: Vec<_> = self
            .marks
            .iter()
            .map(|(n, m)| (n.clone(), m.step))
            .collect();
        marks.sort_by_key(|(_, step)| *step);
        marks
    }

    /// Lines with code, and as far as it is counted how often each ran.
    fn line_facts(&mut self) -> Arc<Vec<LineFacts>> {
        let here = self.past.here();
        let shown = self.location();
        let line = shown.filter(|at| at.file == self.atlas.file());
        // In the middle of a line, its visit is not over.
        let under_way = line
            .map(|at| at.line)
            .filter(|&line| !self.atlas.visits(line).contains(&here.pc));
        self.chronicle.facts(&self.atlas, here, under_way)
    }
}

/// The wanted range, shifted so that the present is in it if that is wanted.
fn window(wanted: &Wanted, past: usize, total: usize) -> std::ops::Range<usize> {
    let len = wanted.log.len().min(total);
    let mut start = wanted.log.start.min(total - len);
    if wanted.follow_log {
        let now = past.saturating_sub(1);
        if now < start {
            start = now;
        } else if len > 0 && now >= start + len {
            start = now + 1 - len;
        }
    }
    start..start + len
}
