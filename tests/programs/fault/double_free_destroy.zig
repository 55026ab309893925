// destroy twice.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(u32); // ~ALLOC
    p.* = 1;
    gpa.destroy(p); // ~FREE
    std.debug.print("once\n", .{});
    gpa.destroy(p); // ~FAULT double-free
}
