// Before the beginning.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u16, 4); // ~ALLOC
    defer gpa.free(s);
    @memset(s, 7);
    var p: [*]u16 = s.ptr;
    p -= 1;
    std.debug.print("{d}\n", .{p[1]});
    p[0] = 1; // ~FAULT out-of-bounds
}
