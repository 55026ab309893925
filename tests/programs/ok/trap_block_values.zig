// Blocks as values, one inside the other.
const std = @import("std");

pub fn main() void {
    var n: u32 = 5;
    n += 1;
    const x = outer: {
        const y = inner: {
            if (n > 5) break :outer @as(u32, 100);
            break :inner 10;
        };
        break :outer y + 1;
    };
    const z: u8 = blk: {
        var t: u8 = 0;
        for (0..n) |i| t += @intCast(i);
        break :blk t;
    };
    std.debug.print("{d} {d}\n", .{ x, z });
}
