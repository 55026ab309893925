// Lists that grow, with and without their allocator.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

pub fn main() !void {
    var list: std.ArrayList(i32) = .empty;
    defer list.deinit(gpa);
    for (0..20) |i| try list.append(gpa, @intCast(i));
    print("{any} {d} {d}\n", .{ list.items, list.items.len, list.capacity });
    print("{?d} {d} {d}\n", .{ list.pop(), list.orderedRemove(3), list.swapRemove(0) });
    print("{any}\n", .{list.items});
    try list.insert(gpa, 2, 100);
    try list.insertSlice(gpa, 0, &.{ 7, 8, 9 });
    try list.appendSlice(gpa, &.{ 1, 2 });
    try list.appendNTimes(gpa, 5, 3);
    print("{any}\n", .{list.items});
    try list.replaceRange(gpa, 1, 3, &.{ 50, 51, 52, 53, 54 });
    print("{any}\n", .{list.items});
    try list.replaceRange(gpa, 1, 5, &.{60});
    print("{any}\n", .{list.items});
    print("{d} {?d}\n", .{ list.getLast(), list.getLastOrNull() });
    list.shrinkRetainingCapacity(4);
    print("{any}\n", .{list.items});
    var copy = try list.clone(gpa);
    defer copy.deinit(gpa);
    copy.items[0] = 99;
    print("{any} {any}\n", .{ list.items, copy.items });
    const owned = try copy.toOwnedSlice(gpa);
    defer gpa.free(owned);
    print("{any} {d} {d}\n", .{ owned, copy.items.len, copy.capacity });
    list.clearRetainingCapacity();
    print("{d} {}\n", .{ list.items.len, list.capacity > 0 });
    try list.ensureTotalCapacity(gpa, 100);
    print("{}\n", .{list.capacity >= 100});
    list.appendAssumeCapacity(3);
    (try list.addOne(gpa)).* = 4;
    const many = try list.addManyAsSlice(gpa, 2);
    many[0] = 5;
    many[1] = 6;
    try list.resize(gpa, 3);
    print("{any} {?d}\n", .{ list.items, list.pop() });
    list.clearAndFree(gpa);
    print("{d} {d} {?d}\n", .{ list.items.len, list.capacity, list.pop() });

    var exact = try std.ArrayList(u8).initCapacity(gpa, 10);
    defer exact.deinit(gpa);
    print("{d}\n", .{exact.capacity});
    try exact.print(gpa, "{d}-{s}", .{ 42, "x" });
    print("{s}\n", .{exact.items});
    const z = try exact.toOwnedSliceSentinel(gpa, 0);
    defer gpa.free(z);
    print("{s} {d}\n", .{ z, z.len });

    var buffer: [3]u8 = undefined;
    var fixed = std.ArrayList(u8).initBuffer(&buffer);
    try fixed.appendBounded('a');
    try fixed.appendSliceBounded("bc");
    print("{s} {any}\n", .{ fixed.items, fixed.appendBounded('d') });

    var managed = std.array_list.Managed([]const u8).init(gpa);
    defer managed.deinit();
    try managed.append("one");
    try managed.appendSlice(&.{ "two", "three" });
    try managed.insert(1, "middle");
    for (managed.items, 0..) |text, i| print("{d}={s} ", .{ i, text });
    print("{s} {?s} {d}\n", .{ managed.orderedRemove(0), managed.pop(), managed.items.len });
    const slice = try managed.toOwnedSlice();
    defer gpa.free(slice);
    print("{d} {d}\n", .{ slice.len, managed.items.len });

    var growth: std.ArrayList(u64) = .empty;
    defer growth.deinit(gpa);
    var last: usize = 0;
    for (0..300) |i| {
        try growth.append(gpa, i);
        if (growth.capacity != last) print("{d} ", .{growth.capacity});
        last = growth.capacity;
    }
    print("\n{s} {s}\n", .{ @typeName(std.ArrayList(u8)), @typeName(std.array_list.Managed(u8)) });
}
