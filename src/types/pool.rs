//! Interning.
/// Every type of a program, once.
#[derive(Clone, Default, Debug)]
pub struct TypePool {}
