//! (being written)

pub mod samples;
