// Structs inside structs; assignment copies the whole.
const std = @import("std");

const Vec = struct { x: f32, y: f32 };
const Body = struct { at: Vec, speed: Vec };

fn move(b: *Body, t: f32) void {
    b.at.x += b.speed.x * t;
    b.at.y += b.speed.y * t;
}

pub fn main() void {
    var b = Body{ .at = .{ .x = 0, .y = 1 }, .speed = .{ .x = 2, .y = 0.5 } };
    const before = b.at;
    move(&b, 2);
    std.debug.print("{d} {d}\n", .{ b.at.x, b.at.y });
    std.debug.print("{d} {d}\n", .{ before.x, before.y });
}
