const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Writes a table of 32 MiB from its start to its end, again and again.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const table = try gpa.alloc(u64, 1 << 22);
    defer gpa.free(table);
    @memset(table, 0);
    var sum: u64 = 0;
    var round: u64 = 0;
    while (round < N) : (round += 1) {
        for (table, 0..) |*cell, i| {
            cell.* +%= i ^ round;
        }
        sum +%= table[round * 1000];
        if (round == N / 2) note(sum);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 20;
