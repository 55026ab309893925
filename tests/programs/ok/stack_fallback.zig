// First a buffer on the stack, then the heap.
const std = @import("std");

pub fn main() !void {
    var sfa = std.heap.stackFallback(64, std.heap.page_allocator);
    const a = sfa.get();
    const small = try a.alloc(u8, 32);
    defer a.free(small);
    const large = try a.alloc(u8, 1000);
    defer a.free(large);
    @memset(large, 1);
    @memset(small, 2);
    std.debug.print("{d} {d}\n", .{ small[31], large[999] });
}
