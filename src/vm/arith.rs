//! Arithmetic on numbers of every kind: what the instructions `Bin`, `Un`, `Cast` and `Overflow` compute. Numbers
//! travel as 128 raw bits; integers are extended by their sign. An `Err` is the text of Zig's panic.

use crate::bytecode::NumKind;
use crate::bytecode::number_table::{BINARY, CASTS, UNARY};
use crate::ir::{BinaryOp, CastKind, OverflowOp, UnaryOp};

use super::fields::Word;
use super::float;

pub const OVERFLOW: &str = "integer overflow";
pub const DIVISION_BY_ZERO: &str = "division by zero";
pub const REMAINDER: &str = "exact division produced remainder";
pub const SHIFT_TOO_BIG: &str = "shift amount is greater than the type size";
pub const SHL_OVERFLOW: &str = "left shift overflowed bits";
pub const SHR_OVERFLOW: &str = "right shift overflowed bits";
pub const DOES_NOT_FIT: &str = "integer does not fit in destination type";
pub const FLOAT_TOO_BIG: &str = "integer part of floating point value out of bounds";

type Computed = Result<u128, &'static str>;

/// An integer of at most 128 bits, and what does not fit into one.
#[derive(Clone, Copy)]
enum Exact {
    In(u128),
    /// Too large, or too small.
    Above(u128),
    Below(u128),
}

/// Brings raw bits of an integer into the form with the sign extended.
pub fn normal(signed: bool, bits: u16, raw: u128) -> u128 {
    let shift = 128 - u32::from(bits.clamp(1, 128));
    if signed {
        ((raw << shift) as i128 >> shift) as u128
    } else {
        raw << shift >> shift
    }
}

pub fn binary(op: BinaryOp, kind: NumKind, a: u128, b: u128) -> Computed {
    match kind {
        NumKind::Float(bits) => Ok(float_binary(op, bits, a, b)),
        NumKind::Int { signed, bits } => int_binary(op, signed, bits, a, b),
    }
}

/// Division of integers of at most 64 bits, of which `x` says which one it is and `operands` of what kind, as they stand
/// in the instruction. `None` decides nothing: [`binary`] does.
#[inline]
pub fn quick_division(x: u8, operands: Word, p: u64, q: u64) -> Option<u64> {
    let operation = *BINARY.get(usize::from(x))?;
    let NumKind::Int { signed, bits } = NumKind::decode(operands.2[0]) else {
        return None;
    };
    if bits > 64 {
        return None;
    }
    if !signed {
        return match operation {
            BinaryOp::DivTrunc | BinaryOp::DivFloor => p.checked_div(q),
            BinaryOp::Rem | BinaryOp::Mod => p.checked_rem(q),
            _ => None,
        };
    }
    let (p, q) = (p as i64, q as i64);
    // The one quotient that does not fit its type has this divisor.
    if q == -1 {
        return None;
    }
    let result = match operation {
        BinaryOp::DivTrunc => p.checked_div(q),
        BinaryOp::Rem => p.checked_rem(q),
        BinaryOp::DivFloor if q > 0 => p.checked_div_euclid(q),
        BinaryOp::Mod if q > 0 => p.checked_rem_euclid(q),
        _ => None,
    };
    result.map(|value| value as u64)
}

/// The cast of an integer of at most 64 bits to an `f64`; else as [`quick_division`].
#[inline]
pub fn quick_cast(x: u8, operands: Word, p: u64) -> Option<u64> {
    if CASTS.get(usize::from(x)) != Some(&CastKind::IntToFloat) {
        return None;
    }
    let [from, to] = [operands.2[1], operands.2[2]].map(NumKind::decode);
    let value = match (from, to) {
        (
            NumKind::Int {
                signed,
                bits: ..=64,
            },
            NumKind::Float(64),
        ) if signed => p as i64 as f64,
        (NumKind::Int { bits: ..=64, .. }, NumKind::Float(64)) => p as f64,
        _ => return None,
    };
    Some(value.to_bits())
}

