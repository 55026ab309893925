//! Screens by keys: press keys, then look at what a person would see.

mod chaos;
mod fixture;
mod hands;
mod harness;
mod layouts;
mod moments;
mod overlays;
mod readme;
mod saved;
