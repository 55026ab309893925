// How lists and maps grow, and what their methods give.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = gpa.deinit();
    const a = gpa.allocator();
    var l = std.ArrayList(u32){};
    defer l.deinit(a);
    var last: usize = 999;
    for (0..100) |i| {
        try l.append(a, @intCast(i));
        if (l.capacity != last) {
            print("{d} ", .{l.capacity});
            last = l.capacity;
        }
    }
    print("\n", .{});
    var b: std.ArrayListUnmanaged(u8) = .empty;
    defer b.deinit(a);
    try b.append(a, 1);
    print("{d} ", .{b.capacity});
    try b.appendNTimes(a, 7, 300);
    print("{d} ", .{b.capacity});
    try b.ensureTotalCapacity(a, 1000);
    print("{d} ", .{b.capacity});
    try b.ensureTotalCapacityPrecise(a, 2001);
    print("{d}\n", .{b.capacity});
    b.shrinkAndFree(a, 5);
    print("{d} {d}\n", .{ b.items.len, b.capacity });
    b.clearRetainingCapacity();
    print("{d} {d}\n", .{ b.items.len, b.capacity });
    b.clearAndFree(a);
    print("{d} {d}\n", .{ b.items.len, b.capacity });
    var m = std.AutoHashMap(u32, u32).init(a);
    defer m.deinit();
    for (0..20) |i| {
        try m.put(@intCast(i), @intCast(i * i));
        if (i == 0 or i == 8 or i == 19) print("{d} ", .{m.capacity()});
    }
    print("\n", .{});
    var sum: u32 = 0;
    var vit = m.valueIterator();
    while (vit.next()) |v| sum += v.*;
    var kit = m.keyIterator();
    while (kit.next()) |k| sum += k.*;
    print("{d}\n", .{sum});
    const fr = m.fetchRemove(3).?;
    print("{d} {d} {any}\n", .{ fr.key, fr.value, m.fetchRemove(3) });
    try m.putNoClobber(100, 1);
    const old = try m.fetchPut(100, 2);
    print("{any} {d}\n", .{ old.?.value, m.get(100).? });
    const g = try m.getOrPutValue(7, 0);
    print("{d}\n", .{g.value_ptr.*});
    m.clearRetainingCapacity();
    print("{d}\n", .{m.count()});
    var set = std.AutoHashMap(u8, void).init(a);
    defer set.deinit();
    for ("hello") |ch| try set.put(ch, {});
    print("{d} {}\n", .{ set.count(), set.contains('h') });
    var am = std.AutoArrayHashMap(u8, u32).init(a);
    defer am.deinit();
    for ("mississippi") |ch| {
        const r = try am.getOrPut(ch);
        if (!r.found_existing) r.value_ptr.* = 0;
        r.value_ptr.* += 1;
    }
    for (am.keys(), am.values()) |k, v| print("{c}{d} ", .{ k, v });
    _ = am.orderedRemove('i');
    print("{c} {d}\n", .{ am.keys()[1], am.count() });
    var pq = std.PriorityQueue(u32, void, lessThan).init(a, {});
    defer pq.deinit();
    for ([_]u32{ 5, 1, 4, 2 }) |x| try pq.add(x);
    while (pq.removeOrNull()) |x| print("{d} ", .{x});
    print("\n", .{});
    var bs = std.StaticBitSet(16).initEmpty();
    bs.set(3);
    bs.set(9);
    bs.toggle(3);
    print("{d} {} {?d}\n", .{ bs.count(), bs.isSet(9), bs.findFirstSet() });
    var es = std.EnumSet(enum { a, b, c }).init(.{ .a = true });
    es.insert(.c);
    print("{d} {}\n", .{ es.count(), es.contains(.b) });
    var ea = std.EnumArray(enum { x, y }, u8).initFill(0);
    ea.set(.y, 5);
    print("{d} {d}\n", .{ ea.get(.x), ea.get(.y) });
    var buf: [10]u8 = undefined;
    var bl = std.ArrayList(u8).initBuffer(&buf);
    bl.appendAssumeCapacity('x');
    bl.appendSliceAssumeCapacity("yz");
    print("{s} {d}\n", .{ bl.items, bl.capacity });
    const owned = try blk: {
        var t: std.ArrayList(u8) = .empty;
        errdefer t.deinit(a);
        try t.appendSlice(a, "owned");
        break :blk t.toOwnedSlice(a);
    };
    defer a.free(owned);
    print("{s}\n", .{owned});
    var sl: std.SinglyLinkedList = .{};
    const N = struct { v: u8, node: std.SinglyLinkedList.Node = .{} };
    var n1 = N{ .v = 1 };
    var n2 = N{ .v = 2 };
    sl.prepend(&n1.node);
    sl.prepend(&n2.node);
    const f: *N = @fieldParentPtr("node", sl.popFirst().?);
    print("{d} {d}\n", .{ f.v, sl.len() });
}
fn lessThan(_: void, x: u32, y: u32) std.math.Order {
    return std.math.order(x, y);
}
