// Unlinking from a list with pointers in both directions.
const std = @import("std");

const Node = struct {
    value: u32,
    prev: ?*Node = null,
    next: ?*Node = null,
};

fn unlink(head: *?*Node, n: *Node) void {
    if (n.prev) |p| p.next = n.next else head.* = n.next;
    if (n.next) |x| x.prev = n.prev;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var head: ?*Node = null;
    var nodes: [4]*Node = undefined;
    for (&nodes, 0..) |*slot, i| {
        const n = try gpa.create(Node);
        n.* = .{ .value = @intCast(i), .next = head };
        if (head) |h| h.prev = n;
        head = n;
        slot.* = n;
    }
    for ([_]usize{ 1, 3 }) |i| {
        unlink(&head, nodes[i]);
        gpa.destroy(nodes[i]);
    }
    var at = head;
    while (at) |n| {
        std.debug.print("{d} ", .{n.value});
        at = n.next;
        gpa.destroy(n);
    }
    std.debug.print("\n", .{});
}
