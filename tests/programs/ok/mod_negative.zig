const std = @import("std");

comptime {
    var sum: u32 = 0;
    for (0..5) |i| sum += i;
    if (sum != 10) @compileError("a sum of known numbers");
}

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ @mod(5, -2), @rem(5, -2) });
    var x: i32 = 7;
    x += 0;
    std.debug.print("{d} {d}\n", .{ @mod(x, -3), @mod(-x, -3) });
}
