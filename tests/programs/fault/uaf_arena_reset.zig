// A reset ends the life of every block of the arena, although the memory stays.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = arena.allocator();
    const p = try a.create(u32); // ~ALLOC
    p.* = 1;
    _ = arena.reset(.retain_capacity); // ~FREE
    const q = try a.create(u32);
    q.* = 2;
    std.debug.print("{d}\n", .{p.*}); // ~FAULT use-after-free
}
