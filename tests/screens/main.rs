//! Screens by keys: press keys, then look at what a person would see.

mod fixture;
mod harness;
mod layouts;
mod overlays;
mod readme;
