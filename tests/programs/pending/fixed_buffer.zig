// Memory out of a buffer on the stack.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 40);
    const failed = a.alloc(u8, 40);
    std.debug.print("{d} {any}\n", .{ x.len, failed });
    a.free(x); // the last block comes back
    const y = try a.alloc(u8, 40);
    @memset(y, 'y');
    std.debug.print("{s} {d}\n", .{ y[0..3], fba.end_index });
    fba.reset();
    const z = try a.create(u32);
    z.* = 1;
    std.debug.print("{d} {d}\n", .{ z.*, fba.end_index });
}
