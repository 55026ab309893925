//! Room in which the changes of a page are packed: eight bytes are written at once, of which some are meant, for packing
//! is the better part of what recording costs. And the other way: eight bytes are read wherever some are wanted.

use super::page::PAGE_CELLS;

/// Behind all that is packed, so that eight bytes can be read anywhere.
pub(super) const PAD: usize = 8;

pub(super) struct Room {
    bytes: [u8; Room::SIZE],
    at: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room {
            bytes: [0; Room::SIZE],
            at: 0,
        }
    }
}

impl Room {
    /// Of a cell and its word a code, a mask and eight bytes, a length and four bytes at the most; of their positions a
    /// bit each; and what is written too much.
    const SIZE: usize = PAGE_CELLS * 16 + PAD;

    /// The first `count` bytes of a number.
    #[inline(always)]
    pub(super) fn put(&mut self, value: u64, count: usize) {
        if let Some(eight) = self.bytes[self.at..].first_chunk_mut() {
            *eight = value.to_le_bytes();
        }
        self.at += count;
    }

    /// The next bytes, all at once; [`PAD`] more may be written too much.
    #[inline(always)]
    pub(super) fn reach(&mut self, count: usize) -> &mut [u8] {
        let start = self.at;
        self.at += count;
        &mut self.bytes[start..start + count + PAD]
    }

    /// Bytes written until now.
    pub(super) fn len(&self) -> usize {
        self.at
    }

    /// What is packed already.
    pub(super) fn copy(&mut self, bytes: &[u8]) {
        self.bytes[self.at..self.at + bytes.len()].copy_from_slice(bytes);
        self.at += bytes.len();
    }

    /// Takes back what was written since it held so many bytes.
    pub(super) fn cut(&mut self, len: usize) {
        self.at = len;
    }

    /// Writes one byte anew.
    pub(super) fn set(&mut self, at: usize, byte: u8) {
        self.bytes[at] = byte;
    }

    /// Empties it.
    pub(super) fn take(&mut self) -> &[u8] {
        &self.bytes[..std::mem::take(&mut self.at)]
    }
}

/// The number at a place.
#[inline(always)]
pub(super) fn read_eight(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}
