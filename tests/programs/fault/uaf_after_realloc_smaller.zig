// A slice made smaller: the old one is dead all the same.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const old = try gpa.alloc(u8, 100);
    @memset(old, 1);
    const new = try gpa.realloc(old, 10);
    defer gpa.free(new);
    old[0] = 2; // ~FAULT use-after-free
}
