const std = @import("std");
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u32) = .empty;
    defer list.deinit(gpa);
    try list.append(gpa, 1); // ~ALLOC
    const first = &list.items[0];
    for (0..100) |i| try list.append(gpa, @intCast(i));
    first.* = 9; // ~FAULT use-after-free
}
