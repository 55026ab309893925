// A list whose elements never move.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    const a = std.heap.page_allocator;
    var list: std.SegmentedList(i32, 4) = .{};
    defer list.deinit(a);
    var i: i32 = 0;
    while (i < 10) : (i += 1) try list.append(a, i * i);
    const p = list.at(3);
    p.* = 100;
    print("{d} {d}\n", .{ list.len, list.at(9).* });
    var it = list.iterator(0);
    while (it.next()) |x| print("{d} ", .{x.*});
    print("{?d}\n", .{list.pop()});
}
