// Functions, loops and reflection at compile time.
const std = @import("std");
const print = std.debug.print;
fn fact(n: u64) u64 {
    return if (n == 0) 1 else n * fact(n - 1);
}
fn fib(comptime n: usize) [n]u32 {
    var r: [n]u32 = undefined;
    for (0..n) |i| r[i] = if (i < 2) 1 else r[i - 1] + r[i - 2];
    return r;
}
fn max(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b;
}
fn sum(xs: anytype) @TypeOf(xs[0]) {
    var t: @TypeOf(xs[0]) = 0;
    for (xs) |x| t += x;
    return t;
}
fn isType(comptime T: type) []const u8 {
    return switch (@typeInfo(T)) {
        .int => |i| if (i.signedness == .signed) "signed" else "unsigned",
        .float => "float",
        .pointer => |p| @tagName(p.size),
        .@"struct" => "struct",
        .array => |a| std.fmt.comptimePrint("array{d}", .{a.len}),
        else => "other",
    };
}
const table = blk: {
    var t: [10]u8 = undefined;
    for (&t, 0..) |*e, i| e.* = i * i;
    break :blk t;
};
pub fn main() void {
    print("{d}\n", .{comptime fact(10)});
    print("{any}\n", .{fib(8)});
    print("{d} {d:.1} {d}\n", .{ max(i32, 3, -4), max(f64, 1.5, 2.5), max(u8, 255, 0) });
    print("{d}\n", .{sum([_]i64{ 1, 2, 3 })});
    print("{d}\n", .{sum(&[_]f32{ 1.5, 2.25 })});
    inline for (.{ i32, u8, f64, []u8, *u8, struct {}, [4]u8, bool }) |T| print("{s} ", .{isType(T)});
    print("\n{any}\n", .{table});
    comptime var i = 0;
    inline while (i < 3) : (i += 1) print("{d}", .{i});
    print("\n", .{});
    const S = struct { a: u8 = 1, b: bool = true, c: []const u8 = "x" };
    const s = S{};
    inline for (std.meta.fields(S)) |f| print("{s}:{s} ", .{ f.name, @typeName(f.type) });
    inline for (@typeInfo(S).@"struct".fields) |f| {
        if (f.type == u8) print("{d} ", .{@field(s, f.name)});
    }
    print("{}\n", .{@hasField(S, "b")});
    const E = enum { one, two, three };
    inline for (@typeInfo(E).@"enum".fields) |f| print("{s}={d} ", .{ f.name, f.value });
    print("{d}\n", .{std.enums.values(E).len});
    print("{s}\n", .{@typeName(@TypeOf(.{ 1, 2 }))});
    const x = comptime blk: {
        var t: u32 = 0;
        var k: u32 = 0;
        while (k < 10) : (k += 1) {
            if (k % 2 == 0) continue;
            t += k;
        }
        break :blk t;
    };
    print("{d}\n", .{x});
    print("{d} {d}\n", .{ @sizeOf(S), @alignOf(u64) });
    print("{s}\n", .{if (@import("builtin").is_test) "test" else "run"});
}
