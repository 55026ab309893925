//! Time: a [`Timeline`] owns the machine, records its run in intervals and goes to any moment of it.
//!
//! There is no inverse execution. An interval keeps the difference that it made to memory, which undoes it and does it
//! again. Between two checkpoints the machine just runs. Everything that grows (blocks, events, output) stays recorded when the present moves back.

mod interval;
mod pieces;
mod record;
mod search;
mod shortcut;
mod spans;
mod timeline;

pub use record::{Options, Progress};
pub use search::{Found, Stops};
pub use timeline::Timeline;

#[cfg(test)]
mod tests;
