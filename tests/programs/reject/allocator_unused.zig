const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    try a.alloc(u8, 10); // ~ERROR value of type '[]u8' ignored
}
