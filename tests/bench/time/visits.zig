const std = @import("std");

const Point = struct { x: u64, y: u64 };

pub fn main() void {
    var point = Point{ .x = 1, .y = 2 };
    const p = &point;
    var list = [_]u32{ 3, 4, 5 };
    list[0] += 1;
    var sum: u64 = 0;
    var i: u64 = 0;
    while (i < N) : (i += 1) {
        sum +%= point.x;
    }
    std.debug.print("{d} {d} {d}\n", .{ sum, p.y, list[1] });
}

const N = 50_000_000;
