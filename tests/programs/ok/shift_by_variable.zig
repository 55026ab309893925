// A run-time shift amount has just the bits it needs.
const std = @import("std");

fn bit(x: u32, n: u5) u1 {
    return @intCast((x >> n) & 1);
}

pub fn main() void {
    var i: u5 = 7;
    while (true) : (i -= 1) {
        std.debug.print("{d}", .{bit(0b10110010, i)});
        if (i == 0) break;
    }
    const n: u64 = 40;
    std.debug.print(" {d}\n", .{@as(u64, 1) << @intCast(n)});
}
