// Floats divide by zero quietly.
const std = @import("std");

pub fn main() void {
    var zero: f64 = 0;
    zero *= 1;
    std.debug.print("{d} {d} {d} {}\n", .{ 1 / zero, -1 / zero, zero / zero, zero == -zero });
    std.debug.print("{d} {d}\n", .{ @mod(@as(f64, -5.5), 2), @rem(@as(f64, -5.5), 2) });
    std.debug.print("{d} {d}\n", .{ @divTrunc(@as(f64, -5.5), 2), @divFloor(@as(f64, -5.5), 2) });
}
