//! Which lease starts where: a map from addresses to leases, in order of the address. Blocks come in crowds, so the
//! address space is cut into shelves of a kilobyte, each with a short sorted list; an aisle has 4096 of them, and a
//! bit for each that is not empty. Finding a neighbour is a look at one shelf, and seldom at another one.

use std::ops::Range;

use super::block::LeaseId;

/// Bits of an address below the number of its shelf.
const SHELF_BITS: u32 = 10;
/// Shelves of an aisle.
const AISLE: usize = 4096;
/// A shelf without a list.
const EMPTY: u32 = u32::MAX;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    /// From the start of the shelf.
    offset: u16,
    lease: LeaseId,
}

/// Shelves side by side.
struct Aisle {
    /// The number of each one's list.
    lists: [u32; AISLE],
    /// A bit for each shelf that is not empty, and one for each word of them.
    used: [u64; AISLE / 64],
    used_words: u64,
}

/// An ordered map from start addresses to leases.
#[derive(Default)]
pub(super) struct Places {
    /// Where nothing ever started there is none.
    aisles: Vec<Option<Box<Aisle>>>,
    /// A bit for each aisle that is not empty.
    used: Vec<u64>,
    /// Sorted by offset. Those of empty shelves keep their room for the next shelf.
    lists: Vec<Vec<Place>>,
    spare: Vec<u32>,
    len: usize,
}

/// Where a place is, or would be, on a sorted shelf. Often it is behind all others.
#[inline]
fn find(list: &[Place], offset: u16) -> Result<usize, usize> {
    match list.last() {
        Some(last) if last.offset == offset => Ok(list.len() - 1),
        Some(last) if last.offset > offset => {
            list.binary_search_by_key(&offset, |place| place.offset)
        }
        _ => Err(list.len()),
    }
}

/// The address of a place on a shelf.
fn start_of(shelf: usize, offset: u16) -> u64 {
    (shelf as u64) << SHELF_BITS | u64::from(offset)
}

/// The shelf of an address, and where on it.
fn split(addr: u64) -> (usize, u16) {
    let offset = addr & ((1 << SHELF_BITS) - 1);
    ((addr >> SHELF_BITS) as usize, offset as u16)
}

impl Places {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The lease that starts exactly here.
    pub(super) fn get(&self, start: u64) -> Option<LeaseId> {
        let (shelf, offset) = split(start);
        let list = self.list(shelf);
        find(list, offset).ok().map(|at| list[at].lease)
    }

    /// The lease that starts here or nearest before, and an address before which nothing else starts behind this one.
    #[inline]
    pub(super) fn around(&self, addr: u64) -> (Option<LeaseId>, u64) {
        let (shelf, offset) = split(addr);
        let list = self.list(shelf);
        let after = match find(list, offset) {
            Ok(at) => at + 1,
            Err(at) => at,
        };
        let clear = match list.get(after) {
            Some(place) => start_of(shelf, place.offset),
            None => start_of(shelf + 1, 0),
        };
        match after.checked_sub(1) {
            Some(at) => (Some(list[at].lease), clear),
            None => (self.last_before(shelf), clear),
        }
    }

    /// The last lease on the shelves below this one.
    #[cold]
    fn last_before(&self, shelf: usize) -> Option<LeaseId> {
        let before = self.used_before(shelf)?;
        self.list(before).last().map(|place| place.lease)
    }

