// Only the head of the list is freed.
const std = @import("std");

const Node = struct { next: ?*Node, value: u64 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var head: ?*Node = null;
    for (0..3) |i| {
        const n = try gpa.create(Node); // ~LEAK 32 bytes
        n.* = .{ .next = head, .value = i };
        head = n;
    }
    gpa.destroy(head.?);
}
