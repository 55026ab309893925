// @intCast narrows when the value fits; the target comes from the result.
const std = @import("std");

fn low(x: u64) u8 {
    return @intCast(x);
}

pub fn main() void {
    const big: u64 = 255;
    const small: u8 = @intCast(big);
    const signed: i16 = @intCast(small);
    std.debug.print("{d} {d} {d}\n", .{ small, signed, low(big - 1) });
    std.debug.print("{d}\n", .{@as(u4, @intCast(big - 240))});
}
