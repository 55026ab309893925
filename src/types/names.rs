//! Type names as Zig prints them.
