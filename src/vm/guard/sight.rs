//! Asking a guard: its operations over the memory of the machine.

use std::cell::Cell;

use crate::bytecode::address::addr_of;

use super::op::{Op, REGISTERS, Registers};
use super::test::Width;
use crate::vm::granule::{Granule, Shared};
use crate::vm::undefined::UndefinedRegisters;

/// A cell of memory, shared with the loop or not.
pub(in crate::vm) trait Readable {
    fn value(&self) -> u64;
}

impl Readable for u64 {
    #[inline]
    fn value(&self) -> u64 {
        *self
    }
}

impl Readable for Cell<Granule> {
    #[inline]
    fn value(&self) -> u64 {
        Shared::value(self)
    }
}

/// The machine as a guard sees it.
pub(in crate::vm) struct Sight<'a, C> {
    cells: &'a [C],
    words: &'a [u32],
    /// Number of the frame's first cell.
    fp: usize,
    undefined: &'a UndefinedRegisters,
}

impl<'a, C: Readable> Sight<'a, C> {
    #[inline(always)]
    pub fn new(
        cells: &'a [C],
        words: &'a [u32],
        fp: usize,
        undefined: &'a UndefinedRegisters,
    ) -> Sight<'a, C> {
        Sight {
            cells,
            words,
            fp,
            undefined,
        }
    }

    /// Whether the test holds; what has no value does not.
    #[inline]
    pub(super) fn holds(&self, ops: &[Op], registers: &mut Registers) -> bool {
        self.decide(ops, registers) == Some(true)
    }

    fn decide(&self, ops: &[Op], registers: &mut Registers) -> Option<bool> {
        // A register's number is always less than there are; the mask tells the host's compiler so.
        macro_rules! at {
            ($register:expr) => {
                registers[usize::from($register) % REGISTERS]
            };
        }
        macro_rules! address {
            ($register:expr) => {
                at!($register) as u64
            };
        }
        macro_rules! float {
            ($register:expr) => {
                f64::from_bits(at!($register) as u64)
            };
        }
        let mut next = 0usize;
        loop {
            let op = ops.get(next)?;
            next += 1;
            match *op {
                Op::Slot { to, width, slot } => at!(to) = width.number(self.slot(slot)?),
                Op::Frame { to, width, offset } => {
                    let addr = self.frame_address() + u64::from(offset);
                    at!(to) = width.number(self.bytes(addr, width)?);
                }
                Op::Behind {
                    to,
                    width,
                    slot,
                    offset,
                } => {
                    let addr = some(addr_of(self.slot(slot)?))? + u64::from(offset);
                    at!(to) = width.number(self.bytes(addr, width)?);
                }
                Op::Load {
                    to,
                    width,
                    at,
                    offset,
                } => {
                    let addr = address!(at).checked_add(u64::from(offset))?;
                    at!(to) = width.number(self.bytes(addr, width)?);
                }
                Op::FrameAddress { to, offset } => {
                    at!(to) = i128::from(self.frame_address() + u64::from(offset));
                }
                Op::NotNull(register) => {
                    some(address!(register))?;
                }
                Op::Element {
                    to,
                    first,
                    index,
                    len,
                    size,
                } => {
                    let (first, size) = (address!(first), address!(size));
                    let at = element(first, size, at!(index), at!(len))?;
                    at!(to) = i128::from(at);
                }
                Op::LoadElement {
                    to,
                    width,
                    first,
                    index,
                    len,
                    size,
                    offset,
                } => {
                    let (first, size) = (address!(first), address!(size));
                    let at = element(first, size, at!(index), at!(len))?;
                    let addr = at.checked_add(u64::from(offset))?;
                    at!(to) = width.number(self.bytes(addr, width)?);
                }
                Op::LoadOfSlice {
                    to,
                    width,
                    slot,
                    index,
                    size,
                    offset,
                } => {
                    let first = some(addr_of(self.slot(slot)?))?;
                    let len = i128::from(self.slot(slot.checked_add(1)?)?);
                    let at = element(first, address!(size), at!(index), len)?;
                    let addr = at.checked_add(u64::from(offset))?;
                    at!(to) = width.number(self.bytes(addr, width)?);
                }
                Op::Negate { to, from } => at!(to) = at!(from).checked_neg()?,
                Op::Invert { to, from } => at!(to) = !at!(from),
                Op::Compute { how, to, lhs, rhs } => at!(to) = how.numbers(at!(lhs), at!(rhs))?,
                Op::ToFloat { to, from } => at!(to) = bits(at!(from) as f64),
                Op::Widen(register) => {
                    at!(register) = bits(f64::from(f32::from_bits(at!(register) as u32)));
                }
                Op::NegateFloat { to, from } => at!(to) = bits(-float!(from)),
                Op::ComputeFloat { how, to, lhs, rhs } => {
                    at!(to) = bits(how.floats(float!(lhs), float!(rhs))?);
                }
                Op::Copy {
                    to,
                    from,
                    next: target,
                } => {
                    at!(to) = at!(from);
                    next = usize::from(target);
                }
                Op::Compare {
                    wanted,
                    lhs,
                    rhs,
                    ways,
                } => next = usize::from(ways.of(wanted.is_met(at!(lhs), at!(rhs)))),
                Op::CompareFloats {
                    wanted,
                    lhs,
                    rhs,
                    ways,
                } => {
                    let order = float!(lhs).partial_cmp(&float!(rhs))?;
                    next = usize::from(ways.of(wanted.is_meant(order)));
                }
                Op::Decide(holds) => return Some(holds),
            }
        }
    }

    fn frame_address(&self) -> u64 {
        self.fp as u64 * 8
    }

    #[inline(always)]
    fn slot(&self, slot: u16) -> Option<u64> {
        let cell = self.fp + usize::from(slot);
        if !self.undefined.is_empty() && self.undefined.contains(cell) {
            return None;
        }
        self.cells.get(cell).map(C::value)
    }

    /// Up to eight bytes in memory, if all of them have values; above them anything.
    #[inline(always)]
    fn bytes(&self, addr: u64, width: Width) -> Option<u64> {
        let (first, offset) = ((addr >> 3) as usize, (addr & 7) as u32);
        let len = u32::from(width.bytes);
        if offset + len > 8 {
            return self.bytes_of_two(first, offset, len);
        }
        let bits = ((1u32 << len) - 1) << offset;
        (*self.words.get(first)? & bits == bits)
            .then_some(self.cells.get(first)?.value() >> (8 * offset))
    }

    #[cold]
    fn bytes_of_two(&self, first: usize, offset: u32, len: u32) -> Option<u64> {
        let inside = 8 - offset;
        let bits = 0xff << offset & 0xff;
        let rest = (1 << (len - inside)) - 1;
        let (low, high) = (*self.words.get(first)?, *self.words.get(first + 1)?);
        if low & bits != bits || high & rest != rest {
            return None;
        }
        let (low, high) = (self.cells.get(first)?, self.cells.get(first + 1)?);
        Some(low.value() >> (8 * offset) | high.value() << (8 * inside))
    }
}

