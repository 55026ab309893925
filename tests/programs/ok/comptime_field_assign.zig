// @field names a field by a string, also as a destination.
const std = @import("std");

const P = struct { x: i32, y: i32 };

fn reset(p: *P, comptime name: []const u8) void {
    @field(p, name) = 0;
}

pub fn main() void {
    var p = P{ .x = 1, .y = 2 };
    reset(&p, "x");
    @field(p, "y") += 5;
    std.debug.print("{d} {d}\n", .{ p.x, p.y });
}
