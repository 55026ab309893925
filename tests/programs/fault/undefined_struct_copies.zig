const std = @import("std");
const V = struct { x: f32, y: f32 };
pub fn main() void {
    var a: V = undefined;
    a.x = 1;
    const b = a;
    var list: [2]V = .{ b, b };
    list[0].y = 2;
    const c = list[1];
    const len = c.x * c.x + c.y * c.y; // ~FAULT undefined-read
    std.debug.print("{d}\n", .{len});
}
