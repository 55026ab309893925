// A slice made from [*]T that is too long.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = (try gpa.alloc(u32, 2)).ptr; // ~ALLOC
    defer gpa.free(p[0..2]);
    const s = p[0..3];
    for (s) |*x| x.* = 0; // ~FAULT out-of-bounds
}
