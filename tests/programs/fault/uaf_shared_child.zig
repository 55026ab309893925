// Two owners share a block; the first frees it, the second reads it.
const std = @import("std");

const Shared = struct { n: *u32 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const n = try gpa.create(u32); // ~ALLOC
    n.* = 5;
    const a = Shared{ .n = n };
    const b = Shared{ .n = n };
    gpa.destroy(a.n); // ~FREE
    std.debug.print("{d}\n", .{b.n.*}); // ~FAULT use-after-free
}
