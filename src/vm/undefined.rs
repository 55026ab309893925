//! Registers that hold an undefined value. There are hardly ever any, so they are named in a set beside the registers;
//! while it is not empty the machine looks at it before every use.

/// One such register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UndefinedRegister {
    /// Index of its cell of the stack.
    pub cell: usize,
    /// The memory that the value was read from, with its tag; 0 if the register was never given one.
    pub from: u64,
}

/// Sorted by cell.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct UndefinedRegisters(Vec<UndefinedRegister>);

impl UndefinedRegisters {
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn find(&self, cell: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&cell, |entry| entry.cell)
    }

    pub fn get(&self, cell: usize) -> Option<UndefinedRegister> {
        self.find(cell).ok().map(|at| self.0[at])
    }

    pub fn contains(&self, cell: usize) -> bool {
        self.find(cell).is_ok()
    }

    pub fn insert(&mut self, cell: usize, from: u64) {
        let entry = UndefinedRegister { cell, from };
        match self.find(cell) {
            Ok(at) => self.0[at] = entry,
            Err(at) => self.0.insert(at, entry),
        }
    }

    pub fn remove(&mut self, cell: usize) {
        if let Ok(at) = self.find(cell) {
            self.0.remove(at);
        }
    }

    /// These cells are written as memory: from here on their granule words say what is defined.
    pub fn forget(&mut self, cells: std::ops::Range<usize>) {
        if self.is_empty() {
            return;
        }
        let from = self.0.partition_point(|entry| entry.cell < cells.start);
        let to = self.0.partition_point(|entry| entry.cell < cells.end);
        self.0.drain(from..to.max(from));
    }

    /// The value of one register goes to another.
    pub fn copy(&mut self, to: usize, from: usize) {
        match self.get(from) {
            Some(entry) => self.insert(to, entry.from),
            None => self.remove(to),
        }
    }

    /// The same for neighbours; the two ranges may overlap.
    pub fn copy_range(&mut self, to: usize, from: usize, count: usize) {
        if to <= from {
            (0..count).for_each(|i| self.copy(to + i, from + i));
        } else {
            (0..count).rev().for_each(|i| self.copy(to + i, from + i));
        }
    }

    /// The frames from this cell on are gone.
    pub fn truncate(&mut self, cell: usize) {
        let (Ok(at) | Err(at)) = self.find(cell);
        self.0.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_carries_the_origin() {
        let mut set = UndefinedRegisters::default();
        set.insert(9, 0x40);
        set.copy(3, 9);
        assert_eq!(set.get(3).map(|e| e.from), Some(0x40));
        set.copy(3, 4);
        assert!(!set.contains(3));
        set.insert(4, 0x48);
        set.forget(4..9);
        assert!(!set.contains(4) && set.contains(9));
        set.truncate(9);
        assert!(set.is_empty());
    }
}
