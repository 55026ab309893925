// Constants are computed exactly, whatever their size.
const std = @import("std");

const big = 1 << 100;
const size = 4 * 1024;
const third = 1.0 / 3.0;

pub fn main() void {
    const x: u32 = big / (1 << 90);
    const buffer: [size]u8 = undefined;
    const f: f64 = third;
    std.debug.print("{d} {d} {d}\n", .{ x, buffer.len, f });
}
