//! What the machine prints: values in its memory as text, by the rules of [`crate::ir::format`].

pub use crate::ir::format::{Bytes, Contents, LIMIT, Stop, render};
