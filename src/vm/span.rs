//! Spans: the bytes in which 64 neighbouring cells change, of each the same. They are told without the longest two gaps
//! between them, because tags of pointers are at one end of a cell and addresses at the other, and because halves of a
//! cell change alike where numbers are half as long.

use super::cell_change::Group;
use super::group::{GROUP, Positions};
use super::room::{PAD, Room, read_eight};

/// Which bytes of a cell are told. Turned down by `turn` bytes, they are the lowest `low` and, after a gap, `high` more.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// A bit for each byte that changes, which says the rest.
    pub bytes: u8,
    turn: u8,
    low: u8,
    gap: u8,
    high: u8,
}

/// By the bytes that change.
const SPANS: [Span; 256] = {
    let mut spans = [Span::new(0); 256];
    let mut bytes = 0;
    while bytes < 256 {
        spans[bytes] = Span::new(bytes as u8);
        bytes += 1;
    }
    spans
};

impl Span {
    const fn new(bytes: u8) -> Span {
        let mut best = (0, 0);
        let mut turn = 0;
        while turn < 8 {
            // Once around, so that the longest gap is at the high end.
            let turned = bytes.rotate_right(turn);
            if turned & 1 == 1 && turned.leading_zeros() >= best.0 {
                best = (turned.leading_zeros(), turn);
            }
            turn += 1;
        }
        let turned = bytes.rotate_right(best.1);
        let (mut start, mut gap) = (8, 0);
        let mut at = 0;
        while at < 8 - best.0 {
            let zeros = (turned >> at).trailing_zeros();
            if zeros > gap && at + zeros < 8 {
                (start, gap) = (at, zeros);
            }
            at += 1;
        }
        let used = 8 - best.0;
        let low = if gap == 0 { used } else { start };
        Span {
            bytes,
            turn: best.1 as u8,
            low: low as u8,
            gap: gap as u8,
            high: (used - low - gap) as u8,
        }
    }

    /// In which all changes lie, given all their bits.
    #[inline]
    pub(super) fn of(all: u64) -> Span {
        Span::of_bytes(gather(marks(all)) as u8)
    }

    #[inline]
    pub(super) fn of_bytes(bytes: u8) -> Span {
        SPANS[usize::from(bytes)]
    }

    /// Whether they are the lowest bytes of a cell: nothing is to be moved.
    #[inline(always)]
    fn is_low(self) -> bool {
        self.turn == 0 && self.gap == 0
    }

    /// How many bytes of each cell are told.
    #[inline]
    pub(super) fn count(self) -> usize {
        usize::from(self.low + self.high)
    }
}

/// What is told of a cell, at the low end.
#[inline(always)]
fn squeeze(cell: u64, span: Span) -> u64 {
    let turned = cell.rotate_right(8 * u32::from(span.turn));
    let low = turned & low_mask(span);
    low | (turned ^ low) >> (8 * u32::from(span.gap))
}

/// The change of a cell of which this is told.
#[inline(always)]
fn stretch(told: u64, span: Span) -> u64 {
    let low = told & low_mask(span);
    let turned = low | (told ^ low) << (8 * u32::from(span.gap));
    turned.rotate_left(8 * u32::from(span.turn))
}

#[inline(always)]
fn low_mask(span: Span) -> u64 {
    u64::MAX >> (64 - 8 * u32::from(span.low)).min(63)
}

/// Tells the bytes of some cells.
pub(super) fn put_span(room: &mut Room, group: &Group, positions: Positions, span: Span) {
    match span.count() {
        1 => put_bytes::<1>(room, group, positions, span),
        2 => put_bytes::<2>(room, group, positions, span),
        3 => put_bytes::<3>(room, group, positions, span),
        4 => put_bytes::<4>(room, group, positions, span),
        5 => put_bytes::<5>(room, group, positions, span),
        6 => put_bytes::<6>(room, group, positions, span),
        7 => put_bytes::<7>(room, group, positions, span),
        _ => put_bytes::<8>(room, group, positions, span),
    }
}

/// Undoes changes or does them again. `bytes` are followed by some that are not meant.
pub(super) fn apply_span(bytes: &[u8], group: &mut Group, positions: Positions, span: Span) {
    match span.count() {
        1 => apply_bytes::<1>(bytes, group, positions, span),
        2 => apply_bytes::<2>(bytes, group, positions, span),
        3 => apply_bytes::<3>(bytes, group, positions, span),
        4 => apply_bytes::<4>(bytes, group, positions, span),
        5 => apply_bytes::<5>(bytes, group, positions, span),
        6 => apply_bytes::<6>(bytes, group, positions, span),
        7 => apply_bytes::<7>(bytes, group, positions, span),
        _ => apply_bytes::<8>(bytes, group, positions, span),
    }
}

#[inline]
fn put_bytes<const N: usize>(room: &mut Room, group: &Group, positions: Positions, span: Span) {
    if positions != Positions::ALL {
        return positions.each(|i| room.put(squeeze(group[i], span), N));
    }
    let to = &mut room.reach(GROUP * N)[..GROUP * N + PAD];
    let mut put = |i: usize, told: u64| {
        if let Some(eight) = to[i * N..].first_chunk_mut() {
            *eight = told.to_le_bytes();
        }
    };
    let cells = group.iter().enumerate();
    match span.is_low() {
        true => cells.for_each(|(i, cell)| put(i, *cell)),
        false => cells.for_each(|(i, cell)| put(i, squeeze(*cell, span))),
    }
}

#[inline]
fn apply_bytes<const N: usize>(bytes: &[u8], group: &mut Group, positions: Positions, span: Span) {
    let mask = u64::MAX >> (64 - 8 * N);
    let change = |bytes: &[u8], at: usize| stretch(read_eight(bytes, at) & mask, span);
    if positions == Positions::ALL {
        let bytes = &bytes[..GROUP * N + PAD];
        let cells = group.iter_mut().enumerate();
        return match span.is_low() {
            true => cells.for_each(|(i, cell)| *cell ^= read_eight(bytes, i * N) & mask),
            false => cells.for_each(|(i, cell)| *cell ^= change(bytes, i * N)),
        };
    }
    let mut at = 0;
    positions.each(|i| {
        group[i] ^= change(bytes, at);
        at += N;
    });
}

/// The lowest bit of each byte.
pub(super) const FLAG: u64 = 0x0101_0101_0101_0101;

/// Flags, one a byte, as the bits of one byte.
#[inline(always)]
pub(super) fn gather(flags: u64) -> u64 {
    flags.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The lowest bit of each byte that is not zero.
#[inline]
pub(super) fn marks(value: u64) -> u64 {
    const LOW: u64 = !(FLAG << 7);
    (((value & LOW) + LOW) | value) >> 7 & FLAG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_span_tells_is_all_that_changes() {
        for bytes in 0..=255u8 {
            let span = Span::of_bytes(bytes);
            let cell = (0..8u64).fold(0, |cell, at| {
                cell | (u64::from(bytes >> at & 1) * (at + 1)) << (8 * at)
            });
            assert_eq!(stretch(squeeze(cell, span), span), cell, "{bytes:#b}");
            let told = 8 * span.count() as u32;
            assert_eq!(squeeze(cell, span).checked_shr(told).unwrap_or(0), 0);
            assert!(span.count() >= bytes.count_ones() as usize);
        }
        // A tag and an address, or both halves of a cell.
        for (bytes, count) in [(0b1100_0011, 4), (0b0011_0011, 4), (0b0001_0001, 2)] {
            assert_eq!(Span::of_bytes(bytes).count(), count);
        }
    }
}
