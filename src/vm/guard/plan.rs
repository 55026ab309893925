//! From the tree of a test to a list of operations over a handful of registers: constants lie in them beforehand, `and`
//! and `or` are jumps, and each operation knows all about its operands.

use super::test::{Address, Arithmetic, Float, Number, Place, Test, Wanted, Width};

/// So many registers there are; a number, an address, or the bits of a double in each.
pub(super) const REGISTERS: usize = 16;
pub(super) type Registers = [i128; REGISTERS];

/// Where an operation leaves its result.
pub(super) type Register = u8;
/// Number of an operation.
pub(super) type Target = u8;

/// Where a test goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ways {
    pub then: Target,
    pub otherwise: Target,
}

impl Ways {
    #[inline(always)]
    pub fn of(self, holds: bool) -> Target {
        if holds { self.then } else { self.otherwise }
    }
}

/// Whatever has no value ends it all: the test does not hold then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Op {
    /// A slot of the frame.
    Slot {
        to: Register,
        width: Width,
        slot: u16,
    },
    /// Bytes of the frame.
    Frame {
        to: Register,
        width: Width,
        offset: u32,
    },
    /// Behind the pointer in a slot, so many bytes on.
    Behind {
        to: Register,
        width: Width,
        slot: u16,
        offset: u32,
    },
    /// Behind an address.
    Load {
        to: Register,
        width: Width,
        at: Register,
        offset: u32,
    },
    /// Where the frame begins.
    FrameAddress {
        to: Register,
        offset: u32,
    },
    /// A pointer that leads somewhere.
    NotNull(Register),
    Element {
        to: Register,
        first: Register,
        index: Register,
        len: Register,
        size: Register,
    },
    /// What lies so many bytes into an element.
    LoadElement {
        to: Register,
        width: Width,
        first: Register,
        index: Register,
        len: Register,
        size: Register,
        offset: u16,
    },
    /// The same, of the slice in a slot and the one after it.
    LoadOfSlice {
        to: Register,
        width: Width,
        slot: u16,
        index: Register,
        size: Register,
        offset: u16,
    },
    Negate {
        to: Register,
        from: Register,
    },
    Invert {
        to: Register,
        from: Register,
    },
    Compute {
        how: Arithmetic,
        to: Register,
        lhs: Register,
        rhs: Register,
    },
    ToFloat {
        to: Register,
        from: Register,
    },
    /// From single to double.
    Widen(Register),
    NegateFloat {
        to: Register,
        from: Register,
    },
    ComputeFloat {
        how: Arithmetic,
        to: Register,
        lhs: Register,
        rhs: Register,
    },
    Copy {
        to: Register,
        from: Register,
        next: Target,
    },
    Compare {
        wanted: Wanted,
        lhs: Register,
        rhs: Register,
        ways: Ways,
    },
    CompareFloats {
        wanted: Wanted,
        lhs: Register,
        rhs: Register,
        ways: Ways,
    },
    /// The end: whether the test holds.
    Decide(bool),
}

