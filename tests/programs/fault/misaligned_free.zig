// A block that was asked for with an alignment is freed without it.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alignedAlloc(u8, .@"64", 100); // ~ALLOC
    const plain: []u8 = s;
    gpa.free(plain); // ~FAULT misaligned
}
