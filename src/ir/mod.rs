//! The program after analysis: one typed tree per function instance. Names are resolved, comptime is done,
//! every coercion is spelled out, so that lowering to bytecode asks no questions about the language.
//! What stays a tree: scopes and their defers (lowering writes them out at every exit) and places
//! (so that a value can be built where it will live).

mod dump;

pub use dump::dump;
pub mod format;

use std::sync::Arc;

use crate::source::Span;
use crate::types::{TypeId, TypePool, Value};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FunctionId(pub u32);
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GlobalId(pub u32);
/// A local of one function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalId(pub u32);
/// A loop or block of one function that `break` or `continue` can name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LabelId(pub u32);

pub struct Module {
    pub types: TypePool,
    pub functions: Vec<Function>,
    pub globals: Vec<Global>,
    /// What runs: no parameters; `void`, `noreturn`, `u8` or an error union of one of them.
    pub entry: FunctionId,
    /// `test` blocks in order, where tests were asked for.
    pub tests: Vec<(String, FunctionId)>,
}

pub struct Function {
    /// Qualified and with its comptime arguments: `main.Stack(i32).push`.
    pub name: String,
    /// As written: `push`.
    pub short_name: String,
    pub span: Span,
    /// The closing brace: the place of the implicit return.
    pub close: Span,
    pub is_library: bool,
    /// Parameters come first, in order; comptime parameters are gone.
    pub params: Vec<LocalId>,
    pub locals: Vec<Local>,
    pub ret: TypeId,
    /// `void` or `noreturn`; falling off its end returns.
    pub body: Expr,
    pub label_count: u32,
}

pub struct Local {
    pub name: String,
    pub ty: TypeId,
    /// Alignment where it asks for more than its type does.
    pub align: Option<u32>,
    pub span: Span,
    pub is_const: bool,
    /// Its address is taken somewhere: it lives behind a tag of its own.
    pub address_taken: bool,
    /// A temporary of analysis, not shown to people.
    pub hidden: bool,
}

/// A variable or constant with static storage: `var`s of containers, string literals, constants whose address is taken.
pub struct Global {
    pub name: String,
    pub ty: TypeId,
    /// Alignment where it asks for more than its type does.
    pub align: Option<u32>,
    pub init: Image,
    pub is_const: bool,
    pub is_library: bool,
    /// A literal or other nameless constant, not shown among the globals.
    pub hidden: bool,
    pub span: Option<Span>,
}

/// A comptime-known value as it lies in memory, in the layout of its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    pub bytes: Vec<u8>,
    /// Byte ranges (start, end) that are undefined; sorted, disjoint. Padding counts as defined.
    pub undefined: Vec<(u32, u32)>,
    /// 8-byte holes that get an address when the program is loaded; sorted by offset.
    pub relocations: Vec<(u32, Relocation)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Relocation {
    /// Address of a global plus an offset in bytes.
    Global(GlobalId, u64),
    /// The "address" of a function; see `bytecode` for its form.
    Function(FunctionId),
}

pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
    /// A step of its own. Off for what analysis put in.
    pub is_step: bool,
}

pub enum StmtKind {
    /// The local comes to life; `init` is built in place. Its life ends with the enclosing block.
    Let {
        local: LocalId,
        init: Expr,
    },
    Expr(Expr),
    Defer(Box<Defer>),
    /// From here on the block knows a value by a name, and nothing runs for it: for people who ask.
    Known(Box<Known>),
}

/// A constant that analysis has used up.
#[derive(Clone, Debug)]
pub struct Known {
    pub name: String,
    pub ty: TypeId,
    pub value: Value,
    /// The full name of the function that it is.
    pub function: Option<String>,
}

pub struct Defer {
    pub on_error: bool,
    /// `errdefer |err|`
    pub capture: Option<LocalId>,
    pub body: Expr,
}

pub struct Expr {
    pub kind: ExprKind,
    pub ty: TypeId,
    pub span: Span,
}

