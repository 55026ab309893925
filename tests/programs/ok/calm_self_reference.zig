// A struct whose pointer points into itself, kept at one place.
const std = @import("std");

const Cursor = struct {
    data: [4]u8 = .{ 1, 2, 3, 4 },
    at: ?*u8 = null,

    fn start(self: *Cursor) void {
        self.at = &self.data[0];
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const c = try gpa.create(Cursor);
    defer gpa.destroy(c);
    c.* = .{};
    c.start();
    c.at.?.* = 50;
    std.debug.print("{any}\n", .{c.data});
}
