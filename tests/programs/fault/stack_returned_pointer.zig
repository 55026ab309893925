// A function returns a pointer to its own variable.
const std = @import("std");

fn make() *u32 {
    var x: u32 = 5; // ~ALLOC
    return &x;
}

pub fn main() void {
    const p = make();
    std.debug.print("{d}\n", .{p.*}); // ~FAULT dangling-stack
}
