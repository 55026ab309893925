// Each call has its own frame.
const std = @import("std");

fn fib(n: u32) u32 {
    if (n < 2) return n;
    return fib(n - 1) + fib(n - 2);
}

fn gcd(a: u32, b: u32) u32 {
    return if (b == 0) a else gcd(b, a % b);
}

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ fib(15), gcd(48, 36) });
}
