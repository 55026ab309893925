//! Deep recursion, again and again.
const std = @import("std");

fn depth(n: u64) u64 {
    if (n == 0) return 0;
    return 1 + depth(n - 1);
}

pub fn main() void {
    var sum: u64 = 0;
    for (0..200) |_| {
        sum += depth(10_000);
    }
    std.debug.print("{d}\n", .{sum});
}
