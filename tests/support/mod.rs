//! What the harness of `tests/programs` is made of: the expectations that a program carries, and the facts that
//! `undefer` reports about it.

pub mod expect;
pub mod facts;
