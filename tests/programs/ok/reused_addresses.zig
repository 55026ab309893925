// Freeing and allocating again and again.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var sum: u64 = 0;
    for (0..100) |i| {
        const p = try gpa.create(u64);
        p.* = i;
        sum += p.*;
        gpa.destroy(p);
    }
    std.debug.print("{d}\n", .{sum});
}
