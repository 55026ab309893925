// Calls that nest and come back, with results through several frames.
const std = @import("std");

fn ackermann(m: u32, n: u32) u32 {
    if (m == 0) return n + 1;
    if (n == 0) return ackermann(m - 1, 1);
    return ackermann(m - 1, ackermann(m, n - 1));
}

fn hanoi(n: u32, from: u8, to: u8, by: u8, moves: *[300]u8) usize {
    if (n == 0) return 0;
    const before = hanoi(n - 1, from, by, to, moves);
    moves[before % moves.len] = from * 16 + to;
    return before + 1 + hanoi(n - 1, by, to, from, moves);
}

pub fn main() void {
    var moves: [300]u8 = undefined;
    std.debug.print("{d} {d}\n", .{ ackermann(2, 9), hanoi(8, 1, 2, 3, &moves) });
}
