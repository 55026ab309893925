//! From the tree of a test to a list of operations over a handful of registers: constants lie in them beforehand, `and`
//! and `or` are jumps, and each operation knows all about its operands.

mod value;

use super::op::{Op, REGISTERS, Register, Registers, Target, Ways};
use super::test::{Number, Test, Wanted};
use value::above;

/// The operations that decide a test, and the registers with its constants. `None` if it is too long.
pub(super) fn plan(test: &Test) -> Option<(Vec<Op>, Registers)> {
    let mut planner = Planner {
        ops: Vec::new(),
        labels: Vec::new(),
        constants: Vec::new(),
        used: 0,
    };
    let (yes, no) = (planner.label()?, planner.label()?);
    let ways = Ways {
        then: yes,
        otherwise: no,
    };
    planner.test(test, ways, 0)?;
    planner.put(yes);
    planner.ops.push(Op::Decide(true));
    planner.put(no);
    planner.ops.push(Op::Decide(false));
    planner.finish()
}

struct Planner {
    ops: Vec<Op>,
    /// The operation that each label stands before, as soon as that is known.
    labels: Vec<usize>,
    /// They fill the registers from above, values from below.
    constants: Vec<i128>,
    /// So many registers have had values.
    used: usize,
}

impl Planner {
    fn label(&mut self) -> Option<Target> {
        self.labels.push(usize::MAX);
        u8::try_from(self.labels.len() - 1).ok()
    }

    fn put(&mut self, label: Target) {
        self.labels[usize::from(label)] = self.ops.len();
    }

    /// With the labels as numbers of operations.
    fn finish(mut self) -> Option<(Vec<Op>, Registers)> {
        if self.ops.len() > usize::from(Target::MAX) {
            return None;
        }
        let resolve = |label: &mut Target| *label = self.labels[usize::from(*label)] as Target;
        for op in &mut self.ops {
            match op {
                Op::Compare { ways, .. } | Op::CompareFloats { ways, .. } => {
                    resolve(&mut ways.then);
                    resolve(&mut ways.otherwise);
                }
                Op::Copy { next, .. } => resolve(next),
                _ => {}
            }
        }
        let mut registers = [0; REGISTERS];
        for (register, value) in registers.iter_mut().rev().zip(&self.constants) {
            *register = *value;
        }
        Some((self.ops, registers))
    }

    /// A register for a result, while those below `free` are in use.
    fn fresh(&mut self, free: Register) -> Option<Register> {
        self.used = self.used.max(usize::from(free) + 1);
        (self.used + self.constants.len() <= REGISTERS).then_some(free)
    }

    fn constant(&mut self, value: i128) -> Option<Register> {
        let known = self.constants.iter().position(|c| *c == value);
        let at = known.unwrap_or(self.constants.len());
        if known.is_none() {
            self.constants.push(value);
        }
        (self.used + self.constants.len() <= REGISTERS).then_some((REGISTERS - 1 - at) as Register)
    }

    fn test(&mut self, test: &Test, ways: Ways, free: Register) -> Option<()> {
        let Ways { then, otherwise } = ways;
        match test {
            Test::Constant(value) => {
                let zero = self.constant(0)?;
                let wanted = match value {
                    true => Wanted::Equal,
                    false => Wanted::Unequal,
                };
                self.ops.push(Op::Compare {
                    wanted,
                    lhs: zero,
                    rhs: zero,
                    ways,
                });
            }
            Test::Not(inner) => {
                let ways = Ways {
                    then: otherwise,
                    otherwise: then,
                };
                self.test(inner, ways, free)?;
            }
            Test::And(a, b) => {
                let both = self.label()?;
                self.test(
                    a,
                    Ways {
                        then: both,
                        otherwise,
                    },
                    free,
                )?;
                self.put(both);
                self.test(b, ways, free)?;
            }
            Test::Or(a, b) => {
                let neither = self.label()?;
                let first = Ways {
                    then,
                    otherwise: neither,
                };
                self.test(a, first, free)?;
                self.put(neither);
                self.test(b, ways, free)?;
            }
            Test::Same(a, b) => {
                let lhs = self.truth(a, free)?;
                let rhs = self.truth(b, above(lhs, free))?;
                self.ops.push(Op::Compare {
                    wanted: Wanted::Equal,
                    lhs,
                    rhs,
                    ways,
                });
            }
            Test::Compare { wanted, lhs, rhs } => {
                let lhs = self.number(lhs, free)?;
                let rhs = self.number(rhs, above(lhs, free))?;
                self.ops.push(Op::Compare {
                    wanted: *wanted,
                    lhs,
                    rhs,
                    ways,
                });
            }
            Test::CompareFloats { wanted, lhs, rhs } => {
                let lhs = self.float(lhs, free)?;
                let rhs = self.float(rhs, above(lhs, free))?;
                self.ops.push(Op::CompareFloats {
                    wanted: *wanted,
                    lhs,
                    rhs,
                    ways,
                });
            }
        }
        Some(())
    }

    /// 1 where the test holds, else 0.
    fn truth(&mut self, test: &Test, free: Register) -> Option<Register> {
        self.chosen(test, &Number::Constant(1), &Number::Constant(0), free)
    }

    fn chosen(
        &mut self,
        test: &Test,
        then: &Number,
        otherwise: &Number,
        free: Register,
    ) -> Option<Register> {
        let ways = Ways {
            then: self.label()?,
            otherwise: self.label()?,
        };
        let (to, next) = (self.fresh(free)?, self.label()?);
        self.test(test, ways, free)?;
        for (label, number) in [(ways.then, then), (ways.otherwise, otherwise)] {
            self.put(label);
            let from = self.number(number, free)?;
            self.ops.push(Op::Copy { to, from, next });
        }
        self.put(next);
        Some(to)
    }

    /// Ends it all where the test does not hold.
    fn require(&mut self, test: &Test, free: Register) -> Option<()> {
        let (then, otherwise) = (self.label()?, self.label()?);
        self.test(test, Ways { then, otherwise }, free)?;
        self.put(otherwise);
        self.ops.push(Op::Decide(false));
        self.put(then);
        Some(())
    }
}
