//! What a condition says, as a tree over registers and memory, without names and types. [`super::plan`] makes of it what
//! the loop asks.

/// Something that holds or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Test {
    Constant(bool),
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
    Same(Box<Test>, Box<Test>),
    Compare {
        wanted: Wanted,
        lhs: Number,
        rhs: Number,
    },
    CompareFloats {
        wanted: Wanted,
        lhs: Float,
        rhs: Float,
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
    /// Where the frame begins.
    Frame,
    Read {
        place: Place,
        width: Width,
    },
    Negated(Box<Number>),
    Inverted(Box<Number>),
    Computed {
        how: Arithmetic,
        lhs: Box<Number>,
        rhs: Box<Number>,
    },
    Chosen {
        test: Box<Test>,
        then: Box<Number>,
        otherwise: Box<Number>,
    },
}

/// The value of a double.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Float {
    /// Its bits.
    Constant(u64),
    Read {
        place: Place,
        /// Four bytes instead of eight.
        is_single: bool,
    },
    Of(Box<Number>),
    Negated(Box<Float>),
    Computed {
        how: Arithmetic,
        lhs: Box<Float>,
        rhs: Box<Float>,
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
    BitOr,
    BitXor,
    Shl,
    Shr,
}

/// How a number lies in its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Width {
    /// 1 to 8; all must have values.
    pub bytes: u8,
    /// So many of them count, from the lowest on; 1 at least.
    pub bits: u8,
    pub signed: bool,
}

impl Width {
    pub const BOOL: Width = Width::unsigned(1, 1);
    pub const BYTE: Width = Width::unsigned(1, 8);
    pub const WORD: Width = Width::unsigned(8, 64);
    /// A pointer without its tag.
    pub const ADDRESS: Width = Width::unsigned(8, 48);

    pub const fn unsigned(bytes: u8, bits: u8) -> Width {
        Width {
            bytes,
            bits,
            signed: false,
        }
    }
}

/// Where a value lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A slot of the frame in use as a register, whole.
    Register(u32),
    Memory(Address),
    /// There is something only if the test holds.
    If(Box<Test>, Box<Place>),
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
    /// As [`Place::If`].
    If(Box<Test>, Box<Address>),
}
