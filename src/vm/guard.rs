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

/// The guards of marks. A mark may have several: it stops if one of them holds.
#[derive(Default)]
pub(super) struct Guards {
    list: Vec<(u32, Guard)>,
    /// How often a mark was passed because none of its guards held.
    passed: u64,
    /// And how often at the most.
    most: u64,
}

impl Guards {
    pub fn new(list: &[(Pc, Guard)], most: u64) -> Guards {
        Guards {
            list: list.iter().map(|(pc, g)| (pc.0, g.clone())).collect(),
            passed: 0,
            most,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// Whether the instruction has guards, and none of them holds.
    #[inline(never)]
    pub fn pass<C: Readable>(&mut self, pc: usize, sight: &Sight<'_, C>) -> bool {
        if self.passed >= self.most {
            return false;
        }
        let mut is_guarded = false;
        for (at, guard) in &mut self.list {
            if *at as usize == pc {
                is_guarded = true;
                // Constants stay as they are, and all else is written before it is read.
                if sight.holds(&guard.ops, &mut guard.registers) {
                    return false;
                }
            }
        }
        self.passed += u64::from(is_guarded);
        is_guarded
    }
}
