// 128-bit arithmetic.
const std = @import("std");

fn power(base: u128, exponent: u32) u128 {
    var r: u128 = 1;
    for (0..exponent) |_| r *= base;
    return r;
}

pub fn main() void {
    const a = power(10, 38);
    std.debug.print("{d}\n{d}\n{d}\n", .{ a, a / 7, a % 1_000_007 });
    var b: i128 = -5;
    b *= 1_000_000_000_000_000_000_000;
    std.debug.print("{d} {}\n", .{ b, b < 0 });
}
