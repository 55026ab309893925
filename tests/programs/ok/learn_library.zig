// The smaller parts of the library.
const std = @import("std");
const print = std.debug.print;
// more library: linked lists, EnumMap, BufMap-like, log, time, ascii, unicode, sort, testing helpers
const P = struct {
    pri: u8,
    name: []const u8,
};
fn cmpP(_: void, a: P, b: P) std.math.Order {
    return std.math.order(a.pri, b.pri);
}
const L = std.DoublyLinkedList;
const Item = struct {
    v: i32,
    node: L.Node = .{},
    fn from(n: *L.Node) *Item {
        return @fieldParentPtr("node", n);
    }
};
pub fn main() !void {
    const a = std.heap.page_allocator;
    var pq = std.PriorityQueue(P, void, cmpP).init(a, {});
    defer pq.deinit();
    try pq.add(.{ .pri = 3, .name = "c" });
    try pq.addSlice(&.{ .{ .pri = 1, .name = "a" }, .{ .pri = 2, .name = "b" } });
    print("{d} {s}\n", .{ pq.count(), pq.peek().?.name });
    while (pq.removeOrNull()) |p| print("{s}{d} ", .{ p.name, p.pri });
    print("\n", .{});
    var l = L{};
    var items: [4]Item = undefined;
    for (&items, 0..) |*it, i| {
        it.* = .{ .v = @intCast(i * 10) };
        l.append(&it.node);
    }
    l.remove(&items[1].node);
    l.insertAfter(&items[0].node, &items[1].node);
    var n = l.last;
    while (n) |x| : (n = x.prev) print("{d} ", .{Item.from(x).v});
    const popped = l.pop().?;
    print("| {d} {d} {}\n", .{ Item.from(popped).v, l.len(), l.popFirst() != null });
    var em = std.EnumMap(enum { a, b, c }, u32){};
    em.put(.b, 5);
    print("{?d} {?d} {}\n", .{ em.get(.a), em.get(.b), em.contains(.c) });
    var es = std.EnumSet(enum { x, y, z }).initMany(&.{ .x, .z });
    es.remove(.x);
    var eit = es.iterator();
    while (eit.next()) |e| print("{s} ", .{@tagName(e)});
    print("{d}\n", .{es.count()});
    const Op = enum { add, sub };
    const m = std.StaticStringMap(Op).initComptime(.{ .{ "+", .add }, .{ "-", .sub } });
    print("{any} {any} {}\n", .{ m.get("+"), m.get("*"), m.has("-") });
    var dbs = try std.DynamicBitSet.initEmpty(a, 20);
    defer dbs.deinit();
    dbs.set(4);
    dbs.set(17);
    var bit = dbs.iterator(.{});
    while (bit.next()) |i| print("{d} ", .{i});
    print("{d} {d}\n", .{ dbs.count(), dbs.capacity() });
    print("{} {} {} {}\n", .{ std.ascii.isAlphabetic('x'), std.ascii.isUpper('x'), std.ascii.isHex('g'), std.ascii.isPrint('\n') });
    var low: [5]u8 = undefined;
    print("{s} {}\n", .{ std.ascii.lowerString(&low, "HeLLo"), std.ascii.startsWithIgnoreCase("HELLO", "he") });
    print("{d} {d}\n", .{ try std.unicode.utf8ByteSequenceLength(0xe2), std.unicode.utf8CodepointSequenceLength('€') catch 0 });
    var ub: [4]u8 = undefined;
    const ul = try std.unicode.utf8Encode('€', &ub);
    print("{s} {x} {d}\n", .{ ub[0..ul], ub[0..ul], try std.unicode.utf8Decode(ub[0..ul]) });
    print("{}\n", .{std.unicode.utf8ValidateSlice("ok\xff")});
    var xs = [_]u32{ 3, 1, 2 };
    std.sort.pdq(u32, &xs, {}, std.sort.asc(u32));
    print("{any} {?d} {?d}\n", .{ xs, std.sort.argMin(u32, &xs, {}, std.sort.asc(u32)), std.sort.max(u32, &xs, {}, std.sort.asc(u32)) });
    const lb = std.sort.lowerBound(u32, &xs, @as(u32, 2), struct {
        fn f(ctx: u32, item: u32) std.math.Order {
            return std.math.order(ctx, item);
        }
    }.f);
    print("{d}\n", .{lb});
    print("{d} {d}\n", .{ std.mem.min(u32, &xs), std.mem.indexOfMin(u32, &xs) });
    const mm = std.mem.minMax(u32, &xs);
    print("{d} {d}\n", .{ mm[0], mm[1] });
    print("{?d} {?d}\n", .{ std.mem.indexOfPos(u8, "abcabc", 1, "abc"), std.mem.lastIndexOf(u8, "abcabc", "bc") });
    print("{?d} {?d}\n", .{ std.mem.indexOfNone(u8, "aab", "a"), std.mem.indexOfDiff(u8, "abc", "abd") });
    print("{s} {s}\n", .{ std.mem.trimRight(u8, "hi!!", "!"), std.mem.trimLeft(u8, "  x", " ") });
    print("{} {}\n", .{ std.mem.containsAtLeast(u8, "aXbX", 2, "X"), std.mem.lessThan(u8, "a", "b") });
    var rb: [16]u8 = undefined;
    const reps = std.mem.replace(u8, "a-b-c", "-", "+", rb[0..5]);
    print("{d} {s} {d}\n", .{ reps, rb[0..5], std.mem.replacementSize(u8, "a-b", "-", "---") });
    var it = std.mem.tokenizeSequence(u8, "a::b::c", "::");
    _ = it.next();
    print("{s} {s}\n", .{ it.peek().?, it.rest() });
    var sp = std.mem.splitScalar(u8, "k=v=w", '=');
    print("{s} {s}\n", .{ sp.next().?, sp.rest() });
    const nums = [_]f64{ 1.5, 2.5 };
    var s: f64 = 0;
    for (nums) |x| s += x;
    print("{d} {d:.2}\n", .{ s / nums.len, std.math.degreesToRadians(@as(f64, 180)) });
    print("{d} {d} {d}\n", .{ std.math.maxInt(i32), std.math.lerp(@as(f32, 0), 10, 0.5), std.math.sign(@as(f32, -2)) });
    print("{d} {d}\n", .{ std.math.rotl(u8, 0b1001, 2), std.math.log10(@as(f64, 1000)) });
    print("{any} {any}\n", .{ std.math.sub(u8, 1, 2), std.math.mul(i32, 1 << 20, 1 << 20) });
    print("{any} {any}\n", .{ std.math.divTrunc(i32, 7, 0), std.math.negate(@as(i8, -128)) });
    print("{d} {d}\n", .{ try std.math.powi(u32, 3, 4), @abs(@as(i32, -5)) });
}
