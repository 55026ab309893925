//! The debug session: commands in, plain data out. It knows how people think about a run (statements, frames,
//! blocks, defers, dates) and nothing about how it is shown. Every front end drives this one door.

pub mod atlas;
pub mod command;
pub mod eval;
mod moves;
mod number;
mod parse;
pub mod reply;
pub mod report;
pub mod table;
pub mod text;
pub mod value;
pub mod view;
mod walk;
pub mod worker;
