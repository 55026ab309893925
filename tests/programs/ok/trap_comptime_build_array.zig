// An array grown by ++ in a compile-time loop.
const std = @import("std");

fn evens(comptime n: usize) []const u8 {
    comptime var list: []const u8 = &.{};
    inline for (0..n) |i| {
        if (i % 2 == 0) list = list ++ [_]u8{i};
    }
    return list;
}

fn upper(comptime s: []const u8) [s.len]u8 {
    var out: [s.len]u8 = undefined;
    for (s, &out) |c, *o| o.* = std.ascii.toUpper(c);
    return out;
}

pub fn main() void {
    const shout = comptime upper("quiet");
    std.debug.print("{any} {s}\n", .{ evens(9), &shout });
}
