// |*x| gives a pointer to the element, so it can be changed.
const std = @import("std");

pub fn main() void {
    var squares = [_]i32{ 1, 2, 3, 4 };
    for (&squares) |*x| x.* *= x.*;
    std.debug.print("{any}\n", .{squares});
    const tail: []i32 = squares[2..];
    for (tail, 1..) |*x, i| x.* += @intCast(i * 100);
    std.debug.print("{any}\n", .{squares});
}
