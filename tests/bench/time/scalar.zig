const std = @import("std");

var early: u64 = 0;
var rare: u64 = 0;

fn mix(x: u64, i: u64) u64 {
    return (x ^ i) *% 31;
}

fn note(x: u64) void {
    early = x;
}

pub fn main() void {
    var x: u64 = 7;
    var i: u64 = 0;
    while (i < N) : (i += 1) {
        x = mix(x, i);
        if (i == N / 2) note(x);
        if (i % 1_000_000 == 0) rare += 1;
    }
    std.debug.print("{d} {d} {d}\n", .{ x, early, rare });
}

const N = 64_000_000;
