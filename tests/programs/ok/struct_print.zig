// {any} and {} print a struct with its fields.
const std = @import("std");

const Point = struct { x: i32, y: i32 };
const Line = struct { from: Point, to: Point, name: []const u8 };

pub fn main() void {
    const l = Line{ .from = .{ .x = 1, .y = 2 }, .to = .{ .x = 3, .y = 4 }, .name = "l" };
    std.debug.print("{any}\n", .{l.from});
    std.debug.print("{}\n", .{l.to});
    std.debug.print("{any}\n", .{l});
}
