const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    var m = std.StringHashMap(u32).init(a);
    defer m.deinit();
    var buf: [8]u8 = undefined;
    const k = try std.fmt.bufPrint(&buf, "k{d}", .{1});
    const key = try a.dupe(u8, k); // ~ALLOC
    try m.put(key, 1);
    a.free(key); // ~FREE
    std.debug.print("{?d}\n", .{m.get("k1")}); // ~FAULT use-after-free
}
