// Integer helpers of std.math.
const std = @import("std");
const math = std.math;

pub fn main() !void {
    std.debug.print("{d} {d}\n", .{ math.log2_int(u32, 1000), math.log10_int(@as(u32, 1000)) });
    std.debug.print("{} {d}\n", .{ math.isPowerOfTwo(@as(u32, 64)), try math.ceilPowerOfTwo(u32, 33) });
    std.debug.print("{d} {d}\n", .{ try math.divCeil(u32, 7, 2), try math.divFloor(i32, -7, 2) });
    std.debug.print("{d} {any}\n", .{ try math.divTrunc(i32, -7, 2), math.divExact(i32, 7, 2) });
    std.debug.print("{d} {d}\n", .{ try math.mod(i32, -7, 3), try math.rem(i32, -7, 3) });
    std.debug.print("{d} {}\n", .{ math.gcd(@as(u32, 48), @as(u32, 36)), math.order(1, 2) });
    std.debug.print("{any} {any}\n", .{ math.sub(u8, 1, 2), math.negate(@as(i8, -128)) });
    std.debug.print("{d} {d}\n", .{ math.shl(u8, 1, 3), math.shr(u8, 255, 4) });
}
