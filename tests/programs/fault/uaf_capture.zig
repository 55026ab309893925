// A captured pointer outlives its block.
const std = @import("std");

const Box = struct { p: ?*u32 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const box = Box{ .p = try gpa.create(u32) }; // ~ALLOC
    if (box.p) |p| {
        p.* = 3;
        gpa.destroy(p); // ~FREE
    }
    if (box.p) |p| std.debug.print("{d}\n", .{p.*}); // ~FAULT use-after-free
}
