// comptime forces a call to run in the compiler.
const std = @import("std");

fn fib(n: u32) u32 {
    return if (n < 2) n else fib(n - 1) + fib(n - 2);
}

pub fn main() void {
    const a: [fib(7)]u8 = undefined;
    const b = comptime fib(10);
    std.debug.print("{d} {d}\n", .{ a.len, b });
}
