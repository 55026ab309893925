//! The log as a reply: what happened and what will, as far as recorded. Of a long one the rows around the present.

use super::command::EventFilter;
use super::reply::{Answer, Reply};
use super::session::Session;
use super::stopping::Interrupted;
use super::stops::is_meant;
use super::view::LogRow;
use super::walk::Walk;
use crate::vm::Event;

/// Rows of one reply on each side of the present.
const SIDE: usize = 100_000;

/// Some of the rows on one side of the present.
#[derive(Default)]
struct Side {
    rows: Vec<LogRow>,
    /// There are more beyond.
    is_cut: bool,
}

impl Session {
    pub(super) fn log(&mut self, filter: EventFilter) -> Reply {
        let home = self.past.here().tick;
        let number = self.events_here();
        let mut past = Side::default();
        let mut future = Side::default();
        let done = self.rows_before(number, filter, &mut past).and_then(|()| {
            self.past.seek(home);
            self.rows_from(number, filter, SIDE, &mut |row| future.take(row))
        });
        self.past.seek(home);
        let is_cut = past.is_cut || future.is_cut;
        let (mut past, mut future) = (past.rows, future.rows);
        past.reverse();
        if filter.means_faults() || filter == EventFilter::Memory {
            let (ends, have_happened) = self.end_rows();
            let side = if have_happened {
                &mut past
            } else {
                &mut future
            };
            side.extend(ends.iter().cloned());
        }
        let said = match done {
            Err(Interrupted) => "interrupted: there may be more rows".to_owned(),
            Ok(()) if is_cut => format!(
                "only the {SIDE} rows nearest to this moment on each side; `goto` elsewhere, or `undefer trace` for all"
            ),
            Ok(()) => String::new(),
        };
        let now = past.len();
        past.extend(future);
        Reply::of(Answer::Log {
            rows: past,
            past: now,
        })
        .say_if(said)
    }

    /// Every row of the whole log in order, as it is made, until `take` has enough. The machine moves.
    pub fn each_row(&mut self, take: &mut dyn FnMut(LogRow) -> bool) -> bool {
        self.past.seek(0);
        let mut goes_on = true;
        let done = self.rows_from(0, EventFilter::Any, usize::MAX, &mut |row| {
            goes_on = take(row);
            goes_on
        });
        self.past.seek(self.at);
        let ends = self.end_rows().0;
        for row in ends.iter() {
            goes_on = goes_on && take(row.clone());
        }
        done.is_ok()
    }

    /// The newest first.
    fn rows_before(
        &mut self,
        number: usize,
        filter: EventFilter,
        side: &mut Side,
    ) -> Result<(), Interrupted> {
        let is_row = |session: &Session, e: &Event| session.is_row(e, filter);
        let mut next = number;
        while let Some((found, event)) = self.last_event_before(next, &is_row)? {
            next = found;
            let row = self.row_of(&event)?;
            if !side.take(row) {
                break;
            }
        }
        Ok(())
    }

    fn rows_from(
        &mut self,
        number: usize,
        filter: EventFilter,
        most: usize,
        take: &mut dyn FnMut(LogRow) -> bool,
    ) -> Result<(), Interrupted> {
        let is_row = |session: &Session, e: &Event| session.is_row(e, filter);
        let recorded = self.past.end_tick();
        let mut next = number;
        for _ in 0..most.saturating_add(1) {
            let Some((found, event)) = self.next_event_from(next, recorded, &is_row)? else {
                break;
            };
            next = found + 1;
            let row = self.row_of(&event)?;
            if !take(row) {
                break;
            }
        }
        Ok(())
    }

    fn is_row(&self, event: &Event, filter: EventFilter) -> bool {
        is_meant(filter, event.kind()) && self.present().dates().is_shown(event)
    }

    fn row_of(&mut self, event: &Event) -> Result<LogRow, Interrupted> {
        if self.is_interrupted() {
            return Err(Interrupted);
        }
        self.recall_block_of(event)?;
        Ok(self.present().dates().row(event))
    }
}

impl Side {
    /// True while there is room for more.
    fn take(&mut self, row: LogRow) -> bool {
        if self.rows.len() >= SIDE {
            self.is_cut = true;
            return false;
        }
        self.rows.push(row);
        true
    }
}
