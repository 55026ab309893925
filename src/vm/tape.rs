//! A tape holds what grows with time: going back moves the end of the present, the future stays on it.

/// Items in the order in which they happened. Items beyond [`Tape::len`] are the recorded future.
#[derive(Clone, Debug)]
pub struct Tape<T> {
    items: Vec<T>,
    len: usize,
}

impl<T> Default for Tape<T> {
    fn default() -> Tape<T> {
        Tape {
            items: Vec::new(),
            len: 0,
        }
    }
}

impl<T: PartialEq> Tape<T> {
    /// Adds an item at the present. Where a future is recorded, it must be the same item: replaying repeats.
    pub fn push(&mut self, item: T) {
        if self.len == self.items.len() {
            self.items.push(item);
        } else {
            debug_assert!(
                self.items[self.len] == item,
                "a replay must repeat the recorded run"
            );
        }
        self.len += 1;
    }
}

impl<T> Tape<T> {
    /// How many items have happened up to now.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Moves the present, back or forth within what is recorded.
    pub fn set_len(&mut self, len: usize) {
        assert!(
            len <= self.items.len(),
            "the present lies within the recording"
        );
        self.len = len;
    }

    /// What has happened up to now.
    pub fn past(&self) -> &[T] {
        &self.items[..self.len]
    }

    /// What will happen, as far as it is recorded.
    pub fn future(&self) -> &[T] {
        &self.items[self.len..]
    }

    /// Past and future.
    pub fn all(&self) -> &[T] {
        &self.items
    }
}
