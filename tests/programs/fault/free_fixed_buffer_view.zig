// A buffer that a fixed buffer allocator uses is freed into it.
const std = @import("std");

pub fn main() void {
    var buffer: [16]u8 = undefined;
    var other: [16]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    fba.allocator().free(other[0..8]); // ~FAULT free-non-heap
}
