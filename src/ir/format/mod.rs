//! Values as text, byte for byte as Zig 0.15.2's `std.fmt` writes them. The value lies in memory that is read
//! through [`Bytes`], or is known at compile time; the [`FormatSpec`] says how it is wanted.
//!
//! Reading the format string is here too ([`parse`], [`FormatSpec::check`]), so that what is accepted and what
//! is rendered stand side by side.

mod check;
mod comptime;
mod float;
mod hexfloat;
mod leaf;
mod number;
mod parse;
mod render;
mod shortest;
mod units;

pub use comptime::render_value;
pub use float::FloatStyle;
pub use parse::{ArgRef, Measure, ParsedPiece, Placeholder, parse};
pub use render::render;

use super::{FormatAlign, FormatKind, FormatSpec};

/// Memory as the renderer reads it. `pointer` is an address with whatever marks pointers carry: the renderer
/// only adds small offsets to it.
pub trait Bytes {
    type Error;

    /// Fills `out` with the bytes at `pointer`, or says that some of them are undefined. A reader that does
    /// not show undefined values gives an error instead.
    fn read(&mut self, pointer: u64, out: &mut [u8]) -> Result<Contents, Self::Error>;
}

/// What [`Bytes::read`] found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contents {
    Defined,
    /// At least one byte is undefined: the value is shown as `undef`.
    Undefined,
}

/// Why a value could not be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop<E> {
    /// Memory refused.
    Read(E),
    /// Zig panics here: `reached unreachable code` (a width where none is allowed).
    Unreachable,
    /// More than [`LIMIT`] bytes.
    TooLong,
}

/// Bytes that one value may become.
pub const LIMIT: usize = 64 << 20;

impl FormatSpec {
    /// `{}` with this kind, neither filled nor rounded.
    pub fn plain(kind: FormatKind) -> FormatSpec {
        FormatSpec {
            kind,
            peel: 0,
            fill: ' ',
            align: FormatAlign::Right,
            width: None,
            precision: None,
        }
    }
}

/// Text that grows up to [`LIMIT`].
struct Sink<'a> {
    out: &'a mut Vec<u8>,
    end: usize,
}

impl<'a> Sink<'a> {
    fn new(out: &'a mut Vec<u8>) -> Sink<'a> {
        let end = out.len() + LIMIT;
        Sink { out, end }
    }

    fn write<E>(&mut self, text: impl AsRef<[u8]>) -> Result<(), Stop<E>> {
        let text = text.as_ref();
        if self.out.len() + text.len() > self.end {
            return Err(Stop::TooLong);
        }
        self.out.extend_from_slice(text);
        Ok(())
    }

    /// Writes the text in the width that the specification asks for; Zig counts bytes, not characters.
    fn padded<E>(&mut self, text: impl AsRef<[u8]>, spec: &FormatSpec) -> Result<(), Stop<E>> {
        let text = text.as_ref();
        let missing = (spec.width.unwrap_or(0) as usize).saturating_sub(text.len());
        let before = match spec.align {
            FormatAlign::Left => 0,
            FormatAlign::Center => missing / 2,
            FormatAlign::Right => missing,
        };
        self.fill(before, spec.fill)?;
        self.write(text)?;
        self.fill(missing - before, spec.fill)
    }

    fn fill<E>(&mut self, count: usize, fill: char) -> Result<(), Stop<E>> {
        let mut buffer = [0; 4];
        let fill = fill.encode_utf8(&mut buffer).as_bytes();
        if self.out.len() + count.saturating_mul(fill.len()) > self.end {
            return Err(Stop::TooLong);
        }
        (0..count).for_each(|_| self.out.extend_from_slice(fill));
        Ok(())
    }
}
