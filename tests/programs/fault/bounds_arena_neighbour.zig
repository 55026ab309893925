const std = @import("std");
pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = arena.allocator();
    const x = try a.alloc(u8, 4); // ~ALLOC
    const y = try a.alloc(u8, 4);
    @memset(y, 0);
    const p: [*]u8 = x.ptr;
    for (0..5) |i| p[i] = 'x'; // ~FAULT out-of-bounds
}
