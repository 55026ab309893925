// Pointers of every kind, and slices made from them.
const std = @import("std");
const print = std.debug.print;
// pointers, aliasing, slices of slices, sentinel, opaque, alignment, optional pointers
const Handle = opaque {
    fn of(p: *Impl) *Handle {
        return @ptrCast(p);
    }
    fn value(h: *Handle) u32 {
        const i: *Impl = @ptrCast(@alignCast(h));
        return i.v;
    }
};
const Impl = struct { v: u32 };
const Header = struct { len: u32, next: ?*Header };
fn sumMany(p: [*]const u32, n: usize) u32 {
    var t: u32 = 0;
    for (p[0..n]) |x| t += x;
    return t;
}
fn strlen(s: [*:0]const u8) usize {
    var n: usize = 0;
    while (s[n] != 0) n += 1;
    return n;
}
fn setAll(xs: []u8, v: u8) void {
    for (xs) |*x| x.* = v;
}
fn minMax(xs: []const i32) struct { min: i32, max: i32 } {
    var r: @TypeOf(minMax(xs)) = .{ .min = xs[0], .max = xs[0] };
    for (xs[1..]) |x| {
        r.min = @min(r.min, x);
        r.max = @max(r.max, x);
    }
    return r;
}
fn find(xs: []const u8, c: u8) ?*const u8 {
    for (xs) |*x| if (x.* == c) return x;
    return null;
}
fn Wrapper(comptime T: type) type {
    return struct {
        inner: *T,
        fn get(self: @This()) T {
            return self.inner.*;
        }
        fn set(self: @This(), v: T) void {
            self.inner.* = v;
        }
    };
}
const Parent = struct { a: u16, child: Child, b: u8 = 1 };
const Child = struct {
    x: u8,
    fn parent(self: *Child) *Parent {
        return @alignCast(@fieldParentPtr("child", self));
    }
};
var g: [4]u8 = .{ 1, 2, 3, 4 };
const gp: *[4]u8 = &g;
const cs = [_][]const u8{ "one", "two" };
pub fn main() !void {
    var im = Impl{ .v = 77 };
    print("{d}\n", .{Handle.of(&im).value()});
    const arr = [_]u32{ 1, 2, 3, 4 };
    print("{d} {d}\n", .{ sumMany(&arr, 3), sumMany(arr[1..].ptr, 2) });
    print("{d}\n", .{strlen("four")});
    var buf: [6]u8 = undefined;
    setAll(&buf, 'x');
    setAll(buf[2..4], 'y');
    print("{s}\n", .{buf});
    const mm = minMax(&.{ 3, -1, 7 });
    print("{d} {d}\n", .{ mm.min, mm.max });
    if (find("hello", 'l')) |p| print("{c}\n", .{p.*});
    print("{}\n", .{find("abc", 'z') == null});
    var v: u32 = 1;
    const w = Wrapper(u32){ .inner = &v };
    w.set(w.get() + 41);
    print("{d}\n", .{v});
    var pa = Parent{ .a = 9, .child = .{ .x = 1 } };
    print("{d}\n", .{pa.child.parent().a});
    gp[0] = 100;
    print("{any} {d}\n", .{ g, gp.len });
    for (cs) |s| print("{s} ", .{s});
    print("\n", .{});
    const bytes: []align(4) u8 = @alignCast(std.mem.asBytes(&v));
    print("{d}\n", .{bytes[0]});
    var two: [2]u16 = .{ 0x1122, 0x3344 };
    const as32: *align(2) u32 = @ptrCast(&two);
    print("{x}\n", .{as32.*});
    const p8: [*]u8 = @ptrCast(&two);
    print("{x} {x}\n", .{ p8[0], p8[3] });
    const sl = p8[1..3];
    sl[0] = 0xff;
    print("{x}\n", .{two[0]});
    const end = p8 + 4;
    print("{d}\n", .{@intFromPtr(end) - @intFromPtr(p8)});
    print("{d}\n", .{end - p8});
    const o: ?[]const u8 = null;
    print("{d}\n", .{(o orelse "default").len});
    var maybe: ?u32 = 5;
    const mp: *?u32 = &maybe;
    mp.* = null;
    print("{any}\n", .{maybe});
    maybe = 6;
    if (maybe) |*m| m.* += 1;
    print("{d}\n", .{maybe.?});
    const s: [:0]u8 = try std.heap.page_allocator.dupeZ(u8, "mut");
    defer std.heap.page_allocator.free(s);
    s[0] = 'M';
    const c: [*:0]const u8 = s.ptr;
    print("{s} {d}\n", .{ c, std.mem.len(c) });
    const whole = std.mem.sliceTo(c, 0);
    print("{s}\n", .{whole[0..2]});
    const x: [2][]const u8 = .{ "a", "bc" };
    var lens: [2]usize = undefined;
    for (x, &lens) |str, *l| l.* = str.len;
    print("{any}\n", .{lens});
    const ptrs = [_]*const u32{ &arr[0], &arr[3] };
    var t: u32 = 0;
    for (ptrs) |p| t += p.*;
    print("{d} {}\n", .{ t, ptrs[0] == &arr[0] });
    const f: *const fn (u8) u8 = struct {
        fn f(q: u8) u8 {
            return q + 1;
        }
    }.f;
    const fs = [_]*const fn (u8) u8{ f, f };
    print("{d}\n", .{fs[1](fs[0](1))});
    var nested: [2][3]u8 = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } };
    const row = &nested[1];
    row[0] = 40;
    const flat: *[6]u8 = @ptrCast(&nested);
    print("{any} {d}\n", .{ flat.*, nested[1][0] });
    const cst: *const u32 = &v;
    const mt: *u32 = @constCast(cst);
    mt.* = 5;
    print("{d}\n", .{cst.*});
    const vd: *anyopaque = &v;
    const bk: *u32 = @ptrCast(@alignCast(vd));
    print("{d}\n", .{bk.*});
    const a0: [0]u8 = .{};
    print("{d} {any}\n", .{ a0.len, a0 });
    const sub = arr[1..3].*;
    print("{any}\n", .{sub});
    var big: [100]u8 = [_]u8{0} ** 100;
    @memset(big[50..], 1);
    var ones: u32 = 0;
    for (big) |b| ones += b;
    print("{d}\n", .{ones});
    std.mem.copyBackwards(u8, big[1..4], big[0..3]);
    const aa: [3]u8 = .{ 1, 2, 3 };
    const bb = aa;
    print("{}\n", .{std.meta.eql(aa, bb)});
    const st = struct { p: ?*const @This() = null, n: u8 };
    const s1 = st{ .n = 1 };
    const s2 = st{ .n = 2, .p = &s1 };
    print("{d}\n", .{s2.p.?.n});
    const h: Header = .{ .len = 1, .next = null };
    print("{any}\n", .{h});
    print("{}\n", .{@sizeOf(?*Header) == @sizeOf(*Header)});
}