    /// What starts in a range, by address.
    pub(super) fn starting_in(&self, range: Range<u64>) -> impl Iterator<Item = LeaseId> + '_ {
        let (mut shelf, first) = split(range.start);
        let mut list = self.list(shelf);
        list = &list[list.partition_point(|place| place.offset < first)..];
        std::iter::from_fn(move || {
            while list.is_empty() {
                shelf = self.used_after(shelf)?;
                list = self.list(shelf);
            }
            let (place, rest) = list.split_first()?;
            let start = start_of(shelf, place.offset);
            list = rest;
            (start < range.end).then_some(place.lease)
        })
    }

    /// Whether anything starts in a range.
    pub(super) fn is_any_in(&self, range: Range<u64>) -> bool {
        let (shelf, first) = split(range.start);
        let list = self.list(shelf);
        let at = list.partition_point(|place| place.offset < first);
        match list.get(at) {
            Some(place) => start_of(shelf, place.offset) < range.end,
            None if range.end >> SHELF_BITS == shelf as u64 => false,
            None => self.starting_in(range).next().is_some(),
        }
    }

    /// All of them by address.
    pub(super) fn all(&self) -> impl Iterator<Item = LeaseId> + '_ {
        self.starting_in(0..u64::MAX)
    }

    /// From now on this lease starts here, whatever did before.
    pub(super) fn insert(&mut self, start: u64, lease: LeaseId) {
        let (shelf, offset) = split(start);
        let place = Place { offset, lease };
        let list = self.list_of(shelf);
        match find(list, offset) {
            Ok(at) => {
                list[at] = place;
                return;
            }
            Err(at) if at == list.len() => list.push(place),
            Err(at) => list.insert(at, place),
        }
        self.len += 1;
    }

    /// Where `from` starts, `to` takes its place or nothing does. Nothing happens if another lease starts there.
    pub(super) fn hand_over(&mut self, start: u64, from: LeaseId, to: Option<LeaseId>) {
        let (shelf, offset) = split(start);
        let number = self.number(shelf);
        let Some(list) = self.lists.get_mut(number as usize) else {
            return;
        };
        let Ok(at) = find(list, offset) else {
            return;
        };
        match to {
            _ if list[at].lease != from => {}
            Some(to) => list[at].lease = to,
            None => self.take_off(shelf, at),
        }
    }

    /// Bytes of the host.
    pub(super) fn footprint(&self) -> usize {
        // Lists double as they grow.
        self.len * 2 * size_of::<Place>()
            + self.lists.len() * size_of::<Vec<Place>>()
            + self.aisles.iter().flatten().count() * size_of::<Aisle>()
    }

    /// The number of the list of a shelf.
    #[inline]
    fn number(&self, shelf: usize) -> u32 {
        match self.aisles.get(shelf / AISLE) {
            Some(Some(aisle)) => aisle.lists[shelf % AISLE],
            _ => EMPTY,
        }
    }

    #[inline]
    fn list(&self, shelf: usize) -> &[Place] {
        let number = self.number(shelf);
        self.lists.get(number as usize).map_or(&[], |list| list)
    }

    /// The list of a shelf on which something is about to be put.
    #[inline]
    fn list_of(&mut self, shelf: usize) -> &mut Vec<Place> {
        let number = match self.number(shelf) {
            EMPTY => self.open(shelf),
            number => number,
        };
        &mut self.lists[number as usize]
    }

    /// Gives an empty shelf its list.
    #[cold]
    fn open(&mut self, shelf: usize) -> u32 {
        let (number, within) = (shelf / AISLE, shelf % AISLE);
        if number >= self.aisles.len() {
            self.aisles.resize_with(number + 1, || None);
            self.used.resize(number / 64 + 1, 0);
        }
        let aisle = self.aisles[number].get_or_insert_with(|| {
            Box::new(Aisle {
                lists: [EMPTY; AISLE],
                used: [0; AISLE / 64],
                used_words: 0,
            })
        });
        let list = self.spare.pop().unwrap_or_else(|| {
            self.lists.push(Vec::new());
            self.lists.len() as u32 - 1
        });
        aisle.lists[within] = list;
        aisle.used[within / 64] |= 1 << (within % 64);
        aisle.used_words |= 1 << (within / 64);
        self.used[number / 64] |= 1 << (number % 64);
        list
    }

    /// Takes a place off a shelf that is not empty.
    fn take_off(&mut self, shelf: usize, at: usize) {
        let number = self.number(shelf);
        let list = &mut self.lists[number as usize];
        if at + 1 == list.len() {
            list.pop();
        } else {
            list.remove(at);
        }
        self.len -= 1;
        if list.is_empty() {
            self.spare.push(number);
            self.close(shelf);
        }
    }

    #[cold]
    fn close(&mut self, shelf: usize) {
        let (number, within) = (shelf / AISLE, shelf % AISLE);
        let Some(aisle) = &mut self.aisles[number] else {
            return;
        };
        aisle.lists[within] = EMPTY;
        aisle.used[within / 64] &= !(1 << (within % 64));
        if aisle.used[within / 64] == 0 {
            aisle.used_words &= !(1 << (within / 64));
        }
        if aisle.used_words == 0 {
            self.used[number / 64] &= !(1 << (number % 64));
        }
    }

    /// The last shelf below this one that is not empty.
    #[cold]
    fn used_before(&self, shelf: usize) -> Option<usize> {
        let (number, within) = (shelf / AISLE, shelf % AISLE);
        let here = self.aisles.get(number).and_then(Option::as_ref);
        if let Some(last) = here.and_then(|aisle| aisle.last_below(within)) {
            return Some(number * AISLE + last);
        }
        let number = last_below(&self.used, number)?;
        let last = self.aisles[number].as_ref()?.last_below(AISLE)?;
        Some(number * AISLE + last)
    }

    /// The first shelf above this one that is not empty.
    #[cold]
    fn used_after(&self, shelf: usize) -> Option<usize> {
        let (number, within) = (shelf / AISLE, shelf % AISLE);
        let here = self.aisles.get(number)?.as_ref();
        if let Some(first) = here.and_then(|aisle| aisle.first_from(within + 1)) {
            return Some(number * AISLE + first);
        }
        let number = first_from(&self.used, number + 1)?;
        let first = self.aisles[number].as_ref()?.first_from(0)?;
        Some(number * AISLE + first)
    }
}