#[inline(always)]
fn element(first: u64, size: u64, index: i128, len: i128) -> Option<u64> {
    if index < 0 || index >= len {
        return None;
    }
    first.checked_add((index as u64).checked_mul(size)?)
}

#[inline(always)]
fn some(address: u64) -> Option<u64> {
    (address != 0).then_some(address)
}

fn bits(float: f64) -> i128 {
    i128::from(float.to_bits())
}

#[cfg(test)]
mod tests {
    use super::super::{Address, Arithmetic, Float, Guard, Number, Place, Test, Wanted};
    use super::*;

    const DEFINED: u32 = 0xff;

    #[track_caller]
    fn check(test: Test, expected: bool) {
        // Frame at cell 1: a pointer to cell 3, -2 in 32 bits, then bytes of which the last three have no value.
        let cells = [0, 24, 0xffff_fffe, 0x0706_0504_0302_0100];
        let words = [0, DEFINED, DEFINED, 0x1f];
        let undefined = UndefinedRegisters::default();
        let sight = Sight::new(&cells, &words, 1, &undefined);
        let guard = Guard::new(&test).expect("short enough");
        assert_eq!(guard.holds(&sight), expected, "{test:?}");
    }

    fn read(place: Place, bytes: u8, signed: bool) -> Number {
        let width = Width {
            signed,
            ..Width::unsigned(bytes, 8 * bytes)
        };
        Number::Read { place, width }
    }

    fn equal(lhs: Number, n: i128) -> Test {
        let (wanted, rhs) = (Wanted::Equal, Number::Constant(n));
        Test::Compare { wanted, lhs, rhs }
    }

    fn not(test: Test) -> Test {
        Test::Not(Box::new(test))
    }

