//! Memory of the host for tables that grow by megabytes. When a page of 4 KiB is touched first, the host's system takes
//! about as long as the machine for thousands of instructions; so it is asked for pages of two megabytes where it has
//! such (transparent huge pages, which most Linux systems give to who asks). Elsewhere all is as before, only slower.

use std::marker::PhantomData;

use bytemuck::Pod;
use memmap2::MmapMut;

/// Bytes of a large page.
const LARGE_PAGE: usize = 2 << 20;
/// Values of a row.
pub(super) const ROW: usize = 1024;
/// Rows that the host is asked for at once.
const ROWS: usize = 64;

/// The place of a row in its [`Shelf`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct RowId(u32);

/// Rows of values, each as long as the others, in large pages of the host. A row that is given back is the next to be
/// taken.
pub(super) struct Shelf<T> {
    maps: Vec<MmapMut>,
    free: Vec<RowId>,
    values: PhantomData<T>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf {
            maps: Vec::new(),
            free: Vec::new(),
            values: PhantomData,
        }
    }
}

impl<T: Pod> Shelf<T> {
    const ROW_BYTES: usize = ROW * size_of::<T>();

    /// A row whose values are whatever was there before. `None` where the host has no memory left.
    pub fn take(&mut self) -> Option<RowId> {
        if self.free.is_empty() {
            let bytes = (ROWS * Self::ROW_BYTES).next_multiple_of(LARGE_PAGE);
            let map = MmapMut::map_anon(bytes).ok()?;
            #[cfg(target_os = "linux")]
            // Where there are no large pages, small ones do.
            let _ = map.advise(memmap2::Advice::HugePage);
            let first = (self.maps.len() * ROWS) as u32;
            self.free
                .extend((first..first + ROWS as u32).rev().map(RowId));
            self.maps.push(map);
        }
        self.free.pop()
    }

    pub fn give_back(&mut self, row: RowId) {
        debug_assert!(!self.free.contains(&row));
        self.free.push(row);
    }

    pub fn row(&self, row: RowId) -> &[T] {
        let start = row.0 as usize % ROWS * Self::ROW_BYTES;
        let map = &self.maps[row.0 as usize / ROWS];
        bytemuck::cast_slice(&map[start..start + Self::ROW_BYTES])
    }

    pub fn row_mut(&mut self, row: RowId) -> &mut [T] {
        let start = row.0 as usize % ROWS * Self::ROW_BYTES;
        let map = &mut self.maps[row.0 as usize / ROWS];
        bytemuck::cast_slice_mut(&mut map[start..start + Self::ROW_BYTES])
    }

    /// A value of a row. One look at the bounds of all rows beside it is cheaper than the row first.
    #[inline(always)]
    pub fn value(&self, row: RowId, at: usize) -> &T {
        let (map, start) = Self::place(row, at);
        bytemuck::from_bytes(&self.maps[map][start..start + size_of::<T>()])
    }

    #[inline(always)]
    pub fn value_mut(&mut self, row: RowId, at: usize) -> &mut T {
        let (map, start) = Self::place(row, at);
        bytemuck::from_bytes_mut(&mut self.maps[map][start..start + size_of::<T>()])
    }

    /// The map of a value, and where it begins in that.
    #[inline(always)]
    fn place(row: RowId, at: usize) -> (usize, usize) {
        debug_assert!(at < ROW);
        let (map, row) = (row.0 as usize / ROWS, row.0 as usize % ROWS);
        (map, (row * ROW + at) * size_of::<T>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_apart_and_come_again() {
        let mut shelf = Shelf::<u32>::default();
        let rows: Vec<RowId> = (0..3 * ROWS)
            .map(|_| shelf.take().expect("memory"))
            .collect();
        for (number, row) in rows.iter().enumerate() {
            shelf.row_mut(*row).fill(number as u32);
        }
        for (number, row) in rows.iter().enumerate() {
            assert!(shelf.row(*row).iter().all(|value| *value == number as u32));
        }
        shelf.give_back(rows[100]);
        assert_eq!(shelf.take(), Some(rows[100]));
    }
}
