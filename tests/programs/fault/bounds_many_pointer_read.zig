// Reading behind the end.
const std = @import("std");

fn sum(p: [*]const u32, n: usize) u32 {
    var total: u32 = 0;
    for (0..n) |i| total +%= p[i]; // ~FAULT out-of-bounds
    return total;
}

pub fn main() void {
    var a = [_]u32{ 1, 2, 3 }; // ~ALLOC
    a[0] = 5;
    std.debug.print("{d}\n", .{sum(&a, 3)});
    std.debug.print("{d}\n", .{sum(&a, 4)});
}
