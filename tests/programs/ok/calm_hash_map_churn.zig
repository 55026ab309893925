// Growing, removing and growing again.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var map: std.StringHashMapUnmanaged([]u8) = .empty;
    defer map.deinit(gpa);
    for (0..50) |i| {
        const key = try std.fmt.allocPrint(gpa, "key{d}", .{i});
        try map.put(gpa, key, try gpa.alloc(u8, i));
    }
    for (0..50) |i| {
        if (i % 3 == 0) continue;
        var buf: [8]u8 = undefined;
        const kv = map.fetchRemove(try std.fmt.bufPrint(&buf, "key{d}", .{i})).?;
        gpa.free(kv.key);
        gpa.free(kv.value);
    }
    std.debug.print("{d}\n", .{map.count()});
    var bytes: usize = 0;
    var it = map.iterator();
    while (it.next()) |e| {
        bytes += e.value_ptr.len;
        gpa.free(e.key_ptr.*);
        gpa.free(e.value_ptr.*);
    }
    std.debug.print("{d}\n", .{bytes});
}
