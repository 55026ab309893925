// Freeing a list and asking the freed node for its successor.
const std = @import("std");

const Node = struct { value: u32, next: ?*Node };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var head: ?*Node = null;
    for (0..3) |i| {
        const n = try gpa.create(Node); // ~ALLOC
        n.* = .{ .value = @intCast(i), .next = head };
        head = n;
    }
    while (head) |n| {
        gpa.destroy(n); // ~FREE
        head = n.next; // ~FAULT use-after-free
    }
}
