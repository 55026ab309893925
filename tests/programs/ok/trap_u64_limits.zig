// 64-bit arithmetic near its limits.
const std = @import("std");

pub fn main() void {
    const max: u64 = std.math.maxInt(u64);
    var x = max;
    x -= 1;
    std.debug.print("{d} {d} {d}\n", .{ x, x / 3, x % 1000 });
    std.debug.print("{d} {x}\n", .{ max >> 63, max ^ 0xff });
    const product = @as(u128, max) * max;
    std.debug.print("{d}\n", .{product});
    var y: i64 = std.math.minInt(i64);
    y += 1;
    std.debug.print("{d} {d} {d}\n", .{ -y, y, @divTrunc(y, 10) });
    std.debug.print("{d}\n", .{x +% 5});
}
