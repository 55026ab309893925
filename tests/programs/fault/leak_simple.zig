// A block that nobody frees.
const std = @import("std");

pub fn main() !void {
    const p = try std.heap.page_allocator.create(u64); // ~LEAK 8 bytes
    p.* = 1;
}
