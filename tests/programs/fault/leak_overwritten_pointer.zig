// The only pointer is overwritten.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var p = try gpa.create(u32); // ~LEAK 4 bytes
    p.* = 1;
    p = try gpa.create(u32);
    p.* = 2;
    gpa.destroy(p);
}
