// An early return skips the free.
const std = @import("std");

fn work(gpa: std.mem.Allocator, n: usize) !void {
    const data = try gpa.alloc(u8, n); // ~LEAK 16 bytes
    if (n > 10) return;
    gpa.free(data);
}

pub fn main() !void {
    try work(std.heap.page_allocator, 4);
    try work(std.heap.page_allocator, 16);
}
