// Results with an inferred length and nested initialisers.
const std = @import("std");

const Point = struct { x: f32 = 0, y: f32 = 0 };

pub fn main() void {
    const points = [_]Point{ .{}, .{ .x = 1 }, .{ .y = 2 } };
    const nested = [_][]const Point{ points[0..1], &.{ .{ .x = 5 }, .{} } };
    var sum: f32 = 0;
    for (nested) |n| {
        for (n) |p| sum += p.x + p.y;
    }
    const table: []const []const u8 = &.{ &.{ 1, 2 }, &.{}, &.{3} };
    std.debug.print("{d} {d} {d} {d}\n", .{ points.len, sum, table.len, table[2][0] });
}