pub enum ExprKind {
    Const(Image),
    /// `undefined` of any type.
    Undefined,
    /// The value of a place, copied out (undefined bytes travel along).
    Read(Place),
    AddressOf(Place),
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    /// Both operands have one type, but for shifts (the right one is smaller) and pointer arithmetic (it is `usize`).
    Binary {
        op: BinaryOp,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// `@addWithOverflow` and its kin: a tuple of the wrapped result and a `u1`.
    WithOverflow {
        op: OverflowOp,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    /// Short-circuit `and` / `or` over bools.
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Cast {
        kind: CastKind,
        operand: Box<Expr>,
    },

    MakeSlice {
        ptr: Box<Expr>,
        len: Box<Expr>,
    },
    SlicePtr(Box<Expr>),
    SliceLen(Box<Expr>),
    /// `base[start..end]`; the result type says whether a slice, an array pointer or a many-item pointer comes out.
    Slice {
        base: Box<SliceBase>,
        start: Box<Expr>,
        end: Option<Box<Expr>>,
        check_sentinel: Option<Image>,
    },

    /// `T` to `?T`, `T` to `E!T`, `E` to `E!T`.
    WrapOptional(Box<Expr>),
    WrapPayload(Box<Expr>),
    WrapError(Box<Expr>),
    /// The union of a type with a changed error set or the like: same bytes, other type.
    Retype(Box<Expr>),
    /// Whether an optional is null / an error union is an error.
    IsNull(Box<Expr>),
    IsError(Box<Expr>),
    /// Checked `.?`
    UnwrapOptional(Box<Expr>),
    /// Checked payload of an error union: panics with `attempt to unwrap error: Name`.
    UnwrapPayload(Box<Expr>),
    /// The error of an error union that is known to be one.
    UnwrapError(Box<Expr>),
    /// Payload, or return the error from the function (running errdefers and defers).
    Try(Box<Expr>),
    /// Payload of an error union, or the handler's value; `bind` holds the error in the handler.
    Catch {
        operand: Box<Expr>,
        bind: Option<LocalId>,
        handler: Box<Expr>,
    },
    Orelse {
        operand: Box<Expr>,
        handler: Box<Expr>,
    },

    /// Fields in order of evaluation, by index; each once.
    StructInit(Vec<(u32, Expr)>),
    /// Elements in order; a sentinel is added by lowering.
    ArrayInit(Vec<Expr>),
    /// Every element the same value, evaluated once.
    ArrayFill(Box<Expr>),
    UnionInit {
        field: u32,
        payload: Box<Expr>,
    },
    /// The tag of a tagged union, as its enum.
    UnionTag(Box<Place>),

    Block(Block),
    If {
        test: Box<Test>,
        then: Box<Expr>,
        otherwise: Option<Box<Expr>>,
    },
    While(Box<While>),
    For(Box<For>),
    Switch(Box<Switch>),
    Return(Option<Box<Expr>>),
    Break {
        label: LabelId,
        value: Option<Box<Expr>>,
    },
    /// Next iteration of a loop.
    Continue {
        label: LabelId,
    },
    /// Runs a labelled `switch` again with another operand.
    ContinueSwitch {
        label: LabelId,
        value: Box<Expr>,
    },

    Assign {
        place: Place,
        value: Box<Expr>,
    },
    /// `place op= value`: the place is evaluated once.
    AssignOp {
        place: Place,
        op: BinaryOp,
        value: Box<Expr>,
    },
    /// The value is evaluated and thrown away.
    Discard(Box<Expr>),

    Call {
        callee: Callee,
        args: Vec<Expr>,
    },
    Intrinsic {
        op: Intrinsic,
        args: Vec<Expr>,
    },
    Format(Box<Format>),
    /// Zig's panic with a text that is known at compile time.
    Panic(Arc<str>),
    /// `@panic(text)`
    PanicWith(Box<Expr>),
}

pub enum SliceBase {
    /// A place of array type (its address is taken).
    Array(Place),
    /// A slice, a `[*]T`, or a `*[N]T` value.
    Value(Expr),
}

pub enum Callee {
    Direct(FunctionId),
    /// A function pointer.
    Pointer(Box<Expr>),
}

pub struct Place {
    pub kind: PlaceKind,
    pub ty: TypeId,
    pub span: Span,
}

pub enum PlaceKind {
    Local(LocalId),
    Global(GlobalId),
    /// What a pointer value points to.
    Deref(Box<Expr>),
    /// Field of a struct, tuple or untagged position; of a packed struct too.
    Field {
        base: Box<Place>,
        index: u32,
    },
    /// Element of an array place, bounds-checked against its length (plus sentinel).
    Element {
        base: Box<Place>,
        index: Box<Expr>,
    },
    /// Element of a slice value, bounds-checked.
    SliceElement {
        slice: Box<Expr>,
        index: Box<Expr>,
    },
    /// `p[i]` of a many-item pointer: the machine checks the object.
    PointerElement {
        ptr: Box<Expr>,
        index: Box<Expr>,
    },
    /// `.ptr` and `.len` of a slice place.
    SlicePtr(Box<Place>),
    SliceLen(Box<Place>),
    /// Payload of an optional place; checked: panics when null.
    OptionalPayload {
        base: Box<Place>,
        checked: bool,
    },
    /// Payload of an error union place that is known to be one (or is checked).
    ErrorPayload {
        base: Box<Place>,
        checked: bool,
    },
    /// Field of a union; checked against the tag where `checked`.
    UnionField {
        base: Box<Place>,
        index: u32,
        checked: bool,
    },
    /// A value that needs a place: it is put into a temporary of the enclosing statement.
    Temporary(Box<Expr>),
}

pub struct Block {
    /// What `break` names; its values have the type of the block expression.
    pub label: Option<LabelId>,
    pub stmts: Vec<Stmt>,
    /// The value of a block without `break`, evaluated inside its scope before its defers run.
    pub tail: Option<Box<Expr>>,
    /// The closing brace.
    pub close: Span,
}

/// What `if` and `while` ask, and what they bind for the branch taken.
pub enum Test {
    Bool(Expr),
    NonNull {
        subject: Subject,
        bind: Option<LocalId>,
    },
    /// `bind_error` lives in the other branch.
    Ok {
        subject: Subject,
        bind: Option<LocalId>,
        bind_error: Option<LocalId>,
    },
}

pub enum Subject {
    /// The bound local is a copy of the payload.
    Value(Expr),
    /// The bound local is a pointer to the payload inside the place.
    Place(Place),
}

pub struct While {
    pub label: LabelId,
    pub test: Test,
    pub step: Option<Expr>,
    pub body: Expr,
    /// Runs when the test fails; its value is the loop's.
    pub otherwise: Option<Expr>,
}

pub struct For {
    pub label: LabelId,
    /// At least one; all of one length, checked at the start.
    pub inputs: Vec<ForInput>,
    pub body: Expr,
    pub otherwise: Option<Expr>,
}

pub struct ForInput {
    pub kind: ForInputKind,
    /// New in every iteration; `None` for `_`.
    pub bind: Option<LocalId>,
}

pub enum ForInputKind {
    /// `start..end` or `start..`, over `usize`.
    Range { start: Expr, end: Option<Expr> },
    /// Elements of a slice value, copied.
    Elements(Expr),
    /// Pointers to the elements of a slice value.
    Pointers(Expr),
}

pub struct Switch {
    /// Target of [`ExprKind::ContinueSwitch`] and of `break`.
    pub label: Option<LabelId>,
    /// An integer, bool, enum or error: compared as the number that it is.
    pub operand: Expr,
    pub prongs: Vec<Prong>,
    /// `None` where the prongs cover everything (anything else panics: `switch on corrupt value`).
    pub otherwise: Option<Expr>,
    /// Holds the operand inside the prongs.
    pub bind: Option<LocalId>,
}

pub struct Prong {
    /// Inclusive ranges.
    pub ranges: Vec<(i128, i128)>,
    pub body: Expr,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    /// Checked for integers, plain for floats.
    Neg,
    NegWrap,
    Not,
    BitNot,
    Abs,
    Clz,
    Ctz,
    PopCount,
    ByteSwap,
    BitReverse,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Exp,
    Exp2,
    Log,
    Log2,
    Log10,
    Floor,
    Ceil,
    Trunc,
    Round,
    /// Of floats, for the library.
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Cbrt,
    ExpM1,
    Log1P,
}

impl UnaryOp {
    /// What the library calls the functions of floats that are no builtins of the language.
    pub const NAMES: &'static [(&'static str, UnaryOp)] = &[
        ("asin", UnaryOp::Asin),
        ("acos", UnaryOp::Acos),
        ("atan", UnaryOp::Atan),
        ("sinh", UnaryOp::Sinh),
        ("cosh", UnaryOp::Cosh),
        ("tanh", UnaryOp::Tanh),
        ("cbrt", UnaryOp::Cbrt),
        ("expm1", UnaryOp::ExpM1),
        ("log1p", UnaryOp::Log1P),
    ];
}

