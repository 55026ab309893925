// alloc makes a slice whose length is known only now.
const std = @import("std");

fn range(gpa: std.mem.Allocator, n: usize) ![]usize {
    const result = try gpa.alloc(usize, n);
    for (result, 0..) |*r, i| r.* = i * i;
    return result;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const r = try range(gpa, 6);
    defer gpa.free(r);
    std.debug.print("{any} {d}\n", .{ r, r.len });
}
