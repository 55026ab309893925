// A block that a global still points to is not freed either.
const std = @import("std");

var cache: ?[]u8 = null;

fn get() ![]u8 {
    if (cache) |c| return c;
    cache = try std.heap.page_allocator.alloc(u8, 64); // ~LEAK 64 bytes
    return cache.?;
}

pub fn main() !void {
    _ = try get();
    _ = try get();
}