/// Unless it says otherwise, an integer operation panics where Debug mode does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    /// `/` of unsigned integers and floats, `@divTrunc`.
    DivTrunc,
    DivFloor,
    DivExact,
    /// `%` of unsigned integers and floats, `@rem`.
    Rem,
    Mod,
    AddWrap,
    SubWrap,
    MulWrap,
    AddSat,
    SubSat,
    MulSat,
    Shl,
    ShlSat,
    ShlExact,
    Shr,
    ShrExact,
    BitAnd,
    BitOr,
    BitXor,
    Min,
    Max,
    /// Comparisons give bool. Pointers compare by address. Optionals and error unions do not reach this.
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    /// Many-item pointer plus/minus `usize` elements; difference of two in elements.
    PtrAdd,
    PtrSub,
    PtrDiff,
    /// Of floats, for the library.
    Pow,
    Atan2,
    Hypot,
}

impl BinaryOp {
    /// What the library calls the functions of two floats.
    pub const NAMES: &'static [(&'static str, BinaryOp)] = &[
        ("pow", BinaryOp::Pow),
        ("atan2", BinaryOp::Atan2),
        ("hypot", BinaryOp::Hypot),
    ];

    /// Whether the result is a bool.
    pub const fn is_comparison(self) -> bool {
        use BinaryOp::*;
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OverflowOp {
    Add,
    Sub,
    Mul,
    Shl,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CastKind {
    /// Integer to integer where every value fits.
    Widen,
    /// `@intCast`: checked.
    IntCast,
    Truncate,
    IntToFloat,
    /// `@intFromFloat`: checked.
    FloatToInt,
    FloatCast,
    BitCast,
    /// `@ptrCast` and pointer coercions that keep the bits.
    PtrCast,
    /// `@alignCast`: checked against the alignment of the result type.
    AlignCast,
    /// The plain address.
    IntFromPtr,
    /// Adopts the current owner of the address.
    PtrFromInt,
    IntFromEnum,
    /// Checked.
    EnumFromInt,
    IntFromBool,
    IntFromError,
    ErrorFromInt,
    /// `@errorCast`: checked against the result's set.
    ErrorCast,
    /// `*[N]T` to `[]T`: the length comes from the type.
    ArrayPtrToSlice,
}

/// What the machine does for the library: builtin calls that start with `@vm`, allowed in library files only.
/// This enum and [`Intrinsic::NAMES`] are the whole table; sizes and lengths are `usize`, pointers `[*]u8`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Intrinsic {
    /// `@vmPageAlloc(len, align: usize) ?[*]u8`: fresh pages of the simulated heap.
    PageAlloc,
    /// `@vmPageFree(ptr, len) void`
    PageFree,
    /// `@vmPageResize(ptr, old_len, new_len) bool`: in place only.
    PageResize,
    /// `@vmBlockBorn(allocator_ptr: *anyopaque, vtable: *const anyopaque, ptr, len, align, comptime T: type, count) [*]u8`:
    /// memory that an allocator handed out becomes a block; the result carries its tag. `T` and `count` say what was asked for.
    BlockBorn,
    /// `@vmBlockDies(allocator_ptr, vtable, ptr, len, align) [*]u8`: checks that this is a live block of this allocator, with this
    /// length; it dies; the result is the parent's pointer to the same bytes, for the allocator's own `free`.
    BlockDies,
    /// `@vmBlockChecked(allocator_ptr, vtable, ptr, len, align) [*]u8`: the check of `@vmBlockDies` alone, before a block is
    /// resized; the result is the parent's pointer, for the allocator's own `resize` or `remap`.
    BlockChecked,
    /// `@vmBlockStretched(ptr, new_len) void`: the block was resized in place; its pointers stay valid.
    BlockStretched,
    /// `@vmBlockResized(ptr, old_len, new_ptr, new_len) [*]u8`: the block was reallocated, in place or moved; its old pointers
    /// are dead.
    BlockResized,
    /// `@vmBlocksEnd(ptr, len) void`: all blocks inside this memory die at once (reset of an arena or fixed buffer).
    BlocksEnd,
    /// `@vmAllocatorEnds(state: *anyopaque, len: usize) void`: this allocator was ended by its `deinit`.
    AllocatorEnds,
    /// `@memcpy(dest, source)`, `@memmove`, `@memset(dest, value)` over slices.
    MemCopy,
    MemMove,
    MemSet,
    /// `@vmWrite(fd: u8, bytes: []const u8) void`: 1 is standard output, 2 standard error.
    Write,
    /// `@vmReadLine() ?[]const u8` and the like may follow here.
    ReadByte,
    /// `@vmParseFloat(text: []const u8, bits: u8) ?f64`: the number nearest to the text in a float of so many bits.
    ParseFloat,
    /// `@vmExit(code: u8) noreturn`
    Exit,
}

impl Intrinsic {
    /// Names as the library writes them, without `@`.
    pub const NAMES: &'static [(&'static str, Intrinsic)] = &[
        ("vmPageAlloc", Intrinsic::PageAlloc),
        ("vmPageFree", Intrinsic::PageFree),
        ("vmPageResize", Intrinsic::PageResize),
        ("vmBlockBorn", Intrinsic::BlockBorn),
        ("vmBlockDies", Intrinsic::BlockDies),
        ("vmBlockChecked", Intrinsic::BlockChecked),
        ("vmBlockStretched", Intrinsic::BlockStretched),
        ("vmBlockResized", Intrinsic::BlockResized),
        ("vmBlocksEnd", Intrinsic::BlocksEnd),
        ("vmAllocatorEnds", Intrinsic::AllocatorEnds),
        ("vmWrite", Intrinsic::Write),
        ("vmReadByte", Intrinsic::ReadByte),
        ("vmParseFloat", Intrinsic::ParseFloat),
        ("vmExit", Intrinsic::Exit),
    ];
}

