//! A condition that the loop itself can ask: a small tree over registers and memory, without names and types. Where a
//! mark is guarded, the machine stops only if the guard holds, and a guard that stays false costs next to nothing.

use std::cell::Cell;
use std::cmp::Ordering;

use crate::bytecode::Pc;
use crate::bytecode::address::addr_of;

use super::undefined::UndefinedRegisters;

/// Something that holds or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Guard {
    Constant(bool),
    /// A `bool` of the program.
    Bool(Place),
    Not(Box<Guard>),
    And(Box<Guard>, Box<Guard>),
    Or(Box<Guard>, Box<Guard>),
    Same(Box<Guard>, Box<Guard>),
    Compare {
        wanted: Wanted,
        lhs: Number,
        rhs: Number,
    },
    /// The low bit of a byte, or all of eight bytes, are zero: how optionals say that they are null.
    IsZero {
        place: Place,
        len: u64,
    },
}

/// Which orders of two numbers are meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Number {
    Constant(i128),
    Read {
        place: Place,
        /// 1 to 8 bytes.
        len: u64,
        signed: bool,
    },
    Negated(Box<Number>),
    Computed {
        how: Arithmetic,
        lhs: Box<Number>,
        rhs: Box<Number>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    BitAnd,
}

/// Where a value lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A slot of the frame in use as a register, whole.
    Register(u32),
    Memory(Address),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Address {
    /// So many bytes after the beginning of the frame.
    Frame(u64),
    Fixed(u64),
    /// What a pointer points to.
    Behind(Box<Place>),
    Plus(Box<Address>, u64),
    Element {
        first: Box<Address>,
        size: u64,
        index: Box<Number>,
        len: Box<Number>,
    },
}

/// A cell of memory, shared with the loop or not.
pub(super) trait Readable {
    fn value(&self) -> u64;
}

impl Readable for u64 {
    #[inline]
    fn value(&self) -> u64 {
        *self
    }
}

impl Readable for Cell<u64> {
    #[inline]
    fn value(&self) -> u64 {
        self.get()
    }
}

/// The machine as a guard sees it.
pub(super) struct Sight<'a, C> {
    cells: &'a [C],
    words: &'a [u32],
    /// Number of the frame's first cell.
    fp: usize,
    undefined: &'a UndefinedRegisters,
    /// Something had no value. What is computed from then on means nothing, which is quicker than to ask each time.
    has_failed: Cell<bool>,
}

impl<'a, C: Readable> Sight<'a, C> {
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
            has_failed: Cell::new(false),
        }
    }

    /// `None` where something has no value.
    #[inline]
    pub fn holds(&self, guard: &Guard) -> Option<bool> {
        let holds = self.test(guard);
        (!self.has_failed.get()).then_some(holds)
    }

    fn test(&self, guard: &Guard) -> bool {
        match guard {
            Guard::Constant(value) => *value,
            Guard::Bool(place) => self.read(place, 1) & 1 == 1,
            Guard::Not(inner) => !self.test(inner),
            Guard::And(a, b) => self.test(a) && self.test(b),
            Guard::Or(a, b) => self.test(a) || !self.has_failed.get() && self.test(b),
            Guard::Same(a, b) => self.test(a) == self.test(b),
            Guard::Compare { wanted, lhs, rhs } => {
                wanted.is_met(self.number(lhs).cmp(&self.number(rhs)))
            }
            Guard::IsZero { place, len: 8 } => self.read(place, 8) == 0,
            Guard::IsZero { place, len } => self.read(place, *len) & 1 == 0,
        }
    }

    fn fail<T: Default>(&self) -> T {
        self.has_failed.set(true);
        T::default()
    }

    fn or_fail<T: Default>(&self, value: Option<T>) -> T {
        value.unwrap_or_else(|| self.fail())
    }

    #[inline]
    fn read(&self, place: &Place, len: u64) -> u64 {
        match place {
            Place::Register(slot) => {
                let cell = self.fp + *slot as usize;
                if !self.undefined.is_empty() && self.undefined.contains(cell) {
                    return self.fail();
                }
                self.or_fail(self.cells.get(cell).map(C::value)) & low_bytes(len)
            }
            Place::Memory(address) => {
                let address = self.address(address);
                self.or_fail(self.bytes(address, len))
            }
        }
    }

    /// Up to eight bytes in memory, if all of them have values.
    #[inline]
    fn bytes(&self, addr: u64, len: u64) -> Option<u64> {
        let (first, offset) = ((addr >> 3) as usize, addr & 7);
        let word = *self.words.get(first)?;
        let low = self.cells.get(first)?.value() >> (8 * offset);
        let inside = len.min(8 - offset);
        let bits = ((1u32 << inside) - 1) << offset;
        if word & bits != bits {
            return None;
        }
        if inside == len {
            return Some(low & low_bytes(len));
        }
        let next = first + 1;
        let rest = (1u32 << (len - inside)) - 1;
        if *self.words.get(next)? & rest != rest {
            return None;
        }
        let high = self.cells.get(next)?.value() & low_bytes(len - inside);
        Some(low & low_bytes(inside) | high << (8 * inside))
    }

    fn address(&self, address: &Address) -> u64 {
        match address {
            Address::Frame(offset) => self.fp as u64 * 8 + offset,
            Address::Fixed(addr) => *addr,
            Address::Behind(pointer) => match addr_of(self.read(pointer, 8)) {
                0 => self.fail(),
                to => to,
            },
            Address::Plus(base, offset) => self.or_fail(self.address(base).checked_add(*offset)),
            Address::Element {
                first,
                size,
                index,
                len,
            } => {
                let (index, len) = (self.number(index), self.number(len));
                if !(0..len).contains(&index) {
                    return self.fail();
                }
                let offset = (index as u64).checked_mul(*size);
                let first = self.address(first);
                self.or_fail(offset.and_then(|offset| first.checked_add(offset)))
            }
        }
    }

    fn number(&self, number: &Number) -> i128 {
        match number {
            Number::Constant(n) => *n,
            Number::Read { place, len, signed } => {
                let raw = self.read(place, *len);
                let shift = 64 - 8 * *len as u32;
                match signed {
                    true => i128::from((raw << shift) as i64 >> shift),
                    false => i128::from(raw),
                }
            }
            Number::Negated(n) => self.or_fail(self.number(n).checked_neg()),
            Number::Computed { how, lhs, rhs } => {
                let (a, b) = (self.number(lhs), self.number(rhs));
                self.or_fail(match how {
                    Arithmetic::Add => a.checked_add(b),
                    Arithmetic::Sub => a.checked_sub(b),
                    Arithmetic::Mul => multiply(a, b),
                    Arithmetic::Div => a.checked_div(b),
                    Arithmetic::Rem => a.checked_rem(b),
                    Arithmetic::BitAnd => Some(a & b),
                })
            }
        }
    }
}

