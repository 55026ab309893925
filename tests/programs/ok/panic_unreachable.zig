// Reaching unreachable is a panic.
const std = @import("std");

fn pick(n: u32) u32 {
    if (n == 1) return 10;
    if (n == 2) return 20;
    unreachable; // ~PANIC reached unreachable code
}

pub fn main() void {
    std.debug.print("{d}\n", .{pick(2)});
    std.debug.print("{d}\n", .{pick(3)});
}
