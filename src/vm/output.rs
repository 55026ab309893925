//! What the program printed: one tape of bytes for both streams, and marks that say which piece went where and when.

use super::{Tape, Tick};

/// One piece of output: it ends at `end`, and begins where the one before ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Written {
    pub end: usize,
    /// 1 is standard output, 2 standard error.
    pub stream: u8,
    /// The instruction that wrote it.
    pub tick: Tick,
}

#[derive(Clone, Default, Debug)]
pub struct Output {
    bytes: Tape<u8>,
    pieces: Tape<Written>,
    /// Input that was read, so that a replay reads the same.
    input: Tape<Option<u8>>,
}

/// Where the tapes stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OutputMark {
    bytes: usize,
    pieces: usize,
    input: usize,
}

impl Output {
    /// Everything printed up to now, both streams mixed as they came.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.past()
    }

    pub fn pieces(&self) -> &[Written] {
        self.pieces.past()
    }

    /// The recorded future included.
    pub fn all(&self) -> (&[u8], &[Written]) {
        (self.bytes.all(), self.pieces.all())
    }

    /// What went to one stream up to now.
    pub fn stream(&self, stream: u8) -> Vec<u8> {
        let mut start = 0;
        let mut bytes = Vec::new();
        for piece in self.pieces() {
            if piece.stream == stream {
                bytes.extend_from_slice(&self.bytes.past()[start..piece.end]);
            }
            start = piece.end;
        }
        bytes
    }

    pub(super) fn write(&mut self, stream: u8, bytes: &[u8], tick: Tick) {
        for byte in bytes {
            self.bytes.push(*byte);
        }
        self.pieces.push(Written {
            end: self.bytes.len(),
            stream,
            tick,
        });
    }

    /// The next byte of input: from the recording, or from outside.
    pub(super) fn read(&mut self, outside: impl FnOnce() -> Option<u8>) -> Option<u8> {
        let byte = match self.input.future().first() {
            Some(byte) => *byte,
            None => outside(),
        };
        self.input.push(byte);
        byte
    }

    /// Bytes of the host that the tapes hold.
    pub(super) fn footprint(&self) -> u64 {
        (self.bytes.all().len()
            + std::mem::size_of_val(self.pieces.all())
            + self.input.all().len() * 2) as u64
    }

    pub(super) fn mark(&self) -> OutputMark {
        OutputMark {
            bytes: self.bytes.len(),
            pieces: self.pieces.len(),
            input: self.input.len(),
        }
    }

    pub(super) fn restore(&mut self, mark: &OutputMark) {
        self.bytes.set_len(mark.bytes);
        self.pieces.set_len(mark.pieces);
        self.input.set_len(mark.input);
    }
}
