// Freed by hand and then again by the defer.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 3); // ~ALLOC
    defer gpa.free(s); // ~FAULT double-free
    s[0] = 1;
    gpa.free(s); // ~FREE
}
