// The towers of Hanoi.
const std = @import("std");

var moves: u32 = 0;

fn hanoi(n: u32, from: u8, to: u8, via: u8) void {
    if (n == 0) return;
    hanoi(n - 1, from, via, to);
    moves += 1;
    if (n > 2) std.debug.print("{d}: {c} -> {c}\n", .{ n, from, to });
    hanoi(n - 1, via, to, from);
}

pub fn main() void {
    hanoi(4, 'A', 'C', 'B');
    std.debug.print("{d} moves\n", .{moves});
}