    fn element(index: i128, size: u64) -> Number {
        let address = Address::Element {
            first: Box::new(Address::Behind(Box::new(Place::Register(0)))),
            size,
            index: Box::new(Number::Constant(index)),
            len: Box::new(Number::Constant(6)),
        };
        read(Place::Memory(address), size as u8, false)
    }

    #[test]
    fn registers_and_memory_are_read_with_their_width_and_sign() {
        check(equal(read(Place::Register(1), 4, true), -2), true);
        check(equal(read(Place::Register(1), 8, true), -2), false);
        check(equal(element(2, 1), 2), true);
        check(equal(element(1, 2), 0x0302), true);
        let behind = Place::Memory(Address::Behind(Box::new(Place::Register(0))));
        check(equal(read(behind, 4, false), 0x0302_0100), true);
        let place = Place::Register(1);
        let odd = |bits, signed| Width {
            bytes: 1,
            bits,
            signed,
        };
        for (width, value) in [(odd(3, false), 6), (odd(3, true), -2), (Width::BOOL, 0)] {
            let place = place.clone();
            check(equal(Number::Read { place, width }, value), true);
        }
    }

    #[test]
    fn what_has_no_value_neither_holds_nor_fails() {
        let far = || equal(read(Place::Memory(Address::Fixed(1 << 40)), 1, false), 1);
        for test in [
            equal(element(5, 1), 5),
            equal(element(6, 1), 6),
            equal(element(-1, 1), 0),
            far(),
        ] {
            check(test.clone(), false);
            check(not(test), false);
        }
        // As in the language, the second is asked only if the first does not decide.
        let constant = |value| Box::new(Test::Constant(value));
        check(not(Test::And(constant(false), Box::new(far()))), true);
        check(Test::Or(constant(true), Box::new(far())), true);
        check(not(Test::And(constant(true), Box::new(far()))), false);
        let place = Address::If(constant(false), Box::new(Address::Frame(0)));
        check(not(equal(read(Place::Memory(place), 1, false), 0)), false);
    }

    #[test]
    fn values_may_reach_over_two_cells() {
        let place = Place::Memory(Address::Plus(Box::new(Address::Frame(8)), 6));
        check(equal(read(place, 4, false), 0x0100_0000), true);
    }

    #[test]
    fn tests_and_numbers_are_chosen() {
        let test = equal(read(Place::Register(1), 4, true), -2);
        let same = |b| Test::Same(Box::new(test.clone()), Box::new(Test::Constant(b)));
        check(same(true), true);
        check(same(false), false);
        let chosen = Number::Chosen {
            test: Box::new(test),
            then: Box::new(Number::Constant(7)),
            otherwise: Box::new(element(6, 1)),
        };
        check(equal(chosen, 7), true);
    }

    #[test]
    fn arithmetic_is_exact_and_ends_where_it_overflows() {
        let max = i128::MAX;
        assert_eq!(Arithmetic::Mul.numbers(1 << 70, -4), Some(-(1 << 72)));
        assert_eq!(Arithmetic::Mul.numbers(max, 2), None);
        assert_eq!(Arithmetic::Add.numbers(max, 1), None);
        assert_eq!(Arithmetic::Rem.numbers(-7, 4), Some(-3));
        assert_eq!(Arithmetic::Rem.numbers(-7, -4), Some(-3));
        assert_eq!(Arithmetic::Rem.numbers(1007, 1000), Some(7));
        assert_eq!(Arithmetic::Rem.numbers(1 << 40, 1000), Some(776));
        assert_eq!(Arithmetic::Div.numbers(1 << 40, 1 << 33), Some(128));
        assert_eq!(Arithmetic::Div.numbers(7, 1 << 40), Some(0));
        assert_eq!(Arithmetic::Div.numbers(5, 0), None);
        assert_eq!(Arithmetic::Shl.numbers(1, 128), None);
    }

    #[test]
    fn what_is_not_a_number_has_no_order() {
        let nan = || Float::Constant(f64::NAN.to_bits());
        let compare = |wanted, lhs, rhs| Test::CompareFloats { wanted, lhs, rhs };
        check(not(compare(Wanted::Equal, nan(), nan())), false);
        let half = Float::Computed {
            how: Arithmetic::Div,
            lhs: Box::new(Float::Of(Box::new(Number::Constant(1)))),
            rhs: Box::new(Float::Constant(2f64.to_bits())),
        };
        let wanted = Float::Constant(0.5f64.to_bits());
        check(compare(Wanted::Equal, half, wanted), true);
    }
}
