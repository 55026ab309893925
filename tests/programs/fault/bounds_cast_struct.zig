// A small block seen as a larger struct.
const std = @import("std");

const Big = extern struct { a: u64, b: u64 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const small = try gpa.create(u64); // ~ALLOC
    defer gpa.destroy(small);
    small.* = 1;
    const big: *Big = @ptrCast(small);
    big.b = 2; // ~FAULT out-of-bounds
}
