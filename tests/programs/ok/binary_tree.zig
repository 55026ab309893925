// A tree on the heap, freed from the leaves up.
const std = @import("std");

const Tree = struct {
    key: i32,
    left: ?*Tree = null,
    right: ?*Tree = null,

    fn insert(self: *Tree, gpa: std.mem.Allocator, key: i32) !void {
        const side = if (key < self.key) &self.left else &self.right;
        if (side.*) |child| return child.insert(gpa, key);
        const node = try gpa.create(Tree);
        node.* = .{ .key = key };
        side.* = node;
    }

    fn print(self: *const Tree) void {
        if (self.left) |l| l.print();
        std.debug.print("{d} ", .{self.key});
        if (self.right) |r| r.print();
    }

    fn free(self: *Tree, gpa: std.mem.Allocator) void {
        if (self.left) |l| l.free(gpa);
        if (self.right) |r| r.free(gpa);
        gpa.destroy(self);
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const root = try gpa.create(Tree);
    root.* = .{ .key = 50 };
    defer root.free(gpa);
    for ([_]i32{ 20, 70, 10, 30, 60, 80 }) |k| try root.insert(gpa, k);
    root.print();
    std.debug.print("\n", .{});
}
