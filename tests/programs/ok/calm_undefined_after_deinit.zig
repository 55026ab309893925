// Setting a struct to undefined after its deinit is good style.
const std = @import("std");

const Buffer = struct {
    data: []u8,
    fn deinit(self: *Buffer, gpa: std.mem.Allocator) void {
        gpa.free(self.data);
        self.* = undefined;
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var b = Buffer{ .data = try gpa.alloc(u8, 4) };
    b.deinit(gpa);
    b = .{ .data = try gpa.alloc(u8, 2) };
    defer b.deinit(gpa);
    b.data[0] = 1;
    std.debug.print("{d}\n", .{b.data.len});
}
