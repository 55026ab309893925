// Freeing into an arena that has ended.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    const a = arena.allocator();
    const s = try a.alloc(u8, 10);
    arena.deinit();
    a.free(s); // ~FAULT use-after-
}
