// destroy of an element of a slice.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u64, 4); // ~ALLOC
    defer gpa.free(s);
    gpa.destroy(&s[1]); // ~FAULT partial-free
}
