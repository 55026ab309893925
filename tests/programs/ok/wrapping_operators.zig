// +% -% *% wrap around.
const std = @import("std");

pub fn main() void {
    var a: u8 = 250;
    a +%= 10;
    var b: i8 = -128;
    b -%= 1;
    var c: u8 = 16;
    c *%= 17;
    const d: i8 = -128;
    std.debug.print("{d} {d} {d} {d}\n", .{ a, b, c, -%d });
    std.debug.print("{d}\n", .{@as(u32, 0) -% 1});
}
