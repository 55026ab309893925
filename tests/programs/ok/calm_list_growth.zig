// A list that grows many times and keeps its contents.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList([3]u16) = .empty;
    defer list.deinit(gpa);
    for (0..500) |i| try list.append(gpa, .{ @intCast(i), 1, undefined });
    var sum: usize = 0;
    for (list.items) |x| sum += x[0] + x[1];
    while (list.items.len > 10) _ = list.pop();
    list.shrinkAndFree(gpa, 5);
    std.debug.print("{d} {d}\n", .{ sum, list.items.len });
}
