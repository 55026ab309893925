// Every format specifier once.
const std = @import("std");
const print = std.debug.print;
// formatting breadth
const Pt = struct { x: i32, y: ?f32 };
const E = enum { one, two };
const U = union(enum) { a: u8, b: []const u8, c };
const Custom = struct { v: u8, pub fn format(self: Custom, w: *std.Io.Writer) !void { try w.print("C({d})", .{self.v}); } };
pub fn main() void {
    print("{} {} {}\n", .{ Pt{ .x = 1, .y = null }, E.two, U{ .a = 1 } });
    print("{any} {any}\n", .{ U{ .b = "hi" }, U.c });
    print("{any} {any}\n", .{ [_]Pt{.{ .x = 1, .y = 2.5 }}, .{ 1, "a", null } });
    print("{f} {any}\n", .{ Custom{ .v = 4 }, Custom{ .v = 5 } });
    print("{any}\n", .{[_]Custom{.{ .v = 6 }}});
    print("{?d} {?s} {?}\n", .{ @as(?u8, null), @as(?[]const u8, "x"), @as(?Pt, null) });
    print("{!} {!}\n", .{ @as(anyerror!u8, error.Bad), @as(error{A}!u8, 3) });
    print("{d:5}|{d:<5}|{d:^5}|{d:0>5}\n", .{ 42, 42, 42, 42 });
    print("{x:0>2}{X:0>2} {b:0>8} {o} 0x{x}\n", .{ 10, 171, 5, 64, 3735928559 });
    print("{e} {e:.2} {d:.0} {d:.3} {d}\n", .{ 1234.5678, 0.00012, 2.5, 1.0, 1e21 });
    print("{s:>8}|{s:<8}|{s:^8}|{s:.^9}\n", .{ "ab", "cd", "ef", "gh" });
    print("{c}{c} {u}\n", .{ 'o', 107, 0x2713 });

    print("{x} {X}\n", .{ "hello", "hi" });
    print("{*}\n", .{@as(*u8, @ptrFromInt(0x1000))});
    print("{} {}\n", .{ u8, ?[]const u8 });
    print("{any} {any}\n", .{ error.X, @as([]const []const u8, &.{ "a", "b" }) });
    print("{t} {t}\n", .{ E.one, error.Foo });
    print("{} {} {}\n", .{ true, {}, null });
    print("{d} {d} {d}\n", .{ @as(f32, 0.1), @as(f64, 0.1) + 0.2, @as(f16, 0.1) });
    print("{d} {} {d}\n", .{ std.math.inf(f32), -std.math.nan(f32), std.math.floatMax(f64) });
    print("{d} {e}\n", .{ 123456789012345680.0, 5e-324 });
    print("{any} {any}\n", .{ "str", @as([]const u8, "sl") });
    print("{any}\n", .{@as(?*const Pt, null)});
    print("{s}\n", .{@as([*:0]const u8, "zt")});
    print("{d:.2}|{d:>8.2}|{d:<8.3}|\n", .{ 3.14159, 2.71828, -1.5 });
    print("{d}% {{x}}\n", .{50});
    print("{[a]d}{[b]s}\n", .{ .a = 1, .b = "z" });
    print("{0d} {0x} {1s}\n", .{ 255, "q" });
    print("{any}\n", .{.{ .a = 1, .b = .{ .c = "x" } }});
    const big: u128 = 1 << 100;
    print("{d} {x}\n", .{ big, big });
    print("{d} {x} {b}\n", .{ @as(i8, -128), @as(i8, -128), @as(i8, -3) });
    print("{B:.2} {Bi:.1}\n", .{ 123456789, 123456789 });
}
