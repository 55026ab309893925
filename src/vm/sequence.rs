//! Sequences of instructions that the loop does in one go. Each is one jump of the host into the unknown instead of
//! several, which costs more than most instructions do. They are those that programs of many kinds execute most.

use crate::bytecode::Op;

/// Calls a macro with all sequences.
macro_rules! sequences {
    ($with:ident) => {
        $with! {
            AddIU32_Call: AddIU32 Call;
            AddIU32_LdI_JLtU: AddIU32 LdI JLtU;
            AddIU64_AddIU64_FrLdE64_FrLdE64_AddS64_FrStE64: AddIU64 AddIU64 FrLdE64 FrLdE64 AddS64 FrStE64;
            AddIU64_AddIU64_FrLdE64_SetLtS_FrStE64_Jump: AddIU64 AddIU64 FrLdE64 SetLtS FrStE64 Jump;
            AddIU64_And_LdI_SetEq_Ret1: AddIU64 And LdI SetEq Ret1;
            AddIU64_FrLdE64_FrStE64_AddIU64_Jump: AddIU64 FrLdE64 FrStE64 AddIU64 Jump;
            AddIU64_JLtU_LdK_CopyIn_RetN: AddIU64 JLtU LdK CopyIn RetN;
            AddIU64_LdES32_JGeS_AddIU64_LdES32_LdES32: AddIU64 LdES32 JGeS AddIU64 LdES32 LdES32;
            AddU32_Ret1: AddU32 Ret1;
            AddU64_Ret1: AddU64 Ret1;
            AddW_Mov_ShrI_Fit_LdI_SubS32: AddW Mov ShrI Fit LdI SubS32;
            AndI_JEqI: AndI JEqI;
            CopyOut_ForNext_ForNext: CopyOut ForNext ForNext;
            DivU_LdI_MulU64_Mov2_Call: DivU LdI MulU64 Mov2 Call;
            ElemAddr_CopyIn_AddIU64_FrLdU8_Table: ElemAddr CopyIn AddIU64 FrLdU8 Table;
            ElemAddr_LdU8_JEqI: ElemAddr LdU8 JEqI;
            ElemAddr_Mov_CopyIn_Call: ElemAddr Mov CopyIn Call;
            ElemAddr_Mov_ElemAddr_Mov: ElemAddr Mov ElemAddr Mov;
            ElemAddr_Mov_ElemAddr_Mov_St64_LdK: ElemAddr Mov ElemAddr Mov St64 LdK;
            ElemAddr_Mov_LdI_MulW: ElemAddr Mov LdI MulW;
            ElemAddr_Mov_LdS32: ElemAddr Mov LdS32;
            ElemAddr_Mov_Mov_LdK_CopyIn_Call: ElemAddr Mov Mov LdK CopyIn Call;
            Fit_Ret1: Fit Ret1;
            FrCopy_Call: FrCopy Call;
            FrCopy_FrDefine: FrCopy FrDefine;
            FrCopy_FrLdS32_FrLdS32_AddS32_FrSt32_FrLdS32: FrCopy FrLdS32 FrLdS32 AddS32 FrSt32 FrLdS32;
            FrCopy_LdI_Call: FrCopy LdI Call;
            FrDefine_FrCopy_Mov_Mov_LdI_Call: FrDefine FrCopy Mov Mov LdI Call;
            FrDefine_FrDefine: FrDefine FrDefine;
            FrDefine_Ld64_Ld64_JGeU: FrDefine Ld64 Ld64 JGeU;
            FrDefine_LdI: FrDefine LdI;
            FrDefine_LdI_Bin: FrDefine LdI Bin;
            FrDefine_LdI_FrSt16_RetN: FrDefine LdI FrSt16 RetN;
            FrLd64_AddIU64_And_Ret1: FrLd64 AddIU64 And Ret1;
            FrLd64_AddIU64_FrLdE64_JEqI_Mov_Jump: FrLd64 AddIU64 FrLdE64 JEqI Mov Jump;
            FrLd64_FrLd64: FrLd64 FrLd64;
            FrLd64_FrLd64_Mov_Mov_Mov: FrLd64 FrLd64 Mov Mov Mov;
            FrLd64_FrLd64_Mov2_Mov2_FrCopy_Call: FrLd64 FrLd64 Mov2 Mov2 FrCopy Call;
            FrLd64_FrLdU8_JEqI: FrLd64 FrLdU8 JEqI;
            FrLd64_FrSt64: FrLd64 FrSt64;
            FrLd64_Ld64_Mov_FrLd64_Mov_Mov: FrLd64 Ld64 Mov FrLd64 Mov Mov;
            FrLd64_Mov_FrDefine_AndI_JEqI: FrLd64 Mov FrDefine AndI JEqI;
            FrLd64_Mov_St64_St64_Mov_AddIU64: FrLd64 Mov St64 St64 Mov AddIU64;
            FrLd64_St64_Ld64_St64_ForNext: FrLd64 St64 Ld64 St64 ForNext;
            FrLdS32_AddS32_FrSt32_FrLdS32: FrLdS32 AddS32 FrSt32 FrLdS32;
            FrLdS32_JLtSI_FrLdS32_JLtSI_FrLdS32_Neg: FrLdS32 JLtSI FrLdS32 JLtSI FrLdS32 Neg;
            FrLdU16_JEqI: FrLdU16 JEqI;
            FrLdU8_JEqI: FrLdU8 JEqI;
            FrSt64_FrSt64: FrSt64 FrSt64;
            FrSt64_LdI_FrSt64: FrSt64 LdI FrSt64;
            FrStE64_AddIU64_Jump: FrStE64 AddIU64 Jump;
            JEqI_Mov_FrSt64_LdI_FrSt16_Jump: JEqI Mov FrSt64 LdI FrSt16 Jump;
            JEqI_Mov_Jump: JEqI Mov Jump;
            JEqI_Mov_LdU32_AddU64_Ld64_FrCopy: JEqI Mov LdU32 AddU64 Ld64 FrCopy;
            JEqI_Mov_Ret1: JEqI Mov Ret1;
            JGeUI_Ret1: JGeUI Ret1;
            JLtSI_FrLdS32_JLtSI_FrLdS32_Neg_FrSt32: JLtSI FrLdS32 JLtSI FrLdS32 Neg FrSt32;
            JLtSI_LdS32_JLtSI: JLtSI LdS32 JLtSI;
            JLtUI_JGeUI_LdI_Jump: JLtUI JGeUI LdI Jump;
            Ld64_AddIU64_St64: Ld64 AddIU64 St64;
            Ld64_JLtU_LdK_CopyIn_FrLdU16: Ld64 JLtU LdK CopyIn FrLdU16;
            Ld64_Ld64: Ld64 Ld64;
            Ld64_Ld64_JNe_LdK_CopyIn: Ld64 Ld64 JNe LdK CopyIn;
            Ld64_Ld64_Ld64_LdEU8: Ld64 Ld64 Ld64 LdEU8;
            Ld64_Ld64_Ld64_StE32_Ld64_AddIU64: Ld64 Ld64 Ld64 StE32 Ld64 AddIU64;
            Ld64_Mov_FrCopy_AddU64_Call: Ld64 Mov FrCopy AddU64 Call;
            LdES32_LdES32_JLtS_Ret: LdES32 LdES32 JLtS Ret;
            LdES32_LdES32_StE32_StE32_Mov_LdI: LdES32 LdES32 StE32 StE32 Mov LdI;
            LdES32_StE32_AddIU64_Ld64_JLtU_LdK: LdES32 StE32 AddIU64 Ld64 JLtU LdK;
            LdEU8_JNe_FrDefine_FrSt64_LdI_FrSt8: LdEU8 JNe FrDefine FrSt64 LdI FrSt8;
            LdEU8_LdI_Xor_StE8_AddU64_JLtU: LdEU8 LdI Xor StE8 AddU64 JLtU;
            LdI_AddIU64_Call: LdI AddIU64 Call;
            LdI_AddW_ShrI_Fit_St32_ForNext: LdI AddW ShrI Fit St32 ForNext;
            LdI_CallPtr: LdI CallPtr;
            LdI_FrSt16_RetN: LdI FrSt16 RetN;
            LdI_JGeU: LdI JGeU;
            LdI_JLtU: LdI JLtU;
            LdI_LdEU8_ShlI_Or: LdI LdEU8 ShlI Or;
            LdI_LdEU8_ShlI_Or_Ret1: LdI LdEU8 ShlI Or Ret1;
            LdI_LdI_JGeUI_JLtUI_AddIU64_LdI: LdI LdI JGeUI JLtUI AddIU64 LdI;
            LdI_LdI_LdEU8_ShlI_Or: LdI LdI LdEU8 ShlI Or;
            LdI_MulU64_AddIU64_AddIU64_JGeU_LdES32: LdI MulU64 AddIU64 AddIU64 JGeU LdES32;
            LdI_MulU64_AddU64_LdE64_MulF_AddF: LdI MulU64 AddU64 LdE64 MulF AddF;
            LdI_MulW_LdI: LdI MulW LdI;
            LdI_RemU_JNeI_LdI_DivU_Jump: LdI RemU JNeI LdI DivU Jump;
            LdI_Ret1: LdI Ret1;
            LdI_SetLtU_Call: LdI SetLtU Call;
            LdI_Shl_Ret1: LdI Shl Ret1;
            LdI_StE8_AddIU64_LdI_JGeU: LdI StE8 AddIU64 LdI JGeU;
            LdK_CopyIn: LdK CopyIn;
            LdK_CopyIn_Call: LdK CopyIn Call;
            LdK_CopyIn_FrDefine_FrSt64_Call: LdK CopyIn FrDefine FrSt64 Call;
            LdK_Xor_LdK_Call: LdK Xor LdK Call;
            LdK_Xor_Xor_LdK_Xor_Call: LdK Xor Xor LdK Xor Call;
            LdS32_AddS32_St32_LdS32: LdS32 AddS32 St32 LdS32;
            LdS32_JLtSI_LdS32_JLtSI: LdS32 JLtSI LdS32 JLtSI;
            LdU32_AddIU32_St32_LdU32_AddIU32_St32: LdU32 AddIU32 St32 LdU32 AddIU32 St32;
            LdU8_LdU8_St8_St8_Ret: LdU8 LdU8 St8 St8 Ret;
            Mov_AddU64_JGeU: Mov AddU64 JGeU;
            Mov_Call: Mov Call;
            Mov_FrCopy: Mov FrCopy;
            Mov_FrSt64_LdI_FrSt16_RetN: Mov FrSt64 LdI FrSt16 RetN;
            Mov_Jump: Mov Jump;
            Mov_Ld64_Mov_Mov_Ret2: Mov Ld64 Mov Mov Ret2;
            Mov_LdI: Mov LdI;
            Mov_LdI_Call: Mov LdI Call;
            Mov_LdI_MulU64_AddU64_LdE64: Mov LdI MulU64 AddU64 LdE64;
            Mov_Mov: Mov Mov;
            Mov_Mov_Call: Mov Mov Call;
            Mov_Mov_LdI_Call: Mov Mov LdI Call;
            Mov_Mov_LdI_Ld64_JEqI_Mov: Mov Mov LdI Ld64 JEqI Mov;
            Mov_Mov_Mov_Mov2_Call: Mov Mov Mov Mov2 Call;
            Mov2_Call: Mov2 Call;
            Mov2_LdI: Mov2 LdI;
            Mov2_Mov_Mov_Mov_Call: Mov2 Mov Mov Mov Call;
            MulF_AddF_AddIU64_JLtU_MulU64_AddU64: MulF AddF AddIU64 JLtU MulU64 AddU64;
            MulU64_AddIU64_JLtU_Ret: MulU64 AddIU64 JLtU Ret;
            MulU64_AddU64_LdE64: MulU64 AddU64 LdE64;
            MulU64_AddU64_LdE64_MulU64_AddU64_LdE64: MulU64 AddU64 LdE64 MulU64 AddU64 LdE64;
            Norm_Ld64_AddU64: Norm Ld64 AddU64;
            Norm_Ld64_AddU64_SetEq_Ret1: Norm Ld64 AddU64 SetEq Ret1;
            ShlI_Mov_SubU64_JGeU: ShlI Mov SubU64 JGeU;
            St64_FrDefine_LdI_FrSt16_RetN: St64 FrDefine LdI FrSt16 RetN;
            St64_PtrElem_Ret1: St64 PtrElem Ret1;
            SubF_St64_LdK_AddF_LdK_JF: SubF St64 LdK AddF LdK JF;
            SubU64_PtrElem: SubU64 PtrElem;
            SubU64_PtrElem_Call: SubU64 PtrElem Call;
            SubU64_PtrElem_Ret2: SubU64 PtrElem Ret2;
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
            // With two words each they still end before the loop's window on the code does.
            assert!(ops.len() < 8, "{ops:?}");
        }
    }
}
