//! A condition that the loop itself can ask: a few operations over registers and memory, without names and types. Where
//! a mark is guarded, the machine stops only if the guard holds, and a guard that stays false costs next to nothing.

mod exact;
mod op;
mod plan;
mod sight;
mod test;

use crate::bytecode::Pc;

use op::{Op, Registers};

pub(super) use sight::{Readable, Sight};
pub use test::{Address, Arithmetic, Float, Number, Place, Test, Wanted, Width};

/// The operations that decide a test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guard {
    ops: Box<[Op]>,
    /// As they are before the first operation: the constants.
    registers: Box<Registers>,
}

impl Guard {
    /// `None` if the test is too long to be quick.
    pub fn new(test: &Test) -> Option<Guard> {
        let (ops, registers) = plan::plan(test)?;
        Some(Guard {
            ops: ops.into(),
            registers: Box::new(registers),
        })
    }

    /// Whether it holds; what has no value does not.
    pub(super) fn holds<C: Readable>(&self, sight: &Sight<'_, C>) -> bool {
        sight.holds(&self.ops, &mut self.registers.clone())
    }
}

/// The guards of some instructions, and when they let a mark stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guarded {
    pub guards: Vec<(Pc, Guard)>,
    /// A mark with guards stops if one of them holds, or if one of them fails: what has no value fails as well.
    pub stops_if: bool,
    /// So often marks are passed at the most.
    pub most: u64,
}

impl Guarded {
    /// No guards.
    pub const NONE: Guarded = Guarded {
        guards: Vec::new(),
        stops_if: true,
        most: 0,
    };
}

/// The guards of marks. A mark may have several.
#[derive(Default)]
pub(super) struct Guards {
    /// In order of their instructions.
    list: Vec<(u32, Guard)>,
    /// For each instruction up to the last with a guard, how many guards belong to those before it.
    before: Vec<u32>,
    stops_if: bool,
    /// How often a mark was passed because its guards said so.
    passed: u64,
    /// And how often at the most.
    most: u64,
}

impl Guards {
    pub fn new(guarded: &Guarded) -> Guards {
        let guards = guarded.guards.iter();
        let mut list: Vec<(u32, Guard)> = guards.map(|(pc, g)| (pc.0, g.clone())).collect();
        list.sort_by_key(|(pc, _)| *pc);
        let end = list.last().map_or(0, |(pc, _)| pc + 1);
        let before = |pc| list.partition_point(|(at, _)| *at < pc) as u32;
        Guards {
            before: (0..=end).map(before).collect(),
            list,
            stops_if: guarded.stops_if,
            passed: 0,
            most: guarded.most,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// Whether the instruction has guards, and none of them lets it stop.
    #[inline(never)]
    pub fn pass<C: Readable>(&mut self, pc: usize, sight: &Sight<'_, C>) -> bool {
        if self.passed >= self.most {
            return false;
        }
        let Some(&[first, end]) = self.before.get(pc..pc + 2).and_then(|b| b.first_chunk()) else {
            return false;
        };
        let own = self.list.get_mut(first as usize..end as usize);
        let own = own.unwrap_or_default();
        for (_, guard) in &mut *own {
            // Constants stay as they are, and all else is written before it is read.
            if sight.holds(&guard.ops, &mut guard.registers) == self.stops_if {
                return false;
            }
        }
        self.passed += u64::from(!own.is_empty());
        !own.is_empty()
    }
}
