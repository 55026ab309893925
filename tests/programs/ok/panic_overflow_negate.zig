// The smallest number has no positive counterpart.
const std = @import("std");

fn negate(x: i8) i8 {
    return -x; // ~PANIC integer overflow
}

pub fn main() void {
    std.debug.print("{d}\n", .{negate(-127)});
    std.debug.print("{d}\n", .{negate(-128)});
}
