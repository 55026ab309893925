// @divExact panics when something is left.
const std = @import("std");

fn third(n: i32) i32 {
    return @divExact(n, 3); // ~PANIC exact division produced remainder
}

pub fn main() void {
    std.debug.print("{d}\n", .{third(9)});
    std.debug.print("{d}\n", .{third(10)});
}
