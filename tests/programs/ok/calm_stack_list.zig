// A list whose nodes are local variables of the caller.
const std = @import("std");

const Node = struct { value: u32, next: ?*Node = null };

fn push(head: *?*Node, node: *Node) void {
    node.next = head.*;
    head.* = node;
}

fn reverse(head: ?*Node) ?*Node {
    var result: ?*Node = null;
    var at = head;
    while (at) |n| {
        at = n.next;
        n.next = result;
        result = n;
    }
    return result;
}

pub fn main() void {
    var nodes: [3]Node = .{ .{ .value = 1 }, .{ .value = 2 }, .{ .value = 3 } };
    var head: ?*Node = null;
    for (&nodes) |*n| push(&head, n);
    head = reverse(head);
    while (head) |n| : (head = n.next) std.debug.print("{d} ", .{n.value});
    std.debug.print("\n", .{});
}
