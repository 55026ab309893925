// Functions and structures that refer to each other.
const std = @import("std");
const print = std.debug.print;
// exotic: nested optionals/errors, pointers to pointers, slices of slices, fn returning fn ptr
const Fn = *const fn (i32) i32;
fn dbl(x: i32) i32 { return x * 2; }
fn inc(x: i32) i32 { return x + 1; }
fn pick(b: bool) Fn { return if (b) dbl else inc; }
fn compose(comptime f: fn (i32) i32, comptime g: fn (i32) i32) fn (i32) i32 { return struct { fn h(x: i32) i32 { return f(g(x)); } }.h; }
const Node = struct { v: u8, next: ?*Node = null };
fn removeAll(head: *?*Node, v: u8) void { var p = head; while (p.*) |n| { if (n.v == v) p.* = n.next else p = &n.next; } }
fn reverse(head: ?*Node) ?*Node { var prev: ?*Node = null; var cur = head; while (cur) |n| { cur = n.next; n.next = prev; prev = n; } return prev; }
const Self = union(enum) { leaf: i32, pair: *const [2]Self,
    fn sum(s: Self) i32 { return switch (s) { .leaf => |v| v, .pair => |p| p[0].sum() + p[1].sum() }; } };
const Expr = union(enum) {
    num: f64, neg: *const Expr, bin: struct { op: Op, l: *const Expr, r: *const Expr },
    const Op = enum(u8) { add = '+', sub = '-', mul = '*', div = '/' };
    fn eval(e: *const Expr) error{DivByZero}!f64 {
        return switch (e.*) {
            .num => |n| n,
            .neg => |x| -(try x.eval()),
            .bin => |b| { const l = try b.l.eval(); const r = try b.r.eval(); return switch (b.op) { .add => l + r, .sub => l - r, .mul => l * r, .div => if (r == 0) error.DivByZero else l / r }; },
        };
    }
    pub fn format(e: Expr, w: *std.Io.Writer) std.Io.Writer.Error!void {
        switch (e) { .num => |n| try w.print("{d}", .{n}), .neg => |x| try w.print("-{f}", .{x.*}), .bin => |b| try w.print("({f} {c} {f})", .{ b.l.*, @intFromEnum(b.op), b.r.* }) }
    }
};
pub fn main() !void {
    print("{d} {d} {d}\n", .{ pick(true)(4), pick(false)(4), compose(dbl, inc)(5) });
    var n3 = Node{ .v = 3 }; var n2 = Node{ .v = 2, .next = &n3 }; var n1 = Node{ .v = 3, .next = &n2 };
    var head: ?*Node = &n1;
    removeAll(&head, 3);
    print("{d} {}\n", .{ head.?.v, head.?.next == null });
    n1.next = null; n2.next = &n1; n3.next = &n2;
    var r = reverse(&n3);
    while (r) |n| : (r = n.next) print("{d} ", .{n.v});
    const tree: Self = .{ .pair = &.{ .{ .leaf = 3 }, .{ .pair = &.{ .{ .leaf = 4 }, .{ .leaf = 5 } } } } };
    print("{d}\n", .{tree.sum()});
    const e: Expr = .{ .bin = .{ .op = .mul, .l = &.{ .num = 2 }, .r = &.{ .bin = .{ .op = .sub, .l = &.{ .neg = &.{ .num = 1.5 } }, .r = &.{ .num = 4 } } } } };
    print("{f} = {d}\n", .{ e, try e.eval() });
    const bad: Expr = .{ .bin = .{ .op = .div, .l = &e, .r = &.{ .num = 0 } } };
    print("{any}\n", .{bad.eval()});
    const pp: **const u8 = @constCast(&&@as(u8, 7));
    print("{d}\n", .{pp.*.*});
    const grid = [_][]const u8{ "#..", ".#.", "..#" };
    for (grid, 0..) |row, y| { for (row, 0..) |c, x| if (c == '#') print("({d},{d})", .{ x, y }); }
    const eo: anyerror!?[]const u8 = "v";
    if (eo) |o| { if (o) |s| print("{s}\n", .{s}); } else |_| {}
    const val = (eo catch null) orelse "none";
    print("{s}\n", .{val});
    var maybe: ?Node = .{ .v = 1 };
    if (maybe) |*x| x.v += 5;
    print("{d} {any}\n", .{ maybe.?.v, maybe });
    maybe = null;
    print("{any}\n", .{maybe});
    var arr2 = [_]?u8{ 1, null, 3 };
    for (&arr2) |*o| { if (o.*) |*x| x.* += 1 else o.* = 0; }
    print("{any}\n", .{arr2});
    const tuple_arr = [_]struct { []const u8, u8 }{ .{ "a", 1 }, .{ "b", 2 } };
    for (tuple_arr) |t| { const name, const num = t; print("{s}{d} ", .{ name, num }); }
    const T = struct { u8, bool };
    print("{s} {any}\n", .{ @typeName(T), @as(T, .{ 1, true }) });
}
