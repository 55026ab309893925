// The library's list: nodes live in one's own structs.
const std = @import("std");

const Item = struct { n: u32, node: std.SinglyLinkedList.Node = .{} };

pub fn main() void {
    var list: std.SinglyLinkedList = .{};
    var a = Item{ .n = 1 };
    var b = Item{ .n = 2 };
    var c = Item{ .n = 3 };
    list.prepend(&a.node);
    list.prepend(&b.node);
    a.node.insertAfter(&c.node);
    list.remove(&a.node);
    var at = list.first;
    while (at) |node| : (at = node.next) {
        const item: *Item = @fieldParentPtr("node", node);
        std.debug.print("{d} ", .{item.n});
    }
    std.debug.print("{d} {}\n", .{ list.len(), list.popFirst() == &b.node });
}
