// A chain of blocks that never ends. // ~NOT-ZIG
const std = @import("std");

const Node = struct { next: ?*Node, body: [1000]u8 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var head: ?*Node = null;
    while (true) {
        const n = try gpa.create(Node); // ~FAULT-ANYWHERE out-of-memory
        n.* = .{ .next = head, .body = @splat(0) };
        head = n;
    }
}
