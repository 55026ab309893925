// The slice variable was moved on while reading.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var rest = try gpa.alloc(u8, 6); // ~ALLOC
    @memcpy(rest, "abc de");
    while (rest[0] != ' ') rest = rest[1..];
    std.debug.print("[{s}]\n", .{rest});
    gpa.free(rest); // ~FAULT partial-free
}
