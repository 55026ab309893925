// A map that keeps the order of insertion.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoArrayHashMap(u32, u32).init(std.heap.page_allocator);
    defer map.deinit();
    for ([_]u32{ 9, 3, 7 }) |k| try map.put(k, k * 10);
    _ = map.orderedRemove(3);
    for (map.keys(), map.values()) |k, v| std.debug.print("{d}={d} ", .{ k, v });
    var it = map.iterator();
    while (it.next()) |e| std.debug.print("{d} ", .{e.key_ptr.*});
    std.debug.print("\n", .{});
}
