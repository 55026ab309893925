//! Where the bytes of a value are. Of a large one only what is shown is read.

use std::borrow::Cow;

use super::{Byte, Reader};

/// Larger pieces of memory are read only as far as they are shown.
pub(super) const LARGE: u64 = 4096;

/// The bytes of a value, or of a part of one.
pub(super) enum Place<'b> {
    Read(Cow<'b, [Byte]>),
    There { addr: u64, len: u64 },
}

impl Place<'_> {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Place::Read(bytes) => bytes.is_empty(),
            Place::There { len, .. } => *len == 0,
        }
    }
}

impl Reader<'_> {
    pub(super) fn place(&self, addr: u64, len: u64) -> Place<'static> {
        match len <= LARGE {
            true => Place::Read(self.source.peek(addr, len).into()),
            false => Place::There { addr, len },
        }
    }

    /// `len` bytes, `from` bytes into it; fewer where it ends before.
    pub(super) fn piece<'b>(&self, place: &'b Place<'_>, from: u64, len: u64) -> Place<'b> {
        match place {
            Place::Read(bytes) => {
                let from = (from as usize).min(bytes.len());
                let to = from.saturating_add(len as usize).min(bytes.len());
                Place::Read(Cow::Borrowed(&bytes[from..to]))
            }
            Place::There { addr, len: all } => {
                let from = from.min(*all);
                self.place(addr + from, len.min(all - from))
            }
        }
    }

    pub(super) fn bytes<'b>(&self, place: &'b Place<'_>) -> Cow<'b, [Byte]> {
        match place {
            Place::Read(bytes) => Cow::Borrowed(bytes),
            Place::There { addr, len } => self.source.peek(*addr, *len).into(),
        }
    }

    /// The bytes of a piece.
    pub(super) fn few(&self, place: &Place<'_>, from: u64, len: u64) -> Vec<Byte> {
        self.bytes(&self.piece(place, from, len)).into_owned()
    }

    pub(super) fn is_undefined(&self, place: &Place<'_>) -> bool {
        match place {
            Place::Read(bytes) => bytes.iter().all(Option::is_none),
            Place::There { addr, len } => self.source.is_undefined(*addr, *len),
        }
    }
}
