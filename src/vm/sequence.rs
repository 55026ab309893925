//! Sequences of instructions that the loop does in one go. Each is one jump of the host into the unknown instead of
//! several, which costs more than most instructions do. Most of them are those that save most jumps over the bench
//! programs, the samples and some two hundred small programs of every kind, by counts of what these execute; the rest
//! are pairs that loops and calls usually have. Any sequence may be exchanged for any other: nothing but speed changes.

use crate::bytecode::Op;

use super::idiom::IDIOM;

/// Calls a macro with all sequences.
macro_rules! sequences {
    ($with:ident) => {
        $with! {
            AddIS32_FrSt32_Bin_SubS32_FrSt32_FrSt32: AddIS32 FrSt32 Bin SubS32 FrSt32 FrSt32;
            AddIU32_Call: AddIU32 Call;
            AddIU32_JLtU: AddIU32 JLtU;
            AddIU64_Call: AddIU64 Call;
            AddIU64_FrLd64_JLtU: AddIU64 FrLd64 JLtU;
            AddIU64_FrLd64_SubIU64_And_Ret1: AddIU64 FrLd64 SubIU64 And Ret1;
            AddIU64_JLtU: AddIU64 JLtU;
            AddIU64_LdES32_JLtS_Jump: AddIU64 LdES32 JLtS Jump;
            AddIU64_Ret1: AddIU64 Ret1;
            AddU32_Ret1: AddU32 Ret1;
            AddU64_Ld64_JGeU: AddU64 Ld64 JGeU;
            AddU64_St64_LdI_St8_Ld64_Ld64: AddU64 St64 LdI St8 Ld64 Ld64;
            AndI_JEqI: AndI JEqI;
            CopyIn_Call: CopyIn Call;
            CopyOut_ForNext: CopyOut ForNext;
            ElemAddr_CopyIn_AddIU64_FrLdU8_Table: ElemAddr CopyIn AddIU64 FrLdU8 Table;
            ElemAddr_CopyIn_Call: ElemAddr CopyIn Call;
            ElemAddr_LdS32_LdS32_AddS32_St32_LdS32: ElemAddr LdS32 LdS32 AddS32 St32 LdS32;
            ElemAddr_Mov_CopyIn_Call: ElemAddr Mov CopyIn Call;
            ElemAddr_Mov_Fit_FrSt32_MulX_FrSt32: ElemAddr Mov Fit FrSt32 MulX FrSt32;
            ElemAddr_Mov_Ld64_Xor_AddW_St64: ElemAddr Mov Ld64 Xor AddW St64;
            ElemAddr_MulW_AddW_ShrI_Fit_St32: ElemAddr MulW AddW ShrI Fit St32;
            FrCopy_Call: FrCopy Call;
            FrCopy_FrLdS32_FrLdS32_AddS32_FrSt32_FrLdS32: FrCopy FrLdS32 FrLdS32 AddS32 FrSt32 FrLdS32;
            FrDefine_LdI_Bin: FrDefine LdI Bin;
            FrLd64_AddW_AddIU64_JLtU: FrLd64 AddW AddIU64 JLtU;
            FrLd64_Fit_FrLdE64_FrStE64_AddIU64_Jump: FrLd64 Fit FrLdE64 FrStE64 AddIU64 Jump;
            FrLd64_Fit_St32_St64_Mov_ForNext: FrLd64 Fit St32 St64 Mov ForNext;
            FrLd64_FrLd64: FrLd64 FrLd64;
            FrLd64_FrLd64_ElemAddr_LdU8_JEqI_JEqI: FrLd64 FrLd64 ElemAddr LdU8 JEqI JEqI;
            FrLd64_FrLd64_Mov_LdI_LdI: FrLd64 FrLd64 Mov LdI LdI;
            FrLd64_FrSt64: FrLd64 FrSt64;
            FrLd64_FrStE64_AddIU64_Jump: FrLd64 FrStE64 AddIU64 Jump;
            FrLd64_JEqI_FrLd64_FrLd64_Mov2_LdI: FrLd64 JEqI FrLd64 FrLd64 Mov2 LdI;
            FrLd64_Ld64_FrLd64: FrLd64 Ld64 FrLd64;
            FrLd64_Ld64_FrLd64_LdI_LdI_LdI_CallPtr: FrLd64 Ld64 FrLd64 LdI LdI LdI CallPtr;
            FrLd64_St64_Ld64_St64_ForNext: FrLd64 St64 Ld64 St64 ForNext;
            FrLd64_St64_St64_Mov_AddIU64_JLtU: FrLd64 St64 St64 Mov AddIU64 JLtU;
            FrLd64_St64_St64_Mov_ForNext: FrLd64 St64 St64 Mov ForNext;
            FrLd64_SubIU64_FrLdE64_JEqI_Mov_Jump: FrLd64 SubIU64 FrLdE64 JEqI Mov Jump;
            FrLd64_SubIU64_SubIU64_FrLdE64_SetLtS_FrStE64: FrLd64 SubIU64 SubIU64 FrLdE64 SetLtS FrStE64;
            FrLd64_Xor_BoundsI_PtrElem_Ld64_St64: FrLd64 Xor BoundsI PtrElem Ld64 St64;
            FrLdS32_AddS32_FrSt32: FrLdS32 AddS32 FrSt32;
            FrLdS32_JLtSI_FrLdS32_JLtSI: FrLdS32 JLtSI FrLdS32 JLtSI;
            FrLdU16_JEqI: FrLdU16 JEqI;
            FrLdU8_JEqI_FrLd64_LdU8_Call: FrLdU8 JEqI FrLd64 LdU8 Call;
            FrSt64_LdI_FrSt64_RetN: FrSt64 LdI FrSt64 RetN;
            JEqI_Mov_Ld64_AddU64_Ld64_Jump: JEqI Mov Ld64 AddU64 Ld64 Jump;
            JEqI_Mov_Ld64_AddW_Ld64_Jump: JEqI Mov Ld64 AddW Ld64 Jump;
            JEqI_Mov_Ld64_CopyIn_Mov_Call: JEqI Mov Ld64 CopyIn Mov Call;
            JEqI_Mov_Ld64_FrCopy_Mov_Call: JEqI Mov Ld64 FrCopy Mov Call;
            JEqI_Mov_LdU32_AddU64_Ld64_FrCopy: JEqI Mov LdU32 AddU64 Ld64 FrCopy;
            JGeUI_LdI_Ret1: JGeUI LdI Ret1;
            JGeUI_Ret1: JGeUI Ret1;
            Ld64_JEqI_Mov_Ld64_AddW_CopyIn: Ld64 JEqI Mov Ld64 AddW CopyIn;
            Ld64_JLtU_LdK_CopyIn_RetN: Ld64 JLtU LdK CopyIn RetN;
            Ld64_Ld64: Ld64 Ld64;
            Ld64_Ld64_JNe: Ld64 Ld64 JNe;
            Ld64_Ld64_Ld64_Mov_LdU8_Call: Ld64 Ld64 Ld64 Mov LdU8 Call;
            Ld64_Ld64_Ld64_StE32_Ld64_AddIU64: Ld64 Ld64 Ld64 StE32 Ld64 AddIU64;
            Ld64_Mov_FrCopy_AddU64_Call: Ld64 Mov FrCopy AddU64 Call;
            Ld64_Norm_AddU64_Norm_AddU64_JNe: Ld64 Norm AddU64 Norm AddU64 JNe;
            LdE64_Ld64_AddU64_CopyIn_Mov_Call: LdE64 Ld64 AddU64 CopyIn Mov Call;
            LdES32_JGeS_AddIU64_LdES32_LdES32_JLtS: LdES32 JGeS AddIU64 LdES32 LdES32 JLtS;
            LdES32_JLtS_JLtU_Jump: LdES32 JLtS JLtU Jump;
            LdES32_JLtS_Jump: LdES32 JLtS Jump;
            LdES32_LdES32_JLtS: LdES32 LdES32 JLtS;
            LdES32_LdES32_StE32_StE32_AddIU64_SubIU64: LdES32 LdES32 StE32 StE32 AddIU64 SubIU64;
            LdES32_LdES32_StE32_StE32_Mov_MulU64: LdES32 LdES32 StE32 StE32 Mov MulU64;
            LdEU8_AddW_ForNext: LdEU8 AddW ForNext;
            LdEU8_JEqI_AddIU32_ForNext: LdEU8 JEqI AddIU32 ForNext;
            LdEU8_JEqI_Jump: LdEU8 JEqI Jump;
            LdEU8_JNeI_AddIU64_ForNext: LdEU8 JNeI AddIU64 ForNext;
            LdEU8_JNe_FrSt64_LdI_FrSt64_RetN: LdEU8 JNe FrSt64 LdI FrSt64 RetN;
            LdEU8_Xor_StE8_AddU64_JLtU: LdEU8 Xor StE8 AddU64 JLtU;
            LdI_FrSt16_RetN: LdI FrSt16 RetN;
            LdI_LdEU8_ShlI_Or: LdI LdEU8 ShlI Or;
            LdI_LdI_JGeUI_JLtUI_SubIU64_ShrI: LdI LdI JGeUI JLtUI SubIU64 ShrI;
            LdI_LdI_LdEU8_ShlI_Or: LdI LdI LdEU8 ShlI Or;
            LdI_LdI_LdI_CallPtr: LdI LdI LdI CallPtr;
            LdK_Xor_Xor_LdK_Xor_Call: LdK Xor Xor LdK Xor Call;
            LdS32_AddS32_St32: LdS32 AddS32 St32;
            LdS32_JLtSI_LdS32_JLtSI: LdS32 JLtSI LdS32 JLtSI;
            Mov_Call: Mov Call;
            Mov_FrCopy: Mov FrCopy;
            Mov_FrCopy_Call: Mov FrCopy Call;
            Mov_FrLd64_FrLd64_ElemAddr_LdU32_Call: Mov FrLd64 FrLd64 ElemAddr LdU32 Call;
            Mov_FrLd64_Ld64_FrLd64_Mov_LdI_LdI_LdI_CallPtr: Mov FrLd64 Ld64 FrLd64 Mov LdI LdI LdI CallPtr;
            Mov_FrLd64_SubIU64_And_Ret1: Mov FrLd64 SubIU64 And Ret1;
            Mov_JNe: Mov JNe;
            Mov_JNeI: Mov JNeI;
            Mov_Jump: Mov Jump;
            Mov_Ld64_JNeI: Mov Ld64 JNeI;
            Mov_LdI: Mov LdI;
            Mov_LdI_Shl: Mov LdI Shl;
            Mov_Mov: Mov Mov;
            Mov_Mov_Call: Mov Mov Call;
            Mov_Mov_CopyIn_FrSt64_Call: Mov Mov CopyIn FrSt64 Call;
            Mov_MulW_AddW_ShrI_BoundsI_PtrElem: Mov MulW AddW ShrI BoundsI PtrElem;
            MulF_AddF_AddIU64_JLtU: MulF AddF AddIU64 JLtU;
            MulF_AddF_ForNext: MulF AddF ForNext;
            MulU64_AddIU64_AddIU64_JGeU_LdES32_AddIU64: MulU64 AddIU64 AddIU64 JGeU LdES32 AddIU64;
            MulU64_AddU64_LdE64_MulU64_AddU64_LdE64: MulU64 AddU64 LdE64 MulU64 AddU64 LdE64;
            MulU64_AddU64_LdE64_MulU64_AddU64_LdE64_MulF_AddF_AddIU64_JLtU: MulU64 AddU64 LdE64 MulU64 AddU64 LdE64 MulF AddF AddIU64 JLtU;
            MulW_AddW_Mov_ShrI_Fit_SubS32: MulW AddW Mov ShrI Fit SubS32;
            MulW_AddW_ShrI_LdE64_AddW_StE64: MulW AddW ShrI LdE64 AddW StE64;
            Norm_LdI_Shl_SubIU64_Ld64_AddU64_AddU64_And_SubU64_SubU64: Norm LdI Shl SubIU64 Ld64 AddU64 AddU64 And SubU64 SubU64;
            RemU_JNeI: RemU JNeI;
            ShrI_LdES32_LdI_SubIU64_Jump: ShrI LdES32 LdI SubIU64 Jump;
            St64_LdI_FrSt16_RetN: St64 LdI FrSt16 RetN;
            St64_PtrElem_Ret1: St64 PtrElem Ret1;
            St64_St64_BoundsI_PtrElem_St64_JNe: St64 St64 BoundsI PtrElem St64 JNe;
            StE8_AddU64_JGeU: StE8 AddU64 JGeU;
            StE8_AddU64_JLtU_AddIU64: StE8 AddU64 JLtU AddIU64;
            SubIU64_Call: SubIU64 Call;
            SubIU64_FrLd64_Fit_FrLdE64_FrStE64_Jump: SubIU64 FrLd64 Fit FrLdE64 FrStE64 Jump;
            SubIU64_FrLdE64_FrStE64_AddIU64_Jump: SubIU64 FrLdE64 FrStE64 AddIU64 Jump;
            SubIU64_FrLdE64_JEqI_FrLd64_Fit_Jump: SubIU64 FrLdE64 JEqI FrLd64 Fit Jump;
            SubIU64_LdES32_FrLd64_FrLd64_LdES32_JGeS: SubIU64 LdES32 FrLd64 FrLd64 LdES32 JGeS;
            SubIU64_LdES32_JLtS_JLtU_Jump: SubIU64 LdES32 JLtS JLtU Jump;
            SubIU64_LdI_MulW_AddW_Call: SubIU64 LdI MulW AddW Call;
            SubIU64_SubIU64_FrLdE64_FrLdE64_AddS64_FrStE64: SubIU64 SubIU64 FrLdE64 FrLdE64 AddS64 FrStE64;
            SubIU64_SubIU64_FrLdE64_FrLdE64_SubS64_FrStE64: SubIU64 SubIU64 FrLdE64 FrLdE64 SubS64 FrStE64;
            SubU64_PtrElem_Call: SubU64 PtrElem Call;
            SubU64_PtrElem_FrSt64_FrSt64_RetN: SubU64 PtrElem FrSt64 FrSt64 RetN;
            Xor_FrSt64_FrSt64_FrSt64_LdI_FrSt64: Xor FrSt64 FrSt64 FrSt64 LdI FrSt64;
            Xor_LdI_MulW_Ret1: Xor LdI MulW Ret1;
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

const _: () = assert!(
    SEQUENCES.len() <= (IDIOM - FIRST_SEQUENCE) as usize,
    "a number has eight bits"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_goes_on_to_its_end() {
        use Op::*;
        for (i, ops) in SEQUENCES.iter().enumerate() {
            let leaves =
                |op: &Op| matches!(op, Jump | Table | Call | CallPtr | Ret | Ret1 | Ret2 | RetN);
            let (_, before) = ops.split_last().expect("two at least");
            assert!(!before.is_empty() && !before.iter().any(leaves), "{ops:?}");
            assert!(!SEQUENCES[..i].contains(ops), "{ops:?} is there twice");
            // The longest is ten instructions without second words, or seven with them.
            assert!(ops.len() <= 10, "{ops:?}");
        }
    }
}
