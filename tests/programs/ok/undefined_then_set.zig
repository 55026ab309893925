// undefined memory is fine as long as it is written before it is used.
const std = @import("std");

pub fn main() void {
    var x: i32 = undefined;
    var a: [4]u8 = undefined;
    x = 5;
    for (&a, 0..) |*p, i| p.* = @intCast(i);
    std.debug.print("{d} {any}\n", .{ x, a });
}
