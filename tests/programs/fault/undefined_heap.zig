// A fresh heap block holds nothing yet.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u32, 4); // ~ALLOC
    defer gpa.free(s);
    s[0] = 1;
    var sum: u32 = 0;
    for (s) |x| sum +%= x; // ~FAULT undefined-read
    std.debug.print("{d}\n", .{sum});
}
