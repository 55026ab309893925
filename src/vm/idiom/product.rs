//! A scalar product: `sum += a[k] * b[k]`, also of a row and a column, `sum += a[i * n + k] * b[k * n + j]`.

use crate::bytecode::{Instr, Op};

use super::super::fast::load;
use super::super::granule::{Shared, shared};
use super::{Counter, Data, Jumps};

pub(in crate::vm) struct Product {
    factors: [Factor; 2],
    kind: Kind,
    product: u16,
    sum: u16,
    counter: Counter,
}

#[derive(Clone, Copy)]
enum Kind {
    F64,
    U64,
}

/// An element of a slice, whose index is that of the loop, or made of it and of what stays the same.
#[derive(Clone, Copy)]
struct Factor {
    /// `to = p * q`
    scaled: Option<Made>,
    /// `to = p + q`
    moved: Option<Made>,
    index: u16,
    /// Pointer and length.
    slice: u16,
    to: u16,
    words: usize,
}

/// A register made of two others.
#[derive(Clone, Copy)]
struct Made {
    to: u16,
    of: [u16; 2],
}

/// A number that grows by as much in each round.
#[derive(Clone, Copy)]
struct Line {
    start: u64,
    step: u64,
}

/// Where the elements of a factor are.
struct Elements {
    scaled: Line,
    index: Line,
    pointer: u64,
    rounds: u64,
}

impl Product {
    pub fn at(code: &[Instr]) -> Option<Product> {
        let copies = Counter::copies(code);
        let first = Factor::at(code.get(copies..)?)?;
        let second = Factor::at(code.get(copies + first.words..)?)?;
        let body = copies + first.words + second.words;
        let [multiply, add, ..] = code.get(body..)? else {
            return None;
        };
        let kind = match (multiply.opcode(), add.opcode()) {
            (Op::MulF, Op::AddF) => Kind::F64,
            (Op::MulU64, Op::AddU64) => Kind::U64,
            _ => return None,
        };
        let counter = Counter::behind(body + 2, code)?;
        let product = Product {
            factors: [first, second],
            kind,
            product: multiply.a,
            sum: add.a,
            counter,
        };
        let is_product = [multiply.b, multiply.c] == [first.to, second.to];
        let is_sum = [add.b, add.c] == [product.sum, product.product];
        (is_product && is_sum && product.is_steady()).then_some(product)
    }

    pub fn words(&self) -> usize {
        self.counter.words
    }

    /// Whether nothing changes in a round but the index, the sum, and what is made anew.
    fn is_steady(&self) -> bool {
        let [first, second] = &self.factors;
        let made: Vec<u16> = (first.makes().chain(second.makes()))
            .chain([self.product])
            .collect();
        let own: Vec<u16> = self.counter.own().chain([self.sum]).collect();
        let uses = || first.uses().chain(second.uses());
        let is_held = |slot: &u16| first.holds_slice(*slot) || second.holds_slice(*slot);
        let is_made = |slot: u16| made.contains(&slot);
        let mut second_makes_first = second.makes().filter(|slot| *slot != second.to);
        !self.counter.own().any(|slot| slot == self.sum)
            && !own.iter().any(|slot| is_made(*slot) || is_held(slot))
            && !second_makes_first.any(|slot| slot == first.to)
            && first.to != second.to
            && !uses().any(|slot| is_made(slot) || slot == self.sum)
            && self.counter.keeps(&made)
            && self.counter.keeps(&own)
    }

    pub fn run(&self, data: &mut Data, most: u64) -> Jumps {
        let elements = self
            .factors
            .map(|factor| factor.elements(data, &self.counter));
        let [Some(first), Some(second)] = elements else {
            return Jumps::default();
        };
        let rounds = self.counter.rounds(data, u64::MAX);
        let rounds = rounds.min(first.rounds).min(second.rounds).min(most);
        let done = match self.kind {
            Kind::F64 => self.sum_up(data, [&first, &second], rounds, |sum, p, q| {
                let product = f64::from_bits(p) * f64::from_bits(q);
                let sum = f64::from_bits(sum) + product;
                Some((sum.to_bits(), product.to_bits()))
            }),
            Kind::U64 => self.sum_up(data, [&first, &second], rounds, |sum, p, q| {
                let product = p.checked_mul(q)?;
                Some((sum.checked_add(product)?, product))
            }),
        };
        self.counter.go_on(data, done)
    }

    /// Does so many rounds if all goes well; how many it did.
    #[inline(always)]
    fn sum_up(
        &self,
        data: &mut Data,
        [first, second]: [&Elements; 2],
        rounds: u64,
        next: impl Fn(u64, u64, u64) -> Option<(u64, u64)>,
    ) -> u64 {
        let words = &data.memory.words[..];
        let cells = shared(&mut data.memory.cells);
        let [mut from_first, mut from_second] = [first.pointer, second.pointer];
        let steps = [first, second].map(|elements| elements.index.step.wrapping_mul(8));
        let mut sum = cells[data.fp + usize::from(self.sum)].value();
        let mut last = None;
        let mut done = 0;
        while done < rounds {
            let Some(p) = load::<8>(cells, words, from_first) else {
                break;
            };
            let Some(q) = load::<8>(cells, words, from_second) else {
                break;
            };
            let Some((next_sum, product)) = next(sum, p, q) else {
                break;
            };
            sum = next_sum;
            last = Some((p, q, product));
            from_first = from_first.wrapping_add(steps[0]);
            from_second = from_second.wrapping_add(steps[1]);
            done += 1;
        }
        if let Some((p, q, product)) = last {
            self.factors[0].leave(data, first, done - 1, p);
            self.factors[1].leave(data, second, done - 1, q);
            data.set_register(self.product, product);
            data.set_register(self.sum, sum);
        }
        done
    }
}

