// Maps, lists of nodes, queues, random numbers, sets of enum members, UTF-8.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Point = struct { x: i32, y: i16 };
const Color = enum { red, green, blue };

fn hashes() void {
    var buffer: [200]u8 = undefined;
    for (&buffer, 0..) |*b, i| b.* = @truncate(i * 7);
    for ([_]usize{ 0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 95, 96, 97, 144, 200 }) |n| {
        var h = std.hash.Wyhash.init(n);
        h.update(buffer[0 .. n / 3]);
        h.update(buffer[n / 3 .. n]);
        print("{x} {x}\n", .{ std.hash.Wyhash.hash(n, buffer[0..n]), h.final() });
    }
}

fn maps() !void {
    var map = std.AutoHashMap(u32, []const u8).init(gpa);
    defer map.deinit();
    for (0..20) |i| try map.put(@intCast(i * 37), if (i % 2 == 0) "even" else "odd");
    print("{d} {d} {?s} {?s}\n", .{ map.count(), map.capacity(), map.get(37), map.get(38) });
    var it = map.iterator();
    while (it.next()) |entry| print("{d}={s} ", .{ entry.key_ptr.*, entry.value_ptr.* });
    print("\n{} {} {}\n", .{ map.remove(37), map.remove(37), map.contains(37) });
    if (map.fetchRemove(74)) |pair| print("{d} {s}\n", .{ pair.key, pair.value });
    const place = try map.getOrPut(5);
    print("{}\n", .{place.found_existing});
    place.value_ptr.* = "five";
    if (map.getPtr(5)) |value| value.* = "FIVE";
    print("{?s} {any}\n", .{ map.get(5), (try map.fetchPut(5, "x")).?.key });
    const entry = try map.getOrPutValue(5, "y");
    print("{s}\n", .{entry.value_ptr.*});
    var keys = map.keyIterator();
    var sum: u64 = 0;
    while (keys.next()) |key| sum += key.*;
    print("{d}\n", .{sum});
    var copy = try map.clone();
    defer copy.deinit();
    map.clearRetainingCapacity();
    print("{d} {d}\n", .{ map.count(), copy.count() });

    var words: std.StringHashMapUnmanaged(usize) = .empty;
    defer words.deinit(gpa);
    var tokens = std.mem.tokenizeScalar(u8, "the cat and the dog and the bird", ' ');
    while (tokens.next()) |word| {
        const found = try words.getOrPut(gpa, word);
        if (!found.found_existing) found.value_ptr.* = 0;
        found.value_ptr.* += 1;
    }
    var wi = words.iterator();
    while (wi.next()) |e| print("{s}:{d} ", .{ e.key_ptr.*, e.value_ptr.* });
    print("\n", .{});

    var points = std.AutoHashMap(Point, u8).init(gpa);
    defer points.deinit();
    for (0..10) |i| try points.put(.{ .x = @intCast(i), .y = -1 }, @intCast(i));
    var pi = points.iterator();
    while (pi.next()) |e| print("{d} ", .{e.value_ptr.*});
    var colors = std.AutoHashMap(Color, u8).init(gpa);
    defer colors.deinit();
    try colors.put(.blue, 3);
    try colors.put(.red, 1);
    try colors.put(.green, 2);
    var vi = colors.valueIterator();
    while (vi.next()) |value| print("{d} ", .{value.*});
    var small = std.AutoHashMap(u5, void).init(gpa);
    defer small.deinit();
    for ([_]u5{ 3, 30, 7, 12, 3 }) |n| try small.put(n, {});
    var si = small.keyIterator();
    while (si.next()) |key| print("{d} ", .{key.*});
    var chars = std.AutoHashMap(u8, usize).init(gpa);
    defer chars.deinit();
    for ("hello world") |c| (try chars.getOrPutValue(c, 0)).value_ptr.* += 1;
    var ci = chars.iterator();
    while (ci.next()) |e| print("{c}{d} ", .{ e.key_ptr.*, e.value_ptr.* });
    print("\n{s}\n", .{@typeName(std.AutoHashMap(u8, u8))});
    var big = std.AutoHashMap(u64, u64).init(gpa);
    defer big.deinit();
    for (0..1000) |i| try big.put(i * i, i);
    for (0..500) |i| _ = big.remove(i * i);
    for (0..300) |i| try big.put(i, i);
    var checksum: u64 = 0;
    var bi = big.iterator();
    while (bi.next()) |e| checksum = checksum *% 31 +% e.value_ptr.*;
    print("{d} {d} {x}\n", .{ big.count(), big.capacity(), checksum });
    try big.ensureTotalCapacity(5000);
    print("{d}\n", .{big.capacity()});
}

const Item = struct { value: u32, node: std.SinglyLinkedList.Node = .{} };
const Item2 = struct { node: std.DoublyLinkedList.Node = .{}, value: u32 };

