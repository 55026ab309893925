// The left side of += is read before the right side is computed.
const std = @import("std");

var x: u32 = 1;

fn change() !u32 {
    x = 10;
    return 5;
}

pub fn main() !void {
    x += try change();
    std.debug.print("{d}\n", .{x});
}
