// free twice, the second time on line seven.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 10); // ~ALLOC
    gpa.free(s); // ~FREE
    gpa.free(s); // ~FAULT double-free
}
