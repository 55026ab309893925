// @memcpy reads a freed block.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var to: [4]u8 = undefined;
    const from = try gpa.alloc(u8, 4); // ~ALLOC
    @memset(from, 1);
    gpa.free(from); // ~FREE
    @memcpy(&to, from); // ~FAULT use-after-free
}
