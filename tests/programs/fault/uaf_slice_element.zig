// An element of a freed slice.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u16, 10); // ~ALLOC
    @memset(s, 0);
    gpa.free(s); // ~FREE
    s[7] = 1; // ~FAULT use-after-free
}
