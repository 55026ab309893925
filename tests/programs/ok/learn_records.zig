// Nested values, methods that chain, iterators, a logger of its own.
const std = @import("std");
const print = std.debug.print;
const log = std.log.scoped(.net);
pub const std_options: std.Options = .{ .log_level = .warn, .logFn = myLog };
fn myLog(comptime level: std.log.Level, comptime scope: @Type(.enum_literal), comptime format: []const u8, args: anytype) void {
    print("[" ++ comptime level.asText() ++ "] " ++ @tagName(scope) ++ " " ++ format ++ "\n", args);
}
// struct features
const Inner = struct { x: u8 = 1, y: [2]u8 = .{ 2, 3 } };
const Outer = struct {
    in: Inner = .{},
    opt: ?Inner = null,
    arr: [2]Inner = .{ .{}, .{ .x = 9 } },
    fnp: *const fn (u8) u8 = &id,
    tag: Tag = .b,
    u: Un = .{ .n = 4 },
    const Tag = enum { a, b };
    const Un = union(enum) { n: u8, s: []const u8 };
    fn id(x: u8) u8 {
        return x;
    }
    fn init() Outer {
        var self: Outer = .{};
        self.in.y[1] = 30;
        return self;
    }
    fn chain(self: *Outer) *Outer {
        self.in.x += 1;
        return self;
    }
};
const Bits = packed struct(u16) {
    low: u4,
    mid: packed struct { p: bool, q: u3 },
    hi: i8,
};
const Temp = struct {
    c: f32,
    fn toF(self: Temp) f32 {
        return self.c * 9 / 5 + 32;
    }
    const boiling: Temp = .{ .c = 100 };
    fn fromF(f: f32) Temp {
        return .{ .c = (f - 32) * 5 / 9 };
    }
};
const Counter = struct {
    count: usize = 0,
    const max = 3;
    fn inc(self: *@This()) error{Overflow}!usize {
        if (self.count >= max) return error.Overflow;
        defer self.count += 1;
        return self.count;
    }
};
fn swap(comptime T: type, a: *T, b: *T) void {
    const t = a.*;
    a.* = b.*;
    b.* = t;
}
fn collect(comptime T: type, a: std.mem.Allocator, it: anytype) ![]T {
    var l: std.ArrayList(T) = .empty;
    defer l.deinit(a);
    while (it.next()) |x| try l.append(a, x);
    return l.toOwnedSlice(a);
}
const Range = struct {
    cur: i32,
    end: i32,
    step: i32 = 1,
    fn next(r: *Range) ?i32 {
        if (r.cur >= r.end) return null;
        defer r.cur += r.step;
        return r.cur;
    }
};
fn Filter(comptime It: type, comptime pred: fn (i32) bool) type {
    return struct {
        it: It,
        fn next(self: *@This()) ?i32 {
            while (self.it.next()) |x| if (pred(x)) return x;
            return null;
        }
    };
}
fn odd(x: i32) bool {
    return @mod(x, 2) == 1;
}
pub fn main() !void {
    log.info("hidden", .{});
    log.warn("shown {d}", .{1});
    std.log.err("bad", .{});
    var o = Outer.init();
    print("{d} {d} {d} {d}\n", .{ o.in.y[1], o.arr[1].x, o.fnp(5), o.u.n });
    _ = o.chain().chain();
    o.opt = .{ .x = 7 };
    o.opt.?.y = .{ 8, 8 };
    o.u = .{ .s = "str" };
    o.tag = .a;
    print("{d} {any} {s} {s}\n", .{ o.in.x, o.opt, o.u.s, @tagName(o.tag) });
    const copy = o;
    o.in.x = 200;
    print("{d} {d}\n", .{ copy.in.x, o.in.x });
    var b = Bits{ .low = 5, .mid = .{ .p = true, .q = 2 }, .hi = -1 };
    b.mid.q = 7;
    b.hi -= 1;
    print("{x} {d} {}\n", .{ @as(u16, @bitCast(b)), b.hi, b.mid.p });
    print("{d:.1} {d:.1}\n", .{ Temp.boiling.toF(), Temp.fromF(212).c });
    var c: Counter = .{};
    for (0..5) |_| if (c.inc()) |v| print("{d} ", .{v}) else |e| print("{s} ", .{@errorName(e)});
    print("\n", .{});
    var x: u8 = 1;
    var y: u8 = 2;
    swap(u8, &x, &y);
    print("{d} {d}\n", .{ x, y });
    const a = std.heap.page_allocator;
    var r = Range{ .cur = 0, .end = 10, .step = 3 };
    const xs = try collect(i32, a, &r);
    defer a.free(xs);
    var f = Filter(Range, odd){ .it = .{ .cur = 0, .end = 8 } };
    const ys = try collect(i32, a, &f);
    defer a.free(ys);
    print("{any} {any}\n", .{ xs, ys });
    const p = &o.arr[0];
    p.* = .{ .x = 3 };
    print("{any}\n", .{o.arr[0]});
    const anon: struct { a: u8, b: struct { c: []const u8 } } = .{ .a = 1, .b = .{ .c = "deep" } };
    print("{s}\n", .{anon.b.c});
    const list = [_]struct { name: []const u8, n: u8 }{ .{ .name = "a", .n = 1 }, .{ .name = "b", .n = 2 } };
    for (list) |e| print("{s}{d} ", .{ e.name, e.n });
    print("\n", .{});
    var mat: [2][2]f32 = .{ .{ 1, 2 }, .{ 3, 4 } };
    for (&mat, 0..) |*row, i| for (row, 0..) |*cell, j| {
        if (i < j) std.mem.swap(f32, cell, &mat[j][i]);
    };
    print("{any}\n", .{mat});
    const i: ?usize = for (list, 0..) |e, k| {
        if (e.n == 2) break k;
    } else null;
    print("{?d}\n", .{i});
    const Tup = struct { u8, []const u8 };
    const t: Tup = .{ 3, "t" };
    const n, const s = t;
    print("{d} {s} {d}\n", .{ n, s, t.len });
    const tt = .{ @as(u8, 1), @as(i16, -1) };
    print("{any}\n", .{tt});
    print("{}\n", .{std.meta.eql(Inner{}, Inner{})});
}
