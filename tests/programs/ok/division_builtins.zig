// The four ways of dividing signed numbers.
const std = @import("std");

pub fn main() void {
    const pairs = [_][2]i32{ .{ 7, 2 }, .{ -7, 2 }, .{ 7, -2 }, .{ -7, -2 } };
    for (pairs) |p| {
        const a = p[0];
        const b = p[1];
        std.debug.print("{d} {d} {d} {d}\n", .{ @divTrunc(a, b), @divFloor(a, b), @rem(a, b), @mod(a, b) });
    }
    var n: i32 = 12;
    n += 0;
    std.debug.print("{d}\n", .{@divExact(n, 4)});
    // What is left of floats is dropped.
    var f: f64 = 7.5;
    f += 0;
    std.debug.print("{d} {d} {d}\n", .{ @divExact(f, 2.0), @divExact(-f, 2.0), @divTrunc(-f, 2.0) });
}