/// Small numbers are by far the most frequent, and wide ones take long to check.
fn multiply(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

impl Wanted {
    fn is_met(self, order: Ordering) -> bool {
        match self {
            Wanted::Equal => order.is_eq(),
            Wanted::Unequal => order.is_ne(),
            Wanted::Less => order.is_lt(),
            Wanted::LessOrEqual => order.is_le(),
            Wanted::Greater => order.is_gt(),
            Wanted::GreaterOrEqual => order.is_ge(),
        }
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
        for (at, guard) in &self.list {
            if *at as usize == pc {
                is_guarded = true;
                if sight.holds(guard) == Some(true) {
                    return false;
                }
                sight.has_failed.set(false);
            }
        }
        self.passed += u64::from(is_guarded);
        is_guarded
    }
}

const fn low_bytes(len: u64) -> u64 {
    if len >= 8 {
        u64::MAX
    } else {
        (1 << (8 * len)) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINED: u32 = 0xff;

    #[track_caller]
    fn check(guard: Guard, expected: Option<bool>) {
        // Frame at cell 1: a pointer to cell 3, -2 in 32 bits, then bytes of which the last three have no value.
        let cells = [0, 24, 0xffff_fffe, 0x0706_0504_0302_0100];
        let words = [0, DEFINED, DEFINED, 0x1f];
        let undefined = UndefinedRegisters::default();
        let sight = Sight::new(&cells, &words, 1, &undefined);
        assert_eq!(sight.holds(&guard), expected, "{guard:?}");
    }

    fn read(place: Place, len: u64, signed: bool) -> Number {
        Number::Read { place, len, signed }
    }

    fn equal(lhs: Number, n: i128) -> Guard {
        let (wanted, rhs) = (Wanted::Equal, Number::Constant(n));
        Guard::Compare { wanted, lhs, rhs }
    }

    fn element(index: i128, size: u64) -> Number {
        let address = Address::Element {
            first: Box::new(Address::Behind(Box::new(Place::Register(0)))),
            size,
            index: Box::new(Number::Constant(index)),
            len: Box::new(Number::Constant(6)),
        };
        read(Place::Memory(address), size, false)
    }

    #[test]
    fn registers_and_memory_are_read_with_their_width_and_sign() {
        check(equal(read(Place::Register(1), 4, true), -2), Some(true));
        check(equal(read(Place::Register(1), 8, true), -2), Some(false));
        check(equal(element(2, 1), 2), Some(true));
        check(equal(element(1, 2), 0x0302), Some(true));
    }

    #[test]
    fn what_has_no_value_neither_holds_nor_fails() {
        check(equal(element(5, 1), 5), None);
        check(equal(element(6, 1), 6), None);
        check(equal(element(-1, 1), 0), None);
        let far = Place::Memory(Address::Fixed(1 << 40));
        check(Guard::Bool(far.clone()), None);
        // As in the language, the second is asked only if the first does not decide.
        let no = Box::new(Guard::Constant(false));
        check(Guard::And(no, Box::new(Guard::Bool(far))), Some(false));
    }

    #[test]
    fn values_may_reach_over_two_cells() {
        let place = Place::Memory(Address::Plus(Box::new(Address::Frame(8)), 6));
        check(equal(read(place, 4, false), 0x0100_0000), Some(true));
    }
}
