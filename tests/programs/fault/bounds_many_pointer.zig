// [*]T knows no length: the block's own end is what counts.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 4); // ~ALLOC
    defer gpa.free(s);
    @memset(s, 0);
    const p: [*]u8 = s.ptr;
    for (0..10) |i| p[i] = 1; // ~FAULT out-of-bounds
}
