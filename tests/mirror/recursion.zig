// Calls within calls, two of them in one statement.
const std = @import("std");

fn fib(n: u32) u32 {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}

fn down(n: u32, sum: *u32) void {
    defer sum.* += n;
    if (n == 0) return;
    down(n - 1, sum);
}

fn twice(x: u32) u32 {
    return 2 * x;
}

pub fn main() void {
    var sum: u32 = 0;
    sum += fib(4);
    down(6, &sum);
    sum = twice(twice(sum)) + twice(sum);
    std.debug.print("{d}\n", .{sum});
}
