// for over an array walks over a copy made at the start; over a slice it sees changes.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2, 3 };
    for (a, 0..) |x, i| {
        if (i == 0) a[2] = 100;
        std.debug.print("{d} ", .{x});
    }
    a[2] = 3;
    for (&a, 0..) |x, i| {
        if (i == 0) a[2] = 100;
        std.debug.print("{d} ", .{x});
    }
    std.debug.print("\n", .{});
}
