// Several slices of the same length are walked side by side.
const std = @import("std");

pub fn main() void {
    const a = [_]i32{ 1, 2, 3 };
    const b = [_]i32{ 10, 20, 30 };
    var dot: i32 = 0;
    for (a, b) |x, y| dot += x * y;
    for (&a, b, 0..) |x, y, i| std.debug.print("{d}{d}{d} ", .{ x, y, i });
    std.debug.print("{d}\n", .{dot});
}
