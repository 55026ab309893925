// Undefined values are copied about and never used.
const std = @import("std");

const Part = struct { set: u32, unset: u64 = undefined, tail: [3]u8 };

fn pass(p: Part) Part {
    var copy = p;
    copy.set += 1;
    return copy;
}

pub fn main() void {
    var parts: [20]Part = undefined;
    for (&parts, 0..) |*p, i| p.* = .{ .set = @intCast(i), .tail = .{ 1, 2, 3 } };
    var x: u64 = undefined;
    for (0..500) |i| {
        parts[i % 20] = pass(parts[(i * 7) % 20]);
        const y = x;
        x = y;
    }
    x = 1;
    std.debug.print("{d} {d}\n", .{ parts[3].set, x });
}
