// The same for a fixed buffer.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const p = try a.create(u64); // ~ALLOC
    p.* = 1;
    fba.reset(); // ~FREE
    p.* += 1; // ~FAULT use-after-free
}
