// Reads and writes of every kind of place: through pointers and slices, whole and in part, in frames of others.
const std = @import("std");

const Point = struct { x: i16, y: i16 };

var global: [4]u8 = .{ 1, 2, 3, 4 };

fn move(p: *Point, by: i16) Point {
    p.x += by;
    const old = p.*;
    p.* = .{ .x = p.y, .y = p.x };
    return old;
}

fn fill(into: []u8, with: u8) void {
    @memset(into, with);
    if (into.len > 1) fill(into[1..], with + 1);
}

pub fn main() !void {
    var points = [_]Point{.{ .x = 1, .y = 2 }} ** 3;
    var last = points[0];
    for (&points, 0..) |*p, i| {
        last = move(p, @intCast(i));
    }
    fill(global[0..3], 5);
    const gpa = std.heap.page_allocator;
    var list = try gpa.alloc(u16, 3);
    defer gpa.free(list);
    for (list, 0..) |*item, i| item.* = global[i];
    list = try gpa.realloc(list, 5);
    list[4] = @intCast(last.x);
    list[3] = list[4];
    std.debug.print("{any} {any}\n", .{ list, last });
}
