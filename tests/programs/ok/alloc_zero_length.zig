// A slice of no elements can be allocated and freed.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const none = try gpa.alloc(u32, 0);
    defer gpa.free(none);
    for (none) |x| std.debug.print("{d}", .{x});
    std.debug.print("{d}\n", .{none.len});
}
