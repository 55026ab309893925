// @min, @max, @abs; their results have the smallest type that fits.
const std = @import("std");

pub fn main() void {
    var a: i32 = -5;
    a -= 1;
    const b: u8 = 7;
    std.debug.print("{d} {d} {d}\n", .{ @min(a, b), @max(a, b), @abs(a) });
    std.debug.print("{s} {d} {d}\n", .{ @typeName(@TypeOf(@abs(a))), @max(1, 2, 3), @min(2.5, 1) });
    std.debug.print("{s}\n", .{@typeName(@TypeOf(@min(a, b)))});
}
