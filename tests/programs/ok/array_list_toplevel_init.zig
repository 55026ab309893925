// A list in a struct of one's own.
const std = @import("std");

const Text = struct {
    gpa: std.mem.Allocator,
    bytes: std.ArrayList(u8) = .empty,

    fn add(self: *Text, s: []const u8) !void {
        try self.bytes.appendSlice(self.gpa, s);
    }

    fn deinit(self: *Text) void {
        self.bytes.deinit(self.gpa);
    }
};

pub fn main() !void {
    var t = Text{ .gpa = std.heap.page_allocator };
    defer t.deinit();
    try t.add("a list ");
    try t.add("of bytes");
    std.debug.print("{s}\n", .{t.bytes.items});
}
