// Objects that are walked together must have the same length.
const std = @import("std");

fn dot(a: []const i32, b: []const i32) i32 {
    var sum: i32 = 0;
    for (a, b) |x, y| sum += x * y; // ~PANIC for loop over objects with non-equal lengths
    return sum;
}

pub fn main() void {
    std.debug.print("{d}\n", .{dot(&.{ 1, 2 }, &.{ 3, 4 })});
    std.debug.print("{d}\n", .{dot(&.{ 1, 2 }, &.{3})});
}
