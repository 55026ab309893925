// Writing through a pointer to a freed block.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(i32); // ~ALLOC
    p.* = 1;
    gpa.destroy(p); // ~FREE
    p.* = 2; // ~FAULT use-after-free
}
