// create makes one value, destroy gives it back.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const n = try gpa.create(u64);
    n.* = 1 << 40;
    std.debug.print("{d}\n", .{n.*});
    n.* += 1;
    std.debug.print("{d}\n", .{n.*});
    gpa.destroy(n);
}