impl Aisle {
    fn last_below(&self, shelf: usize) -> Option<usize> {
        let word = shelf / 64;
        let here = self.used.get(word).copied().unwrap_or(0);
        if let Some(bit) = last_bit_below(here, shelf % 64) {
            return Some(word * 64 + bit);
        }
        let before = match word {
            64.. => self.used_words,
            _ => self.used_words & ((1 << word) - 1),
        };
        let word = last_bit(before)?;
        Some(word * 64 + last_bit(self.used[word])?)
    }

    fn first_from(&self, shelf: usize) -> Option<usize> {
        let word = shelf / 64;
        let here = *self.used.get(word)?;
        if let Some(bit) = first_bit_from(here, shelf % 64) {
            return Some(word * 64 + bit);
        }
        let word = first_bit_from(self.used_words, word + 1)?;
        Some(word * 64 + first_bit_from(self.used[word], 0)?)
    }
}

fn last_below(words: &[u64], number: usize) -> Option<usize> {
    let number = number.min(words.len() * 64);
    let here = words.get(number / 64).copied().unwrap_or(0);
    if let Some(bit) = last_bit_below(here, number % 64) {
        return Some(number / 64 * 64 + bit);
    }
    let word = words[..number / 64].iter().rposition(|bits| *bits != 0)?;
    Some(word * 64 + last_bit(words[word])?)
}

fn first_from(words: &[u64], number: usize) -> Option<usize> {
    let here = *words.get(number / 64)?;
    if let Some(bit) = first_bit_from(here, number % 64) {
        return Some(number / 64 * 64 + bit);
    }
    let later = words[number / 64 + 1..]
        .iter()
        .position(|bits| *bits != 0)?;
    let word = number / 64 + 1 + later;
    Some(word * 64 + first_bit_from(words[word], 0)?)
}

fn last_bit(bits: u64) -> Option<usize> {
    bits.checked_ilog2().map(|bit| bit as usize)
}

/// The last bit that is set below one of the 64.
fn last_bit_below(bits: u64, bit: usize) -> Option<usize> {
    last_bit(bits & ((1 << bit) - 1))
}

/// The first bit that is set from one on; there may be none such.
fn first_bit_from(bits: u64, bit: usize) -> Option<usize> {
    let above = bits.checked_shr(bit as u32)?;
    (above != 0).then(|| bit + above.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn check(places: &Places, model: &BTreeMap<u64, LeaseId>, addr: u64, len: u64) {
        assert_eq!(places.len(), model.len());
        assert_eq!(places.get(addr), model.get(&addr).copied());
        let before = model.range(..=addr).next_back().map(|(_, id)| *id);
        let (found, clear) = places.around(addr);
        assert_eq!(found, before);
        let next = model
            .range(addr + 1..)
            .next()
            .map_or(u64::MAX, |(at, _)| *at);
        assert!(addr < clear && clear <= next);
        let inside = model.range(addr..addr + len).map(|(_, id)| *id);
        assert_eq!(
            places.is_any_in(addr..addr + len),
            inside.clone().next().is_some()
        );
        assert!(places.starting_in(addr..addr + len).eq(inside));
    }

    #[test]
    fn it_answers_as_an_ordered_map_does() {
        let mut places = Places::default();
        let mut model = BTreeMap::new();
        let mut seed = 1u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        // Crowds that are far apart, with lone ones between them.
        let crowds = [0, 4_000, 300_000, 90_000_000, 400_000_000, 1_500_000_000];
        for round in 0..20_000u32 {
            let spread = [40, 3_000, 400_000][random(3) as usize];
            let addr = crowds[random(6) as usize] + random(spread);
            match random(3) {
                0 => {
                    let to = (round % 2 == 0).then_some(LeaseId(round));
                    let from = model.get(&addr).copied().unwrap_or(LeaseId(0));
                    places.hand_over(addr, from, to);
                    match to.filter(|_| model.contains_key(&addr)) {
                        Some(to) => _ = model.insert(addr, to),
                        None => _ = model.remove(&addr),
                    }
                    places.hand_over(addr, LeaseId(u32::MAX), None);
                }
                _ if round % 5000 < 4000 => {
                    places.insert(addr, LeaseId(round));
                    model.insert(addr, LeaseId(round));
                }
                _ => {
                    // Now and then there are fewer again.
                    if let Some((&start, &lease)) = model.range(addr..).next() {
                        places.hand_over(start, lease, None);
                        model.remove(&start);
                    }
                }
            }
            let place = crowds[random(6) as usize] + random(spread);
            check(&places, &model, addr, 1);
            check(&places, &model, place, random(spread) * 20);
        }
        assert!(places.all().eq(model.values().copied()));
        for (start, lease) in model {
            places.hand_over(start, lease, None);
        }
        assert_eq!((places.len(), places.around(1 << 40).0), (0, None));
    }
}
