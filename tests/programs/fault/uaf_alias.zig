// Another pointer into the same block.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u32, 4); // ~ALLOC
    const third = &s[2];
    third.* = 5;
    gpa.free(s); // ~FREE
    third.* += 1; // ~FAULT use-after-free
}
