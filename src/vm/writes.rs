//! Which cells of a page the program wrote through pointers in an interval: the first few one by one, of more only
//! their neighbourhood, of many nothing. It may tell of too many, never of too few; searches for writes pass over what it excludes.

use super::page::PAGE_CELLS;

/// Cells of a page that are told one by one.
const TOLD: usize = 8;
/// Cells of a line, which is what is told after that.
pub(super) const LINE: usize = PAGE_CELLS / 16;

/// Lines of a page that are told one by one: each costs a look when it is written first.
const LINES: u32 = 2;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Writes {
    /// Numbers of cells from 1; 0 is none.
    cells: [u16; TOLD],
    /// A bit for each line.
    lines: u16,
}

impl Writes {
    /// Any cell of the page.
    pub(super) const WHOLE: Writes = Writes {
        cells: [0; TOLD],
        lines: u16::MAX,
    };

    pub(super) fn is_whole(&self) -> bool {
        self.lines == u16::MAX
    }

    /// One more cell. False if only its line is told.
    pub(super) fn tell(&mut self, cell: usize) -> bool {
        if self.lines >> (cell / LINE) & 1 == 1 {
            return false;
        }
        let number = cell as u16 + 1;
        match self.cells.iter_mut().find(|c| **c == 0 || **c == number) {
            Some(place) => *place = number,
            None => {
                self.tell_line(cell / LINE);
                return false;
            }
        }
        true
    }

    /// Any cell of a line. Where it is one line too many, any cell of the page: then the answer is true.
    pub(super) fn tell_line(&mut self, line: usize) -> bool {
        self.lines |= 1 << line;
        if self.lines.count_ones() > LINES {
            *self = Writes::WHOLE;
        }
        self.is_whole()
    }

    pub(super) fn join(&mut self, other: Writes) {
        self.lines |= other.lines;
        for cell in other.cells.iter().filter(|c| **c != 0) {
            self.tell(usize::from(*cell) - 1);
        }
    }

    /// Whether one of these cells may be among them.
    pub(super) fn may_hold(&self, cells: std::ops::Range<usize>) -> bool {
        let is_in = |c: &u16| *c != 0 && cells.contains(&(usize::from(*c) - 1));
        let mut lines = cells.start / LINE..cells.end.div_ceil(LINE);
        lines.any(|line| self.lines >> line & 1 == 1) || self.cells.iter().any(is_in)
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        let cells = self.cells.iter().filter(|c| **c != 0);
        let count = cells.clone().count() as u8;
        bytes.push(count);
        bytes.extend(self.lines.to_le_bytes());
        cells.for_each(|cell| bytes.extend(cell.to_le_bytes()));
    }

    /// What was written, and how many bytes that took.
    pub(super) fn read(bytes: &[u8]) -> (Writes, usize) {
        let count = usize::from(bytes[0]);
        let mut written = Writes {
            cells: [0; TOLD],
            lines: u16::from_le_bytes([bytes[1], bytes[2]]),
        };
        let end = 3 + 2 * count;
        for (cell, pair) in written.cells.iter_mut().zip(bytes[3..end].chunks_exact(2)) {
            *cell = u16::from_le_bytes([pair[0], pair[1]]);
        }
        (written, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_of_all_that_was_told_and_little_more() {
        let mut written = Writes::default();
        for cell in [3, 70, 71, 300, 70, 3] {
            assert!(written.tell(cell));
        }
        assert!(written.may_hold(70..71) && !written.may_hold(72..300));
        let mut more = Writes::default();
        for cell in 0..20 {
            assert_eq!(more.tell(cell * 3), cell < TOLD);
        }
        written.join(more);
        for cell in [3, 70, 71, 300].into_iter().chain((0..20).map(|c| c * 3)) {
            assert!(written.may_hold(cell..cell + 1), "{cell}");
        }
        assert!(!written.may_hold(301..PAGE_CELLS) && !written.is_whole());
        let mut bytes = Vec::new();
        written.write(&mut bytes);
        assert_eq!(Writes::read(&bytes), (written, bytes.len()));
        assert!(Writes::WHOLE.may_hold(511..512));
    }

    #[test]
    fn who_writes_here_and_there_writes_everywhere() {
        let mut written = Writes::default();
        assert!(!written.tell_line(0) && !written.tell_line(9) && !written.tell_line(0));
        assert!(!written.may_hold(LINE..9 * LINE));
        assert!(written.tell_line(4));
        assert_eq!(written, Writes::WHOLE);
    }
}
