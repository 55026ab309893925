// The address was handed out again; the old pointer is still wrong.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 8); // ~ALLOC
    @memset(x, 1);
    a.free(x); // ~FREE
    const y = try a.alloc(u8, 8);
    @memset(y, 2);
    std.debug.print("{d}\n", .{x[0]}); // ~FAULT use-after-free
}
