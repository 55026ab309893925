// Names of types, and values of every kind printed.
const std = @import("std");
const print = std.debug.print;
// type names, misc prints
const N = struct { v: i32, next: ?*@This() = null };
const U = union { a: u8, b: f32 };
const Tag = enum { x, y };
const TU = union(Tag) { x: u8, y: []const u8 };
const O = opaque {};
fn gen(comptime T: type, comptime n: usize) type {
    return struct { a: [n]T };
}
const G = gen(u8, 4);
pub fn main() void {
    print("{s} {s} {s}\n", .{ @typeName(N), @typeName(U), @typeName(TU) });
    print("{s} {s}\n", .{ @typeName(G), @typeName(gen(N, 2)) });
    print("{s} {s} {s}\n", .{ @typeName(?*const N), @typeName([]const []const u8), @typeName([3:0]u8) });
    print("{s} {s}\n", .{ @typeName(fn (a: u8, b: anytype) void), @typeName(*const fn () anyerror!void) });
    print("{s} {s}\n", .{ @typeName(error{A}), @typeName(anyerror!?u8) });
    const a = struct { q: u8 };
    print("{s}\n", .{@typeName(a)});
    print("{s} {s} {s}\n", .{ @typeName(@TypeOf(null)), @typeName(@TypeOf(.foo)), @typeName(@TypeOf(1.5)) });
    print("{s} {s}\n", .{ @typeName(std.ArrayList(u8)), @typeName(std.mem.Allocator) });
    print("{s}\n", .{@typeName(std.AutoHashMap(u8, u16))});
    const n = N{ .v = 1 };
    print("{any}\n", .{n});
    print("{any}\n", .{TU{ .x = 3 }});
    print("{any}\n", .{TU{ .y = "s" }});
    print("{}\n", .{Tag.y});
    print("{any} {any}\n", .{ @as(?Tag, .x), @as(?Tag, null) });
    print("{any}\n", .{@as(error{A}!u8, error.A)});
    print("{any}\n", .{@as([2]?u8, .{ 1, null })});
    print("{any}\n", .{[_]N{.{ .v = 1 }} ** 2});
    print("{any}\n", .{.{ 1, 2.5, "x", 'c', true, null, Tag.x, .lit }});
    print("{any} {any}\n", .{ u8, @TypeOf(n) });
    print("{any}\n", .{@as(f32, 0.1)});
    print("{} {} {}\n", .{ @as(u8, 5), @as(f64, 2), @as(i64, -3) });
    print("{any}\n", .{[0]u8{}});
    print("{any}\n", .{&[_]i32{ 1, 2 }});
    print("{any}\n", .{@as([]const bool, &.{ true, false })});
    print("{s}\n", .{@as([]const u8, &.{ 'a', 'b' })});
    var x: u32 = 5;
    _ = &x;
    print("{d} {d:4} {d:<4}|{d:^6}|\n", .{ x, x, x, x });
    print("{x:0>8} {X} {b:0>8} {o}\n", .{ x, 0xabc + x, x, x });
    print("{d:.2} {d:8.3} {e}\n", .{ @as(f64, 1.0) / 3.0, @as(f32, 2.5), @as(f64, 1e10) });
    print("{s:>6}|{s:<6}|{s:^6}|{s:.>6}\n", .{ "ab", "ab", "ab", "ab" });
    print("{c} {u} {d}\n", .{ @as(u8, 'z'), @as(u21, 0x2764), 'a' });
    print("{?} {?}\n", .{ @as(?u8, 1), @as(?u8, null) });
    print("{*}\n", .{@as(*u8, @ptrFromInt(0x1000))});
    print("{d}% {{}}\n", .{50});
    print("{d} {d}\n", .{ std.math.floatMax(f32), std.math.floatMin(f64) });
    print("{d} {d} {d}\n", .{ 1e100, 1e-10, 123456789.123 });
    print("{d} {d} {d}\n", .{ @as(f16, 1.5), @as(f128, 2.25), -0.0 });
    print("{d} {d}\n", .{ std.math.nan(f64), -std.math.inf(f32) });
    print("{x}\n", .{"\x00\xff"});
    print("{s}\n", .{"tab\tnl\\ \"q\" \u{41} \x42"});
    print("{any}\n", .{"a\n".*});
    print("{x}\n", .{[_]u8{ 1, 0xab }});
    print("{d:0>2}:{d:0>2}\n", .{ 5, 42 });
    print("{d:5.1}|{d:<8.2}|\n", .{ 3.14159, 2.0 });
    print("{any:5}|{d:>10}\n", .{ 7, -123 });
    print("{d}\n", .{@as(u128, 340282366920938463463374607431768211455)});
    print("{d}\n", .{@as(i128, -170141183460469231731687303715884105728)});
}
