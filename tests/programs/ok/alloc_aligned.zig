// Blocks with an alignment of their own.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alignedAlloc(u8, .@"64", 100);
    defer gpa.free(s);
    std.debug.print("{d} {d}\n", .{ @intFromPtr(s.ptr) % 64, s.len });
    std.debug.print("{s}\n", .{@typeName(@TypeOf(s))});
}
