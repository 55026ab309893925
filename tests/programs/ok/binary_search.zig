// Halving a sorted slice.
const std = @import("std");

fn find(a: []const u32, x: u32) !usize {
    var low: usize = 0;
    var high: usize = a.len;
    while (low < high) {
        const mid = low + (high - low) / 2;
        if (a[mid] == x) return mid;
        if (a[mid] < x) low = mid + 1 else high = mid;
    }
    return error.NotFound;
}

pub fn main() !void {
    const a = [_]u32{ 1, 4, 9, 16, 25, 36 };
    std.debug.print("{d} {d}\n", .{ try find(&a, 25), try find(&a, 1) });
    std.debug.print("{d}\n", .{find(&a, 5) catch 77});
}
