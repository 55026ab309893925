// A recursion without an end.
const std = @import("std");

fn down(n: u64) u64 {
    return down(n + 1) + 1; // ~FAULT stack-overflow
}

pub fn main() void {
    std.debug.print("{d}\n", .{down(0)});
}
