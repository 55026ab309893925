//! Which cells of a page the program wrote through pointers in an interval. Of the pages that it wrote first, which are
//! those that it writes most, each cell is told: who asks about a cell that lies among busy ones need not look into every
//! interval. Of other pages the first few one by one, of more only their neighbourhood, of many nothing. It may tell of too
//! many, never of too few; searches for writes pass over what it excludes.

use super::page::PAGE_CELLS;

/// Cells of a page that are told one by one.
const TOLD: usize = 8;
/// Cells of a line, which is what is told after that.
pub(super) const LINE: usize = PAGE_CELLS / 16;

/// Lines of a page that are told one by one: each costs a look when it is written first.
const LINES: u32 = 2;

/// So many pages of an interval tell of each cell ...
const EXACT_PAGES: usize = 16;
/// ... until they have told of so many: each costs a look when it is written first.
pub(super) const MOST_EXACT: usize = 2048;

/// In the place of a count: a bit for each cell follows.
const BITS: u8 = u8::MAX;
const BYTES: usize = PAGE_CELLS / 8;

/// A bit for each cell of a page.
type Bits = [u64; PAGE_CELLS / 64];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Writes {
    Some {
        /// Numbers of cells from 1; 0 is none.
        cells: [u16; TOLD],
        /// A bit for each line.
        lines: u16,
    },
    Each(Bits),
}

impl Writes {
    pub(super) const NONE: Writes = Writes::Some {
        cells: [0; TOLD],
        lines: 0,
    };

    /// Any cell of the page.
    pub(super) const WHOLE: Writes = Writes::Some {
        cells: [0; TOLD],
        lines: u16::MAX,
    };

