// A pointer to a value in a map dies when the map grows.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoHashMap(u32, u32).init(std.heap.page_allocator);
    defer map.deinit();
    try map.put(1, 1);
    const p = map.getPtr(1).?;
    for (2..500) |i| try map.put(@intCast(i), 0);
    p.* = 9; // ~FAULT use-after-free
}
