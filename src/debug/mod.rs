//! The debug session: commands in, plain data out. It knows how people think about a run (statements, frames,
//! blocks, defers, dates) and nothing about how it is shown. Every front end drives this one door.

mod ask;
pub mod atlas;
mod blocks;
mod calls;
mod chronicle;
pub mod command;
pub mod complete;
mod constants;
mod dates;
mod defers;
mod departure;
pub mod eval;
mod explain;
mod faces;
mod ghosts;
mod goto;
mod happened;
mod held;
mod hits;
mod holders;
mod look;
mod moves;
mod number;
mod parse;
mod past;
mod present;
pub mod reply;
pub mod report;
mod rows;
mod session;
mod snapshot;
mod status;
mod stopping;
mod stops;
mod story;
mod subject;
pub mod table;
pub mod text;
mod tides;
pub mod value;
pub mod view;
mod walk;
pub mod worker;
mod writes;

pub use session::{Session, SessionOptions};
