//! Blocks that come and go, in an arena.
const std = @import("std");

const Node = struct { value: u32, next: ?*Node };

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const gpa = arena.allocator();
    var head: ?*Node = null;
    for (0..60_000) |i| {
        const node = try gpa.create(Node);
        node.* = .{ .value = @intCast(i), .next = head };
        head = node;
    }
    var sum: u64 = 0;
    while (head) |node| {
        sum += node.value;
        head = node.next;
        gpa.destroy(node);
    }
    std.debug.print("{d}\n", .{sum});
}
