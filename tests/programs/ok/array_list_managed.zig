// The list that keeps its allocator.
const std = @import("std");

pub fn main() !void {
    var list = std.array_list.Managed([]const u8).init(std.heap.page_allocator);
    defer list.deinit();
    try list.append("one");
    try list.append("two");
    try list.insert(1, "half");
    for (list.items, 0..) |s, i| std.debug.print("{d}:{s} ", .{ i, s });
    std.debug.print("{s}\n", .{list.pop().?});
}
