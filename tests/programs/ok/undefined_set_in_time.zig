const std = @import("std");
const Big = struct { name: []const u8, age: u32, tags: [4]u8, n: usize, opt: ?u64, inner: struct { a: u8, b: u16 } };
fn make() Big {
    var b: Big = undefined;
    b.name = "x";
    b.age = 3;
    b.n = 2;
    b.tags[0] = 'a';
    b.tags[1] = 'b';
    b.opt = null;
    b.inner.a = 1;
    b.inner.b = 2;
    return b;
}
const Stack = struct {
    items: [16]i32 = undefined,
    len: usize = 0,
    fn push(s: *Stack, v: i32) void {
        s.items[s.len] = v;
        s.len += 1;
    }
    fn pop(s: *Stack) ?i32 {
        if (s.len == 0) return null;
        s.len -= 1;
        defer s.items[s.len] = undefined;
        return s.items[s.len];
    }
};
fn read(buf: []u8) usize {
    const t = "hello, world";
    @memcpy(buf[0..t.len], t);
    return t.len;
}
fn maybe(i: u32) ?Big {
    if (i == 0) return null;
    return make();
}
fn fails(i: u32) !Big {
    if (i == 0) return error.No;
    return make();
}
pub fn main() !void {
    const b = make();
    std.debug.print("{s} {d} {s} {?d} {d}\n", .{ b.name, b.age, b.tags[0..b.n], b.opt, b.inner.b });
    var s: Stack = .{};
    for (0..10) |i| s.push(@intCast(i));
    const copy = s;
    while (s.pop()) |v| std.debug.print("{d} ", .{v});
    std.debug.print("{d}\n", .{copy.items[9]});
    var buf: [100]u8 = undefined;
    const n = read(&buf);
    std.debug.print("{s}\n", .{buf[0..n]});
    var x: [4]?Big = undefined;
    for (&x, 0..) |*e, i| e.* = maybe(@intCast(i % 2));
    var y = x;
    y[0] = x[1];
    for (y) |o| if (o) |q| std.debug.print("{d}", .{q.age});
    var eu: anyerror!Big = error.Start;
    eu = fails(0);
    const eu2 = eu;
    if (eu2) |_| {} else |e| std.debug.print("{s}\n", .{@errorName(e)});
    eu = fails(1);
    std.debug.print("{d}\n", .{(try eu).age});
    // copies of undefined
    var ua: [8]u8 = undefined;
    ua[3] = 9;
    var ub: [8]u8 = undefined;
    @memcpy(&ub, &ua);
    var uc: [8]u8 = ub;
    std.mem.copyForwards(u8, uc[0..4], ub[3..7]);
    std.debug.print("{d} {d}\n", .{ ub[3], uc[0] });
    const U = union(enum) { a: u8, b: [16]u8, c: void };
    var u: U = .{ .b = undefined };
    u.b[0] = 7;
    const v = u;
    switch (v) {
        .a => |q| std.debug.print("a{d}\n", .{q}),
        .b => |q| std.debug.print("b{d}\n", .{q[0]}),
        .c => {},
    }
    u = .c;
    u = .{ .a = 3 };
    const w = u;
    std.debug.print("{d}\n", .{w.a});
    var grid: [3][3]u8 = undefined;
    for (&grid) |*row| @memset(row, '.');
    grid[1][1] = '#';
    for (grid) |row| std.debug.print("{s}\n", .{&row});
    var maxv: u32 = undefined;
    var first = true;
    for ([_]u32{ 3, 9, 2 }) |e| {
        if (first or e > maxv) maxv = e;
        first = false;
    }
    std.debug.print("{d}\n", .{maxv});
    const t, var z: u32 = .{ @as(u8, 1), undefined };
    z = t;
    std.debug.print("{d}\n", .{z});
}
