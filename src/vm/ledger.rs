//! A ledger is a tape with a budget: entries keep their number for ever, but old ones can be let go, a chunk at a
//! time or but for a few. A replay that comes past writes them again.

use bytemuck::Pod;

use super::shelf::{ROW, RowId, Shelf};

/// Entries of a chunk.
const CHUNK: usize = ROW;
/// Chunks at the start that grow as they must. Further ones fill up too, and lie on the shelf.
const FIRST: usize = 4;

/// Numbered entries of which the first [`Ledger::len`] have happened; the rest is the recorded future.
pub struct Ledger<T> {
    chunks: Vec<Chunk<T>>,
    shelf: Shelf<T>,
    len: usize,
    end: usize,
    kept: usize,
    /// How often entries were let go of.
    version: u64,
}

/// Entries by number.
enum Chunk<T> {
    /// All of them.
    Small(Vec<T>),
    /// All of them: the first so many of a row.
    Dense(RowId, usize),
    /// Some.
    Sparse(Vec<(u16, T)>),
}

impl<T> Default for Ledger<T> {
    fn default() -> Ledger<T> {
        Ledger {
            chunks: Vec::new(),
            shelf: Shelf::default(),
            len: 0,
            end: 0,
            kept: 0,
            version: 0,
        }
    }
}

impl<T: Pod> Ledger<T> {
    /// How many entries have happened up to now, kept or not.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many are known, the recorded future included.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Whether entries of the past or the recorded future were let go of.
    pub fn has_gaps(&self) -> bool {
        self.kept < self.end
    }

    /// How many entries are kept in the host's memory.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// Another one whenever entries below the end were let go of or written again.
    pub fn version(&self) -> (u64, usize) {
        (self.version, self.end - self.kept)
    }

    /// Whether the entry at the present is recorded and was let go of.
    #[inline]
    pub fn is_gap(&self) -> bool {
        self.len < self.end && self.get(self.len).is_none()
    }

    /// Moves the present within what is recorded.
    pub fn set_len(&mut self, len: usize) {
        assert!(len <= self.end, "the present lies within the recording");
        self.len = len;
    }

    /// The entry with this number, past or future, if it is kept.
    #[inline]
    pub fn get(&self, number: usize) -> Option<&T> {
        let at = number % CHUNK;
        match self.chunks.get(number / CHUNK)? {
            Chunk::Dense(row, len) => (at < *len).then(|| self.shelf.value(*row, at)),
            Chunk::Small(entries) => entries.get(at),
            Chunk::Sparse(entries) => {
                let place = place_of(entries, at).ok()?;
                Some(&entries[place].1)
            }
        }
    }