impl Factor {
    fn at(code: &[Instr]) -> Option<Factor> {
        let made = |instr: &Instr| Made {
            to: instr.a,
            of: [instr.b, instr.c],
        };
        let mut words = 0;
        let mut take = |op: Op| {
            let instr = code.get(words).filter(|instr| instr.opcode() == op)?;
            words += 1;
            Some(*instr)
        };
        let scaled = take(Op::MulU64).map(|instr| made(&instr));
        let moved = take(Op::AddU64).map(|instr| made(&instr));
        let load = take(Op::LdE64)?;
        let is_chain = match (scaled, moved) {
            (Some(scaled), Some(moved)) => {
                moved.of.contains(&scaled.to) && moved.of[0] != moved.of[1] && load.c == moved.to
            }
            (Some(made), None) | (None, Some(made)) => load.c == made.to,
            (None, None) => true,
        };
        is_chain.then_some(Factor {
            scaled,
            moved,
            index: load.c,
            slice: load.b,
            to: load.a,
            words,
        })
    }

    /// The registers that it writes, the element last.
    fn makes(&self) -> impl Iterator<Item = u16> {
        let made = self.scaled.into_iter().chain(self.moved);
        made.map(|made| made.to).chain([self.to])
    }

    /// The registers that it reads and does not write itself, but for the parts of the slice.
    fn inputs(&self) -> impl Iterator<Item = u16> {
        let scaled = self.scaled.map_or([None; 2], |made| made.of.map(Some));
        let own = self.scaled.map(|made| made.to);
        let moved = self.moved.map_or([None; 2], |made| made.of.map(Some));
        let moved = moved.map(|slot| slot.filter(|slot| Some(*slot) != own));
        let is_plain = self.scaled.is_none() && self.moved.is_none();
        let index = is_plain.then_some(self.index);
        scaled.into_iter().chain(moved).chain([index]).flatten()
    }

    fn uses(&self) -> impl Iterator<Item = u16> {
        self.inputs().chain([self.slice, self.slice + 1])
    }

    fn holds_slice(&self, slot: u16) -> bool {
        slot == self.slice || slot == self.slice + 1
    }

    /// Where its elements are from now on, and in how many rounds the index is good.
    fn elements(&self, data: &Data, counter: &Counter) -> Option<Elements> {
        let line = |slot: u16| match counter.is_index(slot) {
            true => Line {
                start: data.register(counter.index),
                step: data.number(counter.step),
            },
            false => Line {
                start: data.register(slot),
                step: 0,
            },
        };
        let scaled = match self.scaled {
            Some(made) => line(made.of[0]).times(line(made.of[1]))?,
            None => line(self.index),
        };
        let own = self.scaled.map(|made| made.to);
        let index = match self.moved {
            Some(made) => {
                let [p, q] = made.of.map(|slot| match Some(slot) == own {
                    true => scaled,
                    false => line(slot),
                });
                p.plus(q)?
            }
            None => scaled,
        };
        let (pointer, len) = (data.register(self.slice), data.register(self.slice + 1));
        let ahead = len.checked_sub(1)?.checked_sub(index.start)?;
        let rounds = ahead.checked_div(index.step);
        Some(Elements {
            scaled,
            index,
            pointer: pointer.wrapping_add(index.start.wrapping_mul(8)),
            rounds: rounds.map_or(u64::MAX, |n| n.saturating_add(1)),
        })
    }

    /// The registers as the round with this number leaves them.
    fn leave(&self, data: &mut Data, elements: &Elements, round: u64, element: u64) {
        if let Some(made) = self.scaled {
            data.set_register(made.to, elements.scaled.at(round));
        }
        if let Some(made) = self.moved {
            data.set_register(made.to, elements.index.at(round));
        }
        data.set_register(self.to, element);
    }
}

impl Line {
    fn at(self, round: u64) -> u64 {
        self.start.wrapping_add(self.step.wrapping_mul(round))
    }

    fn plus(self, other: Line) -> Option<Line> {
        Some(Line {
            start: self.start.checked_add(other.start)?,
            step: self.step.checked_add(other.step)?,
        })
    }

    /// Only one of them may grow.
    fn times(self, other: Line) -> Option<Line> {
        let (growing, steady) = match (self.step, other.step) {
            (_, 0) => (self, other.start),
            (0, _) => (other, self.start),
            _ => return None,
        };
        Some(Line {
            start: growing.start.checked_mul(steady)?,
            step: growing.step.checked_mul(steady)?,
        })
    }
}
