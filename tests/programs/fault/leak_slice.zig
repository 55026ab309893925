// A slice that nobody frees: the report says how many bytes.
const std = @import("std");

fn work(gpa: std.mem.Allocator) !usize {
    const data = try gpa.alloc(u32, 25); // ~LEAK 100 bytes
    @memset(data, 0);
    return data.len;
}

pub fn main() !void {
    std.debug.print("{d}\n", .{try work(std.heap.page_allocator)});
}
