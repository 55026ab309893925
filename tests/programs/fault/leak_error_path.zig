// An error leaves before the free: an errdefer is missing.
const std = @import("std");

fn make(gpa: std.mem.Allocator, fail: bool) ![]u8 {
    const data = try gpa.alloc(u8, 12); // ~LEAK 12 bytes
    if (fail) return error.Failed;
    return data;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const ok = try make(gpa, false);
    defer gpa.free(ok);
    _ = make(gpa, true) catch std.debug.print("failed\n", .{});
}
