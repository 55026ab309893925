// Allocated from one allocator, given to another.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const s = try std.heap.page_allocator.alloc(u8, 8); // ~ALLOC
    fba.allocator().free(s); // ~FAULT wrong-allocator
}
