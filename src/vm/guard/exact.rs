//! Numbers as guards compute them: exact, and quick while they are small.

use std::cmp::Ordering;

use super::test::{Arithmetic, Wanted, Width};

/// Quotient and rest; `b` is more than 0. The host divides half as many bits in a fraction of the time.
#[inline(always)]
fn divided(a: i64, b: i64) -> (i128, i128) {
    match (u32::try_from(a), u32::try_from(b)) {
        (Ok(a), Ok(b)) => (i128::from(a / b), i128::from(a % b)),
        _ => (i128::from(a / b), i128::from(a % b)),
    }
}

#[inline(always)]
fn small(number: i128) -> Option<i64> {
    let low = number as i64;
    (i128::from(low) == number).then_some(low)
}

impl Width {
    /// The number in the low bits of `raw`.
    #[inline(always)]
    pub(super) fn number(self, raw: u64) -> i128 {
        let shift = 64 - u32::from(self.bits);
        match self.signed {
            true => i128::from((raw << shift) as i64 >> shift),
            false => i128::from(raw << shift >> shift),
        }
    }
}

impl Wanted {
    #[inline(always)]
    pub(super) fn is_met(self, a: i128, b: i128) -> bool {
        match self {
            Wanted::Equal => a == b,
            Wanted::Unequal => a != b,
            Wanted::Less => a < b,
            Wanted::LessOrEqual => a <= b,
            Wanted::Greater => a > b,
            Wanted::GreaterOrEqual => a >= b,
        }
    }

    pub(super) fn is_meant(self, order: Ordering) -> bool {
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

impl Arithmetic {
    /// Exact; `None` where the result is none or too large. Small numbers are by far the most frequent, and wide ones
    /// take long.
    #[inline(always)]
    pub(super) fn numbers(self, a: i128, b: i128) -> Option<i128> {
        match self {
            Arithmetic::Add => a.checked_add(b),
            Arithmetic::Sub => a.checked_sub(b),
            Arithmetic::BitAnd => Some(a & b),
            Arithmetic::BitOr => Some(a | b),
            Arithmetic::BitXor => Some(a ^ b),
            _ => match (self, small(a), small(b)) {
                (Arithmetic::Mul, Some(a), Some(b)) => Some(i128::from(a) * i128::from(b)),
                (Arithmetic::Div, Some(a), Some(b)) if b > 0 => Some(divided(a, b).0),
                (Arithmetic::Rem, Some(a), Some(b)) if b > 0 => Some(divided(a, b).1),
                _ => self.wide(a, b),
            },
        }
    }

    #[cold]
    fn wide(self, a: i128, b: i128) -> Option<i128> {
        match self {
            Arithmetic::Mul => a.checked_mul(b),
            Arithmetic::Div => a.checked_div(b),
            Arithmetic::Rem => a.checked_rem(b),
            Arithmetic::Shl => a.checked_shl(u32::try_from(b).ok()?),
            Arithmetic::Shr => a.checked_shr(u32::try_from(b).ok()?),
            _ => None,
        }
    }

    pub(super) fn floats(self, a: f64, b: f64) -> Option<f64> {
        match self {
            Arithmetic::Add => Some(a + b),
            Arithmetic::Sub => Some(a - b),
            Arithmetic::Mul => Some(a * b),
            Arithmetic::Div => Some(a / b),
            Arithmetic::Rem => Some(a % b),
            _ => None,
        }
    }
}
