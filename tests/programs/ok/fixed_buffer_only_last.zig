// A fixed buffer gives back only its last block.
const std = @import("std");

pub fn main() !void {
    var buffer: [20]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 8);
    const y = try a.alloc(u8, 8);
    a.free(x); // nothing comes back
    std.debug.print("{d} {any}\n", .{ fba.end_index, a.alloc(u8, 8) });
    a.free(y);
    std.debug.print("{d}\n", .{fba.end_index});
    std.debug.print("{}\n", .{fba.ownsSlice(x)});
}
