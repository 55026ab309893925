// The address may belong to a new block; the old pointer may still not free it.
const std = @import("std");

pub fn main() !void {
    var buffer: [32]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 16); // ~ALLOC
    a.free(x); // ~FREE
    const y = try a.alloc(u8, 16);
    y[0] = 1;
    a.free(x); // ~FAULT double-free
}
