// A map from keys to values.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoHashMap(u32, []const u8).init(std.heap.page_allocator);
    defer map.deinit();
    try map.put(1, "one");
    try map.put(2, "two");
    try map.put(1, "uno");
    std.debug.print("{d} {s} {?s}\n", .{ map.count(), map.get(1).?, map.get(3) });
    if (map.getPtr(2)) |v| v.* = "dos";
    std.debug.print("{s} {} {}\n", .{ map.get(2).?, map.contains(2), map.remove(9) });
    const r = try map.getOrPut(5);
    std.debug.print("{} ", .{r.found_existing});
    r.value_ptr.* = "five";
    std.debug.print("{} {d}\n", .{ map.remove(1), map.count() });
    if (map.fetchRemove(5)) |kv| std.debug.print("{d}={s}\n", .{ kv.key, kv.value });
}
