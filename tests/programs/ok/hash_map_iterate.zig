// Iterating sees every entry once, in no promised order.
const std = @import("std");

pub fn main() !void {
    var map = std.AutoHashMap(u64, u64).init(std.heap.page_allocator);
    defer map.deinit();
    for (0..100) |i| try map.put(i * 7, i);
    var sum: u64 = 0;
    var it = map.iterator();
    while (it.next()) |e| {
        if (e.key_ptr.* != e.value_ptr.* * 7) return error.Wrong;
        sum += e.value_ptr.*;
    }
    var keys = map.keyIterator();
    var n: usize = 0;
    while (keys.next()) |k| n += @intFromBool(k.* % 14 == 0);
    var values = map.valueIterator();
    while (values.next()) |v| v.* = 0;
    std.debug.print("{d} {d} {d}\n", .{ sum, n, map.get(7).? });
}