fn lists() void {
    var list: std.SinglyLinkedList = .{};
    var items = [_]Item{ .{ .value = 1 }, .{ .value = 2 }, .{ .value = 3 }, .{ .value = 4 } };
    for (items[0..3]) |*item| list.prepend(&item.node);
    items[0].node.insertAfter(&items[3].node);
    list.remove(&items[1].node);
    print("{d}:", .{list.len()});
    var at = list.first;
    while (at) |node| : (at = node.next) {
        const item: *Item = @fieldParentPtr("node", node);
        print(" {d}", .{item.value});
    }
    std.SinglyLinkedList.Node.reverse(&list.first);
    const first: *Item = @fieldParentPtr("node", list.popFirst().?);
    print(" {d} {d}\n", .{ first.value, list.first.?.countChildren() });

    var both: std.DoublyLinkedList = .{};
    var more = [_]Item2{ .{ .value = 1 }, .{ .value = 2 }, .{ .value = 3 }, .{ .value = 4 } };
    both.append(&more[1].node);
    both.prepend(&more[0].node);
    both.append(&more[3].node);
    both.insertBefore(&more[3].node, &more[2].node);
    both.remove(&more[1].node);
    var back = both.last;
    while (back) |node| : (back = node.prev) {
        const item: *Item2 = @fieldParentPtr("node", node);
        print("{d} ", .{item.value});
    }
    const last: *Item2 = @fieldParentPtr("node", both.pop().?);
    print("{d} {d}\n", .{ last.value, both.len() });
}

fn order(_: void, a: u32, b: u32) std.math.Order {
    return std.math.order(a, b);
}

fn queues() !void {
    var queue = std.PriorityQueue(u32, void, order).init(gpa, {});
    defer queue.deinit();
    try queue.addSlice(&.{ 5, 3, 8, 1, 9, 2 });
    try queue.add(4);
    print("{d} {?d} {any}\n", .{ queue.count(), queue.peek(), queue.items });
    try queue.update(8, 0);
    while (queue.removeOrNull()) |n| print("{d} ", .{n});
    print("\n", .{});
}

fn random() void {
    var prng = std.Random.DefaultPrng.init(42);
    const r = prng.random();
    for (0..5) |_| print("{d} {d} {d} {d}\n", .{ r.int(u8), r.int(i32), r.int(u64), r.int(u5) });
    for (0..5) |_| print("{d} {d} {d} {d}\n", .{ r.uintLessThan(u32, 10), r.intRangeAtMost(i32, -5, 5), r.intRangeLessThan(u8, 10, 20), r.uintAtMost(u64, 100) });
    for (0..5) |_| print("{d} {d} {} {}\n", .{ r.float(f64), r.float(f32), r.boolean(), r.enumValue(Color) });
    var deck: [10]u8 = undefined;
    for (&deck, 0..) |*card, i| card.* = @intCast(i);
    r.shuffle(u8, &deck);
    print("{any} {d}\n", .{ deck, r.weightedIndex(u32, &.{ 1, 5, 2 }) });
    var bytes: [11]u8 = undefined;
    r.bytes(&bytes);
    print("{any}\n", .{bytes});
    for (0..100) |_| _ = r.uintLessThan(u3, 5);
    print("{d} {d} {d}\n", .{ r.uintLessThan(u3, 5), r.uintLessThan(u7, 100), r.intRangeAtMost(u8, 1, 6) });
}

fn enums() void {
    var set = std.EnumSet(Color).initMany(&.{ .red, .blue });
    print("{d} {} {}\n", .{ set.count(), set.contains(.green), set.contains(.blue) });
    set.toggle(.green);
    set.remove(.red);
    var it = set.iterator();
    while (it.next()) |color| print("{t} ", .{color});
    var array = std.EnumArray(Color, u8).init(.{ .red = 1, .green = 2, .blue = 3 });
    array.set(.red, 9);
    array.getPtr(.blue).* += 1;
    print("{d} {d} {d}\n", .{ array.get(.red), array.get(.green), array.get(.blue) });
    var map = std.EnumMap(Color, u8).init(.{ .green = 7 });
    map.put(.red, 1);
    print("{d} {?d} {?d} {}\n", .{ map.count(), map.get(.green), map.get(.blue), std.EnumSet(Color).initFull().eql(set) });
    print("{any} {?s}\n", .{ std.enums.values(Color), std.enums.tagName(Color, .blue) });
}

fn unicode() !void {
    const text = "h\u{e9}llo \u{2603} \u{1f600}";
    print("{d} {}\n", .{ try std.unicode.utf8CountCodepoints(text), std.unicode.utf8ValidateSlice("\xff") });
    var it = (try std.unicode.Utf8View.init(text)).iterator();
    while (it.nextCodepoint()) |c| print("{x} ", .{c});
    var buffer: [4]u8 = undefined;
    const n = try std.unicode.utf8Encode(0x2603, &buffer);
    print("{d} {x} {x}\n", .{ n, buffer[0..n], try std.unicode.utf8Decode(buffer[0..n]) });
}

pub fn main() !void {
    hashes();
    try maps();
    lists();
    try queues();
    random();
    enums();
    try unicode();
}
