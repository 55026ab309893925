// A pool hands the same memory out again.
const std = @import("std");

pub fn main() !void {
    var pool = std.heap.MemoryPool(u64).init(std.heap.page_allocator);
    defer pool.deinit();
    const a = try pool.create(); // ~ALLOC
    a.* = 1;
    pool.destroy(a); // ~FREE
    const b = try pool.create();
    b.* = 2;
    a.* = 3; // ~FAULT use-after-free
}
