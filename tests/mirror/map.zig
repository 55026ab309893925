// A hash map that grows, and is changed while it is looked through.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoHashMap(u32, u32).init(std.heap.page_allocator);
    defer map.deinit();
    for (0..12) |i| {
        const key: u32 = @intCast(i * i % 7);
        const entry = try map.getOrPut(key);
        if (!entry.found_existing) entry.value_ptr.* = 0;
        entry.value_ptr.* += 1;
    }
    _ = map.remove(4);
    var sum: u32 = 0;
    var it = map.iterator();
    while (it.next()) |entry| sum += entry.key_ptr.* * entry.value_ptr.*;
    std.debug.print("{d} {d}\n", .{ sum, map.count() });
}