    #[inline]
    pub fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        let at = number % CHUNK;
        match self.chunks.get_mut(number / CHUNK)? {
            Chunk::Dense(row, len) => (at < *len).then(|| self.shelf.value_mut(*row, at)),
            Chunk::Small(entries) => entries.get_mut(at),
            Chunk::Sparse(entries) => {
                let place = place_of(entries, at).ok()?;
                Some(&mut entries[place].1)
            }
        }
    }

    /// Adds an entry at the present and gives its number. Where it is recorded already it stays as it is.
    #[inline]
    pub fn push(&mut self, entry: T) -> usize {
        let number = self.len;
        let (chunk, at) = (number / CHUNK, number % CHUNK);
        match self.chunks.get_mut(chunk) {
            // What is new follows what was new before.
            Some(Chunk::Dense(row, len)) if at == *len => {
                *self.shelf.value_mut(*row, at) = entry;
                *len += 1;
            }
            Some(Chunk::Small(entries)) if at == entries.len() => entries.push(entry),
            _ => return self.push_elsewhere(entry),
        }
        self.kept += 1;
        self.len += 1;
        self.end = self.end.max(self.len);
        number
    }

    /// To a chunk that is new, or that had such an entry once.
    #[cold]
    #[inline(never)]
    fn push_elsewhere(&mut self, entry: T) -> usize {
        let number = self.len;
        self.len += 1;
        self.end = self.end.max(self.len);
        let (chunk, at) = (number / CHUNK, number % CHUNK);
        while self.chunks.len() <= chunk {
            let fresh = match self.chunks.len() < FIRST {
                true => None,
                false => self.shelf.take(),
            };
            let fresh = fresh.map_or(Chunk::Small(Vec::new()), |row| Chunk::Dense(row, 0));
            self.chunks.push(fresh);
        }
        self.prepare(chunk, at);
        match &mut self.chunks[chunk] {
            Chunk::Dense(row, len) => {
                if at < *len {
                    return number;
                }
                assert_eq!(at, *len, "a dense chunk is written from its start");
                self.shelf.row_mut(*row)[at] = entry;
                *len += 1;
            }
            Chunk::Small(entries) => {
                if at < entries.len() {
                    return number;
                }
                assert_eq!(at, entries.len(), "a dense chunk is written from its start");
                entries.push(entry);
            }
            Chunk::Sparse(entries) => {
                match place_of(entries, at) {
                    Ok(_) => return number,
                    Err(place) => entries.insert(place, (at as u16, entry)),
                }
                if entries.len() == CHUNK {
                    self.make_whole(chunk);
                }
            }
        }
        self.kept += 1;
        number
    }

    /// Gives a chunk the form in which it can take an entry here.
    fn prepare(&mut self, chunk: usize, at: usize) {
        match &self.chunks[chunk] {
            // Nothing was left of it: it fills up as it did at first.
            Chunk::Sparse(entries) if at == 0 && entries.is_empty() => self.make_whole(chunk),
            Chunk::Sparse(_) => {}
            _ if at > self.dense(chunk).len() => self.make_sparse(chunk),
            _ => {}
        }
    }

    /// The next entry of a chunk leaves others out.
    fn make_sparse(&mut self, chunk: usize) {
        let entries = self.of_chunk(chunk, 0);
        let entries = entries.map(|(at, entry)| (at as u16, *entry)).collect();
        if let Chunk::Dense(row, _) =
            std::mem::replace(&mut self.chunks[chunk], Chunk::Sparse(entries))
        {
            self.shelf.give_back(row);
        }
    }

    /// A chunk has all of its entries up to some again. Rows that others gave back wait for it.
    fn make_whole(&mut self, chunk: usize) {
        let Chunk::Sparse(entries) = &mut self.chunks[chunk] else {
            return;
        };
        let entries = std::mem::take(entries).into_iter();
        let (count, entries) = (entries.len(), entries.map(|(_, entry)| entry));
        self.chunks[chunk] = match self.shelf.take() {
            Some(row) => {
                let places = self.shelf.row_mut(row).iter_mut();
                places
                    .zip(entries)
                    .for_each(|(place, entry)| *place = entry);
                Chunk::Dense(row, count)
            }
            None => Chunk::Small(entries.collect()),
        };
    }

    /// Kept entries from `from` on, in order, the recorded future included.
    pub fn iter_from(&self, from: usize) -> impl Iterator<Item = (usize, &T)> + '_ {
        (from / CHUNK..self.chunks.len()).flat_map(move |c| {
            let start = c * CHUNK;
            let entries = self.of_chunk(c, from.saturating_sub(start));
            entries.map(move |(i, e)| (start + i, e))
        })
    }

    /// Kept entries that have happened, in order.
    pub fn past(&self) -> impl Iterator<Item = (usize, &T)> + '_ {
        let len = self.len;
        self.iter_from(0)
            .take_while(move |(number, _)| *number < len)
    }

    /// Kept entries that have happened, from the last to the first.
    pub fn past_reversed(&self) -> impl Iterator<Item = (usize, &T)> + '_ {
        let len = self.len;
        (0..self.chunks.len().min(len.div_ceil(CHUNK)))
            .rev()
            .flat_map(move |c| {
                let entries = self.of_chunk(c, 0).rev();
                entries.map(move |(i, e)| (c * CHUNK + i, e))
            })
            .skip_while(move |(number, _)| *number >= len)
    }

    /// Lets go of entries in `range` that `keep` does not want.
    pub fn thin(&mut self, range: std::ops::Range<usize>, mut keep: impl FnMut(&T) -> bool) {
        let last = range.end.div_ceil(CHUNK).min(self.chunks.len());
        for c in range.start / CHUNK..last {
            // Most are wanted as a whole, or not at all.
            let start = c * CHUNK;
            let within = |at: usize| range.contains(&(start + at));
            let all = |(at, entry)| !within(at) || keep(entry);
            if self.of_chunk(c, 0).all(all) {
                continue;
            }
            let before = self.of_chunk(c, 0).count();
            let wanted = |(at, entry): &(usize, &T)| !within(*at) || keep(entry);
            let entries = self.of_chunk(c, 0).filter(wanted);
            let mut rest: Vec<_> = entries.map(|(at, entry)| (at as u16, *entry)).collect();
            rest.shrink_to_fit();
            self.kept -= before - rest.len();
            self.version += u64::from(rest.len() < before);
            if let Chunk::Dense(row, _) = self.chunks[c] {
                self.shelf.give_back(row);
            }
            self.chunks[c] = Chunk::Sparse(rest);
        }
    }

    /// The number of the first kept entry for which `before` is false; entries are sorted by it.
    pub fn partition(&self, mut before: impl FnMut(&T) -> bool) -> usize {
        // Chunks may have become empty, so the search over chunks walks to the next one that has an entry.
        let mut low = 0;
        let mut high = self.chunks.len();
        while low < high {
            let middle = (low + high) / 2;
            let mut probe = middle;
            let first = loop {
                if probe >= high {
                    break None;
                }
                match self.of_chunk(probe, 0).next() {
                    Some((_, entry)) => break Some(entry),
                    None => probe += 1,
                }
            };
            match first {
                Some(entry) if before(entry) => low = probe + 1,
                _ => high = middle,
            }
        }
        // The chunk before `low` starts with an entry that is `before`; the border lies in it or right after it.
        let Some(chunk) = low.checked_sub(1) else {
            return self
                .iter_from(0)
                .next()
                .map_or(self.end, |(number, _)| number);
        };
        let after = match (self.dense(chunk), &self.chunks[chunk]) {
            (_, Chunk::Sparse(entries)) => {
                let after = entries.partition_point(|e| before(&e.1));
                entries.get(after).map_or(CHUNK, |e| e.0.into())
            }
            (entries, _) => entries.partition_point(before),
        };
        self.iter_from(chunk * CHUNK + after)
            .next()
            .map_or(self.end, |(number, _)| number)
    }

    /// The entries of a chunk that has all of them; of another one none.
    fn dense(&self, chunk: usize) -> &[T] {
        match &self.chunks[chunk] {
            Chunk::Dense(row, len) => &self.shelf.row(*row)[..*len],
            Chunk::Small(entries) => entries,
            Chunk::Sparse(_) => &[],
        }
    }

    /// Kept entries of a chunk by their place in it, from place `first` on.
    fn of_chunk(
        &self,
        chunk: usize,
        first: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, &T)> + '_ {
        let sparse = match &self.chunks[chunk] {
            Chunk::Sparse(entries) => {
                &entries[entries.partition_point(|(i, _)| usize::from(*i) < first)..]
            }
            _ => &[],
        };
        let dense = self.dense(chunk).get(first..).unwrap_or(&[]);
        let dense = dense.iter().enumerate().map(move |(i, e)| (first + i, e));
        dense.chain(sparse.iter().map(|(i, e)| (usize::from(*i), e)))
    }
}

