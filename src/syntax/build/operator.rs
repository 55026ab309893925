//! Operators: how strongly they bind, and which one a text is.

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use crate::syntax::ast::{BinaryOp, UnaryOp};
use crate::syntax::grammar::Rule;

/// The levels of precedence, weakest first. Prefix and suffix operators bind stronger than all of them, so the
/// grammar has already put them with their operand.
pub(super) static LEVELS: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::op_or, Assoc::Left))
        .op(Op::infix(Rule::op_and, Assoc::Left))
        .op(Op::infix(Rule::op_compare, Assoc::Left))
        .op(Op::infix(Rule::op_bits, Assoc::Left))
        .op(Op::infix(Rule::op_shift, Assoc::Left))
        .op(Op::infix(Rule::op_add, Assoc::Left))
        .op(Op::infix(Rule::op_mul, Assoc::Left))
});

/// `None` is `catch`, which is no [`BinaryOp`].
pub(super) fn binary(text: &str) -> Option<BinaryOp> {
    Some(match text {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Sub,
        "*" => BinaryOp::Mul,
        "/" => BinaryOp::Div,
        "%" => BinaryOp::Rem,
        "+%" => BinaryOp::AddWrap,
        "-%" => BinaryOp::SubWrap,
        "*%" => BinaryOp::MulWrap,
        "+|" => BinaryOp::AddSat,
        "-|" => BinaryOp::SubSat,
        "*|" => BinaryOp::MulSat,
        "<<" => BinaryOp::Shl,
        "<<|" => BinaryOp::ShlSat,
        ">>" => BinaryOp::Shr,
        "&" => BinaryOp::BitAnd,
        "|" => BinaryOp::BitOr,
        "^" => BinaryOp::BitXor,
        "and" => BinaryOp::And,
        "or" => BinaryOp::Or,
        "orelse" => BinaryOp::Orelse,
        "==" => BinaryOp::Eq,
        "!=" => BinaryOp::Ne,
        "<" => BinaryOp::Lt,
        "<=" => BinaryOp::Le,
        ">" => BinaryOp::Gt,
        ">=" => BinaryOp::Ge,
        "++" => BinaryOp::Concat,
        "**" => BinaryOp::Repeat,
        "||" => BinaryOp::MergeErrors,
        _ => return None,
    })
}

/// The operator of `op=`; `None` for `=`.
pub(super) fn assigned(text: &str) -> Option<BinaryOp> {
    binary(text.strip_suffix('=')?)
}

/// `None` is `try`.
pub(super) fn prefix(text: &str) -> Option<UnaryOp> {
    Some(match text {
        "-" => UnaryOp::Neg,
        "-%" => UnaryOp::NegWrap,
        "!" => UnaryOp::Not,
        "~" => UnaryOp::BitNot,
        "&" => UnaryOp::AddressOf,
        _ => return None,
    })
}

/// Comparisons do not chain.
pub(super) fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
}
