// The stack: watch a frame appear and vanish per call.
const std = @import("std");

fn factorial(n: u64) u64 {
    if (n < 2) return 1;
    const smaller = factorial(n - 1);
    return n * smaller;
}

fn swap(a: *i32, b: *i32) void {
    const old = a.*;
    a.* = b.*;
    b.* = old;
}

pub fn main() void {
    var left: i32 = 1;
    var right: i32 = 2;
    swap(&left, &right);
    std.debug.print("{d} {d}\n", .{ left, right });

    const f = factorial(5);
    std.debug.print("5! = {d}\n", .{f});
}
