// f32 and f64 round differently; comptime floats are exact.
const std = @import("std");

pub fn main() void {
    var a: f32 = 0.1;
    var b: f64 = 0.1;
    a += 0.2;
    b += 0.2;
    std.debug.print("{d} {d} {}\n", .{ a, b, a == 0.3 });
    const c: f32 = 16777216.5;
    const d: f64 = @floatCast(a);
    std.debug.print("{d} {d} {d}\n", .{ c, d, @as(f32, @floatCast(b)) });
    const big: u64 = 9007199254740993;
    std.debug.print("{d} {d}\n", .{ @as(f64, @floatFromInt(big)), @as(f32, 1) / 3 });
    const h: f16 = 0.1;
    std.debug.print("{d} {d}\n", .{ h, @as(f64, h) });
}
