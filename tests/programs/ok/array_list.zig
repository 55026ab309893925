// The dynamic array of the library; the allocator is passed to every call.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(i32) = .empty;
    defer list.deinit(gpa);
    try list.append(gpa, 1);
    try list.appendSlice(gpa, &.{ 2, 3, 4 });
    try list.insert(gpa, 0, 100);
    std.debug.print("{any} {d}\n", .{ list.items, list.items.len });
    _ = list.orderedRemove(1);
    const last = list.pop();
    _ = list.swapRemove(0);
    std.debug.print("{any} {?d}\n", .{ list.items, last });
    list.items[0] += 10;
    list.clearRetainingCapacity();
    std.debug.print("{d} {} {?d}\n", .{ list.items.len, list.capacity >= 4, list.pop() });
}
