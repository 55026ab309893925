// The library's priority queue.
const std = @import("std");

fn compare(_: void, a: u32, b: u32) std.math.Order {
    return std.math.order(a, b);
}

pub fn main() !void {
    var q = std.PriorityQueue(u32, void, compare).init(std.heap.page_allocator, {});
    defer q.deinit();
    for ([_]u32{ 5, 1, 4, 2 }) |x| try q.add(x);
    std.debug.print("{?d} {d} ", .{ q.peek(), q.count() });
    while (q.removeOrNull()) |x| std.debug.print("{d} ", .{x});
    std.debug.print("\n", .{});
}
