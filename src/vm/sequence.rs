//! Sequences of instructions that the loop does in one go. Each is one jump of the host into the unknown instead of
//! several, which costs more than most instructions do. They are those that programs of many kinds execute most.

use crate::bytecode::Op;

/// Calls a macro with all sequences.
macro_rules! sequences {
    ($with:ident) => {
        $with! {
            LdI_JGeU: LdI JGeU;
            LdI_StE8: LdI StE8;
            LdI_JLtU: LdI JLtU;
            MulU64_AddU64: MulU64 AddU64;
            AddU64_LdE64: AddU64 LdE64;
            MulU64_AddU64_LdE64: MulU64 AddU64 LdE64;
            MulF_AddF: MulF AddF;
            AddIU64_JLtU: AddIU64 JLtU;
            AddIU64_JLtUI: AddIU64 JLtUI;
            MulF_AddF_AddIU64_JLtU: MulF AddF AddIU64 JLtU;
            StE8_AddU64: StE8 AddU64;
            AddU64_LdI_JGeU: AddU64 LdI JGeU;
            LdI_StE8_AddU64_LdI_JGeU: LdI StE8 AddU64 LdI JGeU;
            LdI_StE8_AddIU64_LdI_JGeU: LdI StE8 AddIU64 LdI JGeU;
            StE8_AddU64_JGeU: StE8 AddU64 JGeU;
            StE8_AddIU64_JGeU: StE8 AddIU64 JGeU;
            AddIU32_Call: AddIU32 Call;
            JGeUI_Ret1: JGeUI Ret1;
            JGeUI_AddIU32_Call: JGeUI AddIU32 Call;
            AddU32_Ret1: AddU32 Ret1;
            AddIU64_LdES32_JLtS: AddIU64 LdES32 JLtS;
            LdES32_JLtS: LdES32 JLtS;
            LdES32_JGeS: LdES32 JGeS;
            LdS32_LdS32_AddS32_St32: LdS32 LdS32 AddS32 St32;
            LdS32_JLtSI: LdS32 JLtSI;
            LdS32_JLtSI_LdS32_JLtSI: LdS32 JLtSI LdS32 JLtSI;
            Mov_Mov: Mov Mov;
            Mov_Mov_Mov: Mov Mov Mov;
            Mov_Call: Mov Call;
            LdU8_JEqI: LdU8 JEqI;
            LdEU8_JEqI: LdEU8 JEqI;
            JEqI_ForNext: JEqI ForNext;
            Mov_Ld64: Mov Ld64;
            JEqI_Mov_Ld64_AddU64_Ld64_Jump: JEqI Mov Ld64 AddU64 Ld64 Jump;
            Ld64_AddU64_Ld64: Ld64 AddU64 Ld64;
            Ld64_Jump: Ld64 Jump;
            LdES32_LdES32_StE32_StE32: LdES32 LdES32 StE32 StE32;
            StE32_StE32: StE32 StE32;
            AddIU64_AddIU64_Jump: AddIU64 AddIU64 Jump;
            AddIU64_AddIU64: AddIU64 AddIU64;
            AddIU64_Jump: AddIU64 Jump;
            LdI_MulU64: LdI MulU64;
            LdI_MulU64_AddU64_LdE64: LdI MulU64 AddU64 LdE64;
            LdI_Xor: LdI Xor;
            Ld64_Ld64: Ld64 Ld64;
            FrLd64_FrLd64: FrLd64 FrLd64;
            LdI_Ret1: LdI Ret1;
        }
    };
}
pub(super) use sequences;

macro_rules! table {
    ($($name:ident: $($op:ident)+;)*) => {
        /// All sequences. Where several fit, the longest is taken.
        pub(super) const SEQUENCES: &[&[Op]] = &[$(&[$(Op::$op),+]),*];

        #[derive(Clone, Copy)]
        #[allow(non_camel_case_types)]
        enum Index { $($name),* }

        /// Their numbers, for the patterns of the loop.
        #[allow(non_upper_case_globals)]
        pub(super) mod number {
            $(pub const $name: u8 = super::FIRST_SEQUENCE + super::Index::$name as u8;)*
        }
    };
}
sequences!(table);

/// In the loop the first sequence has this number.
pub(super) const FIRST_SEQUENCE: u8 = 128;

const _: () = assert!(SEQUENCES.len() <= 128, "a number has eight bits");
