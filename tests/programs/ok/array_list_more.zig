// More of what a list can do.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list = try std.ArrayList(u8).initCapacity(gpa, 10);
    defer list.deinit(gpa);
    std.debug.print("{d} ", .{list.capacity});
    list.appendAssumeCapacity('a');
    try list.appendNTimes(gpa, 'b', 3);
    try list.print(gpa, "{d}!", .{42});
    std.debug.print("{s} {c} {c}\n", .{ list.items, list.getLast(), list.items[0] });
    list.shrinkRetainingCapacity(2);
    try list.resize(gpa, 3);
    list.items[2] = 'z';
    (try list.addOne(gpa)).* = 'y';
    try list.insertSlice(gpa, 1, "--");
    std.debug.print("{s}\n", .{list.items});
    try list.replaceRange(gpa, 0, 3, "X");
    std.debug.print("{s} {?c}\n", .{ list.items, list.getLastOrNull() });
    const owned = try list.toOwnedSlice(gpa);
    defer gpa.free(owned);
    std.debug.print("{s} {d}\n", .{ owned, list.items.len });
}
