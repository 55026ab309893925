// The machine holds only so much memory that is really written.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 700 << 20);
    @memset(s, 1); // ~FAULT out-of-memory
    std.debug.print("{d}\n", .{s[s.len - 1]});
}
