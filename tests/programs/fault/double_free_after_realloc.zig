// realloc has given the old slice back.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 4); // ~ALLOC
    const t = try gpa.realloc(s, 400); // ~FREE
    defer gpa.free(t);
    gpa.free(s); // ~FAULT double-free
}
