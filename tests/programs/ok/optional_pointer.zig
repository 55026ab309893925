// ?*T is as large as *T: null is the address that no object has.
const std = @import("std");

const Node = struct { value: i32, next: ?*Node = null };

pub fn main() void {
    var c = Node{ .value = 3 };
    var b = Node{ .value = 2, .next = &c };
    const a = Node{ .value = 1, .next = &b };
    var at: ?*const Node = &a;
    while (at) |node| : (at = node.next) std.debug.print("{d} ", .{node.value});
    std.debug.print("\n{} {}\n", .{ @sizeOf(?*Node) == @sizeOf(*Node), @sizeOf(?u32) });
    a.next.?.next.?.value = 30;
    std.debug.print("{d}\n", .{c.value});
}
