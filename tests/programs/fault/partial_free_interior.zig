// The freed slice does not begin where the block begins.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u32, 10); // ~ALLOC
    gpa.free(s[2..]); // ~FAULT partial-free
}
