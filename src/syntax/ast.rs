//! The syntax tree: what was written, nothing more. Every node has the span of its text. Declarations are
//! shared (`Rc`), because analysis comes back to them once per generic instance.

use std::rc::Rc;

use num_bigint::BigInt;

use super::outline::Unread;
use crate::source::{FileId, Span};

/// A name and where it stands. Quoted identifiers (`@"a b"`) come without the quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ident {
    pub name: Rc<str>,
    pub span: Span,
}

/// One file. A file is a struct type without braces: its members are `root`'s.
#[derive(Debug)]
pub struct File {
    pub id: FileId,
    pub root: Rc<Container>,
    /// Statements at the top level, in order, with the declarations of values between them: not empty only
    /// in a fragment, a file that has no `main` and is run as the body of one. What moved here is not in `root`.
    pub loose: Rc<Block>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContainerKind {
    Struct,
    Enum,
    Union,
    Opaque,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContainerLayout {
    Auto,
    Extern,
    Packed,
}

/// `struct { ... }`, `enum(u8) { ... }`, `union(enum) { ... }`, or a whole file.
#[derive(Debug)]
pub struct Container {
    pub kind: ContainerKind,
    pub layout: ContainerLayout,
    /// `enum(T)`, `union(T)`, `packed struct(T)`.
    pub tag: Option<Expr>,
    /// `union(enum)` or `union(enum(T))` (then `tag` is `T`).
    pub inferred_tag: bool,
    pub fields: Vec<ContainerField>,
    pub decls: Vec<Decl>,
    pub span: Span,
}

/// A field of a struct or union, or a member of an enum. A tuple type's fields have no name.
#[derive(Debug)]
pub struct ContainerField {
    pub name: Option<Ident>,
    pub ty: Option<Expr>,
    pub align: Option<Expr>,
    /// Default of a struct field, value of an enum member.
    pub value: Option<Expr>,
    pub is_comptime: bool,
    pub span: Span,
}

#[derive(Clone)]
pub enum Decl {
    Fn(Rc<FnDecl>),
    Var(Rc<VarDecl>),
    Test(Rc<TestDecl>),
    Comptime(Rc<Block>),
    /// One of the library that nobody has asked for yet.
    Unread(Rc<Unread>),
}

impl Decl {
    /// The declaration as it was written: never [`Decl::Unread`].
    pub fn read(&self) -> &Decl {
        match self {
            Decl::Unread(unread) => unread.read(),
            decl => decl,
        }
    }
}

/// As what it is, whether it has been read or not.
impl std::fmt::Debug for Decl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Decl::Fn(decl) => decl.fmt(f),
            Decl::Var(decl) => decl.fmt(f),
            Decl::Test(decl) => decl.fmt(f),
            Decl::Comptime(block) => block.fmt(f),
            Decl::Unread(unread) => unread.fmt(f),
        }
    }
}

#[derive(Debug)]
pub struct FnDecl {
    pub proto: FnProto,
    /// `None` is a prototype without a body.
    pub body: Option<Block>,
    pub is_pub: bool,
    pub is_inline: bool,
    pub span: Span,
}

#[derive(Debug)]
pub struct FnProto {
    /// `None` in a function type.
    pub name: Option<Ident>,
    pub params: Vec<Param>,
    /// The type after the parameters, without the `!` of an inferred error set.
    pub ret: Box<Expr>,
    /// `!T`.
    pub inferred_errors: bool,
    pub span: Span,
}

#[derive(Debug)]
pub struct Param {
    /// `None` for `_` and in function types.
    pub name: Option<Ident>,
    pub is_comptime: bool,
    pub is_noalias: bool,
    pub ty: ParamType,
    pub span: Span,
}

#[derive(Debug)]
pub enum ParamType {
    Type(Expr),
    /// `anytype`
    Any(Span),
}

/// `const x: T = v;` or `var x = v;`, local or in a container.
#[derive(Debug)]
pub struct VarDecl {
    pub name: Ident,
    pub is_const: bool,
    pub is_pub: bool,
    pub is_comptime: bool,
    pub is_threadlocal: bool,
    pub ty: Option<Expr>,
    pub align: Option<Expr>,
    pub value: Option<Expr>,
    pub span: Span,
}

