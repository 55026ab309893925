// The captured value of a prong.
const std = @import("std");

fn f(n: u32) u32 {
    return switch (n) {
        0 => 100,
        1...9 => |x| x * 2,
        else => |x| x - 1,
    };
}

pub fn main() void {
    std.debug.print("{d} {d} {d}\n", .{ f(0), f(7), f(50) });
}