/// Where an entry is, or would be, among those of a sparse chunk.
fn place_of<T>(entries: &[(u16, T)], at: usize) -> Result<usize, usize> {
    entries.binary_search_by_key(&(at as u16), |e| e.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(n: usize) -> Ledger<usize> {
        let mut ledger = Ledger::default();
        for i in 0..n {
            assert_eq!(ledger.push(i), i);
        }
        ledger
    }

    #[test]
    fn entries_keep_their_number_when_others_go() {
        let mut ledger = filled(5000);
        ledger.thin(50..4900, |e| *e % 100 == 0);
        assert_eq!(ledger.get(49), Some(&49));
        assert_eq!(ledger.get(50), None);
        assert_eq!(ledger.get(300), Some(&300));
        assert_eq!(ledger.get(301), None);
        assert_eq!(ledger.get(4999), Some(&4999));
        assert_eq!(ledger.kept(), 50 + 48 + 100);
        assert_eq!(ledger.past().count(), ledger.kept());
        assert_eq!(ledger.past_reversed().count(), ledger.kept());
        assert_eq!(ledger.past_reversed().nth(100).unwrap().0, 4800);
        assert_eq!(ledger.push(5000), 5000);
        assert_eq!(ledger.get(5000), Some(&5000));
    }

    #[test]
    fn a_replay_writes_them_again() {
        let mut ledger = filled(5000);
        ledger.thin(0..5000, |_| false);
        ledger.set_len(1500);
        for i in 1500..3000 {
            assert_eq!(ledger.push(i), i);
        }
        assert_eq!(ledger.get(1499), None);
        assert_eq!(ledger.get(1500), Some(&1500));
        assert_eq!(ledger.get(2999), Some(&2999));
        assert_eq!(ledger.get(3000), None);
        assert_eq!(ledger.end(), 5000);
    }

    #[test]
    fn chunks_that_are_whole_again_lie_on_the_shelf() {
        let count = 100 * CHUNK;
        let mut ledger = filled(count);
        ledger.thin(0..count, |_| false);
        ledger.set_len(0);
        for i in 0..count {
            assert_eq!(ledger.push(i), i);
        }
        let entries = ledger.past().map(|(number, entry)| (number, *entry));
        assert!(entries.eq((0..count).map(|i| (i, i))));
        let is_dense = |chunk: &Chunk<usize>| matches!(chunk, Chunk::Dense(..));
        assert!(ledger.chunks.iter().all(is_dense));
    }

    #[test]
    fn a_chunk_may_come_back_in_parts() {
        let mut ledger = filled(10 * CHUNK);
        ledger.thin(0..10 * CHUNK, |_| false);
        let mut kept = std::collections::BTreeSet::new();
        for (from, count) in [
            (0, 300),
            (500, 100),
            (5 * CHUNK, 700),
            (5 * CHUNK + 800, 3000),
            (200, 400),
        ] {
            ledger.set_len(from);
            for i in from..from + count {
                assert_eq!(ledger.push(i), i);
                kept.insert(i);
            }
        }
        assert_eq!(ledger.kept(), kept.len());
        assert!(ledger.iter_from(0).map(|(_, entry)| entry).eq(&kept));
        assert!((0..10 * CHUNK).all(|i| ledger.get(i).is_some() == kept.contains(&i)));
    }

    #[test]
    fn what_goes_or_comes_back_below_the_end_makes_another_version() {
        let mut ledger = filled(3000);
        let whole = ledger.version();
        ledger.thin(0..1024, |e| *e < 5000);
        assert_eq!(ledger.version(), whole);
        ledger.thin(0..1024, |e| *e != 7);
        let thinned = ledger.version();
        assert_ne!(thinned, whole);
        ledger.set_len(7);
        ledger.push(7);
        assert_ne!(ledger.version(), thinned);
        let again = ledger.version();
        ledger.thin(1024..2048, |_| false);
        ledger.set_len(1024);
        let mut versions: Vec<_> = (1024..1030)
            .map(|entry| (ledger.push(entry), ledger.version()).1)
            .collect();
        versions.push(again);
        let different: std::collections::BTreeSet<_> = versions.iter().collect();
        assert_eq!(different.len(), versions.len());
    }

    #[test]
    fn partition_finds_the_border_among_what_is_left() {
        let mut ledger = filled(5000);
        assert_eq!(ledger.partition(|e| *e < 1234), 1234);
        ledger.thin(0..4096, |e| *e % 1000 == 0);
        assert_eq!(ledger.partition(|e| *e < 1234), 2000);
        assert_eq!(ledger.partition(|e| *e < 4500), 4500);
        assert_eq!(ledger.partition(|_| true), 5000);
        assert_eq!(ledger.partition(|_| false), 0);
        ledger.thin(0..4096, |_| false);
        assert_eq!(ledger.partition(|e| *e < 4500), 4500);
        assert_eq!(ledger.partition(|_| false), 4096);
    }
}
