// `Union.field` is the tag; where a union is wanted it becomes one.
const std = @import("std");
const U = union(enum) { a: u8, b: []const u8, c };
fn f(x: bool) U { return if (x) U.c else U{ .a = 1 }; }
fn g(x: U) void { std.debug.print("{any} ", .{x}); }
const K: U = U.c;
const L = U.c;
pub fn main() void {
    std.debug.print("{}\n", .{@TypeOf(U.c)});
    std.debug.print("{any} {any} {any}\n", .{ U.c, f(true), f(false) });
    g(U.c);
    g(L);
    var t: bool = true; _ = &t;
    const y = if (t) U.c else U{ .a = 2 };
    std.debug.print("{} {any}\n", .{ @TypeOf(y), y });
    const arr = [_]U{ U.c, .{ .a = 3 }, .c };
    for (arr) |v| switch (v) { U.c => std.debug.print("c ", .{}), U.a => |n| std.debug.print("a{d} ", .{n}), .b => {} };
    var m = arr[1];
    m = U.c;
    std.debug.print("{} {} {}\n", .{ m == U.c, m == .c, K == .c });
    const S = struct { u: U = U.c };
    const s: S = .{};
    std.debug.print("{any} {d}\n", .{ s, @intFromEnum(U.b) });
    const o: ?U = U.c;
    std.debug.print("{any}\n", .{o});
    const z = [_]U{U.c} ** 2;
    std.debug.print("{any} {s}\n", .{ z, @tagName(U.c) });
    var l: std.ArrayList(U) = .empty;
    l.append(std.heap.page_allocator, U.c) catch {};
    l.deinit(std.heap.page_allocator);
}
