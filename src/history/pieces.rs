//! Pieces: which statements ran in an interval, first here and then there. A search backwards need not run an interval
//! through to its end where what it looks for ran near the start.

use crate::vm::{Coverage, Tick};

/// More are not kept of an interval.
const MOST: usize = 8;

/// A part of an interval, and what ran in it; maybe more.
struct Piece {
    end: Tick,
    coverage: Coverage,
}

/// The pieces of an interval in order of time, without gaps.
#[derive(Default)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    /// The next piece ends here.
    pub fn push(&mut self, end: Tick, coverage: Coverage) {
        self.0.push(Piece { end, coverage });
        self.thin();
    }

    /// Takes in those of the next interval.
    pub fn append(&mut self, mut next: Pieces) {
        self.0.append(&mut next.0);
        while self.thin() {}
    }

    /// If there are too many, the two neighbours that end up shortest become one.
    fn thin(&mut self) -> bool {
        if self.0.len() <= MOST {
            return false;
        }
        let border = |at: usize| self.0[at].end.0;
        let lengths = (2..self.0.len()).map(|at| (border(at) - border(at - 2), at));
        let (_, last) = lengths.min().unwrap_or((0, 1));
        let before = self.0.remove(last - 1);
        self.0[last - 1].coverage.join(&before.coverage);
        true
    }

    /// Where the last piece ends that begins before a moment and has what is asked for. `None`: none has.
    pub fn last_with(&self, before: Tick, has: impl Fn(&Coverage) -> bool) -> Option<Tick> {
        let begins_later = self.0.iter().skip_while(|piece| piece.end < before).skip(1);
        let earlier = self.0.len() - begins_later.count();
        let mut pieces = self.0[..earlier].iter().rev();
        let found = pieces.find(|piece| has(&piece.coverage))?;
        Some(found.end.min(before))
    }

    /// Bytes of the host.
    pub fn cost(&self) -> u64 {
        let own = size_of::<Piece>() as u64;
        self.0.iter().map(|piece| piece.coverage.cost() + own).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One statement for each bit.
    fn piece(statements: u64) -> Coverage {
        Coverage::of(statements)
    }

    fn last(pieces: &Pieces, before: u64, statement: u32) -> Option<u64> {
        let found = pieces.last_with(Tick(before), |coverage| coverage.has(statement));
        found.map(|tick| tick.0)
    }

    #[test]
    fn the_last_piece_with_a_statement_is_found() {
        let mut pieces = Pieces::default();
        for (end, statements) in [(10, 0b01), (20, 0b10), (30, 0b01), (40, 0b00)] {
            pieces.push(Tick(end), piece(statements));
        }
        assert_eq!(last(&pieces, 40, 0), Some(30));
        assert_eq!(last(&pieces, 25, 0), Some(25));
        assert_eq!(last(&pieces, 20, 0), Some(10));
        assert_eq!(last(&pieces, 40, 1), Some(20));
        assert_eq!(last(&pieces, 10, 1), None);
    }

    #[test]
    fn short_neighbours_become_one() {
        let mut pieces = Pieces::default();
        for end in [100, 200, 300, 400, 410, 500, 600, 700] {
            pieces.push(Tick(end), piece(0));
        }
        pieces.push(Tick(800), piece(1));
        let ends: Vec<u64> = pieces.0.iter().map(|piece| piece.end.0).collect();
        assert_eq!(ends, [100, 200, 300, 400, 500, 600, 700, 800]);
        assert_eq!(last(&pieces, 800, 0), Some(800));
    }
}