    /// Nothing yet of a page that an interval writes after so many others.
    pub(super) fn of_page(others: usize) -> Writes {
        match others < EXACT_PAGES {
            true => Writes::Each([0; _]),
            false => Writes::NONE,
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        match self {
            Writes::Some { lines, .. } => *lines == u16::MAX,
            Writes::Each(bits) => *bits == [u64::MAX; _],
        }
    }

    pub(super) fn is_exact(&self) -> bool {
        matches!(self, Writes::Each(_))
    }

    /// One more cell. False if only its line is told.
    pub(super) fn tell(&mut self, cell: usize) -> bool {
        let (cells, lines) = match self {
            Writes::Some { cells, lines } => (cells, lines),
            Writes::Each(bits) => {
                bits[cell / 64] |= 1 << (cell % 64);
                return true;
            }
        };
        if *lines >> (cell / LINE) & 1 == 1 {
            return false;
        }
        let number = cell as u16 + 1;
        match cells.iter_mut().find(|c| **c == 0 || **c == number) {
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
        match self {
            Writes::Some { lines, .. } => {
                *lines |= 1 << line;
                if lines.count_ones() > LINES {
                    *self = Writes::WHOLE;
                }
            }
            Writes::Each(bits) => tell_line_of(bits, line),
        }
        self.is_whole()
    }

    pub(super) fn join(&mut self, other: Writes) {
        match other {
            _ if self.is_whole() => {}
            _ if other.is_whole() => *self = Writes::WHOLE,
            Writes::Some { cells, lines } if !self.is_exact() => {
                (0..PAGE_CELLS / LINE)
                    .filter(|line| lines >> line & 1 == 1)
                    .for_each(|line| _ = self.tell_line(line));
                let cells = cells.iter().filter(|c| **c != 0);
                cells.for_each(|cell| _ = self.tell(usize::from(*cell) - 1));
            }
            _ => {
                let (mut bits, more) = (self.bits(), other.bits());
                bits.iter_mut().zip(more).for_each(|(to, more)| *to |= more);
                *self = Writes::Each(bits);
            }
        }
    }

    /// A bit for each cell that may be among them.
    fn bits(&self) -> Bits {
        let (cells, lines) = match self {
            Writes::Some { cells, lines } => (cells, lines),
            Writes::Each(bits) => return *bits,
        };
        let mut bits = [0; _];
        (0..PAGE_CELLS / LINE)
            .filter(|line| lines >> line & 1 == 1)
            .for_each(|line| tell_line_of(&mut bits, line));
        for cell in cells.iter().filter(|c| **c != 0) {
            let cell = usize::from(*cell) - 1;
            bits[cell / 64] |= 1 << (cell % 64);
        }
        bits
    }

    /// Whether one of these cells may be among them.
    pub(super) fn may_hold(&self, mut cells: std::ops::Range<usize>) -> bool {
        let bits = self.bits();
        cells.any(|cell| bits[cell / 64] >> (cell % 64) & 1 == 1)
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        match self {
            _ if self.is_whole() => bytes.extend([0, u8::MAX, u8::MAX]),
            Writes::Some { cells, lines } => {
                let cells = cells.iter().filter(|c| **c != 0);
                let count = cells.clone().count() as u8;
                bytes.push(count);
                bytes.extend(lines.to_le_bytes());
                cells.for_each(|cell| bytes.extend(cell.to_le_bytes()));
            }
            Writes::Each(bits) => {
                let told = (0..PAGE_CELLS).filter(|cell| bits[cell / 64] >> (cell % 64) & 1 == 1);
                if told.clone().nth(TOLD).is_none() {
                    let mut few = Writes::NONE;
                    told.for_each(|cell| _ = few.tell(cell));
                    return few.write(bytes);
                }
                bytes.push(BITS);
                bits.iter().for_each(|b| bytes.extend(b.to_le_bytes()));
            }
        }
    }

    /// What was written, and how many bytes that took.
    pub(super) fn read(bytes: &[u8]) -> (Writes, usize) {
        let count = match bytes[0] {
            BITS => return (Writes::read_bits(&bytes[1..]), 1 + BYTES),
            count => usize::from(count),
        };
        let mut told = [0; TOLD];
        let end = 3 + 2 * count;
        for (cell, pair) in told.iter_mut().zip(bytes[3..end].chunks_exact(2)) {
            *cell = u16::from_le_bytes([pair[0], pair[1]]);
        }
        let written = Writes::Some {
            cells: told,
            lines: u16::from_le_bytes([bytes[1], bytes[2]]),
        };
        (written, end)
    }

    fn read_bits(bytes: &[u8]) -> Writes {
        let mut bits = [0; _];
        for (word, eight) in bits.iter_mut().zip(bytes.as_chunks().0) {
            *word = u64::from_le_bytes(*eight);
        }
        Writes::Each(bits)
    }
}

fn tell_line_of(bits: &mut Bits, line: usize) {
    let cell = line * LINE;
    bits[cell / 64] |= u64::from(u32::MAX) << (cell % 64);
}

const _: () = assert!(LINE == u32::BITS as usize);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_of_all_that_was_told_and_little_more() {
        let mut written = Writes::NONE;
        for cell in [3, 70, 71, 300, 70, 3] {
            assert!(written.tell(cell));
        }
        assert!(written.may_hold(70..71) && !written.may_hold(72..300));
        let mut more = Writes::NONE;
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
        let mut written = Writes::NONE;
        assert!(!written.tell_line(0) && !written.tell_line(9) && !written.tell_line(0));
        assert!(!written.may_hold(LINE..9 * LINE));
        assert!(written.tell_line(4));
        assert_eq!(written, Writes::WHOLE);
    }

    #[test]
    fn of_the_first_pages_each_cell_is_told() {
        let mut written = Writes::of_page(EXACT_PAGES - 1);
        for cell in (0..PAGE_CELLS).step_by(2) {
            assert!(written.tell(cell));
        }
        assert!((0..PAGE_CELLS).all(|cell| written.may_hold(cell..cell + 1) == (cell % 2 == 0)));
        let mut bytes = Vec::new();
        written.write(&mut bytes);
        assert_eq!(Writes::read(&bytes), (written, bytes.len()));
        let mut more = Writes::of_page(EXACT_PAGES);
        for cell in [7, 9] {
            assert!(more.tell(cell));
        }
        written.join(more);
        assert!(written.may_hold(9..10) && !written.may_hold(11..12));
        (0..PAGE_CELLS / LINE).for_each(|line| _ = written.tell_line(line));
        assert!(written.is_whole());
        written.join(more);
        assert!(written.is_whole());
    }

    #[test]
    fn a_few_cells_take_little_room_in_any_form() {
        let mut written = Writes::of_page(0);
        let mut few = Writes::NONE;
        for cell in [0, 63, 64, 511] {
            written.tell(cell);
            few.tell(cell);
        }
        let mut bytes = Vec::new();
        written.write(&mut bytes);
        assert_eq!(Writes::read(&bytes), (few, 11));
    }
}
