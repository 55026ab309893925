// A hash map grows and shrinks.
const std = @import("std");

pub fn main() !void {
    var map: std.AutoHashMap(u32, u64) = .init(std.heap.page_allocator);
    defer map.deinit();
    for (0..1500) |i| {
        const key: u32 = @intCast(i *% 2654435761 % 997);
        const entry = try map.getOrPut(key);
        entry.value_ptr.* = if (entry.found_existing) entry.value_ptr.* + 1 else 1;
        if (i % 5 == 0) _ = map.remove(key / 2);
    }
    std.debug.print("{d}\n", .{map.count()});
}
