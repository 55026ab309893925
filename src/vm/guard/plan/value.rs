//! Operations that put a number, a float, what memory holds or an address into a register.

use super::super::op::{Op, Register};
use super::super::test::{Address, Arithmetic, Float, Number, Place, Width};
use super::Planner;

impl Planner {
    pub(super) fn number(&mut self, number: &Number, free: Register) -> Option<Register> {
        if let Some(value) = folded(number) {
            return self.constant(value);
        }
        match number {
            Number::Constant(value) => self.constant(*value),
            Number::Frame => {
                let (to, offset) = (self.fresh(free)?, 0);
                self.ops.push(Op::FrameAddress { to, offset });
                Some(to)
            }
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

    pub(super) fn float(&mut self, float: &Float, free: Register) -> Option<Register> {
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
}

/// The next register that is free after a value was put somewhere: constants lie elsewhere.
pub(super) fn above(value: Register, free: Register) -> Register {
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
        Number::Frame | Number::Read { .. } | Number::Chosen { .. } => None,
    }
}
