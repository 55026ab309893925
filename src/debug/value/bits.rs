//! Fields of packed structs lie on bits, not on bytes.

use super::Byte;

/// Some bits of a piece of memory, counted from its first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bits {
    pub first: u64,
    pub count: u64,
}

impl Bits {
    /// What they mean as a value of so many bytes. A byte is undefined if one of its bits is.
    pub fn of(self, bytes: &[Byte], size: u64) -> Vec<Byte> {
        let mut own = vec![Some(0); size as usize];
        for bit in 0..self.count.min(8 * size) {
            let from = self.first + bit;
            let (to, shift) = ((bit / 8) as usize, bit % 8);
            own[to] = match (own[to], bytes.get((from / 8) as usize).copied().flatten()) {
                (Some(known), Some(byte)) => Some(known | (byte >> (from % 8) & 1) << shift),
                _ => None,
            };
        }
        own
    }

    /// The first byte in which some of them lie, in how many bytes they do, and which bits of those they are.
    pub fn bytes(self) -> (u64, u64, Bits) {
        let (start, first) = (self.first / 8, self.first % 8);
        let len = (first + self.count).div_ceil(8).max(1);
        let count = self.count;
        (start, len, Bits { first, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_a_value_of_their_own() {
        let bits = Bits { first: 6, count: 5 };
        assert_eq!(
            bits.of(&[Some(0b1100_0000), Some(0b101)], 1),
            [Some(0b10111)]
        );
        assert_eq!(bits.of(&[Some(0), None], 1), [None]);
        assert_eq!(bits.bytes(), (0, 2, bits));
        let high = Bits {
            first: 17,
            count: 3,
        };
        assert_eq!(high.bytes(), (2, 1, Bits { first: 1, count: 3 }));
    }
}
