const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Counts numbers in a hash map that grows to a hundred thousand entries.
pub fn main() !void {
    var map = std.AutoHashMap(u64, u64).init(std.heap.page_allocator);
    defer map.deinit();
    var x: u64 = 1;
    var i: u64 = 0;
    while (i < N) : (i += 1) {
        x = x *% 6364136223846793005 +% 1442695040888963407;
        const entry = try map.getOrPut((x >> 40) % 100_000);
        if (!entry.found_existing) entry.value_ptr.* = 0;
        entry.value_ptr.* += i;
        if (i == N / 2) note(x);
    }
    std.debug.print("{d} {d}\n", .{ map.count(), early });
}

const N = 3_000_000;
