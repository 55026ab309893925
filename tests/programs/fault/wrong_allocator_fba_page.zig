// The other way round.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const s = try fba.allocator().alloc(u8, 8); // ~ALLOC
    std.heap.page_allocator.free(s); // ~FAULT wrong-allocator
}
