// Ten thousand frames are no overflow.
const std = @import("std");

fn down(n: u32) u32 {
    if (n == 0) return 0;
    return down(n - 1) + 1;
}

pub fn main() void {
    std.debug.print("{d}\n", .{down(10_000)});
}
