// An arena is used after its deinit.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    const a = arena.allocator();
    _ = try a.create(u32);
    arena.deinit(); // ~FREE
    _ = try a.create(u32); // ~FAULT use-after-deinit
}
