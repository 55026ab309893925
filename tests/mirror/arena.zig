// Blocks within blocks, and all of them gone at once.
const std = @import("std");

const Node = struct { value: u32, next: ?*Node };

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const gpa = arena.allocator();
    var first: ?*Node = null;
    for (0..5) |i| {
        const node = try gpa.create(Node);
        node.* = .{ .value = @intCast(i), .next = first };
        first = node;
    }
    var sum: u32 = 0;
    var at = first;
    while (at) |node| : (at = node.next) sum += node.value;
    const text = try std.fmt.allocPrint(gpa, "{d}", .{sum});
    std.debug.print("{s}\n", .{text});
}
