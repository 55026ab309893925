// A list, an account, a grid: who owns which memory.
const std = @import("std");
const print = std.debug.print;
const Allocator = std.mem.Allocator;
// generic linked list with iterators, ring buffers, LRU, string builder, matrices, bank accounts...
fn LinkedList(comptime T: type) type {
    return struct {
        const Self = @This();
        pub const Node = struct {
            data: T,
            next: ?*Node = null,
            prev: ?*Node = null,
        };
        first: ?*Node = null,
        last: ?*Node = null,
        len: usize = 0,
        allocator: Allocator,
        pub fn init(allocator: Allocator) Self {
            return Self{ .allocator = allocator };
        }
        pub fn deinit(self: *Self) void {
            var cur = self.first;
            while (cur) |node| {
                const next = node.next;
                self.allocator.destroy(node);
                cur = next;
            }
            self.* = undefined;
        }
        pub fn append(self: *Self, v: T) !*Node {
            const n = try self.allocator.create(Node);
            n.* = .{ .data = v, .prev = self.last };
            if (self.last) |l| l.next = n else self.first = n;
            self.last = n;
            self.len += 1;
            return n;
        }
        pub fn remove(self: *Self, n: *Node) void {
            if (n.prev) |p| p.next = n.next else self.first = n.next;
            if (n.next) |x| x.prev = n.prev else self.last = n.prev;
            self.len -= 1;
            self.allocator.destroy(n);
        }
        pub fn reverse(self: *Self) void {
            var cur = self.first;
            while (cur) |n| {
                cur = n.next;
                std.mem.swap(?*Node, &n.next, &n.prev);
            }
            std.mem.swap(?*Node, &self.first, &self.last);
        }
        pub const Iterator = struct {
            cur: ?*const Node,
            pub fn next(it: *Iterator) ?T {
                const n = it.cur orelse return null;
                it.cur = n.next;
                return n.data;
            }
        };
        pub fn iter(self: *const Self) Iterator {
            return .{ .cur = self.first };
        }
    };
}
const Account = struct {
    balance: i64 = 0,
    history: std.ArrayList(Entry) = .empty,
    const Entry = union(enum) { deposit: u32, withdraw: u32, note: []const u8 };
    const Error = error{InsufficientFunds};
    fn deposit(self: *Account, a: Allocator, n: u32) !void {
        self.balance += n;
        try self.history.append(a, .{ .deposit = n });
    }
    fn withdraw(self: *Account, a: Allocator, n: u32) (Error || Allocator.Error)!void {
        if (n > self.balance) {
            try self.history.append(a, .{ .note = "refused" });
            return Error.InsufficientFunds;
        }
        self.balance -= n;
        try self.history.append(a, .{ .withdraw = n });
    }
};
const Grid = struct {
    w: usize,
    h: usize,
    cells: []u8,
    fn init(a: Allocator, w: usize, h: usize) !Grid {
        const cells = try a.alloc(u8, w * h);
        @memset(cells, '.');
        return .{ .w = w, .h = h, .cells = cells };
    }
    fn at(g: Grid, x: usize, y: usize) *u8 {
        return &g.cells[y * g.w + x];
    }
    fn row(g: Grid, y: usize) []u8 {
        return g.cells[y * g.w ..][0..g.w];
    }
};
fn jagged(a: Allocator) ![][]u32 {
    const rows = try a.alloc([]u32, 3);
    errdefer a.free(rows);
    for (rows, 0..) |*r, i| {
        r.* = try a.alloc(u32, i + 1);
        for (r.*, 0..) |*c, j| c.* = @intCast(i * 10 + j);
    }
    return rows;
}
fn compose(comptime f: anytype, comptime g: anytype) fn (i32) i32 {
    return struct {
        fn h(x: i32) i32 {
            return f(g(x));
        }
    }.h;
}
fn sq(x: i32) i32 {
    return x * x;
}
fn inc(x: i32) i32 {
    return x + 1;
}
pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer if (gpa.deinit() == .leak) @panic("leak");
    const a = gpa.allocator();
    var l = LinkedList(u8).init(a);
    defer l.deinit();
    const first = try l.append(1);
    _ = try l.append(2);
    _ = try l.append(3);
    l.remove(first);
    l.reverse();
    var it = l.iter();
    while (it.next()) |v| print("{d} ", .{v});
    print("{d}\n", .{l.len});
    var acc: Account = .{};
    defer acc.history.deinit(a);
    try acc.deposit(a, 100);
    acc.withdraw(a, 500) catch |e| print("{s}\n", .{@errorName(e)});
    try acc.withdraw(a, 30);
    for (acc.history.items) |h| switch (h) {
        .deposit => |n| print("+{d} ", .{n}),
        .withdraw => |n| print("-{d} ", .{n}),
        .note => |s| print("({s}) ", .{s}),
    };
    print("= {d}\n", .{acc.balance});
    const g = try Grid.init(a, 4, 2);
    defer a.free(g.cells);
    g.at(1, 1).* = '#';
    g.row(0)[3] = '@';
    for (0..g.h) |y| print("{s}\n", .{g.row(y)});
    const j = try jagged(a);
    defer {
        for (j) |r| a.free(r);
        a.free(j);
    }
    print("{any} {d}\n", .{ j[2], j[1][1] });
    const f = comptime compose(sq, inc);
    print("{d}\n", .{f(4)});
    var sb: std.ArrayListUnmanaged(u8) = .{};
    defer sb.deinit(a);
    for (0..5) |i| try sb.writer(a).print("{d},", .{i});
    _ = sb.pop();
    print("{s} {?c}\n", .{ sb.items, sb.getLastOrNull() });
    const T = struct { id: u32, tags: []const []const u8 };
    const ts = [_]T{ .{ .id = 1, .tags = &.{ "a", "b" } }, .{ .id = 2, .tags = &.{} } };
    for (ts) |t| {
        print("{d}:", .{t.id});
        for (t.tags) |tag| print(" {s}", .{tag});
        print(" ({d})\n", .{t.tags.len});
    }
    var memo = std.AutoHashMap(u64, u64).init(a);
    defer memo.deinit();
    print("{d}\n", .{try fibm(&memo, 50)});
    const S = struct {
        fn lt(_: void, x: []const u8, y: []const u8) bool {
            return std.mem.lessThan(u8, x, y);
        }
    };
    var words = [_][]const u8{ "pear", "apple", "fig" };
    std.mem.sort([]const u8, &words, {}, S.lt);
    for (words) |w| print("{s} ", .{w});
    print("\n", .{});
    const copy = try a.dupe([]const u8, &words);
    defer a.free(copy);
    print("{s}\n", .{copy[copy.len - 1]});
    const ptrs = try a.alloc(*u32, 2);
    defer a.free(ptrs);
    for (ptrs, 0..) |*p, i| {
        p.* = try a.create(u32);
        p.*.* = @intCast(i + 7);
    }
    defer for (ptrs) |p| a.destroy(p);
    print("{d} {d}\n", .{ ptrs[0].*, ptrs[1].* });
    var opt: ?[]u8 = null;
    defer if (opt) |o| a.free(o);
    opt = try a.alloc(u8, 3);
    @memcpy(opt.?, "abc");
    print("{s}\n", .{opt.?});
    if (a.resize(opt.?, 3)) print("ok\n", .{});
    const z = try a.dupeZ(u8, "zstr");
    defer a.free(z);
    print("{s} {d}\n", .{ z, z.len });
    const two = try std.fmt.allocPrintSentinel(a, "{d}", .{5}, 0);
    defer a.free(two);
    print("{s}\n", .{two});
}
fn fibm(m: *std.AutoHashMap(u64, u64), n: u64) !u64 {
    if (n < 2) return n;
    if (m.get(n)) |v| return v;
    const v = try fibm(m, n - 1) + try fibm(m, n - 2);
    try m.put(n, v);
    return v;
}
