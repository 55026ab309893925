// From one block of an arena into the next: both lie in one chunk.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = try arena.allocator().alloc(u8, 8); // ~ALLOC
    const b = try arena.allocator().alloc(u8, 8);
    @memset(a, 1);
    @memset(b, 2);
    const p: [*]u8 = a.ptr;
    p[8] = 9; // ~FAULT out-of-bounds
    std.debug.print("{d}\n", .{b[0]});
}
