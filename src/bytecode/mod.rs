//! What the machine runs: fixed 8-byte instructions over the slots of a frame, and the tables that lead from an
//! instruction back to the source. `lower` makes them from the [`crate::ir`]; `disassemble` shows them.

pub mod address;
pub mod disassemble;
mod instr;
pub mod lower;
pub mod number_table;
pub mod op;
mod program;
pub mod touch;

pub use address::*;
pub use instr::*;
pub use lower::lower;
pub use op::Op;
pub use program::*;
