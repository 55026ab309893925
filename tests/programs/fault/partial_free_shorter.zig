// Only a part of the slice is freed.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 10); // ~ALLOC
    gpa.free(s[0..5]); // ~FAULT partial-free
}
