// A block of a fixed buffer that was freed; the buffer itself lives on.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const s = try a.alloc(u8, 8); // ~ALLOC
    @memset(s, 1);
    a.free(s); // ~FREE
    s[0] = 2; // ~FAULT use-after-free
}
