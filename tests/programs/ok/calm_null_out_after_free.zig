// The careful way: a pointer is forgotten when its block goes.
const std = @import("std");

const Cache = struct {
    entry: ?*u64 = null,

    fn clear(self: *Cache, gpa: std.mem.Allocator) void {
        if (self.entry) |e| gpa.destroy(e);
        self.entry = null;
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var c = Cache{};
    defer c.clear(gpa);
    c.entry = try gpa.create(u64);
    c.clear(gpa);
    c.clear(gpa);
    c.entry = try gpa.create(u64);
    c.entry.?.* = 5;
    std.debug.print("{d}\n", .{c.entry.?.*});
}