const _: () = assert!(
    size_of::<Op>() <= 16,
    "a guard's operations fill few lines of the host's cache"
);

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

    fn number(&mut self, number: &Number, free: Register) -> Option<Register> {
        if let Some(value) = folded(number) {
            return self.constant(value);
        }
        match number {
            Number::Constant(value) => self.constant(*value),
            Number::Read { place, width } => self.read(place, *width, free),
            Number::Negated(inner) => {
                let from = self.number(inner, free)?;
                let to = self.fresh(free)?;
                self.ops.push(Op::Negate { to, from });
                Some(to)
            }
            Number::Inverted(inner) => {
                let from = self.number(inner, free)?;
                let to = self.fresh(free)?;
                self.ops.push(Op::Invert { to, from });
                Some(to)
            }
            Number::Computed { how, lhs, rhs } => {
                let lhs = self.number(lhs, free)?;
                let rhs = self.number(rhs, above(lhs, free))?;
                let (how, to) = (*how, self.fresh(free)?);
                self.ops.push(Op::Compute { how, to, lhs, rhs });
                Some(to)
            }
            Number::Chosen {
                test,
                then,
                otherwise,
            } => self.chosen(test, then, otherwise, free),
        }
    }

    fn float(&mut self, float: &Float, free: Register) -> Option<Register> {
        match float {
            Float::Constant(bits) => self.constant(i128::from(*bits)),
            Float::Read { place, is_single } => {
                let bytes = if *is_single { 4 } else { 8 };
                let to = self.read(place, Width::unsigned(bytes, 8 * bytes), free)?;
                if *is_single {
                    self.ops.push(Op::Widen(to));
                }
                Some(to)
            }
            Float::Of(number) => {
                let from = self.number(number, free)?;
                let to = self.fresh(free)?;
                self.ops.push(Op::ToFloat { to, from });
                Some(to)
            }
            Float::Negated(inner) => {
                let from = self.float(inner, free)?;
                let to = self.fresh(free)?;
                self.ops.push(Op::NegateFloat { to, from });
                Some(to)
            }
            Float::Computed { how, lhs, rhs } => {
                let lhs = self.float(lhs, free)?;
                let rhs = self.float(rhs, above(lhs, free))?;
                let (how, to) = (*how, self.fresh(free)?);
                self.ops.push(Op::ComputeFloat { how, to, lhs, rhs });
                Some(to)
            }
        }
    }

    fn read(&mut self, place: &Place, width: Width, free: Register) -> Option<Register> {
        if let Place::If(test, inner) = place {
            self.require(test, free)?;
            return self.read(inner, width, free);
        }
        let to = self.fresh(free)?;
        let op = match place {
            Place::If(..) => return None,
            Place::Register(slot) => Op::Slot {
                to,
                width,
                slot: u16::try_from(*slot).ok()?,
            },
            Place::Memory(address) => {
                let (base, offset) = flattened(address)?;
                match base {
                    Address::Frame(start) => Op::Frame {
                        to,
                        width,
                        offset: u32::try_from(start.checked_add(u64::from(offset))?).ok()?,
                    },
                    Address::Behind(pointer) if let Place::Register(slot) = **pointer => {
                        Op::Behind {
                            to,
                            width,
                            slot: u16::try_from(slot).ok()?,
                            offset,
                        }
                    }
                    Address::Element { .. } if let Ok(offset) = u16::try_from(offset) => {
                        self.element(base, to, width, offset)?
                    }
                    base => Op::Load {
                        to,
                        width,
                        at: self.address(base, free)?,
                        offset,
                    },
                }
            }
        };
        self.ops.push(op);
        Some(to)
    }

    /// Reads from an element.
    fn element(
        &mut self,
        element: &Address,
        to: Register,
        width: Width,
        offset: u16,
    ) -> Option<Op> {
        let Address::Element {
            first,
            size,
            index,
            len,
        } = element
        else {
            return None;
        };
        let size = self.constant(i128::from(*size))?;
        if let Some(slot) = slice_slot(first, len) {
            let index = self.number(index, to)?;
            return Some(Op::LoadOfSlice {
                to,
                width,
                slot,
                index,
                size,
                offset,
            });
        }
        let first = self.address(first, to)?;
        let next = above(first, to);
        let index = self.number(index, next)?;
        let len = self.number(len, above(index, next))?;
        Some(Op::LoadElement {
            to,
            width,
            first,
            index,
            len,
            size,
            offset,
        })
    }

    fn address(&mut self, address: &Address, free: Register) -> Option<Register> {
        match address {
            Address::Frame(offset) => {
                let (to, offset) = (self.fresh(free)?, u32::try_from(*offset).ok()?);
                self.ops.push(Op::FrameAddress { to, offset });
                Some(to)
            }
            Address::Fixed(addr) => self.constant(i128::from(*addr)),
            Address::Behind(pointer) => {
                let to = self.read(pointer, Width::ADDRESS, free)?;
                self.ops.push(Op::NotNull(to));
                Some(to)
            }
            Address::Plus(base, offset) => {
                let lhs = self.address(base, free)?;
                let rhs = self.constant(i128::from(*offset))?;
                let (how, to) = (Arithmetic::Add, self.fresh(free)?);
                self.ops.push(Op::Compute { how, to, lhs, rhs });
                Some(to)
            }
            Address::Element {
                first,
                size,
                index,
                len,
            } => {
                let first = self.address(first, free)?;
                let next = above(first, free);
                let index = self.number(index, next)?;
                let next = above(index, next);
                let len = self.number(len, next)?;
                let size = self.constant(i128::from(*size))?;
                let to = self.fresh(free)?;
                self.ops.push(Op::Element {
                    to,
                    first,
                    index,
                    len,
                    size,
                });
                Some(to)
            }
            Address::If(test, address) => {
                self.require(test, free)?;
                self.address(address, free)
            }
        }
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

/// The next register that is free after a value was put somewhere: constants lie elsewhere.
fn above(value: Register, free: Register) -> Register {
    match value == free {
        true => free + 1,
        false => free,
    }
}

/// An address without the offsets around it, and these in one.
fn flattened(address: &Address) -> Option<(&Address, u32)> {
    let (mut base, mut offset) = (address, 0u32);
    while let Address::Plus(inner, more) = base {
        offset = offset.checked_add(u32::try_from(*more).ok()?)?;
        base = inner;
    }
    Some((base, offset))
}

/// The slot of the slice in registers that has this first element and this length.
fn slice_slot(first: &Address, len: &Number) -> Option<u16> {
    let Address::Behind(pointer) = first else {
        return None;
    };
    match (&**pointer, len) {
        (
            Place::Register(slot),
            Number::Read {
                place: Place::Register(second),
                ..
            },
        ) if *second == slot + 1 => u16::try_from(*slot).ok(),
        _ => None,
    }
}

/// What is known without looking.
fn folded(number: &Number) -> Option<i128> {
    match number {
        Number::Constant(value) => Some(*value),
        Number::Negated(inner) => folded(inner)?.checked_neg(),
        Number::Inverted(inner) => Some(!folded(inner)?),
        Number::Computed { how, lhs, rhs } => how.numbers(folded(lhs)?, folded(rhs)?),
        Number::Read { .. } | Number::Chosen { .. } => None,
    }
}
