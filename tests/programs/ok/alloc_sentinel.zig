// A block with a zero at its end.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.allocSentinel(u8, 3, 0);
    defer gpa.free(s);
    @memcpy(s, "abc");
    std.debug.print("{s} {d} {d}\n", .{ s, s.len, s[3] });
}
