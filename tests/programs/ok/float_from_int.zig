// Between floats and integers there is always a builtin.
const std = @import("std");

pub fn main() void {
    const n: i32 = 7;
    const f: f64 = @floatFromInt(n);
    const back: i32 = @intFromFloat(f * 1.5);
    const narrow: f32 = @floatCast(f / 2);
    std.debug.print("{d} {d} {d}\n", .{ f, back, narrow });
}
