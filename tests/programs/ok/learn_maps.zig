// Maps and lists that own what is in them.
const std = @import("std");
const print = std.debug.print;
// GPA leak messages aside: misc behaviours of containers
const Map = std.AutoHashMap(u32, []const u8);
const Pt = struct { x: i32, y: i32 };
const Ctx = struct {
    pub fn hash(_: Ctx, k: []const u8) u64 {
        return k.len;
    }
    pub fn eql(_: Ctx, a: []const u8, b: []const u8) bool {
        return std.ascii.eqlIgnoreCase(a, b);
    }
};
pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer std.debug.assert(gpa.deinit() == .ok);
    const a = gpa.allocator();
    var m = Map.init(a);
    defer m.deinit();
    try m.ensureTotalCapacity(10);
    m.putAssumeCapacity(1, "one");
    try m.put(2, "two");
    try m.put(2, "TWO");
    print("{d} {s} {s}\n", .{ m.count(), m.get(2).?, m.get(1) orelse "?" });
    if (m.getEntry(1)) |e| e.value_ptr.* = "ONE";
    print("{s} {} {any}\n", .{ m.get(1).?, m.remove(9), m.getKey(2) });
    var total: usize = 0;
    var it = m.iterator();
    while (it.next()) |e| total += e.key_ptr.* + e.value_ptr.len;
    print("{d}\n", .{total});
    var clone = try m.clone();
    defer clone.deinit();
    m.clearAndFree();
    print("{d} {d}\n", .{ m.count(), clone.count() });
    var pts = std.AutoHashMap(Pt, u8).init(a);
    defer pts.deinit();
    try pts.put(.{ .x = 1, .y = 2 }, 3);
    print("{?d} {?d}\n", .{ pts.get(.{ .x = 1, .y = 2 }), pts.get(.{ .x = 2, .y = 1 }) });
    var ci = std.HashMap([]const u8, u8, Ctx, 80).init(a);
    defer ci.deinit();
    try ci.put("Key", 1);
    print("{?d}\n", .{ci.get("KEY")});
    var sm: std.StringHashMapUnmanaged(std.ArrayList(u8)) = .{};
    defer {
        var vit = sm.valueIterator();
        while (vit.next()) |l| l.deinit(a);
        sm.deinit(a);
    }
    for ([_][]const u8{ "ab", "ac", "b" }) |w| {
        const g = try sm.getOrPut(a, w[0..1]);
        if (!g.found_existing) g.value_ptr.* = .empty;
        try g.value_ptr.append(a, w[w.len - 1]);
    }
    print("{s} {s}\n", .{ sm.get("a").?.items, sm.get("b").?.items });
    var l = std.ArrayList(Pt){};
    defer l.deinit(a);
    for (0..5) |i| try l.append(a, .{ .x = @intCast(i), .y = 0 });
    for (l.items) |*p| p.y = p.x * p.x;
    l.shrinkRetainingCapacity(3);
    try l.insertSlice(a, 1, &.{ .{ .x = -1, .y = -1 }, .{ .x = -2, .y = -2 } });
    for (l.items) |p| print("({d},{d})", .{ p.x, p.y });
    print(" {any}\n", .{l.getLast()});
    try l.replaceRange(a, 0, 2, &.{.{ .x = 50, .y = 50 }});
    print("{d} {d}\n", .{ l.items.len, l.items[0].x });
    const one = try l.addOne(a);
    one.* = .{ .x = 0, .y = 0 };
    const arr = try l.addManyAsArray(a, 2);
    arr.* = @splat(.{ .x = 7, .y = 7 });
    print("{d} {d}\n", .{ l.items.len, l.pop().?.x });
    try l.resize(a, 2);
    print("{d}\n", .{l.items.len});
    while (l.pop()) |p| print("{d} ", .{p.x});
    print("{any}\n", .{l.pop()});
    var nested = std.ArrayList(std.ArrayList(u8)){};
    defer {
        for (nested.items) |*n| n.deinit(a);
        nested.deinit(a);
    }
    for (0..3) |i| {
        var n = std.ArrayList(u8){};
        try n.appendNTimes(a, 'a' + @as(u8, @intCast(i)), i + 1);
        try nested.append(a, n);
    }
    for (nested.items) |n| print("{s} ", .{n.items});
    print("\n", .{});
    const sent = try nested.items[2].toOwnedSliceSentinel(a, 0);
    defer a.free(sent);
    print("{s} {d}\n", .{ sent, sent[sent.len] });
    var ah = std.StringArrayHashMap(i32).init(a);
    defer ah.deinit();
    try ah.put("z", 1);
    try ah.put("y", 2);
    try ah.put("x", 3);
    _ = ah.swapRemove("z");
    for (ah.keys()) |k| print("{s}", .{k});
    print(" {?d} {?d}\n", .{ ah.getIndex("y"), ah.get("x") });
    var ait = ah.iterator();
    while (ait.next()) |e| e.value_ptr.* *= 10;
    print("{any}\n", .{ah.values()});
}
fn cmp(_: void, x: u8, y: u8) std.math.Order {
    return std.math.order(x, y);
}