/// Counts and complements of integers of at most 64 bits, the sign and the root of an `f64`; else as [`quick_division`].
#[inline]
pub fn quick_unary(x: u8, operands: Word, p: u64) -> Option<u64> {
    let operation = *UNARY.get(usize::from(x))?;
    match NumKind::decode(operands.2[0]) {
        NumKind::Int { signed, bits } if (1..=64).contains(&bits) => {
            let beyond = 64 - u32::from(bits);
            let low = p << beyond >> beyond;
            match operation {
                UnaryOp::Clz => Some(u64::from(low.leading_zeros() - beyond)),
                UnaryOp::Ctz => Some(low.trailing_zeros().min(bits.into()).into()),
                UnaryOp::PopCount => Some(low.count_ones().into()),
                UnaryOp::BitNot if signed => Some(!p),
                UnaryOp::BitNot => Some(!p << beyond >> beyond),
                _ => None,
            }
        }
        NumKind::Float(64) => {
            let value = f64::from_bits(p);
            match operation {
                UnaryOp::Neg => Some((-value).to_bits()),
                UnaryOp::Abs => Some(value.abs().to_bits()),
                UnaryOp::Sqrt if value >= 0.0 => Some(value.sqrt().to_bits()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn float_binary(op: BinaryOp, bits: u16, a: u128, b: u128) -> u128 {
    use BinaryOp::*;
    let (x, y) = (float::decode(bits, a), float::decode(bits, b));
    let result = match op {
        Eq => return (x == y).into(),
        Ne => return (x != y).into(),
        Lt => return (x < y).into(),
        Le => return (x <= y).into(),
        Gt => return (x > y).into(),
        Ge => return (x >= y).into(),
        Add => x + y,
        Sub => x - y,
        Mul => x * y,
        DivTrunc => x / y,
        // Of floats no remainder is asked for.
        DivExact => (x / y).trunc(),
        DivFloor => (x / y).floor(),
        Rem => x % y,
        Mod => {
            let rest = x % y;
            if rest != 0.0 && (rest < 0.0) != (y < 0.0) {
                rest + y
            } else {
                rest
            }
        }
        // A number beats NaN.
        Min => x.min(y),
        Max => x.max(y),
        Pow => x.powf(y),
        Atan2 => x.atan2(y),
        Hypot => x.hypot(y),
        _ => x,
    };
    // Where no number comes out, the usual processors set the sign, and it shows in the output.
    let made_nan = result.is_nan() && !x.is_nan() && !y.is_nan();
    let arithmetic = matches!(op, Add | Sub | Mul | DivTrunc | DivExact | DivFloor);
    let result = if made_nan && arithmetic {
        -f64::NAN
    } else {
        result
    };
    float::encode(bits, result)
}

fn int_binary(op: BinaryOp, signed: bool, bits: u16, a: u128, b: u128) -> Computed {
    use BinaryOp::*;
    let (x, y) = (a as i128, b as i128);
    let less = if signed { x < y } else { a < b };
    Ok(match op {
        Eq => (a == b).into(),
        Ne => (a != b).into(),
        Lt => less.into(),
        Ge => (!less).into(),
        Gt => (a != b && !less).into(),
        Le => (a == b || less).into(),
        Min => {
            if less {
                a
            } else {
                b
            }
        }
        Max => {
            if less {
                b
            } else {
                a
            }
        }
        BitAnd => a & b,
        BitOr => a | b,
        BitXor => a ^ b,
        Add | Sub | Mul => match exact(op, signed, bits, a, b) {
            Exact::In(result) => result,
            _ => return Err(OVERFLOW),
        },
        AddWrap => wrapped(exact(Add, signed, bits, a, b), signed, bits),
        SubWrap => wrapped(exact(Sub, signed, bits, a, b), signed, bits),
        MulWrap => wrapped(exact(Mul, signed, bits, a, b), signed, bits),
        AddSat => saturated(exact(Add, signed, bits, a, b), signed, bits),
        SubSat => saturated(exact(Sub, signed, bits, a, b), signed, bits),
        MulSat => saturated(exact(Mul, signed, bits, a, b), signed, bits),
        Shl | Shr | ShlExact | ShrExact | ShlSat => return shift(op, signed, bits, a, b),
        DivTrunc | DivFloor | DivExact | Rem | Mod => return divide(op, signed, bits, a, b),
        PtrAdd | PtrSub | PtrDiff | Pow | Atan2 | Hypot => a,
    })
}

fn limits(signed: bool, bits: u16) -> (u128, u128) {
    let shift = 128 - u32::from(bits.clamp(1, 128));
    if signed {
        ((i128::MIN >> shift) as u128, (i128::MAX >> shift) as u128)
    } else {
        (0, u128::MAX >> shift)
    }
}

/// The result with unlimited width, as far as it must be told.
fn exact(op: BinaryOp, signed: bool, bits: u16, a: u128, b: u128) -> Exact {
    let (min, max) = limits(signed, bits);
    if signed {
        let (x, y) = (a as i128, b as i128);
        let (wrapped, overflowed, negative) = match op {
            BinaryOp::Add => {
                let (w, o) = x.overflowing_add(y);
                (w, o, x < 0)
            }
            BinaryOp::Sub => {
                let (w, o) = x.overflowing_sub(y);
                (w, o, x < 0)
            }
            _ => {
                let (w, o) = x.overflowing_mul(y);
                (w, o, (x < 0) != (y < 0))
            }
        };
        if overflowed {
            return match negative {
                true => Exact::Below(wrapped as u128),
                false => Exact::Above(wrapped as u128),
            };
        }
        return match wrapped {
            w if w < min as i128 => Exact::Below(w as u128),
            w if w > max as i128 => Exact::Above(w as u128),
            w => Exact::In(w as u128),
        };
    }
    let (wrapped, overflowed) = match op {
        BinaryOp::Add => a.overflowing_add(b),
        BinaryOp::Sub => {
            let (w, o) = a.overflowing_sub(b);
            if o {
                return Exact::Below(w);
            }
            (w, o)
        }
        _ => a.overflowing_mul(b),
    };
    if overflowed || wrapped > max {
        Exact::Above(wrapped)
    } else {
        Exact::In(wrapped)
    }
}

fn wrapped(result: Exact, signed: bool, bits: u16) -> u128 {
    let (Exact::In(raw) | Exact::Above(raw) | Exact::Below(raw)) = result;
    normal(signed, bits, raw)
}

fn saturated(result: Exact, signed: bool, bits: u16) -> u128 {
    let (min, max) = limits(signed, bits);
    match result {
        Exact::In(raw) => raw,
        Exact::Above(_) => max,
        Exact::Below(_) => min,
    }
}

fn shift(op: BinaryOp, signed: bool, bits: u16, a: u128, by: u128) -> Computed {
    if op == BinaryOp::ShlSat {
        return Ok(shift_saturated(signed, bits, a, by));
    }
    if by >= u128::from(bits) {
        return Err(SHIFT_TOO_BIG);
    }
    let by = by as u32;
    match op {
        BinaryOp::Shl => Ok(normal(signed, bits, a << by)),
        BinaryOp::ShlExact => {
            let result = normal(signed, bits, a << by);
            match shift_right(signed, result, by) == a {
                true => Ok(result),
                false => Err(SHL_OVERFLOW),
            }
        }
        BinaryOp::ShrExact if a & !(u128::MAX << by) != 0 => Err(SHR_OVERFLOW),
        _ => Ok(shift_right(signed, a, by)),
    }
}

fn shift_right(signed: bool, a: u128, by: u32) -> u128 {
    if signed {
        (a as i128 >> by) as u128
    } else {
        a >> by
    }
}

fn shift_saturated(signed: bool, bits: u16, a: u128, by: u128) -> u128 {
    let (min, max) = limits(signed, bits);
    let negative = signed && (a as i128) < 0;
    if a == 0 {
        return 0;
    }
    if by < u128::from(bits) {
        let result = normal(signed, bits, a << by as u32);
        if shift_right(signed, result, by as u32) == a {
            return result;
        }
    }
    if negative { min } else { max }
}

fn divide(op: BinaryOp, signed: bool, bits: u16, a: u128, b: u128) -> Computed {
    use BinaryOp::*;
    if b == 0 {
        return Err(DIVISION_BY_ZERO);
    }
    if !signed {
        return match op {
            DivExact if !a.is_multiple_of(b) => Err(REMAINDER),
            DivTrunc | DivFloor | DivExact => Ok(a / b),
            _ => Ok(a % b),
        };
    }
    let (x, y) = (a as i128, b as i128);
    let rest = x.wrapping_rem(y);
    let crosses = rest != 0 && (rest < 0) != (y < 0);
    match op {
        Rem => return Ok(rest as u128),
        Mod => return Ok(if crosses { rest + y } else { rest } as u128),
        DivExact if rest != 0 => return Err(REMAINDER),
        _ => {}
    }
    let (quotient, overflowed) = x.overflowing_div(y);
    let quotient = match op {
        DivFloor if crosses => quotient - 1,
        _ => quotient,
    };
    let (_, max) = limits(true, bits);
    if overflowed || quotient > max as i128 {
        return Err(OVERFLOW);
    }
    Ok(quotient as u128)
}

pub fn unary(op: UnaryOp, kind: NumKind, a: u128) -> Computed {
    match kind {
        NumKind::Float(bits) => Ok(float_unary(op, bits, a)),
        NumKind::Int { signed, bits } => int_unary(op, signed, bits, a),
    }
}

fn float_unary(op: UnaryOp, bits: u16, a: u128) -> u128 {
    use UnaryOp::*;
    let x = float::decode(bits, a);
    let result = match op {
        Neg | NegWrap => -x,
        Abs => x.abs(),
        Sqrt => x.sqrt(),
        Sin => x.sin(),
        Cos => x.cos(),
        Tan => x.tan(),
        Exp => x.exp(),
        Exp2 => x.exp2(),
        Log => x.ln(),
        Log2 => x.log2(),
        Log10 => x.log10(),
        Floor => x.floor(),
        Ceil => x.ceil(),
        Trunc => x.trunc(),
        Round => x.round(),
        Asin => x.asin(),
        Acos => x.acos(),
        Atan => x.atan(),
        Sinh => x.sinh(),
        Cosh => x.cosh(),
        Tanh => x.tanh(),
        Cbrt => x.cbrt(),
        ExpM1 => x.exp_m1(),
        Log1P => x.ln_1p(),
        _ => x,
    };
    let result = if op == Sqrt && x < 0.0 {
        -f64::NAN
    } else {
        result
    };
    float::encode(bits, result)
}

fn int_unary(op: UnaryOp, signed: bool, bits: u16, a: u128) -> Computed {
    use UnaryOp::*;
    let x = a as i128;
    let width = u32::from(bits);
    let plain = normal(false, bits, a);
    let negated = || match exact(BinaryOp::Sub, signed, bits, 0, a) {
        Exact::In(result) => Ok(result),
        _ => Err(OVERFLOW),
    };
    Ok(match op {
        Neg => return negated(),
        NegWrap => normal(signed, bits, a.wrapping_neg()),
        Not => u128::from(a == 0),
        BitNot => normal(signed, bits, !a),
        // Of an unsigned type that holds every result.
        Abs => match signed {
            true => x.unsigned_abs(),
            false => a,
        },
        Clz => u128::from(plain.leading_zeros() - (128 - width)),
        Ctz => u128::from(plain.trailing_zeros().min(width)),
        PopCount => plain.count_ones().into(),
        ByteSwap => normal(signed, bits, plain.swap_bytes() >> (128 - width)),
        BitReverse => normal(signed, bits, plain.reverse_bits() >> (128 - width)),
        Floor | Ceil | Trunc | Round => a,
        Sqrt => isqrt(plain),
        _ => a,
    })
}

fn isqrt(n: u128) -> u128 {
    n.isqrt()
}

pub fn cast(kind: CastKind, from: NumKind, to: NumKind, a: u128) -> Computed {
    match (from, to) {
        (NumKind::Int { signed: source, .. }, NumKind::Int { signed, bits }) => {
            let result = normal(signed, bits, a);
            let sign_changed = source != signed && (a as i128) < 0 && (source || bits == 128);
            if kind == CastKind::IntCast && (result != a || sign_changed) {
                return Err(DOES_NOT_FIT);
            }
            Ok(result)
        }
        (NumKind::Int { signed, .. }, NumKind::Float(bits)) => {
            let value = match (signed, bits) {
                // Rounding twice would be wrong now and then.
                (true, 32) => f64::from(a as i128 as f32),
                (false, 32) => f64::from(a as f32),
                (true, _) => a as i128 as f64,
                (false, _) => a as f64,
            };
            Ok(float::encode(bits, value))
        }
        (NumKind::Float(source), NumKind::Int { signed, bits }) => {
            float_to_int(float::decode(source, a), signed, bits)
        }
        (NumKind::Float(source), NumKind::Float(bits)) => {
            Ok(float::encode(bits, float::decode(source, a)))
        }
    }
}

fn float_to_int(value: f64, signed: bool, bits: u16) -> Computed {
    let whole = value.trunc();
    if !whole.is_finite() {
        return Err(FLOAT_TOO_BIG);
    }
    let (min, max) = limits(signed, bits);
    let fits = if signed {
        let result = whole as i128;
        whole.abs() < 2f64.powi(127) && result >= min as i128 && result <= max as i128
            || whole == -(2f64.powi(127)) && bits == 128
    } else {
        whole >= 0.0 && whole < 2f64.powi(128) && whole as u128 <= max
    };
    match (fits, signed) {
        (false, _) => Err(FLOAT_TOO_BIG),
        (true, true) => Ok(whole as i128 as u128),
        (true, false) => Ok(whole as u128),
    }
}

/// The wrapped result and whether it overflowed.
pub fn with_overflow(op: OverflowOp, kind: NumKind, a: u128, b: u128) -> (u128, bool) {
    let NumKind::Int { signed, bits } = kind else {
        return (a, false);
    };
    let op = match op {
        OverflowOp::Add => BinaryOp::Add,
        OverflowOp::Sub => BinaryOp::Sub,
        OverflowOp::Mul => BinaryOp::Mul,
        OverflowOp::Shl => {
            let by = (b as u32).min(127);
            let result = normal(signed, bits, a << by);
            return (result, shift_right(signed, result, by) != a);
        }
    };
    let result = exact(op, signed, bits, a, b);
    (
        wrapped(result, signed, bits),
        !matches!(result, Exact::In(_)),
    )
}
