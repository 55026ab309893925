// In a switch over a caught error, unreachable says which error it was.
const std = @import("std");

fn f(n: u8) error{ A, B }!u8 {
    return switch (n) {
        0 => error.A,
        1 => error.B,
        else => n,
    };
}

fn g(n: u8) u8 {
    return f(n) catch |e| switch (e) {
        error.A => 100,
        else => unreachable, // ~PANIC attempt to unwrap error: B
    };
}

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ g(0), g(9) });
    _ = g(1);
}
