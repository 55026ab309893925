// A tagged union knows which field is active.
const std = @import("std");

const Shape = union(enum) {
    circle: f64,
    rect: struct { w: f64, h: f64 },
    point,

    fn area(self: Shape) f64 {
        return switch (self) {
            .circle => |r| 3 * r * r,
            .rect => |q| q.w * q.h,
            .point => 0,
        };
    }
};

pub fn main() void {
    const shapes = [_]Shape{ .{ .circle = 2 }, .{ .rect = .{ .w = 3, .h = 4 } }, .point };
    for (shapes) |s| std.debug.print("{t} {d}\n", .{ s, s.area() });
}
