// A struct groups values; fields may have defaults.
const std = @import("std");

const Point = struct {
    x: i32,
    y: i32 = 5,
};

pub fn main() void {
    const a = Point{ .x = 1 };
    var b: Point = .{ .x = 10, .y = 20 };
    b.x += a.y;
    const c = b;
    b.y = 0;
    std.debug.print("{d},{d} {d},{d} {d},{d}\n", .{ a.x, a.y, b.x, b.y, c.x, c.y });
}
