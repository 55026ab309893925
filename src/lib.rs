//! undefer: a debugger that runs memory programs on a simulated machine and walks through time in
//! both directions.
//!
//! The modules, in the order in which they may use each other; a module uses only what stands before
//! it, and `tests/tidy.rs` checks that:
//!
//! ```text
//! source → diag → syntax → types → ir → sema → bytecode → vm → history → debug → front → main
//! ```
//!
//! One value travels like this: `syntax` reads its text, `sema` gives it a type and a place in the
//! [`ir`], `bytecode` gives it a slot of a frame, `vm` computes it, `history` can bring it back, `debug`
//! tells its story as plain data, and `front` shows it.
#![forbid(unsafe_code)]

// The parser that pest generates without `std` asks for it.
extern crate alloc;

pub mod bytecode;
pub mod debug;
pub mod diag;
pub mod front;
pub mod history;
pub mod ir;
pub mod sema;
pub mod source;
pub mod stdlib;
pub mod syntax;
pub mod types;
pub mod vm;
