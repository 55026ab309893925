// A parameter lives as long as its call.
const std = @import("std");

fn keep(x: u32) *const u32 { // ~ALLOC
    return &x;
}

pub fn main() void {
    const p = keep(9);
    std.debug.print("{d}\n", .{p.*}); // ~FAULT dangling-stack
}
