// Copying a whole struct out of a freed block.
const std = @import("std");

const Big = struct { a: [10]u64, n: u8 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(Big); // ~ALLOC
    p.* = .{ .a = @splat(0), .n = 1 };
    gpa.destroy(p); // ~FREE
    const copy = p.*; // ~FAULT use-after-free
    std.debug.print("{d}\n", .{copy.n});
}
