// The smallest number divided by minus one does not fit.
const std = @import("std");

fn over(a: i32, b: i32) i32 {
    return @divTrunc(a, b); // ~PANIC integer overflow
}

pub fn main() void {
    std.debug.print("{d}\n", .{over(-2147483648, 2)});
    std.debug.print("{d}\n", .{over(-2147483648, -1)});
}
