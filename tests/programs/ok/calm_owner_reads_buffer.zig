// The owner of a buffer may read and write what an allocator cut out of it.
const std = @import("std");

pub fn main() !void {
    var buffer: [16]u8 = @splat('.');
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 4);
    @memcpy(x, "abcd");
    const y = try a.alloc(u8, 4);
    @memcpy(y, "efgh");
    std.debug.print("{s}\n", .{&buffer});
    buffer[1] = 'B';
    std.debug.print("{s} {s}\n", .{ x, y });
    fba.reset();
    @memset(&buffer, '-');
    std.debug.print("{s}\n", .{&buffer});
}