#[derive(Debug)]
pub struct TestDecl {
    /// `test "name"`, `test name` or `test`.
    pub name: Option<TestName>,
    pub body: Block,
    pub span: Span,
}

#[derive(Debug)]
pub enum TestName {
    Text(Rc<str>),
    Decl(Ident),
}

/// `{ ... }` with its label. `span` holds the braces, `close` is the closing brace.
#[derive(Debug)]
pub struct Block {
    pub label: Option<Ident>,
    pub stmts: Vec<Stmt>,
    pub span: Span,
    pub close: Span,
}

#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    /// Without the final semicolon.
    pub span: Span,
}

#[derive(Debug)]
pub enum StmtKind {
    Var(Rc<VarDecl>),
    /// `const a, var b, c.* = value;`
    Destructure {
        targets: Vec<DestructureTarget>,
        value: Expr,
        is_comptime: bool,
    },
    Expr(Expr),
    Defer(Rc<Expr>),
    ErrDefer {
        payload: Option<Ident>,
        body: Rc<Expr>,
    },
    /// `comptime { ... }` or `comptime expr;`
    Comptime(Box<Stmt>),
}

#[derive(Debug)]
pub enum DestructureTarget {
    Decl {
        name: Ident,
        is_const: bool,
        ty: Option<Expr>,
    },
    Place(Expr),
}

#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

/// `1.5e-3`
#[derive(Clone, PartialEq, Debug)]
pub struct FloatLiteral {
    /// The nearest host float.
    pub nearest: f64,
    /// As written, without underscores.
    pub digits: Rc<str>,
}

