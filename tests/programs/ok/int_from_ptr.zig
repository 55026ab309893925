// Addresses as numbers.
const std = @import("std");

pub fn main() void {
    var a = [_]u32{ 1, 2, 3 };
    const p0 = @intFromPtr(&a[0]);
    const p2 = @intFromPtr(&a[2]);
    std.debug.print("{d} {d}\n", .{ p2 - p0, p0 % @alignOf(u32) });
    const q: *u32 = @ptrFromInt(p0 + 4);
    q.* = 20;
    std.debug.print("{d}\n", .{a[1]});
}
