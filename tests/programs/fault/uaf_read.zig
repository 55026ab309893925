// Reading is as bad as writing.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(i32); // ~ALLOC
    p.* = 1;
    gpa.destroy(p); // ~FREE
    std.debug.print("{d}\n", .{p.*}); // ~FAULT use-after-free
}
