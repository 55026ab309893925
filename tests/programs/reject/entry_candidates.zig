// Several functions and no main: which one? // ~NOT-ZIG
fn one() void {} // ~ERROR --entry
fn two() void {}
