//! Elements of a slice are added up, or those are counted that a test picks: `for (items) |item| sum += item;`,
//! `for (flags) |flag| { if (flag) count += 1; }`

use crate::bytecode::{Instr, Op};

use super::super::fast::load;
use super::super::fields::signed32;
use super::super::granule::shared;
use super::sum::Sum;
use super::{Counter, Data, Jumps, Operand};

pub(in crate::vm) struct Tally {
    load: Op,
    item: u16,
    /// Pointer and length.
    slice: u16,
    /// Items that are passed over.
    test: Option<Test>,
    /// Words before the test.
    test_at: usize,
    sum: Sum,
    counter: Counter,
}

/// Passes over items that are this number, or all others.
#[derive(Clone, Copy)]
struct Test {
    number: u64,
    passes_equal: bool,
}

impl Tally {
    pub fn at(code: &[Instr]) -> Option<Tally> {
        let copies = Counter::copies(code);
        let [load, second, ..] = code.get(copies..)? else {
            return None;
        };
        let loads = [Op::LdEU8, Op::LdEU32, Op::LdES32, Op::LdE64];
        if !loads.contains(&load.opcode()) {
            return None;
        }
        let item = load.a;
        let test = match second.opcode() {
            Op::JEqI | Op::JNeI if second.a == item && second.c == 1 => Some(Test {
                number: second.b as i16 as u64,
                passes_equal: second.opcode() == Op::JEqI,
            }),
            _ => None,
        };
        let body = copies + 2 + usize::from(test.is_some());
        let sum = Sum::at(code.get(body - 1)?)?;
        let counter = Counter::behind(body, code)?;
        let mut changed: Vec<u16> = counter.own().chain([item, sum.slot]).collect();
        let is_apart = counter.keeps(&changed)
            && ![load.b, load.b + 1]
                .iter()
                .any(|slot| changed.contains(slot))
            && (sum.by == Operand::Slot(item)
                || !changed.iter().any(|slot| sum.by == Operand::Slot(*slot)));
        let all = changed.len();
        changed.sort_unstable();
        changed.dedup();
        let is_steady = is_apart && changed.len() == all;
        (is_steady && counter.is_index(load.c)).then_some(Tally {
            load: load.opcode(),
            item,
            slice: load.b,
            test,
            test_at: copies + 1,
            sum,
            counter,
        })
    }

    pub fn words(&self) -> usize {
        self.counter.words
    }

    pub fn run(&self, data: &mut Data, most: u64) -> [Jumps; 2] {
        match self.load {
            Op::LdEU8 => self.run_with::<1>(data, most, |byte| byte),
            Op::LdEU32 => self.run_with::<4>(data, most, |word| word),
            Op::LdES32 => self.run_with::<4>(data, most, signed32),
            _ => self.run_with::<8>(data, most, |item| item),
        }
    }

    #[inline(always)]
    fn run_with<const N: usize>(
        &self,
        data: &mut Data,
        most: u64,
        value: impl Fn(u64) -> u64,
    ) -> [Jumps; 2] {
        let (pointer, len) = (data.register(self.slice), data.register(self.slice + 1));
        let rounds = self.counter.rounds(data, len).min(most);
        let index = data.register(self.counter.index);
        let distance = data.number(self.counter.step).wrapping_mul(N as u64);
        let mut ptr = pointer.wrapping_add(index.wrapping_mul(N as u64));
        let (mut item, mut sum) = (data.register(self.item), data.register(self.sum.slot));
        let is_item = self.sum.by == Operand::Slot(self.item);
        let by = data.number(self.sum.by);
        let (mut done, mut passed) = (0, 0);
        let words = &data.memory.words[..];
        let cells = shared(&mut data.memory.cells);
        while done < rounds {
            let Some(loaded) = load::<N>(cells, words, ptr).map(&value) else {
                break;
            };
            let is_passed = self.test.is_some_and(|test| test.passes(loaded));
            if is_passed {
                passed += 1;
            } else {
                match self.sum.added(sum, if is_item { loaded } else { by }) {
                    Some(next) => sum = next,
                    None => break,
                }
            }
            item = loaded;
            ptr = ptr.wrapping_add(distance);
            done += 1;
        }
        data.set_register(self.item, item);
        data.set_register(self.sum.slot, sum);
        let passed = Jumps {
            times: passed,
            from: self.test_at + 1,
            to: self.test_at + 2,
        };
        [self.counter.go_on(data, done), passed]
    }
}

impl Test {
    #[inline(always)]
    fn passes(self, item: u64) -> bool {
        (item == self.number) == self.passes_equal
    }
}