#[derive(Debug)]
pub enum ExprKind {
    Int(BigInt),
    Float(FloatLiteral),
    /// A character literal: a Unicode scalar value.
    Char(u32),
    /// The bytes after escapes; multi-line strings too.
    Str(Rc<[u8]>),
    Ident(Rc<str>),
    True,
    False,
    Null,
    Undefined,
    Unreachable,
    /// `_` as the left side of an assignment.
    Discard,
    /// `.name`
    EnumLiteral(Ident),
    /// `error.Name`
    ErrorLiteral(Ident),
    /// `error{ A, B }`
    ErrorSet(Vec<Ident>),
    /// `place op= value`; `op` is `None` for a plain `=`. `_ = value` has [`ExprKind::Discard`] as its place.
    /// Stands only where a statement may stand, and as the body of `if`, `while`, `for`, `defer` or a prong.
    Assign {
        place: Box<Expr>,
        op: Option<BinaryOp>,
        value: Box<Expr>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Binary {
        op: BinaryOp,
        op_span: Span,
        lhs: Box<Expr>,
        rhs: Box<Expr>,
    },
    Try(Box<Expr>),
    Catch {
        operand: Box<Expr>,
        payload: Option<Ident>,
        handler: Box<Expr>,
    },
    Call {
        callee: Box<Expr>,
        args: Vec<Expr>,
    },
    /// `@name(args)`; the name without `@`.
    Builtin {
        name: Ident,
        args: Vec<Expr>,
    },
    Field {
        base: Box<Expr>,
        name: Ident,
    },
    /// `p.*`
    Deref(Box<Expr>),
    /// `o.?`
    Unwrap(Box<Expr>),
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
    },
    Slice {
        base: Box<Expr>,
        start: Box<Expr>,
        end: Option<Box<Expr>>,
        sentinel: Option<Box<Expr>>,
    },
    /// `T{ ... }` and `.{ ... }`
    Init {
        ty: Option<Box<Expr>>,
        body: InitBody,
    },
    PointerType(Box<PointerType>),
    /// `[len:sentinel]T`; `len` is `None` for `[_]T`.
    ArrayType {
        len: Option<Box<Expr>>,
        sentinel: Option<Box<Expr>>,
        child: Box<Expr>,
    },
    OptionalType(Box<Expr>),
    /// `set!payload`; `set` is `None` where it is inferred, only in the return type of a function.
    ErrorUnionType {
        set: Option<Box<Expr>>,
        payload: Box<Expr>,
    },
    FnType(Rc<FnProto>),
    Container(Rc<Container>),
    If(Box<If>),
    While(Box<While>),
    For(Box<For>),
    Switch(Box<Switch>),
    Block(Rc<Block>),
    Return(Option<Box<Expr>>),
    Break {
        label: Option<Ident>,
        value: Option<Box<Expr>>,
    },
    Continue {
        label: Option<Ident>,
        value: Option<Box<Expr>>,
    },
    Comptime(Box<Expr>),
    /// `( e )`: kept, because `(a == b) == c` is not `a == b == c`.
    Group(Box<Expr>),
    /// Something that Zig has and the subset leaves out (`async`, `asm`, ...): analysis refuses it by name.
    Outside(&'static str),
}

#[derive(Debug)]
pub enum InitBody {
    /// `.{}`: struct, tuple or array, as the type wants it.
    Empty,
    List(Vec<Expr>),
    Fields(Vec<(Ident, Expr)>),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PointerSize {
    /// `*T`
    One,
    /// `[*]T`
    Many,
    /// `[]T`
    Slice,
    /// `[*c]T`
    C,
}

#[derive(Debug)]
pub struct PointerType {
    pub size: PointerSize,
    pub sentinel: Option<Expr>,
    pub align: Option<Expr>,
    /// `align(A:B:C)`: the bit where the target starts, in a host of so many bytes.
    pub bits: Option<(Expr, Expr)>,
    pub is_const: bool,
    pub is_volatile: bool,
    pub allow_zero: bool,
    pub child: Expr,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `-%`
    NegWrap,
    /// `!`
    Not,
    /// `~`
    BitNot,
    /// `&`
    AddressOf,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    AddWrap,
    SubWrap,
    MulWrap,
    AddSat,
    SubSat,
    MulSat,
    Shl,
    ShlSat,
    Shr,
    BitAnd,
    BitOr,
    BitXor,
    And,
    Or,
    Orelse,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    /// `++`
    Concat,
    /// `**`
    Repeat,
    /// `||`
    MergeErrors,
}

/// `|x|`, `|*x|`; the name is `_` for a capture that is thrown away.
#[derive(Clone, Debug)]
pub struct Capture {
    pub name: Ident,
    pub by_ref: bool,
}

#[derive(Debug)]
pub struct If {
    pub cond: Expr,
    pub payload: Option<Capture>,
    pub then: Expr,
    pub else_payload: Option<Ident>,
    pub otherwise: Option<Expr>,
}

#[derive(Debug)]
pub struct While {
    pub label: Option<Ident>,
    pub is_inline: bool,
    pub cond: Expr,
    pub payload: Option<Capture>,
    /// `: (i += 1)`
    pub step: Option<Expr>,
    pub body: Expr,
    pub else_payload: Option<Ident>,
    pub otherwise: Option<Expr>,
}

#[derive(Debug)]
pub struct For {
    pub label: Option<Ident>,
    pub is_inline: bool,
    pub inputs: Vec<ForInput>,
    pub captures: Vec<Capture>,
    pub body: Expr,
    pub otherwise: Option<Expr>,
}

#[derive(Debug)]
pub enum ForInput {
    Over(Expr),
    /// `a..b` or `a..`
    Range {
        start: Expr,
        end: Option<Expr>,
        span: Span,
    },
}

#[derive(Debug)]
pub struct Switch {
    pub label: Option<Ident>,
    pub operand: Expr,
    pub prongs: Vec<Prong>,
}

#[derive(Debug)]
pub struct Prong {
    /// Empty for `else`.
    pub items: Vec<ProngItem>,
    pub is_else: bool,
    pub is_inline: bool,
    pub capture: Option<Capture>,
    pub tag_capture: Option<Ident>,
    pub body: Expr,
    pub span: Span,
}

#[derive(Debug)]
pub enum ProngItem {
    Value(Expr),
    /// `a...b`, both ends belong to it.
    Range(Expr, Expr),
}
