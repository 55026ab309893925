const std = @import("std");
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var m = std.AutoHashMap(u32, u32).init(gpa);
    defer m.deinit();
    try m.put(1, 10);
    const p = m.getPtr(1).?;
    for (2..200) |i| try m.put(@intCast(i), 0);
    std.debug.print("{d}\n", .{p.*}); // ~FAULT use-after-free
}
