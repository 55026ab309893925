// A captured value is a copy; the variable may change meanwhile.
const std = @import("std");

pub fn main() void {
    var o: ?u32 = 1;
    if (o) |x| {
        o = null;
        std.debug.print("{d} {any}\n", .{ x, o });
    }
    var list = [_]u32{ 1, 2 };
    for (&list) |*p| {
        const before = p.*;
        p.* = 9;
        std.debug.print("{d}{d} ", .{ before, p.* });
    }
    std.debug.print("\n", .{});
}
