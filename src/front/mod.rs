//! The doors to the session: the command line, the terminal interface, the embedded samples. They translate
//! and nothing else, and know nothing of each other.

pub mod cli;
pub mod data;
pub mod number;
pub mod samples;
pub mod script;
pub mod tui;
