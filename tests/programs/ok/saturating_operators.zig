// +| -| *| stop at the limits of the type.
const std = @import("std");

pub fn main() void {
    var a: u8 = 250;
    a +|= 10;
    var b: i8 = -100;
    b -|= 100;
    const c: i16 = 300;
    std.debug.print("{d} {d} {d} {d}\n", .{ a, b, c *| 300, c *| -300 });
    const d: u8 = 3;
    std.debug.print("{d} {d}\n", .{ d -| 5, d <<| 7 });
}
