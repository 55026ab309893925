//! Which of 64 neighbouring cells or words changed, told in as few bytes as it takes: all of them, a list of a few, or a
//! bit for each.

use super::room::{Room, read_eight};

/// Cells, or granule words, that are packed together.
pub(super) const GROUP: usize = 64;

/// A bit for each of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Positions(pub u64);

/// How positions are told, in the lowest two bits of a group's first byte; from bit 4 on the length of a list.
const ALL: u8 = 0;
const BITS: u8 = 1;
const LIST: u8 = 2;
pub(super) const POSITIONS: u8 = 3;

impl Positions {
    pub(super) const ALL: Positions = Positions(u64::MAX);

    /// Where something changed.
    #[inline]
    pub(super) fn of<T: Copy + PartialEq + Default>(group: &[T; GROUP]) -> Positions {
        let mut bits = 0;
        for (i, eight) in group.as_chunks::<8>().0.iter().enumerate() {
            let mut some = 0u64;
            for (j, change) in eight.iter().enumerate() {
                some |= u64::from(*change != T::default()) << j;
            }
            bits |= some << (8 * i);
        }
        Positions(bits)
    }

    pub(super) fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Bytes that telling them takes, but for the mode.
    pub(super) fn cost(self) -> usize {
        match self.count() {
            GROUP => 0,
            count => count.min(8),
        }
    }

    /// What the first byte of the group says of them.
    pub(super) fn mode(self) -> u8 {
        match self.count() {
            GROUP => ALL,
            count @ 0..8 => LIST | (count as u8) << 4,
            _ => BITS,
        }
    }

    pub(super) fn put(self, room: &mut Room) {
        match self.count() {
            GROUP => {}
            0..8 => self.each(|at| room.put(at as u64, 1)),
            _ => room.put(self.0, 8),
        }
    }

    pub(super) fn read(mode: u8, bytes: &[u8], at: &mut usize) -> Positions {
        match mode & POSITIONS {
            ALL => Positions::ALL,
            BITS => {
                *at += 8;
                Positions(read_eight(bytes, *at - 8))
            }
            _ => {
                let start = *at;
                *at += usize::from(mode >> 4);
                let list = bytes[start..*at].iter();
                Positions(list.fold(0, |bits, place| bits | 1 << (place & 63)))
            }
        }
    }

    #[inline(always)]
    pub(super) fn each(self, mut found: impl FnMut(usize)) {
        let mut left = self.0;
        while left != 0 {
            found(left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}
