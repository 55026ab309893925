//! A hash map that grows, is asked and shrinks.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoHashMap(u32, u32).init(std.heap.page_allocator);
    defer map.deinit();
    for (0..20_000) |i| {
        try map.put(@intCast(i * 7), @intCast(i));
    }
    var sum: u64 = 0;
    for (0..40_000) |i| {
        sum += map.get(@intCast(i)) orelse 1;
    }
    for (0..10_000) |i| {
        if (!map.remove(@intCast(i * 7))) @panic("it was there");
    }
    std.debug.print("{d} {d}\n", .{ sum, map.count() });
}
