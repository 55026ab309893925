// The address of a temporary lives as long as the block around it.
const std = @import("std");

const P = struct { x: u32 };

fn make(n: u32) P {
    return .{ .x = n };
}

fn sum(list: []const u32) u32 {
    var s: u32 = 0;
    for (list) |n| s += n;
    return s;
}

pub fn main() void {
    const p = &make(3);
    var n: u32 = 4;
    n += 1;
    const s: []const u32 = &.{ n, n + 1 };
    std.debug.print("{d} {d} {d}\n", .{ p.x, sum(s), sum(&.{ n, 1 }) });
}
