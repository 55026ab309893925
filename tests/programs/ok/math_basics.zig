// std.math: limits, powers, roots.
const std = @import("std");
const math = std.math;

pub fn main() !void {
    std.debug.print("{d} {d} {d}\n", .{ math.maxInt(u8), math.minInt(i16), math.maxInt(u64) });
    std.debug.print("{d} {d}\n", .{ math.pow(f64, 2, 10), math.sqrt(@as(f64, 2.25)) });
    std.debug.print("{d} {d}\n", .{ try math.powi(i32, 3, 4), math.sqrt(@as(u32, 17)) });
    std.debug.print("{d} {d}\n", .{ math.clamp(@as(i32, 15), 0, 10), math.pi });
    std.debug.print("{d} {d}\n", .{ @abs(@as(i32, -5)), math.sign(@as(i32, -5)) });
    std.debug.print("{any} {any}\n", .{ math.add(u8, 250, 10), math.mul(u8, 5, 5) });
    std.debug.print("{any} {any}\n", .{ math.cast(u8, @as(i32, 300)), math.cast(u8, @as(i32, 30)) });
}
