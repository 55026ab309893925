//! The operations of the tree by the numbers that they have inside instructions.

use crate::ir::{BinaryOp, CastKind, Intrinsic, OverflowOp, UnaryOp};

/// Operations in the order of their numbers in instructions.
pub const BINARY: [BinaryOp; 36] = {
    use BinaryOp::*;
    [
        Add, Sub, Mul, DivTrunc, DivFloor, DivExact, Rem, Mod, AddWrap, SubWrap, MulWrap, AddSat,
        SubSat, MulSat, Shl, ShlSat, ShlExact, Shr, ShrExact, BitAnd, BitOr, BitXor, Min, Max, Eq,
        Ne, Lt, Le, Gt, Ge, PtrAdd, PtrSub, PtrDiff, Pow, Atan2, Hypot,
    ]
};

pub const UNARY: [UnaryOp; 32] = {
    use UnaryOp::*;
    [
        Neg, NegWrap, Not, BitNot, Abs, Clz, Ctz, PopCount, ByteSwap, BitReverse, Sqrt, Sin, Cos,
        Tan, Exp, Exp2, Log, Log2, Log10, Floor, Ceil, Trunc, Round, Asin, Acos, Atan, Sinh, Cosh,
        Tanh, Cbrt, ExpM1, Log1P,
    ]
};

pub const CASTS: [CastKind; 18] = {
    use CastKind::*;
    [
        Widen,
        IntCast,
        Truncate,
        IntToFloat,
        FloatToInt,
        FloatCast,
        BitCast,
        PtrCast,
        AlignCast,
        IntFromPtr,
        PtrFromInt,
        IntFromEnum,
        EnumFromInt,
        IntFromBool,
        IntFromError,
        ErrorFromInt,
        ErrorCast,
        ArrayPtrToSlice,
    ]
};

pub const OVERFLOWS: [OverflowOp; 4] = {
    use OverflowOp::*;
    [Add, Sub, Mul, Shl]
};

pub const INTRINSICS: [Intrinsic; 17] = {
    use Intrinsic::*;
    [
        PageAlloc,
        PageFree,
        PageResize,
        BlockBorn,
        BlockDies,
        BlockChecked,
        BlockStretched,
        BlockResized,
        BlocksEnd,
        AllocatorEnds,
        MemCopy,
        MemMove,
        MemSet,
        Write,
        ReadByte,
        ParseFloat,
        Exit,
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions() {
        assert!(BINARY.iter().enumerate().all(|(i, &op)| op as usize == i));
        assert!(UNARY.iter().enumerate().all(|(i, &op)| op as usize == i));
        assert!(CASTS.iter().enumerate().all(|(i, &op)| op as usize == i));
        assert!(
            OVERFLOWS
                .iter()
                .enumerate()
                .all(|(i, &op)| op as usize == i)
        );
        assert!(
            INTRINSICS
                .iter()
                .enumerate()
                .all(|(i, &op)| op as usize == i)
        );
    }
}
