// A stack, a tree, and the containers of the library.
const std = @import("std");
const print = std.debug.print;
fn Stack(comptime T: type) type {
    return struct {
        const Self = @This();
        const Node = struct { value: T, next: ?*Node };
        head: ?*Node = null,
        len: usize = 0,
        gpa: std.mem.Allocator,
        fn init(gpa: std.mem.Allocator) Self {
            return .{ .gpa = gpa };
        }
        fn push(self: *Self, v: T) !void {
            const n = try self.gpa.create(Node);
            n.* = .{ .value = v, .next = self.head };
            self.head = n;
            self.len += 1;
        }
        fn pop(self: *Self) ?T {
            const n = self.head orelse return null;
            defer self.gpa.destroy(n);
            self.head = n.next;
            self.len -= 1;
            return n.value;
        }
        fn deinit(self: *Self) void {
            while (self.pop()) |_| {}
        }
    };
}
const Tree = struct {
    root: ?*Node = null,
    const Node = struct {
        key: i32,
        left: ?*Node = null,
        right: ?*Node = null,
    };
    fn insert(self: *Tree, a: std.mem.Allocator, key: i32) !void {
        var link: *?*Node = &self.root;
        while (link.*) |n| link = if (key < n.key) &n.left else &n.right;
        const n = try a.create(Node);
        n.* = .{ .key = key };
        link.* = n;
    }
    fn walk(n: ?*Node) void {
        const x = n orelse return;
        walk(x.left);
        print("{d} ", .{x.key});
        walk(x.right);
    }
    fn free(a: std.mem.Allocator, n: ?*Node) void {
        if (n) |x| {
            free(a, x.left);
            free(a, x.right);
            a.destroy(x);
        }
    }
};
pub fn main() !void {
    var gpa: std.heap.GeneralPurposeAllocator(.{}) = .init;
    defer print("{any}\n", .{gpa.deinit()});
    const a = gpa.allocator();
    var s = Stack(i32).init(a);
    defer s.deinit();
    for (0..4) |i| try s.push(@intCast(i * i));
    print("{d} {?d}\n", .{ s.len, s.pop() });
    var s2 = Stack([]const u8).init(a);
    defer s2.deinit();
    try s2.push("one");
    try s2.push("two");
    print("{s}\n", .{s2.pop().?});
    var t: Tree = .{};
    for ([_]i32{ 5, 2, 8, 1, 9, 3 }) |k| try t.insert(a, k);
    Tree.walk(t.root);
    print("\n", .{});
    Tree.free(a, t.root);
    var list: std.ArrayList(u32) = .empty;
    defer list.deinit(a);
    try list.append(a, 1);
    try list.appendSlice(a, &.{ 2, 3, 4 });
    try list.insert(a, 0, 100);
    _ = list.orderedRemove(1);
    _ = list.swapRemove(0);
    print("{any} {d} {?d}\n", .{ list.items, list.items.len, list.pop() });
    var m = std.StringHashMap(u32).init(a);
    defer m.deinit();
    try m.put("one", 1);
    try m.put("two", 2);
    print("{?d} {?d} {}\n", .{ m.get("one"), m.get("x"), m.contains("two") });
    const gop = try m.getOrPut("three");
    if (!gop.found_existing) gop.value_ptr.* = 3;
    print("{d} {}\n", .{ m.count(), m.remove("one") });
    var am = std.AutoHashMap(i32, []const u8).init(a);
    defer am.deinit();
    try am.put(5, "five");
    if (am.getPtr(5)) |p| p.* = "FIVE";
    var it = am.iterator();
    while (it.next()) |e| print("{d}={s}\n", .{ e.key_ptr.*, e.value_ptr.* });
    var ml = std.array_list.Managed(u8).init(a);
    defer ml.deinit();
    try ml.appendSlice("abc");
    try ml.append('d');
    try ml.writer().print("{d}", .{42});
    print("{s}\n", .{ml.items});
}
