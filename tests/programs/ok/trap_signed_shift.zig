// Shifts and divisions of negative numbers.
const std = @import("std");

pub fn main() void {
    var n: i32 = -17;
    n += 0;
    std.debug.print("{d} {d} {d}\n", .{ n >> 1, n >> 4, n << 2 });
    std.debug.print("{d} {d} {d} {d}\n", .{ @divFloor(n, 4), @divTrunc(n, 4), @mod(n, 4), @rem(n, 4) });
    const u: u32 = @bitCast(n);
    std.debug.print("{x} {d}\n", .{ u, u >> 28 });
}
