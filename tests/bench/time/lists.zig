const std = @import("std");

const Node = struct { next: ?*Node, value: u64 };

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

fn chain(gpa: std.mem.Allocator, n: u64) !u64 {
    var arena = std.heap.ArenaAllocator.init(gpa);
    defer arena.deinit();
    const allocator = arena.allocator();
    var head: ?*Node = null;
    for (0..n) |i| {
        const node = try allocator.create(Node);
        node.* = .{ .next = head, .value = i };
        head = node;
    }
    var sum: u64 = 0;
    while (head) |node| : (head = node.next) sum +%= node.value;
    return sum;
}

/// Blocks are born and die all the time.
pub fn main() !void {
    var sum: u64 = 0;
    for (0..N) |i| {
        sum +%= try chain(std.heap.page_allocator, 1000);
        if (i == N / 2) note(sum);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 6_400;
