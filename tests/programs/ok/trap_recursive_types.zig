// A type that mentions itself through slices and optionals.
const std = @import("std");

const Tree = struct {
    name: []const u8,
    children: []const Tree = &.{},

    fn print(self: Tree, depth: usize) void {
        for (0..depth) |_| std.debug.print("  ", .{});
        std.debug.print("{s}\n", .{self.name});
        for (self.children) |c| c.print(depth + 1);
    }

    fn count(self: Tree) usize {
        var n: usize = 1;
        for (self.children) |c| n += c.count();
        return n;
    }
};

pub fn main() void {
    const t = Tree{ .name = "root", .children = &.{
        .{ .name = "a", .children = &.{ .{ .name = "a1" }, .{ .name = "a2" } } },
        .{ .name = "b" },
    } };
    t.print(0);
    std.debug.print("{d}\n", .{t.count()});
}
