// Queues by order: one end, and both ends.
const std = @import("std");
fn cmp(_: void, a: u32, b: u32) std.math.Order { return std.math.order(a, b); }
pub fn main() !void {
    const a = std.heap.page_allocator;
    var q = std.PriorityQueue(u32, void, cmp).init(a, {});
    defer q.deinit();
    for ([_]u32{ 5, 2, 9, 1, 7 }) |x| try q.add(x);
    try q.addSlice(&.{ 3, 8 });
    std.debug.print("{?d} {d}\n", .{ q.peek(), q.count() });
    try q.update(9, 0);
    while (q.removeOrNull()) |x| std.debug.print("{d} ", .{x});
    std.debug.print("\n", .{});
    var d = std.PriorityDequeue(u32, void, cmp).init(a, {});
    defer d.deinit();
    for ([_]u32{ 5, 2, 9, 1, 7, 4 }) |x| try d.add(x);
    std.debug.print("{?d} {?d}\n", .{ d.peekMin(), d.peekMax() });
    while (d.count() > 1) std.debug.print("{d} {d},", .{ d.removeMin(), d.removeMax() });
    std.debug.print("{d}\n", .{d.count()});
}
