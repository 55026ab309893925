// Two arenas are two allocators.
const std = @import("std");

pub fn main() !void {
    var one = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer one.deinit();
    var two = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer two.deinit();
    const p = try one.allocator().create(u32); // ~ALLOC
    p.* = 1;
    two.allocator().destroy(p); // ~FAULT wrong-allocator
}
