// A pointer into a list dies when the list grows.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u32) = .empty;
    defer list.deinit(gpa);
    try list.append(gpa, 1);
    const first = &list.items[0];
    for (0..1000) |i| try list.append(gpa, @intCast(i));
    first.* = 7; // ~FAULT use-after-free
}
