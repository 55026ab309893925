// A fixed buffer allocator over a buffer whose frame is gone.
const std = @import("std");

fn make() ![]u8 {
    var buffer: [32]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const s = try fba.allocator().alloc(u8, 4);
    @memset(s, 'a');
    return s;
}

pub fn main() !void {
    const s = try make();
    std.debug.print("{s}\n", .{s}); // ~FAULT
}
