// The values are written one after the other.
const std = @import("std");

pub fn main() void {
    var x: u8 = 1;
    var y: u8 = 2;
    x, y = .{ y, x };
    std.debug.print("{d} {d}\n", .{ x, y });
}
