// The address of a freed block may be looked at as a number.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const a = try gpa.create(u32);
    a.* = 1;
    const before = @intFromPtr(a);
    gpa.destroy(a);
    std.debug.print("{}\n", .{before == @intFromPtr(a)});
    const keep: ?*u32 = a;
    std.debug.print("{}\n", .{keep == null});
}
