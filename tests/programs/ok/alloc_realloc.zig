// realloc keeps the contents; the old slice is gone.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var s = try gpa.alloc(u8, 4);
    @memcpy(s, "grow");
    s = try gpa.realloc(s, 8);
    @memcpy(s[4..], "n up");
    std.debug.print("{s}\n", .{s});
    s = try gpa.realloc(s, 2);
    std.debug.print("{s} {d}\n", .{ s, s.len });
    gpa.free(s);
}
