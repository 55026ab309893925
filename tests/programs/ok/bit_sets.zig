// Sets of numbers, of a fixed and of a changing size.
const std = @import("std");
const print = std.debug.print;
pub fn main() !void {
    var b = std.StaticBitSet(10).initEmpty();
    b.set(3);
    b.setValue(7, true);
    b.toggle(3);
    b.setRangeValue(.{ .start = 0, .end = 4 }, true);
    print("{d} {} {?d}\n", .{ b.count(), b.isSet(7), b.findFirstSet() });
    var it = b.iterator(.{});
    while (it.next()) |i| print("{d} ", .{i});
    print("\n", .{});
    var it2 = b.iterator(.{ .kind = .unset, .direction = .reverse });
    while (it2.next()) |i| print("{d} ", .{i});
    print("\n", .{});
    const c = b.complement();
    print("{d} {d}\n", .{ c.count(), b.unionWith(c).count() });
    var i8s = std.bit_set.IntegerBitSet(16).initFull();
    i8s.unset(0);
    print("{d} {b}\n", .{ i8s.count(), i8s.mask });
    var d = try std.DynamicBitSet.initEmpty(std.heap.page_allocator, 100);
    defer d.deinit();
    d.set(99);
    d.set(5);
    print("{d} {?d} {d}\n", .{ d.count(), d.findFirstSet(), d.capacity() });
    try d.resize(200, true);
    print("{d}\n", .{d.count()});
    var dm: std.DynamicBitSetUnmanaged = .{};
    try dm.resize(std.heap.page_allocator, 70, false);
    defer dm.deinit(std.heap.page_allocator);
    dm.set(69);
    print("{d}\n", .{dm.count()});
    var ab = std.bit_set.ArrayBitSet(u64, 130).initEmpty();
    ab.set(128);
    print("{d} {?d} {d}\n", .{ ab.count(), ab.toggleFirstSet(), ab.count() });
}
