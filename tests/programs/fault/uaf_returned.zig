// A function returns what its defer has freed.
const std = @import("std");

fn make(gpa: std.mem.Allocator) ![]u8 {
    const s = try gpa.alloc(u8, 4); // ~ALLOC
    defer gpa.free(s); // ~FREE
    @memset(s, 'x');
    return s;
}

pub fn main() !void {
    const s = try make(std.heap.page_allocator);
    std.debug.print("{s}\n", .{s}); // ~FAULT use-after-free
}
