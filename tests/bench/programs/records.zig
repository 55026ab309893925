//! Fields of structs behind pointers, and structs that are copied.
const std = @import("std");

const Body = struct {
    x: i32,
    y: i32,
    dx: i32,
    dy: i32,

    fn moved(self: Body) Body {
        var next = self;
        next.x += self.dx;
        next.y += self.dy;
        if (next.x < 0 or next.x > 500) next.dx = -next.dx;
        if (next.y < 0 or next.y > 500) next.dy = -next.dy;
        return next;
    }
};

pub fn main() void {
    var bodies: [64]Body = undefined;
    for (&bodies, 0..) |*body, i| {
        const k: i32 = @intCast(i);
        body.* = .{ .x = k, .y = 2 * k, .dx = 3, .dy = 5 };
    }
    for (0..5_000) |_| {
        for (&bodies) |*body| {
            body.* = body.moved();
        }
    }
    std.debug.print("{d} {d}\n", .{ bodies[0].x, bodies[63].y });
}
