//! Comptime values.

/// A value known at compile time. (Owned by `sema`'s engineer: more to come.)
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    Int(num_bigint::BigInt),
}
