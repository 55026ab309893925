//! Loop idioms: the tightest loops, which programs are full of. They are recognised where code is prepared, and done with
//! their values in registers of the host, many rounds in one go. A round is done as a whole or not at all: whatever comes
//! up in it (an index that is too large, a refused access, an overflow, the last round) is left to its
//! instructions, one by one. Time goes on as if these had done all of it.

mod fill;
mod product;
mod sum;
mod tally;
mod walk;

use crate::bytecode::{Instr, Op};

use super::memory::Memory;
use fill::Fill;
use product::Product;
use tally::Tally;
use walk::Walk;

/// In the loop the first instruction of an idiom has this number.
pub(super) const IDIOM: u8 = 255;

/// A loop that is done in one go.
pub(super) enum Idiom {
    Fill(Fill),
    Tally(Tally),
    Product(Product),
    Walk(Walk),
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

/// How far a loop came.
pub(super) struct Ran {
    pub jumps: [Jumps; 2],
    /// Before the instruction so many words after its first one.
    pub at: usize,
    /// Whether that one is to be done by itself, for something may come up in it.
    pub is_doubtful: bool,
}

impl Ran {
    /// Rounds are done; the instruction so many words into the next one is doubtful.
    fn before(at: usize, jumps: Jumps) -> Ran {
        Ran {
            jumps: [jumps, Jumps::default()],
            at,
            is_doubtful: true,
        }
    }
}

impl Idiom {
    /// The loop that begins here in the code, if it is one.
    pub fn at(code: &[Instr], pc: usize) -> Option<Idiom> {
        let code = code.get(pc..)?;
        let fill = Fill::at(code).map(Idiom::Fill);
        fill.or_else(|| Tally::at(code).map(Idiom::Tally))
            .or_else(|| Product::at(code).map(Idiom::Product))
            .or_else(|| Walk::at(code, pc).map(Idiom::Walk))
    }

    pub fn words(&self) -> usize {
        match self {
            Idiom::Fill(fill) => fill.words(),
            Idiom::Tally(tally) => tally.words(),
            Idiom::Product(product) => product.words(),
            Idiom::Walk(walk) => walk.words(),
        }
    }

    /// Does rounds as long as nothing comes up, until so many instructions are done or somewhat earlier; at most one round
    /// later.
    #[inline(never)]
    pub fn run(&self, mut data: Data, instructions: u64) -> Ran {
        let rounds = instructions.div_ceil(self.words() as u64);
        match self {
            Idiom::Fill(fill) => fill.run(&mut data, rounds),
            Idiom::Tally(tally) => tally.run(&mut data, rounds),
            Idiom::Product(product) => product.run(&mut data, rounds),
            Idiom::Walk(walk) => walk.run(&mut data, rounds),
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

/// The end of a loop that counts: `i += step`, and the jump back as long as `i` is below a limit.
#[derive(Clone, Copy)]
struct Counter {
    index: u16,
    step: Operand,
    limit: Operand,
    /// Whether the loop goes on at the limit itself.
    is_included: bool,
    words: usize,
}

impl Counter {
    /// The end of the loop whose body is this long.
    fn behind(body: usize, code: &[Instr]) -> Option<Counter> {
        let counter = match code.get(body..)? {
            [next, ..] if next.opcode() == Op::ForNext && next.x == 0 => Counter {
                index: next.a,
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
        (is_loop && counter.keeps(&[counter.index])).then_some(counter)
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
        data.set_register(self.index, index.wrapping_add(rounds.wrapping_mul(step)));
        Jumps {
            times: rounds,
            from: self.words,
            to: 0,
        }
    }
}
