const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Writes all over a table of 32 MiB, so that each interval has pages to save.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const table = try gpa.alloc(u64, 1 << 22);
    defer gpa.free(table);
    @memset(table, 0);
    var x: u64 = 1;
    var i: u64 = 0;
    while (i < N) : (i += 1) {
        x = x *% 6364136223846793005 +% 1442695040888963407;
        const at = x >> 42;
        table[at] +%= i;
        if (i == N / 2) note(x);
    }
    std.debug.print("{d} {d}\n", .{ table[77], early });
}

const N = 78_000_000;
