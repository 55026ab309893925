// A pointer without a value.
const std = @import("std");

pub fn main() void {
    var p: *u32 = undefined;
    if (false) p = undefined;
    p.* = 1; // ~FAULT undefined-read
}
