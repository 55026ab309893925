// destroy of the first element: right address, wrong length.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u16, 8); // ~ALLOC
    gpa.destroy(&s[0]); // ~FAULT partial-free
}
