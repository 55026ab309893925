//! The cells of memory as the fast way sees them: shared between the whole of the memory and the frame in it, and made
//! of parts, so that some of a cell's bytes are read and written by one access of the host that shifts and masks nothing.

use std::cell::Cell;

/// The eight bytes of a cell, halved until they are single.
pub(super) type Granule = [[[u8; 2]; 2]; 2];

const _: () = assert!(
    cfg!(target_endian = "little"),
    "the first byte of a cell is the lowest of its number"
);

/// Cells that may be written where others look at them.
#[inline(always)]
pub(super) fn shared(cells: &mut [u64]) -> &[Cell<Granule>] {
    let granules: &mut [Granule] = bytemuck::cast_slice_mut(cells);
    Cell::from_mut(granules).as_slice_of_cells()
}

/// A shared cell as a number, whole or in part.
pub(super) trait Shared {
    fn value(&self) -> u64;
    fn set_value(&self, value: u64);
    /// `N` bytes from an offset on that is a multiple of `N`.
    fn part<const N: usize>(&self, offset: usize) -> u64;
    fn set_part<const N: usize>(&self, offset: usize, value: u64);
}

impl Shared for Cell<Granule> {
    #[inline(always)]
    fn value(&self) -> u64 {
        bytemuck::cast(self.get())
    }

    #[inline(always)]
    fn set_value(&self, value: u64) {
        self.set(bytemuck::cast(value));
    }

    #[inline(always)]
    fn part<const N: usize>(&self, offset: usize) -> u64 {
        let half = &self.as_array_of_cells()[offset / 4 % 2];
        let quarter = &half.as_array_of_cells()[offset / 2 % 2];
        match N {
            8 => self.value(),
            4 => bytemuck::cast::<_, u32>(half.get()).into(),
            2 => bytemuck::cast::<_, u16>(quarter.get()).into(),
            _ => quarter.as_array_of_cells()[offset % 2].get().into(),
        }
    }

    #[inline(always)]
    fn set_part<const N: usize>(&self, offset: usize, value: u64) {
        let half = &self.as_array_of_cells()[offset / 4 % 2];
        let quarter = &half.as_array_of_cells()[offset / 2 % 2];
        match N {
            8 => self.set_value(value),
            4 => half.set(bytemuck::cast(value as u32)),
            2 => quarter.set(bytemuck::cast(value as u16)),
            _ => quarter.as_array_of_cells()[offset % 2].set(value as u8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_bytes_of_the_number() {
        let mut cells = [0x8877_6655_4433_2211];
        let cell = &shared(&mut cells)[0];
        assert_eq!(cell.part::<4>(4), 0x8877_6655);
        assert_eq!(cell.part::<2>(2), 0x4433);
        assert_eq!(cell.part::<1>(7), 0x88);
        cell.set_part::<1>(5, 0x1aa);
        cell.set_part::<2>(0, 0xbbbb);
        assert_eq!(cell.value(), 0x8877_aa55_4433_bbbb);
        cell.set_part::<4>(4, 1);
        cell.set_part::<8>(0, cell.part::<8>(0) + 1);
        assert_eq!(cells, [0x0000_0001_4433_bbbc]);
    }
}
