//! Which events are rows of the log. It is read from the journal as that grows, so that a picture of a long run
//! costs what it shows.

use super::dates::{Dates, kind};
use super::view::LogFilter;

/// The numbers of the events that one kind of log shows, in order, the recorded future included.
#[derive(Default)]
pub struct LogIndex {
    shows: LogFilter,
    library: bool,
    numbers: Vec<usize>,
    /// Events that are read, and how many of those were kept then.
    read: usize,
    kept: usize,
}

impl LogIndex {
    /// Takes in what the journal has got since the last time.
    pub fn read(&mut self, dates: &Dates<'_>, shows: LogFilter) {
        let events = dates.journal.events();
        let (end, kept) = (events.end(), events.kept());
        let is_same = (self.shows, self.library) == (shows, dates.library);
        // Where the journal let go of events, or of the future, the numbers are out of date.
        let has_grown = end >= self.read && kept.checked_sub(self.kept) == Some(end - self.read);
        if !is_same || !has_grown {
            *self = LogIndex {
                shows,
                library: dates.library,
                ..LogIndex::default()
            };
        }
        let fresh = events.iter_from(self.read);
        let rows = fresh.filter(|(_, e)| shows.shows(kind(e.kind())) && dates.is_shown(e));
        self.numbers.extend(rows.map(|(number, _)| number));
        (self.read, self.kept) = (end, kept);
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Rows before an event.
    pub fn before(&self, event: usize) -> usize {
        self.numbers.partition_point(|&number| number < event)
    }

    /// The event of a row.
    pub fn number(&self, row: usize) -> Option<usize> {
        self.numbers.get(row).copied()
    }
}
