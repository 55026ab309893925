const std = @import("std");

const Node = struct { next: ?*Node, value: u64 };

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// A list of living blocks that gets longer and longer, and is walked now and then.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var head: ?*Node = null;
    var sum: u64 = 0;
    for (0..N) |i| {
        const node = try gpa.create(Node);
        node.* = .{ .next = head, .value = i };
        head = node;
        if (i % 10_000 == 0) {
            var walk = head;
            while (walk) |at| : (walk = at.next) sum +%= at.value;
        }
        if (i == N * 7 / 10) note(sum);
    }
    while (head) |node| {
        head = node.next;
        gpa.destroy(node);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 700_000;
