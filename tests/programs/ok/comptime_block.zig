// A comptime block with its own variables.
const std = @import("std");

const table = blk: {
    var t: [8]u32 = undefined;
    for (&t, 0..) |*x, i| x.* = i * i;
    break :blk t;
};

pub fn main() void {
    const sum = comptime blk: {
        var s: u32 = 0;
        for (table) |x| s += x;
        break :blk s;
    };
    std.debug.print("{any} {d}\n", .{ table, sum });
}
