// dupe leaks as alloc does.
const std = @import("std");

fn greet(gpa: std.mem.Allocator) !void {
    const copy = try gpa.dupe(u8, "hello"); // ~LEAK 5 bytes
    std.debug.print("{s}\n", .{copy});
}

pub fn main() !void {
    try greet(std.heap.page_allocator);
}
