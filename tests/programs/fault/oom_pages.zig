// A byte here and there: every page that is touched counts.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 900 << 20);
    var i: usize = 0;
    while (i < s.len) : (i += 4096) s[i] = 1; // ~FAULT out-of-memory
    std.debug.print("{d}\n", .{s[0]});
}
