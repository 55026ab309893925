// Maps that keep their order, maps made at compile time, sets of numbers.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Keyword = enum { let, @"if", fun };
const keywords = std.StaticStringMap(Keyword).initComptime(.{ .{ "let", .let }, .{ "if", .@"if" }, .{ "fun", .fun } });

const ByKey = struct {
    keys: []u32,
    pub fn lessThan(self: @This(), a: usize, b: usize) bool {
        return self.keys[a] < self.keys[b];
    }
};

pub fn main() !void {
    var map = std.AutoArrayHashMap(u32, u8).init(gpa);
    defer map.deinit();
    for (0..30) |i| try map.put(@intCast((i * 17) % 31), @intCast(i));
    print("{any} {d} {?d} {?d}\n", .{ map.keys(), map.count(), map.get(17), map.get(99) });
    print("{} {} {?d}\n", .{ map.swapRemove(0), map.orderedRemove(17), map.getIndex(20) });
    print("{any}\n{any}\n", .{ map.keys(), map.values() });
    map.sort(ByKey{ .keys = map.keys() });
    print("{any} {?d}\n", .{ map.keys(), map.get(20) });
    const last = map.pop().?;
    print("{d} {d} {}\n", .{ last.key, last.value, map.contains(last.key) });
    var it = map.iterator();
    var sum: u32 = 0;
    while (it.next()) |entry| sum += entry.key_ptr.* * entry.value_ptr.*;
    print("{d}\n", .{sum});

    var names: std.StringArrayHashMapUnmanaged(usize) = .empty;
    defer names.deinit(gpa);
    for ([_][]const u8{ "b", "a", "b", "c" }) |name| {
        const place = try names.getOrPutValue(gpa, name, 0);
        place.value_ptr.* += 1;
    }
    for (names.keys(), names.values()) |name, n| print("{s}={d} ", .{ name, n });
    print("\n{any} {} {}\n", .{ keywords.get("if"), keywords.has("fun"), keywords.has("while") });
    const empty: std.StaticStringMap(void) = .initComptime(.{ .{"x"}, .{"y"} });
    print("{} {}\n", .{ empty.has("x"), empty.has("z") });

    var set = std.StaticBitSet(100).initEmpty();
    set.set(3);
    set.set(99);
    set.toggle(50);
    set.unset(3);
    print("{d} {} {?d} {d}\n", .{ set.count(), set.isSet(99), set.findFirstSet(), set.capacity() });
    var dynamic = try std.DynamicBitSet.initEmpty(gpa, 70);
    defer dynamic.deinit();
    dynamic.set(69);
    dynamic.setValue(1, true);
    print("{d} {} {?d} {d}\n", .{ dynamic.count(), dynamic.isSet(69), dynamic.findFirstSet(), dynamic.capacity() });
    print("{d}\n", .{std.time.ns_per_s});
}
