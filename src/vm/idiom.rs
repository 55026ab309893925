//! Loop idioms: the tightest loops, which programs are full of. They are recognised where code is prepared, and done with
//! their values in registers of the host, many rounds in one go. A round is done as a whole or not at all: whatever comes
//! up in it (an index that is too large, a refused access, an overflow, the last round) is left to its
//! instructions, one by one. Time goes on as if these had done all of it.

mod fill;
mod product;
mod sum;
mod tally;

use crate::bytecode::{Instr, Op};

use super::memory::Memory;
use fill::Fill;
use product::Product;
use tally::Tally;

/// In the loop the first instruction of an idiom has this number.
pub(super) const IDIOM: u8 = 255;

/// A loop that is done in one go.
pub(super) enum Idiom {
    Fill(Fill),
    Tally(Tally),
    Product(Product),
}

/// What an idiom works on.
pub(super) struct Data<'a> {
    pub memory: &'a mut Memory,
    /// Where the frame begins.
    pub fp: usize,
}

/// Jumps that were taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Jumps {
    pub times: u64,
    /// From behind so many words of the loop ...
    pub from: usize,
    /// ... to behind so many.
    pub to: usize,
}

impl Idiom {
    /// The loop that begins with the first of these instructions, if it is one.
    pub fn at(code: &[Instr]) -> Option<Idiom> {
        let fill = Fill::at(code).map(Idiom::Fill);
        fill.or_else(|| Tally::at(code).map(Idiom::Tally))
            .or_else(|| Product::at(code).map(Idiom::Product))
    }

    /// Words of code.
    pub fn words(&self) -> usize {
        match self {
            Idiom::Fill(fill) => fill.words(),
            Idiom::Tally(tally) => tally.words(),
            Idiom::Product(product) => product.words(),
        }
    }

    /// Does rounds as long as nothing comes up, until so many instructions are done or somewhat earlier; at most one round
    /// later.
    #[inline(never)]
    pub fn run(&self, mut data: Data, instructions: u64) -> [Jumps; 2] {
        let rounds = instructions.div_ceil(self.words() as u64);
        match self {
            Idiom::Fill(fill) => [fill.run(&mut data, rounds), Jumps::default()],
            Idiom::Tally(tally) => tally.run(&mut data, rounds),
            Idiom::Product(product) => [product.run(&mut data, rounds), Jumps::default()],
        }
    }
}

impl Data<'_> {
    fn register(&self, slot: u16) -> u64 {
        self.memory.reg(self.fp + usize::from(slot))
    }

    fn set_register(&mut self, slot: u16, value: u64) {
        self.memory.cells[self.fp + usize::from(slot)] = value;
    }

    fn number(&self, operand: Operand) -> u64 {
        match operand {
            Operand::Slot(slot) => self.register(slot),
            Operand::Number(number) => number,
        }
    }
}

/// A register, or a number in the instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    Slot(u16),
    Number(u64),
}

/// What makes a loop count: `i += step` at its end, and the jump back as long as `i` is below a limit.
#[derive(Clone, Copy)]
struct Counter {
    index: u16,
    /// Where the body has a copy of the index, made by its first instruction: `for (0..n) |i|`.
    copy: Option<u16>,
    step: Operand,
    limit: Operand,
    /// Whether the loop goes on at the limit itself.
    is_included: bool,
    words: usize,
}

impl Counter {
    /// How many instructions make a copy of what may be the index.
    fn copies(code: &[Instr]) -> usize {
        let is_copy = code.first().is_some_and(|instr| instr.opcode() == Op::Mov);
        usize::from(is_copy)
    }

    /// The loop whose body is this long, copies included.
    fn behind(body: usize, code: &[Instr]) -> Option<Counter> {
        let mut counter = match code.get(body..)? {
            [next, ..] if next.opcode() == Op::ForNext && next.x == 0 => Counter {
                index: next.a,
                copy: None,
                step: Operand::Number(1),
                limit: Operand::Slot(next.b),
                is_included: false,
                words: body + 1,
            },
            [add, jump, ..] if add.a == add.b => {
                let step = match add.opcode() {
                    Op::AddU64 => Operand::Slot(add.c),
                    Op::AddIU64 => Operand::Number(add.c.into()),
                    _ => return None,
                };
                let (limit, index, is_included) = match jump.opcode() {
                    Op::JGeU => (Operand::Slot(jump.a), jump.b, true),
                    Op::JLtU => (Operand::Slot(jump.b), jump.a, false),
                    Op::JLtUI => (Operand::Number(jump.b.into()), jump.a, false),
                    _ => return None,
                };
                if index != add.a {
                    return None;
                }
                Counter {
                    index,
                    copy: None,
                    step,
                    limit,
                    is_included,
                    words: body + 2,
                }
            }
            _ => return None,
        };
        let jump = code[counter.words - 1];
        let is_loop = i32::from(jump.c as i16) == -(counter.words as i32);
        if Counter::copies(code) > 0 {
            let copy = code[0];
            if copy.b != counter.index || copy.a == copy.b {
                return None;
            }
            counter.copy = Some(copy.a);
        }
        let own: Vec<u16> = counter.own().collect();
        (is_loop && counter.keeps(&own)).then_some(counter)
    }

    /// Whether the body knows the index by this register.
    fn is_index(&self, slot: u16) -> bool {
        slot == self.index || Some(slot) == self.copy
    }

    /// The registers that it changes.
    fn own(&self) -> impl Iterator<Item = u16> {
        [self.index].into_iter().chain(self.copy)
    }

    /// Whether step and limit stay what they are where these registers change.
    fn keeps(&self, changed: &[u16]) -> bool {
        let is_changed = |slot: &u16| [self.step, self.limit].contains(&Operand::Slot(*slot));
        !changed.iter().any(is_changed)
    }

    /// In so many rounds the index is below `len` and the loop goes on after them.
    fn rounds(&self, data: &Data, len: u64) -> u64 {
        let (index, step) = (data.register(self.index), data.number(self.step));
        let limit = data.number(self.limit);
        let last = match self.is_included {
            true => Some(limit),
            false => limit.checked_sub(1),
        };
        let last = last.and_then(|last| last.checked_sub(step));
        let top = last.zip(len.checked_sub(1)).map(|(a, b)| a.min(b));
        match top.and_then(|top| top.checked_sub(index)) {
            Some(ahead) => ahead
                .checked_div(step)
                .map_or(u64::MAX, |n| n.saturating_add(1)),
            None => 0,
        }
    }

    /// After so many rounds.
    fn go_on(&self, data: &mut Data, rounds: u64) -> Jumps {
        let (index, step) = (data.register(self.index), data.number(self.step));
        let after = |rounds: u64| index.wrapping_add(rounds.wrapping_mul(step));
        data.set_register(self.index, after(rounds));
        if let Some(copy) = self.copy.filter(|_| rounds > 0) {
            data.set_register(copy, after(rounds - 1));
        }
        Jumps {
            times: rounds,
            from: self.words,
            to: 0,
        }
    }
}
