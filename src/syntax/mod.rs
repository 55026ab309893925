//! From text to tree: `grammar.pest` (at the root of the project) reads the text, [`parse`] builds the
//! [`ast`] from what it found, with a span on every node. It knows no types and no names.

pub mod ast;
