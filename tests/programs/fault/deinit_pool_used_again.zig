// A pool after its deinit.
const std = @import("std");

pub fn main() !void {
    var pool = std.heap.MemoryPool(u32).init(std.heap.page_allocator);
    const p = try pool.create();
    p.* = 1;
    pool.deinit(); // ~FREE
    _ = try pool.create(); // ~FAULT use-after-
}
