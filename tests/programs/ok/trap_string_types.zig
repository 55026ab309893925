// What the types of strings are.
const std = @import("std");

pub fn main() void {
    const a = "abc";
    const b: []const u8 = a;
    const c = a[0..2];
    const d = a.*;
    const e: [*:0]const u8 = a;
    std.debug.print("{s} {s} {s} {s}\n", .{ @typeName(@TypeOf(a)), @typeName(@TypeOf(c)), @typeName(@TypeOf(d)), @typeName(@TypeOf(e)) });
    std.debug.print("{s} {s} {s} {d}\n", .{ b, c, &d, e[1] });
    const list = [_][]const u8{ "x", "yz" } ++ [_][]const u8{"w"};
    for (list) |s| std.debug.print("{s}{d} ", .{ s, s.len });
    std.debug.print("\n", .{});
}
