// Arithmetic in unusual widths wraps and overflows at their own limits.
const std = @import("std");

pub fn main() void {
    var a: u3 = 6;
    a +%= 3;
    var b: i5 = 15;
    b +%= 1;
    var c: u1 = 1;
    c +%= 1;
    const d: u48 = (1 << 48) - 1;
    const e: i40 = -1;
    std.debug.print("{d} {d} {d} {d} {d}\n", .{ a, b, c, d +% 2, @as(u40, @bitCast(e)) });
    std.debug.print("{d} {d}\n", .{ @as(u3, 7) *| 2, @as(i5, -16) -| 1 });
}
