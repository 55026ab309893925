const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

const Node = struct { left: ?*Node = null, right: ?*Node = null, key: u64 };

fn insert(gpa: std.mem.Allocator, root: *?*Node, key: u64) !void {
    var at = root;
    while (at.*) |node| {
        if (key == node.key) return;
        at = if (key < node.key) &node.left else &node.right;
    }
    const node = try gpa.create(Node);
    node.* = .{ .key = key };
    at.* = node;
}

fn free(gpa: std.mem.Allocator, root: ?*Node) void {
    const node = root orelse return;
    free(gpa, node.left);
    free(gpa, node.right);
    gpa.destroy(node);
}

/// Search trees are built and freed, one after the other, by functions that call themselves.
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var x: u64 = 1;
    for (0..N) |round| {
        var root: ?*Node = null;
        defer free(gpa, root);
        for (0..10_000) |_| {
            x = x *% 6364136223846793005 +% 1442695040888963407;
            try insert(gpa, &root, x >> 30);
        }
        if (round == N / 2) note(x);
    }
    std.debug.print("{d} {d}\n", .{ x, early });
}

const N = 500;
