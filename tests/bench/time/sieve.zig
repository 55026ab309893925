const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Sieves eight million numbers, again and again.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const composite = try gpa.alloc(bool, 8_000_000);
    defer gpa.free(composite);
    var count: u64 = 0;
    var round: u64 = 0;
    while (round < N) : (round += 1) {
        @memset(composite, false);
        var n: usize = 2;
        while (n < composite.len) : (n += 1) {
            if (composite[n]) continue;
            count += 1;
            var m = n * 2;
            while (m < composite.len) : (m += n) composite[m] = true;
        }
        if (round == N / 2) note(count);
    }
    std.debug.print("{d} {d}\n", .{ count, early });
}

const N = 7;
