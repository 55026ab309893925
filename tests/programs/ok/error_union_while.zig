// while with an error union stops at the first error.
const std = @import("std");

var left: u32 = 3;

fn take() !u32 {
    if (left == 0) return error.Empty;
    left -= 1;
    return left;
}

pub fn main() void {
    while (take()) |x| {
        std.debug.print("{d} ", .{x});
    } else |e| {
        std.debug.print("{s}\n", .{@errorName(e)});
    }
}
