// deinit is called with the wrong allocator.
const std = @import("std");

const Names = struct {
    list: [][]const u8,
    fn init(gpa: std.mem.Allocator) !Names {
        return .{ .list = try gpa.alloc([]const u8, 3) }; // ~ALLOC
    }
    fn deinit(self: Names, gpa: std.mem.Allocator) void {
        gpa.free(self.list); // ~FAULT wrong-allocator
    }
};

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    const n = try Names.init(gpa.allocator());
    n.deinit(std.heap.page_allocator);
}
