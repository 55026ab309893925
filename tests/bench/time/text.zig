const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Builds a text of numbers, throws it away, and builds the next one.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var sum: u64 = 0;
    for (0..N) |i| {
        var text: std.ArrayList(u8) = .empty;
        defer text.deinit(gpa);
        for (0..2_000) |k| {
            var buffer: [40]u8 = undefined;
            const piece = try std.fmt.bufPrint(&buffer, "{d}:{x};", .{ k, i * k });
            try text.appendSlice(gpa, piece);
        }
        for (text.items) |c| sum +%= c;
        if (i == N / 2) note(sum);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 500;
