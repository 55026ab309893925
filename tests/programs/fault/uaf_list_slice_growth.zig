// So does a copy of its items.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list = try std.ArrayList(u8).initCapacity(gpa, 4);
    defer list.deinit(gpa);
    try list.appendSlice(gpa, "abcd");
    const items = list.items;
    try list.appendNTimes(gpa, 'x', 5000);
    std.debug.print("{s}\n", .{items}); // ~FAULT use-after-free
}