/// A formatted text: pieces in order, to one destination.
pub struct Format {
    pub dest: FormatDest,
    pub pieces: Vec<FormatPiece>,
}

pub enum FormatDest {
    /// Standard output (1) or standard error (2).
    Stream(u8),
    /// Into a `[]u8`; the expression's value is `error{NoSpaceLeft}![]u8`.
    Buffer(Expr),
    /// Counts only; the value is `usize`.
    Count,
}

pub enum FormatPiece {
    Text(Arc<str>),
    Value {
        value: Expr,
        spec: FormatSpec,
        /// A width that only the running program knows (a `usize`); it stands instead of the one in `spec`.
        width: Option<Box<Expr>>,
        /// Likewise the precision.
        precision: Option<Box<Expr>>,
    },
}

/// One `{...}` of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormatSpec {
    pub kind: FormatKind,
    /// How many `?` and `!` stand before the specifier: so many optionals and error unions are opened first.
    pub peel: u8,
    pub fill: char,
    pub align: FormatAlign,
    pub width: Option<u32>,
    pub precision: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FormatKind {
    /// `{}`
    Default,
    /// `{any}`
    Any,
    /// `{d}`
    Decimal,
    /// `{x}` `{X}` `{b}` `{o}`
    HexLower,
    HexUpper,
    Binary,
    Octal,
    /// `{c}` `{u}`
    Char,
    Unicode,
    /// `{s}`
    Text,
    /// `{e}` `{E}`
    Scientific,
    ScientificUpper,
    /// `{*}`
    Address,
    /// `{t}`
    TagName,
    /// `{B}` and `{Bi}`: a number of bytes, in units of 1000 or 1024.
    Size,
    SizeBinary,
    /// `{D}`: nanoseconds.
    Duration,
    /// `{b64}`
    Base64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FormatAlign {
    Left,
    Center,
    Right,
}
