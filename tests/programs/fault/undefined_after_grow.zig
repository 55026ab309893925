// The new part of a grown slice has no values.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var s = try gpa.alloc(u8, 2);
    @memcpy(s, "ab");
    s = try gpa.realloc(s, 4);
    defer gpa.free(s);
    std.debug.print("{s}\n", .{s[0..2]});
    std.debug.print("{s}\n", .{s}); // ~FAULT undefined-read
}
