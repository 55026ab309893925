// In between another block was allocated and freed.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const a = try gpa.create(u64); // ~ALLOC
    gpa.destroy(a); // ~FREE
    for (0..100) |_| {
        const b = try gpa.create(u64);
        gpa.destroy(b);
    }
    gpa.destroy(a); // ~FAULT double-free
}
