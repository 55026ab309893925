const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Calls that go tens of thousands deep, and come back.
fn down(n: u64, x: u64) u64 {
    if (n == 0) return x;
    const below = down(n - 1, x *% 31 +% n);
    return below ^ n;
}

pub fn main() void {
    var sum: u64 = 0;
    for (0..N) |i| {
        sum +%= down(20_000, i);
        if (i == N / 2) note(sum);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 3_000;
