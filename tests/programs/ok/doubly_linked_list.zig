// The library's list with both directions.
const std = @import("std");

const Item = struct { n: u32, node: std.DoublyLinkedList.Node = .{} };

pub fn main() void {
    var list: std.DoublyLinkedList = .{};
    var items: [4]Item = undefined;
    for (&items, 0..) |*it, i| {
        it.* = .{ .n = @intCast(i) };
        if (i % 2 == 0) list.append(&it.node) else list.prepend(&it.node);
    }
    list.remove(&items[0].node);
    var at = list.last;
    while (at) |node| : (at = node.prev) {
        const item: *Item = @fieldParentPtr("node", node);
        std.debug.print("{d} ", .{item.n});
    }
    std.debug.print("{d}\n", .{list.len()});
    while (list.popFirst()) |node| {
        const item: *Item = @fieldParentPtr("node", node);
        std.debug.print("{d} ", .{item.n});
    }
    std.debug.print("{}\n", .{list.pop() == null});
}
