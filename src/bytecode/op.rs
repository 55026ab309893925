//! The instruction set: one table with the name and the meaning of every opcode.
//!
//! Registers are the 8-byte slots of the current frame. In the table `ra`, `rb`, `rc` are the slots that the
//! fields `a`, `b`, `c` name, `{i}` is the 32-bit number in `b` and `c`, `{s}` the signed 16-bit number in `c`,
//! `{T}` the instruction whose index is `{i}`, `{t}` the one `c` instructions after the next. `[b]` is the byte at slot
//! `b` of the frame plus `x`. `{w}` is an integer type in `x`: its bits, plus 128 if signed. Instructions of two words
//! take further operands from an [`Op::Ext`] that follows: `{e}` is its 32-bit number, `{n}` its kind of number.
//! A scalar in a register is sign- or zero-extended to 64 bits, a float is its bits, a slice takes two registers.

macro_rules! instruction_set {
    ($($(#[$note:meta])* $name:ident $form:literal),* $(,)?) => {
        /// Opcodes, without the [`super::STATEMENT`] bit.
        // An instruction without operands has an empty form.
        #[allow(clippy::empty_docs)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $(#[doc = concat!("`", $form, "`")] #[doc = ""] $(#[$note])* $name),* }

        impl Op {
            /// Every opcode in order of its number, with the form in which listings show it.
            pub const TABLE: &'static [(Op, &'static str, &'static str)] =
                &[$((Op::$name, stringify!($name), $form)),*];
        }

        /// The same names as numbers, for the patterns of the machine's loop.
        #[allow(non_upper_case_globals)]
        pub mod code {
            $(pub const $name: u8 = super::Op::$name as u8;)*
        }
    };
}

instruction_set! {
    // ---- control ----
    Nop "",
    /// Takes the place of an instruction that the machine is asked to look out for.
    Patched "patched",
    /// The entry function has returned.
    Halt "halt",
    /// Operands of the instruction before it; never executed.
    Ext "{x} {a} {b} {c}",
    Jump "-> {T}",
    JEq "if ra == rb -> {t}",
    JNe "if ra != rb -> {t}",
    JLtS "if ra < rb (signed) -> {t}",
    JGeS "if ra >= rb (signed) -> {t}",
    JLtU "if ra < rb -> {t}",
    JGeU "if ra >= rb -> {t}",
    JEqI "if ra == {b} -> {t}",
    JNeI "if ra != {b} -> {t}",
    JLtSI "if ra < {b} (signed) -> {t}",
    JGeSI "if ra >= {b} (signed) -> {t}",
    JLtUI "if ra < {b} -> {t}",
    JGeUI "if ra >= {b} -> {t}",
    /// Floats, `x`: 0 `<`, 1 `<=`, 2 not `<`, 3 not `<=`, 4 `==`, 5 `!=`.
    JF "if ra cmp{x} rb (f64) -> {t}",
    /// The header of a counting loop.
    ForNext "ra += 1; if ra < rb -> {t}",
    Table "-> table {i} [ra]",
    Call "call {F} window ra",
    CallPtr "call *rb window ra",
    /// For frames with more slots than 16 bits can name: copies the arguments from `ra` to where the frame ends and calls.
    /// The constants from `{i}` on are a [`super::FarCall`].
    CallFar "call far {i} window ra",
    /// Brings the result of the far call `{i}` back.
    FarResult "ra = result of far call {i}",
    Ret "return",
    Ret1 "return rb",
    Ret2 "return rb, +1",
    RetN "return ra .. {i} slots",

    // ---- registers ----
    Mov "ra = rb",
    Mov2 "ra, +1 = rb, +1",
    LdI "ra = {i}",
    LdK "ra = constant {k}",
    Undef "ra .. {i} registers = undefined",

    // ---- checked arithmetic ----
    AddS32 "ra = rb + rc (i32)",
    AddU32 "ra = rb + rc (u32)",
    AddS64 "ra = rb + rc (i64)",
    AddU64 "ra = rb + rc (u64)",
    AddX "ra = rb + rc ({w})",
    SubS32 "ra = rb - rc (i32)",
    SubU32 "ra = rb - rc (u32)",
    SubS64 "ra = rb - rc (i64)",
    SubU64 "ra = rb - rc (u64)",
    SubX "ra = rb - rc ({w})",
    MulU64 "ra = rb * rc (u64)",
    MulX "ra = rb * rc ({w})",
    AddIS32 "ra = rb + {s} (i32)",
    AddIU32 "ra = rb + {s} (u32)",
    AddIS64 "ra = rb + {s} (i64)",
    AddIU64 "ra = rb + {c} (u64)",
    SubIU64 "ra = rb - {c} (u64)",
    AddIX "ra = rb + {s} ({w})",
    DivU "ra = rb / rc",
    RemU "ra = rb % rc",
    Neg "ra = -rb ({w})",

    // ---- plain arithmetic ----
    AddW "ra = rb +% rc ({w})",
    SubW "ra = rb -% rc ({w})",
    MulW "ra = rb *% rc ({w})",
    And "ra = rb & rc",
    Or "ra = rb | rc",
    Xor "ra = rb ^ rc",
    AndI "ra = rb & {c}",
    Shl "ra = rb << rc ({w})",
    Shr "ra = rb >> rc ({w})",
    ShlI "ra = rb << {c} ({w})",
    ShrI "ra = rb >> {c} ({w})",
    BoolNot "ra = !rb",
    SetEq "ra = rb == rc",
    SetNe "ra = rb != rc",
    SetLtS "ra = rb < rc (signed)",
    SetLtU "ra = rb < rc",
    AddF "ra = rb + rc (f64)",
    SubF "ra = rb - rc (f64)",
    MulF "ra = rb * rc (f64)",
    DivF "ra = rb / rc (f64)",
    /// `x`: 0 `==`, 1 `!=`, 2 `<`, 3 `<=`.
    SetF "ra = rb cmp{x} rc (f64)",
    /// The low bits, as the type `x`.
    Norm "ra = rb ({w})",
    /// `@intCast`; `c` says whether the operand is signed.
    Fit "ra = rb fit {w}, signed {c}",

    // ---- everything else about numbers, two words ----
    Bin "ra = rb {bin} rc ({n})",
    Un "ra = {un} rb ({n})",
    /// From the kind in the extension's `a` to that in its `b`.
    Cast "ra = {cast} rb ({n} -> {m})",
    /// The tuple at slot `a`; the extension's `b` and `c` are the byte offsets of its fields.
    Overflow "[a] = rb {ovf} rc ({n})",

    // ---- memory behind pointers ----
    // `x` is 1 where the address need not be aligned.
    LdU8 "ra = u8 *(rb + {c})",
    LdU16 "ra = u16 *(rb + {c})",
    LdU32 "ra = u32 *(rb + {c})",
    LdS32 "ra = i32 *(rb + {c})",
    Ld64 "ra = *(rb + {c})",
    St8 "u8 *(rb + {c}) = ra",
    St16 "u16 *(rb + {c}) = ra",
    St32 "u32 *(rb + {c}) = ra",
    St64 "*(rb + {c}) = ra",
    LdEU8 "ra = u8 rb[rc]",
    LdEU32 "ra = u32 rb[rc]",
    LdES32 "ra = i32 rb[rc]",
    LdE64 "ra = rb[rc]",
    StE8 "u8 rb[rc] = ra",
    StE32 "u32 rb[rc] = ra",
    StE64 "rb[rc] = ra",
    /// Element size in `x`, or in the extension if `x` is 0.
    ElemAddr "ra = &rb[rc] size {x}",
    /// No check: the object decides at the access.
    PtrElem "ra = rb + rc * size {x}",
    PtrAddI "ra = rb + {c}",
    BoundsI "check ra < {i}",
    LdBits "ra = bits {w} at bit {c} of *rb",
    StBits "bits {w} at bit {c} of *rb = ra",

    // ---- memory of the frame ----
    FrLdU8 "ra = u8 [b]",
    FrLdU16 "ra = u16 [b]",
    FrLdU32 "ra = u32 [b]",
    FrLdS32 "ra = i32 [b]",
    FrLd64 "ra = [b]",
    FrSt8 "u8 [b] = ra",
    FrSt16 "u16 [b] = ra",
    FrSt32 "u32 [b] = ra",
    FrSt64 "[b] = ra",
    /// Element of an array of `{e}` 8-byte elements at slot `b`.
    FrLdE64 "ra = [b][rc] of {e}",
    FrStE64 "[b][rc] = ra of {e}",
    /// Internal pointer to byte `{i}` of the frame.
    FrAddr "ra = &frame {i}",
    FrDefine "define [a] .. {i} slots",
    FrUndef "[a] .. {i} bytes = undefined",
    FrCopy "[a] = [b] .. {c} slots",
    /// `{e}` bytes.
    CopyIn "[a] = *(rb + {c}) .. {e} bytes",
    CopyOut "*(rb + {c}) = [a] .. {e} bytes",
    CopyPtr "*ra = *rb .. {e} bytes",
    PtrUndef "*ra .. {i} bytes = undefined",
    /// The local of `{e}` bytes at byte `{i}` gets a tag; its pointer goes to `ra`. Which local it is: 24 bits in the
    /// extension's `x` and `a`.
    Tag "ra = tag frame {i} .. {e} bytes",
    /// With `x` 1 only if `ra` points to byte `{e}` of the frame.
    Untag "untag ra .. {i} bytes",

    // ---- events, panics, services ----
    /// `x` is an [`super::Notice`].
    Event "event {event} {i}",
    /// `x` is a [`super::PanicKind`].
    Panic "panic {panic}",
    Intrinsic "intrinsic {intrinsic} window ra, site {i}",
    Format "format {i} window ra",
}

const _: () = assert!(
    Op::TABLE.len() <= 128,
    "the top bit of an opcode is STATEMENT"
);
