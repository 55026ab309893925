const std = @import("std");

const Node = struct { left: ?*Node, right: ?*Node, value: u64 };

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

/// Small blocks are created and destroyed for ever, thousands of them alive.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var live: [4096]?*Node = @splat(null);
    var x: u64 = 1;
    var sum: u64 = 0;
    for (0..N) |i| {
        x = x *% 6364136223846793005 +% 1442695040888963407;
        const at: usize = @intCast(x >> 52);
        if (live[at]) |old| {
            sum +%= old.value;
            gpa.destroy(old);
        }
        const node = try gpa.create(Node);
        node.* = .{ .left = live[at ^ 1], .right = null, .value = i };
        live[at] = node;
        if (i == N / 2) note(sum);
    }
    for (live) |node| {
        if (node) |it| gpa.destroy(it);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 2_500_000;
