//! Elements of a slice get one value, at equal distances: `while (i < n) : (i += step) items[i] = value;`

use crate::bytecode::{Instr, Op};

use super::super::fast::store;
use super::super::granule::shared;
use super::super::memory::Memory;
use super::{Counter, Data, Jumps};

pub(in crate::vm) struct Fill {
    /// Bytes of an element.
    size: u8,
    value: u16,
    /// Pointer and length.
    slice: u16,
    counter: Counter,
}

impl Fill {
    pub fn at(code: &[Instr]) -> Option<Fill> {
        let copies = Counter::copies(code);
        let store = code.get(copies)?;
        let size = match store.opcode() {
            Op::StE8 => 1,
            Op::StE32 => 4,
            Op::StE64 => 8,
            _ => return None,
        };
        let counter = Counter::behind(copies + 1, code)?;
        let kept = [store.a, store.b, store.b + 1];
        let is_steady = !counter.own().any(|slot| kept.contains(&slot));
        (is_steady && counter.is_index(store.c)).then_some(Fill {
            size,
            value: store.a,
            slice: store.b,
            counter,
        })
    }

    pub fn words(&self) -> usize {
        self.counter.words
    }

    pub fn run(&self, data: &mut Data, most: u64) -> Jumps {
        let (pointer, len) = (data.register(self.slice), data.register(self.slice + 1));
        let rounds = self.counter.rounds(data, len).min(most);
        let index = data.register(self.counter.index);
        let step = data.number(self.counter.step);
        let value = data.register(self.value);
        let first = pointer.wrapping_add(index.wrapping_mul(self.size.into()));
        let memory = &mut *data.memory;
        let done = match (self.size, step) {
            (1, 1) => fill_densely::<1>(memory, first, value, rounds),
            (4, 1) => fill_densely::<4>(memory, first, value, rounds),
            (1, _) => fill::<1>(memory, (first, step), value, rounds),
            (4, _) => fill::<4>(memory, (first, step), value, rounds),
            _ => fill::<8>(memory, (first, step), value, rounds),
        };
        self.counter.go_on(data, done)
    }
}

/// Stores a value so many times, the first time at `ptr` and then so many elements further each time; how often that
/// went well.
#[inline(always)]
fn fill<const N: usize>(
    memory: &mut Memory,
    (ptr, step): (u64, u64),
    value: u64,
    times: u64,
) -> u64 {
    let distance = step.wrapping_mul(N as u64);
    let (mut done, mut is_noted) = (0u64, false);
    loop {
        let next = ptr.wrapping_add(done.wrapping_mul(distance));
        let more = fill_quickly::<N>(memory, (next, distance), value, times - done);
        done += more;
        // What is noted and refused all the same is not refused for being the first write.
        let is_stuck = is_noted && more == 0;
        let refused = ptr.wrapping_add(done.wrapping_mul(distance));
        is_noted = done < times && !is_stuck && memory.note_first_write(refused);
        if !is_noted {
            return done;
        }
    }
}

/// Up to the first store that the quick way declines.
#[inline(always)]
fn fill_quickly<const N: usize>(
    memory: &mut Memory,
    (mut ptr, distance): (u64, u64),
    value: u64,
    times: u64,
) -> u64 {
    let cells = shared(&mut memory.cells);
    let words = &mut memory.words[..cells.len()];
    for done in 0..times {
        if !store::<N>(cells, words, ptr, value) {
            return done;
        }
        ptr = ptr.wrapping_add(distance);
    }
    times
}

/// The same for neighbours, eight bytes at a time where that can be.
#[inline(always)]
fn fill_densely<const N: usize>(memory: &mut Memory, ptr: u64, value: u64, times: u64) -> u64 {
    let in_cell = 8 / N as u64;
    let before = (ptr.wrapping_neg() % 8 / N as u64).min(times);
    let mut done = fill::<N>(memory, (ptr, 1), value, before);
    if done == before {
        // As many copies as fit, beside each other.
        let mask = u64::MAX >> (64 - 8 * N);
        let many = (u64::MAX / mask).wrapping_mul(value & mask);
        let at = ptr.wrapping_add(done * N as u64);
        done += in_cell * fill::<8>(memory, (at, 1), many, (times - done) / in_cell);
    }
    let at = ptr.wrapping_add(done * N as u64);
    done + fill::<N>(memory, (at, 1), value, times - done)
}
