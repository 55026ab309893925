//! What the machine runs: fixed 8-byte instructions over the slots of a frame, and the tables that lead from an
//! instruction back to the source. `lower` makes them from the [`crate::ir`]; `disassemble` shows them.

pub mod address;
mod program;

pub use program::*;
