// Locals with a type, the four operations, and their precedence.
const std = @import("std");

pub fn main() void {
    const x: i32 = 7;
    var y: i32 = 3;
    y += 1;
    y -= 2;
    y *= 5;
    std.debug.print("{d} {d} {d}\n", .{ x + y * 2, (x + y) * 2, -x });
    std.debug.print("{d} {d}\n", .{ @divTrunc(x, 2), @rem(x, 2) });
}
